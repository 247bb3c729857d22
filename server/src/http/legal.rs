//! `/mentions-legales`, `/donnees-personnelles`, `/accessibilite`.

use app::pages::{AccessibilityPage, LegalPage, PrivacyPage};
use axum::extract::State;
use leptos::prelude::*;

use crate::render::{Answer, Page};
use crate::state::App;

/// `/mentions-legales`
pub async fn legal(State(app): State<App>) -> Answer {
    let event = app.store.programme().await?.plan.event.clone();
    let page = Page::public("Mentions légales", "/mentions-legales");
    Ok(page.show(&app, move || view! { <LegalPage event/> }).await)
}

/// `/donnees-personnelles`
pub async fn privacy(State(app): State<App>) -> Answer {
    let event = app.store.programme().await?.plan.event.clone();
    let page = Page::public("Données personnelles", "/donnees-personnelles");
    Ok(page.show(&app, move || view! { <PrivacyPage event/> }).await)
}

/// `/accessibilite`
pub async fn accessibility(State(app): State<App>) -> Answer {
    let event = app.store.programme().await?.plan.event.clone();
    let page = Page::public("Accessibilité\u{a0}: non conforme", "/accessibilite");
    Ok(page.show(&app, move || view! { <AccessibilityPage event/> }).await)
}
