//! JSON for programs: a list of objects named by the keys of the columns, times as RFC 3339.

use std::future::ready;

use axum::body::Bytes;
use futures_util::stream::{Stream, StreamExt, once, try_unfold};
use serde_json::{Map, Value};
use store::Store;

use super::cell::{Cell, Column, Row};
use super::rows::Rows;
use super::{Choice, List};

/// A list as JSON, one object a line. The first page is read before this returns, as for CSV.
///
/// # Errors
/// No programme has been imported, or the database failed.
pub async fn json(
    store: Store,
    list: List,
    choice: Choice,
) -> Result<impl Stream<Item = Result<Bytes, store::Error>> + Send + 'static, store::Error> {
    let mut rows = Rows::open(store, list, choice).await?;
    let columns = rows.columns();
    let mut start = String::from("[");
    let mut first = true;
    if let Some(page) = rows.page().await? {
        write_rows(&mut start, &columns, page, &mut first);
    }
    let rest = try_unfold(Some((rows, columns, first)), next);
    Ok(once(ready(Ok(Bytes::from(start)))).chain(rest))
}

type Reading = Option<(Rows, Vec<Column>, bool)>;

async fn next(reading: Reading) -> Result<Option<(Bytes, Reading)>, store::Error> {
    let Some((mut rows, columns, mut first)) = reading else { return Ok(None) };
    let page = rows.page().await.inspect_err(|error| {
        tracing::error!(%error, "an export was broken off");
    })?;
    let Some(page) = page else { return Ok(Some((Bytes::from("\n]\n"), None))) };
    let mut text = String::new();
    write_rows(&mut text, &columns, page, &mut first);
    Ok(Some((Bytes::from(text), Some((rows, columns, first)))))
}

fn write_rows(out: &mut String, columns: &[Column], rows: Vec<Row>, first: &mut bool) {
    for row in rows {
        out.push_str(if std::mem::take(first) { "\n" } else { ",\n" });
        let object: Map<_, _> = columns
            .iter()
            .map(|column| column.key.clone())
            .zip(row.into_iter().map(value))
            .collect();
        out.push_str(&Value::Object(object).to_string());
    }
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(words) => words.into(),
        Cell::Number(number) => number.into(),
        Cell::When(at, _) => at.rfc3339().into(),
    }
}
