//! `/organisation/programme/{part}/{key}/retirer`: taken out after one question, or why not.

use app::fr;
use app::pages::staff::programme::{PROGRAMME, RemovalPage, RemovalView, part_href};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use domain::programme::{Plan, Programme};
use leptos::prelude::*;
use store::programme::Change;
use uuid::Uuid;

use super::fingerprint;
use super::parts::Part;
use crate::access::Member;
use crate::changing;
use crate::http::form::Fields;
use crate::http::staff::staff_page;
use crate::render::{Answer, Failure};
use crate::state::App;

/// `GET /organisation/programme/{part}/{key}/retirer`
pub async fn ask(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path((slug, key)): Path<(String, String)>,
) -> Answer {
    let programme = app.store.programme().await?;
    let (part, name) = find(&programme.plan, &slug, &key)?;
    let reasons = match without(&programme, part, &key, &member) {
        Ok(proposed) => refusals(changing::try_out(&app.store, proposed).await.map(|_| ()))?,
        Err(conflicts) => conflicts,
    };
    show(&app, &member, view(&programme, part, &key, (name, reasons)), StatusCode::OK).await
}

/// `POST /organisation/programme/{part}/{key}/retirer`
pub async fn remove(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path((slug, key)): Path<(String, String)>,
    fields: Fields,
) -> Answer {
    let programme = app.store.programme().await?;
    let (part, name) = find(&programme.plan, &slug, &key)?;
    let reasons = if fields.text("vu") == fingerprint(&programme.plan) {
        match without(&programme, part, &key, &member) {
            Ok(proposed) => refusals(changing::make(&app.store, proposed).await.map(|_| ()))?,
            Err(conflicts) => conflicts,
        }
    } else {
        vec![fr::team_refusal(&Refusal::ProgrammeChanged)]
    };
    if reasons.is_empty() {
        return Ok(Redirect::to(&format!("{PROGRAMME}?retire")).into_response());
    }
    let view = view(&programme, part, &key, (name, reasons));
    show(&app, &member, view, StatusCode::CONFLICT).await
}

fn find(plan: &Plan, slug: &str, key: &str) -> Result<(Part, String), Failure> {
    let part = Part::parse(slug).filter(|part| part.is_list()).ok_or_else(Failure::not_found)?;
    let name = part.name(plan, key).ok_or_else(Failure::not_found)?;
    Ok((part, name))
}

/// The programme without it, or what then would not go together.
fn without(
    programme: &Programme,
    part: Part,
    key: &str,
    member: &Member,
) -> Result<Change, Vec<String>> {
    let mut plan = programme.plan.clone();
    part.remove(&mut plan, key);
    plan.tidy();
    let conflicts: Vec<_> = plan.conflicts().iter().map(|it| fr::conflict(&plan, it)).collect();
    if conflicts.is_empty() {
        Ok(changing::proposed(Some(programme), plan, &member.email, true))
    } else {
        Err(conflicts)
    }
}

fn refusals(done: Result<(), store::Error>) -> Result<Vec<String>, store::Error> {
    match done {
        Ok(()) => Ok(Vec::new()),
        Err(store::Error::Refused(refusal)) => Ok(vec![fr::team_refusal(&refusal)]),
        Err(error) => Err(error),
    }
}

fn view(
    programme: &Programme,
    part: Part,
    key: &str,
    (name, reasons): (String, Vec<String>),
) -> RemovalView {
    let activity = matches!(part, Part::Workshops | Part::Kiosks);
    let held = programme
        .sessions_of(key)
        .filter(|it| activity && !it.cancelled && (it.seats.taken > 0 || it.waiting > 0));
    let sessions: Vec<(Uuid, String)> =
        held.map(|it| (it.id, format!("{}, {}", it.code, fr::clock(it.span.start())))).collect();
    let back = part_href(part.slug(), Some(key));
    RemovalView {
        name,
        action: format!("{back}/retirer"),
        back,
        seen: fingerprint(&programme.plan),
        reasons,
        sessions,
    }
}

async fn show(app: &App, member: &Member, view: RemovalView, status: StatusCode) -> Answer {
    let page = staff_page(app, member, "Retirer du programme", PROGRAMME).await?.status(status);
    Ok(page.show(app, move || view! { <RemovalPage view/> }).await)
}
