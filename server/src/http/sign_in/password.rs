//! `/mot-de-passe/{token}`: choosing a password by a one-time link.

use app::components::FormErrors;
use app::pages::SetPasswordPage;
use app::shell::Frame;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use domain::Refusal;
use leptos::prelude::*;
use store::accounts::{self, Account};
use store::journal;

use super::enter;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::keys::hash;
use crate::passwords::{self, Weakness};
use crate::render::{Answer, Page};
use crate::state::App;

/// `GET /mot-de-passe/{token}`
pub async fn ask(State(app): State<App>, Path(token): Path<String>) -> Answer {
    let account = by_link(&app, &token).await?;
    Ok(password_form(&app, token, account.email, FormErrors::default()).await)
}

/// `POST /mot-de-passe/{token}`
pub async fn set(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Answer {
    let account = by_link(&app, &token).await?;
    let password = match chosen(&fields, &account.email) {
        Ok(password) => password,
        Err(errors) => return Ok(password_form(&app, token, account.email, errors).await),
    };
    let kept = app.passwords.hash(password).await.ok_or(store::Error::Busy)?;
    let (at, actor) = (now(), account.email.clone());
    app.store
        .write(async move |conn| {
            accounts::set_password(conn, hash(&token), kept, at).await?;
            journal::write(conn, &actor, "password.set", &actor, "", at).await
        })
        .await?;
    enter(&app, &account, &headers, "").await
}

/// The new password of a form, if it will do and was typed twice.
///
/// # Errors
/// What is wrong, beside its field.
pub fn chosen(fields: &Fields, email: &str) -> Result<String, FormErrors> {
    let password = fields.text("password");
    passwords::check(&password, email)
        .map_err(|weakness| one_error("password", weakness_sentence(weakness)))?;
    if password != fields.text("again") {
        return Err(one_error(
            "again",
            "Les deux mots de passe sont différents. Écrivez-les à nouveau.",
        ));
    }
    Ok(password)
}

async fn by_link(app: &App, token: &str) -> Result<Account, store::Error> {
    let mut conn = app.store.reader().await?;
    let account = accounts::by_one_time_link(&mut conn, hash(token), now()).await?;
    Ok(account.ok_or(Refusal::LinkExpired)?)
}

fn weakness_sentence(weakness: Weakness) -> &'static str {
    match weakness {
        Weakness::TooShort => "Il faut 12\u{a0}caractères au moins. Ajoutez un mot ou deux.",
        Weakness::TooLong => "C’est trop long\u{a0}: gardez 200\u{a0}caractères au plus.",
        Weakness::TooSimple => {
            "C’est trop facile à deviner. Prenez quatre mots sans lien entre eux."
        }
        Weakness::LikeTheAddress => "Ne reprenez pas votre adresse dans le mot de passe.",
    }
}

async fn password_form(app: &App, token: String, email: String, errors: FormErrors) -> Response {
    let page = Page::private("Choisir mon mot de passe", Frame::Public(""));
    let page = if errors.is_empty() { page } else { page.refused() };
    page.show(app, move || view! { <SetPasswordPage token email errors/> }).await
}
