//! Every route × every role. A route that is not in [`EXPECTED`] fails the build.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use axum_prometheus::PrometheusMetricLayer;
use domain::participant::Email;
use domain::role::{Access, Role};
use store::{Store, accounts};
use tower::ServiceExt;

use super::site;
use crate::access::Declared;
use crate::changing;
use crate::clock::now;
use crate::keys::{hash, random_secret};
use crate::state::{App, Parts};

/// Who may use what. Change it together with the router, on purpose.
const EXPECTED: &[(&str, &str, Access)] = &[
    ("GET", "/", Access::Public),
    ("GET", "/programme", Access::Public),
    ("GET", "/programme/grille", Access::Public),
    ("GET", "/programme/grille/imprimer", Access::Public),
    ("GET", "/programme/{code}", Access::Public),
    ("GET", "/places", Access::Public),
    ("GET", "/inscription", Access::Public),
    ("POST", "/inscription", Access::Public),
    ("GET", "/inscription/groupe", Access::Public),
    ("POST", "/inscription/groupe", Access::Public),
    ("GET", "/retrouver-mon-billet", Access::Public),
    ("POST", "/retrouver-mon-billet", Access::Public),
    ("GET", "/b/{token}", Access::Public),
    ("GET", "/attestation", Access::Public),
    ("GET", "/attestation/{code}", Access::Public),
    ("GET", "/mentions-legales", Access::Public),
    ("GET", "/donnees-personnelles", Access::Public),
    ("GET", "/accessibilite", Access::Public),
    ("GET", "/connexion", Access::Public),
    ("POST", "/connexion", Access::Public),
    ("POST", "/deconnexion", Access::Public),
    ("GET", "/connexion/code", Access::Public),
    ("POST", "/connexion/code", Access::Public),
    ("GET", "/mot-de-passe/{token}", Access::Link),
    ("POST", "/mot-de-passe/{token}", Access::Link),
    ("GET", "/health/live", Access::Public),
    ("GET", "/health/ready", Access::Public),
    ("GET", "/metrics", Access::Public),
    ("GET", "/billet/{secret}", Access::Link),
    ("POST", "/billet/{secret}/choisir", Access::Link),
    ("POST", "/billet/{secret}/rendre", Access::Link),
    ("POST", "/billet/{secret}/attendre", Access::Link),
    ("POST", "/billet/{secret}/quitter", Access::Link),
    ("GET", "/billet/{secret}/place/{session}", Access::Link),
    ("POST", "/billet/{secret}/place/{session}", Access::Link),
    ("POST", "/billet/{secret}/voeux", Access::Link),
    ("GET", "/billet/{secret}/annuler", Access::Link),
    ("POST", "/billet/{secret}/annuler", Access::Link),
    ("GET", "/billet/{secret}/qr.svg", Access::Link),
    ("GET", "/billet/{secret}/agenda.ics", Access::Link),
    ("GET", "/billet/{secret}/attestation", Access::Link),
    ("POST", "/billet/{secret}/reprendre", Access::Link),
    ("GET", "/groupe/{secret}", Access::Link),
    ("GET", "/groupe/{secret}/ajouter", Access::Link),
    ("POST", "/groupe/{secret}/ajouter", Access::Link),
    ("GET", "/groupe/{secret}/billets", Access::Link),
    ("GET", "/desinscription/{secret}/{id}", Access::Link),
    ("POST", "/desinscription/{secret}/{id}", Access::Link),
    ("GET", "/organisation", Access::Organiser),
    ("GET", "/organisation/programme", Access::Organiser),
    ("GET", "/organisation/programme/programme.toml", Access::Organiser),
    ("GET", "/organisation/programme/import", Access::Organiser),
    ("POST", "/organisation/programme/import", Access::Organiser),
    ("POST", "/organisation/programme/import/appliquer", Access::Organiser),
    ("GET", "/organisation/programme/{part}", Access::Organiser),
    ("POST", "/organisation/programme/{part}", Access::Organiser),
    ("GET", "/organisation/programme/{part}/{key}", Access::Organiser),
    ("POST", "/organisation/programme/{part}/{key}", Access::Organiser),
    ("GET", "/organisation/programme/{part}/{key}/retirer", Access::Organiser),
    ("POST", "/organisation/programme/{part}/{key}/retirer", Access::Organiser),
    ("POST", "/organisation/programme/lettres/{id}/rappeler", Access::Organiser),
    ("GET", "/organisation/tableau", Access::Organiser),
    ("GET", "/organisation/projecteur", Access::Organiser),
    ("GET", "/organisation/projecteur/chiffres", Access::Organiser),
    ("GET", "/organisation/voeux", Access::Organiser),
    ("POST", "/organisation/voeux/creneau", Access::Organiser),
    ("POST", "/organisation/voeux/repartitions", Access::Organiser),
    ("GET", "/organisation/voeux/{id}", Access::Organiser),
    ("GET", "/organisation/voeux/{id}/publier", Access::Organiser),
    ("POST", "/organisation/voeux/{id}/publier", Access::Organiser),
    ("GET", "/organisation/courriels", Access::Organiser),
    ("GET", "/organisation/courriels/{id}", Access::Organiser),
    ("POST", "/organisation/courriels/{id}/renvoyer", Access::Organiser),
    ("GET", "/organisation/courriels/envois", Access::Organiser),
    ("POST", "/organisation/courriels/envois", Access::Organiser),
    ("GET", "/organisation/courriels/envois/nouveau", Access::Organiser),
    ("GET", "/organisation/courriels/envois/{id}", Access::Organiser),
    ("GET", "/organisation/courriels/envois/{id}/suivi", Access::Organiser),
    ("GET", "/organisation/courriels/envois/{id}/modifier", Access::Organiser),
    ("POST", "/organisation/courriels/envois/{id}/essai", Access::Organiser),
    ("POST", "/organisation/courriels/envois/{id}/envoyer", Access::Organiser),
    ("POST", "/organisation/courriels/envois/{id}/suite", Access::Organiser),
    ("GET", "/organisation/courriels/rappels", Access::Organiser),
    ("POST", "/organisation/courriels/rappels/{lettre}", Access::Organiser),
    ("GET", "/organisation/courriels/modeles", Access::Organiser),
    ("GET", "/organisation/courriels/modeles/{lettre}", Access::Organiser),
    ("POST", "/organisation/courriels/modeles/{lettre}", Access::Organiser),
    ("GET", "/organisation/courriels/domaine", Access::Organiser),
    ("POST", "/organisation/courriels/domaine/essai", Access::Organiser),
    ("POST", "/organisation/courriels/domaine/rythme", Access::Organiser),
    ("GET", "/organisation/exports", Access::Organiser),
    ("GET", "/organisation/exports/classeur.xlsx", Access::Organiser),
    ("GET", "/organisation/exports/apercu/{list}", Access::Organiser),
    ("POST", "/organisation/exports/apercu/{list}", Access::Organiser),
    ("GET", "/organisation/exports/{file}", Access::Organiser),
    ("GET", "/organisation/exports/emargement", Access::Organiser),
    ("GET", "/organisation/exports/attestations", Access::Organiser),
    ("GET", "/organisation/exports/badges", Access::Organiser),
    ("GET", "/organisation/exports/badges/calage", Access::Organiser),
    ("POST", "/organisation/exports/badges/imprimes", Access::Organiser),
    ("GET", "/organisation/exports/affiches", Access::Organiser),
    ("GET", "/organisation/exports/programme-de-poche", Access::Organiser),
    ("GET", "/organisation/exports/pochette", Access::Organiser),
    ("GET", "/organisation/journal", Access::Organiser),
    ("GET", "/organisation/journal.csv", Access::Organiser),
    ("GET", "/organisation/equipe", Access::Organiser),
    ("POST", "/organisation/equipe", Access::Admin),
    ("POST", "/organisation/equipe/reglages", Access::Admin),
    ("GET", "/organisation/equipe/{id}", Access::Admin),
    ("POST", "/organisation/equipe/{id}/role", Access::Admin),
    ("POST", "/organisation/equipe/{id}/seances", Access::Admin),
    ("POST", "/organisation/equipe/{id}/lien", Access::Admin),
    ("POST", "/organisation/equipe/{id}/deconnecter", Access::Admin),
    ("POST", "/organisation/equipe/{id}/double-verification", Access::Admin),
    ("GET", "/organisation/equipe/{id}/fermer", Access::Admin),
    ("POST", "/organisation/equipe/{id}/fermer", Access::Admin),
    ("POST", "/organisation/equipe/{id}/rouvrir", Access::Admin),
    ("GET", "/mon-compte", Access::Team),
    ("POST", "/mon-compte/mot-de-passe", Access::Team),
    ("POST", "/mon-compte/connexions", Access::Team),
    ("POST", "/mon-compte/connexions/fermer", Access::Team),
    ("GET", "/mon-compte/double-verification", Access::Team),
    ("POST", "/mon-compte/double-verification", Access::Team),
    ("POST", "/mon-compte/double-verification/codes", Access::Team),
    ("POST", "/mon-compte/double-verification/retirer", Access::Team),
    ("GET", "/organisation/participants", Access::Organiser),
    ("POST", "/organisation/participants/choix", Access::Organiser),
    ("POST", "/organisation/participants/colonnes", Access::Organiser),
    ("GET", "/organisation/participants/import", Access::Organiser),
    ("POST", "/organisation/participants/import", Access::Organiser),
    ("GET", "/organisation/participants/import/{id}", Access::Organiser),
    ("POST", "/organisation/participants/import/{id}/colonnes", Access::Organiser),
    ("POST", "/organisation/participants/import/{id}/corriger", Access::Organiser),
    ("POST", "/organisation/participants/import/{id}/appliquer", Access::Organiser),
    ("GET", "/organisation/participants/selection", Access::Organiser),
    ("POST", "/organisation/participants/selection", Access::Organiser),
    ("GET", "/organisation/participants/selection/{id}", Access::Organiser),
    ("POST", "/organisation/participants/selection/{id}/defaire", Access::Organiser),
    ("GET", "/organisation/participants/doublons", Access::Organiser),
    ("POST", "/organisation/participants/doublons/distincts", Access::Organiser),
    ("GET", "/organisation/participants/doublons/fusion", Access::Organiser),
    ("POST", "/organisation/participants/doublons/fusion", Access::Organiser),
    ("GET", "/organisation/participants/{id}/modifier", Access::Organiser),
    ("POST", "/organisation/participants/{id}/modifier", Access::Organiser),
    ("POST", "/organisation/participants/{id}/retablir", Access::Organiser),
    ("POST", "/organisation/participants/{id}/notes", Access::Organiser),
    ("POST", "/organisation/participants/{id}/pointer", Access::Organiser),
    ("POST", "/organisation/participants/{id}/depointer", Access::Organiser),
    ("GET", "/organisation/participants/nouveau", Access::Organiser),
    ("POST", "/organisation/participants/nouveau", Access::Organiser),
    ("GET", "/organisation/participants/{id}", Access::Organiser),
    ("POST", "/organisation/participants/{id}/lien", Access::Organiser),
    ("GET", "/organisation/participants/{id}/annuler", Access::Organiser),
    ("POST", "/organisation/participants/{id}/annuler", Access::Organiser),
    ("POST", "/organisation/participants/{id}/seances", Access::Organiser),
    ("POST", "/organisation/participants/{id}/seances/retirer", Access::Organiser),
    ("POST", "/organisation/participants/{id}/attente", Access::Organiser),
    ("POST", "/organisation/participants/{id}/attente/quitter", Access::Organiser),
    ("GET", "/organisation/seances/{id}", Access::Organiser),
    ("POST", "/organisation/seances/{id}/places", Access::Organiser),
    ("POST", "/organisation/seances/{id}/devant", Access::Organiser),
    ("GET", "/organisation/seances/{id}/annuler", Access::Organiser),
    ("POST", "/organisation/seances/{id}/annuler", Access::Organiser),
    ("GET", "/organisation/accueil", Access::Organiser),
    ("GET", "/organisation/accueil/tableau", Access::Organiser),
    ("GET", "/organisation/accueil/papier", Access::Organiser),
    ("POST", "/organisation/accueil/papier", Access::Organiser),
    ("GET", "/organisation/equipe/telephones", Access::Organiser),
    ("POST", "/organisation/equipe/telephones", Access::Organiser),
    ("POST", "/organisation/equipe/codes/{id}/fermer", Access::Organiser),
    ("GET", "/organisation/equipe/telephones/{id}/retirer", Access::Organiser),
    ("POST", "/organisation/equipe/telephones/{id}/retirer", Access::Organiser),
    ("GET", "/accueil/service-worker.js", Access::Public),
    ("GET", "/accueil/manifest.webmanifest", Access::Public),
    ("GET", "/accueil/coquille", Access::Public),
    ("GET", "/accueil", Access::Door),
    ("GET", "/accueil/entree", Access::Door),
    ("POST", "/accueil/entree/pointer", Access::Door),
    ("POST", "/accueil/entree/annuler", Access::Door),
    ("POST", "/accueil/entree/deplacer", Access::Door),
    ("GET", "/accueil/entree/inscrire", Access::Door),
    ("POST", "/accueil/entree/inscrire", Access::Door),
    ("GET", "/accueil/seance/{id}", Access::Door),
    ("POST", "/accueil/seance/{id}/deplacer", Access::Door),
    ("POST", "/accueil/seance/{id}/pointer", Access::Door),
    ("POST", "/accueil/seance/{id}/annuler", Access::Door),
    ("GET", "/accueil/appairer/{token}", Access::Link),
    ("POST", "/accueil/appairer/{token}", Access::Link),
    ("POST", "/accueil/appareil", Access::Door),
    ("GET", "/accueil/liste", Access::Device),
    ("POST", "/accueil/actes", Access::Device),
    ("GET", "/animation", Access::Host),
    ("GET", "/animation/{id}", Access::Host),
    ("POST", "/animation/{id}/presence", Access::Host),
    ("POST", "/animation/{id}/presence/annuler", Access::Host),
    ("GET", "/animation/{id}/message", Access::Host),
    ("POST", "/animation/{id}/message", Access::Host),
    ("POST", "/animation/{id}/message/{message}/rappeler", Access::Host),
];

