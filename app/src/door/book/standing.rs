//! Where someone stands: what the list says, and what was done here since.

use domain::checkin::{self, Holder, Passage, Standing, Verdict};
use domain::door::{Act, Deed, Entry, RollSession, Told};
use domain::time::{Moment, Span};
use uuid::Uuid;

use super::{Book, MAIN};
use crate::door::log::Record;

impl Book {
    /// What the door says to someone; to nobody on the list when `None`.
    #[must_use]
    pub fn judge(&self, person: Option<Uuid>, door: &str) -> Verdict {
        let holder = person.and_then(|id| self.entry(id)).map(|entry| self.holder(entry, door));
        checkin::judge(holder.as_ref())
    }

    fn holder(&self, entry: &Entry, door: &str) -> Holder {
        let expected_here =
            door == MAIN || self.seats_of(entry).iter().any(|seat| seat.id.to_string() == door);
        let passed = self.passage(entry, door);
        Holder { standing: self.standing(entry), expected_here, passed }
    }

    /// Where someone's registration stands: one that was made here is taken back with the act that
    /// made it, unless it was joined with another one since.
    pub(super) fn standing(&self, entry: &Entry) -> Standing {
        let taken_back = |record: &Record| match record.act.deed {
            Deed::Undo { of } => self.was_made_by(of, entry.id),
            _ => false,
        };
        let alone = self.kept(entry).is_none() && !self.others.contains_key(&entry.id);
        if alone && self.log.live(entry.id).any(taken_back) {
            return Standing::Cancelled;
        }
        entry.standing
    }

    fn was_made_by(&self, act: Uuid, id: Uuid) -> bool {
        let deed = self.log.get(act).map(|record| &record.act.deed);
        matches!(deed, Some(Deed::WalkIn { person, .. }) if *person == id)
    }

    /// The acts about someone that the list does not know of yet, by whichever of their tickets.
    fn acts_about(&self, entry: &Entry) -> impl Iterator<Item = &Record> {
        let others = self.others.get(&entry.id).map(Vec::as_slice).unwrap_or_default();
        std::iter::once(entry.id).chain(others.iter().copied()).flat_map(|id| self.log.live(id))
    }

    /// How someone passed a door: the earliest act that was not taken back.
    #[must_use]
    pub fn passage(&self, entry: &Entry, door: &str) -> Option<Passage> {
        let listed = entry.passages.iter().filter(|passage| passage.door == door);
        let listed = listed.map(|passage| Passage {
            scan: passage.act,
            at: passage.at,
            by: passage.by.clone(),
        });
        let here = self.acts_about(entry).filter(|record| lets_in(&record.act, door));
        let here = here.map(|record| Passage {
            scan: record.id,
            at: checkin::corrected(record.act.at, record.act.clock_ahead),
            by: self.head.station.name.clone(),
        });
        listed
            .chain(here)
            .filter(|passage| !self.log.is_undone(passage.scan))
            .min_by_key(|passage| (passage.at, passage.scan))
    }

    /// The seats someone holds, in the order of the day.
    #[must_use]
    pub fn seats_of(&self, entry: &Entry) -> Vec<&RollSession> {
        let mut seats: Vec<&RollSession> =
            entry.sessions.iter().filter_map(|id| self.session(*id)).collect();
        let mut acts: Vec<&Record> = self.acts_about(entry).collect();
        acts.sort_by_key(|record| record.id);
        for record in acts {
            let Deed::Move { to, .. } = record.act.deed else { continue };
            let Some(to) = self.session(to) else { continue };
            if seats.iter().all(|seat| seat.id != to.id) {
                seats.retain(|seat| !overlap(seat, to));
                seats.push(to);
            }
        }
        seats.sort_by_key(|seat| (seat.starts_at, seat.ends_at));
        seats
    }

    /// How many seats of a session are free, as far as this phone knows.
    #[must_use]
    pub fn left(&self, session: &RollSession) -> u32 {
        session.capacity.saturating_sub(self.taken(session))
    }

    /// How many seats of a session are taken, as far as this phone knows.
    #[must_use]
    pub fn taken(&self, session: &RollSession) -> u32 {
        let people = self.log.moves().filter_map(|record| record.person);
        let mut people: Vec<Uuid> = people.map(|person| self.one(person)).collect();
        people.sort_unstable();
        people.dedup();
        let mut taken = session.taken;
        for entry in people.into_iter().filter_map(|id| self.entry(id)) {
            let had = entry.sessions.contains(&session.id);
            let has = self.seats_of(entry).iter().any(|seat| seat.id == session.id);
            match (had, has) {
                (false, true) => taken = taken.saturating_add(1),
                (true, false) => taken = taken.saturating_sub(1),
                _ => {}
            }
        }
        taken
    }

    /// The workshops and visits that begin after `now` and have a seat free.
    #[must_use]
    pub fn free_sessions(&self, now: Moment) -> Vec<&RollSession> {
        let to_come = self.head.sessions.iter().filter(|session| session.ends_at > now);
        to_come.filter(|session| self.left(session) > 0).collect()
    }

    /// How many people have passed a door, and how many are expected there.
    #[must_use]
    pub fn counts(&self, door: &str) -> (u32, u32) {
        let arrived = self.arrived.get(door).copied().unwrap_or(0);
        let expected = if let Some(session) = self.session_at(door) {
            self.taken(session)
        } else {
            self.head.event.expected.saturating_add_signed(self.registered_here())
        };
        (arrived, expected)
    }

    /// How many people were registered here whom the list does not have yet, less those of whom it
    /// does not know yet that this was taken back.
    fn registered_here(&self) -> i32 {
        let touched = self.log.touched().filter_map(|id| self.registered(id));
        touched
            .map(|person| {
                let stands = self.standing(&person.entry) == Standing::Registered;
                let counted = person.listed && person.entry.standing == Standing::Registered;
                i32::from(stands) - i32::from(counted)
            })
            .sum()
    }

    /// Counts who passed which door.
    pub(super) fn count_again(&mut self) {
        let mut arrived = std::mem::take(&mut self.arrived);
        arrived.clear();
        for person in self.everybody() {
            for door in self.doors_passed(&person.entry) {
                *arrived.entry(door).or_default() += 1;
            }
        }
        self.arrived = arrived;
    }

    /// The doors someone has passed.
    pub(super) fn doors_passed(&self, entry: &Entry) -> Vec<String> {
        let listed = entry.passages.iter().map(|passage| &passage.door);
        let here = self.acts_about(entry).map(|record| &record.act.door);
        let mut doors: Vec<&String> = listed.chain(here).collect();
        doors.sort_unstable();
        doors.dedup();
        doors.into_iter().filter(|door| self.passage(entry, door).is_some()).cloned().collect()
    }
}

/// Whether an act let its person through this door.
fn lets_in(act: &Act, door: &str) -> bool {
    let comes = matches!(act.deed, Deed::Arrival { .. } | Deed::WalkIn { .. });
    comes && act.told == Told::Accepted && act.door == door
}

fn overlap(one: &RollSession, other: &RollSession) -> bool {
    let span = |session: &RollSession| Span::new(session.starts_at, session.ends_at);
    match (span(one), span(other)) {
        (Some(one), Some(other)) => one.overlaps(other),
        _ => false,
    }
}
