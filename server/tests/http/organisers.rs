//! What organisers see of it, and take away.

use crate::support::{Engine, Site, after, figure, on_both_engines, register, seats};

on_both_engines! {
    async fn a_member_added_by_command_finds_people_in_the_list_and_the_figures(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        ticket.choose("A01").await.leads_to();
        let organiser = site.member("organiser").await;

        let line = ticket.line(&organiser, "riviere").await;
        assert!(line.contains("Rivière Camille") && line.contains("A01"), "{line}");
        assert!(ticket.line(&organiser, &ticket.code().await).await.contains("Rivière"));
        let dashboard = organiser.get("/organisation").await.page();
        assert_eq!(figure(&dashboard, "inscrits sur 200"), 1);
        assert_eq!(figure(&dashboard, "personne en attente"), 0);
        assert_eq!(seats(&dashboard, "A01"), "1 / 24");

        let id = after(&line, &["href=\"/organisation/participants/"], "\"");
        let cancel = format!("/organisation/participants/{id}/annuler");
        assert!(organiser.get(&cancel).await.page().contains("Rivière"));
        organiser.post(&cancel, &[]).await.leads_to();
        let dashboard = organiser.get("/organisation").await.page();
        assert_eq!(figure(&dashboard, "inscrits sur 200"), 0);
        assert_eq!(figure(&dashboard, "annulation"), 1);
        assert_eq!(seats(&dashboard, "A01"), "0 / 24");
    }

    async fn every_list_is_a_file_with_a_name_of_its_own(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await.choose("A01").await.leads_to();
        let organiser = site.member("organiser").await;
        for list in ["participants", "seances", "pointages"] {
            let csv = organiser.get(&format!("/organisation/exports/{list}.csv")).await;
            let text = csv.page();
            assert!(text.starts_with("\u{feff}\""), "{text}");
            assert_eq!(text.contains("Rivière"), list == "participants", "{text}");
            assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
            let workbook = organiser.get(&format!("/organisation/exports/{list}.xlsx")).await;
            assert_eq!(workbook.status, 200);
            assert!(workbook.body.starts_with(b"PK") && workbook.body.len() > 2000);
            assert!(workbook.header("content-type").ends_with("spreadsheetml.sheet"));
            for (file, ending) in [(csv, "csv"), (workbook, "xlsx")] {
                let named = file.header("content-disposition").to_owned();
                let begins = format!("attachment; filename=\"{list}-20");
                assert!(named.starts_with(&begins), "{named}");
                assert!(named.ends_with(&format!(".{ending}\"")), "{named}");
                assert_eq!(file.header("cache-control"), "no-store");
            }
        }
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("organiser@exemple.fr"), "{journal}");
        organiser.get("/organisation/exports/mots-de-passe.csv").await.says(404, "existe pas");
    }

    async fn a_letter_waits_for_everybody_who_registers(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        let organiser = site.member("organiser").await;
        let letters = organiser.get("/organisation/courriels").await.page();
        let id = after(&letters, &["<tbody>", "href=\"/organisation/courriels/"], "\"");
        let letter = organiser.get(&format!("/organisation/courriels/{id}")).await.page();
        let link = format!("http://{}{}", site.address, ticket.path);
        assert!(letter.contains("rivire@exemple.fr"));
        assert!(letter.contains(&link), "{link} is not in: {letter}");
    }
}
