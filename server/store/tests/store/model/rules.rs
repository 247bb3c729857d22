//! What each act comes to.

use std::collections::{BTreeMap, BTreeSet};

use domain::programme::Plan;
use domain::time::Moment;
use store::signups::By;
use uuid::Uuid;

use super::acts::{Act, Shown};
use super::world::{Person, Standing, Waiting, World};

/// What an act came to: a word for what was done, or the name of the refusal.
pub type Outcome = Result<String, String>;

impl World {
    /// Does it.
    pub fn perform(&mut self, act: &Act, now: Moment) -> Outcome {
        let done = match act {
            Act::Register(new) => Ok(self.register(new.id, new.registration.email.is_some(), now)),
            Act::Cancel(who) => Ok(self.cancel(*who, now)),
            Act::Take { who, at, by, seen } => self.take(*who, *at, *by, *seen, now),
            Act::GiveBack { who, at, by } => self.give_back(*who, *at, *by, now),
            Act::Join { who, at, swap, by, seen } => self.join(*who, *at, *swap, (*by, *seen), now),
            Act::Leave { who, at, by } => self.leave(*who, *at, *by, now),
            Act::MoveUp { who, at } => Ok(self.move_up(*who, *at)),
            Act::Wish { who, at, rank } => Ok(self.wish(*who, *at, *rank, now)),
            Act::SetCapacity { at, capacity } => self.set_capacity(*at, *capacity, now),
            Act::CallOff(at) => Ok(self.call_off(*at, now)),
            Act::Import(plan) => self.import(plan, now),
        };
        done.map_err(str::to_owned)
    }

    fn register(&mut self, who: Uuid, mail: bool, now: Moment) -> String {
        let line = self.people.values().any(|one| one.standing == Standing::Waiting);
        let free = !line && self.seated() < self.plan.event.capacity;
        let standing = if free { Standing::Registered } else { Standing::Waiting };
        let person = Person { standing, since: now.micros(), mail, held: BTreeMap::new() };
        self.people.insert(who, person);
        self.write(if free { "confirmation" } else { "waiting" }, who, String::new());
        if free { "Registered" } else { "Waiting" }.to_owned()
    }

    fn cancel(&mut self, who: Uuid, now: Moment) -> String {
        let person = self.people.get_mut(&who).unwrap();
        if person.standing == Standing::Cancelled {
            return "0".to_owned();
        }
        person.standing = Standing::Cancelled;
        let seats = std::mem::take(&mut person.held).len();
        for line in &mut self.lines {
            line.retain(|one| one.who != who);
        }
        self.write("cancellation", who, String::new());
        self.let_in();
        self.settle(now);
        seats.to_string()
    }

    fn take(
        &mut self,
        who: Uuid,
        at: usize,
        by: By,
        seen: Shown,
        now: Moment,
    ) -> Result<String, &'static str> {
        self.may_choose(who, by, now)?;
        if self.person(who).held.contains_key(&at) {
            return Ok("Before".to_owned());
        }
        if seen.is_out_of_date(self.held_there(who, at)) {
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
        (by, seen): (By, Shown),
        now: Moment,
    ) -> Result<String, &'static str> {
        self.may_choose(who, by, now)?;
        if self.person(who).held.contains_key(&at) {
            return Ok("Held".to_owned());
        }
        if seen.is_out_of_date(self.held_there(who, at)) {
            return Err("PageOutOfDate");
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

    fn move_up(&mut self, who: Uuid, at: usize) -> String {
        let line = &mut self.lines[at];
        let Some(from) = line.iter().position(|one| one.who == who) else {
            return "false".to_owned();
        };
        line[..=from].rotate_right(1);
        for (key, one) in (1..).zip(line) {
            one.key = key;
        }
        "true".to_owned()
    }

    fn wish(&mut self, who: Uuid, at: usize, rank: u8, now: Moment) -> String {
        let person = self.person(who);
        let there =
            person.held.contains_key(&at) || self.lines[at].iter().any(|one| one.who == who);
        if person.standing == Standing::Registered && !self.places[at].off && !there {
            let rank = Some(i64::from(rank));
            self.lines[at].push(Waiting { who, swap: true, rank, key: now.micros() });
            self.sort(at);
        }
        self.settle(now);
        "wished".to_owned()
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

    fn call_off(&mut self, at: usize, now: Moment) -> String {
        if self.places[at].off {
            return "0".to_owned();
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
        concerned.len().to_string()
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
