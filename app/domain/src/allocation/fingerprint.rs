//! What a result depends on, in 128 bits.

use uuid::Uuid;

use super::{Person, Problem};
use crate::programme::Session;

/// FNV-1a in 128 bits (Fowler, Noll, Vo): tells a change, does not guard against anybody.
struct Fnv(u128);

impl Fnv {
    fn new() -> Self {
        Self(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d)
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 ^= u128::from(*byte);
            self.0 = self.0.wrapping_mul(0x0000_0000_0100_0000_0000_0000_0000_013b);
        }
    }

    fn number(&mut self, number: i64) {
        self.bytes(&number.to_le_bytes());
    }

    fn length(&mut self, length: usize) {
        self.bytes(&u64::try_from(length).unwrap_or(u64::MAX).to_le_bytes());
    }

    /// With its length, so that two texts never run into each other.
    fn text(&mut self, text: &str) {
        self.length(text.len());
        self.bytes(text.as_bytes());
    }

    fn id(&mut self, id: Uuid) {
        self.bytes(id.as_bytes());
    }
}

pub(super) fn of(problem: &Problem) -> String {
    let mut hash = Fnv::new();
    hash.number(problem.walk.into());
    hash.length(problem.slots.len());
    for slot in &problem.slots {
        hash.text(slot);
    }
    hash.length(problem.closed.len());
    for id in &problem.closed {
        hash.id(*id);
    }
    hash.length(problem.sessions.len());
    let mut sessions: Vec<&Session> = problem.sessions.iter().collect();
    sessions.sort_by_key(|session| session.id);
    for session in sessions {
        let filled = session.slot.as_ref().is_some_and(|slot| problem.slots.contains(slot));
        put_session(&mut hash, session, filled);
    }
    hash.length(problem.people.len());
    let mut people: Vec<&Person> = problem.people.iter().collect();
    people.sort_by_key(|person| person.id);
    for person in people {
        put_person(&mut hash, person);
    }
    format!("{:032x}", hash.0)
}

/// Seats count only where some are given: a visit booked elsewhere changes nothing here.
fn put_session(hash: &mut Fnv, session: &Session, filled: bool) {
    hash.id(session.id);
    hash.text(&session.code);
    hash.text(session.slot.as_deref().unwrap_or_default());
    hash.text(&session.room);
    hash.number(session.span.start().micros());
    hash.number(session.span.end().micros());
    hash.number(session.cancelled.into());
    if filled {
        hash.number(session.seats.capacity.into());
        hash.number(session.seats.taken.into());
        hash.number(session.minimum.into());
    }
}

/// When wishes were sent decides nothing.
fn put_person(hash: &mut Fnv, person: &Person) {
    hash.id(person.id);
    let mut held = person.held.clone();
    held.sort_unstable();
    hash.length(held.len());
    for id in held {
        hash.id(id);
    }
    hash.length(person.wishes.len());
    for wishes in &person.wishes {
        hash.text(&wishes.slot);
        hash.length(wishes.ranked.len());
        for (rank, id) in &wishes.ranked {
            hash.number((*rank).into());
            hash.id(*id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_fnv_1a_as_published() {
        let of = |text: &str| {
            let mut hash = Fnv::new();
            hash.bytes(text.as_bytes());
            format!("{:032x}", hash.0)
        };
        assert_eq!(of(""), "6c62272e07bb014262b821756295c58d");
        assert_eq!(of("a"), "d228cb696f1a8caf78912b704e4a8964");
    }
}
