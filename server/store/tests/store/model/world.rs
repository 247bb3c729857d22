//! The rules of seats and lines, as simply as they can be said: everything is looked at again after
//! each act. Nothing here is shared with the code that is tested.

use std::collections::{BTreeMap, BTreeSet};

use domain::programme::Plan;
use domain::time::Moment;
use store::signups::By;
use uuid::Uuid;

use super::acts::Act;

/// What an act came to: a word for what was done, or the name of the refusal.
pub type Outcome = Result<String, String>;

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

    fn seated(&self) -> u32 {
        let registered = |person: &&Person| person.standing == Standing::Registered;
        u32::try_from(self.people.values().filter(registered).count()).unwrap()
    }

    pub fn taken(&self, at: usize) -> u32 {
        let holds = |person: &&Person| person.held.contains_key(&at);
        u32::try_from(self.people.values().filter(holds).count()).unwrap()
    }

    fn is_full(&self, at: usize) -> bool {
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

    fn too_near(&self, one: usize, other: usize, walk: u32) -> bool {
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
    fn fits(&self, who: Uuid, at: usize, now: Moment) -> Result<Option<usize>, &'static str> {
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

    fn may_choose(&self, who: Uuid, by: By, now: Moment) -> Result<(), &'static str> {
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

    fn may_change(&self, by: By, now: Moment) -> Result<(), &'static str> {
        match self.plan.event.freezes_at {
            Some(freezes) if by == By::Themselves && now >= freezes => Err("SelfServiceFrozen"),
            _ => Ok(()),
        }
    }

    fn write(&mut self, kind: &str, who: Uuid, about: String) {
        if self.person(who).mail {
            *self.letters.entry((kind.to_owned(), who, about)).or_default() += 1;
        }
    }

    fn changed(&mut self, who: Uuid, now: Moment) {
        if self.person(who).mail {
            self.changes.insert(who, now.plus_seconds(120).micros());
        }
    }

    fn seat(&mut self, who: Uuid, at: usize, old: Option<usize>, origin: &'static str) {
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
    fn settle(&mut self, now: Moment) {
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

    fn sort(&mut self, at: usize) {
        self.lines[at].sort_by_key(|one| (one.key, one.who));
    }

    fn let_in(&mut self) {
        while self.seated() < self.plan.event.capacity {
            let waiting = self.people.iter().filter(|(_, one)| one.standing == Standing::Waiting);
            let Some(next) = waiting.map(|(id, one)| (one.since, *id)).min() else { return };
            self.people.get_mut(&next.1).unwrap().standing = Standing::Registered;
            self.write("promotion", next.1, String::new());
        }
    }

    /// Does it.
    pub fn perform(&mut self, act: &Act, now: Moment) -> Outcome {
        let done = match act {
            Act::Register(new) => self.register(new.id, new.registration.email.is_some(), now),
            Act::Cancel(who) => self.cancel(*who, now),
            Act::Take { who, at, by, seen } => self.take(*who, *at, *by, *seen, now),
            Act::GiveBack { who, at, by } => self.give_back(*who, *at, *by, now),
            Act::Join { who, at, swap, by } => self.join(*who, *at, *swap, *by, now),
            Act::Leave { who, at, by } => self.leave(*who, *at, *by, now),
            Act::MoveUp { who, at } => self.move_up(*who, *at),
            Act::Wish { who, at, rank } => self.wish(*who, *at, *rank, now),
            Act::SetCapacity { at, capacity } => self.set_capacity(*at, *capacity, now),
            Act::CallOff(at) => self.call_off(*at, now),
            Act::Import(plan) => self.import(plan, now),
        };
        done.map_err(str::to_owned)
    }

    fn register(&mut self, who: Uuid, mail: bool, now: Moment) -> Result<String, &'static str> {
        let line = self.people.values().any(|one| one.standing == Standing::Waiting);
        let free = !line && self.seated() < self.plan.event.capacity;
        let standing = if free { Standing::Registered } else { Standing::Waiting };
        let person = Person { standing, since: now.micros(), mail, held: BTreeMap::new() };
        self.people.insert(who, person);
        self.write(if free { "confirmation" } else { "waiting" }, who, String::new());
        Ok(if free { "Registered" } else { "Waiting" }.to_owned())
    }

    fn cancel(&mut self, who: Uuid, now: Moment) -> Result<String, &'static str> {
        let person = self.people.get_mut(&who).unwrap();
        if person.standing == Standing::Cancelled {
            return Ok("0".to_owned());
        }
        person.standing = Standing::Cancelled;
        let seats = std::mem::take(&mut person.held).len();
        for line in &mut self.lines {
            line.retain(|one| one.who != who);
        }
        self.write("cancellation", who, String::new());
        self.let_in();
        self.settle(now);
        Ok(seats.to_string())
    }

    fn take(
        &mut self,
        who: Uuid,
        at: usize,
        by: By,
        seen: Option<Option<usize>>,
        now: Moment,
    ) -> Result<String, &'static str> {
        self.may_choose(who, by, now)?;
        if self.person(who).held.contains_key(&at) {
            return Ok("Before".to_owned());
        }
        if seen.is_some_and(|seen| seen != self.held_there(who, at)) {
            return Err("PageOutOfDate");
        }
        let old = self.fits(who, at, now)?;
        if self.is_full(at) {
            return Err("SessionFull");
        }
        self.seat(who, at, old, if by == By::Team { "team" } else { "chosen" });
        self.changed(who, now);
        self.settle(now);
        Ok(old.map_or("Seated".to_owned(), |old| format!("Swapped {}", self.places[old].code)))
    }

    fn give_back(
        &mut self,
        who: Uuid,
        at: usize,
        by: By,
        now: Moment,
    ) -> Result<String, &'static str> {
        self.may_change(by, now)?;
        let held = self.people.get_mut(&who).unwrap().held.remove(&at).is_some();
        if held {
            self.changed(who, now);
            self.settle(now);
        }
        Ok(held.to_string())
    }

    fn join(
        &mut self,
        who: Uuid,
        at: usize,
        swap: bool,
        by: By,
        now: Moment,
    ) -> Result<String, &'static str> {
        self.may_choose(who, by, now)?;
        if self.person(who).held.contains_key(&at) {
            return Ok("Held".to_owned());
        }
        let swap = swap && self.places[at].slot.is_some();
        let now_possible = match self.fits(who, at, now) {
            Ok(old) => old.is_none() || swap,
            Err("Clash" | "KioskAlreadyVisited") => false,
            Err(refusal) => return Err(refusal),
        };
        if now_possible && !self.is_full(at) {
            let old = self.fits(who, at, now)?;
            self.seat(who, at, old, if by == By::Team { "team" } else { "chosen" });
            self.changed(who, now);
            self.settle(now);
            return Ok("Seated".to_owned());
        }
        let line = &mut self.lines[at];
        let before = line.iter_mut().find(|one| one.who == who).map(|one| one.swap = swap);
        if before.is_none() {
            let key = line.last().map_or(now.micros(), |last| now.micros().max(last.key + 1));
            line.push(Waiting { who, swap, rank: None, key });
        }
        let place = 1 + self.lines[at].iter().position(|one| one.who == who).unwrap();
        Ok(format!("{} {place}", if before.is_some() { "Before" } else { "InLine" }))
    }

    fn leave(&mut self, who: Uuid, at: usize, by: By, now: Moment) -> Result<String, &'static str> {
        self.may_change(by, now)?;
        let before = self.lines[at].len();
        self.lines[at].retain(|one| one.who != who);
        Ok((self.lines[at].len() < before).to_string())
    }

    fn move_up(&mut self, who: Uuid, at: usize) -> Result<String, &'static str> {
        let line = &mut self.lines[at];
        let Some(from) = line.iter().position(|one| one.who == who) else {
            return Ok("false".to_owned());
        };
        line[..=from].rotate_right(1);
        for (key, one) in (1..).zip(line) {
            one.key = key;
        }
        Ok("true".to_owned())
    }

    fn wish(
        &mut self,
        who: Uuid,
        at: usize,
        rank: u8,
        now: Moment,
    ) -> Result<String, &'static str> {
        let person = self.person(who);
        let there =
            person.held.contains_key(&at) || self.lines[at].iter().any(|one| one.who == who);
        if person.standing == Standing::Registered && !self.places[at].off && !there {
            let rank = Some(i64::from(rank));
            self.lines[at].push(Waiting { who, swap: true, rank, key: now.micros() });
            self.sort(at);
        }
        self.settle(now);
        Ok("wished".to_owned())
    }

    fn set_capacity(
        &mut self,
        at: usize,
        capacity: u32,
        now: Moment,
    ) -> Result<String, &'static str> {
        if capacity < self.taken(at) {
            return Err("MoveFirst");
        }
        self.places[at].capacity = capacity;
        self.settle(now);
        Ok("set".to_owned())
    }

    fn call_off(&mut self, at: usize, now: Moment) -> Result<String, &'static str> {
        if self.places[at].off {
            return Ok("0".to_owned());
        }
        self.places[at].off = true;
        let waiting = std::mem::take(&mut self.lines[at]).into_iter().map(|one| one.who);
        let mut concerned: BTreeSet<Uuid> = waiting.collect();
        for (who, person) in &mut self.people {
            if person.held.remove(&at).is_some() {
                concerned.insert(*who);
            }
        }
        for who in &concerned {
            self.write("session_cancelled", *who, self.places[at].id.to_string());
        }
        self.settle(now);
        Ok(concerned.len().to_string())
    }

    fn import(&mut self, plan: &Plan, now: Moment) -> Result<String, &'static str> {
        if plan.event.capacity < self.seated() {
            return Err("CapacityUnderTaken");
        }
        for person in self.people.values() {
            let clash = |one: &usize| {
                let mut others = person.held.keys().filter(|other| *other > one);
                others.any(|other| self.too_near(*one, *other, plan.event.walk))
            };
            if person.held.keys().any(clash) {
                return Err("WouldClash");
            }
        }
        let mut wider = self.clone();
        for activity in &plan.activities {
            let seats = wider.places.iter_mut().filter(|place| place.code == activity.code);
            for (session, place) in activity.sessions.iter().zip(seats) {
                place.capacity = session.capacity;
            }
        }
        if (0..wider.places.len()).any(|at| wider.taken(at) > wider.places[at].capacity) {
            return Err("CapacityUnderTaken");
        }
        *self = wider;
        self.plan = plan.clone();
        self.let_in();
        self.settle(now);
        Ok("imported".to_owned())
    }
}
