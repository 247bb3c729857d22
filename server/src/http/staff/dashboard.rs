//! `/organisation`: how the conference stands.

use app::pages::staff::{DashboardPage, DashboardView};
use axum::Extension;
use axum::extract::State;
use leptos::prelude::*;
use store::{figures, letters};

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::render::Answer;
use crate::state::App;

/// `GET /organisation`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    let dashboard = load(&app).await?;
    let page = staff_page(&app, &member, "Tableau de bord", "/organisation").await?;
    Ok(page.show(&app, move || view! { <DashboardPage programme dashboard/> }).await)
}

async fn load(app: &App) -> Result<DashboardView, store::Error> {
    let mut conn = app.store.reader().await?;
    let people = figures::people(&mut conn).await?;
    let present = figures::by_session(&mut conn).await?;
    let [_, _, failed_letters] = letters::totals(&mut conn).await?;
    Ok(DashboardView {
        registered: people.registered,
        waiting: people.waiting,
        cancelled: people.cancelled,
        arrived: people.arrived,
        present: present.into_iter().collect(),
        failed_letters,
        now: now(),
    })
}
