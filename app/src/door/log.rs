//! What has been done on this phone, and what the server said of it.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::door::{Act, Answer, Deed, Outcome};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// So many of the acts that are over stay in the list of last scans.
const REMEMBERED: usize = 200;

/// An act as the phone keeps it. The service worker reads and writes these too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The act's identity.
    pub id: Uuid,
    /// What was done.
    pub act: Act,
    /// About whom, when that is known here.
    pub person: Option<Uuid>,
    /// What they are called, for the list of last scans.
    pub name: String,
    /// What the server said; `None` while it has not.
    pub outcome: Option<Outcome>,
    /// Whether what it said was read by somebody.
    pub read: bool,
    /// Whether the list that was fetched since knows of it.
    pub absorbed: bool,
}

impl Record {
    /// An act that was just done.
    #[must_use]
    pub fn new(act: Act, person: Option<Uuid>, name: String) -> Self {
        Self { id: act.id, act, person, name, outcome: None, read: false, absorbed: false }
    }

    /// Whether the server has it in its log, but without effect.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        matches!(self.outcome, Some(Outcome::Refused { .. }))
    }

    /// What the server has to tell about it.
    #[must_use]
    pub fn sentence(&self) -> Option<&str> {
        match &self.outcome {
            Some(Outcome::KeptBut { sentence } | Outcome::Refused { sentence, .. }) => {
                Some(sentence)
            }
            Some(Outcome::Kept) | None => None,
        }
    }

    /// Whether it still means something that the list does not say.
    fn is_live(&self) -> bool {
        !self.absorbed && !self.is_refused()
    }

    fn is_over(&self) -> bool {
        self.absorbed && (self.read || self.sentence().is_none())
    }
}

/// The acts of this phone, in the order in which they were done.
#[derive(Clone, Debug, Default)]
pub struct Log {
    records: BTreeMap<Uuid, Record>,
    of_person: HashMap<Uuid, Vec<Uuid>>,
    waiting: BTreeSet<Uuid>,
    undone: HashSet<Uuid>,
    moves: BTreeSet<Uuid>,
}

impl Log {
    /// Keeps an act, or takes up again one that was kept.
    pub fn add(&mut self, record: Record) {
        let id = record.id;
        if record.outcome.is_none() {
            self.waiting.insert(id);
        }
        match record.act.deed {
            Deed::Undo { of } if !record.is_refused() => {
                self.undone.insert(of);
            }
            Deed::Move { .. } if record.is_live() => {
                self.moves.insert(id);
            }
            _ => {}
        }
        if let Some(person) = record.person.filter(|_| record.is_live()) {
            let of_person = self.of_person.entry(person).or_default();
            if !of_person.contains(&id) {
                of_person.push(id);
            }
        }
        self.records.insert(id, record);
    }

    /// One of the acts.
    #[must_use]
    pub fn get(&self, id: Uuid) -> Option<&Record> {
        self.records.get(&id)
    }

    /// How many acts the server has not answered.
    #[must_use]
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// The oldest of them, at most so many.
    #[must_use]
    pub fn batch(&self, most: usize) -> Vec<Act> {
        let oldest = self.waiting.iter().take(most);
        oldest.filter_map(|id| self.records.get(id)).map(|record| record.act.clone()).collect()
    }

    /// Takes the server's word on an act; tells what is to be kept of it, unless it is unknown or
    /// was answered before.
    pub fn answer(&mut self, answer: &Answer) -> Option<&Record> {
        self.waiting.remove(&answer.id).then_some(())?;
        let record = self.records.get_mut(&answer.id)?;
        record.outcome = Some(answer.outcome.clone());
        if record.is_refused() {
            self.moves.remove(&answer.id);
            if let Deed::Undo { of } = record.act.deed {
                self.undone.remove(&of);
            }
        }
        self.records.get(&answer.id)
    }

    /// The list that was just fetched knows of everything the server has answered.
    pub fn absorb(&mut self) -> Vec<Uuid> {
        let mut absorbed = Vec::new();
        for record in self.records.values_mut() {
            if record.outcome.is_some() && !record.absorbed {
                record.absorbed = true;
                absorbed.push(record.id);
            }
        }
        for id in &absorbed {
            self.moves.remove(id);
            let person = self.records.get(id).and_then(|record| record.person);
            if let Some(person) = person {
                self.settle_person(person);
            }
        }
        absorbed
    }

    fn settle_person(&mut self, person: Uuid) {
        let Some(of_person) = self.of_person.get_mut(&person) else { return };
        let records = &self.records;
        of_person.retain(|id| records.get(id).is_some_and(Record::is_live));
        if of_person.is_empty() {
            self.of_person.remove(&person);
        }
    }

    /// Lets go of the oldest acts that are over; tells which.
    pub fn forget(&mut self) -> Vec<Uuid> {
        let over = self.records.values().filter(|record| record.is_over());
        let over: Vec<Uuid> = over.map(|record| record.id).collect();
        let gone = over.len().saturating_sub(REMEMBERED);
        let gone: Vec<Uuid> = over.into_iter().take(gone).collect();
        for id in &gone {
            self.records.remove(id);
        }
        gone
    }

    /// The acts about someone that the list does not know of yet, the oldest first.
    pub fn live(&self, person: Uuid) -> impl Iterator<Item = &Record> {
        let ids = self.of_person.get(&person).map(Vec::as_slice).unwrap_or_default();
        ids.iter().filter_map(|id| self.records.get(id)).filter(|record| record.is_live())
    }

    /// The people about whom there are such acts.
    pub fn touched(&self) -> impl Iterator<Item = Uuid> {
        self.of_person.keys().copied()
    }

    /// The moves that the list does not know of yet.
    pub fn moves(&self) -> impl Iterator<Item = &Record> {
        self.moves.iter().filter_map(|id| self.records.get(id))
    }

    /// Whether an act was taken back on this phone.
    #[must_use]
    pub fn is_undone(&self, id: Uuid) -> bool {
        self.undone.contains(&id)
    }

    /// The last acts, the newest first.
    pub fn recent(&self, most: usize) -> impl Iterator<Item = &Record> {
        self.records.values().rev().take(most)
    }

    /// What the server told and nobody has read, the newest first. An act's own word waits for
    /// the list, whose conflicts may tell the same better.
    pub fn unread(&self) -> impl Iterator<Item = (&Record, &str)> {
        let told = self.records.values().rev().filter(|record| !record.read);
        told.filter_map(|record| {
            let known = record.absorbed || record.is_refused();
            record.sentence().filter(|_| known).map(|sentence| (record, sentence))
        })
    }

    /// Somebody has read what was told about an act.
    pub fn mark_read(&mut self, id: Uuid) -> Option<&Record> {
        let record = self.records.get_mut(&id)?;
        record.read = true;
        Some(record)
    }
}

#[cfg(test)]
mod tests;
