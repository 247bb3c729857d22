//! `/organisation/journal.csv`: the lines of the page, all of them.

use std::collections::HashMap;

use app::fr;
use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use domain::time::Moment;
use futures_util::stream::{StreamExt, once, try_unfold};
use store::journal::{self, Filter};
use uuid::Uuid;

use super::super::journal_line;
use super::{Asked, named};
use crate::access::Member;
use crate::clock::now;
use crate::exports::sheet::{Cell, Precision, Row, first, rows};
use crate::render::Answer;
use crate::state::App;

/// How many lines are read at a time.
const PAGE: u32 = 500;

/// `GET /organisation/journal.csv`: noted in the journal before the first byte leaves.
pub async fn csv(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Answer {
    let at = now();
    let mut conn = app.store.reader().await?;
    let mut filter = asked.filter(&mut conn).await?;
    drop(conn);
    // Whatever happens while it is read stays out: no line is read twice.
    filter.until = Some(filter.until.map_or(at, |until| until.min(at)));
    let query = asked.query();
    app.store
        .write_beside(async move |conn| {
            journal::write(conn, &member.email, "export.journal", "", &query, at).await
        })
        .await?;
    let headings = ["Date et heure", "Qui", "Quoi", "Sur", "Précision", "Avant", "Après"];
    let start = Bytes::from(first(&headings));
    let lines = Lines { app, filter, offset: Some(0), names: HashMap::new() };
    let body = once(std::future::ready(Ok(start))).chain(try_unfold(lines, Lines::next));
    let name = format!("attachment; filename=\"journal-{}.csv\"", at.paris().date());
    let headers = [
        (CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (CONTENT_DISPOSITION, name),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    Ok((headers, Body::from_stream(body)).into_response())
}

/// The lines being read. Between two pages no connection is held.
struct Lines {
    app: App,
    filter: Filter,
    /// Where the next page begins; `None` after the last.
    offset: Option<u32>,
    names: HashMap<Uuid, Option<String>>,
}

impl Lines {
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, store::Error> {
        let Some(offset) = self.offset else { return Ok(None) };
        let mut conn = self.app.store.reader().await?;
        let kept = journal::search(&mut conn, &self.filter, offset, PAGE).await?;
        self.offset = (kept.len() == PAGE as usize).then(|| offset.saturating_add(PAGE));
        let mut page = Vec::with_capacity(kept.len());
        for line in kept {
            let at = line.at;
            let line = named(&mut conn, &mut self.names, journal_line(line)).await?;
            page.push(row(at, line));
        }
        drop(conn);
        Ok(Some((Bytes::from(rows(&page)), self)))
    }
}

fn row(at: i64, line: app::pages::staff::JournalLine) -> Row {
    let side = |value: fn(&(String, String, String)) -> &String| {
        let values =
            line.changes.iter().map(|change| format!("{}\u{a0}: {}", change.0, value(change)));
        values.collect::<Vec<_>>().join("\n")
    };
    vec![
        Cell::When(Moment::from_micros(at), Precision::Second),
        Cell::text(fr::actor(&line.actor)),
        Cell::text(fr::action(&line.action)),
        Cell::text(line.subject.clone()),
        Cell::text(fr::action_detail(&line.action, &line.detail)),
        Cell::text(side(|change| &change.1)),
        Cell::text(side(|change| &change.2)),
    ]
}
