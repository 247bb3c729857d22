//! Lists for spreadsheets and programs, as CSV, XLSX and JSON: read page by page, so that a hundred
//! thousand rows never lie in memory at once. Access needs are counted; whose they are is one column
//! that must be asked for by name.

mod cell;
mod checkins;
mod choice;
mod csv;
mod download;
mod json;
mod letters;
mod needs;
mod participants;
mod preview;
mod rows;
mod seated;
mod sessions;
#[cfg(test)]
mod tests;
mod waiting;
mod wishes;
mod xlsx;

use domain::time::Moment;

pub use choice::Choice;
/// A file of a page's own, written as the lists are.
pub mod sheet {
    pub use super::cell::{Cell, Precision, Row};
    pub use super::csv::{first, rows};
}

pub use csv::csv;
pub use download::{download, workbook};
pub use json::json;
pub use participants::{NEEDS, by_participant, code, key};
pub use preview::{Preview, preview};
pub use xlsx::{all, xlsx};

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// Everybody who ever registered, by last name.
    Participants,
    /// Every session, in the order of the day.
    Sessions,
    /// Every seat taken, session after session.
    Seated,
    /// Every scan at every door, in the order of time.
    Checkins,
    /// Every line, in its order.
    Waiting,
    /// What people wish and what came of it.
    Wishes,
    /// Where each letter stands, in the order of time.
    Letters,
    /// How many people need what.
    Needs,
}

impl List {
    /// All lists.
    pub const ALL: [Self; 8] = [
        Self::Participants,
        Self::Sessions,
        Self::Seated,
        Self::Checkins,
        Self::Waiting,
        Self::Wishes,
        Self::Letters,
        Self::Needs,
    ];

    /// The word in addresses and file names.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Participants => "participants",
            Self::Sessions => "seances",
            Self::Seated => "inscriptions",
            Self::Checkins => "pointages",
            Self::Waiting => "attente",
            Self::Wishes => "voeux",
            Self::Letters => "courriels",
            Self::Needs => "besoins",
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
            Self::Seated => "Inscrits par séance",
            Self::Checkins => "Pointages",
            Self::Waiting => "Listes d’attente",
            Self::Wishes => "Vœux et résultats",
            Self::Letters => "État des courriels",
            Self::Needs => "Besoins, en nombre",
        }
    }

    /// By what its rows can be narrowed down: words of addresses, with what they are called.
    #[must_use]
    pub fn states(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Participants => &[
                ("inscrits", "Inscrits"),
                ("attente", "En attente"),
                ("annules", "Annulés"),
                ("arrives", "Arrivés"),
                ("absents", "Attendus, pas arrivés"),
            ],
            Self::Sessions => {
                &[("ateliers", "Ateliers"), ("kiosques", "Kiosques"), ("annulees", "Annulées")]
            }
            Self::Seated => &[("pointes", "Pointés à la séance"), ("absents", "Pas pointés")],
            Self::Checkins => &[
                ("acceptes", "Acceptés"),
                ("deja-vus", "Déjà vus"),
                ("refuses", "Refusés"),
                ("annulations", "Annulations"),
            ],
            Self::Wishes => &[
                ("voeux", "Pas encore répartis"),
                ("obtenu", "Ont obtenu un vœu"),
                ("rien", "N’ont rien obtenu"),
            ],
            Self::Letters => {
                &[("attente", "En attente"), ("envoyees", "Envoyées"), ("echecs", "En échec")]
            }
            Self::Waiting | Self::Needs => &[],
        }
    }

    /// Whether its rows are of one activity or another.
    #[must_use]
    pub fn by_session(self) -> bool {
        matches!(self, Self::Participants | Self::Seated | Self::Checkins | Self::Waiting)
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
    /// For programs.
    Json,
}

impl Format {
    /// All formats.
    pub const ALL: [Self; 3] = [Self::Csv, Self::Xlsx, Self::Json];

    /// The ending of a file name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
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
            Self::Json => "application/json",
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
