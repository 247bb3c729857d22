//! What of a programme does not go together: names that refer to nothing, and things in each
//! other's way. One rule for the file that is imported and for the pages that edit.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use super::{Outline, Sketch};
use crate::time::Span;

/// What the parts of a programme refer to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// A theme, by its code.
    Theme,
    /// A room, by its name.
    Room,
    /// A slot, by its code.
    Slot,
    /// A host, by their code.
    Host,
    /// A workshop or kiosk, by its code.
    Activity,
}

/// The part of an activity that is at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Its theme.
    Theme,
    /// Its room.
    Room,
    /// Its slot.
    Slot,
    /// One of its hosts, by their place among them.
    Host(usize),
    /// How many people may come.
    Capacity,
    /// One of its sittings, by its place among them.
    Sitting(usize),
}

/// Something that does not go together, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The activity at fault, by its place in the programme.
    pub activity: usize,
    /// What sentences call it.
    pub name: String,
    /// Which part of it.
    pub part: Part,
    /// What is wrong.
    pub trouble: Trouble,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// A name that nothing has.
    Unknown {
        /// What was to be named.
        what: Noun,
        /// As written.
        typed: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// A session before the conference opens or after it closes.
    OutsideEvent {
        /// The conference's hours.
        hours: Span,
    },
    /// A workshop that begins before or ends after its slot.
    OutsideSlot {
        /// The slot's code.
        slot: String,
        /// The slot's hours.
        hours: Span,
    },
    /// More places than the room has seats.
    OverSeats {
        /// How many places.
        capacity: u32,
        /// The room.
        room: String,
        /// Its seats.
        seats: u32,
    },
    /// Two activities in one room at the same time.
    RoomClash {
        /// The room.
        room: String,
        /// The one that was there, by its place in the programme.
        other: usize,
        /// When that one takes place.
        hours: Span,
    },
    /// One person in two places at the same time.
    HostClash {
        /// The person's code.
        host: String,
        /// The other activity, by its place in the programme.
        other: usize,
        /// The place of the person among that one's hosts.
        place: usize,
        /// When that one takes place.
        hours: Span,
    },
    /// Two visits of one kiosk at the same time.
    VisitsOverlap {
        /// The visit that was there.
        hours: Span,
    },
}

/// Everything that does not go together.
#[must_use]
pub fn conflicts(outline: &Outline) -> Vec<Conflict> {
    let mut found = Vec::new();
    for (index, sketch) in outline.activities.iter().enumerate() {
        let mut tell = |part, trouble| {
            found.push(Conflict { activity: index, name: sketch.name.clone(), part, trouble });
        };
        check_references(outline, sketch, &mut tell);
        check_seats(outline, sketch, &mut tell);
        check_hours(outline, sketch, &mut tell);
    }
    check_rooms(outline, &mut found);
    check_hosts(outline, &mut found);
    found
}

/// Names that serve twice, capitals or not, since people read codes aloud: each with the place of
/// the one that had it first.
pub fn duplicates<'a>(names: impl Iterator<Item = &'a str>) -> Vec<(usize, usize)> {
    let mut seen = BTreeMap::new();
    let mut found = Vec::new();
    for (index, name) in names.enumerate() {
        match seen.entry(name.to_lowercase()) {
            Entry::Vacant(free) => {
                free.insert(index);
            }
            Entry::Occupied(first) => found.push((index, *first.get())),
        }
    }
    found
}

type Tell<'a> = &'a mut dyn FnMut(Part, Trouble);

fn check_references(outline: &Outline, sketch: &Sketch, tell: Tell<'_>) {
    let themes = || outline.themes.iter().map(String::as_str);
    let rooms = || outline.rooms.iter().map(|(name, _)| name.as_str());
    let slots = || outline.slots.iter().map(|(code, _)| code.as_str());
    let hosts = || outline.hosts.iter().map(|(code, _)| code.as_str());
    check_name(Noun::Theme, sketch.theme.as_deref(), themes, &mut |t| tell(Part::Theme, t));
    check_name(Noun::Room, sketch.room.as_deref(), rooms, &mut |t| tell(Part::Room, t));
    check_name(Noun::Slot, sketch.slot.as_deref(), slots, &mut |t| tell(Part::Slot, t));
    for (place, host) in sketch.hosts.iter().enumerate() {
        check_name(Noun::Host, Some(host), hosts, &mut |t| tell(Part::Host(place), t));
    }
}

fn check_name<'a, I: Iterator<Item = &'a str>>(
    what: Noun,
    typed: Option<&str>,
    known: impl Fn() -> I,
    tell: &mut dyn FnMut(Trouble),
) {
    let Some(typed) = typed else { return };
    if !known().any(|name| name == typed) {
        let known = known().map(str::to_owned).collect();
        tell(Trouble::Unknown { what, typed: typed.to_owned(), known });
    }
}

