//! Waiting lists of sessions: whose turn it is.
//!
//! One rule: as long as a session has a free seat and somebody in its line could take it, the first
//! such session of the day seats the first such person of its line. Those who could not are passed
//! over and keep their place. What a promoted person gives back goes on to its own line.

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::programme::Session;
use crate::schedule::{Fit, fit};
use crate::time::Moment;

/// Someone in the line of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Who.
    pub participant: Uuid,
    /// Whether they would give back their workshop of the same slot for this one.
    pub swap: bool,
    /// Their wish's rank, from 1 (dearest); `None` when they joined the line by hand.
    pub rank: Option<u8>,
    /// What they hold.
    pub held: Vec<Session>,
}

/// What happens to someone whose turn it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Turn<'a> {
    /// They are seated.
    Seated,
    /// They are seated and give this back.
    Swapped(&'a Session),
}

/// What would happen to someone if a seat were free, or `None` when they are busy then. Nobody is
/// taken out of a workshop that has begun.
#[must_use]
pub fn turn<'a>(
    wanted: &Session,
    candidate: &'a Candidate,
    walk: u32,
    now: Moment,
) -> Option<Turn<'a>> {
    match fit(wanted, &candidate.held, walk, now) {
        Ok(Fit::Free) => Some(Turn::Seated),
        Ok(Fit::Swaps(old)) if candidate.swap && old.span.start() > now => Some(Turn::Swapped(old)),
        Ok(Fit::Swaps(_) | Fit::Held) | Err(_) => None,
    }
}

/// The first in line, or in this part of it, who can take a free seat.
#[must_use]
pub fn next<'a>(
    wanted: &Session,
    line: &'a [Candidate],
    walk: u32,
    now: Moment,
) -> Option<(&'a Candidate, Turn<'a>)> {
    if wanted.seats.is_full() {
        return None;
    }
    line.iter().find_map(|candidate| Some((candidate, turn(wanted, candidate, walk, now)?)))
}

/// Whether a wish of this rank is without object once its owner has a seat in the same slot that
/// they had ranked `obtained`. Lines joined by hand are left alone.
#[must_use]
pub fn fulfilled(obtained: Option<u8>, rank: Option<u8>) -> bool {
    matches!((obtained, rank), (Some(obtained), Some(rank)) if rank >= obtained)
}

/// The sessions whose lines are still to be looked at, in the order of the day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agenda(BTreeSet<(Moment, Uuid)>);

impl Agenda {
    /// Adds a session, by when it starts; once is enough.
    pub fn put(&mut self, start: Moment, session: Uuid) {
        self.0.insert((start, session));
    }

    /// The next one, which is then off the agenda.
    pub fn take(&mut self) -> Option<Uuid> {
        self.0.pop_first().map(|(_, session)| session)
    }

    /// Whether there is none left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests;
