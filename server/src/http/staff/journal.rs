//! `/organisation/journal`: who did what to what, when.

use std::collections::HashMap;

use app::pages::staff::journal::SIZE;
use app::pages::staff::{JournalLine, JournalPage, JournalView};
use axum::Extension;
use axum::extract::{Query, State};
use leptos::prelude::*;
use store::{Conn, journal, participants};
use uuid::Uuid;

use super::{Asked, journal_line, offset, staff_page};
use crate::access::Member;
use crate::render::Answer;
use crate::state::App;

/// `GET /organisation/journal`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Answer {
    let journal = load(&app, &asked).await?;
    let page = staff_page(&app, &member, "Journal", "/organisation/journal").await?;
    Ok(page.show(&app, move || view! { <JournalPage journal/> }).await)
}

async fn load(app: &App, asked: &Asked) -> Result<JournalView, store::Error> {
    let mut conn = app.store.reader().await?;
    let total = journal::total(&mut conn).await?;
    let page = asked.page(total, SIZE);
    let kept = journal::list(&mut conn, offset(page, SIZE), SIZE).await?;
    let mut names = HashMap::new();
    let mut lines = Vec::with_capacity(kept.len());
    for line in kept {
        lines.push(named(&mut conn, &mut names, journal_line(line)).await?);
    }
    Ok(JournalView { lines, total, page })
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
