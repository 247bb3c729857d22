//! `/mon-compte`: one’s own account.

pub mod second_factor;

use app::components::{FormErrors, Tone};
use app::fr;
use app::pages::account::{AccountPage, AccountView};
use app::shell::{Frame, Staff};
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use leptos::prelude::*;
use store::accounts::{self, Account};
use store::journal;

use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::http::sign_in::password::chosen;
use crate::http::staff::team::member::open_sessions;
use crate::keys::from_hex;
use crate::render::{Answer, Failure, Page};
use crate::session;
use crate::state::App;

const CURRENT: &str = "/mon-compte";

/// `GET /mon-compte`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Answer {
    let said = query.as_deref().and_then(done).map(|words| (Tone::Accepted, words.to_owned()));
    page(&app, &member, &headers, FormErrors::default(), said).await
}

fn done(query: &str) -> Option<&'static str> {
    Some(match query {
        "mot-de-passe" => {
            "C’est noté\u{a0}: le mot de passe est changé, vos autres connexions sont fermées."
        }
        "fermee" => "C’est noté\u{a0}: cette connexion est fermée.",
        "retiree" => "C’est noté\u{a0}: la double vérification est retirée.",
        _ => return None,
    })
}

/// `POST /mon-compte/mot-de-passe`
pub async fn set_password(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    headers: HeaderMap,
    fields: Fields,
) -> Answer {
    let account = own(&app, &member).await?;
    if let Err(errors) = confirmed(&app, &account, "current", &fields).await {
        return page(&app, &member, &headers, errors, None).await;
    }
    let password = match chosen(&fields, &account.email) {
        Ok(password) => password,
        Err(errors) => return page(&app, &member, &headers, errors, None).await,
    };
    let kept = app.passwords.hash(password).await.ok_or(store::Error::Busy)?;
    let at = now();
    app.store
        .write_beside(async move |conn| {
            accounts::set_own_password(conn, account.id, kept).await?;
            journal::write(conn, &account.email, "password.set", &account.email, "", at).await
        })
        .await?;
    signed_in_again(&app, &member, &headers, "/mon-compte?mot-de-passe").await
}

/// `POST /mon-compte/connexions`: everywhere, here too.
pub async fn sign_out_everywhere(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    headers: HeaderMap,
) -> Answer {
    let (id, email, at) = (member.id, member.email, now());
    app.store
        .write_beside(async move |conn| {
            accounts::end_sessions(conn, id).await?;
            journal::write(conn, &email, "session.end_all", &email, "", at).await
        })
        .await?;
    let cookie = session::end(&app, &headers).await?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/connexion")).into_response())
}

/// `POST /mon-compte/connexions/fermer`: one of one’s own, and nobody else’s.
pub async fn sign_out(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let kept = from_hex(&fields.text("connexion")).ok_or_else(Failure::not_found)?;
    app.store
        .write_beside(async move |conn| accounts::end_session_of(conn, member.id, kept).await)
        .await?;
    Ok(Redirect::to("/mon-compte?fermee").into_response())
}

/// The account of whoever asks.
async fn own(app: &App, member: &Member) -> Result<Account, Failure> {
    let mut conn = app.store.reader().await?;
    accounts::by_id(&mut conn, member.id).await?.ok_or_else(Failure::not_found)
}

/// Whether the password typed in this field is the account’s: asked again before what a stolen
/// session must not be able to do, as slowly as at the door.
async fn confirmed(
    app: &App,
    account: &Account,
    field: &'static str,
    fields: &Fields,
) -> Result<(), FormErrors> {
    let who = format!("{} chez soi", account.id);
    if let Err(seconds) = app.throttles.passwords.begin(&who) {
        return Err(one_error(field, fr::too_many_tries(seconds)));
    }
    if !app.passwords.verify(fields.text(field), account.password_hash.clone()).await {
        return Err(one_error(field, fr::WRONG_OWN_PASSWORD));
    }
    app.throttles.passwords.forgive(&who);
    Ok(())
}

/// After what ends every session: a fresh one, here.
async fn signed_in_again(app: &App, member: &Member, headers: &HeaderMap, to: &str) -> Answer {
    let cookie = session::begin(app, member.id, headers).await?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(to)).into_response())
}

/// The frame of one’s own pages: whatever the role.
fn framed(title: &'static str, member: &Member) -> Page {
    let staff = Staff { current: CURRENT, role: member.role, unsent: None };
    Page::private(title, Frame::Staff(staff))
}

async fn page(
    app: &App,
    member: &Member,
    headers: &HeaderMap,
    errors: FormErrors,
    said: Option<(Tone, String)>,
) -> Result<Response, Failure> {
    let account = own(app, member).await?;
    let mut conn = app.store.reader().await?;
    let current = session::presented_hash(headers);
    let view = AccountView {
        sessions: open_sessions(&mut conn, account.id, current).await?,
        recovery_left: accounts::recovery_left(&mut conn, account.id).await?,
        email: account.email,
        role: account.role,
        second_factor: account.totp_since,
        errors,
        said,
    };
    drop(conn);
    let page = framed("Mon compte", member);
    let page = if view.errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <AccountPage view/> }).await)
}
