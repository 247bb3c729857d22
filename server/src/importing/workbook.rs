//! Workbooks (XLSX): unfolded only so far, and read cell by cell, so that one cell at the end of the
//! sheet does not make it large.

use std::io::{Cursor, Read, copy, sink};

use calamine::{DataRef, Reader, Xlsx};
use domain::people_list::{MOST_COLUMNS, MOST_ROWS};
use zip::ZipArchive;

use super::file::{Unreadable, cell};

/// What a workbook may unfold to, in bytes.
const UNFOLDED: u64 = 80 * 1024 * 1024;

/// How many files may be in it.
const FILES: usize = 2_000;

/// The rows of the first sheet with anything on it.
pub(super) fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, Unreadable> {
    weigh(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    for name in book.sheet_names() {
        let rows = sheet(&mut book, &name)?;
        if !rows.is_empty() {
            return Ok(rows);
        }
    }
    Err(Unreadable::Empty)
}

/// Whether it is a workbook, and unfolds to no more than it should: by unfolding it into nothing.
fn weigh(bytes: &[u8]) -> Result<(), Unreadable> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    if archive.len() > FILES {
        return Err(Unreadable::Bomb);
    }
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(Unreadable::NotAList);
    }
    let mut total = 0;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| Unreadable::Broken)?;
        let room = UNFOLDED.saturating_sub(total).saturating_add(1);
        total += copy(&mut file.take(room), &mut sink()).map_err(|_| Unreadable::Broken)?;
        if total > UNFOLDED {
            return Err(Unreadable::Bomb);
        }
    }
    Ok(())
}

type Book<'a> = Xlsx<Cursor<&'a [u8]>>;

fn sheet(book: &mut Book<'_>, name: &str) -> Result<Vec<Vec<String>>, Unreadable> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| Unreadable::Broken)?;
    while let Some(found) = cells.next_cell().map_err(|_| Unreadable::Broken)? {
        let words = words(found.get_value());
        if !words.is_empty() {
            put(&mut rows, found.get_position(), words)?;
        }
    }
    drop(cells);
    let mut cells = book.worksheet_cells_reader(name).map_err(|_| Unreadable::Broken)?;
    while let Some(found) = cells.next_formula().map_err(|_| Unreadable::Broken)? {
        let formula = found.get_value();
        if !formula.is_empty() {
            put(&mut rows, found.get_position(), cell(&format!("={formula}")))?;
        }
    }
    Ok(rows)
}

/// Puts a cell where it belongs.
fn put(
    rows: &mut Vec<Vec<String>>,
    (row, column): (u32, u32),
    words: String,
) -> Result<(), Unreadable> {
    let (row, column) = (row as usize, column as usize);
    if row > MOST_ROWS {
        return Err(Unreadable::TooManyRows);
    }
    if column >= MOST_COLUMNS {
        return Err(Unreadable::TooManyColumns);
    }
    if rows.len() <= row {
        rows.resize_with(row + 1, Vec::new);
    }
    if let Some(cells) = rows.get_mut(row) {
        if cells.len() <= column {
            cells.resize_with(column + 1, String::new);
        }
        if let Some(there) = cells.get_mut(column) {
            *there = words;
        }
    }
    Ok(())
}

/// A cell as people read it: a whole number without its fraction, which a phone number may be.
fn words(value: &DataRef<'_>) -> String {
    match value {
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            cell(text)
        }
        DataRef::SharedString(text) => cell(text),
        DataRef::Float(number) => number.to_string(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "oui" } else { "non" }.to_owned(),
        DataRef::DateTime(date) => date.as_f64().to_string(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}
