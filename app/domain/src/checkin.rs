//! The judgement at a door. A check-in is an event: scans are kept as they came, and what they
//! mean is worked out from them, the same on the server and on a phone.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::time::Moment;

mod merge;

pub use merge::{Happening, Settled, What, corrected, settle};

/// Where someone is let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Door {
    /// The main entrance: the conference itself.
    Main,
    /// The door of one session.
    Session(Uuid),
}

impl Door {
    /// Reads `main` or a session's identity.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        if word == "main" {
            return Some(Self::Main);
        }
        Uuid::try_parse(word).ok().map(Self::Session)
    }

    /// The word by which it travels: `main`, or the session's UUID.
    #[must_use]
    pub fn word(self) -> String {
        self.session().map_or_else(|| "main".to_owned(), |id| id.to_string())
    }

    /// The session behind this door, if it is not the main one.
    #[must_use]
    pub fn session(self) -> Option<Uuid> {
        match self {
            Self::Main => None,
            Self::Session(id) => Some(id),
        }
    }
}

/// Where a ticket's registration stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// Has a place at the conference.
    Registered,
    /// Waits for one.
    Waiting,
    /// Gave it up.
    Cancelled,
}

impl Standing {
    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Registered => "registered",
            Self::Waiting => "waiting",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Registered, Self::Waiting, Self::Cancelled]
            .into_iter()
            .find(|standing| standing.as_str() == word)
    }
}

/// What is known, at the moment of a scan, of the person whose ticket it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Where their registration stands.
    pub standing: Standing,
    /// Whether they hold a seat in the session of this door; `true` at the main entrance.
    pub expected_here: bool,
    /// The scan by which they already passed this door, if it was not undone.
    pub passed: Option<Passage>,
}

/// An earlier accepted scan at the same door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Its identity.
    pub scan: Uuid,
    /// When.
    pub at: Moment,
    /// By whom, as shown to colleagues.
    pub by: String,
}

/// What the door says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Come in.
    Accepted,
    /// Came in before.
    AlreadySeen(Passage),
    /// Not through this door.
    Refused(Reason),
    /// An earlier scan was taken back.
    Undone,
}

/// Why someone is not let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The code belongs to nobody here.
    UnknownTicket,
    /// The registration was cancelled.
    Cancelled,
    /// On the conference's waiting list.
    Waiting,
    /// Has no seat in this session.
    NotHere,
    /// There is nothing (any longer) to take back.
    NothingToUndo,
    /// No seat is left in the session they were to be moved into.
    Full,
    /// What a phone sent makes no sense.
    Malformed,
}

impl Verdict {
    /// The word kept in the database and sent to devices.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Accepted => "accepted",
            Self::AlreadySeen(_) => "already_seen",
            Self::Refused(_) => "refused",
            Self::Undone => "undone",
        }
    }
}

impl Reason {
    /// All reasons.
    pub const ALL: [Self; 7] = [
        Self::UnknownTicket,
        Self::Cancelled,
        Self::Waiting,
        Self::NotHere,
        Self::NothingToUndo,
        Self::Full,
        Self::Malformed,
    ];

    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::UnknownTicket => "unknown_ticket",
            Self::Cancelled => "cancelled",
            Self::Waiting => "waiting",
            Self::NotHere => "not_here",
            Self::NothingToUndo => "nothing_to_undo",
            Self::Full => "full",
            Self::Malformed => "malformed",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.as_str() == word)
    }
}

/// Judges a scan of a ticket at a door; `None` when the ticket is unknown.
#[must_use]
pub fn judge(holder: Option<&Holder>) -> Verdict {
    let Some(holder) = holder else {
        return Verdict::Refused(Reason::UnknownTicket);
    };
    match holder.standing {
        Standing::Cancelled => Verdict::Refused(Reason::Cancelled),
        Standing::Waiting => Verdict::Refused(Reason::Waiting),
        Standing::Registered if !holder.expected_here => Verdict::Refused(Reason::NotHere),
        Standing::Registered => match &holder.passed {
            Some(passage) => Verdict::AlreadySeen(passage.clone()),
            None => Verdict::Accepted,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder(standing: Standing, expected_here: bool, passed: Option<Passage>) -> Holder {
        Holder { standing, expected_here, passed }
    }

    fn passage() -> Passage {
        Passage { scan: Uuid::nil(), at: Moment::from_micros(1), by: "Accueil".to_owned() }
    }

    #[test]
    fn a_registered_person_comes_in_once() {
        assert_eq!(judge(Some(&holder(Standing::Registered, true, None))), Verdict::Accepted);
        assert_eq!(
            judge(Some(&holder(Standing::Registered, true, Some(passage())))),
            Verdict::AlreadySeen(passage())
        );
    }

    #[test]
    fn whoever_is_not_expected_is_refused_with_the_reason() {
        let refused = |standing, here| judge(Some(&holder(standing, here, None)));
        assert_eq!(refused(Standing::Cancelled, true), Verdict::Refused(Reason::Cancelled));
        assert_eq!(refused(Standing::Waiting, true), Verdict::Refused(Reason::Waiting));
        assert_eq!(refused(Standing::Registered, false), Verdict::Refused(Reason::NotHere));
        assert_eq!(judge(None), Verdict::Refused(Reason::UnknownTicket));
    }

    #[test]
    fn a_door_is_read_back_from_its_word() {
        assert_eq!(Door::parse("main"), Some(Door::Main));
        assert_eq!(Door::Main.word(), "main");
        assert_eq!(
            Door::parse(&Door::Session(Uuid::nil()).word()),
            Some(Door::Session(Uuid::nil()))
        );
        assert_eq!(Door::parse(&Uuid::nil().to_string()), Some(Door::Session(Uuid::nil())));
        assert_eq!(Door::parse("nulle part"), None);
    }
}
