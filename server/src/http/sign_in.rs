//! `/connexion`, `/deconnexion`: the first factor. The second is in [`code`], choosing a password by a
//! one-time link in [`password`].

pub mod code;
pub mod password;

use app::components::FormErrors;
use app::fr;
use app::pages::SignInPage;
use app::shell::Frame;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::participant::Email;
use domain::role::Role;
use leptos::prelude::*;
use serde::Deserialize;
use store::accounts::{self, Account};

use crate::client::Address;
use crate::device;
use crate::http::form::{Fields, one_error};
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
    let account = by_address(&app, &typed).await?;
    let known = account.as_ref().and_then(|account| device::known(&app, account.id, &headers));
    let who = tries(&typed, &address.to_string(), known);
    // A browser that is known is never kept waiting for what others at its address do.
    if known.is_none() && !app.throttles.address.allows(&address.to_string()) {
        let errors = one_error("email", fr::refusal(&Refusal::Throttled));
        return Ok(sign_in_form(&app, typed, errors, next).await);
    }
    if let Err(seconds) = app.throttles.passwords.begin(&who) {
        let errors = one_error("email", fr::too_many_tries(seconds));
        return Ok(sign_in_form(&app, typed, errors, next).await);
    }
    let Some(account) = verified(&app, account, fields.text("password")).await else {
        let errors = one_error("password", fr::refusal(&Refusal::WrongPassword));
        return Ok(sign_in_form(&app, typed, errors, next).await);
    };
    app.throttles.passwords.forgive(&who);
    enter(&app, &account, &headers, &next).await
}

/// Whose tries these are: those of a browser that is known, or of strangers at one address at one
/// account.
fn tries(typed: &str, address: &str, known: Option<u32>) -> String {
    let account = typed.trim().to_lowercase();
    match known {
        Some(device) => format!("{account} appareil {device}"),
        None => format!("{account} {address}"),
    }
}

/// `POST /deconnexion`
pub async fn end(State(app): State<App>, headers: HeaderMap) -> Answer {
    let cookie = session::end(&app, &headers).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/connexion")).into_response())
}

/// Lets someone in who has given the right password, or asks for their second factor.
async fn enter(app: &App, account: &Account, headers: &HeaderMap, next: &str) -> Answer {
    if account.totp_since.is_none() {
        return let_in(app, account, headers, next).await;
    }
    let cookie = session::begin_awaiting_code(app, account.id, headers).await?;
    let query = serde_urlencoded::to_string([("suite", local(next).unwrap_or_default())]);
    let to = format!("/connexion/code?{}", query.unwrap_or_default());
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&to)).into_response())
}

/// Begins a session; from now on this browser is known to the account.
async fn let_in(app: &App, account: &Account, headers: &HeaderMap, next: &str) -> Answer {
    let cookie = session::begin(app, account.id, headers).await?;
    let known = device::remember(app, account.id, headers);
    let to = local(next).unwrap_or_else(|| home(account.role).to_owned());
    let cookies = AppendHeaders([(header::SET_COOKIE, cookie), (header::SET_COOKIE, known)]);
    Ok((cookies, Redirect::to(&to)).into_response())
}

async fn by_address(app: &App, typed: &str) -> Result<Option<Account>, store::Error> {
    let Some(email) = Email::parse(typed) else { return Ok(None) };
    accounts::by_email(&mut app.store.reader().await?, &email).await
}

/// The account, if this is its password; an unknown one takes as long.
async fn verified(app: &App, account: Option<Account>, password: String) -> Option<Account> {
    let kept = account.as_ref().and_then(|account| account.password_hash.clone());
    let right = app.passwords.verify(password, kept).await;
    account.filter(|_| right)
}

/// Where each role begins.
fn home(role: Role) -> &'static str {
    match role {
        Role::Admin | Role::Organiser => "/organisation",
        Role::Host => "/animation",
        Role::Door => "/accueil",
    }
}

/// The address to go on to, when it is a page of this site: `//elsewhere` and `/\\elsewhere` are
/// not.
fn local(next: &str) -> Option<String> {
    let plain = next.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    (next.starts_with('/') && !next.starts_with("//") && plain).then(|| next.to_owned())
}

async fn sign_in_form(app: &App, email: String, errors: FormErrors, next: String) -> Response {
    let next = local(&next).unwrap_or_default();
    let page = Page::private("Connexion", Frame::Public("/connexion"));
    let page = if errors.is_empty() { page } else { page.refused() };
    page.show(app, move || view! { <SignInPage email errors next/> }).await
}

#[cfg(test)]
mod tests {
    use super::{local, tries};

    #[test]
    fn only_pages_of_this_site_are_gone_on_to() {
        assert_eq!(local("/organisation/exports"), Some("/organisation/exports".to_owned()));
        for elsewhere in
            ["//ailleurs.example", "/\\ailleurs.example", "https://ailleurs.example", "", "/a\nb"]
        {
            assert_eq!(local(elsewhere), None, "{elsewhere:?}");
        }
    }

    #[test]
    fn tries_are_counted_by_account_and_address_or_by_a_browser_that_is_known() {
        let here = tries(" A@exemple.fr", "192.0.2.1", None);
        assert_eq!(here, tries("a@exemple.fr ", "192.0.2.1", None));
        assert_ne!(here, tries("a@exemple.fr", "192.0.2.2", None));
        assert_ne!(here, tries("b@exemple.fr", "192.0.2.1", None));
        assert_ne!(here, tries("a@exemple.fr", "192.0.2.1", Some(1)));
        assert_eq!(
            tries("a@exemple.fr", "192.0.2.1", Some(1)),
            tries("a@exemple.fr", "192.0.2.2", Some(1))
        );
    }
}
