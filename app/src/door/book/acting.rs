//! What is done on this phone.

use domain::checkin::{Standing, Verdict};
use domain::door::{Act, Deed, DoorWord, Entry, Told, Who};
use domain::ticket::{self, Code};
use domain::time::Moment;
use uuid::Uuid;

use super::{Book, MAIN};
use crate::door::log::Record;

/// What every act says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// A version 7 UUID.
    pub id: Uuid,
    /// At which door.
    pub door: DoorWord,
    /// When, by the phone's clock.
    pub at: Moment,
}

/// Someone who is registered at the door.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guest {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// The code they are given, without its dash.
    pub code: String,
    /// Why, when the conference is full; may be empty.
    pub reason: String,
}

impl Guest {
    /// Whom an act registered.
    pub(super) fn of(deed: &Deed) -> Option<Self> {
        let Deed::WalkIn { first_name, last_name, organisation, code, reason, .. } = deed else {
            return None;
        };
        Some(Self {
            first_name: first_name.clone(),
            last_name: last_name.clone(),
            organisation: organisation.clone(),
            code: code.clone(),
            reason: reason.clone(),
        })
    }

    /// As the list will have them.
    pub(super) fn entry(&self, id: Uuid) -> Entry {
        let code = Code::parse(&self.code).map(|code| ticket::code_key(&code));
        Entry {
            id,
            ticket: String::new(),
            code: code.unwrap_or_default(),
            name: format!("{} {}", self.first_name, self.last_name),
            organisation: self.organisation.clone(),
            standing: Standing::Registered,
            sessions: Vec::new(),
            note: None,
            passages: Vec::new(),
            same_as: None,
        }
    }
}

impl Book {
    /// Someone on the list comes to a door.
    pub fn arrive(&mut self, stamp: Stamp, person: Uuid) -> (Record, Verdict) {
        let person = self.one(person);
        let verdict = self.judge(Some(person), &stamp.door);
        let name = self.entry(person).map(|entry| entry.name.clone()).unwrap_or_default();
        let deed = Deed::Arrival { who: Who::Person(person) };
        (self.note(stamp, deed, told(&verdict), Some(person), name), verdict)
    }

    /// Someone comes with a code that is nobody's here: the server may know better.
    pub fn arrive_unknown(&mut self, stamp: Stamp, read: String) -> (Record, Verdict) {
        let verdict = self.judge(None, &stamp.door);
        let deed = Deed::Arrival { who: Who::Read(read) };
        (self.note(stamp, deed, told(&verdict), None, String::new()), verdict)
    }

    /// Takes an act back.
    pub fn undo(&mut self, stamp: Stamp, of: Uuid) -> Option<Record> {
        let record = self.log.get(of)?;
        let (person, name, door) = (record.person, record.name.clone(), record.act.door.clone());
        // It concerns the door where it was done, wherever the phone is by now.
        let stamp = Stamp { door, ..stamp };
        Some(self.note(stamp, Deed::Undo { of }, Told::Done, person, name))
    }

    /// Gives someone a free seat, in place of those it overlaps with; `None` when the last one is
    /// gone.
    pub fn reseat(&mut self, stamp: Stamp, person: Uuid, to: Uuid) -> Option<Record> {
        self.session(to).filter(|session| self.left(session) > 0)?;
        let person = self.one(person);
        let name = self.entry(person)?.name.clone();
        Some(self.note(stamp, Deed::Move { person, to }, Told::Done, Some(person), name))
    }

    /// Registers someone and lets them in, under a code of this phone's own; `None` when it has
    /// no more codes to give.
    pub fn welcome(&mut self, stamp: Stamp, person: Uuid, guest: &Guest) -> Option<Record> {
        let guest = Guest { code: self.next_code()?, ..guest.clone() };
        self.put(guest.entry(person), false);
        let name = format!("{} {}", guest.first_name, guest.last_name);
        let Guest { first_name, last_name, organisation, code, reason } = guest;
        let deed = Deed::WalkIn { person, first_name, last_name, organisation, code, reason };
        let door = if self.keeps(MAIN) { MAIN.to_owned() } else { stamp.door };
        Some(self.note(Stamp { door, ..stamp }, deed, Told::Accepted, Some(person), name))
    }

    /// Whether this phone may keep a door.
    #[must_use]
    pub fn keeps(&self, door: &str) -> bool {
        match &self.head.station.doors {
            Some(doors) => doors.iter().any(|kept| kept == door),
            None => true,
        }
    }

    /// Whether this phone has such a door: that of a session which is called off is gone.
    #[must_use]
    pub fn has_door(&self, door: &str) -> bool {
        self.keeps(door) && (door == MAIN || self.session_at(door).is_some())
    }

    /// Whether the time is over for which it may keep doors, by a clock that is right.
    #[must_use]
    pub fn is_over(&self, now: Moment) -> bool {
        now >= self.head.station.expires_at
    }

    /// Whether registering one more needs a reason.
    #[must_use]
    pub fn is_full(&self) -> bool {
        let (_, expected) = self.counts(MAIN);
        expected >= self.head.event.capacity
    }

    /// The next code of this phone's block that nobody has. A phone that lost its memory finds
    /// those it gave before on the list.
    fn next_code(&mut self) -> Option<String> {
        loop {
            let number = self.head.next_walk_in;
            let code = ticket::walk_in_code(&self.head.station.walk_in_block, number)?;
            self.head.next_walk_in = number.checked_add(1)?;
            if !self.by_code.contains_key(&ticket::code_key(&code)) {
                return Some(code.as_str().to_owned());
            }
        }
    }

    fn note(
        &mut self,
        stamp: Stamp,
        deed: Deed,
        told: Told,
        person: Option<Uuid>,
        name: String,
    ) -> Record {
        let Stamp { id, door, at } = stamp;
        let clock_ahead = self.head.clock.ahead();
        let record = Record::new(Act { id, door, at, clock_ahead, deed, told }, person, name);
        self.count_person(person, -1);
        self.log.add(record.clone());
        self.count_person(person, 1);
        record
    }

    fn count_person(&mut self, person: Option<Uuid>, by: i32) {
        let Some(entry) = person.and_then(|id| self.entry(id)) else { return };
        for door in self.doors_passed(entry) {
            let count = self.arrived.entry(door).or_default();
            *count = count.saturating_add_signed(by);
        }
    }
}

/// What the phone told the person.
fn told(verdict: &Verdict) -> Told {
    match verdict {
        Verdict::Accepted => Told::Accepted,
        Verdict::AlreadySeen(_) => Told::AlreadySeen,
        Verdict::Refused(_) => Told::Refused,
        Verdict::Undone => Told::Done,
    }
}
