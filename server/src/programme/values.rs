//! Codes, numbers, hours and other values of a row that are not plain text.

use std::ops::RangeInclusive;

use domain::time::Span;
use jiff::civil::Time;
use toml::de::DeValue;

use super::clock::{self, Day};
use super::fault::{FaultKind, ValueKind};
use super::row::{Located, Row};

/// How many characters a code may have.
const MAX_CODE: usize = 16;

/// Whether a text can be a code: short, without spaces or accents.
pub fn is_code(text: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-';
    !text.is_empty() && text.len() <= MAX_CODE && text.chars().all(allowed)
}

impl Row<'_> {
    /// A short stable code.
    pub fn code(&self, key: &'static str) -> Option<Located<String>> {
        let code = self.located_text(key, usize::MAX)?;
        if !is_code(&code.value) {
            self.reader.tell(code.line, FaultKind::BadCode { typed: code.value.clone() });
        }
        Some(code)
    }

    /// A number within bounds, which may be absent.
    pub fn optional_number(
        &self,
        key: &'static str,
        bounds: RangeInclusive<u32>,
    ) -> Option<Located<u32>> {
        let found = self.find(key)?;
        let DeValue::Integer(integer) = found.value else {
            self.wrong(found.line, key, ValueKind::Number, found.value);
            return None;
        };
        let number = i64::from_str_radix(integer.as_str(), integer.radix())
            .ok()
            .and_then(|number| u32::try_from(number).ok())
            .filter(|number| bounds.contains(number));
        let Some(value) = number else {
            let (min, max) = bounds.into_inner();
            self.reader.tell(found.line, FaultKind::OutOfRange { key, min, max });
            return None;
        };
        Some(Located { line: found.line, value })
    }

    /// A number within bounds, which must be there.
    pub fn number(&self, key: &'static str, bounds: RangeInclusive<u32>) -> Option<Located<u32>> {
        if self.find(key).is_none() {
            self.missing(key);
        }
        self.optional_number(key, bounds)
    }

    /// A stretch of the day from `start` to `end`, which must both be there.
    pub fn span(&self, day: Day) -> Option<Span> {
        let (start, end) = (self.time("start"), self.time("end"));
        self.between(day, start?, end?)
    }

    /// The stretch between two hours; running backwards is told.
    pub fn between(&self, day: Day, start: Time, end: Time) -> Option<Span> {
        let span = day.span(start, end);
        if span.is_none() {
            self.reader.tell(self.line_of("end"), FaultKind::EndsBeforeStart);
        }
        span
    }

    /// The line of a key, or of the section when it is not there.
    pub fn line_of(&self, key: &str) -> usize {
        self.find(key).map_or(self.line, |found| found.line)
    }

    /// Whether the key is there at all.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some()
    }

    /// Yes or no; no when absent.
    pub fn flag(&self, key: &'static str) -> bool {
        match self.find(key) {
            Some(Located { value: DeValue::Boolean(flag), .. }) => *flag,
            Some(found) => {
                self.wrong(found.line, key, ValueKind::Flag, found.value);
                false
            }
            None => false,
        }
    }

    /// What is written there, be it between quotation marks or a bare date or hour.
    pub fn written(&self, key: &'static str, expected: ValueKind) -> Option<Located<String>> {
        let found = self.find(key)?;
        let value = match found.value {
            DeValue::String(text) => text.trim().to_owned(),
            DeValue::Datetime(bare) => bare.to_string(),
            other => {
                self.wrong(found.line, key, expected, other);
                return None;
            }
        };
        Some(Located { line: found.line, value })
    }

    /// An hour of the day, which may be absent.
    pub fn optional_time(&self, key: &'static str) -> Option<Time> {
        let typed = self.written(key, ValueKind::Text)?;
        self.as_time(key, typed).map(|time| time.value)
    }

    /// An hour of the day, which must be there.
    pub fn time(&self, key: &'static str) -> Option<Time> {
        if self.find(key).is_none() {
            self.missing(key);
        }
        self.optional_time(key)
    }

    /// What is written there as an hour of the day.
    pub fn as_time(&self, key: &'static str, typed: Located<String>) -> Option<Located<Time>> {
        let Some(value) = clock::parse_time(&typed.value) else {
            self.reader.tell(typed.line, FaultKind::NotATime { key, typed: typed.value });
            return None;
        };
        Some(Located { line: typed.line, value })
    }
}
