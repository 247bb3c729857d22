//! Sessions of the team: a random secret in a cookie, its hash in the database.
//!
//! Our own rather than a session library's: each session names its account, so that a new
//! password, role or second factor can end them all, and nothing but the account is kept in one.

mod browser;

use axum::http::HeaderMap;
use axum::http::header::{HeaderValue, USER_AGENT};
use store::accounts::{self, Account, NewSession, SignedIn};
use uuid::Uuid;

use crate::access::Member;
use crate::clock::now;
use crate::cookie;
use crate::keys::{hash, random_secret};
use crate::state::App;

/// How long someone stays signed in.
const LASTS_SECONDS: i64 = 14 * 3600;

/// How long there is for the code of the second factor.
const CODE_SECONDS: i64 = 10 * 60;

/// How often it is noted that a session is in use, in seconds: not with every page.
const NOTED_EVERY: i64 = 300;

/// The cookie's name.
const NAME: &str = "session";

/// The member of the team whose session the cookie names, if it goes on.
///
/// # Errors
/// The database failed.
pub async fn member(app: &App, headers: &HeaderMap) -> Result<Option<Member>, store::Error> {
    let Some(kept) = presented_hash(headers) else { return Ok(None) };
    let at = now();
    let mut conn = app.store.reader().await?;
    let found = accounts::signed_in(&mut conn, kept.clone(), at).await?;
    drop(conn);
    let Some(SignedIn { id, email, role, must_set_up, seen_at }) = found else { return Ok(None) };
    if at.seconds_since(seen_at) >= NOTED_EVERY {
        app.store.write_beside(async move |conn| accounts::seen(conn, kept, at).await).await?;
    }
    Ok(Some(Member { id, email, role, must_set_up }))
}

/// Who has given their password and still owes the code of their second factor.
///
/// # Errors
/// The database failed.
pub async fn awaiting_code(
    app: &App,
    headers: &HeaderMap,
) -> Result<Option<Account>, store::Error> {
    let Some(secret) = presented(headers) else { return Ok(None) };
    let mut conn = app.store.reader().await?;
    accounts::awaiting_code(&mut conn, hash(&secret), now()).await
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
    open(app, account, headers, false).await
}

/// Begins a session that opens nothing until the code of the second factor is given.
///
/// # Errors
/// The database failed.
pub async fn begin_awaiting_code(
    app: &App,
    account: Uuid,
    headers: &HeaderMap,
) -> Result<HeaderValue, store::Error> {
    open(app, account, headers, true).await
}

async fn open(
    app: &App,
    account: Uuid,
    headers: &HeaderMap,
    awaits_code: bool,
) -> Result<HeaderValue, store::Error> {
    let secret = random_secret();
    let former = presented(headers).map(|former| hash(&former));
    let at = now();
    let lasts = if awaits_code { CODE_SECONDS } else { LASTS_SECONDS };
    let agent = headers.get(USER_AGENT).and_then(|agent| agent.to_str().ok());
    let new = NewSession {
        token_hash: hash(&secret),
        expires_at: at.plus_seconds(lasts),
        browser: browser::in_words(agent.unwrap_or_default()),
        awaits_code,
    };
    app.store
        .write_beside(async move |conn| {
            if let Some(former) = former {
                accounts::end_session(conn, former).await?;
            }
            accounts::begin(conn, account, new, at).await
        })
        .await?;
    Ok(cookie::set(app, NAME, &secret, lasts))
}

/// Ends the session presented and returns the cookie that forgets it.
///
/// # Errors
/// The database failed.
pub async fn end(app: &App, headers: &HeaderMap) -> Result<HeaderValue, store::Error> {
    if let Some(kept) = presented_hash(headers) {
        app.store.write_beside(async move |conn| accounts::end_session(conn, kept).await).await?;
    }
    Ok(cookie::set(app, NAME, "", 0))
}

/// Whether the request carries a session, alive or not.
#[must_use]
pub fn is_presented(headers: &HeaderMap) -> bool {
    presented(headers).is_some()
}

/// The hash of the session presented: which of the account's it is.
#[must_use]
pub fn presented_hash(headers: &HeaderMap) -> Option<Vec<u8>> {
    presented(headers).map(|secret| hash(&secret))
}

fn presented(headers: &HeaderMap) -> Option<String> {
    cookie::presented(headers, NAME)
}
