//! What makes the door work without a network: its service worker, its manifest, and the page that
//! the worker keeps.

use app::pages::door::ShellPage;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use serde_json::{Value, json};

use crate::render::{Answer, Page};
use crate::state::App;

const WORKER: &str = include_str!("service_worker.js");

/// What takes the worker away again from every phone that has it.
const NO_WORKER: &str = include_str!("service_worker_off.js");

/// A worker asks this site, and runs nothing but itself.
const WORKER_POLICY: &str = "default-src 'none'; connect-src 'self'; script-src 'self'";

/// `GET /accueil/service-worker.js`: asked for at each visit, so that a new version is found.
pub async fn worker(State(app): State<App>) -> Response {
    let script = if app.config.offline { worker_of(&app) } else { NO_WORKER.to_owned() };
    let headers = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, "no-cache"),
        (CONTENT_SECURITY_POLICY, WORKER_POLICY),
        (HeaderName::from_static("service-worker-allowed"), "/accueil"),
    ];
    (headers, script).into_response()
}

fn worker_of(app: &App) -> String {
    let files = Value::from(app.assets.files().to_vec()).to_string();
    WORKER.replacen("{version}", app.assets.version(), 1).replacen("{files}", &files, 1)
}

/// `GET /accueil/manifest.webmanifest`: the door as an application of its own.
pub async fn manifest() -> Response {
    let icon = |size: u32| {
        json!({
            "src": format!("/icon-{size}.png"),
            "sizes": format!("{size}x{size}"),
            "type": "image/png",
            "purpose": "any",
        })
    };
    let manifest = json!({
        "id": "/accueil",
        "name": "Passerelle, accueil",
        "short_name": "Accueil",
        "description": "Pointer les participants, avec ou sans réseau.",
        "lang": "fr",
        "start_url": "/accueil",
        "scope": "/accueil",
        "display": "standalone",
        "background_color": "#fbf8f2",
        "theme_color": "#0b5563",
        "icons": [icon(192), icon(512)],
    });
    let headers =
        [(CONTENT_TYPE, "application/manifest+json"), (CACHE_CONTROL, "public, max-age=3600")];
    (headers, manifest.to_string()).into_response()
}

/// `GET /accueil/coquille`: the page that a phone keeps. The same for everybody, and about nobody.
pub async fn show(State(app): State<App>) -> Answer {
    Ok(Page::shell("Accueil").show(&app, || view! { <ShellPage/> }).await)
}
