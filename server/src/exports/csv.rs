//! CSV for Excel as set up in France: UTF-8 with a mark, semicolons, every cell quoted.

use std::future::ready;

use axum::body::Bytes;
use futures_util::stream::{Stream, StreamExt, once, try_unfold};
use store::Store;

use super::List;
use super::cell::{Cell, Row};
use super::rows::Rows;

/// By this mark Excel knows that the text is UTF-8.
const BOM: &str = "\u{feff}";

/// What begins a formula, in the widths a keyboard can produce.
const FORMULA: [char; 12] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫'];

/// A list as CSV. The first page is read before this returns, so that a database that is busy can
/// still be answered with a page; a fault further on breaks the download off.
///
/// # Errors
/// No programme has been imported, or the database failed.
pub async fn csv(
    store: Store,
    list: List,
) -> Result<impl Stream<Item = Result<Bytes, store::Error>> + Send + 'static, store::Error> {
    let mut rows = Rows::open(store, list).await?;
    let headings = rows.columns().into_iter().map(|column| Cell::Text(column.heading)).collect();
    let mut start = String::from(BOM);
    write_row(&mut start, &headings);
    if let Some(page) = rows.page().await? {
        write_rows(&mut start, &page);
    }
    Ok(once(ready(Ok(Bytes::from(start)))).chain(try_unfold(rows, next)))
}

/// The beginning of a file: the mark, then the headings.
pub fn first(headings: &[&str]) -> String {
    let mut start = String::from(BOM);
    write_row(&mut start, &headings.iter().map(|heading| Cell::text(*heading)).collect());
    start
}

/// Lines of a file.
pub fn rows(rows: &[Row]) -> String {
    let mut text = String::new();
    write_rows(&mut text, rows);
    text
}

async fn next(mut rows: Rows) -> Result<Option<(Bytes, Rows)>, store::Error> {
    let page = rows.page().await.inspect_err(|error| {
        tracing::error!(%error, "an export was broken off");
    })?;
    Ok(page.map(|page| {
        let mut text = String::new();
        write_rows(&mut text, &page);
        (Bytes::from(text), rows)
    }))
}

fn write_rows(out: &mut String, rows: &[Row]) {
    for row in rows {
        write_row(out, row);
    }
}

fn write_row(out: &mut String, row: &Row) {
    for (index, cell) in row.iter().enumerate() {
        if index > 0 {
            out.push(';');
        }
        out.push('"');
        match cell {
            Cell::Empty => {}
            Cell::Text(words) => write_words(out, words),
            Cell::Number(number) => out.push_str(&number.to_string()),
            Cell::When(at, precision) => out.push_str(&precision.show(*at)),
        }
        out.push('"');
    }
    out.push_str("\r\n");
}

/// Words with quotes doubled and formulas disarmed by an apostrophe. Inside the cell too, after
/// what another country's Excel takes for the end of a cell.
fn write_words(out: &mut String, words: &str) {
    if begins_formula(words) {
        out.push('\'');
    }
    let mut rest = words.chars();
    while let Some(c) = rest.next() {
        out.push(c);
        match c {
            '"' => out.push('"'),
            ',' | ';' | '\t' | '\r' | '\n' if begins_formula(rest.as_str()) => out.push('\''),
            _ => {}
        }
    }
}

fn begins_formula(words: &str) -> bool {
    let unseen = |c: char| c.is_whitespace() || c.is_control() || c == '"' || is_invisible(c);
    words.starts_with(['\t', '\r', '\n']) || words.trim_start_matches(unseen).starts_with(FORMULA)
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
