//! `/organisation/exports`: files to take away.

use app::components::FormErrors;
use app::pages::staff::{
    ColumnChoice, ExportPreviewPage, ExportPreviewView, ExportsPage, ExportsView, PREVIEW_ROWS,
};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use domain::checkin::Door;
use domain::programme::Programme;
use leptos::prelude::*;
use store::exports::{choice, remember};
use store::{badges, figures};

use super::sheets::halves;
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

/// Said once a choice was kept.
const KEPT: &str =
    "C’est retenu pour votre compte\u{a0}: vous retrouverez ces colonnes la prochaine fois.";

/// Said when needs are shown.
const LOOKED: &str = "Les besoins sont montrés cette fois seulement\u{a0}: leur colonne n’est pas retenue, et le journal note que vous les avez consultés. Les autres colonnes sont retenues pour votre compte.";

/// `GET /organisation/exports`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    let held = programme.sessions.iter().filter(|session| !session.cancelled).count();
    let mut conn = app.store.reader().await?;
    let fresh = badges::fresh(&mut conn).await?;
    let view = ExportsView {
        // One more for the conference as a whole.
        sheets: u32::try_from(held).unwrap_or(u32::MAX).saturating_add(1),
        halves: halves(&programme).is_some(),
        new_badges: fresh.new,
        outdated_badges: fresh.outdated,
        present: figures::at_door(&mut conn, Door::Main).await?,
    };
    drop(conn);
    let page = staff_page(&app, &member, "Exports", CURRENT).await?;
    Ok(page.show(&app, move || view! { <ExportsPage view/> }).await)
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
    let said = fields.ticked("retenu").then_some(KEPT);
    page(&app, &member, list, choice, FormErrors::default(), said).await
}

/// `POST /organisation/exports/apercu/{list}`: kept for this account, then shown. What is sensitive
/// is shown once, noted in the journal as a look, and not kept.
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
        return page(&app, &member, list, Choice::read(list, &pairs), errors, None).await;
    }
    let choice = allowed(Choice::read(list, &pairs(&fields)), &member);
    keep(&app, member.id, list, choice.clone().without(NEEDS).query()).await?;
    if list == List::Participants && choice.names(NEEDS) {
        note_paper(&app, member.clone(), "needs.look", "").await?;
        return page(&app, &member, list, choice, FormErrors::default(), Some(LOOKED)).await;
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
    said: Option<&'static str>,
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
        said,
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
