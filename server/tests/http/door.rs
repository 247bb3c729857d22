//! Letting people in: by code, by name, and as a device does.

use crate::support::{
    Browser, Engine, Setup, Site, after, figure, on_both_engines, register, session_of,
};

const MAIN: &str = "/accueil/entree";

async fn point(door: &Browser, address: &str, fields: &[(&str, &str)]) -> String {
    let to = door.post(&format!("{address}/pointer"), fields).await.leads_to();
    assert!(to.starts_with(&format!("{address}?")), "{to}");
    door.get(&to).await.page()
}

on_both_engines! {
    async fn people_come_in_by_their_code_and_by_their_name(engine: Engine) {
        let site = Site::open(engine).await;
        let (first, second) =
            (register(&site.browser(), "Rivière").await, register(&site.browser(), "Dupont").await);
        let door = site.member("door").await;
        let code = first.code().await.to_lowercase().replace('-', " ");
        let page = point(&door, MAIN, &[("saisie", &code)]).await;
        assert!(page.contains("Bienvenue") && page.contains("Camille Rivière"), "{page}");
        let page = point(&door, MAIN, &[("saisie", &second.code().await)]).await;
        let undone = after(&page, &["/annuler\"", "name=\"scan\" value=\""], "\"").to_owned();
        let page = point(&door, MAIN, &[("saisie", &code)]).await;
        assert!(page.contains("Déjà vu") && page.contains("door@exemple.fr"), "{page}");

        let to = door.post("/accueil/entree/annuler", &[("scan", &undone)]).await.leads_to();
        assert!(door.get(&to).await.page().contains("Annulé"));
        let page = point(&door, MAIN, &[("saisie", "DUPÔNT")]).await;
        let person = after(&page, &["name=\"participant\" value=\""], "\"").to_owned();
        let page = point(&door, MAIN, &[("participant", &person)]).await;
        assert!(page.contains("Bienvenue") && page.contains("Camille Dupont"), "{page}");

        let dashboard = site.member("organiser").await.get("/organisation").await.page();
        assert_eq!(figure(&dashboard, "pointés à l’entrée"), 2);
        let page = point(&door, MAIN, &[("saisie", "KX7-4TQ")]).await;
        assert!(page.contains("Refusé"), "{page}");
    }

    async fn the_door_of_a_session_lets_in_those_who_chose_it(engine: Engine) {
        let site = Site::open(engine).await;
        let (here, elsewhere) =
            (register(&site.browser(), "Rivière").await, register(&site.browser(), "Dupont").await);
        let session = session_of(&here.page().await, "A01");
        here.choose("A01").await.leads_to();
        elsewhere.choose("A02").await.leads_to();
        let door = site.member("door").await;
        let address = format!("/accueil/seance/{session}");
        let page = point(&door, &address, &[("saisie", &elsewhere.code().await)]).await;
        assert!(page.contains("Refusé") && page.contains("A02, Salle Maine"), "{page}");
        let page = point(&door, &address, &[("saisie", &here.code().await)]).await;
        assert!(page.contains("Bienvenue"), "{page}");
    }

    async fn whoever_has_no_seat_here_is_told_where_theirs_is_and_can_be_given_one(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        let here = session_of(&ticket.page().await, "A01");
        ticket.choose("A02").await.leads_to();
        let door = site.member("door").await;
        let address = format!("/accueil/seance/{here}");
        let page = point(&door, &address, &[("saisie", &ticket.code().await)]).await;
        assert!(page.contains("A02, Salle Maine") && page.contains("A01\u{a0}: 24"), "{page}");
        let person = after(&page, &["/deplacer\"", "name=\"participant\" value=\""], "\"").to_owned();
        let fields = [("participant", &*person), ("session", &*here), ("entre", "oui")];
        let to = door.post(&format!("{address}/deplacer"), &fields).await.leads_to();
        let page = door.get(&to).await.page();
        assert!(page.contains("Bienvenue") && page.contains("A01"), "{page}");
        assert_eq!(ticket.held().await, ["A01"]);
        let journal = site.member("organiser").await.get("/organisation/journal").await.page();
        assert!(journal.contains("Changement d’atelier à la porte"), "{journal}");
    }

    async fn someone_unknown_is_registered_at_the_door_and_given_a_seat(engine: Engine) {
        let site = Setup::on(engine).alter("\ncapacity = 200\n", "\ncapacity = 1\n").open().await;
        register(&site.browser(), "Rivière").await;
        let door = site.member("door").await;
        let page = door.get("/accueil/entree/inscrire").await.page();
        let key = after(&page, &["name=\"cle\" value=\""], "\"").to_owned();
        let without = [("cle", &*key), ("prenom", "Anne"), ("nom", "Martin")];
        let refused = door.post("/accueil/entree/inscrire", &without).await;
        refused.says(422, "Écrivez pourquoi");
        assert!(refused.text().contains("value=\"Martin\""), "what was typed is kept");
        let fields = [without.as_slice(), &[("raison", "Remplace une collègue")]].concat();
        let to = door.post("/accueil/entree/inscrire", &fields).await.leads_to();
        assert_eq!(door.post("/accueil/entree/inscrire", &fields).await.leads_to(), to, "sent twice");
        let page = door.get(&to).await.page();
        assert!(page.contains("Anne Martin") && page.contains("Son code"), "{page}");
        let session = after(&page, &["<select id=\"place\"", "<option value=\""], "\"").to_owned();
        let seat = [("participant", &*key), ("session", &*session)];
        door.post("/accueil/entree/deplacer", &seat).await.leads_to();
        let organiser = site.member("organiser").await;
        let board = organiser.get("/organisation/accueil").await.page();
        assert!(board.contains("Au-delà des places\u{a0}: Remplace une collègue"), "{board}");
        let page = door.get(MAIN).await.page();
        let undone = after(&page, &["Anne Martin", "name=\"scan\" value=\""], "\"").to_owned();
        let to = door.post("/accueil/entree/annuler", &[("scan", &undone)]).await.leads_to();
        door.get(&to).await.says(200, "Le pointage est annulé, et l’inscription aussi");
        let dashboard = organiser.get("/organisation").await.page();
        assert_eq!(figure(&dashboard, "pointés à l’entrée"), 0);
        assert_eq!(figure(&dashboard, "inscrits sur 1"), 1, "the registration is taken back too");
        let board = organiser.get("/organisation/accueil").await.page();
        assert!(!board.contains("Anne Martin"), "{board}");
        let checked = site.run(&["check"]);
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }

    async fn a_pointage_of_another_door_is_not_taken_back_here(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        let here = session_of(&ticket.page().await, "A01");
        let door = site.member("door").await;
        let page = point(&door, MAIN, &[("saisie", &ticket.code().await)]).await;
        let scan = after(&page, &["/annuler\"", "name=\"scan\" value=\""], "\"").to_owned();
        let to = door.post(&format!("/accueil/seance/{here}/annuler"), &[("scan", &scan)]).await.leads_to();
        assert!(door.get(&to).await.page().contains("Refusé"));
        assert!(door.get(MAIN).await.page().contains("Camille Rivière"), "still inside");
    }
}
