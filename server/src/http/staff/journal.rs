//! `/organisation/journal`: who did what to what, when, from which value to which.

mod file;

use std::collections::HashMap;

use app::pages::staff::journal::SIZE;
use app::pages::staff::{JournalFilter, JournalLine, JournalPage, JournalView};
use axum::Extension;
use axum::extract::{Query, State};
use domain::time::Moment;
use jiff::ToSpan;
use jiff::civil::{Date, time};
use leptos::prelude::*;
use serde::Deserialize;
use store::journal::{Filter, SUBJECTS};
use store::{Conn, journal, participants};
use uuid::Uuid;

use super::{journal_line, offset, staff_page};
use crate::access::Member;
use crate::render::Answer;
use crate::state::App;

pub use file::csv;

/// What is asked of the journal. Whatever cannot be read is as if it had not been said.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    qui: String,
    quoi: String,
    du: String,
    au: String,
    page: String,
}

impl Asked {
    /// The question, with the people whose names hold what was typed.
    async fn filter(&self, conn: &mut Conn) -> Result<Filter, store::Error> {
        let text = self.q.trim();
        let mut people = Vec::new();
        if !text.is_empty() {
            let size = u32::try_from(SUBJECTS).unwrap_or(u32::MAX);
            let everybody = participants::Filter::default();
            let found = participants::search(conn, text, everybody, 0, size).await?;
            people = found.participants.into_iter().map(|person| person.id).collect();
        }
        Ok(Filter {
            text: text.to_owned(),
            people,
            actor: self.qui.clone(),
            action: self.quoi.clone(),
            from: midnight(&self.du, 0),
            until: midnight(&self.au, 1),
        })
    }

    /// The question as part of an address.
    fn query(&self) -> String {
        let said = [
            ("q", &self.q),
            ("qui", &self.qui),
            ("quoi", &self.quoi),
            ("du", &self.du),
            ("au", &self.au),
        ];
        let said: Vec<_> = said.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        serde_urlencoded::to_string(said).unwrap_or_default()
    }
}

/// The midnight with which a day in Paris begins, so many days later.
fn midnight(day: &str, later: i64) -> Option<Moment> {
    let day: Date = day.parse().ok()?;
    let day = day.checked_add(later.days()).ok()?;
    Moment::in_paris(day, time(0, 0, 0, 0)).ok()
}

/// `GET /organisation/journal`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Answer {
    let journal = load(&app, asked).await?;
    let page = staff_page(&app, &member, "Journal", "/organisation/journal").await?;
    Ok(page.show(&app, move || view! { <JournalPage journal/> }).await)
}

async fn load(app: &App, asked: Asked) -> Result<JournalView, store::Error> {
    let mut conn = app.store.reader().await?;
    let filter = asked.filter(&mut conn).await?;
    let total = journal::matches(&mut conn, &filter).await?;
    let last = app::pages::staff::pages(total, SIZE);
    let page = asked.page.parse().unwrap_or(1_u32).clamp(1, last);
    let kept = journal::search(&mut conn, &filter, offset(page, SIZE), SIZE).await?;
    let mut names = HashMap::new();
    let mut lines = Vec::with_capacity(kept.len());
    for line in kept {
        lines.push(named(&mut conn, &mut names, journal_line(line)).await?);
    }
    Ok(JournalView {
        lines,
        total,
        page,
        actors: journal::actors(&mut conn).await?,
        actions: journal::actions(&mut conn).await?,
        query: asked.query(),
        filter: JournalFilter {
            text: asked.q,
            actor: asked.qui,
            action: asked.quoi,
            from: asked.du,
            to: asked.au,
        },
    })
}

/// The journal keeps identities, since it is never erased and names are: they are looked up.
async fn named(
    conn: &mut Conn,
    names: &mut HashMap<Uuid, Option<String>>,
    line: JournalLine,
) -> Result<JournalLine, store::Error> {
    let Ok(id) = Uuid::try_parse(&line.subject) else { return Ok(line) };
    let name = match names.get(&id) {
        Some(name) => name.clone(),
        None => participants::by_id(conn, id).await?.map(|person| person.full_name()),
    };
    names.insert(id, name.clone());
    Ok(match name {
        Some(subject) => JournalLine { subject, participant: Some(id), ..line },
        None => JournalLine { subject: "une personne effacée".to_owned(), ..line },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_lasts_from_midnight_to_midnight_in_paris() {
        let hours = |from: &str, until: &str| {
            midnight(until, 1).unwrap().seconds_since(midnight(from, 0).unwrap()) / 3600
        };
        assert_eq!(hours("2026-11-07", "2026-11-07"), 24);
        assert_eq!(hours("2026-10-25", "2026-10-25"), 25);
        assert_eq!(midnight("hier", 0), None);
    }
}