struct House {
    router: Router,
    declared: Arc<[Declared]>,
    sessions: Vec<(Role, String)>,
    _folder: tempfile::TempDir,
}

async fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}", folder.path().join("p.db").display());
    let store = Store::open(&url).await.unwrap();
    let plan = crate::programme::read(crate::programme::SHIPPED, None).unwrap();
    changing::make(&store, changing::proposed(None, plan, "essai", false)).await.unwrap();
    let mut sessions = Vec::new();
    for role in Role::ALL {
        sessions.push((role, signed_in(&store, role).await));
    }
    let (layer, _) = PrometheusMetricLayer::pair();
    let app =
        App::new(Parts { public_url: "http://essai.example".into(), ..Parts::for_tests(store) });
    let (router, declared) = site(app, layer);
    House { router, declared, sessions, _folder: folder }
}

async fn signed_in(store: &Store, role: Role) -> String {
    let secret = random_secret();
    let kept = hash(&secret);
    let email = Email::parse(&format!("{}@exemple.fr", role.as_str())).unwrap();
    store
        .write(async move |conn| {
            let id = accounts::put(conn, &email, role, now()).await?;
            accounts::begin_session(conn, id, kept, now(), now().plus_seconds(600)).await
        })
        .await
        .unwrap();
    secret
}

