//! `/organisation/exports`: files to take away.

use app::components::FormErrors;
use app::pages::staff::{
    ColumnChoice, ExportPreviewPage, ExportPreviewView, ExportsPage, PREVIEW_ROWS,
};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use domain::programme::Programme;
use leptos::prelude::*;
use store::badges;
use store::exports::{choice, present, remember};

use super::{note_paper, staff_page};
use crate::access::Member;
use crate::clock::now;
use crate::exports::{
    Choice, ExportError, List, NEEDS, Preview, download, parse_file, preview, workbook,
};
use crate::http::form::{Fields, one_error};
use crate::render::{Answer, Failure, fault};
use crate::state::App;

const CURRENT: &str = "/organisation/exports";

/// `GET /organisation/exports`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    let held = programme.sessions.iter().filter(|session| !session.cancelled).count();
    // One more for the conference as a whole.
    let sheets = number(held).saturating_add(1);
    let mut conn = app.store.reader().await?;
    let badges =
        number(badges::all(&mut conn).await?.iter().filter(|row| row.printed == 0).count());
    let present = number(present(&mut conn).await?.len());
    drop(conn);
    let page = staff_page(&app, &member, "Exports", CURRENT).await?;
    Ok(page.show(&app, move || view! { <ExportsPage sheets badges present/> }).await)
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// `GET /organisation/exports/{file}`: noted in the journal before the first byte leaves.
pub async fn file(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(file): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let (list, format) = parse_file(&file).ok_or_else(Failure::not_found)?;
    let choice = allowed(Choice::parse(list, &query.unwrap_or_default()), &member);
    let named =
        if list == List::Participants && choice.names(NEEDS) { ", avec les besoins" } else { "" };
    let detail = format!("{}{named}", format.as_str());
    note_paper(&app, member, action(list), &detail).await?;
    answered(download(app.store.clone(), list, choice, format, now()).await)
}

/// `GET /organisation/exports/classeur.xlsx`: every list, a sheet each.
pub async fn all(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    note_paper(&app, member, "export.classeur", "xlsx").await?;
    answered(workbook(app.store.clone(), now()).await)
}

fn answered(made: Result<impl IntoResponse, ExportError>) -> Answer {
    match made {
        Ok(download) => Ok(download.into_response()),
        Err(ExportError::Store(error)) => Err(error.into()),
        Err(error) => Err(fault(&error).into()),
    }
}

fn action(list: List) -> &'static str {
    match list {
        List::Participants => "export.participants",
        List::Sessions => "export.seances",
        List::Seated => "export.inscriptions",
        List::Checkins => "export.pointages",
        List::Waiting => "export.attente",
        List::Wishes => "export.voeux",
        List::Letters => "export.courriels",
        List::Needs => "export.besoins",
    }
}

/// What people need is for two roles, whoever reaches the list.
fn allowed(choice: Choice, member: &Member) -> Choice {
    if member.role.reads_needs() { choice } else { choice.without(NEEDS) }
}

/// `GET /organisation/exports/apercu/{list}`: as it was wanted last.
pub async fn look(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    fields: Fields,
) -> Answer {
    let list = List::parse(&word).ok_or_else(Failure::not_found)?;
    let kept = choice(&mut app.store.reader().await?, member.id, &word).await?.unwrap_or_default();
    let choice = Choice::parse(list, &kept);
    page(&app, &member, list, choice, FormErrors::default(), fields.ticked("retenu")).await
}

/// `POST /organisation/exports/apercu/{list}`: kept for this account, then shown. What is sensitive
/// is shown once and not kept.
pub async fn choose(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    fields: Fields,
) -> Answer {
    let list = List::parse(&word).ok_or_else(Failure::not_found)?;
    let address = format!("{CURRENT}/apercu/{word}");
    if fields.ticked("tout") {
        keep(&app, member.id, list, String::new()).await?;
        return Ok(Redirect::to(&address).into_response());
    }
    if fields.all("colonnes").next().is_none() {
        let errors = one_error("colonnes", "Cochez au moins une colonne.");
        let mut pairs = vec![("etat".to_owned(), fields.text("etat"))];
        pairs.push(("seance".to_owned(), fields.text("seance")));
        return page(&app, &member, list, Choice::read(list, &pairs), errors, false).await;
    }
    let choice = allowed(Choice::read(list, &pairs(&fields)), &member);
    keep(&app, member.id, list, choice.clone().without(NEEDS).query()).await?;
    if list == List::Participants && choice.names(NEEDS) {
        return page(&app, &member, list, choice, FormErrors::default(), true).await;
    }
    Ok(Redirect::to(&format!("{address}?retenu=oui")).into_response())
}

fn pairs(fields: &Fields) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}

async fn keep(
    app: &App,
    account: uuid::Uuid,
    list: List,
    query: String,
) -> Result<(), store::Error> {
    app.store
        .write_beside(async move |conn| remember(conn, account, list.as_str(), &query).await)
        .await
}

async fn page(
    app: &App,
    member: &Member,
    list: List,
    choice: Choice,
    errors: FormErrors,
    kept: bool,
) -> Answer {
    let programme = app.store.programme().await?;
    let shown = preview(app.store.clone(), list, choice.clone(), PREVIEW_ROWS).await?;
    let Preview { columns, headings, rows, more } = shown;
    let hidden = !member.role.reads_needs();
    let columns = columns
        .into_iter()
        .filter(|(.., sensitive)| !(*sensitive && hidden))
        .map(|(key, heading, wanted, sensitive)| ColumnChoice { key, heading, wanted, sensitive });
    let refused = !errors.is_empty();
    let view = ExportPreviewView {
        list: list.as_str(),
        title: list.title(),
        states: list.states(),
        state: choice.state.clone(),
        sessions: if list.by_session() { activities(&programme, list) } else { Vec::new() },
        session: choice.session.clone(),
        columns: columns.collect(),
        headings,
        rows,
        more,
        query: choice.query(),
        errors,
        kept,
    };
    let page = staff_page(app, member, list.title(), CURRENT).await?;
    let page = if refused { page.refused() } else { page };
    Ok(page.show(app, move || view! { <ExportPreviewPage view/> }).await)
}

/// What the rows can be of: each activity, and the entrance where that is a door or a line.
fn activities(programme: &Programme, list: List) -> Vec<(String, String)> {
    let entrance = matches!(list, List::Checkins | List::Waiting)
        .then(|| ("entree".to_owned(), "La conférence".to_owned()));
    let activities = programme.plan.activities.iter();
    entrance
        .into_iter()
        .chain(activities.map(|one| (one.code.clone(), format!("{} · {}", one.code, one.title))))
        .collect()
}
