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
mod tests {
    use domain::door::{Told, Who};
    use domain::time::Moment;

    use super::*;

    fn act(n: u128, deed: Deed) -> Record {
        let act = Act {
            id: Uuid::from_u128(n),
            door: "main".to_owned(),
            at: Moment::from_micros(1),
            clock_ahead: 0,
            deed,
            told: Told::Accepted,
        };
        Record::new(act, Some(Uuid::from_u128(1_000)), "Camille Essai".to_owned())
    }

    fn arrival(n: u128) -> Record {
        act(n, Deed::Arrival { who: Who::Person(Uuid::from_u128(1_000)) })
    }

    fn answer(n: u128, outcome: Outcome) -> Answer {
        Answer { id: Uuid::from_u128(n), outcome }
    }

    fn refused() -> Outcome {
        Outcome::Refused { reason: None, sentence: "Non.".to_owned() }
    }

    fn live(log: &Log) -> usize {
        log.live(Uuid::from_u128(1_000)).count()
    }

    #[test]
    fn acts_wait_in_their_order_until_each_is_answered() {
        let mut log = Log::default();
        for n in [3, 1, 2] {
            log.add(arrival(n));
        }
        let ids = |log: &Log, most| {
            log.batch(most).iter().map(|act| act.id.as_u128()).collect::<Vec<_>>()
        };
        assert_eq!(ids(&log, 2), [1, 2]);
        assert!(log.answer(&answer(1, Outcome::Kept)).is_some());
        assert!(log.answer(&answer(1, refused())).is_none(), "the first answer stands");
        assert!(log.answer(&answer(9, Outcome::Kept)).is_none());
        assert_eq!((ids(&log, 9), log.waiting()), (vec![2, 3], 2));
    }

    #[test]
    fn an_act_means_something_until_the_list_knows_of_it() {
        let mut log = Log::default();
        log.add(arrival(1));
        log.add(arrival(2));
        log.answer(&answer(1, Outcome::Kept));
        assert_eq!(live(&log), 2);
        assert_eq!(log.absorb(), [Uuid::from_u128(1)]);
        assert_eq!(live(&log), 1);
    }

    #[test]
    fn what_was_refused_means_nothing_and_is_told_until_it_was_read() {
        let mut log = Log::default();
        log.add(arrival(1));
        log.add(act(2, Deed::Undo { of: Uuid::from_u128(1) }));
        assert!(log.is_undone(Uuid::from_u128(1)));
        log.answer(&answer(2, refused()));
        assert!(!log.is_undone(Uuid::from_u128(1)));
        assert_eq!(live(&log), 1);
        assert_eq!(log.unread().map(|(_, sentence)| sentence).collect::<Vec<_>>(), ["Non."]);
        log.mark_read(Uuid::from_u128(2));
        assert_eq!(log.unread().count(), 0);
    }

    #[test]
    fn only_what_is_over_is_let_go_and_never_what_waits_or_is_unread() {
        let mut log = Log::default();
        let many = u128::try_from(REMEMBERED).unwrap() + 10;
        for n in 0..many {
            log.add(arrival(n));
            if n > 4 {
                let unread = Outcome::KeptBut { sentence: "Deux fois.".to_owned() };
                log.answer(&answer(n, if n == 5 { unread } else { Outcome::Kept }));
            }
        }
        log.absorb();
        let gone = log.forget();
        assert_eq!(gone, (6..10).map(Uuid::from_u128).collect::<Vec<_>>());
        assert_eq!((log.waiting(), log.unread().count()), (5, 1));
    }
}
