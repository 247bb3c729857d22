//! What only the whole file can show: the conference's own rule ([`domain::programme::conflicts`]),
//! told with the lines of the file.

use domain::programme::{Host, Noun, Outline, Part, Room, Sketch, Theme, Trouble};
use domain::time::Span;

use super::activities::Draft;
use super::conflict::Conflict;
use super::lists::{ListedSlot, tell_duplicates};
use super::reader::Reader;
use super::row::Located;

/// What activities may refer to.
pub struct Known<'a> {
    pub themes: &'a [Located<Theme>],
    pub rooms: &'a [Located<Room>],
    pub slots: &'a [Located<ListedSlot>],
    pub hosts: &'a [Located<Host>],
}

/// Tells every fault that lies between parts of the file.
pub fn run(reader: &Reader, known: &Known<'_>, hours: Option<Span>, drafts: &[Draft]) {
    let codes: Vec<_> = drafts.iter().filter_map(|draft| draft.code.clone()).collect();
    tell_duplicates(reader, Noun::Activity, &codes, |code| code);
    let outline = outline(known, hours, drafts);
    for conflict in domain::programme::conflicts(&outline) {
        let Some(draft) = drafts.get(conflict.activity) else { continue };
        let line = line_of(draft, conflict.part);
        reader.tell(line, with_lines(drafts, conflict.name, conflict.trouble));
    }
}

fn outline(known: &Known<'_>, hours: Option<Span>, drafts: &[Draft]) -> Outline {
    let slots = known.slots.iter().map(|slot| (slot.value.code.clone(), slot.value.span));
    let hosts = known.hosts.iter().map(|host| (host.value.code.clone(), host.value.to_confirm));
    Outline {
        hours,
        themes: known.themes.iter().map(|theme| theme.value.code.clone()).collect(),
        rooms: known.rooms.iter().map(|room| (room.value.name.clone(), room.value.seats)).collect(),
        slots: slots.collect(),
        hosts: hosts.collect(),
        activities: drafts.iter().map(sketch).collect(),
    }
}

fn sketch(draft: &Draft) -> Sketch {
    let text = |read: &Option<Located<String>>| read.as_ref().map(|read| read.value.clone());
    Sketch {
        name: draft.name().to_owned(),
        theme: text(&draft.theme),
        hosts: draft.hosts.iter().map(|host| host.value.clone()).collect(),
        slot: text(&draft.slot),
        room: text(&draft.room),
        sittings: draft.sittings.iter().map(|sitting| sitting.value).collect(),
    }
}

fn line_of(draft: &Draft, part: Part) -> usize {
    let of = |read: &Option<Located<String>>| read.as_ref().map(|read| read.line);
    let line = match part {
        Part::Theme => of(&draft.theme),
        Part::Room => of(&draft.room),
        Part::Slot => of(&draft.slot),
        Part::Host(place) => draft.hosts.get(place).map(|host| host.line),
        Part::Capacity => draft.capacity.as_ref().map(|capacity| capacity.line),
        Part::Sitting(place) => draft.sittings.get(place).map(|sitting| sitting.line),
    };
    line.unwrap_or(draft.line)
}

fn with_lines(drafts: &[Draft], code: String, trouble: Trouble) -> Conflict {
    let named = |at: usize, part| {
        drafts.get(at).map_or((String::new(), 1), |it| (it.name().to_owned(), line_of(it, part)))
    };
    match trouble {
        Trouble::Unknown { what, typed, known } => Conflict::Unknown { what, typed, known },
        Trouble::OutsideEvent { hours } => Conflict::OutsideEvent { code, hours },
        Trouble::OutsideSlot { slot, hours } => Conflict::OutsideSlot { code, slot, hours },
        Trouble::OverSeats { capacity, room, seats } => {
            Conflict::OverSeats { capacity, room, seats }
        }
        Trouble::RoomClash { room, other, hours } => {
            let (other, other_line) = named(other, Part::Room);
            Conflict::RoomClash { room, code, other, other_line, hours }
        }
        Trouble::HostClash { host, other, place, hours } => {
            let (other, other_line) = named(other, Part::Host(place));
            Conflict::HostClash { host, code, other, other_line, hours }
        }
        Trouble::VisitsOverlap { hours } => Conflict::VisitsOverlap { code, hours },
    }
}
