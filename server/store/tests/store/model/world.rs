//! The rules of seats and lines, as simply as they can be said: everything is looked at again after
//! each act. Nothing here is shared with the code that is tested.

use std::collections::BTreeMap;

use domain::programme::Plan;
use domain::time::Moment;
use store::signups::By;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Registered,
    Waiting,
    Cancelled,
}

#[derive(Clone, Debug)]
pub struct Person {
    pub standing: Standing,
    /// Since when they wait for the conference.
    pub since: i64,
    pub mail: bool,
    /// What they hold, and how they came to it.
    pub held: BTreeMap<usize, &'static str>,
}

#[derive(Clone, Debug)]
pub struct Place {
    pub id: Uuid,
    pub code: String,
    pub slot: Option<String>,
    pub room: String,
    pub start: i64,
    pub end: i64,
    pub capacity: u32,
    pub off: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub who: Uuid,
    pub swap: bool,
    pub rank: Option<i64>,
    pub key: i64,
}

#[derive(Clone, Debug)]
pub struct World {
    pub plan: Plan,
    pub places: Vec<Place>,
    pub people: BTreeMap<Uuid, Person>,
    pub lines: Vec<Vec<Waiting>>,
    /// Every letter written, but those about changes: kind, to whom, about what.
    pub letters: BTreeMap<(String, Uuid, String), i64>,
    /// When the letter about changes is due.
    pub changes: BTreeMap<Uuid, i64>,
    /// Who got a seat after waiting, and when.
    pub promotions: BTreeMap<(String, i64), i64>,
}

impl World {
    pub fn person(&self, who: Uuid) -> &Person {
        &self.people[&who]
    }

    /// Those who have not cancelled.
    pub fn living(&self) -> impl Iterator<Item = Uuid> {
        let living = |(_, one): &(_, &Person)| one.standing != Standing::Cancelled;
        self.people.iter().filter(living).map(|(who, _)| *who)
    }

    /// The programme with the seats there are now.
    pub fn plan_as_it_stands(&self) -> Plan {
        let mut plan = self.plan.clone();
        for activity in &mut plan.activities {
            let seats = self.places.iter().filter(|place| place.code == activity.code);
            for (session, place) in activity.sessions.iter_mut().zip(seats) {
                session.capacity = place.capacity;
            }
        }
        plan
    }

    pub(super) fn seated(&self) -> u32 {
        let registered = |person: &&Person| person.standing == Standing::Registered;
        u32::try_from(self.people.values().filter(registered).count()).unwrap()
    }

    pub fn taken(&self, at: usize) -> u32 {
        let holds = |person: &&Person| person.held.contains_key(&at);
        u32::try_from(self.people.values().filter(holds).count()).unwrap()
    }

    pub(super) fn is_full(&self, at: usize) -> bool {
        self.taken(at) >= self.places[at].capacity
    }

    fn same_slot(&self, one: usize, other: usize) -> bool {
        let slot = &self.places[one].slot;
        slot.is_some() && *slot == self.places[other].slot
    }

    fn same_kiosk(&self, one: usize, other: usize) -> bool {
        let (one, other) = (&self.places[one], &self.places[other]);
        one.slot.is_none() && other.slot.is_none() && one.code == other.code
    }

    pub(super) fn too_near(&self, one: usize, other: usize, walk: u32) -> bool {
        let (one, other) = (&self.places[one], &self.places[other]);
        let (first, second) = if one.start <= other.start { (one, other) } else { (other, one) };
        let gap = second.start - first.end;
        gap < 0 || (one.room != other.room && gap < i64::from(walk) * 60_000_000)
    }

    /// What stands there now: the workshop of the slot, or the visit of the kiosk.
    pub fn held_there(&self, who: Uuid, at: usize) -> Option<usize> {
        let held = self.person(who).held.keys().copied();
        held.into_iter().find(|other| self.same_slot(*other, at) || self.same_kiosk(*other, at))
    }

