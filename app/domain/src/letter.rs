//! The letters Passerelle writes: what each is about. Their words are the server's templates.

use serde::{Deserialize, Serialize};

/// What a letter says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Letter {
    /// You are registered: ticket, plan of the day, link.
    Confirmation,
    /// The conference is full: your place in line, link.
    Waiting,
    /// A place has become free: you are registered.
    Promotion,
    /// What you have chosen has changed.
    Change,
    /// Your registration is cancelled.
    Cancellation,
    /// Here is your link again.
    Link,
    /// To a group's contact: who is in the group, and its link.
    Group,
}

impl Letter {
    /// All letters.
    pub const ALL: [Self; 7] = [
        Self::Confirmation,
        Self::Waiting,
        Self::Promotion,
        Self::Change,
        Self::Cancellation,
        Self::Link,
        Self::Group,
    ];

    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Waiting => "waiting",
            Self::Promotion => "promotion",
            Self::Change => "change",
            Self::Cancellation => "cancellation",
            Self::Link => "link",
            Self::Group => "group",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|letter| letter.as_str() == word)
    }
}
