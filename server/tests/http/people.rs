//! The organisers' list, one person, duplicates, and acts on several people.

use crate::support::{
    Browser, Engine, Site, Ticket, after, on_both_engines, query, register, register_as,
    try_to_register,
};

const LIST: &str = "/organisation/participants";

/// The identity of somebody, by the link of their line.
async fn id_of(organiser: &Browser, words: &str) -> String {
    let found = query(&[("q", words), ("etat", "tous")]);
    let page = organiser.get(&format!("{LIST}?{found}")).await.page();
    after(&page, &["<tbody>", "href=\"/organisation/participants/"], "\"").to_owned()
}

/// The names listed for these filters.
async fn names(organiser: &Browser, filters: &[(&str, &str)]) -> Vec<String> {
    let page = organiser.get(&format!("{LIST}?{}", query(filters))).await.page();
    let name = |row: &str| after(row, &["href=\"/organisation/participants/", ">"], "<").to_owned();
    page.split("<th scope=\"row\">").skip(1).map(name).collect()
}

async fn twin(site: &Site, last_name: &str, email: &str) -> Ticket {
    let browser = site.browser();
    register_as(&browser, &try_to_register(&browser, last_name, email).await)
}

on_both_engines! {
    async fn filters_combine_in_the_address_and_columns_are_remembered(engine: Engine) {
        let site = Site::open(engine).await;
        let riviere = register(&site.browser(), "Rivière").await;
        riviere.choose("A01").await.leads_to();
        register(&site.browser(), "Étang").await;
        let organiser = site.member("organiser").await;
        assert_eq!(names(&organiser, &[("q", "etang")]).await, ["Étang Camille"]);
        assert_eq!(names(&organiser, &[("arrivee", "oui")]).await, [""; 0]);
        assert_eq!(names(&organiser, &[("etat", "annules")]).await, [""; 0]);
        let page = organiser.get(LIST).await.page();
        let a01 = after(&page, &["<select id=\"seance\"", "<option value=\"\">", "<option value=\""], "\"");
        assert_eq!(names(&organiser, &[("seance", a01), ("q", "camille")]).await, ["Rivière Camille"]);
        assert!(!page.contains("data-label=\"Code\""));
        let columns = [("colonne", "code"), ("colonne", "email"), ("retour", "/organisation/participants?q=etang&page=1")];
        let to = organiser.post(&format!("{LIST}/colonnes"), &columns).await.leads_to();
        assert_eq!(to, "/organisation/participants?q=etang&page=1");
        let page = organiser.get(&to).await.page();
        assert!(page.contains("data-label=\"Code\"") && page.contains("tang@exemple.fr"), "{page}");
        assert!(!page.contains("data-label=\"Organisation\""));
        let away = organiser.post(&format!("{LIST}/colonnes"), &[("retour", "//ailleurs.example/?q=x")]).await;
        assert!(away.leads_to().starts_with("/organisation/participants?"));
    }

    async fn a_new_address_gets_a_new_link_and_the_former_one_opens_nothing(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        let organiser = site.member("organiser").await;
        let id = id_of(&organiser, "riviere").await;
        let edit = format!("{LIST}/{id}/modifier");
        assert!(organiser.get(&edit).await.page().contains("value=\"Rivière\""));
        let form = |email: &'static str, last: &'static str| {
            [("first_name", "Camille"), ("last_name", last), ("email", email), ("organisation", "Le Pont")]
        };
        organiser.post(&edit, &form("pas une adresse", "Rivière")).await.says(422, "adresse n’est pas complète");
        let to = organiser.post(&edit, &form("nouvelle@exemple.fr", "Ruisseau")).await.leads_to();
        assert!(to.ends_with("?adresse"), "{to}");
        ticket.get("").await.says(404, "");
        let page = organiser.get(&to).await.page();
        let organisation = "Organisation\u{a0}: rien → «\u{a0}Le Pont\u{a0}»";
        assert!(page.contains(organisation), "{page}");
        assert!(page.contains("«\u{a0}Rivière\u{a0}» → «\u{a0}Ruisseau\u{a0}»"), "{page}");
        assert!(page.contains("organiser@exemple.fr"));
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("Inscription modifiée"));
        assert!(!journal.contains("nouvelle@exemple.fr"), "the journal keeps no values: {journal}");
        let other = register(&site.browser(), "Étang").await;
        other.page().await;
        let taken = organiser.post(&edit, &form("tang@exemple.fr", "Ruisseau")).await;
        taken.says(422, "Comparer et fusionner");
    }

    async fn the_team_notes_checks_in_cancels_and_restores(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await;
        let organiser = site.member("organiser").await;
        let id = id_of(&organiser, "riviere").await;
        let act = async |what: &str, fields: &[(&str, &str)]| {
            let to = organiser.post(&format!("{LIST}/{id}/{what}"), fields).await.leads_to();
            organiser.get(&to).await.page()
        };
        let page = act("notes", &[("note", "Rappeler <lundi>"), ("door_note", "Entrée\r\npar la cour")]).await;
        assert!(page.contains("Rappeler &lt;lundi&gt;") && page.contains("Entrée\npar la cour"), "{page}");
        let key = after(&page, &["/pointer\"", "name=\"key\" value=\""], "\"").to_owned();
        let page = act("pointer", &[("key", &key)]).await;
        assert!(page.contains("son arrivée est pointée") && page.contains("Arrivé·e"), "{page}");
        let key = after(&page, &["/depointer\"", "name=\"key\" value=\""], "\"").to_owned();
        assert!(act("depointer", &[("key", &key)]).await.contains("Inscrit·e"));
        assert!(act("annuler", &[]).await.contains("Rétablir l’inscription"));
        assert!(act("retablir", &[]).await.contains("de nouveau une place"));
    }

    async fn two_registrations_of_one_person_become_one(engine: Engine) {
        let site = Site::open(engine).await;
        let first = twin(&site, "Le Guén", "camille@exemple.fr").await;
        let second = twin(&site, "LE-GUEN", "camille.leguen@exemple.fr").await;
        first.choose("A01").await.leads_to();
        second.choose("B02").await.leads_to();
        let organiser = site.member("organiser").await;
        // Both have come, as far as paper knows.
        let mut printed = Vec::new();
        for ticket in [&first, &second] {
            let code = ticket.code().await;
            organiser.post("/accueil/entree/pointer", &[("saisie", &code)]).await.leads_to();
            let page = ticket.get("/attestation").await.page();
            printed.push(after(&page, &["<strong class=\"code\">"], "<").to_owned());
        }
        let page = organiser.get(&format!("{LIST}/doublons")).await.page();
        assert!(page.contains("même nom"), "{page}");
        let preview = after(&page, &["class=\"pairs\"", "href=\"/organisation/participants/doublons/fusion"], "\"");
        let preview = format!("{LIST}/doublons/fusion{}", preview.replace("&amp;", "&"));
        let shown = organiser.get(&preview).await.page();
        assert!(shown.contains("Ces séances s’ajoutent\u{a0}: B02."), "{shown}");
        let a = after(&shown, &["name=\"a\" value=\""], "\"").to_owned();
        let b = after(&shown, &["name=\"b\" value=\""], "\"").to_owned();
        let form = [("a", a.as_str()), ("b", b.as_str()), ("email", "b")];
        for _ in 0..2 {
            let to = organiser.post(&format!("{LIST}/doublons/fusion"), &form).await.leads_to();
            assert_eq!(to, format!("{LIST}/{a}?fusion"));
        }
        assert_eq!(first.held().await, ["A01", "B02"]);
        assert_eq!(second.held().await, ["A01", "B02"]);
        let kept = organiser.get(&format!("{LIST}/{b}")).await.leads_to();
        let kept = organiser.get(&kept).await.page();
        assert!(kept.contains("mailto:camille.leguen@exemple.fr"), "{kept}");
        assert!(kept.contains("autre valeur\u{a0}: Adresse e-mail\u{a0}: camille@exemple.fr"), "{kept}");
        let none = organiser.get(&format!("{LIST}/doublons")).await.page();
        assert!(none.contains("Aucun doublon probable"), "{none}");
        assert_eq!(names(&organiser, &[("etat", "tous")]).await.len(), 1);
        for code in printed {
            site.browser().get(&format!("/attestation/{code}")).await.says(200, "authentique");
        }
    }

    async fn an_act_on_several_is_shown_done_and_taken_back(engine: Engine) {
        let site = Site::open(engine).await;
        let one = register(&site.browser(), "Rivière").await;
        one.choose("A01").await.leads_to();
        register(&site.browser(), "Étang").await;
        register(&site.browser(), "Lac").await;
        let organiser = site.member("organiser").await;
        let nobody = [("vers", "suite"), ("acte", "cancel"), ("retour", "/organisation/participants?page=1")];
        let to = organiser.post(&format!("{LIST}/choix"), &nobody).await.leads_to();
        assert!(organiser.get(&to).await.page().contains("Cochez d’abord les personnes"));

        let (riviere, lac) = (id_of(&organiser, "riviere").await, id_of(&organiser, "lac").await);
        for (id, words) in [(&riviere, "1\u{a0}personne choisie"), (&lac, "2\u{a0}personnes choisies")] {
            let tick = [("vu", id.as_str()), ("choisi", id.as_str())];
            let told = organiser.with("accept", "application/json").post(&format!("{LIST}/choix"), &tick).await;
            assert!(told.text().contains(words), "{}", told.text());
        }
        let go = [("vers", "suite"), ("acte", "cancel"), ("retour", "/organisation/participants?page=1")];
        let to = organiser.post(&format!("{LIST}/choix"), &go).await.leads_to();
        let preview = organiser.get(&to).await.page();
        assert!(preview.contains("Annuler l’inscription de 2\u{a0}personnes"), "{preview}");
        assert_eq!(one.held().await, ["A01"], "a preview changes nothing");
        let key = after(&preview, &["name=\"key\" value=\""], "\"").to_owned();
        let form = [("key", key.as_str()), ("acte", "cancel"), ("seance", "")];
        let to = organiser.post(&format!("{LIST}/selection"), &form).await.leads_to();
        assert_eq!(organiser.post(&format!("{LIST}/selection"), &form).await.leads_to(), to);
        assert_eq!(names(&organiser, &[]).await, ["Étang Camille"]);
        assert!(organiser.get(&to).await.page().contains("2\u{a0}lettres attendent"));
        organiser.post(&format!("{to}/defaire"), &[]).await.leads_to();
        assert!(organiser.get(&to).await.page().contains("Tout est comme avant"));
        assert_eq!(names(&organiser, &[]).await.len(), 3);
        assert_eq!(one.held().await, ["A01"]);
    }
}
