//! The list a phone judges by: what the server last said, and on top of it what was done here
//! since.

mod acting;
mod messages;
mod people;
mod standing;

use std::collections::{BTreeSet, HashMap};

use domain::door::{Answer, Conflict, Deed, DoorWord, Entry, Event, Roll, RollSession, Station};
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Clock;
use super::log::{Log, Record};

pub use acting::{Guest, Stamp};
pub use messages::Message;
pub use people::Found;
use people::{Person, part_of};

/// The main entrance, as it travels.
pub const MAIN: &str = "main";

/// The people are kept in so many parts: a change of one person rewrites one part, and a list of
/// 20,000 is read and written in few steps.
pub const PARTS: u8 = 64;

/// What a phone knows besides people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The list's version.
    pub version: String,
    /// What this phone is.
    pub station: Station,
    /// The conference.
    pub event: Event,
    /// The sessions of the day.
    pub sessions: Vec<RollSession>,
    /// Double entries that this phone is to tell.
    pub conflicts: Vec<Conflict>,
    /// Those that somebody has read, by their act.
    pub told: BTreeSet<Uuid>,
    /// When the list was fetched, by the server's clock.
    pub fetched_at: Moment,
    /// How far this phone's clock is off.
    pub clock: Clock,
    /// The number of the next walk-in's code.
    pub next_walk_in: u32,
}

/// The list, and what was done here since.
#[derive(Clone, Debug)]
pub struct Book {
    /// What is known besides people.
    pub head: Head,
    /// What was done on this phone.
    pub log: Log,
    people: Vec<Option<Person>>,
    by_id: HashMap<Uuid, usize>,
    by_ticket: HashMap<String, usize>,
    by_code: HashMap<String, usize>,
    /// The other tickets of whoever registered more than once.
    others: HashMap<Uuid, Vec<Uuid>>,
    arrived: HashMap<DoorWord, u32>,
}

/// What a list has changed, to be kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    /// The parts of the list to write, by number.
    pub parts: BTreeSet<u8>,
    /// The acts that the list knows of now.
    pub absorbed: Vec<Uuid>,
    /// The acts that need no longer be kept.
    pub forgotten: Vec<Uuid>,
}

impl Book {
    /// The book as it was kept: its head, its people, its acts.
    #[must_use]
    pub fn open(head: Head, people: Vec<Entry>, records: Vec<Record>) -> Self {
        let mut book = Self {
            head,
            log: Log::default(),
            people: Vec::with_capacity(people.len()),
            by_id: HashMap::with_capacity(people.len()),
            by_ticket: HashMap::with_capacity(people.len()),
            by_code: HashMap::with_capacity(people.len()),
            others: HashMap::new(),
            arrived: HashMap::new(),
        };
        for entry in people {
            book.put(entry, true);
        }
        for record in records {
            book.log.add(record);
        }
        book.bring_guests_back();
        book.join_tickets();
        book.count_again();
        book
    }

    /// The book of a phone that gets its first list.
    #[must_use]
    pub fn begin(roll: Roll, clock: Clock) -> Self {
        let head = Head {
            version: roll.version,
            station: roll.station,
            event: roll.event,
            sessions: roll.sessions,
            conflicts: roll.conflicts,
            told: BTreeSet::new(),
            fetched_at: roll.server_time,
            clock,
            next_walk_in: 0,
        };
        Self::open(head, roll.people, Vec::new())
    }

    /// Takes a list, or what has changed in it. It may be a little older than the last answers.
    pub fn apply(&mut self, roll: Roll) -> Changed {
        let mut parts: BTreeSet<u8> = roll.people.iter().map(|entry| part_of(entry.id)).collect();
        parts.extend(roll.gone.iter().map(|id| part_of(*id)));
        if roll.complete {
            parts = (0..PARTS).collect();
            self.clear();
        }
        for id in &roll.gone {
            self.remove(*id);
        }
        for entry in roll.people {
            self.put(entry, true);
        }
        self.head.version = roll.version;
        self.head.station = roll.station;
        self.head.event = roll.event;
        self.head.sessions = roll.sessions;
        self.head.told.retain(|act| roll.conflicts.iter().any(|conflict| conflict.act == *act));
        self.head.conflicts = roll.conflicts;
        self.head.fetched_at = roll.server_time;
        let absorbed = self.log.absorb(roll.server_time);
        self.drop_guests();
        self.bring_guests_back();
        self.join_tickets();
        self.count_again();
        let forgotten = self.log.forget();
        Changed { parts, absorbed, forgotten }
    }

    /// Takes up acts as they were kept: the service worker may have sent some meanwhile.
    pub fn take_up(&mut self, records: Vec<Record>) {
        for record in records {
            match (self.log.get(record.id), &record.outcome) {
                (None, _) => self.log.add(record),
                (Some(_), Some(outcome)) => {
                    let answer = Answer { id: record.id, outcome: outcome.clone() };
                    let at = record.answered_at.unwrap_or(self.head.fetched_at);
                    self.log.answer(&answer, at);
                }
                (Some(_), None) => {}
            }
        }
        self.bring_guests_back();
        self.count_again();
    }

    /// A session of the day.
    #[must_use]
    pub fn session(&self, id: Uuid) -> Option<&RollSession> {
        self.head.sessions.iter().find(|session| session.id == id)
    }

    /// The session behind a door, if it is not the main one.
    #[must_use]
    pub fn session_at(&self, door: &str) -> Option<&RollSession> {
        Uuid::try_parse(door).ok().and_then(|id| self.session(id))
    }

    /// Whoever was registered on this phone is known here before the server's list has them.
    fn bring_guests_back(&mut self) {
        let touched: Vec<Uuid> = self.log.touched().collect();
        for id in touched.into_iter().filter(|id| !self.by_id.contains_key(id)).collect::<Vec<_>>()
        {
            let guest = self.log.live(id).find_map(|record| Guest::of(&record.act.deed));
            if let Some(guest) = guest {
                self.put(guest.entry(id), false);
            }
        }
    }

    /// Whom the server did not register is no longer on the list.
    fn drop_guests(&mut self) {
        let people = self.people.iter().flatten().filter(|person| !person.listed);
        let gone: Vec<Uuid> = people
            .map(|person| person.entry.id)
            .filter(|id| {
                !self.log.live(*id).any(|record| matches!(record.act.deed, Deed::WalkIn { .. }))
            })
            .collect();
        for id in gone {
            self.remove(id);
        }
    }
}

#[cfg(test)]
pub(in crate::door) mod tests;
