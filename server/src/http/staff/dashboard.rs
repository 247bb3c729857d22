//! `/organisation`: how the conference stands.

mod attention;
mod charts;
pub mod projector;

use std::sync::Arc;

use app::components::LIVE_SCRIPT;
use app::pages::staff::{DashboardBody, DashboardPage, DashboardView};
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use domain::programme::Programme;
use leptos::prelude::*;
use store::figures;

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::render::{Answer, fragment, fragment_html};
use crate::state::App;

/// `GET /organisation`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let (programme, dashboard) = load(&app).await?;
    let now = now();
    let page = staff_page(&app, &member, "Tableau de bord", "/organisation").await?;
    let page = page.with_module(LIVE_SCRIPT);
    Ok(page.show(&app, move || view! { <DashboardPage programme dashboard now/> }).await)
}

/// `GET /organisation/tableau`: the part of it that changes, for the page that is open.
pub async fn live(State(app): State<App>, headers: HeaderMap) -> Answer {
    let (programme, dashboard) = load(&app).await?;
    let html = fragment_html(move || view! { <DashboardBody programme dashboard/> });
    Ok(fragment(&headers, html))
}

async fn load(app: &App) -> Result<(Arc<Programme>, DashboardView), store::Error> {
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let people = figures::people(&mut conn).await?;
    let present = figures::by_session(&mut conn).await?;
    let dashboard = DashboardView {
        registered: people.registered,
        waiting: people.waiting,
        cancelled: people.cancelled,
        arrived: people.arrived,
        present: present.into_iter().collect(),
        attention: attention::of(app, &mut conn, &programme, people, now()).await?,
        charts: charts::of(&mut conn, &programme, now()).await?,
    };
    Ok((programme, dashboard))
}
