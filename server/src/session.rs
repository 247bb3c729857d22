//! Sessions of the team: a random secret in a cookie, its hash in the database.
//!
//! Our own rather than a session library's: each session names its account, so that a new
//! password or role can end them all, and nothing but the account is kept in one.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};
use store::accounts;
use uuid::Uuid;

use crate::access::Member;
use crate::clock::now;
use crate::keys::{hash, random_secret};
use crate::state::App;

/// How long someone stays signed in.
const LASTS_SECONDS: i64 = 14 * 3600;

/// The member of the team whose session the cookie names, if it goes on.
///
/// # Errors
/// The database failed.
pub async fn member(app: &App, headers: &HeaderMap) -> Result<Option<Member>, store::Error> {
    let Some(secret) = presented(headers) else { return Ok(None) };
    let mut conn = app.store.reader().await?;
    let account = accounts::by_session(&mut conn, hash(&secret), now()).await?;
    Ok(account.map(|account| Member { id: account.id, email: account.email, role: account.role }))
}

/// Begins a session and returns the cookie that carries it. One presented before is ended: a
/// session never survives a sign-in.
///
/// # Errors
/// The database failed.
pub async fn begin(
    app: &App,
    account: Uuid,
    headers: &HeaderMap,
) -> Result<HeaderValue, store::Error> {
    let secret = random_secret();
    let (kept, former) = (hash(&secret), presented(headers).map(|former| hash(&former)));
    let at = now();
    app.store
        .write_beside(async move |conn| {
            if let Some(former) = former {
                accounts::end_session(conn, former).await?;
            }
            accounts::begin_session(conn, account, kept, at, at.plus_seconds(LASTS_SECONDS)).await
        })
        .await?;
    Ok(cookie(app, &secret, LASTS_SECONDS))
}

/// Ends the session presented and returns the cookie that forgets it.
///
/// # Errors
/// The database failed.
pub async fn end(app: &App, headers: &HeaderMap) -> Result<HeaderValue, store::Error> {
    if let Some(secret) = presented(headers) {
        app.store
            .write_beside(async move |conn| accounts::end_session(conn, hash(&secret)).await)
            .await?;
    }
    Ok(cookie(app, "", 0))
}

/// Whether the request carries a session, alive or not.
#[must_use]
pub fn is_presented(headers: &HeaderMap) -> bool {
    presented(headers).is_some()
}

const SECURE_NAME: &str = "__Host-session";
const PLAIN_NAME: &str = "session";

fn presented(headers: &HeaderMap) -> Option<String> {
    presented_as(headers, [SECURE_NAME, PLAIN_NAME])
}

/// What a cookie holds that has one of these two names.
#[must_use]
pub fn presented_as(headers: &HeaderMap, names: [&str; 2]) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(name, value)| names.contains(name) && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

fn cookie(app: &App, secret: &str, seconds: i64) -> HeaderValue {
    cookie_named(app, [SECURE_NAME, PLAIN_NAME], secret, seconds)
}

/// The first of these names begins with `__Host-` and serves when the site is served over https:
/// the browser then refuses it from elsewhere. The other one serves without.
#[must_use]
pub fn cookie_named(app: &App, names: [&str; 2], secret: &str, seconds: i64) -> HeaderValue {
    let (name, secure) = if app.public_url.starts_with("https://") {
        (names[0], "; Secure")
    } else {
        (names[1], "")
    };
    HeaderValue::try_from(format!(
        "{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    ))
    .unwrap_or_else(|_| HeaderValue::from_static(""))
}
