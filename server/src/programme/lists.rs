//! The day as announced, and what workshops and kiosks refer to: themes, rooms, slots, hosts.

use domain::programme::{Host, Noun, Room, Slot, Theme, TimelineItem, duplicates};
use domain::time::Span;

use super::clock::Day;
use super::conflict::Conflict;
use super::fault::Section;
use super::reader::Reader;
use super::row::{Located, Row};

/// The longest name, in characters.
pub const NAME: usize = 120;
/// The longest label of a theme, in characters.
pub const LABEL: usize = 32;
/// The longest detail of a line of the day, in characters.
pub const DETAIL: usize = 300;
/// The most seats a room may have.
pub const MAX_SEATS: u32 = 100_000;

/// A slot, as the file lists it: one whose hours do not read can still be referred to.
pub struct ListedSlot {
    pub code: String,
    name: String,
    pub span: Option<Span>,
}

impl ListedSlot {
    /// The slot, once nothing is at fault.
    pub fn finish(self) -> Option<Slot> {
        Some(Slot { code: self.code, name: self.name, span: self.span? })
    }
}

/// Lets go of the lines.
pub fn values<T>(located: Vec<Located<T>>) -> Vec<T> {
    located.into_iter().map(|item| item.value).collect()
}

/// The day as announced, in the order of its hours.
pub fn read_timeline(file: &Row<'_>, day: Day) -> Vec<TimelineItem> {
    let rows = file.sections("timeline", Section::Timeline, &["start", "end", "title", "detail"]);
    let mut items: Vec<_> = rows.iter().filter_map(|row| read_item(row, day)).collect();
    items.sort_by_key(|item| item.start);
    items
}

fn read_item(row: &Row<'_>, day: Day) -> Option<TimelineItem> {
    let title = row.text("title", NAME);
    let detail = row.optional_text("detail", DETAIL);
    let start = row.time("start");
    let end = row.optional_time("end");
    let span = start.zip(end).and_then(|(start, end)| row.between(day, start, end));
    Some(TimelineItem { start: day.at(start?)?, end: span.map(Span::end), title, detail })
}

/// The themes.
pub fn read_themes(file: &Row<'_>) -> Vec<Located<Theme>> {
    let rows = file.sections("theme", Section::Theme, &["code", "name", "label", "roadmap"]);
    let read = |row: &Row<'_>| {
        let (name, label) = (row.text("name", NAME), row.text("label", LABEL));
        let roadmap = row.flag("roadmap");
        let code = row.code("code")?;
        Some(located(&code, Theme { code: code.value.clone(), name, label, roadmap }))
    };
    let themes: Vec<_> = rows.iter().filter_map(read).collect();
    tell_duplicates(file.reader, Noun::Theme, &themes, |theme| &theme.code);
    themes
}

/// The rooms.
pub fn read_rooms(file: &Row<'_>) -> Vec<Located<Room>> {
    let rows = file.sections("room", Section::Room, &["name", "seats"]);
    let read = |row: &Row<'_>| {
        let seats = row.optional_number("seats", 1..=MAX_SEATS).map(|seats| seats.value);
        let name = row.located_text("name", NAME)?;
        Some(located(&name, Room { name: name.value.clone(), seats }))
    };
    let rooms: Vec<_> = rows.iter().filter_map(read).collect();
    tell_duplicates(file.reader, Noun::Room, &rooms, |room| &room.name);
    rooms
}

/// The slots.
pub fn read_slots(file: &Row<'_>, day: Day) -> Vec<Located<ListedSlot>> {
    let rows = file.sections("slot", Section::Slot, &["code", "name", "start", "end"]);
    let read = |row: &Row<'_>| {
        let (name, span) = (row.text("name", NAME), row.span(day));
        let code = row.code("code")?;
        Some(located(&code, ListedSlot { code: code.value.clone(), name, span }))
    };
    let slots: Vec<_> = rows.iter().filter_map(read).collect();
    tell_duplicates(file.reader, Noun::Slot, &slots, |slot| &slot.code);
    slots
}

/// The people in charge.
pub fn read_hosts(file: &Row<'_>) -> Vec<Located<Host>> {
    let rows =
        file.sections("host", Section::Host, &["code", "name", "organisation", "to_confirm"]);
    let read = |row: &Row<'_>| {
        let name = row.text("name", NAME);
        let organisation = row.optional_text("organisation", NAME);
        let to_confirm = row.flag("to_confirm");
        let code = row.code("code")?;
        Some(located(&code, Host { code: code.value.clone(), name, organisation, to_confirm }))
    };
    let hosts: Vec<_> = rows.iter().filter_map(read).collect();
    tell_duplicates(file.reader, Noun::Host, &hosts, |host| &host.code);
    hosts
}

fn located<T>(at: &Located<String>, value: T) -> Located<T> {
    Located { line: at.line, value }
}

/// Tells every code that serves twice, capitals or not: people read codes aloud.
pub fn tell_duplicates<T>(
    reader: &Reader,
    what: Noun,
    items: &[Located<T>],
    code: impl Fn(&T) -> &str,
) {
    for (again, first) in duplicates(items.iter().map(|item| code(&item.value))) {
        if let (Some(item), Some(first)) = (items.get(again), items.get(first)) {
            let (typed, first) = (code(&item.value).to_owned(), first.line);
            reader.tell(item.line, Conflict::Duplicate { what, typed, first });
        }
    }
}