impl House {
    async fn ask(&self, route: &Declared, session: Option<&str>) -> (StatusCode, String) {
        let path = route
            .path
            .replace("{code}", "A01")
            .replace("{id}", "00000000-0000-0000-0000-000000000001")
            .replace("{part}", "ateliers")
            .replace("{key}", "A01")
            .replace("{session}", "00000000-0000-0000-0000-000000000001")
            .replace("{message}", "00000000-0000-0000-0000-000000000001")
            .replace("{file}", "participants.csv")
            .replace("{lettre}", "day_before")
            .replace("{secret}", "inconnu")
            .replace("{token}", "inconnu");
        let mut request = Request::builder()
            .method(route.method.clone())
            .uri(path)
            .header("sec-fetch-site", "same-origin");
        if route.method == Method::POST {
            request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        }
        if let Some(secret) = session {
            request = request.header(header::COOKIE, format!("session={secret}"));
        }
        let response =
            self.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
        let to = response.headers().get(header::LOCATION);
        (response.status(), to.map_or_else(String::new, |to| to.to_str().unwrap().to_owned()))
    }
}

fn turned_away((status, to): &(StatusCode, String)) -> bool {
    matches!(*status, StatusCode::FORBIDDEN | StatusCode::UNAUTHORIZED)
        || (*status == StatusCode::SEE_OTHER && to.starts_with("/connexion"))
}

