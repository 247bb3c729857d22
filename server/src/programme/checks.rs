//! What only the whole file can show: names that refer to nothing, and things in each other's way.

use std::collections::BTreeMap;

use domain::programme::{Room, Theme};
use domain::time::Span;

use super::activities::Draft;
use super::conflict::{Conflict, Noun};
use super::lists::{ListedHost, ListedSlot, tell_duplicates};
use super::reader::Reader;
use super::row::Located;

/// What activities may refer to.
pub struct Known<'a> {
    pub themes: &'a [Located<Theme>],
    pub rooms: &'a [Located<Room>],
    pub slots: &'a [Located<ListedSlot>],
    pub hosts: &'a [Located<ListedHost>],
}

/// Tells every fault that lies between parts of the file.
pub fn run(reader: &Reader, known: &Known<'_>, hours: Option<Span>, drafts: &[Draft]) {
    let codes: Vec<_> = drafts.iter().filter_map(|draft| draft.code.clone()).collect();
    tell_duplicates(reader, Noun::Activity, &codes, |code| code);
    for draft in drafts {
        check_references(reader, known, draft);
        check_seats(reader, known.rooms, draft);
        check_hours(reader, known.slots, hours, draft);
    }
    check_rooms(reader, drafts);
    check_hosts(reader, known.hosts, drafts);
}

fn check_references(reader: &Reader, known: &Known<'_>, draft: &Draft) {
    let themes = || known.themes.iter().map(|theme| theme.value.code.as_str());
    let rooms = || known.rooms.iter().map(|room| room.value.name.as_str());
    let slots = || known.slots.iter().map(|slot| slot.value.code.as_str());
    let hosts = || known.hosts.iter().map(|host| host.value.code.as_str());
    check_name(reader, Noun::Theme, draft.theme.as_ref(), themes);
    check_name(reader, Noun::Room, draft.room.as_ref(), rooms);
    check_name(reader, Noun::Slot, draft.slot.as_ref(), slots);
    for host in &draft.hosts {
        check_name(reader, Noun::Host, Some(host), hosts);
    }
}

fn check_name<'a, I: Iterator<Item = &'a str>>(
    reader: &Reader,
    what: Noun,
    typed: Option<&Located<String>>,
    known: impl Fn() -> I,
) {
    let Some(typed) = typed else { return };
    if !known().any(|name| name == typed.value) {
        let known = known().map(str::to_owned).collect();
        let kind = Conflict::Unknown { what, typed: typed.value.clone(), known };
        reader.tell(typed.line, kind);
    }
}

fn check_seats(reader: &Reader, rooms: &[Located<Room>], draft: &Draft) {
    let (Some(capacity), Some(typed)) = (&draft.capacity, &draft.room) else {
        return;
    };
    let room = rooms.iter().find(|room| room.value.name == typed.value);
    let Some(seats) = room.and_then(|room| room.value.seats) else {
        return;
    };
    if capacity.value > seats {
        let room = typed.value.clone();
        let kind = Conflict::OverSeats { capacity: capacity.value, room, seats };
        reader.tell(capacity.line, kind);
    }
}

fn check_hours(reader: &Reader, slots: &[Located<ListedSlot>], event: Option<Span>, draft: &Draft) {
    let typed = draft.slot.as_ref().map(|slot| slot.value.as_str());
    let slot = slots.iter().find(|slot| Some(slot.value.code.as_str()) == typed);
    for sitting in &draft.sittings {
        let code = draft.name().to_owned();
        let slot_hours = slot.and_then(|slot| Some((&slot.value.code, slot.value.span?)));
        let outside = |hours: Span| !within(sitting.value, hours);
        if let Some((slot, hours)) = slot_hours.filter(|(_, hours)| outside(*hours)) {
            let slot = slot.clone();
            reader.tell(sitting.line, Conflict::OutsideSlot { code, slot, hours });
        } else if let Some(hours) = event.filter(|hours| outside(*hours)) {
            reader.tell(sitting.line, Conflict::OutsideEvent { code, hours });
        }
    }
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start() <= inner.start() && inner.end() <= outer.end()
}

/// One sitting of one activity, somewhere or under someone's care.
#[derive(Clone, Copy)]
struct Use<'a> {
    draft: &'a Draft,
    /// The line to name: where the room or the host is given.
    line: usize,
    span: Span,
}

fn check_rooms(reader: &Reader, drafts: &[Draft]) {
    let uses = drafts.iter().filter_map(|draft| Some((draft.room.as_ref()?, draft)));
    for (room, uses) in gather(uses) {
        for (late, early) in clashes(uses) {
            let (code, other) = (late.draft.name().to_owned(), early.draft.name().to_owned());
            let (other_line, hours) = (early.line, early.span);
            let kind = if std::ptr::eq(late.draft, early.draft) {
                Conflict::VisitsOverlap { code, hours }
            } else {
                Conflict::RoomClash { room: room.to_owned(), code, other, other_line, hours }
            };
            reader.tell(late.line, kind);
        }
    }
}

fn check_hosts(reader: &Reader, hosts: &[Located<ListedHost>], drafts: &[Draft]) {
    let somebody =
        |code: &str| hosts.iter().any(|host| host.value.code == code && !host.value.to_confirm);
    let uses = drafts.iter().flat_map(|draft| draft.hosts.iter().map(move |host| (host, draft)));
    let uses = uses.filter(|(host, _)| somebody(&host.value));
    for (host, uses) in gather(uses) {
        for (late, early) in clashes(uses) {
            if std::ptr::eq(late.draft, early.draft) {
                continue;
            }
            let (code, other) = (late.draft.name().to_owned(), early.draft.name().to_owned());
            let (host, other_line, hours) = (host.to_owned(), early.line, early.span);
            reader.tell(late.line, Conflict::HostClash { host, code, other, other_line, hours });
        }
    }
}

fn gather<'a>(
    uses: impl Iterator<Item = (&'a Located<String>, &'a Draft)>,
) -> BTreeMap<&'a str, Vec<Use<'a>>> {
    let mut gathered: BTreeMap<&str, Vec<Use<'_>>> = BTreeMap::new();
    for (key, draft) in uses {
        let sittings = draft.sittings.iter();
        let uses = sittings.map(|sitting| Use { draft, line: key.line, span: sitting.value });
        gathered.entry(&key.value).or_default().extend(uses);
    }
    gathered
}

/// Every use that begins before an earlier one is over, with that one; the one further down in the
/// file is named first.
fn clashes(mut uses: Vec<Use<'_>>) -> Vec<(Use<'_>, Use<'_>)> {
    uses.sort_by_key(|used| (used.span.start(), used.line));
    let mut found = Vec::new();
    let mut longest: Option<Use<'_>> = None;
    for used in uses {
        if let Some(other) = longest.filter(|other| other.span.overlaps(used.span)) {
            found.push(if other.line <= used.line { (used, other) } else { (other, used) });
        }
        if longest.is_none_or(|other| other.span.end() < used.span.end()) {
            longest = Some(used);
        }
    }
    found
}
