//! Every address, by whom it serves.

mod accounts;
mod organisers;

use std::sync::Arc;
use std::time::Duration;

use any_spawner::Executor;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::StatusCode;
use axum::http::header::{HeaderName, HeaderValue};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::{Router, http::header};
use axum_prometheus::PrometheusMetricLayer;
use domain::role::Access;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, NotForContentType, Predicate};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

use crate::access::{Declared, Routes, explain, same_origin};
use crate::http::{
    assets, certificates, door, health, legal, links, pairing, parties, phones, places, programme,
    registrations, shell, sign_in, tickets, unsubscriptions,
};
use crate::reloading;
use crate::render::{Failure, fault};
use crate::state::App;
use crate::telemetry::masked;

/// The largest form accepted, in bytes.
const BODY_LIMIT: usize = 256 * 1024;

/// How long a request may take.
const TIMEOUT: Duration = Duration::from_secs(10);

/// How long a file may take before its first byte: a workbook is written whole.
const EXPORT_TIMEOUT: Duration = Duration::from_mins(2);

/// The whole site, and the list of its routes with who may use them.
pub fn site(app: App, metrics: PrometheusMetricLayer<'static>) -> (Router, Arc<[Declared]>) {
    // Rendering a page may ask for a task; a second site in one process changes nothing.
    let _ = Executor::init_tokio();
    let (routes, declared) = declared_routes(app.clone()).finish();
    let router = routes
        .merge(assets::routes(&app.assets))
        .layer(CatchPanicLayer::custom(|_| panicked()))
        .layer(middleware::from_fn_with_state(app.clone(), same_origin))
        .layer(middleware::from_fn_with_state(app.clone(), explain))
        .layer(DefaultBodyLimit::max(BODY_LIMIT));
    let router = reloading::while_watched(router).layer(
        ServiceBuilder::new()
            .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
            .layer(trace())
            .layer(PropagateRequestIdLayer::x_request_id())
            .layer(metrics)
            .layer(CompressionLayer::new().compress_when(worth_compressing()))
            .layer(middleware::from_fn(in_time)),
    );
    (security_headers(router, &app).with_state(app), declared)
}

/// A defect of ours in a handler: the others go on, and the person gets a page.
fn panicked() -> Response<Body> {
    Failure::from(fault(&std::io::Error::other("a handler panicked"))).into_response()
}

fn declared_routes(app: App) -> Routes {
    let routes = Routes::new(app);
    let routes = public(routes);
    let routes = participants(routes);
    let routes = accounts::declare(organisers::declare(routes));
    door(routes)
}

fn public(routes: Routes) -> Routes {
    routes
        .get("/", Access::Public, programme::home)
        .get("/programme", Access::Public, programme::list)
        .get("/programme/grille", Access::Public, programme::grid)
        .get("/programme/grille/imprimer", Access::Public, programme::printed_grid)
        .get("/programme/{code}", Access::Public, programme::show)
        .get("/places", Access::Public, places::show)
        .get("/inscription", Access::Public, registrations::new)
        .post("/inscription", Access::Public, registrations::create)
        .get("/inscription/groupe", Access::Public, parties::new)
        .post("/inscription/groupe", Access::Public, parties::create)
        .get("/retrouver-mon-billet", Access::Public, links::ask)
        .post("/retrouver-mon-billet", Access::Public, links::send)
        .get("/b/{token}", Access::Public, links::found)
        .get("/attestation", Access::Public, certificates::ask)
        .get("/attestation/{code}", Access::Public, certificates::verify)
        .get("/mentions-legales", Access::Public, legal::legal)
        .get("/donnees-personnelles", Access::Public, legal::privacy)
        .get("/accessibilite", Access::Public, legal::accessibility)
        .get("/connexion", Access::Public, sign_in::new)
        .post("/connexion", Access::Public, sign_in::create)
        .post("/deconnexion", Access::Public, sign_in::end)
        .get("/connexion/code", Access::Public, sign_in::code::ask)
        .post("/connexion/code", Access::Public, sign_in::code::check)
        .get("/mot-de-passe/{token}", Access::Link, sign_in::password::ask)
        .post("/mot-de-passe/{token}", Access::Link, sign_in::password::set)
        .get("/health/live", Access::Public, health::live)
        .get("/health/ready", Access::Public, health::ready)
        .get("/metrics", Access::Public, health::metrics)
}

