//! `/health/live`, `/health/ready`, `/metrics`.

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::clock::now;
use crate::state::App;

/// `GET /health/live`: the process answers.
pub async fn live() -> &'static str {
    "ok\n"
}

/// `GET /health/ready`: a write can be committed.
pub async fn ready(State(app): State<App>) -> Response {
    match store::health::beat(&app.store, now()).await {
        Ok(()) => "ok\n".into_response(),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "la base ne prend pas d'écriture\n").into_response()
        }
    }
}

/// `GET /metrics`, for Prometheus: counts and times, nothing about anybody.
pub async fn metrics(State(app): State<App>) -> impl IntoResponse {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], app.metrics.render())
}
