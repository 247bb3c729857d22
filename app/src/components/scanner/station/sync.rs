//! Keeping up with the server: what was done goes there, what changed comes back.

use std::time::Duration;

use domain::door::{Answer, Batch, MOST_ACTS, Outcome, Receipt, Roll};
use domain::time::Moment;
use leptos::prelude::*;
use leptos::serde_json;
use leptos::task::spawn_local;

use super::{Lacking, Link, Phase, Station};
use crate::browser::clock::now_us;
use crate::browser::sending::{SendingFault, get, post};
use crate::door::book::{Book, Changed, PARTS};
use crate::door::clock::Clock;
use crate::door::log::Record;
use crate::door::pace::Pace;
use crate::fr;

const LIST: &str = "/accueil/liste";
const ACTS: &str = "/accueil/actes";

/// Acts that follow each other closely travel together.
const TOGETHER: Duration = Duration::from_millis(250);

/// The server's list is up to a second old; the next one has whoever registered meanwhile.
const NEXT_LIST: Duration = Duration::from_millis(1_500);

impl Station {
    /// Something was done: it goes soon, unless the network is known to be away.
    pub(super) fn sync_soon(self) {
        if self.rounds.with_value(|rounds| rounds.pace.is_well()) {
            self.ask_for_round(TOGETHER);
        } else {
            self.send_later();
        }
    }

    /// The network may be back, or somebody looks at the page again. While what is kept is still being
    /// read there is nothing to add to: the first list would be laid over it.
    pub fn sync_now(self) {
        if self.phase.with_untracked(|phase| *phase != Phase::Waking) {
            self.ask_for_round(Duration::ZERO);
        }
    }

    /// The round under way may have sent its acts already, and plans the next one when it ends: it is
    /// told now, since the one planned here may not have begun by then.
    fn ask_for_round(self, pause: Duration) {
        self.rounds.update_value(|rounds| rounds.asked_again |= rounds.under_way);
        self.plan_round(pause);
    }

    pub(super) fn plan_round(self, pause: Duration) {
        let next = set_timeout_with_handle(move || self.round(), pause).ok();
        let former =
            self.rounds.try_update_value(|rounds| std::mem::replace(&mut rounds.next, next));
        if let Some(former) = former.flatten() {
            former.clear();
        }
    }

    /// One round at a time, with all that follows from it: an answer is then never older than the one
    /// before, and nothing is asked while the list is being taken away.
    fn round(self) {
        if matches!(self.phase.get_untracked(), Phase::Wiped(_)) {
            return;
        }
        let begins = self.rounds.try_update_value(|rounds| {
            rounds.asked_again |= rounds.under_way;
            !std::mem::replace(&mut rounds.under_way, true)
        });
        if begins != Some(true) {
            return;
        }
        spawn_local(async move {
            match self.exchange().await {
                Ok(()) => {
                    self.link.set(Link::Fine);
                    self.pace(Pace::answered);
                }
                Err(fault) => self.failed(fault).await,
            }
            self.rounds.update_value(|rounds| rounds.under_way = false);
            if self.goes_on() {
                self.plan_next();
            }
        });
    }

    fn pace(self, happens: impl FnOnce(&mut Pace)) {
        self.rounds.update_value(|rounds| happens(&mut rounds.pace));
    }

    /// A phone that is not prepared has nothing to ask until its page is opened again.
    fn goes_on(self) -> bool {
        matches!(
            self.phase.get_untracked(),
            Phase::Ready | Phase::Waking | Phase::Plain(Lacking::Network)
        )
    }

    fn plan_next(self) {
        let (again, pace) = self
            .rounds
            .try_update_value(|rounds| (std::mem::take(&mut rounds.asked_again), rounds.pace))
            .unwrap_or_default();
        let pause = if again && pace.is_well() {
            TOGETHER
        } else if pace.is_well() && self.awaits_someone() {
            NEXT_LIST
        } else {
            Duration::from_millis(pace.pause(js_sys::Math::random()).into())
        };
        self.plan_round(pause);
    }

    async fn exchange(self) -> Result<(), SendingFault> {
        self.send_all().await?;
        self.fetch_list().await
    }