fn check_seats(outline: &Outline, sketch: &Sketch, tell: Tell<'_>) {
    let room = outline.rooms.iter().find(|(name, _)| Some(name) == sketch.room.as_ref());
    let Some((room, Some(seats))) = room else { return };
    let most = sketch.sittings.iter().filter_map(|sitting| sitting.capacity).max();
    if let Some(capacity) = most.filter(|capacity| capacity > seats) {
        tell(Part::Capacity, Trouble::OverSeats { capacity, room: room.clone(), seats: *seats });
    }
}

fn check_hours(outline: &Outline, sketch: &Sketch, tell: Tell<'_>) {
    let slot = outline.slots.iter().find(|(code, _)| Some(code) == sketch.slot.as_ref());
    let slot = slot.and_then(|(code, hours)| Some((code, (*hours)?)));
    for (place, sitting) in sketch.sittings.iter().enumerate() {
        let outside = |hours: Span| !within(sitting.span, hours);
        if let Some((slot, hours)) = slot.filter(|(_, hours)| outside(*hours)) {
            tell(Part::Sitting(place), Trouble::OutsideSlot { slot: slot.clone(), hours });
        } else if let Some(hours) = outline.hours.filter(|hours| outside(*hours)) {
            tell(Part::Sitting(place), Trouble::OutsideEvent { hours });
        }
    }
}

fn within(inner: Span, outer: Span) -> bool {
    outer.start() <= inner.start() && inner.end() <= outer.end()
}

/// One sitting of one activity, somewhere or under someone's care.
#[derive(Clone, Copy)]
struct Use {
    activity: usize,
    /// The place of the host among the activity's.
    place: usize,
    span: Span,
}

fn check_rooms(outline: &Outline, found: &mut Vec<Conflict>) {
    let uses = outline.activities.iter().enumerate();
    let uses = uses.filter_map(|(at, sketch)| Some((sketch.room.as_deref()?, at, 0)));
    for (room, uses) in gather(outline, uses) {
        for (late, early) in clashes(uses) {
            let (other, hours) = (early.activity, early.span);
            let trouble = if late.activity == other {
                Trouble::VisitsOverlap { hours }
            } else {
                Trouble::RoomClash { room: room.to_owned(), other, hours }
            };
            found.push(at(outline, late.activity, Part::Room, trouble));
        }
    }
}

fn check_hosts(outline: &Outline, found: &mut Vec<Conflict>) {
    let somebody = |code: &str| outline.hosts.iter().any(|(host, later)| host == code && !later);
    let uses = outline.activities.iter().enumerate().flat_map(|(at, sketch)| {
        sketch.hosts.iter().enumerate().map(move |(place, host)| (host.as_str(), at, place))
    });
    let uses = uses.filter(|(host, ..)| somebody(host));
    for (host, uses) in gather(outline, uses) {
        for (late, early) in clashes(uses) {
            if late.activity == early.activity {
                continue;
            }
            let (other, place, hours) = (early.activity, early.place, early.span);
            let trouble = Trouble::HostClash { host: host.to_owned(), other, place, hours };
            found.push(at(outline, late.activity, Part::Host(late.place), trouble));
        }
    }
}

fn at(outline: &Outline, activity: usize, part: Part, trouble: Trouble) -> Conflict {
    let name = outline.activities.get(activity).map(|sketch| sketch.name.clone());
    Conflict { activity, name: name.unwrap_or_default(), part, trouble }
}

fn gather<'a>(
    outline: &Outline,
    uses: impl Iterator<Item = (&'a str, usize, usize)>,
) -> BTreeMap<&'a str, Vec<Use>> {
    let mut gathered: BTreeMap<&str, Vec<Use>> = BTreeMap::new();
    for (key, activity, place) in uses {
        let sittings = outline.activities.get(activity).map(|sketch| &sketch.sittings);
        let uses = sittings.into_iter().flatten();
        let uses = uses.map(|sitting| Use { activity, place, span: sitting.span });
        gathered.entry(key).or_default().extend(uses);
    }
    gathered
}

/// Every use that begins before an earlier one is over, with that one; the one further down in the
/// programme is named first.
fn clashes(mut uses: Vec<Use>) -> Vec<(Use, Use)> {
    uses.sort_by_key(|used| (used.span.start(), used.activity));
    let mut found = Vec::new();
    let mut longest: Option<Use> = None;
    for used in uses {
        if let Some(other) = longest.filter(|other| other.span.overlaps(used.span)) {
            found.push(if other.activity <= used.activity { (used, other) } else { (other, used) });
        }
        if longest.is_none_or(|other| other.span.end() < used.span.end()) {
            longest = Some(used);
        }
    }
    found
}

#[cfg(test)]
mod tests;
