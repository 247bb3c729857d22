//! The journal: searched, filtered, taken away.

use crate::support::{Engine, Site, after, on_both_engines, query, register};

on_both_engines! {
    async fn the_journal_is_searched_by_name_kind_person_and_day(engine: Engine) {
        let site = Site::open(engine).await;
        let (organiser, admin) = (site.member("organiser").await, site.member("admin").await);
        let ticket = register(&site.browser(), "Rivière").await;
        let line = ticket.line(&organiser, "riviere").await;
        let id = after(&line, &["href=\"/organisation/participants/"], "\"");
        organiser.post(&format!("/organisation/participants/{id}/annuler"), &[]).await.leads_to();
        admin.get("/organisation/exports/participants.csv").await.page();

        let rows = async |fields: &[(&str, &str)]| {
            let page = organiser.get(&format!("/organisation/journal?{}", query(fields))).await;
            let page = page.page();
            page.split_once("<tbody>").map_or(String::new(), |(_, rest)| {
                rest.split_once("</tbody>").unwrap().0.to_owned()
            })
        };
        let all = rows(&[]).await;
        assert!(all.contains("Export des participants") && all.contains("annulée"), "{all}");
        let by_name = rows(&[("q", "riviere")]).await;
        assert!(by_name.contains("annulée") && !by_name.contains("Export"), "{by_name}");
        let by_kind = rows(&[("quoi", "export.participants")]).await;
        assert!(by_kind.contains("Export") && !by_kind.contains("annulée"), "{by_kind}");
        let by_person = rows(&[("qui", "organiser@exemple.fr")]).await;
        assert!(by_person.contains("annulée") && !by_person.contains("Export"), "{by_person}");
        assert_eq!(rows(&[("du", "2999-01-01")]).await, "");
        assert!(rows(&[("au", "2999-01-01"), ("du", "2000-01-01")]).await.contains("Export"));
        assert_eq!(rows(&[("q", "100%")]).await, "");
    }

    async fn the_lines_shown_are_a_file_and_taking_it_is_noted(engine: Engine) {
        let site = Site::open(engine).await;
        let admin = site.member("admin").await;
        admin.post("/organisation/equipe/reglages", &[("double", "oui")]).await.leads_to();
        let organiser = site.member("organiser").await;
        let file = organiser.get("/organisation/journal.csv?quoi=team.setting").await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert!(file.header("content-disposition").starts_with("attachment; filename=\"journal-"));
        let text = file.page();
        assert!(text.starts_with("\u{feff}\"Date et heure\";"), "{text}");
        assert_eq!(text.lines().count(), 2, "{text}");
        assert!(text.contains("exigée\u{a0}: oui"), "{text}");
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("Export du journal"), "{journal}");
    }
}
