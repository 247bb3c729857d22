//! The relays, one after the other: what the first does not take, the second is offered.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use lettre::Message;
use lettre::transport::smtp::response::{Category, Code, Severity};

use super::relay::{Relay, SendError};

/// How long a relay that did not answer is passed over, while another one takes the letters.
const REST: Duration = Duration::from_mins(1);

/// The relays, in the order in which they are tried. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Relays(Arc<[Known]>);

#[derive(Debug)]
struct Known {
    relay: Relay,
    rests_until: Mutex<Option<Instant>>,
}

impl Relays {
    /// These relays, in the order in which they are tried.
    #[must_use]
    pub fn of(relays: Vec<Relay>) -> Self {
        let known = |relay| Known { relay, rests_until: Mutex::new(None) };
        Self(relays.into_iter().map(known).collect())
    }

    /// Offers a letter to each relay until one takes it, or one says that the letter itself or its
    /// address is the matter. Answers what the last one said.
    pub(super) async fn send(&self, message: Message) -> Result<(), SendError> {
        let mut said = SendError::Slow;
        for known in self.in_turn() {
            match known.relay.send(message.clone()).await {
                Ok(()) => {
                    known.rests_until.lock().unwrap_or_else(PoisonError::into_inner).take();
                    return Ok(());
                }
                Err(error) => {
                    known.rest_after(&error);
                    let final_word = error.code().is_some_and(is_final);
                    said = error;
                    if final_word {
                        break;
                    }
                }
            }
        }
        Err(said)
    }

    /// Those that answered last time, then those that rest: when nobody else is there, they are
    /// tried all the same.
    fn in_turn(&self) -> Vec<&Known> {
        let now = Instant::now();
        let (mut ready, resting): (Vec<_>, Vec<_>) =
            self.0.iter().partition(|known| !known.rests(now));
        ready.extend(resting);
        ready
    }
}

impl Known {
    fn rests(&self, now: Instant) -> bool {
        let until = *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner);
        until.is_some_and(|until| now < until)
    }

    /// One that answered anything at all is there.
    fn rest_after(&self, error: &SendError) {
        let until = error.code().is_none().then(|| Instant::now() + REST);
        *self.rests_until.lock().unwrap_or_else(PoisonError::into_inner) = until;
    }
}

/// 55x speaks of the mailbox or the letter. Other 5xx speak of the relay, its settings or our
/// password (and so does 554: « relay access denied »): an organiser puts those right, and no
/// letter should be given up for them.
pub(super) fn is_final(code: Code) -> bool {
    code.severity == Severity::PermanentNegativeCompletion
        && code.category == Category::MailSystem
        && u16::from(code) != 554
}
