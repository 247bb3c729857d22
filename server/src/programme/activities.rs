//! `[[workshop]]` and `[[kiosk]]`: read leniently into drafts, which `checks` then judges together.

use std::collections::BTreeSet;

use domain::programme::{Activity, Host, Kind, PlannedSession, Sitting};
use jiff::ToSpan;
use jiff::civil::Time;

use super::clock::Day;
use super::fault::{FaultKind, Section};
use super::lists::ListedSlot;
use super::row::{Located, Row, Visit};

/// The longest title, in characters.
pub const TITLE: usize = 120;

/// The longest summary, in characters.
pub const SUMMARY: usize = 600;

/// The most people a session may take.
pub const MAX_CAPACITY: u32 = 10_000;

/// The longest visit of a kiosk, in minutes.
pub const MAX_MINUTES: u32 = 240;

const WORKSHOP_KEYS: &[&str] = &[
    "code", "title", "summary", "theme", "hosts", "slot", "start", "end", "room", "capacity",
    "minimum",
];
const KIOSK_KEYS: &[&str] =
    &["code", "title", "summary", "theme", "hosts", "room", "capacity", "minutes", "visits"];
const VISIT_KEYS: &[&str] = &["start", "minutes", "capacity"];

/// A workshop or kiosk as far as it could be read.
pub struct Draft {
    /// Where it begins in the file.
    pub line: usize,
    pub code: Option<Located<String>>,
    kind: Kind,
    title: String,
    summary: String,
    pub theme: Option<Located<String>>,
    pub hosts: Vec<Located<String>>,
    pub slot: Option<Located<String>>,
    pub room: Option<Located<String>>,
    pub capacity: Option<Located<u32>>,
    minimum: u32,
    pub sittings: Vec<Located<Sitting>>,
}

impl Draft {
    /// What messages call it.
    pub fn name(&self) -> &str {
        self.code.as_ref().map_or(&self.title, |code| &code.value)
    }

    /// The activity, once nothing is at fault.
    pub fn finish(self, listed: &[Located<Host>]) -> Activity {
        let text = |read: Option<Located<String>>| read.map(|read| read.value);
        let slot = text(self.slot);
        let room = text(self.room).unwrap_or_default();
        let capacity = self.capacity.map_or(0, |capacity| capacity.value);
        let session = |sitting: Located<Sitting>| PlannedSession {
            slot: slot.clone(),
            room: room.clone(),
            span: sitting.value.span,
            capacity: sitting.value.capacity.unwrap_or(capacity),
            minimum: self.minimum,
        };
        let mut sessions: Vec<_> = self.sittings.into_iter().map(session).collect();
        sessions.sort_by_key(|session| session.span.start());
        let by_code = |code: &Located<String>| {
            listed.iter().find(|host| host.value.code == code.value).map(|host| host.value.clone())
        };
        Activity {
            code: text(self.code).unwrap_or_default(),
            kind: self.kind,
            title: self.title,
            summary: self.summary,
            theme: text(self.theme).unwrap_or_default(),
            hosts: self.hosts.iter().filter_map(by_code).collect(),
            sessions,
        }
    }
}

/// Every workshop, then every kiosk.
pub fn read(file: &Row<'_>, day: Day, slots: &[Located<ListedSlot>]) -> Vec<Draft> {
    let workshops = file.sections("workshop", Section::Workshop, WORKSHOP_KEYS);
    let kiosks = file.sections("kiosk", Section::Kiosk, KIOSK_KEYS);
    let workshops = workshops.iter().map(|row| read_workshop(row, day, slots));
    workshops.chain(kiosks.iter().map(|row| read_kiosk(row, day))).collect()
}

fn read_common(row: &Row<'_>, kind: Kind) -> Draft {
    let mut seen = BTreeSet::new();
    let mut hosts = row.texts("hosts", usize::MAX);
    hosts.retain(|host| seen.insert(host.value.clone()));
    if hosts.is_empty() && row.has("hosts") {
        row.reader.tell(row.line_of("hosts"), FaultKind::Empty { key: "hosts" });
    }
    Draft {
        line: row.line,
        code: row.code("code"),
        kind,
        title: row.text("title", TITLE),
        summary: row.optional_text("summary", SUMMARY),
        theme: row.located_text("theme", usize::MAX),
        hosts,
        slot: None,
        room: row.located_text("room", usize::MAX),
        capacity: row.number("capacity", 1..=MAX_CAPACITY),
        minimum: 0,
        sittings: Vec::new(),
    }
}

fn read_workshop(row: &Row<'_>, day: Day, slots: &[Located<ListedSlot>]) -> Draft {
    let slot = row.located_text("slot", usize::MAX);
    let hours = slot
        .as_ref()
        .and_then(|typed| slots.iter().find(|slot| slot.value.code == typed.value))
        .and_then(|slot| slot.value.span);
    let own_hours = row.has("start") || row.has("end");
    let span = if own_hours { row.span(day) } else { hours };
    let line = if own_hours { row.line_of("start") } else { row.line };
    let common = read_common(row, Kind::Workshop);
    let capacity = common.capacity.as_ref().map(|capacity| capacity.value);
    let sitting = span.map(|span| Located { line, value: Sitting { span, capacity } });
    let sittings = sitting.into_iter().collect();
    // No more people are needed than may come.
    let most = common.capacity.as_ref().map_or(MAX_CAPACITY, |capacity| capacity.value);
    let minimum = row.optional_number("minimum", 0..=most).map_or(0, |minimum| minimum.value);
    Draft { slot, minimum, sittings, ..common }
}

fn read_kiosk(row: &Row<'_>, day: Day) -> Draft {
    let minutes = row.number("minutes", 1..=MAX_MINUTES).map(|minutes| minutes.value);
    let common = read_common(row, Kind::Kiosk);
    let capacity = common.capacity.as_ref().map(|capacity| capacity.value);
    let mut sittings = Vec::new();
    for visit in row.visits("visits", VISIT_KEYS) {
        let line = visit.line;
        let Some((time, own)) = read_visit(visit) else { continue };
        let (own_minutes, own_capacity) = own.unwrap_or_default();
        let Some(minutes) = own_minutes.or(minutes) else { continue };
        let end = time.saturating_add(i64::from(minutes).minutes());
        match day.span(time, end) {
            Some(span) => {
                let capacity = own_capacity.or(capacity);
                sittings.push(Located { line, value: Sitting { span, capacity } });
            }
            None => row.reader.tell(line, FaultKind::EndsBeforeStart),
        }
    }
    Draft { sittings, ..common }
}

/// Its hour, and the length and places of its own, if it has any.
type Read = (Time, Option<(Option<u32>, Option<u32>)>);

fn read_visit(visit: Located<Visit<'_>>) -> Option<Read> {
    match visit.value {
        Visit::At(time) => Some((time, None)),
        Visit::Apart(row) => {
            let minutes = row.optional_number("minutes", 1..=MAX_MINUTES);
            let capacity = row.optional_number("capacity", 1..=MAX_CAPACITY);
            let own = (minutes.map(|it| it.value), capacity.map(|it| it.value));
            Some((row.time("start")?, Some(own)))
        }
    }
}
