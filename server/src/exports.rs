//! Lists for spreadsheets, as CSV and as XLSX: read page by page, so that a hundred thousand rows
//! never lie in memory at once. Access needs are in none of them.

mod cell;
mod checkins;
mod csv;
mod download;
mod participants;
mod rows;
mod sessions;
#[cfg(test)]
mod tests;
mod xlsx;

use domain::time::Moment;

/// A file of a page's own, written as the lists are.
pub mod sheet {
    pub use super::cell::{Cell, Precision, Row};
    pub use super::csv::{first, rows};
}

pub use csv::csv;
pub use download::download;
pub use xlsx::xlsx;

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Everybody who ever registered, by last name.
    Participants,
    /// Every session, in the order of the day.
    Sessions,
    /// Every scan at every door, in the order of time.
    Checkins,
}

impl List {
    /// All lists.
    pub const ALL: [Self; 3] = [Self::Participants, Self::Sessions, Self::Checkins];

    /// The word in addresses and file names.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Participants => "participants",
            Self::Sessions => "seances",
            Self::Checkins => "pointages",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.as_str() == word)
    }

    /// As people call it.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Participants => "Participants",
            Self::Sessions => "Séances",
            Self::Checkins => "Pointages",
        }
    }

    /// `participants-2026-11-07.csv`: plain ASCII, and by date in a folder.
    #[must_use]
    pub fn file_name(self, format: Format, made: Moment) -> String {
        format!("{}-{}.{}", self.as_str(), made.paris().date(), format.as_str())
    }
}

/// How a list is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// For any program, and for Excel as set up in France.
    Csv,
    /// With typed dates, a frozen heading and filters.
    Xlsx,
}

impl Format {
    /// Both formats.
    pub const ALL: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// The ending of a file name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Reads the ending back.
    #[must_use]
    pub fn parse(ending: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == ending)
    }

    /// The media type.
    #[must_use]
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}

/// Reads the last part of an address, such as `participants.csv`.
#[must_use]
pub fn parse_file(name: &str) -> Option<(List, Format)> {
    let (list, format) = name.split_once('.')?;
    Some((List::parse(list)?, Format::parse(format)?))
}

/// Why an export was not made.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The database said no.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The workbook could not be written: more rows than a sheet has, or a full disk.
    #[error("the workbook could not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    /// The temporary file could not be made or read.
    #[error("the temporary file failed: {0}")]
    File(#[from] std::io::Error),
    /// The writer panicked, or the server is stopping.
    #[error("the writing of the workbook was abandoned")]
    Abandoned,
}
