//! The seats left, for the pages that keep themselves up to date.

use serde_json::{Value, json};

use crate::support::{Engine, Site, on_both_engines, register};

on_both_engines! {
    async fn the_seats_left_are_told_again_only_when_they_have_changed(engine: Engine) {
        let site = Site::open(engine).await;
        let browser = site.browser();
        let ticket = register(&browser, "Rivière").await;

        let first = browser.get("/places").await;
        let places: Value = serde_json::from_str(&first.page()).unwrap();
        assert_eq!(places.as_object().unwrap().len(), 20 + 10 * 3);
        assert_eq!(places["A01"], json!([24, 0, "", "24\u{a0}places libres"]));
        assert_eq!(places["K01-1255"], json!([8, 0, "", "8\u{a0}places libres"]));
        assert_eq!(first.header("cache-control"), "no-cache");
        assert_eq!(first.header("content-type"), "application/json");
        assert_eq!(first.header("set-cookie"), "");
        let tag = first.header("etag");
        assert!(tag.starts_with("W/\""), "{tag}");

        let knows = browser.with("if-none-match", tag);
        let same = knows.get("/places").await;
        assert_eq!((same.status, same.body.len()), (304, 0));
        assert_eq!(same.header("etag"), tag);
        assert_eq!(same.header("cache-control"), "no-cache");

        ticket.choose("A01").await.leads_to();
        let changed = knows.get("/places").await;
        assert_ne!(changed.header("etag"), tag);
        let places: Value = serde_json::from_str(&changed.page()).unwrap();
        assert_eq!(places["A01"], json!([23, 0, "", "23\u{a0}places libres"]));
        ticket.give_back("A01").await.leads_to();
        assert_eq!(knows.get("/places").await.status, 304, "the same seats, the same answer");
    }
}

#[tokio::test]
async fn the_answer_weighs_little() {
    let site = Site::open(Engine::Sqlite).await;
    let compressed = site.browser().with("accept-encoding", "br").get("/places").await;
    assert_eq!(compressed.header("content-encoding"), "br");
    assert!(compressed.body.len() < 700, "{} bytes", compressed.body.len());
}
