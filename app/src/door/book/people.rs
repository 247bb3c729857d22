//! The people of a book, and how they are found: by ticket, by code, by name.

use std::collections::{BTreeMap, BTreeSet};

use domain::checkin::Standing;
use domain::door::Entry;
use domain::ticket::{self, Reading};
use uuid::Uuid;

use super::{Book, MAIN, PARTS};
use crate::door::finder::{Asked, Folded, Rank};

/// Someone on the list, or registered on this phone.
#[derive(Clone, Debug)]
pub(super) struct Person {
    /// As they are listed.
    pub(super) entry: Entry,
    /// As they are looked for.
    pub(super) folded: Folded,
    /// Whether the server's list has them.
    pub(super) listed: bool,
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
    pub standing: Standing,
}

impl Book {
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

    /// How many people are on the list, whoever has two tickets once.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_id.len() - self.others.values().map(Vec::len).sum::<usize>()
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
        self.person(*slot).map(|person| self.one(person.entry.id))
    }

    /// The people whose name or organisation answers what was typed: at most so many, and how
    /// many there are.
    #[must_use]
    pub fn find(&self, asked: &Asked, most: usize) -> (Vec<Found>, usize) {
        let people = self.everybody();
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
        let Entry { id, name, organisation, .. } = &person.entry;
        Found {
            id: *id,
            name: name.clone(),
            organisation: organisation.clone(),
            arrived: self.passage(&person.entry, MAIN).is_some(),
            standing: self.standing(&person.entry),
        }
    }

    /// What the list says of someone, by whichever of their tickets.
    #[must_use]
    pub fn entry(&self, id: Uuid) -> Option<&Entry> {
        self.registered(self.one(id)).map(|person| &person.entry)
    }

    /// Everybody once.
    pub(super) fn everybody(&self) -> impl Iterator<Item = &Person> {
        self.people.iter().flatten().filter(|person| self.kept(&person.entry).is_none())
    }

    /// Under whom someone counts who registered more than once.
    pub(super) fn one(&self, id: Uuid) -> Uuid {
        self.registered(id).and_then(|person| self.kept(&person.entry)).unwrap_or(id)
    }

    /// Gathers the tickets of each person.
    pub(super) fn join_tickets(&mut self) {
        let mut others = std::mem::take(&mut self.others);
        others.clear();
        for entry in self.people.iter().flatten().map(|person| &person.entry) {
            if let Some(kept) = self.kept(entry) {
                others.entry(kept).or_default().push(entry.id);
            }
        }
        self.others = others;
    }

    /// The registration that another one became part of, if the list has it.
    pub(super) fn kept(&self, entry: &Entry) -> Option<Uuid> {
        entry.same_as.filter(|kept| self.by_id.contains_key(kept))
    }

    pub(super) fn registered(&self, id: Uuid) -> Option<&Person> {
        self.person(*self.by_id.get(&id)?)
    }

    pub(super) fn person(&self, slot: usize) -> Option<&Person> {
        self.people.get(slot).and_then(Option::as_ref)
    }

    pub(super) fn put(&mut self, entry: Entry, listed: bool) {
        let folded = Folded::new(&entry.name, &entry.organisation);
        let slot = self.by_id.get(&entry.id).copied().unwrap_or(self.people.len());
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

    pub(super) fn remove(&mut self, id: Uuid) {
        let Some(slot) = self.by_id.remove(&id) else { return };
        self.forget_keys(slot);
        if let Some(place) = self.people.get_mut(slot) {
            *place = None;
        }
    }

    pub(super) fn clear(&mut self) {
        self.people.clear();
        self.by_id.clear();
        self.by_ticket.clear();
        self.by_code.clear();
    }
}

/// The part of the list that someone is kept in.
pub(super) fn part_of(id: Uuid) -> u8 {
    id.as_bytes().last().map_or(0, |byte| byte % PARTS)
}
