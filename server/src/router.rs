//! Every address, by whom it serves.

use std::sync::Arc;
use std::time::Duration;

use any_spawner::Executor;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
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
    account, assets, door, health, hosting, legal, links, pairing, parties, phones, places,
    programme, registrations, sign_in, staff, tickets, upload,
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
    let routes = own_account(team(routes));
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
        .post("/billet/{secret}/reprendre", Access::Link, parties::take_over)
        .get("/groupe/{secret}", Access::Link, parties::show)
        .get("/groupe/{secret}/ajouter", Access::Link, parties::more)
        .post("/groupe/{secret}/ajouter", Access::Link, parties::add)
        .get("/groupe/{secret}/billets", Access::Link, parties::tickets)
}

fn team(routes: Routes) -> Routes {
    let routes = routes
        .get("/organisation", Access::Organiser, staff::dashboard::show)
        .get("/organisation/tableau", Access::Organiser, staff::dashboard::live)
        .get("/organisation/projecteur", Access::Organiser, staff::dashboard::projector::show)
        .get(
            "/organisation/projecteur/chiffres",
            Access::Organiser,
            staff::dashboard::projector::live,
        )
        .get("/organisation/courriels", Access::Organiser, staff::letters::list)
        .get("/organisation/courriels/{id}", Access::Organiser, staff::letters::show)
        .post("/organisation/courriels/{id}/renvoyer", Access::Organiser, staff::letters::retry)
        .get("/organisation/exports", Access::Organiser, staff::exports::show)
        .get("/organisation/exports/{file}", Access::Organiser, staff::exports::file)
        .get("/organisation/exports/emargement", Access::Organiser, staff::sheets::show)
        .get("/organisation/journal", Access::Organiser, staff::journal::list)
        .get("/organisation/journal.csv", Access::Organiser, staff::journal::csv)
        .get("/organisation/equipe", Access::Organiser, staff::team::list);
    team_accounts(team_door(team_participants(team_wishes(team_sessions(team_programme(routes))))))
}

fn team_accounts(routes: Routes) -> Routes {
    use staff::team::{closing, member};
    routes
        .post("/organisation/equipe", Access::Admin, staff::team::invite_member)
        .post("/organisation/equipe/reglages", Access::Admin, staff::team::set_up)
        .get("/organisation/equipe/{id}", Access::Admin, member::show)
        .post("/organisation/equipe/{id}/role", Access::Admin, member::set_role)
        .post("/organisation/equipe/{id}/seances", Access::Admin, member::lead)
        .post("/organisation/equipe/{id}/lien", Access::Admin, member::link)
        .post("/organisation/equipe/{id}/deconnecter", Access::Admin, member::sign_out)
        .post(
            "/organisation/equipe/{id}/double-verification",
            Access::Admin,
            member::clear_second_factor,
        )
        .get("/organisation/equipe/{id}/fermer", Access::Admin, closing::ask)
        .post("/organisation/equipe/{id}/fermer", Access::Admin, closing::close)
        .post("/organisation/equipe/{id}/rouvrir", Access::Admin, closing::reopen)
}

fn own_account(routes: Routes) -> Routes {
    const SECOND_FACTOR: &str = "/mon-compte/double-verification";
    routes
        .get("/mon-compte", Access::Team, account::show)
        .post("/mon-compte/mot-de-passe", Access::Team, account::set_password)
        .post("/mon-compte/connexions", Access::Team, account::sign_out_everywhere)
        .post("/mon-compte/connexions/fermer", Access::Team, account::sign_out)
        .get(SECOND_FACTOR, Access::Team, account::second_factor::show)
        .post(SECOND_FACTOR, Access::Team, account::second_factor::set_up)
        .post(
            "/mon-compte/double-verification/codes",
            Access::Team,
            account::second_factor::renew_codes,
        )
        .post(
            "/mon-compte/double-verification/retirer",
            Access::Team,
            account::second_factor::remove,
        )
}

fn team_door(routes: Routes) -> Routes {
    routes
        .get("/organisation/accueil", Access::Organiser, staff::arrivals::show)
        .get("/organisation/accueil/papier", Access::Organiser, staff::walk_ins::ask)
        .post("/organisation/accueil/papier", Access::Organiser, staff::walk_ins::enter)
        .get("/organisation/equipe/telephones", Access::Organiser, staff::phones::list)
        .post("/organisation/equipe/telephones", Access::Organiser, staff::phones::invite)
        .post("/organisation/equipe/codes/{id}/fermer", Access::Organiser, staff::phones::close)
        .get(
            "/organisation/equipe/telephones/{id}/retirer",
            Access::Organiser,
            staff::phones::ask_revoke,
        )
        .post(
            "/organisation/equipe/telephones/{id}/retirer",
            Access::Organiser,
            staff::phones::revoke,
        )
}

fn team_programme(routes: Routes) -> Routes {
    use staff::programme::{editing, file, import, letters, removing, show};
    let routes = routes
        .get("/organisation/programme", Access::Organiser, show)
        .get("/organisation/programme/programme.toml", Access::Organiser, file)
        .get("/organisation/programme/import", Access::Organiser, import::new)
        .post("/organisation/programme/import", Access::Organiser, import::check)
        .post("/organisation/programme/import/appliquer", Access::Organiser, import::apply)
        .get("/organisation/programme/{part}", Access::Organiser, editing::list)
        .post("/organisation/programme/{part}", Access::Organiser, editing::save_part)
        .get("/organisation/programme/{part}/{key}", Access::Organiser, editing::show)
        .post("/organisation/programme/{part}/{key}", Access::Organiser, editing::save_one);
    routes
        .get("/organisation/programme/{part}/{key}/retirer", Access::Organiser, removing::ask)
        .post("/organisation/programme/{part}/{key}/retirer", Access::Organiser, removing::remove)
        .post(
            "/organisation/programme/lettres/{id}/rappeler",
            Access::Organiser,
            letters::call_back,
        )
}

