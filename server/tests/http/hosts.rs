//! Whatever a client says the site is called, links lead to where the site is.

use crate::support::{Engine, Setup, after, register};

const ELSEWHERE: &str = "ailleurs.example";

#[tokio::test]
async fn a_forged_host_gets_into_no_link_of_any_page_or_letter() {
    let site = Setup::on(Engine::Sqlite)
        .env("PASSERELLE_PUBLIC_URL", "https://conference.example")
        .open()
        .await;
    let forged = site
        .browser()
        .with("host", ELSEWHERE)
        .with("x-forwarded-host", ELSEWHERE)
        .with("x-forwarded-proto", "ftp")
        .with("forwarded", "host=ailleurs.example;proto=ftp");
    for path in ["/", "/programme", "/inscription", "/connexion", "/mentions-legales", "/rien"] {
        assert!(!forged.get(path).await.text().contains(ELSEWHERE), "{path}");
    }
    let ticket = register(&forged, "Rivière").await;
    assert!(!ticket.page().await.contains(ELSEWHERE));
    let calendar = ticket.get("/agenda.ics").await.page().replace("\r\n ", "");
    assert!(calendar.contains("https://conference.example"), "{calendar}");
    assert!(!calendar.contains(ELSEWHERE), "{calendar}");

    let admin = site.member("admin").await.with("host", ELSEWHERE);
    let letters = admin.get("/organisation/courriels").await.page();
    let id = after(&letters, &["<tbody>", "href=\"/organisation/courriels/"], "\"");
    let letter = admin.get(&format!("/organisation/courriels/{id}")).await.page();
    assert!(letter.contains(&format!("https://conference.example{}", ticket.path)), "{letter}");
    assert!(!letter.contains(ELSEWHERE), "{letter}");

    let fields = [("email", "suivant@exemple.fr"), ("role", "door")];
    let invited = admin.post("/organisation/equipe", &fields).await.page();
    assert!(invited.contains("https://conference.example/mot-de-passe/"), "{invited}");
    assert!(!invited.contains(ELSEWHERE), "{invited}");
}

#[tokio::test]
async fn a_browser_without_fetch_metadata_is_known_by_its_origin() {
    let site = Setup::on(Engine::Sqlite)
        .env("PASSERELLE_PUBLIC_URL", "https://conference.example")
        .open()
        .await;
    let old = site.browser().with("sec-fetch-site", "");
    for (origin, status) in
        [("https://conference.example", 422), ("https://conference.example.ailleurs.example", 403)]
    {
        let answer = old.with("origin", origin).post("/retrouver-mon-billet", &[]).await;
        assert_eq!(answer.status, status, "{origin}");
    }
}
