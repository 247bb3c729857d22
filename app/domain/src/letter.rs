//! The letters Passerelle writes: what each is about. Their words are the server's templates.

use std::fmt;

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::programme::Placing;
use crate::time::{Moment, Span};

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
    /// Sessions you hold or wait for are elsewhere, at another hour or with someone else:
    /// [`SessionsMoved`] says which, and how they were.
    SessionMoved,
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
    pub const ALL: [Self; 19] = [
        Self::Confirmation,
        Self::Waiting,
        Self::Promotion,
        Self::Change,
        Self::SeatFreed,
        Self::SessionMoved,
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

    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Confirmation => "confirmation",
            Self::Waiting => "waiting",
            Self::Promotion => "promotion",
            Self::Change => "change",
            Self::SeatFreed => "seat_freed",
            Self::SessionMoved => "session_moved",
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
    /// Whether it leaves by itself, with words of ours that an organiser may add to.
    #[must_use]
    pub fn is_automatic(self) -> bool {
        match self {
            Self::Confirmation
            | Self::Waiting
            | Self::Promotion
            | Self::Change
            | Self::SeatFreed
            | Self::SessionMoved
            | Self::SessionCancelled
            | Self::Results
            | Self::Cancellation
            | Self::Link
            | Self::Group
            | Self::WeekBefore
            | Self::DayBefore
            | Self::DayAfter => true,
            Self::Mailing | Self::Trial | Self::Delivery | Self::Invitation | Self::HostMessage => {
                false
            }
        }
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

/// What a [`Letter::SessionMoved`] is about: every session that has moved for one person, in the
/// order of the day. Kept as one text, an empty line between two of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionsMoved(pub Vec<SessionMoved>);

impl SessionsMoved {
    /// Reads the text back; there is at least one session.
    #[must_use]
    pub fn parse(about: &str) -> Option<Self> {
        about.split("\n\n").map(SessionMoved::parse).collect::<Option<_>>().map(Self)
    }

    /// This change after an `older` one that nobody has been told of yet: each session as it was
    /// before both.
    #[must_use]
    pub fn after(self, older: Self) -> Self {
        let Self(mut all) = older;
        for moved in self.0 {
            if !all.iter().any(|known| known.session == moved.session) {
                all.push(moved);
            }
        }
        Self(all)
    }
}

impl fmt::Display for SessionsMoved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, moved) in self.0.iter().enumerate() {
            let space = if number > 0 { "\n\n" } else { "" };
            write!(f, "{space}{moved}")?;
        }
        Ok(())
    }
}

/// One session that has moved. Kept as one text, a line each: the session's identity, its hours as
/// they were in microseconds, its room, then each of its hosts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionMoved {
    /// The session.
    pub session: Uuid,
    /// Where, when and with whom it was.
    pub was: Placing,
}

impl SessionMoved {
    /// Reads the text back.
    #[must_use]
    pub fn parse(about: &str) -> Option<Self> {
        let mut lines = about.split('\n');
        let session = lines.next()?.parse().ok()?;
        let (start, end) = lines.next()?.split_once(' ')?;
        let moment = |micros: &str| Some(Moment::from_micros(micros.parse().ok()?));
        let span = Span::new(moment(start)?, moment(end)?)?;
        let room = lines.next()?.to_owned();
        let hosts = lines.map(str::to_owned).collect();
        Some(Self { session, was: Placing { room, span, hosts } })
    }
}

impl fmt::Display for SessionMoved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Placing { room, span, hosts } = &self.was;
        write!(f, "{}\n{} {}\n{room}", self.session, span.start().micros(), span.end().micros())?;
        hosts.iter().try_for_each(|host| write!(f, "\n{host}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_about_a_move_keeps_how_the_session_was() {
        let moment = |minutes: i64| Moment::from_micros(0).plus_seconds(minutes * 60);
        let span = Span::new(moment(60), moment(135)).unwrap();
        let moved = |id, hosts: &[&str]| {
            let hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
            let was = Placing { room: format!("Salle « Loire », {id}"), span, hosts };
            SessionMoved { session: Uuid::from_u128(id), was }
        };
        let [one, other] = [moved(7, &[]), moved(8, &["Anne Martin", "Zoë"])];
        for about in [vec![one.clone()], vec![one.clone(), other.clone()]] {
            let about = SessionsMoved(about);
            assert_eq!(SessionsMoved::parse(&about.to_string()), Some(about));
        }
        assert_eq!(SessionsMoved::parse(""), None);
        assert_eq!(SessionsMoved::parse(&Uuid::from_u128(7).to_string()), None);

        let again = SessionMoved { was: other.was.clone(), ..one.clone() };
        let both =
            SessionsMoved(vec![again, other.clone()]).after(SessionsMoved(vec![one.clone()]));
        assert_eq!(both, SessionsMoved(vec![one, other]), "each as it was before both changes");
    }

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
