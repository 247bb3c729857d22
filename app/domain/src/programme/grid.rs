//! The day as a grid: time at left, one column a room, what everybody attends across all.

use super::{Programme, Session, TimelineItem};
use crate::time::{Moment, Span};

/// One stretch of the day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band<'a> {
    /// When it begins.
    pub start: Moment,
    /// When it ends, where that is announced.
    pub end: Option<Moment>,
    /// What is announced for it; `None` where sessions lie outside all that is announced.
    pub item: Option<&'a TimelineItem>,
    /// The rooms in which something takes place, in the order of the programme; none for what
    /// everybody attends together.
    pub rooms: Vec<&'a str>,
    /// When blocks begin, one row each.
    pub rows: Vec<Moment>,
    /// What takes place, room after room, in the order of the day.
    pub blocks: Vec<Block<'a>>,
}

/// One activity in one room: its session, or its visits one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block<'a> {
    /// The room.
    pub room: &'a str,
    /// From the beginning of the first session to the end of the last.
    pub span: Span,
    /// The sessions, in the order of the day.
    pub sessions: Vec<&'a Session>,
    /// The row it begins in, from 0.
    pub row: usize,
    /// How many rows it fills, at least one.
    pub rows: usize,
}

/// The stretches of the day in their order; every session is in exactly one of them.
#[must_use]
pub fn bands(programme: &Programme) -> Vec<Band<'_>> {
    let mut bands: Vec<(Span, Option<&TimelineItem>, Vec<&Session>)> = Vec::new();
    let mut lines = Vec::new();
    for item in &programme.plan.timeline {
        match item.end.and_then(|end| Span::new(item.start, end)) {
            Some(span) => bands.push((span, Some(item), Vec::new())),
            None => lines.push(line(item)),
        }
    }
    for session in &programme.sessions {
        let start = session.span.start();
        let place = |span: &Span| span.contains(start);
        // The one that began last says best what is going on.
        match bands.iter_mut().rev().find(|(span, ..)| place(span)) {
            Some((_, _, sessions)) => sessions.push(session),
            None => bands.push((session.span, None, vec![session])),
        }
    }
    let drawn =
        bands.into_iter().map(|(span, item, sessions)| band(programme, span, item, sessions));
    let mut all: Vec<Band<'_>> = drawn.chain(lines).collect();
    all.sort_by_key(|band| (band.start, band.rooms.is_empty()));
    all
}

fn line(item: &TimelineItem) -> Band<'_> {
    let (rooms, rows, blocks) = (Vec::new(), Vec::new(), Vec::new());
    Band { start: item.start, end: None, item: Some(item), rooms, rows, blocks }
}

fn band<'a>(
    programme: &'a Programme,
    span: Span,
    item: Option<&'a TimelineItem>,
    sessions: Vec<&'a Session>,
) -> Band<'a> {
    let used = |name: &&str| sessions.iter().any(|session| session.room == *name);
    let rooms: Vec<&str> =
        programme.plan.rooms.iter().map(|room| room.name.as_str()).filter(used).collect();
    let mut blocks: Vec<Block<'a>> =
        rooms.iter().flat_map(|room| blocks_of(room, &sessions)).collect();
    let mut rows: Vec<Moment> = blocks.iter().map(|block| block.span.start()).collect();
    rows.sort_unstable();
    rows.dedup();
    for block in &mut blocks {
        block.row = rows.iter().take_while(|row| **row < block.span.start()).count();
        let until = rows.iter().take_while(|row| **row < block.span.end()).count();
        block.rows = until.saturating_sub(block.row).max(1);
    }
    Band { start: span.start(), end: Some(span.end()), item, rooms, rows, blocks }
}

/// What one room holds: sessions of the same activity that follow each other are one block.
fn blocks_of<'a>(room: &'a str, sessions: &[&'a Session]) -> Vec<Block<'a>> {
    let mut here: Vec<&Session> =
        sessions.iter().filter(|session| session.room == room).copied().collect();
    here.sort_by_key(|session| session.span.start());
    let mut blocks: Vec<Block<'a>> = Vec::new();
    for session in here {
        let same = blocks
            .last_mut()
            .filter(|block| block.sessions.first().is_some_and(|first| first.code == session.code));
        if let Some(block) = same {
            let end = block.span.end().max(session.span.end());
            block.span = Span::new(block.span.start(), end).unwrap_or(block.span);
            block.sessions.push(session);
        } else {
            let span = session.span;
            blocks.push(Block { room, span, sessions: vec![session], row: 0, rows: 1 });
        }
    }
    blocks
}

#[cfg(test)]
mod tests;
