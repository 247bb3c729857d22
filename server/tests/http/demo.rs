//! A conference full of people who do not exist.

use crate::support::{Engine, Setup, Site, on_both_engines, register};

fn said(site: &Site, arguments: &[&str]) -> (bool, String) {
    let output = site.run(arguments);
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

on_both_engines! {
    async fn it_fills_and_its_books_balance(engine: Engine) {
        let site = Site::open(engine).await;
        let (success, told) = said(&site, &["demo", "--participants", "230", "--seed", "7"]);
        assert!(success, "{told}");
        assert!(told.contains("200 avec une place, 30 en liste d'attente"), "{told}");
        let (success, told) = said(&site, &["check"]);
        assert!(success, "{told}");
        let organiser = site.member("organiser").await;
        let sessions = organiser.get("/organisation/exports/seances.csv").await.text();
        assert!(sessions.contains("A01") && sessions.contains("K05"), "{sessions}");
    }
}

#[tokio::test]
async fn it_never_mixes_with_people_and_writes_to_nobody() {
    let site = Site::open(Engine::Sqlite).await;
    register(&site.browser(), "Rivière").await;
    let (success, told) = said(&site, &["demo", "--participants", "5"]);
    assert!(!success && told.contains("déjà des inscriptions"), "{told}");
    let site = Setup::on(Engine::Sqlite).env("SMTP_URL", "smtp://127.0.0.1:9").closed().await;
    let (success, told) = said(&site, &["demo", "--participants", "5"]);
    assert!(!success && told.contains("SMTP_URL"), "{told}");
}
