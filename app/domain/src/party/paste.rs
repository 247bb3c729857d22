//! A list of people pasted from a letter, an address book or a spreadsheet.

mod names;

use std::ops::Range;

use crate::participant::Email;
use crate::text::clean_line;
pub(crate) use names::in_one;
use names::{Order, in_columns};

/// Somebody read out of a list; what the line did not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
}

/// Why a line was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PasteFault {
    /// What looks like an address is none.
    Address,
    /// It does not tell which part is what.
    Unclear,
}

/// What may stand around a name or an address without belonging to it.
const AROUND: &[char] = &[
    '<', '>', '(', ')', '[', ']', '"', '«', '»', '“', '”', ';', ',', '|', ':', '-', '–', '—', ' ',
];

/// What ends an address.
const BESIDE_ADDRESS: &[char] =
    &['<', '>', '(', ')', '[', ']', '"', '«', '»', '“', '”', ';', ',', '|', ' '];

/// Reads a list, one person a line: « Prénom Nom &lt;adresse&gt; », « Nom, Prénom; adresse »,
/// columns separated by tabs, semicolons or commas (with or without a line that names them), an
/// address or a name alone; several people in one line as mail programs write them. A family name
/// in capitals is known wherever it stands. Returns each line as it was understood, with what was
/// read.
#[must_use]
pub fn read_list(text: &str) -> Vec<(String, Result<Entry, PasteFault>)> {
    let mut order = None;
    let mut read = Vec::new();
    for line in text.lines() {
        let line = without_bullet(&clean_line(&line.replace('\t', ";"))).to_owned();
        if line.is_empty() {
            continue;
        }
        if let Some(named) = Order::named_by(&line) {
            order = Some(named);
            continue;
        }
        for piece in people(&line) {
            let entry = match order.and_then(|order| order.cells(piece)) {
                Some(cells) => checked(cells),
                None => entry(piece),
            };
            read.push((piece.to_owned(), entry));
        }
    }
    read
}

/// « - », « • », « 3. », « 3) » before a line.
fn without_bullet(line: &str) -> &str {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = rest.len() < line.len();
    let marks: &[char] =
        if numbered { &['.', ')'] } else { &['-', '*', '•', '·', '–', '—'] };
    match rest.strip_prefix(marks) {
        Some(after) if after.starts_with(' ') || !numbered => after.trim_start(),
        _ => line,
    }
}

/// Where the addresses of a line begin and end.
fn addresses(line: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in line.char_indices().chain([(line.len(), ' ')]) {
        if BESIDE_ADDRESS.contains(&c) {
            if part(line, start..at).contains('@') {
                found.push((start, at));
            }
            start = at + c.len_utf8();
        }
    }
    found
}

/// A part of a line, between two places found in it.
fn part(line: &str, range: Range<usize>) -> &str {
    line.get(range).unwrap_or_default()
}

/// The people of a line: mail programs put several into one, with a separator after each address.
fn people(line: &str) -> Vec<&str> {
    let found = addresses(line);
    let mut pieces = Vec::new();
    let mut start = 0;
    for pair in found.windows(2) {
        let [(_, end), (next, _)] = pair else { continue };
        let between = part(line, *end..*next);
        let Some(cut) = between.find([';', ',']).or_else(|| between.find('>')) else {
            return vec![line];
        };
        pieces.push(part(line, start..end + cut).trim());
        start = end + cut + 1;
    }
    pieces.push(part(line, start..line.len()).trim());
    pieces
}

fn entry(piece: &str) -> Result<Entry, PasteFault> {
    let (before, email, after) = match addresses(piece).as_slice() {
        [] => (piece, "", ""),
        [(start, end)] => {
            (part(piece, 0..*start), part(piece, *start..*end), part(piece, *end..piece.len()))
        }
        _ => return Err(PasteFault::Unclear),
    };
    let by_commas = [before.trim_end_matches(['"', ' ']).ends_with(','), after.starts_with(',')];
    let (before, after) = (trimmed(before), trimmed(after));
    let columns: Vec<&str> = match (before.is_empty(), after.is_empty()) {
        (true, true) => vec![],
        (false, true) => columns(before, by_commas[0]),
        (true, false) => columns(after, by_commas[1]),
        (false, false) => vec![before, after],
    };
    let (first_name, last_name) = match columns.as_slice() {
        [] if email.is_empty() => return Err(PasteFault::Unclear),
        [] => (String::new(), String::new()),
        [one] => in_one(one),
        several => in_columns(several).ok_or(PasteFault::Unclear)?,
    };
    checked(Entry { first_name, last_name, email: email.to_owned() })
}

fn columns(names: &str, by_commas: bool) -> Vec<&str> {
    let between: &[char] = match (names.contains([';', '|']), by_commas) {
        (true, _) => &[';', '|'],
        (false, true) => &[','],
        (false, false) => &[],
    };
    names.split(between).map(trimmed).filter(|column| !column.is_empty()).collect()
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(AROUND)
}

/// The entry with its address as it will be used.
fn checked(entry: Entry) -> Result<Entry, PasteFault> {
    let typed = trimmed(&entry.email).trim_end_matches('.');
    let typed = typed.strip_prefix("mailto:").unwrap_or(typed);
    if typed.is_empty() {
        return Ok(Entry { email: String::new(), ..entry });
    }
    let email = Email::parse(typed).ok_or(PasteFault::Address)?;
    Ok(Entry { email: email.as_str().to_owned(), ..entry })
}

#[cfg(test)]
mod tests;
