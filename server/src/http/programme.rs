//! `/`, `/programme`, `/programme/{code}`.

use std::sync::Arc;

use app::pages::{
    ActivityPage, DayGridPage, Filters, GRID, HomePage, PrintedGridPage, ProgrammePage,
};
use axum::extract::{Path, Query, State};
use domain::programme::Kind;
use leptos::prelude::*;
use serde::Deserialize;

use crate::clock::now;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `/`
pub async fn home(State(app): State<App>) -> Answer {
    let programme = app.store.programme().await?;
    let draw = async || {
        let (page, programme) =
            (Page::public(programme.plan.event.short_name.clone(), "/"), Arc::clone(&programme));
        page.show(&app, move || view! { <HomePage programme now=now()/> }).await
    };
    Ok(app.rendered.page("/".to_owned(), &programme, draw).await)
}

/// What of the programme to show.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    r#type: String,
    theme: String,
}

/// `/programme`
pub async fn list(State(app): State<App>, Query(asked): Query<Asked>) -> Answer {
    let programme = app.store.programme().await?;
    let filters = Filters {
        kind: match asked.r#type.as_str() {
            "atelier" => Some(Kind::Workshop),
            "kiosque" => Some(Kind::Kiosk),
            _ => None,
        },
        theme: programme.theme(&asked.theme).map(|theme| theme.code.clone()),
    };
    let name = filters.href();
    let draw = async || {
        let page = Page::public("Programme", "/programme").with_live_seats();
        let programme = Arc::clone(&programme);
        page.show(&app, move || view! { <ProgrammePage programme filters/> }).await
    };
    Ok(app.rendered.page(name, &programme, draw).await)
}

/// `/programme/grille`
pub async fn grid(State(app): State<App>) -> Answer {
    let programme = app.store.programme().await?;
    let draw = async || {
        let page = Page::public("La journée en un coup d’œil", "/programme").with_live_seats();
        let programme = Arc::clone(&programme);
        page.show(&app, move || view! { <DayGridPage programme/> }).await
    };
    Ok(app.rendered.page(GRID.to_owned(), &programme, draw).await)
}

/// `/programme/grille/imprimer`
pub async fn printed_grid(State(app): State<App>) -> Answer {
    let programme = app.store.programme().await?;
    let page = Page::paper("La journée en un coup d’œil").with_print_button();
    Ok(page.show(&app, move || view! { <PrintedGridPage programme/> }).await)
}

/// `/programme/{code}`
pub async fn show(State(app): State<App>, Path(code): Path<String>) -> Answer {
    let programme = app.store.programme().await?;
    let activity = programme.activity(&code).cloned().ok_or_else(Failure::not_found)?;
    let page = Page::public(format!("{} {}", activity.code, activity.title), "").with_live_seats();
    Ok(page.show(&app, move || view! { <ActivityPage programme activity/> }).await)
}
