//! `/connexion`, `/deconnexion`, `/mot-de-passe/{token}`.

use app::components::FormErrors;
use app::fr;
use app::pages::{SetPasswordPage, SignInPage};
use app::shell::Frame;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::participant::Email;
use domain::role::Role;
use leptos::prelude::*;
use serde::Deserialize;
use store::accounts::{self, Account};
use store::journal;

use crate::client::Address;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::keys::hash;
use crate::passwords::{self, Weakness};
use crate::render::{Answer, Page};
use crate::session;
use crate::state::App;

/// Where to go after signing in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    suite: String,
}

/// `GET /connexion`
pub async fn new(State(app): State<App>, Query(asked): Query<Asked>) -> Answer {
    Ok(sign_in_form(&app, String::new(), FormErrors::default(), asked.suite).await)
}

/// `POST /connexion`
pub async fn create(
    State(app): State<App>,
    Address(address): Address,
    headers: HeaderMap,
    fields: Fields,
) -> Answer {
    let (typed, next) = (fields.text("email"), fields.text("suite"));
    let allowed = app.throttles.address.allows(&address.to_string())
        && app.throttles.account.allows(&format!("{address} {}", typed.to_lowercase()));
    if !allowed {
        let errors = one_error("email", fr::refusal(&Refusal::Throttled));
        return Ok(sign_in_form(&app, typed, errors, next).await);
    }
    let Some(account) = authenticate(&app, &typed, fields.text("password")).await? else {
        let errors = one_error("password", fr::refusal(&Refusal::WrongPassword));
        return Ok(sign_in_form(&app, typed, errors, next).await);
    };
    let cookie = session::begin(&app, account.id, &headers).await?;
    let to = local(&next).unwrap_or_else(|| home(account.role).to_owned());
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response())
}

/// `POST /deconnexion`
pub async fn end(State(app): State<App>, headers: HeaderMap) -> Answer {
    let cookie = session::end(&app, &headers).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/connexion")).into_response())
}

/// `GET /mot-de-passe/{token}`
pub async fn ask_password(State(app): State<App>, Path(token): Path<String>) -> Answer {
    let account = by_link(&app, &token).await?;
    Ok(password_form(&app, token, account.email, FormErrors::default()).await)
}

/// `POST /mot-de-passe/{token}`
pub async fn set_password(
    State(app): State<App>,
    Path(token): Path<String>,
    headers: HeaderMap,
    fields: Fields,
) -> Answer {
    let account = by_link(&app, &token).await?;
    let password = fields.text("password");
    if let Err(weakness) = passwords::check(&password, &account.email) {
        let errors = one_error("password", weakness_sentence(weakness));
        return Ok(password_form(&app, token, account.email, errors).await);
    }
    if password != fields.text("again") {
        let errors =
            one_error("again", "Les deux mots de passe sont différents. Écrivez-les à nouveau.");
        return Ok(password_form(&app, token, account.email, errors).await);
    }
    let kept = app.passwords.hash(password).await.ok_or(store::Error::Busy)?;
    let (at, actor) = (now(), account.email.clone());
    app.store
        .write(async move |conn| {
            accounts::set_password(conn, hash(&token), kept, at).await?;
            journal::write(conn, &actor, "password.set", &actor, "", at).await
        })
        .await?;
    let cookie = session::begin(&app, account.id, &headers).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(home(account.role))).into_response())
}

async fn authenticate(
    app: &App,
    typed: &str,
    password: String,
) -> Result<Option<Account>, store::Error> {
    let account = match Email::parse(typed) {
        Some(email) => {
            let mut conn = app.store.reader().await?;
            accounts::by_email(&mut conn, &email).await?
        }
        None => None,
    };
    let kept = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = app.passwords.verify(password, kept).await;
    Ok(account.filter(|_| right))
}

async fn by_link(app: &App, token: &str) -> Result<Account, store::Error> {
    let mut conn = app.store.reader().await?;
    let account = accounts::by_one_time_link(&mut conn, hash(token), now()).await?;
    Ok(account.ok_or(Refusal::LinkExpired)?)
}

/// Where each role begins.
fn home(role: Role) -> &'static str {
    match role {
        Role::Admin | Role::Organiser => "/organisation",
        Role::Host => "/animation",
        Role::Door => "/accueil",
    }
}

/// The address to go on to, when it is a page of this site: `//elsewhere` and `/\elsewhere` are
/// not.
fn local(next: &str) -> Option<String> {
    let plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (next.starts_with('/') && !next.starts_with("//") && plain).then(|| next.to_owned())
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

async fn sign_in_form(app: &App, email: String, errors: FormErrors, next: String) -> Response {
    let next = local(&next).unwrap_or_default();
    let page = Page::private("Connexion", Frame::Public("/connexion"));
    let page = if errors.is_empty() { page } else { page.refused() };
    page.show(app, move || view! { <SignInPage email errors next/> }).await
}

async fn password_form(app: &App, token: String, email: String, errors: FormErrors) -> Response {
    let page = Page::private("Choisir mon mot de passe", Frame::Public(""));
    let page = if errors.is_empty() { page } else { page.refused() };
    page.show(app, move || view! { <SetPasswordPage token email errors/> }).await
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn only_pages_of_this_site_are_gone_on_to() {
        assert_eq!(local("/organisation/exports"), Some("/organisation/exports".to_owned()));
        for elsewhere in
            ["//ailleurs.example", "/\\ailleurs.example", "https://ailleurs.example", "", "/a\nb"]
        {
            assert_eq!(local(elsewhere), None, "{elsewhere:?}");
        }
    }
}
