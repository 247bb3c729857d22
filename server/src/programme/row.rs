//! One table of the file, read key by key; whatever does not read is told and read as nothing, so
//! that one fault does not hide the next.

use jiff::civil::Time;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::fault::{FaultKind, Section, ValueKind};
use super::nearest::nearest;
use super::reader::Reader;
use super::typography::typeset;

/// How many entries a section or a list may have.
const MAX_ROWS: usize = 500;

/// Something read, and the line it stood on.
#[derive(Clone, Debug)]
pub struct Located<T> {
    pub line: usize,
    pub value: T,
}

/// A visit of a kiosk, as the file has it.
pub enum Visit<'a> {
    /// Only its hour: the rest is the kiosk's.
    At(Time),
    /// With a length or a number of places of its own.
    Apart(Row<'a>),
}

/// One table of the file.
#[derive(Clone, Copy)]
pub struct Row<'a> {
    pub reader: &'a Reader,
    pub line: usize,
    section: Section,
    table: &'a DeTable<'a>,
}

impl<'a> Row<'a> {
    /// Takes a table, and tells the keys that mean nothing in it.
    pub fn new(
        reader: &'a Reader,
        section: Section,
        line: usize,
        table: &'a DeTable<'a>,
        keys: &'static [&'static str],
    ) -> Self {
        for key in table.keys().filter(|key| !keys.contains(&key.get_ref().as_ref())) {
            let typed = key.get_ref().to_string();
            let nearest = nearest(&typed, keys);
            let line = reader.line_at(key.span().start);
            reader.tell(line, FaultKind::UnknownKey { section, key: typed, nearest });
        }
        Self { reader, line, section, table }
    }

    /// The value of a key, and the line to name when it is wrong.
    pub fn find(&self, key: &str) -> Option<Located<&'a DeValue<'a>>> {
        let (name, value) = self.table.iter().find(|(name, _)| name.get_ref() == key)?;
        // A section is where its heading is, a value where its key is.
        let at = if value.get_ref().is_table() { value.span() } else { name.span() };
        Some(Located { line: self.reader.line_at(at.start), value: value.get_ref() })
    }

    /// Says that a value is of another type than expected.
    pub fn wrong(&self, line: usize, key: &'static str, expected: ValueKind, found: &DeValue<'_>) {
        let found = ValueKind::of(found);
        self.reader.tell(line, FaultKind::WrongType { key, expected, found });
    }

    /// Says that a needed key is not there.
    pub fn missing(&self, key: &'static str) {
        self.reader.tell(self.line, FaultKind::MissingKey { section: self.section, key });
    }

    /// The section of that name, which must be there.
    pub fn section(
        &self,
        key: &'static str,
        section: Section,
        keys: &'static [&'static str],
    ) -> Option<Row<'a>> {
        let Some(found) = self.find(key) else {
            self.reader.tell(1, FaultKind::MissingSection(section));
            return None;
        };
        let DeValue::Table(table) = found.value else {
            self.wrong(found.line, key, ValueKind::Table, found.value);
            return None;
        };
        Some(Row::new(self.reader, section, found.line, table, keys))
    }

    /// The sections of that name, however many there are.
    pub fn sections(
        &self,
        key: &'static str,
        section: Section,
        keys: &'static [&'static str],
    ) -> Vec<Row<'a>> {
        let Some(found) = self.find(key) else {
            return Vec::new();
        };
        self.entries(key, found, ValueKind::Tables)
            .filter_map(|entry| match entry.value {
                DeValue::Table(table) => {
                    Some(Row::new(self.reader, section, entry.line, table, keys))
                }
                other => {
                    self.wrong(entry.line, key, ValueKind::Tables, other);
                    None
                }
            })
            .collect()
    }

    fn entries(
        &self,
        key: &'static str,
        found: Located<&'a DeValue<'a>>,
        expected: ValueKind,
    ) -> impl Iterator<Item = Located<&'a DeValue<'a>>> + use<'a> {
        let items: &'a [Spanned<DeValue<'a>>] = match found.value {
            DeValue::Array(items) => items,
            other => {
                self.wrong(found.line, key, expected, other);
                &[]
            }
        };
        if items.len() > MAX_ROWS {
            self.reader.tell(found.line, FaultKind::TooMany { key, max: MAX_ROWS });
        }
        let reader = self.reader;
        items.iter().take(MAX_ROWS).map(move |item| Located {
            line: reader.line_at(item.span().start),
            value: item.get_ref(),
        })
    }

    /// A text of at most `max` characters; absent is told when `needed`.
    fn line_of_text(&self, key: &'static str, max: usize, needed: bool) -> Option<Located<String>> {
        let Some(found) = self.find(key) else {
            if needed {
                self.missing(key);
            }
            return None;
        };
        self.clean(key, &found, max, needed)
    }

    fn clean(
        &self,
        key: &'static str,
        found: &Located<&DeValue<'_>>,
        max: usize,
        needed: bool,
    ) -> Option<Located<String>> {
        let DeValue::String(raw) = found.value else {
            self.wrong(found.line, key, ValueKind::Text, found.value);
            return None;
        };
        let value = typeset(raw);
        let length = value.chars().count();
        if length > max {
            self.reader.tell(found.line, FaultKind::TooLong { key, max, found: length });
        }
        if value.is_empty() && needed {
            self.reader.tell(found.line, FaultKind::Empty { key });
            return None;
        }
        Some(Located { line: found.line, value })
    }

    /// A text that must be there and say something.
    pub fn text(&self, key: &'static str, max: usize) -> String {
        self.located_text(key, max).map(|text| text.value).unwrap_or_default()
    }

    /// The same, with its line.
    pub fn located_text(&self, key: &'static str, max: usize) -> Option<Located<String>> {
        self.line_of_text(key, max, true)
    }

    /// A text that may be absent or empty.
    pub fn optional_text(&self, key: &'static str, max: usize) -> String {
        self.line_of_text(key, max, false).map(|text| text.value).unwrap_or_default()
    }

    /// A list of texts that must be there; it may be empty.
    pub fn texts(&self, key: &'static str, max: usize) -> Vec<Located<String>> {
        let Some(found) = self.find(key) else {
            self.missing(key);
            return Vec::new();
        };
        self.entries(key, found, ValueKind::List)
            .filter_map(|entry| self.clean(key, &entry, max, true))
            .collect()
    }

    /// Hours of the day, or tables that say more than the hour; the list must be there.
    pub fn visits(
        &self,
        key: &'static str,
        keys: &'static [&'static str],
    ) -> Vec<Located<Visit<'a>>> {
        let Some(found) = self.find(key) else {
            self.missing(key);
            return Vec::new();
        };
        let read = |entry: Located<&'a DeValue<'a>>| {
            let value = match entry.value {
                DeValue::Table(table) => {
                    Visit::Apart(Row::new(self.reader, self.section, entry.line, table, keys))
                }
                _ => {
                    Visit::At(self.as_time(key, self.clean(key, &entry, usize::MAX, true)?)?.value)
                }
            };
            Some(Located { line: entry.line, value })
        };
        self.entries(key, found, ValueKind::List).filter_map(read).collect()
    }
}
