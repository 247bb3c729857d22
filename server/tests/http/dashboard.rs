//! The dashboard: what is drawn, what is pressing, and how it stays true.

use crate::support::{Engine, Setup, Site, after, on_both_engines, register};

on_both_engines! {
    async fn the_dashboard_draws_what_there_is_with_the_numbers_beside(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        let empty = organiser.get("/organisation").await.page();
        assert!(empty.contains("Personne n’est encore inscrit"), "{empty}");
        assert!(!empty.contains("<figure"), "{empty}");
        register(&site.browser(), "Rivière").await.choose("A01").await.leads_to();
        let page = organiser.get("/organisation").await.page();
        let curve = after(&page, &["id=\"courbe\""], "</section>");
        assert!(curve.contains("1\u{a0}personne inscrite sur 200\u{a0}places"), "{curve}");
        assert!(curve.contains("<details>") && curve.contains("<td class=\"number\">1</td>"), "{curve}");
        let fill = after(&page, &["id=\"remplissage-A\""], "</section>");
        assert!(fill.contains("1 sur 24"), "{fill}");
        let departments = after(&page, &["id=\"departements\""], "</section>");
        assert!(departments.contains("Non précisé"), "{departments}");
        assert!(!page.contains(" style=\""), "{page}");
    }

    async fn what_changes_is_asked_for_again_and_answered_in_a_few_bytes_while_it_does_not(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        let first = organiser.get("/organisation/tableau").await;
        let tag = first.header("etag").to_owned();
        assert!(first.page().contains("class=\"figures\"") && !tag.is_empty());
        let asked = organiser.with("if-none-match", &tag);
        let again = asked.get("/organisation/tableau").await;
        assert_eq!((again.status, again.body.len()), (304, 0));
        register(&site.browser(), "Rivière").await;
        assert!(asked.get("/organisation/tableau").await.page().contains("inscrits sur 200"));
        site.browser().get("/organisation/tableau").await.leads_to();
    }

    async fn the_projector_shows_numbers_and_nobody(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        let code = register(&site.browser(), "Rivière").await.code().await;
        organiser.post("/accueil/entree/pointer", &[("saisie", &code)]).await.leads_to();
        for path in ["/organisation/projecteur", "/organisation/projecteur/chiffres"] {
            let page = organiser.get(path).await.page();
            assert!(page.contains("<strong>1</strong>") && page.contains("arrivés sur 1"), "{page}");
            assert!(!page.contains("Rivière") && !page.contains("Camille"), "{page}");
        }
    }
}

#[tokio::test]
async fn what_is_pressing_comes_first_and_nothing_is_said_too() {
    let site = Setup::on(Engine::Sqlite).alter("capacity = 200", "capacity = 2").open().await;
    let organiser = site.member("organiser").await;
    assert!(
        organiser.get("/organisation").await.page().contains("Rien ne demande votre attention")
    );
    let first = register(&site.browser(), "Rivière").await;
    for name in ["Montagne", "Vallée"] {
        register(&site.browser(), name).await;
    }
    let page = organiser.get("/organisation").await.page();
    let pressing = after(&page, &["id=\"a-voir\""], "</section>");
    assert!(pressing.contains("3\u{a0}lettres attendent sans relais"), "{pressing}");
    assert!(pressing.contains("1\u{a0}personne attend une place"), "{pressing}");
    let session = after(&page, &["class=\"code\">A01</span>", "href=\""], "\"").to_owned();
    organiser.post(&format!("{session}/places"), &[("places", "1")]).await.leads_to();
    let page = organiser.get("/organisation").await.page();
    assert!(!after(&page, &["id=\"a-voir\""], "</section>").contains("90"), "{page}");
    first.choose("A01").await.leads_to();
    let page = organiser.get("/organisation").await.page();
    let pressing = after(&page, &["id=\"a-voir\""], "</section>");
    assert!(pressing.contains("A01 est pleine à plus de 90"), "{pressing}");
}
