use domain::badge::{Fitted, Format, LEADING, Letters, Place, fit};
use domain::programme::Session;
use leptos::prelude::*;

use super::design::Design;
use super::{Badge, BadgesView, Sessions};
use crate::fr;

/// A block of lines, and where the next one may begin.
struct Block {
    drawn: Vec<AnyView>,
    next: i32,
}

fn length(length: i32) -> u32 {
    u32::try_from(length).unwrap_or(0)
}

fn signed(length: u32) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// Lines of text, the first of them with its upper edge at `y`.
fn block(fitted: &Fitted, x: i32, y: i32, class: &'static str) -> Block {
    let size = signed(fitted.size);
    let step = size * signed(LEADING) / 100;
    let mut next = y;
    let drawn = fitted.lines.iter().map(|line| {
        // Letters stand on a line four fifths below their upper edge.
        let baseline = next + size * 4 / 5;
        next += step;
        view! { <text x=x y=baseline font-size=size class=class>{line.clone()}</text> }.into_any()
    });
    let drawn = drawn.collect();
    Block { drawn, next }
}

fn one_line(words: &str, room: i32, size: i32, least: i32) -> Fitted {
    let letters = Letters { most: length(size), least: length(least), lines: 1 };
    fit(words, length(room), length(size * 5 / 4), letters)
}

/// The side with the name.
pub(super) fn front(view: &BadgesView, badge: &Badge, place: Place) -> AnyView {
    let design = Design::of(view.sheet.format());
    let below = view.asked.sessions == Sessions::Below;
    view! {
        <g transform=format!("translate({} {})", place.x, place.y)>
            <rect class="edge" width=design.width height=design.height/>
            {heading(&design, &view.event, &badge.code)}
            {name(&design, badge)}
            {beside_code(&design, badge, below)}
            {code(&design, badge)}
        </g>
    }
    .into_any()
}

fn heading(design: &Design, event: &str, code: &str) -> AnyView {
    let right = design.width - design.margin;
    let code_room = design.heading * 6;
    let event =
        one_line(event, design.inside() - code_room, design.heading, design.heading * 3 / 4);
    let baseline = design.margin + design.heading * 4 / 5;
    view! {
        {block(&event, design.margin, design.margin, "badge-soft").drawn}
        <text x=right y=baseline font-size=design.heading text-anchor="end" class="badge-code">{code.to_owned()}</text>
    }
    .into_any()
}

/// As large as it fits: what is read at two metres.
fn name(design: &Design, badge: &Badge) -> AnyView {
    let top = design.margin + design.heading * 3 / 2;
    let (room, zone) = (length(design.inside()), length(design.name));
    let first = fit(&badge.first_name, room, zone * 47 / 100, design.first);
    let last = fit(&badge.last_name, room, zone.saturating_sub(first.height()), design.last);
    // What is left over stands above and below.
    let free = zone.saturating_sub(first.height() + last.height());
    let first = block(&first, design.margin, top + signed(free / 3), "badge-name");
    let last = block(&last, design.margin, first.next, "badge-name");
    view! { {first.drawn}{last.drawn} }.into_any()
}

/// The organisation, then the sessions, as many as there is room for.
fn beside_code(design: &Design, badge: &Badge, sessions: bool) -> AnyView {
    let (top, bottom) = (design.below(), design.height - design.margin);
    let room = length(design.beside());
    let high = if sessions { design.qr / 2 } else { bottom - top };
    let organisation = fit(&badge.organisation, room, length(high), design.organisation);
    let organisation = block(&organisation, design.margin, top, "badge-soft");
    let lines =
        if sessions { day(design, badge, organisation.next + 60, bottom) } else { Vec::new() };
    view! { {organisation.drawn}{lines} }.into_any()
}

/// « 11 h A03 Salle Sarthe »; when there are too many, the last line says how many more.
fn day(design: &Design, badge: &Badge, top: i32, bottom: i32) -> Vec<AnyView> {
    let step = design.session * 6 / 5;
    let lines = usize::try_from((bottom - top) / step).unwrap_or(0);
    let held = badge.held.len();
    let shown = if held <= lines { held } else { lines.saturating_sub(1) };
    let mut words: Vec<String> = badge.held.iter().take(shown).map(short).collect();
    if lines > 0 && held > shown {
        words.push(format!("et {} autres", held - shown));
    }
    let mut y = top;
    let mut drawn = Vec::new();
    for line in words {
        let fitted = one_line(&line, design.beside(), design.session, design.session * 7 / 10);
        drawn.extend(block(&fitted, design.margin, y, "badge-plain").drawn);
        y += step;
    }
    drawn
}

fn short(session: &Session) -> String {
    format!("{} {} {}", fr::clock(session.span.start()), session.code, session.room)
}

/// The same token as the ticket's, in the lower right corner; its quiet zone is the margin.
fn code(design: &Design, badge: &Badge) -> AnyView {
    let Some(qr) = badge.qr.clone() else { return ().into_any() };
    let (x, y) =
        (design.width - design.margin - design.qr, design.height - design.margin - design.qr);
    view! {
        <svg x=x y=y width=design.qr height=design.qr viewBox=format!("0 0 {0} {0}", qr.side) shape-rendering="crispEdges" aria-hidden="true">
            <path d=qr.shape></path>
        </svg>
    }
    .into_any()
}

/// The side with the day.
pub(super) fn back(format: Format, badge: &Badge, place: Place) -> AnyView {
    let design = Design::of(format);
    let (bottom, size) = (design.height - design.margin, design.session * 11 / 10);
    let name = format!("{} {}", badge.first_name, badge.last_name);
    let name = one_line(&name, design.inside(), size * 4 / 3, size * 3 / 4);
    let top = block(&name, design.margin, design.margin, "badge-name");
    let mut y = top.next + size / 2;
    let mut drawn = top.drawn;
    for (index, session) in badge.held.iter().enumerate() {
        let left = badge.held.len() - index;
        let lines = visit(&design, session, y, size);
        let room_for_more = bottom - if left > 1 { size * 5 / 4 } else { 0 };
        if lines.next > room_for_more {
            let more = one_line(&format!("et {left} autres"), design.inside(), size, size / 2);
            drawn.extend(block(&more, design.margin, y, "badge-plain").drawn);
            break;
        }
        drawn.extend(lines.drawn);
        y = lines.next + size / 3;
    }
    if badge.held.is_empty() {
        let nothing = one_line("Rien de choisi d’avance.", design.inside(), size, size / 2);
        drawn.extend(block(&nothing, design.margin, y, "badge-plain").drawn);
    }
    view! {
        <g transform=format!("translate({} {})", place.x, place.y)>
            <rect class="edge" width=design.width height=design.height/>
            {drawn}
        </g>
    }
    .into_any()
}

fn visit(design: &Design, session: &Session, y: i32, size: i32) -> Block {
    let letters = Letters { most: length(size), least: length(size * 3 / 4), lines: 2 };
    let when = format!("{}, {}", fr::hours(session.span), session.room);
    let when = one_line(&when, design.inside(), size, size * 3 / 4);
    let what = format!("{} · {}", session.code, session.title);
    let what = fit(&what, length(design.inside()), length(size * 5 / 2), letters);
    let mut when = block(&when, design.margin, y, "badge-soft");
    let what = block(&what, design.margin, when.next, "badge-plain");
    when.drawn.extend(what.drawn);
    Block { drawn: when.drawn, next: what.next }
}
