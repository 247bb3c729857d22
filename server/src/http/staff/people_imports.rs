//! `/organisation/participants/import`: a list of people, read, put right, then applied whole.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::people_import::{
    HERE, IMPORT_SCRIPT, ImportDonePage, ImportDoneView, ImportPage, ImportPreviewPage, RowTone,
};
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::header::REFRESH;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Redirect};
use domain::people_list::Column;
use leptos::prelude::*;
use serde::Deserialize;
use store::people_imports::{self, Import, State as Stands};
use uuid::Uuid;

use super::people_import_view::preview;
use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::http::upload::{LIMIT, Upload};
use crate::importing::file::{Unreadable, rows};
use crate::importing::{Draft, start};
use crate::render::{Answer, Failure};
use crate::state::App;

/// How long a list that nobody here applies is waited for, in seconds: longer than any unit may take.
const GIVEN_UP: i64 = 180;

const LIST: &str = "/organisation/participants";

/// `GET /organisation/participants/import`
pub async fn ask(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    choose(&app, &member, FormErrors::default()).await
}

async fn choose(app: &App, member: &Member, errors: FormErrors) -> Answer {
    let mut conn = app.store.reader().await?;
    let draft = people_imports::draft_of(&mut conn, member.id).await?;
    drop(conn);
    let most = u32::try_from(LIMIT / (1024 * 1024)).unwrap_or(u32::MAX);
    let page = staff_page(app, member, "Importer une liste", LIST).await?;
    let page = if errors.is_empty() { page } else { page.refused() }.with_module(IMPORT_SCRIPT);
    Ok(page.show(app, move || view! { <ImportPage errors most draft/> }).await)
}

/// `POST /organisation/participants/import`: the file itself.
pub async fn read(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    upload: Upload,
) -> Answer {
    let Upload { name, bytes } = upload;
    let read = match bytes {
        Some(bytes) => tokio::task::spawn_blocking(move || rows(&bytes))
            .await
            .unwrap_or(Err(Unreadable::Broken)),
        None => Err(Unreadable::TooLarge),
    };
    let draft = match read {
        Ok(rows) => Draft::of(rows),
        Err(why) => return choose(&app, &member, one_error("file", unreadable(why))).await,
    };
    let (id, account, content, at) = (Uuid::now_v7(), member.id, draft.content(), now());
    app.store
        .write_beside(async move |conn| {
            people_imports::begin(conn, id, account, &name, content, at).await
        })
        .await?;
    Ok(Redirect::to(&format!("{HERE}/{id}")).into_response())
}

/// Why a file cannot be read, and what to do.
fn unreadable(why: Unreadable) -> &'static str {
    match why {
        Unreadable::Empty => "Ce fichier est vide. Choisissez celui qui contient la liste.",
        Unreadable::TooLarge => {
            "Ce fichier est trop lourd\u{a0}: 5\u{a0}Mo au plus. Gardez seulement la feuille et les colonnes utiles, ou coupez la liste en deux."
        }
        Unreadable::OldWorkbook => {
            "C’est un ancien classeur (.xls), ou un classeur protégé par un mot de passe. Dans Excel, enregistrez-le sans mot de passe au format .xlsx ou CSV."
        }
        Unreadable::NotAList => {
            "Ce fichier n’est pas une liste\u{a0}: il faut un classeur .xlsx ou un fichier CSV."
        }
        Unreadable::Bomb => {
            "Ce classeur se déplie en un fichier démesuré\u{a0}: il n’a pas été ouvert. Enregistrez la liste au format CSV."
        }
        Unreadable::Broken => {
            "Ce fichier est abîmé\u{a0}: il commence bien mais ne se lit pas jusqu’au bout. Ouvrez-le dans un tableur et enregistrez-le à nouveau."
        }
        Unreadable::OpenQuote => {
            "Un guillemet est ouvert et jamais refermé dans ce fichier CSV. Corrigez-le, ou enregistrez la liste au format .xlsx."
        }
        Unreadable::TooManyRows => {
            "Cette liste a plus de 10\u{202f}000\u{a0}lignes. Coupez-la en plusieurs fichiers."
        }
        Unreadable::TooManyColumns => {
            "Cette liste a plus de 60\u{a0}colonnes. Gardez seulement celles qui sont utiles."
        }
    }
}

/// What part of a list is shown.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    pub(super) voir: String,
    pub(super) page: String,
}

impl Shown {
    pub(super) fn tone(&self) -> Option<RowTone> {
        RowTone::ALL.into_iter().find(|tone| tone.as_str() == self.voir)
    }
}

/// `GET /organisation/participants/import/{id}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    Query(shown): Query<Shown>,
) -> Answer {
    page(&app, &member, id, &shown, None).await
}

