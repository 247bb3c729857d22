//! Browsers from which someone of the team has signed in before, told by a cookie.
//!
//! It opens nothing: it only lets its owner try while strangers at the same address have to wait.

use axum::http::HeaderMap;
use axum::http::header::HeaderValue;
use uuid::Uuid;

use crate::cookie;
use crate::keys::Purpose;
use crate::state::App;

/// The cookie's name.
const NAME: &str = "navigateur";

/// How long it is kept, in seconds: from one conference to the next.
const LASTS_SECONDS: i64 = 400 * 24 * 3600;

/// The number of this browser, if the account has signed in from it.
#[must_use]
pub fn known(app: &App, account: Uuid, headers: &HeaderMap) -> Option<u32> {
    let presented = cookie::presented(headers, NAME)?;
    let (number, secret) = presented.split_once('.')?;
    let number = u32::from_str_radix(number, 16).ok()?;
    (app.keys.secret(Purpose::Device, account, number) == secret).then_some(number)
}

/// The cookie by which this browser will be known to this account.
#[must_use]
pub fn remember(app: &App, account: Uuid, headers: &HeaderMap) -> HeaderValue {
    let number = known(app, account, headers).unwrap_or_else(rand::random);
    let secret = app.keys.secret(Purpose::Device, account, number);
    cookie::set(app, NAME, &format!("{number:x}.{secret}"), LASTS_SECONDS)
}
