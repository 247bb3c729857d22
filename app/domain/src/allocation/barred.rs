//! Wishes that cannot be given, whoever else wishes for what.

use serde::{Deserialize, Serialize};

use crate::programme::Session;
use crate::refusal::Refusal;
use crate::schedule::{Fit, fit};
use crate::time::Moment;

/// Why a wish was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Barred {
    /// The session is left out of this run.
    Closed,
    /// The session will not take place.
    Cancelled,
    /// The session has begun.
    Started,
    /// The session is no longer in the programme, or no longer in this slot.
    Gone,
    /// They hold a seat in this slot already.
    Holds {
        /// The code of what they hold.
        code: String,
    },
    /// They are expected elsewhere at that time.
    Clash {
        /// The code of what they hold or were given.
        code: String,
        /// When that begins.
        at: Moment,
    },
    /// They hold, or were given, the same workshop in another slot.
    Again {
        /// When.
        at: Moment,
    },
}

/// Why this session cannot be given to someone with this day, if that is so.
pub(super) fn barred(wanted: &Session, day: &[Session], walk: u32, now: Moment) -> Option<Barred> {
    match fit(wanted, day, walk, now) {
        Ok(Fit::Free) => again(wanted, day),
        Ok(Fit::Held) => Some(Barred::Holds { code: wanted.code.clone() }),
        Ok(Fit::Swaps(old)) => Some(Barred::Holds { code: old.code.clone() }),
        Err(Refusal::SessionCancelled { .. }) => Some(Barred::Cancelled),
        Err(Refusal::SessionStarted { .. }) => Some(Barred::Started),
        Err(Refusal::Clash { code, at, .. } | Refusal::KioskAlreadyVisited { code, at }) => {
            // Whoever holds a workshop of this slot is told that, and not of another clash.
            let held = day.iter().find(|session| session.slot == wanted.slot);
            Some(held.map_or(Barred::Clash { code, at }, |held| Barred::Holds {
                code: held.code.clone(),
            }))
        }
        Err(_) => Some(Barred::Gone),
    }
}

fn again(wanted: &Session, day: &[Session]) -> Option<Barred> {
    let same = day.iter().find(|session| session.code == wanted.code)?;
    Some(Barred::Again { at: same.span.start() })
}
