//! `[event]` and the sections that say more about it.

use domain::participant::Email;
use domain::programme::{Event, Legal};
use domain::time::{Moment, Span};
use jiff::civil::Date;

use super::clock::{self, Day};
use super::fault::{FaultKind, Section, ValueKind};
use super::row::Row;

/// What stands in for a day that could not be read, so that the rest can be checked.
const SOME_DAY: Date = jiff::civil::date(2023, 11, 7);

/// The longest name, in characters; an address may have twice as many.
pub const NAME: usize = 120;
/// The longest short name, in characters.
pub const SHORT_NAME: usize = 48;
/// The longest paragraph, in characters.
pub const SENTENCES: usize = 1000;
/// The most participants.
pub const MAX_CAPACITY: u32 = 100_000;
/// The longest walk between two rooms, in minutes.
pub const MAX_WALK: u32 = 120;

const KEYS: &[&str] = &[
    "name",
    "short_name",
    "date",
    "start",
    "end",
    "place",
    "address",
    "capacity",
    "walk",
    "welcome",
    "aims",
    "practical",
    "notice",
];
const CONTACT_KEYS: &[&str] = &["email", "phone"];
const WINDOW_KEYS: &[&str] = &["opens", "closes"];
const SIGN_UP_KEYS: &[&str] = &["opens", "closes", "freezes"];
const LEGAL_KEYS: &[&str] = &["publisher", "director", "hosting", "controller", "officer"];

/// `[event]`, which must be there.
pub fn section<'a>(file: &Row<'a>) -> Option<Row<'a>> {
    file.section("event", Section::Event, KEYS)
}

/// The day of the conference: the one asked for, else the file's own, which must read all the same.
pub fn read_date(event: Option<&Row<'_>>, asked: Option<Date>) -> Date {
    let own = event.and_then(|event| read_own_date(event, asked));
    asked.or(own).filter(|date| clock::YEARS.contains(&date.year())).unwrap_or(SOME_DAY)
}

fn read_own_date(event: &Row<'_>, asked: Option<Date>) -> Option<Date> {
    if !event.has("date") {
        event.missing("date");
    }
    let typed = event.written("date", ValueKind::Date)?;
    let Some(date) = clock::parse_date(&typed.value) else {
        event.reader.tell(typed.line, FaultKind::NotADate { typed: typed.value });
        return None;
    };
    if !clock::YEARS.contains(&asked.unwrap_or(date).year()) {
        event.reader.tell(typed.line, FaultKind::FarDate);
    }
    Some(date)
}

/// The conference, or nothing when its hours or its windows do not read.
pub fn read(file: &Row<'_>, event: Option<Row<'_>>, day: Day) -> Option<Event> {
    let (contact_email, contact_phone) = read_contact(file);
    let registration = file
        .section("registration", Section::Registration, WINDOW_KEYS)
        .and_then(|window| read_window(&window, day));
    let choosing = file.section("sign_up", Section::SignUp, SIGN_UP_KEYS);
    let sign_up = choosing.as_ref().and_then(|window| read_window(window, day));
    let freezes_at = choosing.as_ref().and_then(|window| read_freeze(window, sign_up, day));
    let legal = read_legal(file);
    let event = event?;
    let lines = |key| event.texts(key, SENTENCES).into_iter().map(|line| line.value).collect();
    let name = event.text("name", NAME);
    let short_name = event.text("short_name", SHORT_NAME);
    let span = event.span(day);
    let place = event.text("place", NAME);
    let address = event.text("address", 2 * NAME);
    let capacity = event.number("capacity", 1..=MAX_CAPACITY);
    let walk = event.optional_number("walk", 0..=MAX_WALK);
    let welcome = event.text("welcome", SENTENCES);
    let aims = lines("aims");
    let practical = lines("practical");
    let notice = event.optional_text("notice", SENTENCES);
    Some(Event {
        name,
        short_name,
        span: span?,
        place,
        address,
        capacity: capacity?.value,
        welcome,
        aims,
        practical,
        notice,
        contact_email,
        contact_phone,
        registration: registration?,
        sign_up: sign_up?,
        freezes_at,
        walk: walk.map_or(0, |walk| walk.value),
        legal,
    })
}

fn read_contact(file: &Row<'_>) -> (String, String) {
    let Some(contact) = file.section("contact", Section::Contact, CONTACT_KEYS) else {
        return Default::default();
    };
    let email = contact.located_text("email", usize::MAX);
    if let Some(typed) = email.as_ref().filter(|typed| Email::parse(&typed.value).is_none()) {
        contact.reader.tell(typed.line, FaultKind::BadEmail { typed: typed.value.clone() });
    }
    (email.map(|typed| typed.value).unwrap_or_default(), contact.optional_text("phone", 40))
}

fn read_window(window: &Row<'_>, day: Day) -> Option<Span> {
    let opens = read_moment(window, "opens", day);
    let closes = read_moment(window, "closes", day);
    let span = Span::new(opens?, closes?);
    if span.is_none() {
        window.reader.tell(window.line_of("closes"), FaultKind::EndsBeforeStart);
    }
    span
}

/// When self-service stops, if ever: after it has begun.
fn read_freeze(window: &Row<'_>, sign_up: Option<Span>, day: Day) -> Option<Moment> {
    if !window.has("freezes") {
        return None;
    }
    let freezes = read_moment(window, "freezes", day)?;
    if sign_up.is_some_and(|sign_up| freezes <= sign_up.start()) {
        window.reader.tell(window.line_of("freezes"), FaultKind::EndsBeforeStart);
    }
    Some(freezes)
}

fn read_moment(window: &Row<'_>, key: &'static str, day: Day) -> Option<Moment> {
    if !window.has(key) {
        window.missing(key);
    }
    let typed = window.written(key, ValueKind::Text)?;
    let Some(moment) = day.parse_moment(&typed.value) else {
        window.reader.tell(typed.line, FaultKind::NotAMoment { key, typed: typed.value });
        return None;
    };
    if !day.reaches(moment) {
        window.reader.tell(typed.line, FaultKind::FarMoment { key });
    }
    Some(moment)
}

fn read_legal(file: &Row<'_>) -> Legal {
    let Some(legal) = file.section("legal", Section::Legal, LEGAL_KEYS) else {
        return Legal::default();
    };
    Legal {
        publisher: legal.text("publisher", SENTENCES),
        director: legal.text("director", SENTENCES),
        hosting: legal.text("hosting", SENTENCES),
        controller: legal.text("controller", SENTENCES),
        officer: legal.text("officer", SENTENCES),
    }
}
