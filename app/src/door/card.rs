//! The card after an act: one colour, one word, and what can be done next.

use domain::checkin::{Passage, Reason, Verdict};
use domain::door::{Deed, Entry, RollSession, Told};
use domain::ticket::Code;
use domain::time::Moment;
use uuid::Uuid;

use super::book::Book;
use super::log::Record;
use crate::fr;

/// How many seats are offered at once to someone who has just come.
const OFFERED: usize = 12;

/// What a card looks, sounds and feels like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Come in.
    Accepted,
    /// Seen before.
    Seen,
    /// Not through this door.
    Refused,
    /// Taken back, or moved.
    Done,
}

/// What stands on the screen after an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Its colour, sign, sound and vibration.
    pub look: Look,
    /// One word, to be read at arm's length.
    pub word: String,
    /// The act that can be taken back from here.
    pub undoable: Option<Uuid>,
    /// Whom it is about.
    pub person: Option<Uuid>,
    /// First name and last name; may be empty.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Why, and what to do; may be empty.
    pub explanation: String,
    /// What the door is to do for them.
    pub note: Option<String>,
    /// Their day.
    pub day: Vec<Line>,
    /// The code that someone registered here is given, with its dash.
    pub code: Option<String>,
    /// What can be done next.
    pub offers: Vec<Offer>,
}

/// One line of someone's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// « 11 h ».
    pub time: String,
    /// The activity's code and title.
    pub title: String,
    /// Where.
    pub room: String,
}

/// What can be done next about the person of a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Offer {
    /// It is the person who came before: let them in again.
    SamePerson,
    /// Give them a seat in the session of this door, and let them in.
    MoveHere(Uuid),
    /// Give them one of these seats: the session, and what it is called.
    Seats(Vec<(Uuid, String)>),
    /// Register whoever has this code.
    Register,
}

impl Card {
    /// The card of an act that was just done at `door`.
    #[must_use]
    pub fn of(book: &Book, record: &Record, verdict: &Verdict, now: Moment) -> Self {
        match &record.act.deed {
            Deed::Arrival { .. } => Self::arrival(book, record, verdict, now),
            Deed::WalkIn { code, .. } => Self::walk_in(book, record, code, now),
            Deed::Move { to, .. } => Self::moved(book, record, *to),
            Deed::Undo { .. } => Self::undone(book, record),
        }
    }

    /// What was read is no ticket, so there is nothing to keep.
    #[must_use]
    pub fn no_ticket() -> Self {
        Self {
            look: Look::Refused,
            word: fr::verdict(&Verdict::Refused(Reason::UnknownTicket)).to_owned(),
            explanation: fr::NO_TICKET.to_owned(),
            ..Self::blank()
        }
    }

    /// The session of the door has no seat left.
    #[must_use]
    pub fn full(book: &Book, person: Uuid, session: &RollSession) -> Self {
        let explanation = fr::session_is_full(session);
        Self {
            look: Look::Refused,
            word: fr::FULL.to_owned(),
            explanation,
            ..Self::about(book, Some(person))
        }
    }

    /// It is the person who came before.
    #[must_use]
    pub fn come_again(self) -> Self {
        Self {
            look: Look::Accepted,
            word: fr::verdict(&Verdict::Accepted).to_owned(),
            explanation: fr::COME_AGAIN.to_owned(),
            undoable: None,
            offers: Vec::new(),
            ..self
        }
    }

    fn blank() -> Self {
        Self {
            look: Look::Done,
            word: String::new(),
            undoable: None,
            person: None,
            name: String::new(),
            organisation: String::new(),
            explanation: String::new(),
            note: None,
            day: Vec::new(),
            code: None,
            offers: Vec::new(),
        }
    }

    fn about(book: &Book, person: Option<Uuid>) -> Self {
        let Some(entry) = person.and_then(|id| book.entry(id)) else { return Self::blank() };
        Self {
            person,
            name: entry.name.clone(),
            organisation: entry.organisation.clone(),
            day: book.seats_of(entry).into_iter().map(line).collect(),
            ..Self::blank()
        }
    }

    fn arrival(book: &Book, record: &Record, verdict: &Verdict, now: Moment) -> Self {
        let door = &record.act.door;
        let entry = record.person.and_then(|id| book.entry(id));
        let about = Self::about(book, record.person);
        let about = Self { word: fr::verdict(verdict).to_owned(), ..about };
        match verdict {
            Verdict::Accepted | Verdict::Undone => Self {
                look: Look::Accepted,
                undoable: Some(record.id),
                note: entry.and_then(|entry| entry.note.clone()),
                ..about
            },
            Verdict::AlreadySeen(passage) => Self {
                look: Look::Seen,
                undoable: Some(record.id),
                explanation: seen(book, door, passage),
                offers: vec![Offer::SamePerson],
                ..about
            },
            Verdict::Refused(reason) => Self {
                look: Look::Refused,
                explanation: refused(book, entry, door, *reason, now),
                offers: offers(book, record, *reason),
                ..about
            },
        }
    }

