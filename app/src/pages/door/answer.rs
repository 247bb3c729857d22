//! What the door says of one ticket, or of one act that was taken back.

use uuid::Uuid;

/// What the server says of a scan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The scan's identity.
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
}

/// How a scan was judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLine {
    /// As shown: « 11 h ».
    pub time: String,
    /// The activity.
    pub title: String,
    /// Where it takes place.
    pub room: String,
}
