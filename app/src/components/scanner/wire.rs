//! What a device and the server tell each other about one scan.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Where scans are posted, as JSON.
pub const PATH: &str = "/accueil/pointages";

/// One scan, named by the device that made it, so that sending it twice changes nothing.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Scan {
    /// A version 7 UUID.
    pub id: Uuid,
    /// `main`, or the UUID of a session.
    pub door: String,
    /// A ticket's token or its readable code.
    pub read: String,
    /// Microseconds since 1970 by the device's own clock.
    pub scanned_at: i64,
    /// The scan that this one takes back.
    pub undoes: Option<Uuid>,
}

/// What the server says of a scan.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Answer {
    /// The scan's.
    pub id: Uuid,
    /// How it was judged.
    pub verdict: Verdict,
    /// One word to be read at arm's length.
    pub word: String,
    /// Who it is, where the ticket is known.
    pub name: Option<String>,
    /// Where they come from.
    pub organisation: Option<String>,
    /// Why, in a sentence; empty where the word says it all.
    pub explanation: String,
    /// What the person has chosen for the day.
    pub plan: Vec<PlanLine>,
    /// What the door is to do, never why.
    pub note: Option<String>,
    /// Whether this scan can be taken back.
    pub undo_of_possible: bool,
    /// How many have come.
    pub counts: Counts,
}

/// How a scan was judged.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Come in.
    Accepted,
    /// This ticket has passed this door before.
    AlreadySeen,
    /// Not here, or not with this.
    Refused,
    /// A former scan was taken back.
    Undone,
}

/// One line of a person's day.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct PlanLine {
    /// As shown: « 11 h ».
    pub time: String,
    /// The activity.
    pub title: String,
    /// Where it takes place.
    pub room: String,
}

/// How many have passed a door.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Counts {
    /// Accepted so far.
    pub arrived: u32,
    /// In all.
    pub expected: u32,
}
