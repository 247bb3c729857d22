//! The programme of the conference, as values: what is announced, and what there is to choose.

mod conflict;
mod differences;
mod grid;
mod moves;
mod outline;
#[cfg(test)]
mod samples;
mod standing;

use serde::{Deserialize, Serialize};

use crate::time::{Moment, Span};

pub use conflict::{Conflict, Noun, Part, Trouble, conflicts, duplicates};
pub use differences::{Difference, Subject, Value, differences};
pub use grid::{Band, Block, bands};
pub use moves::{Existing, Move, Placing, moves, pair};
pub use outline::{Outline, Sitting, Sketch};
pub use standing::{Programme, Session, WishedSlot};

/// The conference itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its full name.
    pub name: String,
    /// A name short enough for a heading on a phone.
    pub short_name: String,
    /// From the opening to the closing words.
    pub span: Span,
    /// The venue's name.
    pub place: String,
    /// The venue's postal address, on one line.
    pub address: String,
    /// How many participants there is room for.
    pub capacity: u32,
    /// A few sentences that say what the day is.
    pub welcome: String,
    /// What the day is for, one aim a line.
    pub aims: Vec<String>,
    /// Practical information, one paragraph a line: transport, access, meals.
    pub practical: Vec<String>,
    /// Said beside the programme while it is not final; empty when it is.
    pub notice: String,
    /// Who to write to.
    pub contact_email: String,
    /// Who to call; empty when there is no number.
    pub contact_phone: String,
    /// When people may register.
    pub registration: Span,
    /// When registered people may choose workshops and kiosks.
    pub sign_up: Span,
    /// When self-service stops: from then on only the team changes seats; `None`: never.
    pub freezes_at: Option<Moment>,
    /// How many minutes it takes to walk from one room to another.
    pub walk: u32,
    /// Facts for the legal pages.
    pub legal: Legal,
}

/// Who answers for the site and for what it keeps about people.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Legal {
    /// Who publishes the site.
    pub publisher: String,
    /// The person who answers for what is published.
    pub director: String,
    /// Where the site is hosted.
    pub hosting: String,
    /// Who decides about personal data.
    pub controller: String,
    /// How to reach the data protection officer.
    pub officer: String,
}

/// One line of the day as announced on the first page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineItem {
    /// When it begins.
    pub start: Moment,
    /// When it ends, where that is announced.
    pub end: Option<Moment>,
    /// What happens.
    pub title: String,
    /// More about it; empty when there is nothing to add.
    pub detail: String,
}

/// A subject that activities belong to, with a shape of its own so that it is never told by
/// colour alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Short and stable, as in addresses: `rural`.
    pub code: String,
    /// In full.
    pub name: String,
    /// In a word or two, for a label.
    pub label: String,
    /// Whether it feeds the regional roadmap.
    pub roadmap: bool,
}

/// A room of the venue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Room {
    /// Its name, as written on its door.
    pub name: String,
    /// How many people it holds, where that is known.
    pub seats: Option<u32>,
}

/// A stretch of the day in which one workshop can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Short and stable: `A`.
    pub code: String,
    /// As announced.
    pub name: String,
    /// From when to when.
    pub span: Span,
}

/// The two kinds of activity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// An atelier: one session, one choice per slot.
    Workshop,
    /// A kiosque: several short visits.
    Kiosk,
}

impl Kind {
    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Workshop => "workshop",
            Self::Kiosk => "kiosk",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Workshop, Self::Kiosk].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Who is in charge of an activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host {
    /// Short and stable: what workshops and kiosks call them.
    pub code: String,
    /// As printed.
    pub name: String,
    /// Where they come from; empty when not said.
    pub organisation: String,
    /// Nobody in particular yet, so in as many places at once as need be.
    pub to_confirm: bool,
}

/// One workshop or kiosk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// Short and stable, as on paper: `A03`.
    pub code: String,
    /// Workshop or kiosk.
    pub kind: Kind,
    /// As announced.
    pub title: String,
    /// A few sentences; may be empty.
    pub summary: String,
    /// The code of its theme.
    pub theme: String,
    /// Who is in charge.
    pub hosts: Vec<Host>,
    /// When and where it takes place, in the order of the day.
    pub sessions: Vec<PlannedSession>,
}

/// One activity at one time in one room, as announced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedSession {
    /// The code of its slot; kiosk visits have none.
    pub slot: Option<String>,
    /// The name of its room.
    pub room: String,
    /// From when to when.
    pub span: Span,
    /// How many people may come.
    pub capacity: u32,
    /// Under how many people it is not worth holding; 0 when any number will do.
    pub minimum: u32,
}

/// Everything an import brings: checked as a whole, so that it can be loaded as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The conference.
    pub event: Event,
    /// The day as announced.
    pub timeline: Vec<TimelineItem>,
    /// Its themes.
    pub themes: Vec<Theme>,
    /// Its rooms.
    pub rooms: Vec<Room>,
    /// Its slots.
    pub slots: Vec<Slot>,
    /// Those in charge of its workshops and kiosks.
    pub hosts: Vec<Host>,
    /// Its workshops and kiosks.
    pub activities: Vec<Activity>,
}