fn participants(routes: Routes) -> Routes {
    routes
        .get("/billet/{secret}", Access::Link, tickets::show)
        .post("/billet/{secret}/choisir", Access::Link, tickets::choose)
        .post("/billet/{secret}/rendre", Access::Link, tickets::give_back)
        .post("/billet/{secret}/attendre", Access::Link, tickets::lines::join)
        .post("/billet/{secret}/quitter", Access::Link, tickets::lines::leave)
        .get("/billet/{secret}/place/{session}", Access::Link, tickets::freed::show)
        .post("/billet/{secret}/place/{session}", Access::Link, tickets::freed::answer)
        .post("/billet/{secret}/voeux", Access::Link, tickets::wishes::keep)
        .get("/billet/{secret}/annuler", Access::Link, tickets::ask_cancel)
        .post("/billet/{secret}/annuler", Access::Link, tickets::cancel)
        .get("/billet/{secret}/qr.svg", Access::Link, tickets::qr_code)
        .get("/billet/{secret}/agenda.ics", Access::Link, tickets::agenda)
        .get("/billet/{secret}/attestation", Access::Link, certificates::own)
        .post("/billet/{secret}/reprendre", Access::Link, parties::take_over)
        .get("/groupe/{secret}", Access::Link, parties::show)
        .get("/groupe/{secret}/ajouter", Access::Link, parties::more)
        .post("/groupe/{secret}/ajouter", Access::Link, parties::add)
        .get("/groupe/{secret}/billets", Access::Link, parties::tickets)
        .get("/desinscription/{secret}/{id}", Access::Link, unsubscriptions::show)
        .post("/desinscription/{secret}/{id}", Access::Link, unsubscriptions::answer)
}

fn door(routes: Routes) -> Routes {
    routes
        .get("/accueil/service-worker.js", Access::Public, shell::worker)
        .get("/accueil/manifest.webmanifest", Access::Public, shell::manifest)
        .get("/accueil/coquille", Access::Public, shell::show)
        .get("/accueil", Access::Door, door::choose)
        .get("/accueil/entree", Access::Door, door::main_entrance)
        .post("/accueil/entree/pointer", Access::Door, door::forms::check_in_main)
        .post("/accueil/entree/annuler", Access::Door, door::forms::undo_main)
        .post("/accueil/entree/deplacer", Access::Door, door::forms::move_from_main)
        .get("/accueil/entree/inscrire", Access::Door, door::walk_in::ask)
        .post("/accueil/entree/inscrire", Access::Door, door::walk_in::register)
        .get("/accueil/seance/{id}", Access::Door, door::session)
        .post("/accueil/seance/{id}/deplacer", Access::Door, door::forms::move_to_session)
        .post("/accueil/seance/{id}/pointer", Access::Door, door::forms::check_in_session)
        .post("/accueil/seance/{id}/annuler", Access::Door, door::forms::undo_session)
        .get("/accueil/appairer/{token}", Access::Link, pairing::ask)
        .post("/accueil/appairer/{token}", Access::Link, pairing::pair)
        .post("/accueil/appareil", Access::Door, pairing::prepare)
        .get("/accueil/liste", Access::Device, phones::list)
        .post("/accueil/actes", Access::Device, phones::acts)
}

/// Everything but what is compressed already.
fn worth_compressing() -> impl Predicate {
    const WORKBOOK: &str = "application/vnd.openxmlformats";
    DefaultPredicate::new()
        .and(NotForContentType::const_new(WORKBOOK))
        .and(NotForContentType::const_new("font/"))
}

/// Gives a request so long and no longer.
async fn in_time(request: Request, next: Next) -> Response {
    let is_export = request.uri().path().starts_with("/organisation/exports/");
    let limit = if is_export { EXPORT_TIMEOUT } else { TIMEOUT };
    tokio::time::timeout(limit, next.run(request))
        .await
        .unwrap_or_else(|_| StatusCode::REQUEST_TIMEOUT.into_response())
}

fn trace() -> TraceLayer<
    tower_http::classify::SharedClassifier<tower_http::classify::ServerErrorsAsFailures>,
    impl Fn(&Request) -> tracing::Span + Clone,
> {
    TraceLayer::new_for_http().make_span_with(|request: &Request| {
        let id = request
            .headers()
            .get("x-request-id")
            .and_then(|id| id.to_str().ok())
            .unwrap_or_default()
            .to_owned();
        tracing::info_span!(
            "request",
            id,
            method = %request.method(),
            path = masked(request.uri().path()),
        )
    })
}

fn security_headers(router: Router<App>, app: &App) -> Router<App> {
    let set = |name: &'static str, value: &'static str| {
        SetResponseHeaderLayer::if_not_present(
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        )
    };
    let router = router
        .layer(set("x-content-type-options", "nosniff"))
        .layer(set("referrer-policy", "same-origin"))
        .layer(set("x-frame-options", "DENY"))
        .layer(set("cross-origin-opener-policy", "same-origin"))
        .layer(set(
            "permissions-policy",
            "camera=(self), geolocation=(), microphone=(), payment=(), usb=()",
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"),
        ));
    if app.public_url.starts_with("https://") {
        router.layer(set("strict-transport-security", "max-age=31536000"))
    } else {
        router
    }
}

#[cfg(test)]
mod tests;
