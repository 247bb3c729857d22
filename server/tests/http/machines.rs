//! What watches over the site: is it alive, is it ready, how much does it do.

use crate::support::{Engine, Site, on_both_engines, register};

on_both_engines! {
    async fn a_site_that_can_write_is_alive_and_ready(engine: Engine) {
        let site = Site::open(engine).await;
        for address in ["/health/live", "/health/ready"] {
            assert_eq!(site.browser().get(address).await.page(), "ok\n");
        }
    }
}

#[tokio::test]
async fn a_site_that_cannot_write_is_alive_and_not_ready() {
    let site = Site::open(Engine::Postgres).await;
    let store = site.store().await;
    let mut conn = store.reader().await.unwrap();
    conn.exec("drop table heartbeat", ()).await.unwrap();
    drop(conn);
    store.close().await;
    let ready = site.browser().get("/health/ready").await;
    assert_eq!(ready.status, 503, "{}", ready.text());
    assert_eq!(site.browser().get("/health/live").await.status, 200);
}

#[tokio::test]
async fn the_figures_count_requests_and_name_nobody() {
    let site = Site::open(Engine::Sqlite).await;
    let ticket = register(&site.browser(), "Rivière").await;
    ticket.choose("A01").await.leads_to();
    let metrics = site.browser().get("/metrics").await;
    let text = metrics.page();
    assert!(metrics.header("content-type").starts_with("text/plain"));
    let secret = ticket.path.trim_start_matches("/billet/");
    for word in ["Rivi", "rivi", "exemple.fr", secret] {
        assert!(!text.contains(word), "« {word} » is in: {text}");
    }
    let counted = text.lines().any(|line| {
        line.starts_with("axum_http_requests_total{")
            && line.contains("endpoint=\"/billet/{secret}/choisir\"")
            && line.contains("status=\"303\"")
    });
    assert!(counted, "{text}");
}
