//! Addresses that lead nowhere, and files that are not for anybody.

use crate::support::{Engine, Site, after, on_both_engines, query, status_of};

const GONE: &str = "Cette page n’existe pas";

#[tokio::test]
async fn an_unknown_address_is_told_by_a_page_of_the_house() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    for path in ["/rien", "/programme/Z99", "/pkg/rien.css", "/organisations", "/inscription/1"] {
        let answer = browser.get(path).await;
        answer.says(404, GONE);
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
        assert!(answer.header("content-security-policy").contains("script-src 'none'"));
    }
    browser.get("/billet/inconnu").await.says(404, "Ce lien n’ouvre plus rien");
    let long = format!("/billet/{}", "x".repeat(8_000));
    browser.get(&long).await.says(404, "Ce lien n’ouvre plus rien");
}

#[tokio::test]
async fn something_else_where_an_identity_belongs_is_an_unknown_address() {
    let site = Site::open(Engine::Sqlite).await;
    let organiser = site.member("admin").await;
    for path in [
        "/organisation/participants/Dupont",
        "/organisation/participants/Dupont/annuler",
        "/organisation/courriels/12",
        "/accueil/seance/A01",
        "/accueil/seance/00000000-0000-0000-0000-000000000001",
        "/organisation/participants/00000000-0000-0000-0000-000000000001",
    ] {
        organiser.get(path).await.says(404, GONE);
    }
    for path in [
        "/organisation/participants/Dupont/annuler",
        "/organisation/participants/00000000-0000-0000-0000-000000000001/annuler",
        "/organisation/courriels/12/renvoyer",
        "/accueil/seance/A01/pointer",
    ] {
        organiser.post(path, &[("saisie", "KX7-4TQ")]).await.says(404, GONE);
    }
}

#[tokio::test]
async fn files_beside_the_site_are_not_given_out() {
    let site = Site::open(Engine::Sqlite).await;
    let home = site.browser().get("/").await.page();
    let sheet = after(&home, &["rel=\"stylesheet\"", "href=\""], "\"").to_owned();
    let pkg = sheet.trim_end_matches("/passerelle.css");
    let found = site.browser().get(&sheet).await;
    assert_eq!(found.page(), "body { color: black }");
    assert_eq!(found.header("cache-control"), "public, max-age=31536000, immutable");

    let up = ["..", "%2e%2e", "%2E.", "..%2f..", "..%5c..", "..%00", "....//..", "%252e%252e"];
    let files = ["passerelle.db", "passerelle.db-wal", "log", "Cargo.toml", "etc/passwd"];
    for base in ["", "/pkg", pkg] {
        for file in files {
            for up in up {
                for path in [format!("{base}/{up}/{file}"), format!("{base}/{up}/{up}/{file}")] {
                    let (status, answer) = status_of(site.address, &path);
                    assert!(status == 404 || status == 400, "{path}: {answer}");
                    assert!(!answer.contains("SQLite format"), "{path}");
                }
            }
        }
    }
    for path in ["//etc/passwd", "/pkg//etc/passwd", "/passerelle.db", "/pkg/", "/pkg"] {
        assert_eq!(status_of(site.address, path).0, 404, "{path}");
    }
}

on_both_engines! {
    async fn no_character_breaks_a_page(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("admin").await;
        let strange = ["%00", "%ff%fe", "a%00b", "%F0%9F%92%A9", "%27%22%3B--", "%5C%25_", "%0d%0aX"];
        for text in strange {
            for path in [
                format!("/programme/{text}"),
                format!("/programme?theme={text}&type={text}"),
                format!("/billet/{text}"),
                format!("/b/{text}"),
                format!("/mot-de-passe/{text}"),
                format!("/connexion?suite={text}"),
                format!("/organisation/participants?q={text}&etat={text}&page={text}"),
                format!("/organisation/courriels?etat={text}&page={text}"),
                format!("/organisation/journal?page={text}"),
                format!("/organisation/exports/emargement?seance={text}"),
                format!("/accueil/entree?q={text}"),
                format!("/accueil/entree?pointage={text}"),
            ] {
                let answer = organiser.get(&path).await;
                assert!(answer.status < 500, "{path}: {} {}", answer.status, site.log());
            }
        }
        for text in ["\0", "a\0b", "\u{202e}abc", "'; drop table participant; --", "\u{feff}"] {
            let person = [
                ("first_name", text), ("last_name", text), ("organisation", text),
                ("role_title", text), ("phone", text), ("access_other", text),
                ("access_consent", "oui"), ("no_email", "oui"), ("consent", "oui"),
            ];
            let signing_in = [("email", text), ("password", text), ("suite", text)];
            for (path, fields) in [
                ("/inscription", person.as_slice()),
                ("/organisation/participants/nouveau", person.as_slice()),
                ("/connexion", signing_in.as_slice()),
                ("/retrouver-mon-billet", signing_in.as_slice()),
                ("/organisation/equipe", signing_in.as_slice()),
                ("/accueil/entree/pointer", &[("saisie", text)]),
            ] {
                let answer = organiser.post(path, fields).await;
                let said = query(fields);
                assert!(answer.status < 500, "{path} {said}: {} {}", answer.status, site.log());
            }
        }
    }
}
