//! The letters Passerelle writes: what each is about. Their words are the server's templates.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

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
    /// A seat you waited for is yours: [`SeatFreed`] says which.
    SeatFreed,
    /// A session you held or waited for will not take place. About: its identity.
    SessionCancelled,
    /// What came of your wishes. About: the identity of the run.
    Results,
    /// Your registration is cancelled.
    Cancellation,
    /// Here is your link again.
    Link,
    /// To a group's contact: who is in the group, and its link.
    Group,
    /// The conference is in a week. About: its day.
    WeekBefore,
    /// The conference is tomorrow. About: its day.
    DayBefore,
    /// The conference was yesterday. About: its day.
    DayAfter,
    /// Words of the organisers' own. About: the identity of the mailing.
    Mailing,
    /// A mailing as one of its people would read it, to an organiser. About: the mailing's
    /// identity, then the person's.
    Trial,
    /// To an organiser: letters arrive.
    Delivery,
    /// To a member of the team: a one-time link to choose a password. About: the link's identity.
    Invitation,
    /// What a host writes to those who hold a seat in their session. About: the message's identity.
    HostMessage,
}

impl Letter {
    /// All letters.
    pub const ALL: [Self; 18] = [
        Self::Confirmation,
        Self::Waiting,
        Self::Promotion,
        Self::Change,
        Self::SeatFreed,
        Self::SessionCancelled,
        Self::Results,
        Self::Cancellation,
        Self::Link,
        Self::Group,
        Self::WeekBefore,
        Self::DayBefore,
        Self::DayAfter,
        Self::Mailing,
        Self::Trial,
        Self::Delivery,
        Self::Invitation,
        Self::HostMessage,
    ];

    /// Those that leave by themselves, each with words of ours that an organiser may add to.
    pub const AUTOMATIC: [Self; 13] = [
        Self::Confirmation,
        Self::Waiting,
        Self::Promotion,
        Self::Change,
        Self::SeatFreed,
        Self::SessionCancelled,
        Self::Results,
        Self::Cancellation,
        Self::Link,
        Self::Group,
        Self::WeekBefore,
        Self::DayBefore,
        Self::DayAfter,
    ];

    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Waiting => "waiting",
            Self::Promotion => "promotion",
            Self::Change => "change",
            Self::SeatFreed => "seat_freed",
            Self::SessionCancelled => "session_cancelled",
            Self::Results => "results",
            Self::Cancellation => "cancellation",
            Self::Link => "link",
            Self::Group => "group",
            Self::WeekBefore => "week_before",
            Self::DayBefore => "day_before",
            Self::DayAfter => "day_after",
            Self::Mailing => "mailing",
            Self::Trial => "trial",
            Self::Delivery => "delivery",
            Self::Invitation => "invitation",
            Self::HostMessage => "host_message",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|letter| letter.as_str() == word)
    }
}

impl Letter {
    /// Whether many leave at once: they let letters that somebody waits for go first.
    #[must_use]
    pub fn is_for_many(self) -> bool {
        matches!(self, Self::WeekBefore | Self::DayBefore | Self::DayAfter | Self::Mailing)
    }

    /// Whether people may ask for no more of these: whatever is not about their ticket.
    #[must_use]
    pub fn can_be_declined(self) -> bool {
        matches!(self, Self::WeekBefore | Self::DayAfter | Self::Mailing)
    }
}

/// What a [`Letter::Trial`] is about. Kept as one text: the mailing's identity, then the person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trial {
    /// The mailing.
    pub mailing: Uuid,
    /// The person as whom it is read.
    pub person: Uuid,
}

impl Trial {
    /// Reads the text back.
    #[must_use]
    pub fn parse(about: &str) -> Option<Self> {
        let (mailing, person) = about.split_once(' ')?;
        Some(Self { mailing: mailing.parse().ok()?, person: person.parse().ok()? })
    }
}

impl fmt::Display for Trial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.mailing, self.person)
    }
}

/// What a [`Letter::SeatFreed`] is about. Kept as one text: the session's identity, followed by
/// that of the one given back, if any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SeatFreed {
    /// The session in which a seat has become theirs.
    pub session: Uuid,
    /// The session they gave back for it, having asked to be swapped.
    pub given_back: Option<Uuid>,
}

impl SeatFreed {
    /// Reads the text back.
    #[must_use]
    pub fn parse(about: &str) -> Option<Self> {
        let mut words = about.split(' ');
        let session = words.next()?.parse().ok()?;
        let given_back = words.next().map(str::parse).transpose().ok()?;
        Some(Self { session, given_back })
    }
}

impl fmt::Display for SeatFreed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.session)?;
        self.given_back.map_or(Ok(()), |old| write!(f, " {old}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_keeps_what_it_is_about() {
        let [session, old] = [Uuid::from_u128(7), Uuid::from_u128(8)];
        for given_back in [None, Some(old)] {
            let about = SeatFreed { session, given_back };
            assert_eq!(SeatFreed::parse(&about.to_string()), Some(about));
        }
        assert_eq!(SeatFreed { session, given_back: None }.to_string(), session.to_string());
        assert_eq!(SeatFreed::parse(""), None);
        assert_eq!(SeatFreed::parse(&format!("{session} A02")), None);
    }
}
