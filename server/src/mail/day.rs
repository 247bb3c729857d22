//! The plan of somebody's day: what is announced, with what they chose in its place.

use app::fr;
use domain::programme::{Programme, Session, TimelineItem};
use domain::time::Moment;

/// One line of the plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// « 11 h – 12 h 15 ».
    pub hours: String,
    /// What happens.
    pub title: String,
    /// « Atelier A03 », or nothing for what everybody attends.
    pub kind: String,
    /// The room, or nothing.
    pub room: String,
    /// More about it, or nothing.
    pub detail: String,
    start: Moment,
}

/// The lines of somebody's day. A session takes the place of what is announced for the same time.
#[must_use]
pub fn plan(programme: &Programme, held: &[Session]) -> Vec<Line> {
    let held = || held.iter().filter(|session| !session.cancelled);
    let mut lines: Vec<Line> = programme
        .plan
        .timeline
        .iter()
        .filter(|item| !held().any(|session| replaces(session, item)))
        .map(announced)
        .chain(held().map(chosen))
        .collect();
    lines.sort_by_key(|line| line.start);
    lines
}

fn replaces(session: &Session, item: &TimelineItem) -> bool {
    session.span.start() == item.start && Some(session.span.end()) == item.end
}

fn announced(item: &TimelineItem) -> Line {
    let hours = item
        .end
        .and_then(|end| domain::time::Span::new(item.start, end))
        .map_or_else(|| fr::clock(item.start), fr::hours);
    Line {
        hours,
        title: item.title.clone(),
        kind: String::new(),
        room: String::new(),
        detail: item.detail.clone(),
        start: item.start,
    }
}

fn chosen(session: &Session) -> Line {
    let kind = fr::kind(session.kind);
    Line {
        hours: fr::hours(session.span),
        title: session.title.clone(),
        kind: format!("{kind} {}", session.code),
        room: session.room.clone(),
        detail: String::new(),
        start: session.span.start(),
    }
}
