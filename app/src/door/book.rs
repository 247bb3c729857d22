//! The list a phone judges by: what the server last said, and on top of it what was done here
//! since.

mod acting;
mod standing;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::door::{Answer, Conflict, Deed, DoorWord, Entry, Event, Roll, RollSession, Station};
use domain::ticket::{self, Reading};
use domain::time::Moment;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::clock::Clock;
use super::finder::{Asked, Folded, Rank};
use super::log::{Log, Record};

pub use acting::{Guest, Stamp};

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

/// Someone on the list, or registered on this phone.
#[derive(Clone, Debug)]
struct Person {
    entry: Entry,
    folded: Folded,
    /// Whether the server's list has them.
    listed: bool,
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

/// Someone found by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Their identity.
    pub id: Uuid,
    /// First name and last name.
    pub name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Whether they passed the main entrance.
    pub arrived: bool,
    /// Where their registration stands.
    pub standing: domain::checkin::Standing,
}

/// Something that somebody is to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Names it.
    pub id: Uuid,
    /// What is told.
    pub sentence: String,
    /// Whether an act was left without effect.
    pub refused: bool,
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
            arrived: HashMap::new(),
        };
        for entry in people {
            book.put(entry, true);
        }
        for record in records {
            book.log.add(record);
        }
        book.bring_guests_back();
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

    /// Takes a list, or what has changed in it. Whatever was sent before it was asked for and
    /// answered is in it.
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
        let absorbed = self.log.absorb();
        self.drop_guests();
        self.bring_guests_back();
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
                    self.log.answer(&answer);
                }
                (Some(_), None) => {}
            }
        }
        self.bring_guests_back();
        self.count_again();
    }

    /// What is to be told until somebody has read it, once for each thing: a double entry is told
    /// by the list rather than by the act that made it.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        let told = |conflict: &&Conflict| !self.head.told.contains(&conflict.act);
        let conflicts = self.head.conflicts.iter().filter(told).map(|conflict| Message {
            id: conflict.act,
            sentence: conflict.sentence.clone(),
            refused: false,
        });
        let doubled = |record: &Record| {
            let same =
                |conflict: &Conflict| conflict.act == record.id || conflict.person == record.name;
            !record.is_refused() && self.head.conflicts.iter().any(same)
        };
        let answers = self.log.unread().filter(|(record, _)| !doubled(record));
        let answers = answers.map(|(record, sentence)| Message {
            id: record.id,
            sentence: with_name(&record.name, sentence),
            refused: record.is_refused(),
        });
        conflicts.chain(answers).collect()
    }

    /// Somebody has read a message; tells the act it was about, if that was done here.
    pub fn mark_read(&mut self, id: Uuid) -> Option<Record> {
        if self.head.conflicts.iter().any(|conflict| conflict.act == id) {
            self.head.told.insert(id);
        }
        self.log.mark_read(id).cloned()
    }

    /// The people of the server's list, by parts.
    #[must_use]
    pub fn parts(&self, wanted: &BTreeSet<u8>) -> BTreeMap<u8, Vec<&Entry>> {
        let mut parts: BTreeMap<u8, Vec<&Entry>> =
            wanted.iter().map(|part| (*part, Vec::new())).collect();
        for person in self.people.iter().flatten().filter(|person| person.listed) {
            if let Some(part) = parts.get_mut(&part_of(person.entry.id)) {
                part.push(&person.entry);
            }
        }
        parts
    }

    /// How many people are on the list.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Whether nobody is.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_id.is_empty()
    }

    /// Whose ticket or code was read.
    #[must_use]
    pub fn read(&self, reading: &Reading) -> Option<Uuid> {
        let slot = match reading {
            Reading::Token(token) => self.by_ticket.get(&ticket::key(token)),
            Reading::Code(code) => self.by_code.get(&ticket::code_key(code)),
        }?;
        self.person(*slot).map(|person| person.entry.id)
    }

    /// The people whose name or organisation answers what was typed: at most so many, and how
    /// many there are.
    #[must_use]
    pub fn find(&self, asked: &Asked, most: usize) -> (Vec<Found>, usize) {
        let people = self.people.iter().flatten();
        let mut found: Vec<(Rank, &Person)> =
            people.filter_map(|person| Some((person.folded.rank(asked)?, person))).collect();
        let order = |(rank, person): &(Rank, &Person)| (*rank, person.folded.name().to_owned());
        let all = found.len();
        if all > most {
            found.select_nth_unstable_by_key(most, order);
            found.truncate(most);
        }
        found.sort_by_cached_key(order);
        (found.into_iter().map(|(_, person)| self.found(person)).collect(), all)
    }

    fn found(&self, person: &Person) -> Found {
        let Entry { id, name, organisation, standing, .. } = &person.entry;
        Found {
            id: *id,
            name: name.clone(),
            organisation: organisation.clone(),
            arrived: self.passage(&person.entry, MAIN).is_some(),
            standing: *standing,
        }
    }

    /// What the list says of someone.
    #[must_use]
    pub fn entry(&self, id: Uuid) -> Option<&Entry> {
        self.person(*self.by_id.get(&id)?).map(|person| &person.entry)
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

    fn person(&self, slot: usize) -> Option<&Person> {
        self.people.get(slot).and_then(Option::as_ref)
    }

    fn put(&mut self, entry: Entry, listed: bool) {
        let folded = Folded::new(&entry.name, &entry.organisation);
        let slot = match self.by_id.get(&entry.id) {
            Some(slot) => *slot,
            None => self.people.len(),
        };
        self.forget_keys(slot);
        self.by_id.insert(entry.id, slot);
        if !entry.ticket.is_empty() {
            self.by_ticket.insert(entry.ticket.clone(), slot);
        }
        self.by_code.insert(entry.code.clone(), slot);
        let person = Some(Person { entry, folded, listed });
        match self.people.get_mut(slot) {
            Some(place) => *place = person,
            None => self.people.push(person),
        }
    }

    /// A ticket that was replaced no longer opens.
    fn forget_keys(&mut self, slot: usize) {
        let Some(Some(person)) = self.people.get(slot) else { return };
        let Entry { ticket, code, .. } = &person.entry;
        if self.by_ticket.get(ticket) == Some(&slot) {
            self.by_ticket.remove(ticket);
        }
        if self.by_code.get(code) == Some(&slot) {
            self.by_code.remove(code);
        }
    }

    fn remove(&mut self, id: Uuid) {
        let Some(slot) = self.by_id.remove(&id) else { return };
        self.forget_keys(slot);
        if let Some(place) = self.people.get_mut(slot) {
            *place = None;
        }
    }

    fn clear(&mut self) {
        self.people.clear();
        self.by_id.clear();
        self.by_ticket.clear();
        self.by_code.clear();
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

/// A sentence of the server's need not say whom it is about.
fn with_name(name: &str, sentence: &str) -> String {
    if name.is_empty() || sentence.contains(name) {
        return sentence.to_owned();
    }
    format!("{name}\u{a0}: {sentence}")
}

/// The part of the list that someone is kept in.
fn part_of(id: Uuid) -> u8 {
    id.as_bytes().last().map_or(0, |byte| byte % PARTS)
}

#[cfg(test)]
pub(in crate::door) mod tests;