    /// Whether a person may take it, and what they would give back for it.
    pub(super) fn fits(
        &self,
        who: Uuid,
        at: usize,
        now: Moment,
    ) -> Result<Option<usize>, &'static str> {
        let (place, held) = (&self.places[at], &self.person(who).held);
        if place.off {
            return Err("SessionCancelled");
        }
        if place.start <= now.micros() {
            return Err("SessionStarted");
        }
        if held.keys().any(|other| self.same_kiosk(*other, at)) {
            return Err("KioskAlreadyVisited");
        }
        let old = held.keys().copied().find(|other| self.same_slot(*other, at));
        let walk = self.plan.event.walk;
        let clash = held.keys().any(|other| Some(*other) != old && self.too_near(*other, at, walk));
        if clash { Err("Clash") } else { Ok(old) }
    }

    pub(super) fn may_choose(&self, who: Uuid, by: By, now: Moment) -> Result<(), &'static str> {
        match self.person(who).standing {
            Standing::Waiting => return Err("StillWaiting"),
            Standing::Cancelled => return Err("RegistrationCancelled"),
            Standing::Registered => {}
        }
        self.may_change(by, now)?;
        match by {
            By::Themselves if now >= self.plan.event.sign_up.end() => Err("SignUpClosed"),
            _ => Ok(()),
        }
    }

    pub(super) fn may_change(&self, by: By, now: Moment) -> Result<(), &'static str> {
        match self.plan.event.freezes_at {
            Some(freezes) if by == By::Themselves && now >= freezes => Err("SelfServiceFrozen"),
            _ => Ok(()),
        }
    }

    pub(super) fn write(&mut self, kind: &str, who: Uuid, about: String) {
        if self.person(who).mail {
            *self.letters.entry((kind.to_owned(), who, about)).or_default() += 1;
        }
    }

    pub(super) fn changed(&mut self, who: Uuid, now: Moment) {
        if self.person(who).mail {
            self.changes.insert(who, now.plus_seconds(120).micros());
        }
    }

    pub(super) fn seat(&mut self, who: Uuid, at: usize, old: Option<usize>, origin: &'static str) {
        let person = self.people.get_mut(&who).unwrap();
        old.map(|old| person.held.remove(&old));
        person.held.insert(at, origin);
        let rank = self.lines[at].iter().find(|one| one.who == who).and_then(|one| one.rank);
        for other in 0..self.lines.len() {
            let lesser = self.same_slot(at, other);
            self.lines[other].retain(|one| {
                let done = lesser && rank.is_some() && one.rank.is_some() && one.rank >= rank;
                one.who != who || (other != at && !done)
            });
        }
    }

    /// As long as there is a free seat and somebody waiting who could take it, the first such
    /// session of the day seats the first such person of its line.
    pub(super) fn settle(&mut self, now: Moment) {
        let mut order: Vec<usize> = (0..self.places.len()).collect();
        order.sort_by_key(|at| (self.places[*at].start, self.places[*at].id));
        while let Some((who, at, old)) = order.iter().find_map(|at| self.turn(*at, now)) {
            self.seat(who, at, old, "promoted");
            let mut about = self.places[at].id.to_string();
            if let Some(old) = old {
                about.push(' ');
                about.push_str(&self.places[old].id.to_string());
            }
            self.write("seat_freed", who, about);
            *self.promotions.entry((who.to_string(), now.micros())).or_default() += 1;
        }
    }

    fn turn(&self, at: usize, now: Moment) -> Option<(Uuid, usize, Option<usize>)> {
        if self.is_full(at) {
            return None;
        }
        self.lines[at].iter().find_map(|one| match self.fits(one.who, at, now) {
            Ok(None) => Some((one.who, at, None)),
            Ok(Some(old)) if one.swap && self.places[old].start > now.micros() => {
                Some((one.who, at, Some(old)))
            }
            _ => None,
        })
    }

    pub(super) fn sort(&mut self, at: usize) {
        self.lines[at].sort_by_key(|one| (one.key, one.who));
    }

    pub(super) fn let_in(&mut self) {
        while self.seated() < self.plan.event.capacity {
            let waiting = self.people.iter().filter(|(_, one)| one.standing == Standing::Waiting);
            let Some(next) = waiting.map(|(id, one)| (one.since, *id)).min() else { return };
            self.people.get_mut(&next.1).unwrap().standing = Standing::Registered;
            self.write("promotion", next.1, String::new());
        }
    }
}
