//! `/organisation/projecteur`: arrivals on a wall, without anybody’s name.

use std::collections::HashMap;

use app::components::LIVE_SCRIPT;
use app::pages::staff::dashboard::projector::{ProjectorBody, ProjectorPage, ProjectorView};
use app::shell::Frame;
use axum::extract::State;
use axum::http::HeaderMap;
use domain::programme::{Programme, Session};
use domain::time::Moment;
use leptos::prelude::*;
use store::figures;
use uuid::Uuid;

use super::charts;
use crate::clock::now;
use crate::render::{Answer, Page, fragment, fragment_html};
use crate::state::App;

/// How long before it begins a session is projected, in seconds.
const SOON: i64 = 30 * 60;

/// `GET /organisation/projecteur`
pub async fn show(State(app): State<App>) -> Answer {
    let projector = load(&app).await?;
    let name = app.store.programme().await?.plan.event.short_name.clone();
    let page = Page::private("Projecteur", Frame::Paper).with_module(LIVE_SCRIPT);
    Ok(page.show(&app, move || view! { <ProjectorPage name projector/> }).await)
}

/// `GET /organisation/projecteur/chiffres`: what changes on it.
pub async fn live(State(app): State<App>, headers: HeaderMap) -> Answer {
    let projector = load(&app).await?;
    let html = fragment_html(move || view! { <ProjectorBody projector/> });
    Ok(fragment(&headers, html))
}

async fn load(app: &App) -> Result<ProjectorView, store::Error> {
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let people = figures::people(&mut conn).await?;
    let present = figures::by_session(&mut conn).await?.into_iter().collect();
    Ok(ProjectorView {
        arrived: people.arrived,
        expected: people.registered,
        doors: doors(&programme, &present, now()),
        arrivals: charts::arrivals(&mut conn, &programme).await?,
    })
}

/// The sessions that go on, or begin within half an hour.
fn doors(
    programme: &Programme,
    present: &HashMap<Uuid, u32>,
    now: Moment,
) -> Vec<(String, u32, u32)> {
    let open = |session: &&Session| {
        !session.cancelled
            && session.span.start().plus_seconds(-SOON) <= now
            && now < session.span.end()
    };
    programme
        .sessions
        .iter()
        .filter(open)
        .map(|session| {
            let name = format!("{}, {}", session.code, session.room);
            (name, present.get(&session.id).copied().unwrap_or(0), session.seats.taken)
        })
        .collect()
}
