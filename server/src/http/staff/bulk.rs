//! `/organisation/participants/selection`: one act on everybody who is ticked, shown before it is
//! done, and taken back while its letters wait.

use app::components::Tone;
use app::fr;
use app::pages::staff::{BatchPage, BatchView, BulkPage, BulkView, Foreseen};
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use domain::Refusal;
use leptos::prelude::*;
use serde::Deserialize;
use store::journal;
use store::participants::bulk::{self, Act, Done, Order};
use store::participants::selection;
use uuid::Uuid;

use super::seats::in_words;
use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

const LIST: &str = "/organisation/participants";

/// What is to be done.
#[derive(Debug, Deserialize)]
pub struct Asked {
    acte: String,
    #[serde(default)]
    seance: String,
}

impl Asked {
    fn act(&self) -> Result<Act, Failure> {
        let session = Uuid::try_parse(&self.seance).ok();
        Act::parse(&self.acte, session).ok_or_else(Failure::not_found)
    }
}

/// `GET /organisation/participants/selection`
pub async fn ask(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Answer {
    let act = asked.act()?;
    let mut conn = app.store.reader().await?;
    let (_, selected) = selection::among(&mut conn, member.id, &[]).await?;
    drop(conn);
    if selected == 0 {
        return Ok(Redirect::to(&format!("{LIST}?dit=personne")).into_response());
    }
    let (key, account, actor) = (Uuid::now_v7(), member.id, member.email.clone());
    let order = Order { id: key, act, account, actor };
    let report = bulk::preview(&app.store, order, now()).await?;
    let view = BulkView {
        key,
        act: act.as_str(),
        session_name: session_name(&app, act).await?,
        session: asked.seance,
        changed: report.changed(),
        letters: report.letters,
        others: report.others,
        people: report.people.into_iter().map(|line| foreseen(act, line)).collect(),
    };
    let page = staff_page(&app, &member, "Agir sur la sélection", LIST).await?;
    Ok(page.show(&app, move || view! { <BulkPage bulk=view/> }).await)
}

async fn session_name(app: &App, act: Act) -> Result<String, store::Error> {
    let Act::Seat(session) = act else { return Ok(String::new()) };
    Ok(in_words(&*app.store.programme().await?, session))
}

fn foreseen(act: Act, (id, full_name, done): (Uuid, String, Done)) -> Foreseen {
    let (tone, words) = match done {
        Done::Changed => (Tone::Accepted, fr::bulk::does(act.as_str()).to_owned()),
        Done::Swapped(old) => {
            (Tone::Accepted, format!("{}, à la place de {old}", fr::bulk::does(act.as_str())))
        }
        Done::Waits => {
            (Tone::Attention, "en fin de liste d’attente\u{a0}: c’est complet".to_owned())
        }
        Done::Same => (Tone::Quiet, fr::bulk::same(act.as_str()).to_owned()),
        Done::NoAddress => (Tone::Attention, "pas d’adresse e-mail".to_owned()),
        Done::Refused(refusal) => (Tone::Refused, fr::team_refusal(&refusal)),
    };
    Foreseen { id, full_name, tone, words }
}

/// `POST /organisation/participants/selection`
pub async fn apply(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let asked = Asked { acte: fields.text("acte"), seance: fields.text("seance") };
    let (id, act, at) = (fields.id("key")?, asked.act()?, now());
    let order = Order { id, act, account: member.id, actor: member.email.clone() };
    app.store
        .write_long(async move |conn| {
            let Some(report) = bulk::apply(conn, &order, at).await? else { return Ok(()) };
            let people = fr::count(report.changed(), "personne", "personnes");
            journal::write(conn, &order.actor, "batch.apply", &people, act.as_str(), at).await
        })
        .await?;
    Ok(Redirect::to(&format!("{LIST}/selection/{id}")).into_response())
}

/// `GET /organisation/participants/selection/{id}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    page(&app, &member, id, None).await
}

/// `POST /organisation/participants/selection/{id}/defaire`
pub async fn undo(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let (at, actor) = (now(), member.email.clone());
    let undone = app
        .store
        .write_long(async move |conn| {
            if bulk::undo(conn, id, &actor, at).await? {
                let batch = bulk::batch(conn, id).await?.ok_or(Refusal::NotFound)?;
                let people = fr::count(batch.people, "personne", "personnes");
                let act = batch.act.as_str();
                journal::write(conn, &actor, "batch.undo", &people, act, at).await?;
            }
            Ok(())
        })
        .await;
    match undone {
        Ok(()) => Ok(Redirect::to(&format!("{LIST}/selection/{id}")).into_response()),
        Err(store::Error::Refused(refusal)) if refusal != Refusal::NotFound => {
            page(&app, &member, id, Some(fr::team_refusal(&refusal))).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn page(app: &App, member: &Member, id: Uuid, refused: Option<String>) -> Answer {
    let mut conn = app.store.reader().await?;
    let batch = bulk::batch(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    drop(conn);
    let session = session_name(app, batch.act).await?;
    let status = if refused.is_some() { StatusCode::CONFLICT } else { StatusCode::OK };
    let view = BatchView {
        id,
        did: fr::bulk::did(batch.act.as_str(), batch.people, &session),
        leaves_at: batch.leaves_at,
        letters: batch.letters,
        mail: app.config.smtp_url.is_some(),
        undone_at: batch.undone_at,
        refused,
    };
    let page = staff_page(app, member, "Sélection", LIST).await?.status(status);
    Ok(page.show(app, move || view! { <BatchPage batch=view/> }).await)
}
