//! `/places`: the seats left, for the pages that keep themselves up to date.

use std::fmt::Write;

use app::live;
use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::programme::Programme;
use sha2::{Digest, Sha256};

use crate::render::Answer;
use crate::state::App;

/// `GET /places`: what every session has left. Whoever knows it already is told so in a few bytes.
pub async fn show(State(app): State<App>, headers: HeaderMap) -> Answer {
    let programme = app.store.programme().await?;
    let draw = async || answer(&programme);
    let answer = app.rendered.page(live::ADDRESS.to_owned(), &programme, draw).await;
    Ok(if is_known(&headers, answer.headers()) { unchanged(&answer) } else { answer })
}

fn answer(programme: &Programme) -> Response {
    let places = live::places(programme);
    let tag = tag(&serde_json::to_vec(&places).unwrap_or_default());
    let mut answer = Json(places).into_response();
    let headers = answer.headers_mut();
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    answer
}

/// Changes with the content and with nothing else; weak, since it is sent compressed or plain.
fn tag(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    let mut tag = String::with_capacity(20);
    for byte in digest.iter().take(8) {
        // Writing to a string never fails.
        let _ = write!(tag, "{byte:02x}");
    }
    format!("W/\"{tag}\"")
}

/// Whether one of the answers the browser says it has is this one.
fn is_known(asked: &HeaderMap, answer: &HeaderMap) -> bool {
    let Some(tag) = answer.get(ETAG).and_then(|tag| tag.to_str().ok()) else { return false };
    asked
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|known| known.to_str().ok())
        .flat_map(|known| known.split(','))
        .any(|known| known.trim() == tag)
}

fn unchanged(answer: &Response) -> Response {
    let mut response = StatusCode::NOT_MODIFIED.into_response();
    for name in [ETAG, CACHE_CONTROL] {
        if let Some(value) = answer.headers().get(&name) {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}
