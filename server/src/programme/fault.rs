//! What can be wrong with a programme file.

use toml::de::DeValue;

use super::conflict::Conflict;

/// One fault, where it is. Its `Display` is one French sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub kind: FaultKind,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    /// The file is not TOML.
    Syntax {
        /// What the parser says, in English.
        message: String,
    },
    /// A key or a section that means nothing here.
    UnknownKey {
        /// Where.
        section: Section,
        /// As typed.
        key: String,
        /// The one that was probably meant.
        nearest: Option<&'static str>,
    },
    /// A section without which there is no conference.
    MissingSection(Section),
    /// A key that is needed.
    MissingKey {
        /// Where.
        section: Section,
        /// Which.
        key: &'static str,
    },
    /// A value of another type than expected.
    WrongType {
        /// Of which key.
        key: &'static str,
        /// What is expected.
        expected: ValueKind,
        /// What is there.
        found: ValueKind,
    },
    /// A text with nothing in it.
    Empty {
        /// Of which key.
        key: &'static str,
    },
    /// A text with more characters than fit.
    TooLong {
        /// Of which key.
        key: &'static str,
        /// How many fit.
        max: usize,
        /// How many there are.
        found: usize,
    },
    /// More entries than make sense.
    TooMany {
        /// Of which key or section.
        key: &'static str,
        /// How many are taken.
        max: usize,
    },
    /// A number too small or too great.
    OutOfRange {
        /// Of which key.
        key: &'static str,
        /// The smallest.
        min: u32,
        /// The greatest.
        max: u32,
    },
    /// Not an hour of the day.
    NotATime {
        /// Of which key.
        key: &'static str,
        /// As typed.
        typed: String,
    },
    /// Neither « J-30 09:00 » nor « 2023-10-09 09:00 ».
    NotAMoment {
        /// Of which key.
        key: &'static str,
        /// As typed.
        typed: String,
    },
    /// A window that opens or closes years away from the conference.
    FarMoment {
        /// Of which key.
        key: &'static str,
    },
    /// Not a day of the calendar.
    NotADate {
        /// As typed.
        typed: String,
    },
    /// A day of another century.
    FarDate,
    /// A code with spaces, accents, or too long.
    BadCode {
        /// As typed.
        typed: String,
    },
    /// Not an e-mail address.
    BadEmail {
        /// As typed.
        typed: String,
    },
    /// Ends before it begins, or at once.
    EndsBeforeStart,
    /// Parts of the file that do not go together.
    Conflict(Conflict),
}

impl From<Conflict> for FaultKind {
    fn from(conflict: Conflict) -> Self {
        Self::Conflict(conflict)
    }
}

/// The parts of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// The file itself.
    File,
    /// `[event]`
    Event,
    /// `[contact]`
    Contact,
    /// `[registration]`
    Registration,
    /// `[sign_up]`
    SignUp,
    /// `[legal]`
    Legal,
    /// `[[timeline]]`
    Timeline,
    /// `[[theme]]`
    Theme,
    /// `[[room]]`
    Room,
    /// `[[slot]]`
    Slot,
    /// `[[host]]`
    Host,
    /// `[[workshop]]`
    Workshop,
    /// `[[kiosk]]`
    Kiosk,
}

/// The types of values, as people would name them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueKind {
    /// `"…"`
    Text,
    /// `24`
    Number,
    /// `2.5`
    Decimal,
    /// `true`, `false`
    Flag,
    /// `2023-11-07`
    Date,
    /// `["…", "…"]`
    List,
    /// `[section]`
    Table,
    /// `[[section]]`, any number of times
    Tables,
}

impl ValueKind {
    /// The type of a value of the file.
    pub fn of(value: &DeValue<'_>) -> Self {
        match value {
            DeValue::String(_) => Self::Text,
            DeValue::Integer(_) => Self::Number,
            DeValue::Float(_) => Self::Decimal,
            DeValue::Boolean(_) => Self::Flag,
            DeValue::Datetime(_) => Self::Date,
            DeValue::Array(_) => Self::List,
            DeValue::Table(_) => Self::Table,
        }
    }
}
