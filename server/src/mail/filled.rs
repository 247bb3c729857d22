//! Words of the organisers' with their blanks filled in, for one person.

use domain::wording::{Blank, Block, Line, Piece, WordingFault, blocks, subject};

use super::composed::ComposeError;
use super::plain;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Filled {
    /// Lines that belong together.
    Paragraph(Vec<Vec<Words>>),
    /// The plan of the person's day.
    Day,
}

/// A few words of a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Words {
    /// Fit to be shown, but not escaped.
    pub text: String,
    /// Whether they are an address of ours to be followed.
    pub is_link: bool,
}

/// What each blank stands for. Every text in it is fit to be shown.
#[derive(Clone, Debug, Default)]
pub(super) struct Blanks {
    pub first_name: String,
    pub last_name: String,
    pub organisation: String,
    pub conference: String,
    pub date: String,
    pub hours: String,
    pub place: String,
    pub contact: String,
    pub code: String,
    pub link: String,
}

impl Blanks {
    fn value(&self, blank: Blank) -> &str {
        match blank {
            Blank::FirstName => &self.first_name,
            Blank::LastName => &self.last_name,
            Blank::Organisation => &self.organisation,
            Blank::Conference => &self.conference,
            Blank::Date => &self.date,
            Blank::Hours => &self.hours,
            Blank::Place => &self.place,
            Blank::Contact => &self.contact,
            Blank::Code => &self.code,
            Blank::TicketLink => &self.link,
            // Alone on its line, it is a block of its own.
            Blank::Day => "",
        }
    }

    /// A heading, filled in.
    ///
    /// # Errors
    /// It cannot be read: it was not checked when it was written.
    pub fn subject(&self, written: &str) -> Result<String, ComposeError> {
        let line = subject(written).map_err(unread)?;
        Ok(plain::line(&self.line(line).into_iter().map(|words| words.text).collect::<String>()))
    }

    /// A text, filled in.
    ///
    /// # Errors
    /// It cannot be read: it was not checked when it was written.
    pub fn text(&self, written: &str) -> Result<Vec<Filled>, ComposeError> {
        let blocks = blocks(written).map_err(unread)?;
        let filled = blocks.into_iter().map(|block| match block {
            Block::Day => Filled::Day,
            Block::Paragraph(lines) => {
                Filled::Paragraph(lines.into_iter().map(|line| self.line(line)).collect())
            }
        });
        Ok(filled.collect())
    }

    fn line(&self, line: Line) -> Vec<Words> {
        let words = line.into_iter().map(|piece| match piece {
            Piece::Text(text) => Words { text, is_link: false },
            Piece::Blank(blank) => {
                Words { text: self.value(blank).to_owned(), is_link: blank == Blank::TicketLink }
            }
        });
        words.collect()
    }
}

fn unread(fault: WordingFault) -> ComposeError {
    tracing::error!(?fault, "words that were kept cannot be read");
    ComposeError::Wording
}
