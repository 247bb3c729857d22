//! The two cookies of the team: read, and set for this site alone.

use axum::http::HeaderMap;
use axum::http::header::{COOKIE, HeaderValue};

use crate::state::App;

/// The value of a cookie, under its name over https or without.
#[must_use]
pub fn presented(headers: &HeaderMap, name: &str) -> Option<String> {
    headers
        .get_all(COOKIE)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .find(|(known, value)| {
            known.strip_prefix("__Host-").unwrap_or(known) == name && !value.is_empty()
        })
        .map(|(_, value)| value.to_owned())
}

/// `__Host-` when the site is served over https: the browser then refuses it from elsewhere.
#[must_use]
pub fn set(app: &App, name: &str, value: &str, seconds: i64) -> HeaderValue {
    let (prefix, secure) =
        if app.public_url.starts_with("https://") { ("__Host-", "; Secure") } else { ("", "") };
    HeaderValue::try_from(format!(
        "{prefix}{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    ))
    .unwrap_or_else(|_| HeaderValue::from_static(""))
}
