//! `/inscription`: the form, and what becomes of it.

use std::sync::Arc;

use app::components::FormErrors;
use app::pages::{AlreadyRegisteredPage, ErrorKind, RegistrationPage};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::participant::{FilledBy, RegistrationForm};
use domain::programme::Programme;
use leptos::prelude::*;
use store::participants::{self, Outcome};
use uuid::Uuid;

use crate::client::Address;
use crate::clock::now;
use crate::http::form::{Fields, sentences};
use crate::registering::record;
use crate::render::{Answer, Page};
use crate::state::App;

/// `GET /inscription`
pub async fn new(State(app): State<App>) -> Answer {
    let programme = app.store.programme().await?;
    if let Some(refusal) = closed(&programme) {
        return Err(ErrorKind::Refused(app::fr::refusal(&refusal)).into());
    }
    let errors = FormErrors::default();
    Ok(form(&app, programme, RegistrationForm::default(), errors, Uuid::now_v7()).await)
}

/// `POST /inscription`
pub async fn create(State(app): State<App>, Address(address): Address, fields: Fields) -> Answer {
    let programme = app.store.programme().await?;
    let key = Uuid::try_parse(&fields.text("key")).unwrap_or_else(|_| Uuid::now_v7());
    let typed = fields.registration();
    let registration = match typed.read(FilledBy::Themselves) {
        Ok(registration) => registration,
        Err(faults) => return Ok(form(&app, programme, typed, sentences(&faults), key).await),
    };
    if fields.ticked("website") {
        // A robot is told what a person would be, and nothing is recorded.
        return Ok(already(&app).await);
    }
    if !app.throttles.registration.allows(&address.to_string()) {
        return Err(ErrorKind::Refused(app::fr::refusal(&Refusal::Throttled)).into());
    }
    let (outcome, who) = record(&app, registration, key, None).await?;
    match outcome {
        Outcome::AlreadyThere(_) => Ok(already(&app).await),
        Outcome::Registered | Outcome::Waiting | Outcome::Repeated(_) => {
            Ok(to_ticket(&app, who).await?)
        }
    }
}

async fn to_ticket(app: &App, who: Uuid) -> Result<Response, store::Error> {
    let mut conn = app.store.reader().await?;
    let participant = participants::by_id(&mut conn, who).await?.ok_or(Refusal::NotFound)?;
    Ok(Redirect::to(&format!("/billet/{}?inscrit", app.link_secret(&participant))).into_response())
}

/// Why nobody can register now, if so.
pub(super) fn closed(programme: &Programme) -> Option<Refusal> {
    let window = programme.plan.event.registration;
    let at = now();
    if at < window.start() {
        return Some(Refusal::RegistrationNotOpen { opens: window.start() });
    }
    (at >= window.end()).then_some(Refusal::RegistrationClosed)
}

async fn form(
    app: &App,
    programme: Arc<Programme>,
    form: RegistrationForm,
    errors: FormErrors,
    key: Uuid,
) -> Response {
    let page = Page::public("Inscription", "/inscription");
    let page = if errors.is_empty() { page } else { page.refused() };
    page.unkept().show(app, move || view! { <RegistrationPage programme form errors key/> }).await
}

/// What is told about an address that is registered already.
pub(super) async fn already(app: &App) -> Response {
    let mail = app.config.smtp_url.is_some();
    Page::public("Déjà inscrit·e", "/inscription")
        .unkept()
        .show(app, move || view! { <AlreadyRegisteredPage mail/> })
        .await
}
