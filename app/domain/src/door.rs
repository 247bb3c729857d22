//! What a phone at a door and the server tell each other: the list of people, the acts of the
//! door, and what became of them. A phone judges by its list and is believed; the server keeps
//! every act and works out from all of them who came in.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::checkin::{Reason, Standing};
use crate::time::Moment;

/// The longest name of a phone, in characters.
pub const LONGEST_NAME: usize = 40;

/// The longest reason why someone was registered beyond the capacity, in characters.
pub const LONGEST_REASON: usize = 300;

/// A door as it travels: `main`, or a session's UUID.
pub type DoorWord = String;

/// How many hexadecimal digits of a ticket's SHA-256 a phone keeps: 96 bits tell every ticket
/// from every other, and open nothing.
pub const TICKET_DIGITS: usize = 24;

/// How many hexadecimal digits of a readable code's SHA-256 a phone keeps.
pub const CODE_DIGITS: usize = 16;

/// The list as a phone keeps it, or what has changed in it since a version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Roll {
    /// Names this state of the list. Opaque: given back to ask for what has changed since.
    pub version: String,
    /// Whether this is all there is, in place of whatever the phone has.
    pub complete: bool,
    /// The server's clock as it answered.
    pub server_time: Moment,
    /// What this phone is to the team.
    pub station: Station,
    /// The conference.
    pub event: Event,
    /// All sessions, in the order of the day.
    pub sessions: Vec<RollSession>,
    /// The people who are new or have changed.
    pub people: Vec<Entry>,
    /// The people who are no longer there.
    pub gone: Vec<Uuid>,
    /// Double entries in which this phone let one of the two in, the newest first.
    pub conflicts: Vec<Conflict>,
}

/// What a phone is to the team.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Station {
    /// The device's identity.
    pub id: Uuid,
    /// What it is called: « Téléphone de l’entrée ».
    pub name: String,
    /// The doors it may keep; `None` for all of them.
    pub doors: Option<Vec<DoorWord>>,
    /// The first characters of the readable codes that this phone gives to walk-ins; nobody else
    /// gives codes that begin so (see [`crate::ticket`]).
    pub walk_in_block: String,
    /// Until when it may keep them.
    pub expires_at: Moment,
}

/// What a phone shows of the conference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// Its short name.
    pub name: String,
    /// Whom to call; may be empty.
    pub contact_phone: String,
    /// When it begins.
    pub starts_at: Moment,
    /// How many people are registered.
    pub expected: u32,
    /// How many people may be.
    pub capacity: u32,
}

/// A session as a phone keeps it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollSession {
    /// Its identity.
    pub id: Uuid,
    /// Its activity's code.
    pub code: String,
    /// Its activity's title.
    pub title: String,
    /// Whether it is a kiosk's visit.
    pub kiosk: bool,
    /// Where.
    pub room: String,
    /// From when.
    pub starts_at: Moment,
    /// Until when.
    pub ends_at: Moment,
    /// How many seats it has.
    pub capacity: u32,
    /// How many of them are taken.
    pub taken: u32,
}

/// A person as a phone keeps them: nothing by which they can be reached, no need in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Their identity.
    pub id: Uuid,
    /// The first [`TICKET_DIGITS`] digits of the SHA-256 of their QR token, in hexadecimal.
    pub ticket: String,
    /// The first [`CODE_DIGITS`] digits of the SHA-256 of their readable code (six characters, upper case, no
    /// dash), in hexadecimal.
    pub code: String,
    /// First name and last name.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Where their registration stands.
    pub standing: Standing,
    /// The sessions they hold a seat in, in the order of the day.
    pub sessions: Vec<Uuid>,
    /// What the door is to do for them, never why.
    pub note: Option<String>,
    /// The doors they have passed.
    pub passages: Vec<RollPassage>,
    /// The registration that this one became part of: both tickets are that one person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<Uuid>,
}

/// That someone has passed a door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RollPassage {
    /// Which.
    pub door: DoorWord,
    /// The act that let them in.
    pub act: Uuid,
    /// When, by the server's clock.
    pub at: Moment,
    /// Who let them in: the name of a phone, or of a member of the team.
    pub by: String,
}

/// Something done at a door, made on a phone and named by it: sent as often as it takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// A version 7 UUID, made by the phone.
    pub id: Uuid,
    /// At which door.
    pub door: DoorWord,
    /// When, by the phone's own clock.
    pub at: Moment,
    /// How far the phone's clock is ahead of the server's, in microseconds, as last measured.
    pub clock_ahead: i64,
    /// What was done.
    pub deed: Deed,
    /// What the phone told the person.
    pub told: Told,
}

/// What is done at a door.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Deed {
    /// Someone came to this door.
    Arrival {
        /// Who.
        who: Who,
    },
    /// An earlier act is taken back.
    Undo {
        /// Which.
        of: Uuid,
    },
    /// Someone who was not registered is registered and let in.
    WalkIn {
        /// The identity the phone gives them.
        person: Uuid,
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// Where they come from; may be empty.
        organisation: String,
        /// The readable code the phone gives them, without its dash.
        code: String,
        /// Why, when the conference was full; may be empty.
        reason: String,
    },
    /// Someone takes a free seat in a session, in place of the seats it overlaps with.
    Move {
        /// Who.
        person: Uuid,
        /// Into which session.
        to: Uuid,
    },
}

/// Whom an arrival is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Someone on the phone's list.
    Person(Uuid),
    /// What was read, when it is nobody on the list: the server may know better.
    Read(String),
}

/// What a phone told the person in front of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// Come in.
    Accepted,
    /// This ticket has been seen before.
    AlreadySeen,
    /// Not through this door.
    Refused,
    /// Done: an undo or a move.
    Done,
}

/// Some acts of a phone, on their way to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Batch {
    /// The phone's clock as it sends this.
    pub sent_at: Moment,
    /// How many acts it still keeps, these included.
    pub unsent: u32,
    /// The acts, in any order; at most [`MOST_ACTS`].
    pub acts: Vec<Act>,
}

/// How many acts may travel together.
pub const MOST_ACTS: usize = 200;

/// What became of a batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// The server's clock as it answered, to measure the phone's by.
    pub server_time: Moment,
    /// One answer for each act.
    pub answers: Vec<Answer>,
}

/// What became of one act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The act's identity.
    pub id: Uuid,
    /// What became of it.
    pub outcome: Outcome,
}

/// What became of an act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// Kept, and it means what the phone said.
    Kept,
    /// Kept, and there is something to tell: a double entry, a ticket that was cancelled since.
    KeptBut {
        /// In a sentence.
        sentence: String,
    },
    /// Kept in the log, but without effect; the phone shows it until somebody has read it.
    Refused {
        /// Why, when it is a reason of the door's.
        reason: Option<Reason>,
        /// Why, in a sentence that says what to do.
        sentence: String,
    },
}

/// Someone was let in twice while phones did not hear of each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conflict {
    /// The act that came second.
    pub act: Uuid,
    /// Who came in twice.
    pub person: String,
    /// In a sentence: both times, both doors, both phones.
    pub sentence: String,
}