    async fn failed(self, fault: SendingFault) {
        self.pace(Pace::failed);
        let has_list = self.book.with_value(Option::is_some);
        match fault {
            // The server has not given it more time, and may not be reached for long.
            _ if self.is_over() => self.wipe(fr::TIME_IS_OVER).await,
            SendingFault::Revoked => self.wipe(fr::TAKEN_AWAY).await,
            SendingFault::SignedOut | SendingFault::NotPaired if has_list => {
                self.link.set(Link::Unknown);
            }
            SendingFault::NotPaired => self.phase.set(Phase::Plain(Lacking::Pairing)),
            SendingFault::SignedOut => self.phase.set(Phase::Plain(Lacking::Anyone)),
            SendingFault::NoNetwork | SendingFault::Malformed | SendingFault::Broken => {
                self.link.set(Link::Away);
                self.send_later();
                if !has_list {
                    self.phase.set(Phase::Plain(Lacking::Network));
                }
            }
        }
    }

    /// Sends all that waits. What the server cannot read is sent in ever smaller batches, so that
    /// it holds up nothing else.
    async fn send_all(self) -> Result<(), SendingFault> {
        let mut most = MOST_ACTS;
        while let Some(batch) = self.batch(most) {
            let (asked, size) = (batch.sent_at, batch.acts.len());
            let json = serde_json::to_string(&batch).map_err(|_| SendingFault::Broken)?;
            match post(ACTS, &json).await {
                Ok(body) => {
                    let receipt: Receipt =
                        serde_json::from_str(&body).map_err(|_| SendingFault::Broken)?;
                    self.measure(asked, receipt.server_time);
                    if self.take_answers(&receipt.answers, receipt.server_time) == 0 {
                        return Err(SendingFault::Broken);
                    }
                }
                Err(SendingFault::Malformed) if size > 1 => most = size / 2,
                Err(SendingFault::Malformed) => {
                    self.give_up(&batch);
                    most = MOST_ACTS;
                }
                Err(fault) => return Err(fault),
            }
        }
        Ok(())
    }

    fn batch(self, most: usize) -> Option<Batch> {
        self.book.with_value(|book| {
            let book = book.as_ref()?;
            let acts = book.log.batch(most);
            (!acts.is_empty()).then(|| Batch {
                sent_at: Moment::from_micros(now_us()),
                unsent: u32::try_from(book.log.waiting()).unwrap_or(u32::MAX),
                acts,
            })
        })
    }

    /// Takes each answer by itself; tells how many were news.
    fn take_answers(self, answers: &[Answer], at: Moment) -> usize {
        let take = |book: &mut Book| -> Vec<Record> {
            answers.iter().filter_map(|answer| book.log.answer(answer, at).cloned()).collect()
        };
        let answered = self.with_book(take).unwrap_or_default();
        self.keep_records(&answered);
        answered.len()
    }

    fn give_up(self, batch: &Batch) {
        let sentence = fr::UNREADABLE_ACT.to_owned();
        let outcome = Outcome::Refused { reason: None, sentence };
        let refused = batch.acts.iter().map(|act| Answer { id: act.id, outcome: outcome.clone() });
        self.take_answers(&refused.collect::<Vec<_>>(), self.now());
    }

    fn measure(self, asked: Moment, server: Moment) {
        let answered = Moment::from_micros(now_us());
        self.with_book(|book| book.head.clock.measure(asked, answered, server));
    }

    async fn fetch_list(self) -> Result<(), SendingFault> {
        let version = self.book.with_value(|b| b.as_ref().map(|b| b.head.version.clone()));
        let asked = Moment::from_micros(now_us());
        let path = match version {
            Some(version) => format!("{LIST}?depuis={}", escaped(&version)),
            None => LIST.to_owned(),
        };
        let body = get(&path).await?;
        let answered = Moment::from_micros(now_us());
        let roll: Roll = serde_json::from_str(&body).map_err(|_| SendingFault::Broken)?;
        let mut clock = Clock::default();
        clock.measure(asked, answered, roll.server_time);
        let (first, here) = (self.book.with_value(Option::is_none), self.door_name());
        let changed = if first {
            self.book.set_value(Some(Book::begin(roll, clock)));
            Some(Changed { parts: (0..PARTS).collect(), ..Changed::default() })
        } else {
            self.with_book(|book| {
                book.head.clock.measure(asked, answered, roll.server_time);
                book.apply(roll)
            })
        };
        if let Some(changed) = changed {
            self.keep_list(&changed);
        }
        if self.phase.with_untracked(|phase| *phase == Phase::Ready) {
            self.leave_what_is_gone(here.as_deref());
        } else {
            self.begin();
        }
        self.read_again();
        Ok(())
    }
}

fn escaped(version: &str) -> String {
    js_sys::encode_uri_component(version).into()
}
