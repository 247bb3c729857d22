//! The programme as it stands: what was announced, with the seats.

use uuid::Uuid;

use super::{Activity, Kind, Plan, Theme};
use crate::capacity::Seats;
use crate::time::{Moment, Span};

/// A session with its seats, as it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Its identity.
    pub id: Uuid,
    /// The code of its activity: `A03`, `K05`.
    pub code: String,
    /// The kind of its activity.
    pub kind: Kind,
    /// The title of its activity.
    pub title: String,
    /// The code of its theme.
    pub theme: String,
    /// The code of its slot; kiosk visits have none.
    pub slot: Option<String>,
    /// The name of its room.
    pub room: String,
    /// From when to when.
    pub span: Span,
    /// Its seats.
    pub seats: Seats,
    /// How many people wait for one of them.
    pub waiting: u32,
    /// Under how many people it is not worth holding; 0 when any number will do.
    pub minimum: u32,
    /// Whether it will not take place.
    pub cancelled: bool,
}

/// The programme as it stands now: what was announced, and the seats.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programme {
    /// What was announced.
    pub plan: Plan,
    /// The places of the conference.
    pub places: Seats,
    /// How many people wait for one.
    pub waiting: u32,
    /// Every session, in the order of the day, then of its code.
    pub sessions: Vec<Session>,
    /// The slots whose seats are given by wishes.
    pub wished: Vec<WishedSlot>,
}

/// A slot in which seats are given by ranked wishes, not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WishedSlot {
    /// The code of the slot.
    pub slot: String,
    /// Until when people may wish; seats are given afterwards.
    pub until: Moment,
}

impl Programme {
    /// The activity with this code, whatever its case.
    #[must_use]
    pub fn activity(&self, code: &str) -> Option<&Activity> {
        self.plan.activities.iter().find(|activity| activity.code.eq_ignore_ascii_case(code))
    }

    /// The theme with this code.
    #[must_use]
    pub fn theme(&self, code: &str) -> Option<&Theme> {
        self.plan.themes.iter().find(|theme| theme.code == code)
    }

    /// The session with this identity.
    #[must_use]
    pub fn session(&self, id: Uuid) -> Option<&Session> {
        self.sessions.iter().find(|session| session.id == id)
    }

    /// Until when people may wish in this slot; `None` where seats are taken as usual.
    #[must_use]
    pub fn wishes_until(&self, slot: &str) -> Option<Moment> {
        self.wished.iter().find(|wished| wished.slot == slot).map(|wished| wished.until)
    }

    /// The sessions of one slot, in the order of the programme.
    pub fn sessions_in<'a>(&'a self, slot: &'a str) -> impl Iterator<Item = &'a Session> {
        self.sessions.iter().filter(move |session| session.slot.as_deref() == Some(slot))
    }

    /// The sessions of one activity, in the order of the day.
    pub fn sessions_of<'a>(&'a self, code: &'a str) -> impl Iterator<Item = &'a Session> {
        self.sessions.iter().filter(move |session| session.code == code)
    }
}