async fn kept(app: &App, id: Uuid) -> Result<Import, Failure> {
    let mut conn = app.store.reader().await?;
    let import = people_imports::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    let late = now() > import.touched_at.plus_seconds(GIVEN_UP);
    if import.state != Stands::Running || !late || app.imports.progress(id).is_some() {
        return Ok(import);
    }
    // The process that applied it is gone, and with it all that it had done.
    drop(conn);
    let failure = fr::import::FAILED;
    app.store
        .write_beside(async move |conn| people_imports::give_up(conn, id, failure).await)
        .await?;
    let mut conn = app.store.reader().await?;
    people_imports::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)
}

async fn page(
    app: &App,
    member: &Member,
    id: Uuid,
    shown: &Shown,
    refused: Option<String>,
) -> Answer {
    let import = kept(app, id).await?;
    if import.state != Stands::Draft {
        return done(app, member, import).await;
    }
    let refused = refused.or_else(|| Some(import.failure.clone()).filter(|why| !why.is_empty()));
    let status = if refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let list = preview(app, &import, shown, refused).await?;
    let page = staff_page(app, member, "Relire une liste", LIST).await?.status(status);
    Ok(page.show(app, move || view! { <ImportPreviewPage list/> }).await)
}

async fn done(app: &App, member: &Member, import: Import) -> Answer {
    let over = import.state == Stands::Done;
    let view = ImportDoneView {
        progress: app.imports.progress(import.id),
        file_name: import.file_name,
        over,
        added: import.added,
        changed: import.changed,
        waiting: import.waiting,
    };
    let title = if over { "Liste importée" } else { "Import en cours" };
    let page = staff_page(app, member, title, LIST).await?;
    let mut answer = page.show(app, move || view! { <ImportDonePage import=view/> }).await;
    if !over {
        answer.headers_mut().insert(REFRESH, HeaderValue::from_static("1"));
    }
    Ok(answer)
}

/// Changes a draft and shows it again.
async fn change(app: &App, id: Uuid, change: impl FnOnce(&mut Draft)) -> Result<(), Failure> {
    let import = kept(app, id).await?;
    if import.state != Stands::Draft {
        return Ok(());
    }
    let mut draft = Draft::kept(&import)?;
    change(&mut draft);
    let content = draft.content();
    app.store
        .write_beside(async move |conn| people_imports::put_content(conn, id, content).await)
        .await?;
    Ok(())
}

/// `POST /organisation/participants/import/{id}/colonnes`
pub async fn set_columns(State(app): State<App>, Path(id): Path<Uuid>, fields: Fields) -> Answer {
    change(&app, id, |draft| {
        let columns = fields.all("colonne").map(Column::parse);
        draft.layout.columns = columns.take(draft.layout.columns.len()).collect();
        draft.layout.headed = fields.ticked("titres");
    })
    .await?;
    Ok(Redirect::to(&format!("{HERE}/{id}")).into_response())
}

/// `POST /organisation/participants/import/{id}/corriger`
pub async fn correct(State(app): State<App>, Path(id): Path<Uuid>, fields: Fields) -> Answer {
    change(&app, id, |draft| {
        let places = |name: &str| -> Vec<usize> {
            fields.all(name).filter_map(|place| place.parse().ok()).collect()
        };
        let skipped = places("laisser");
        for place in places("ligne") {
            if skipped.contains(&place) {
                draft.skipped.insert(place);
            } else {
                draft.skipped.remove(&place);
            }
        }
        for (name, value) in fields.iter() {
            let Some((row, column)) = name.strip_prefix("c-").and_then(|at| at.split_once('-'))
            else {
                continue;
            };
            if let (Ok(row), Ok(column)) = (row.parse::<usize>(), column.parse::<usize>()) {
                put(draft, row, column, value);
            }
        }
    })
    .await?;
    let back = [("voir", fields.text("voir")), ("page", fields.text("page"))];
    let back = serde_urlencoded::to_string(back).unwrap_or_default();
    Ok(Redirect::to(&format!("{HERE}/{id}?{back}")).into_response())
}

/// Puts a corrected cell into a row that is there, in a column that is there.
fn put(draft: &mut Draft, row: usize, column: usize, value: &str) {
    let width = draft.layout.columns.len();
    let Some(cells) = draft.rows.get_mut(row).filter(|_| column < width) else { return };
    if cells.len() <= column {
        cells.resize_with(column + 1, String::new);
    }
    if let Some(cell) = cells.get_mut(column) {
        *cell = value.chars().take(domain::people_list::MOST_CELL).collect();
    }
}

/// `POST /organisation/participants/import/{id}/appliquer`
pub async fn apply(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    if start(&app, &member, id).await? {
        return Ok(Redirect::to(&format!("{HERE}/{id}")).into_response());
    }
    let refused = fr::import::NOT_READY.to_owned();
    let shown = Shown { voir: RowTone::Refused.as_str().to_owned(), page: String::new() };
    page(&app, &member, id, &shown, Some(refused)).await
}
