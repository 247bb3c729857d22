//! What browsers are told beside the page.

use crate::support::{Answer, Engine, PASSWORD, Setup, Site, after, register};

fn assert_shielded(answer: &Answer, path: &str) {
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
    ] {
        assert_eq!(answer.header(name), value, "{name} of {path}");
    }
    assert!(answer.header("permissions-policy").contains("camera=(self)"), "{path}");
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{path}: {policy}");
    assert!(policy.contains("frame-ancestors 'none'"), "{path}: {policy}");
    assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{policy}");
}

#[tokio::test]
async fn public_pages_run_no_script_and_set_no_cookie() {
    let site = Site::open(Engine::Sqlite).await;
    for path in [
        "/",
        "/inscription",
        "/retrouver-mon-billet",
        "/mentions-legales",
        "/donnees-personnelles",
        "/accessibilite",
        "/connexion",
        "/b/inconnu",
        "/rien",
    ] {
        let answer = site.browser().get(path).await;
        assert_shielded(&answer, path);
        assert!(answer.header("content-security-policy").contains("script-src 'none'"), "{path}");
        assert!(!answer.text().contains("<script"), "{path}");
        assert_eq!(answer.header("set-cookie"), "", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
        assert!(answer.headers.contains_key("x-request-id"), "{path}");
    }
    for path in ["/", "/programme", "/mentions-legales"] {
        assert_eq!(site.browser().get(path).await.header("cache-control"), "no-cache", "{path}");
    }
}

#[tokio::test]
async fn pages_with_live_seats_run_one_file_of_the_sites_own_and_nothing_else() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    for path in ["/programme", "/programme?type=kiosque", "/programme/A01"] {
        let answer = browser.get(path).await;
        assert_shielded(&answer, path);
        assert!(answer.header("content-security-policy").contains("script-src 'self';"), "{path}");
        let text = answer.text();
        assert_eq!(text.matches("<script").count(), 1, "{path}");
        assert!(text.contains("<script type=\"module\" src=\"/places.js?"), "{text}");
        assert_eq!(answer.header("set-cookie"), "", "{path}");
    }
    let ticket = register(&browser, "Rivière").await.get("").await;
    let policy = ticket.header("content-security-policy");
    let nonce = after(policy, &["script-src 'nonce-"], "'");
    assert!(ticket.text().contains(&format!("nonce=\"{nonce}\"")), "{policy}");
    assert!(!policy.contains("script-src 'self'"), "{policy}");
}

#[tokio::test]
async fn what_is_no_page_is_shielded_too() {
    let site = Site::open(Engine::Sqlite).await;
    let ticket = register(&site.browser(), "Rivière").await;
    for answer in [ticket.get("/qr.svg").await, ticket.get("/agenda.ics").await] {
        assert_shielded(&answer, &ticket.path);
    }
    for path in ["/health/live", "/metrics", "/rien.css"] {
        assert_shielded(&site.browser().get(path).await, path);
    }
    let refused = site.browser().post_json("/accueil/actes", "{}").await;
    assert_shielded(&refused, "/accueil/actes");
}

#[tokio::test]
async fn pages_with_people_on_them_are_kept_by_no_cache() {
    let site = Site::open(Engine::Sqlite).await;
    let ticket = register(&site.browser(), "Rivière").await;
    let admin = site.member("admin").await;
    for path in [
        ticket.path.as_str(),
        "/organisation",
        "/organisation/participants",
        "/organisation/participants/nouveau",
        "/organisation/courriels",
        "/organisation/journal",
        "/organisation/equipe",
        "/organisation/exports",
        "/organisation/exports/emargement",
        "/organisation/exports/participants.csv",
        "/accueil",
        "/accueil/entree",
        "/animation",
        "/inscription",
        "/connexion",
    ] {
        let answer = admin.get(path).await;
        assert_eq!(answer.status, 200, "{path}");
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert_shielded(&answer, path);
    }
    let turned_away = site.browser().get("/organisation").await;
    assert_eq!(turned_away.leads_to(), "/connexion?suite=%2Forganisation");
}

#[tokio::test]
async fn the_door_runs_only_scripts_that_carry_a_number_drawn_each_time() {
    let site = Site::open(Engine::Sqlite).await;
    let door = site.member("door").await;
    let nonce = |answer: &Answer| {
        let policy = answer.header("content-security-policy");
        after(policy, &["script-src 'nonce-"], "'").to_owned()
    };
    let (one, other) = (door.get("/accueil/entree").await, door.get("/accueil/entree").await);
    assert_ne!(nonce(&one), nonce(&other));
    let text = one.text();
    let scripts: Vec<_> = text.split("<script").skip(1).collect();
    assert!(!scripts.is_empty(), "{text}");
    for script in scripts {
        let tag = script.split('>').next().unwrap();
        assert!(tag.contains(&format!("nonce=\"{}\"", nonce(&one))), "{tag}");
    }
}

#[tokio::test]
async fn a_site_behind_https_says_so_to_browsers() {
    let site = Setup::on(Engine::Sqlite)
        .env("PASSERELLE_PUBLIC_URL", "https://conference.example")
        .open()
        .await;
    for path in ["/", "/rien", "/health/live"] {
        let answer = site.browser().get(path).await;
        assert!(answer.header("strict-transport-security").starts_with("max-age=31536000"));
    }
    let browser = site.browser();
    let link = site.invite("admin@exemple.fr", "admin");
    let password = PASSWORD;
    let signed = browser.post(&link, &[("password", password), ("again", password)]).await;
    let cookie = signed.header("set-cookie").to_owned();
    assert!(cookie.starts_with("__Host-session="), "{cookie}");
    for word in ["; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax"] {
        assert!(cookie.contains(word), "{cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
    browser.get("/organisation").await.page();
}
