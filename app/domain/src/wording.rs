//! Words an organiser writes for letters: plain text with named blanks, and nothing that runs.
//!
//! `{prenom}` is a blank, filled in when a letter is written. A blank has a name of this list and
//! nothing else: no expression, no path into our data. Whatever fills it is text, escaped by
//! whoever shows it.

mod blank;
mod form;

pub use blank::Blank;
pub use form::{MAX_SUBJECT, MAX_TEXT, WordingField, WordingForm};

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// As written.
    Text(String),
    /// To be filled in.
    Blank(Blank),
}

/// A line, in its pieces.
pub type Line = Vec<Piece>;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// Lines that belong together.
    Paragraph(Vec<Line>),
    /// The plan of the person's day.
    Day,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WordingFault {
    /// Nothing was written.
    Missing,
    /// More than `max` characters.
    TooLong {
        /// The most there may be.
        max: usize,
    },
    /// A blank with a name that is none: as written, without its braces.
    Unknown(String),
    /// A brace that opens no blank, or closes none.
    Brace,
    /// This blank cannot stand in a subject.
    NotInSubject(Blank),
    /// The plan of the day stands beside other words: it needs a line of its own.
    NotAlone,
}

/// The longest name of a blank repeated in a fault, in characters.
const LONGEST_NAME: usize = 40;

/// Reads one line.
///
/// # Errors
/// A blank has no known name, or a brace stands alone.
pub fn line(text: &str) -> Result<Line, WordingFault> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, tail) = after.split_once('}').ok_or(WordingFault::Brace)?;
        if name.contains('{') {
            return Err(WordingFault::Brace);
        }
        push_text(&mut pieces, before)?;
        let blank = Blank::parse(name)
            .ok_or_else(|| WordingFault::Unknown(name.chars().take(LONGEST_NAME).collect()))?;
        pieces.push(Piece::Blank(blank));
        rest = tail;
    }
    push_text(&mut pieces, rest)?;
    Ok(pieces)
}

fn push_text(pieces: &mut Line, text: &str) -> Result<(), WordingFault> {
    if text.contains('}') {
        return Err(WordingFault::Brace);
    }
    if !text.is_empty() {
        pieces.push(Piece::Text(text.to_owned()));
    }
    Ok(())
}

/// Reads the heading of a letter.
///
/// # Errors
/// As [`line`], or a blank that needs more room than a heading has.
pub fn subject(text: &str) -> Result<Line, WordingFault> {
    let pieces = line(text)?;
    let unfit = pieces.iter().find_map(|piece| match piece {
        Piece::Blank(blank) if !blank.fits_a_subject() => Some(*blank),
        _ => None,
    });
    unfit.map_or(Ok(pieces), |blank| Err(WordingFault::NotInSubject(blank)))
}

/// Reads a text: paragraphs are separated by empty lines, the plan of the day has its own line.
///
/// # Errors
/// As [`line`], or the plan of the day is not alone on its line.
pub fn blocks(text: &str) -> Result<Vec<Block>, WordingFault> {
    let mut blocks = Vec::new();
    let mut paragraph = Vec::new();
    for written in text.lines().map(str::trim) {
        let pieces = line(written)?;
        let is_day = pieces.contains(&Piece::Blank(Blank::Day));
        if is_day && pieces.len() > 1 {
            return Err(WordingFault::NotAlone);
        }
        if is_day || pieces.is_empty() {
            close(&mut blocks, &mut paragraph);
        } else {
            paragraph.push(pieces);
        }
        if is_day {
            blocks.push(Block::Day);
        }
    }
    close(&mut blocks, &mut paragraph);
    Ok(blocks)
}

fn close(blocks: &mut Vec<Block>, paragraph: &mut Vec<Line>) {
    if !paragraph.is_empty() {
        blocks.push(Block::Paragraph(std::mem::take(paragraph)));
    }
}

#[cfg(test)]
mod tests;