#[tokio::test]
async fn every_route_is_expected_and_every_expected_route_exists() {
    let house = house().await;
    let mut declared: Vec<_> = house
        .declared
        .iter()
        .map(|route| (route.method.as_str(), route.path, format!("{:?}", route.access)))
        .collect();
    let mut expected: Vec<_> = EXPECTED
        .iter()
        .map(|(method, path, access)| (*method, *path, format!("{access:?}")))
        .collect();
    declared.sort();
    expected.sort();
    assert_eq!(declared, expected);
}

#[tokio::test]
async fn every_route_lets_in_the_roles_it_is_for_and_no_other() {
    let house = house().await;
    // They end the session, or are where one signs in.
    let ends = ["/deconnexion", "/mon-compte/connexions", "/connexion/code"];
    for route in house.declared.iter().filter(|route| !ends.contains(&route.path)) {
        let open = matches!(route.access, Access::Public | Access::Link);
        let answer = house.ask(route, None).await;
        assert_eq!(turned_away(&answer), !open, "nobody, {route:?}: {answer:?}");
        for (role, secret) in &house.sessions {
            let answer = house.ask(route, Some(secret)).await;
            let allowed = open || role.may(route.access);
            assert_eq!(turned_away(&answer), !allowed, "{role:?}, {route:?}: {answer:?}");
            assert!(!answer.0.is_server_error(), "{role:?}, {route:?}: {answer:?}");
        }
    }
}

#[tokio::test]
async fn a_form_sent_by_another_site_is_refused() {
    let house = house().await;
    let send = |name: &'static str, value: &'static str, cookie: bool| {
        let mut request = Request::builder()
            .method(Method::POST)
            .uri("/retrouver-mon-billet")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(name, value);
        if cookie {
            request = request.header(header::COOKIE, format!("session={}", house.sessions[0].1));
        }
        let router = house.router.clone();
        async move {
            router.oneshot(request.body(Body::from("email=")).unwrap()).await.unwrap().status()
        }
    };
    assert_eq!(send("sec-fetch-site", "cross-site", false).await, StatusCode::FORBIDDEN);
    assert_eq!(send("origin", "http://ailleurs.example", false).await, StatusCode::FORBIDDEN);
    assert_eq!(send("origin", "null", false).await, StatusCode::FORBIDDEN);
    assert_eq!(send("x-nothing", "said", true).await, StatusCode::FORBIDDEN);
    assert_eq!(send("x-nothing", "said", false).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        send("origin", "http://essai.example", true).await,
        StatusCode::UNPROCESSABLE_ENTITY
    );
}
