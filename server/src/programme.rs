//! Reads a programme file: the whole conference in one TOML document an organiser can edit.
//!
//! The shipped `programme/conference.toml` documents the format. Reading is all or nothing: a
//! [`Plan`] in which every reference holds, or every fault found, each with its line.

pub(crate) mod activities;
mod checks;
pub(crate) mod clock;
mod conflict;
pub(crate) mod event;
mod fault;
pub(crate) mod lists;
mod message;
mod nearest;
mod reader;
mod row;
pub(crate) mod typography;
pub(crate) mod values;
mod write;

#[cfg(test)]
mod tests;

use domain::programme::Plan;
use jiff::civil::Date;
use toml::de::DeTable;

pub use fault::{Fault, FaultKind};
pub use write::write;

use clock::Day;
use fault::Section;
use reader::Reader;
use row::Row;

/// The conference shipped with the program.
pub const SHIPPED: &str = include_str!("../programme/conference.toml");

/// The month and the day on which the shipped conference takes place.
pub const SHIPPED_DAY: (i8, i8) = (11, 7);

const SECTIONS: &[&str] = &[
    "event",
    "contact",
    "registration",
    "sign_up",
    "legal",
    "timeline",
    "theme",
    "room",
    "slot",
    "host",
    "workshop",
    "kiosk",
];

/// Reads a programme file, dated to `date` when given, else to the file's own date. Every time in
/// the file is what a clock in Paris shows, so it moves with the date.
///
/// # Errors
/// Every fault of the file, in the order of its lines; a file that is not TOML at all has only one.
pub fn read(text: &str, date: Option<Date>) -> Result<Plan, Vec<Fault>> {
    // Windows' Notepad marks the beginning of a file; the mark has no line of its own.
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reader = Reader::new(text);
    let document = DeTable::parse(text).map_err(|error| vec![reader.syntax(&error)])?;
    let plan = read_document(&reader, document.get_ref(), date);
    let mut faults = reader.into_faults();
    faults.sort_by_key(|fault| fault.line);
    match plan {
        Some(plan) if faults.is_empty() => Ok(plan),
        _ => Err(faults),
    }
}

fn read_document(reader: &Reader, document: &DeTable<'_>, date: Option<Date>) -> Option<Plan> {
    let file = Row::new(reader, Section::File, 1, document, SECTIONS);
    let event = event::section(&file);
    let day = Day(event::read_date(event.as_ref(), date));
    let event = event::read(&file, event, day);
    let timeline = lists::read_timeline(&file, day);
    let themes = lists::read_themes(&file);
    let rooms = lists::read_rooms(&file);
    let slots = lists::read_slots(&file, day);
    let hosts = lists::read_hosts(&file);
    let drafts = activities::read(&file, day, &slots);
    let known = checks::Known { themes: &themes, rooms: &rooms, slots: &slots, hosts: &hosts };
    checks::run(reader, &known, event.as_ref().map(|event| event.span), &drafts);
    Some(Plan {
        event: event?,
        timeline,
        activities: drafts.into_iter().map(|draft| draft.finish(&hosts)).collect(),
        hosts: lists::values(hosts),
        themes: lists::values(themes),
        rooms: lists::values(rooms),
        slots: lists::values(slots).into_iter().filter_map(lists::ListedSlot::finish).collect(),
    })
}

/// The coming day of that month: `today` itself counts.
#[must_use]
pub fn coming((month, day): (i8, i8), today: Date) -> Date {
    // The 29th of February may be eight years away.
    (0..=8)
        .filter_map(|later| Date::new(today.year().checked_add(later)?, month, day).ok())
        .find(|date| *date >= today)
        .unwrap_or(today)
}
