//! Style, scripts, fonts and pictures.

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use tower::ServiceBuilder;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::assets::Assets;
use crate::state::App;

/// Under an address that changes with their content, files are kept for ever.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Fonts and pictures keep their address when they change: a day, then asked again.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// `/pkg/{version}/…`, and every other file of the built site at its own address.
pub fn routes(assets: &Assets) -> Router<App> {
    let pkg = ServeDir::new(assets.root().join("pkg")).precompressed_br().precompressed_gzip();
    let rest = ServeDir::new(assets.root())
        .append_index_html_on_directories(false)
        .precompressed_br()
        .precompressed_gzip();
    let kept = |value| SetResponseHeaderLayer::if_not_present(CACHE_CONTROL, value);
    Router::new()
        .nest_service(
            &format!("/pkg/{}", assets.version()),
            ServiceBuilder::new().layer(kept(FOR_EVER)).service(pkg),
        )
        .fallback_service(ServiceBuilder::new().layer(kept(A_DAY)).service(rest))
}
