//! From the bytes somebody sends to rows of cells, whatever they call their file.

use domain::people_list::{MOST_CELL, MOST_COLUMNS, MOST_ROWS, separator};
use encoding_rs::{UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::workbook;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Nothing is in it.
    Empty,
    /// More bytes than are taken.
    TooLarge,
    /// A workbook of before 2007, or one with a password.
    OldWorkbook,
    /// A picture, a letter, a program: no list.
    NotAList,
    /// A workbook that unfolds to far more than it weighs.
    Bomb,
    /// It begins well and is broken.
    Broken,
    /// A quotation mark is opened and never closed.
    OpenQuote,
    /// More rows than are taken.
    TooManyRows,
    /// More columns than are taken.
    TooManyColumns,
}

/// A cell with more lines than this swallowed those after it.
const LINES_IN_CELL: usize = 40;

/// What a file says: its rows, each with its cells; a row without anything is kept, so that rows have
/// the numbers that a spreadsheet gives them.
///
/// # Errors
/// The bytes are no list that can be read.
pub fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    let rows = if bytes.starts_with(b"PK\x03\x04") {
        workbook::rows(bytes)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(Unreadable::OldWorkbook);
    } else {
        text_rows(&decoded(bytes)?)?
    };
    let rows = without_end(rows);
    if rows.is_empty() { Err(Unreadable::Empty) } else { Ok(rows) }
}

/// The text, by its mark or by what its bytes can be: UTF-8, UTF-16, else Windows-1252.
fn decoded(bytes: &[u8]) -> Result<String, Unreadable> {
    const OTHERS: [&[u8]; 7] =
        [b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x7fELF", b"MZ"];
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    if OTHERS.iter().any(|magic| bytes.starts_with(magic)) {
        return Err(Unreadable::NotAList);
    }
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => UTF_16LE.decode_without_bom_handling(rest).0.into_owned(),
        [0xfe, 0xff, rest @ ..] => UTF_16BE.decode_without_bom_handling(rest).0.into_owned(),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            match std::str::from_utf8(bytes) {
                Ok(text) => text.to_owned(),
                Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
            }
        }
    };
    let odd = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    let page = text.trim_start().get(..5).is_some_and(|start| {
        start.eq_ignore_ascii_case("<html")
            || start.eq_ignore_ascii_case("<!doc")
            || start == "<?xml"
    });
    if page || text.chars().filter(odd).count() * 100 > text.len() {
        return Err(Unreadable::NotAList);
    }
    Ok(text)
}

fn text_rows(text: &str) -> Result<Vec<Vec<String>>, Unreadable> {
    // Excel's own way of saying what stands between cells.
    let (separator, text) = match text.strip_prefix("sep=").and_then(|rest| {
        let mut letters = rest.chars();
        Some((letters.next()?, letters.as_str()))
    }) {
        Some((separator, rest)) => (separator, rest.trim_start_matches(['\r', '\n'])),
        None => (separator(text), text),
    };
    let delimiter = u8::try_from(separator).map_err(|_| Unreadable::Broken)?;
    // One way of ending lines, the last one too, so that they can be counted.
    let text = format!("{}\n", text.replace("\r\n", "\n").replace('\r', "\n"));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let (mut rows, mut line) = (Vec::new(), 1_u64);
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record).map_err(|_| Unreadable::Broken)? {
        if record.iter().any(|cell| cell.matches('\n').count() > LINES_IN_CELL) {
            return Err(Unreadable::OpenQuote);
        }
        // The reader passes over lines with nothing on them; the numbers of the others stay theirs.
        let inside: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        let next = reader.position().line();
        let blank = next.saturating_sub(line).saturating_sub(1 + inside as u64);
        for _ in 0..blank.min(MOST_ROWS as u64) {
            push(&mut rows, Vec::new())?;
        }
        line = next;
        push(&mut rows, record.iter().map(cell).collect())?;
    }
    Ok(rows)
}

/// Adds a row, unless there are too many or it is too wide.
pub(super) fn push(rows: &mut Vec<Vec<String>>, row: Vec<String>) -> Result<(), Unreadable> {
    let mut row = row;
    while row.last().is_some_and(String::is_empty) {
        row.pop();
    }
    if row.len() > MOST_COLUMNS {
        return Err(Unreadable::TooManyColumns);
    }
    rows.push(row);
    if rows.len() > MOST_ROWS + 1 {
        return Err(Unreadable::TooManyRows);
    }
    Ok(())
}

/// A cell as it is kept: what our own exports put before a formula is taken away again.
pub(super) fn cell(raw: &str) -> String {
    let raw = raw.trim();
    let raw =
        raw.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@'])).unwrap_or(raw);
    raw.chars().take(MOST_CELL).collect()
}

fn without_end(mut rows: Vec<Vec<String>>) -> Vec<Vec<String>> {
    while rows.last().is_some_and(Vec::is_empty) {
        rows.pop();
    }
    rows
}
