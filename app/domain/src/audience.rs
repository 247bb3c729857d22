//! Whom a mailing is for: the filters of the list of participants, as one value.

use uuid::Uuid;

use crate::checkin::Standing;
use crate::participant::Department;

/// Some of the participants. Each filter narrows; an empty one lets everybody through.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Audience {
    /// Those with this standing; `None` for all but the cancelled.
    pub standing: Option<Standing>,
    /// Those with a seat in this session.
    pub session: Option<Uuid>,
    /// Those from here.
    pub department: Option<Department>,
    /// Those of this organisation, as they wrote it; empty for any.
    pub organisation: String,
    /// Those who have come, or have not.
    pub arrival: Option<Arrival>,
}

/// Whether someone was let in at the main entrance.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// They were.
    Arrived,
    /// Not yet.
    Expected,
}

impl Arrival {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Arrived, Self::Expected];

    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Arrived => "arrived",
            Self::Expected => "expected",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|arrival| arrival.as_str() == word)
    }
}