    fn walk_in(book: &Book, record: &Record, code: &str, now: Moment) -> Self {
        let seats = book.free_sessions(now).into_iter().filter(|session| session.starts_at > now);
        let seats: Vec<_> = seats
            .take(OFFERED)
            .map(|session| (session.id, fr::session_offered(session, book.left(session))))
            .collect();
        Self {
            look: Look::Accepted,
            word: fr::verdict(&Verdict::Accepted).to_owned(),
            undoable: Some(record.id),
            explanation: fr::WALK_IN_CODE.to_owned(),
            code: Code::parse(code).map(|code| code.to_string()),
            offers: if seats.is_empty() { Vec::new() } else { vec![Offer::Seats(seats)] },
            ..Self::about(book, record.person)
        }
    }

    fn moved(book: &Book, record: &Record, to: Uuid) -> Self {
        let explanation = book.session(to).map(fr::moved_to).unwrap_or_default();
        Self { word: fr::MOVED.to_owned(), explanation, ..Self::about(book, record.person) }
    }

    fn undone(book: &Book, record: &Record) -> Self {
        Self {
            word: fr::verdict(&Verdict::Undone).to_owned(),
            explanation: undone(book, record),
            day: Vec::new(),
            ..Self::about(book, record.person)
        }
    }
}

fn line(session: &RollSession) -> Line {
    Line {
        time: fr::clock(session.starts_at),
        title: format!("{} {}", session.code, session.title),
        room: session.room.clone(),
    }
}

fn seen(book: &Book, door: &str, passage: &Passage) -> String {
    fr::seen_before(passage, &door_name(book, door))
}

/// What taking an act back has changed: whoever came in by another one is still in.
fn undone(book: &Book, record: &Record) -> String {
    let door = &record.act.door;
    let entry = record.person.and_then(|id| book.entry(id));
    if let Some(passage) = entry.and_then(|entry| book.passage(entry, door)) {
        return fr::entry_stays(&passage, &door_name(book, door));
    }
    match book.judge(record.person, door) {
        Verdict::Refused(Reason::Cancelled) => fr::UNDONE_ALTOGETHER.to_owned(),
        _ => fr::UNDONE.to_owned(),
    }
}

/// What people call a door.
#[must_use]
pub fn door_name(book: &Book, door: &str) -> String {
    match book.session_at(door) {
        Some(session) => fr::session_door(session),
        None => fr::MAIN_DOOR.to_owned(),
    }
}

fn refused(book: &Book, entry: Option<&Entry>, door: &str, reason: Reason, now: Moment) -> String {
    let why = fr::reason(reason);
    let (Reason::NotHere, Some(entry), Some(here)) = (reason, entry, book.session_at(door)) else {
        return why.to_owned();
    };
    let seats = book.seats_of(entry);
    let at_this_hour =
        |seat: &&&RollSession| seat.starts_at < here.ends_at && here.starts_at < seat.ends_at;
    let next = || seats.iter().find(|seat| seat.ends_at > now);
    let right = seats.iter().find(at_this_hour).or_else(next).or(seats.last());
    fr::not_here(why, right.copied(), book.left(here))
}

fn offers(book: &Book, record: &Record, reason: Reason) -> Vec<Offer> {
    let here = book.session_at(&record.act.door).filter(|here| book.left(here) > 0);
    match (reason, here) {
        (Reason::NotHere, Some(here)) => vec![Offer::MoveHere(here.id)],
        (Reason::UnknownTicket, _) => vec![Offer::Register],
        _ => Vec::new(),
    }
}

/// What a line of the list of last scans says of an act.
#[must_use]
pub fn summary(record: &Record, undone: bool) -> &'static str {
    if undone {
        return fr::verdict(&Verdict::Undone);
    }
    match (&record.act.deed, record.act.told) {
        (Deed::Undo { .. }, _) => fr::TAKEN_BACK,
        (Deed::Move { .. }, _) => fr::MOVED,
        (Deed::WalkIn { .. }, _) => fr::REGISTERED_HERE,
        (Deed::Arrival { .. }, Told::Accepted | Told::Done) => fr::LET_IN,
        (Deed::Arrival { .. }, Told::AlreadySeen) => fr::SEEN,
        (Deed::Arrival { .. }, Told::Refused) => fr::TURNED_AWAY,
    }
}

/// Whether an act can still be taken back, from the list of last scans.
#[must_use]
pub fn can_be_taken_back(book: &Book, record: &Record) -> bool {
    let comes = matches!(record.act.deed, Deed::Arrival { .. } | Deed::WalkIn { .. });
    comes
        && record.act.told == Told::Accepted
        && !record.is_refused()
        && !book.log.is_undone(record.id)
}

#[cfg(test)]
mod tests;
