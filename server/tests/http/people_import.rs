//! A list of people from a file, over HTTP: read, put right, applied whole.

use axum::body::Bytes;

use crate::support::{Answer, Browser, Engine, Site, after, on_both_engines, register, seats};

const HERE: &str = "/organisation/participants/import";

async fn send(organiser: &Browser, name: &str, bytes: &[u8]) -> Answer {
    let mut body = format!(
        "--limite\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         content-type: application/octet-stream\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--limite--\r\n");
    let kind = "multipart/form-data; boundary=limite";
    organiser.send("POST", HERE, kind, Bytes::from(body)).await.unwrap()
}

/// The page of a list once it is applied.
async fn applied(organiser: &Browser, list: &str) -> String {
    for _ in 0..100 {
        let page = organiser.get(list).await.page();
        if !page.contains("Import en cours") {
            return page;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("the import does not end");
}

async fn everybody(organiser: &Browser) -> String {
    organiser.get("/organisation/participants").await.page()
}

on_both_engines! {
    async fn a_list_is_read_put_right_and_applied_once(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await;
        let organiser = site.member("organiser").await;
        let text = "Nom;Prénom;Courriel;Structure;Commentaire\n\
                    Lac;Anne;anne@exemple.fr;CCAS;=1+1\n\
                    Rivière;Camille;rivire@exemple.fr;Le Pont;\n\
                    Mare;;mare@;UDAF;\n";
        let list = send(&organiser, "gens.csv", text.as_bytes()).await.leads_to();
        let page = organiser.get(&list).await.page();
        for words in ["1\u{a0}nouvelle personne", "1\u{a0}fiche complétée", "1\u{a0}à corriger",
            "Il manque le prénom", "complétée\u{a0}: Organisation"] {
            assert!(page.contains(words), "{words}: {page}");
        }
        organiser.post(&format!("{list}/appliquer"), &[]).await.says(409, "à corriger");
        let fixed = [("ligne", "3"), ("c-3-1", "Zoé"), ("c-3-2", "zoe@exemple.fr"), ("c-99-0", "x"), ("c-3-99", "x")];
        let back = organiser.post(&format!("{list}/corriger"), &fixed).await.leads_to();
        let page = organiser.get(&back).await.page();
        assert!(page.contains("2\u{a0}nouvelles personnes") && !page.contains("à corriger<"), "{page}");
        organiser.post(&format!("{list}/appliquer"), &[]).await.leads_to();
        let done = applied(&organiser, &list).await;
        assert!(done.contains("2\u{a0}personnes ajoutées, 1\u{a0}fiche complétée"), "{done}");
        organiser.post(&format!("{list}/appliquer"), &[]).await.leads_to();
        let page = everybody(&organiser).await;
        assert!(page.contains("3\u{a0}personnes") && page.contains("Mare Zoé") && page.contains("Le Pont"), "{page}");
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("Import d’une liste") && journal.contains("gens.csv"), "{journal}");

        let again = text.replace("Mare;;mare@", "Mare;Zoé;zoe@exemple.fr");
        let list = send(&organiser, "gens.csv", again.as_bytes()).await.leads_to();
        let page = organiser.get(&list).await.page();
        assert!(page.contains("n’apporte rien de nouveau") && page.contains("3\u{a0}déjà connues"), "{page}");
    }

    async fn columns_are_said_otherwise_and_rows_left_out(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        let text = "Roy,Anne,anne@exemple.fr\nRoux,Luc,luc@exemple.fr\n";
        let list = send(&organiser, "sans-titres.csv", text.as_bytes()).await.leads_to();
        let columns = [("colonne", "last_name"), ("colonne", "first_name"), ("colonne", "email")];
        organiser.post(&format!("{list}/colonnes"), &columns).await.leads_to();
        organiser.post(&format!("{list}/corriger"), &[("ligne", "0"), ("ligne", "1"), ("laisser", "1")]).await.leads_to();
        let page = organiser.get(&list).await.page();
        assert!(page.contains("1\u{a0}laissée de côté"), "{page}");
        organiser.post(&format!("{list}/appliquer"), &[]).await.leads_to();
        applied(&organiser, &list).await;
        let page = everybody(&organiser).await;
        assert!(page.contains("Roy Anne") && !page.contains("Roux"), "{page}");
    }

    async fn whoever_gave_their_place_up_is_not_brought_back_by_a_list(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        ticket.cancel().await.leads_to();
        let organiser = site.member("organiser").await;
        let text = "Nom;Prénom;Courriel\nRivière;Camille;rivire@exemple.fr\n";
        let list = send(&organiser, "gens.csv", text.as_bytes()).await.leads_to();
        let page = organiser.get(&list).await.page();
        assert!(page.contains("a annulé son inscription"), "{page}");
        let dashboard = organiser.get("/organisation").await.page();
        assert_eq!(seats(&dashboard, "A01"), "0 / 24");
    }

    async fn a_thousand_people_are_imported_whole_with_those_who_wait(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        let rows: Vec<_> = (0..1000).map(|n| format!("Prénom{n};Nom{n};p{n}@exemple.fr")).collect();
        let text = format!("Prénom;Nom;E-mail\n{}\n", rows.join("\n"));
        let list = send(&organiser, "mille.csv", text.as_bytes()).await.leads_to();
        assert!(organiser.get(&list).await.page().contains("800\u{a0}personnes seront"));
        organiser.post(&format!("{list}/appliquer"), &[]).await.leads_to();
        let done = applied(&organiser, &list).await;
        assert!(done.contains("1\u{202f}000\u{a0}personnes ajoutées"), "{done}");
        assert!(done.contains("800\u{a0}personnes sont"), "{done}");
    }

    async fn files_that_cannot_be_read_are_refused_in_words(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        for (name, bytes, words) in [
            ("vide.csv", &b""[..], "Ce fichier est vide"),
            ("lettre.csv", b"%PDF-1.7", "pas une liste"),
            ("ancien.xls", b"\xd0\xcf\x11\xe0....", "ancien classeur"),
            ("abime.xlsx", b"PK\x03\x04....", "abîmé"),
        ] {
            send(&organiser, name, bytes).await.says(422, words);
        }
        let large = vec![b'a'; 6 * 1024 * 1024];
        send(&organiser, "lourd.csv", &large).await.says(422, "trop lourd");
        let four = format!("Prénom;Nom\nAnne;Roy\n{}", "\n".repeat(4 * 1024 * 1024));
        let list = send(&organiser, "long.csv", four.as_bytes()).await.leads_to();
        assert!(organiser.get(&list).await.page().contains("1\u{a0}nouvelle personne"));
    }
}
