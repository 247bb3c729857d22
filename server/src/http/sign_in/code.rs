//! `/connexion/code`: the second factor, once the password was right.

use app::components::FormErrors;
use app::fr;
use app::pages::SignInCodePage;
use app::shell::Frame;
use axum::extract::{Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::accounts::{self, Account};
use store::journal;

use super::{Asked, let_in, local};
use crate::clock::now;
use crate::device;
use crate::http::form::{Fields, one_error};
use crate::render::{Answer, Page};
use crate::second_factor::{SecondFactor, recovery_hash};
use crate::session;
use crate::state::App;

/// `GET /connexion/code`
pub async fn ask(State(app): State<App>, headers: HeaderMap, Query(asked): Query<Asked>) -> Answer {
    if session::awaiting_code(&app, &headers).await?.is_none() {
        return Ok(Redirect::to("/connexion").into_response());
    }
    Ok(form(&app, FormErrors::default(), asked.suite).await)
}

/// `POST /connexion/code`
pub async fn check(State(app): State<App>, headers: HeaderMap, fields: Fields) -> Answer {
    let Some(account) = session::awaiting_code(&app, &headers).await? else {
        return Ok(Redirect::to("/connexion").into_response());
    };
    let (typed, next) = (fields.text("code"), fields.text("suite"));
    let known = device::known(&app, account.id, &headers);
    let who = known.map_or_else(|| account.id.to_string(), |n| format!("{} {n}", account.id));
    if let Err(seconds) = app.throttles.codes.begin(&who) {
        let errors = one_error("code", fr::too_many_tries(seconds));
        return Ok(form(&app, errors, next).await);
    }
    if !is_right(&app, &account, &typed).await? {
        let errors = one_error("code", fr::WRONG_CODE);
        return Ok(form(&app, errors, next).await);
    }
    app.throttles.codes.forgive(&who);
    let_in(&app, &account, &headers, &next).await
}

/// Uses the code up, if it is one of the telephone's or a recovery code.
async fn is_right(app: &App, account: &Account, typed: &str) -> Result<bool, store::Error> {
    let factor = SecondFactor::of(&app.keys, account.id, account.totp_version, &account.email);
    let (id, at) = (account.id, now());
    if let Some(step) = factor.step(typed, at) {
        return app
            .store
            .write_beside(async move |conn| accounts::use_step(conn, id, step).await)
            .await;
    }
    let (kept, actor) = (recovery_hash(typed), account.email.clone());
    app.store
        .write_beside(async move |conn| {
            let right = accounts::use_recovery(conn, id, kept, at).await?;
            if right {
                journal::write(conn, &actor, "second_factor.recovery", &actor, "", at).await?;
            }
            Ok(right)
        })
        .await
}

async fn form(app: &App, errors: FormErrors, next: String) -> Response {
    let next = local(&next).unwrap_or_default();
    let page = Page::private("Code de connexion", Frame::Public("/connexion"));
    let page = if errors.is_empty() { page } else { page.refused() };
    page.show(app, move || view! { <SignInCodePage errors next/> }).await
}