fn team_wishes(routes: Routes) -> Routes {
    routes
        .get("/organisation/voeux", Access::Organiser, staff::wishes::show)
        .post("/organisation/voeux/creneau", Access::Organiser, staff::wishes::change)
        .post("/organisation/voeux/repartitions", Access::Organiser, staff::allocations::start)
        .get("/organisation/voeux/{id}", Access::Organiser, staff::allocations::show)
        .get("/organisation/voeux/{id}/publier", Access::Organiser, staff::allocations::ask)
        .post("/organisation/voeux/{id}/publier", Access::Organiser, staff::allocations::publish)
}

fn team_sessions(routes: Routes) -> Routes {
    routes
        .get("/organisation/seances/{id}", Access::Organiser, staff::session::show)
        .post("/organisation/seances/{id}/places", Access::Organiser, staff::session::set_capacity)
        .post("/organisation/seances/{id}/devant", Access::Organiser, staff::session::move_up)
        .get(
            "/organisation/seances/{id}/annuler",
            Access::Organiser,
            staff::session_cancellation::ask,
        )
        .post(
            "/organisation/seances/{id}/annuler",
            Access::Organiser,
            staff::session_cancellation::cancel,
        )
}

fn team_participants(routes: Routes) -> Routes {
    let routes = team_people(routes);
    routes
        .get("/organisation/participants/nouveau", Access::Organiser, staff::new_participants::new)
        .post(
            "/organisation/participants/nouveau",
            Access::Organiser,
            staff::new_participants::create,
        )
        .get("/organisation/participants/{id}", Access::Organiser, staff::participant::show)
        .post(
            "/organisation/participants/{id}/lien",
            Access::Organiser,
            staff::participant::send_link,
        )
        .get(
            "/organisation/participants/{id}/annuler",
            Access::Organiser,
            staff::participant::ask_cancel,
        )
        .post(
            "/organisation/participants/{id}/annuler",
            Access::Organiser,
            staff::participant::cancel,
        )
        .post("/organisation/participants/{id}/seances", Access::Organiser, staff::seats::take)
        .post(
            "/organisation/participants/{id}/seances/retirer",
            Access::Organiser,
            staff::seats::give_back,
        )
        .post("/organisation/participants/{id}/attente", Access::Organiser, staff::lines::join)
        .post(
            "/organisation/participants/{id}/attente/quitter",
            Access::Organiser,
            staff::lines::leave,
        )
}

fn team_people(routes: Routes) -> Routes {
    let organiser = Access::Organiser;
    routes
        .get("/organisation/participants", organiser, staff::participants::list)
        .post("/organisation/participants/choix", organiser, staff::participants::choose)
        .post("/organisation/participants/colonnes", organiser, staff::participants::set_columns)
        .get("/organisation/participants/import", organiser, staff::people_imports::ask)
        .post(
            "/organisation/participants/import",
            organiser,
            staff::people_imports::read.layer(DefaultBodyLimit::max(upload::LIMIT * 2)),
        )
        .get("/organisation/participants/import/{id}", organiser, staff::people_imports::show)
        .post(
            "/organisation/participants/import/{id}/colonnes",
            organiser,
            staff::people_imports::set_columns,
        )
        .post(
            "/organisation/participants/import/{id}/corriger",
            organiser,
            staff::people_imports::correct,
        )
        .post(
            "/organisation/participants/import/{id}/appliquer",
            organiser,
            staff::people_imports::apply,
        )
        .get("/organisation/participants/selection", organiser, staff::bulk::ask)
        .post("/organisation/participants/selection", organiser, staff::bulk::apply)
        .get("/organisation/participants/selection/{id}", organiser, staff::bulk::show)
        .post("/organisation/participants/selection/{id}/defaire", organiser, staff::bulk::undo)
        .get("/organisation/participants/doublons", organiser, staff::duplicates::list)
        .post(
            "/organisation/participants/doublons/distincts",
            organiser,
            staff::duplicates::dismiss,
        )
        .get("/organisation/participants/doublons/fusion", organiser, staff::merging::ask)
        .post("/organisation/participants/doublons/fusion", organiser, staff::merging::merge)
        .get("/organisation/participants/{id}/modifier", organiser, staff::participant_edit::ask)
        .post(
            "/organisation/participants/{id}/modifier",
            organiser,
            staff::participant_edit::change,
        )
        .post(
            "/organisation/participants/{id}/retablir",
            organiser,
            staff::participant_acts::restore,
        )
        .post("/organisation/participants/{id}/notes", organiser, staff::participant_acts::note)
        .post(
            "/organisation/participants/{id}/pointer",
            organiser,
            staff::participant_acts::check_in,
        )
        .post(
            "/organisation/participants/{id}/depointer",
            organiser,
            staff::participant_acts::check_out,
        )
}

fn door(routes: Routes) -> Routes {
    routes
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
        .get("/animation", Access::Host, hosting::show)
        .get("/animation/{id}", Access::Host, hosting::attendance::show)
        .post("/animation/{id}/presence", Access::Host, hosting::attendance::note)
        .post("/animation/{id}/presence/annuler", Access::Host, hosting::attendance::take_note_back)
        .get("/animation/{id}/message", Access::Host, hosting::message::ask)
        .post("/animation/{id}/message", Access::Host, hosting::message::write)
        .post(
            "/animation/{id}/message/{message}/rappeler",
            Access::Host,
            hosting::message::call_back,
        )
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
