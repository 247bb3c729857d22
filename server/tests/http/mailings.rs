//! Letters of the organisers' own, by the forms of their pages alone.

use crate::support::{Answer, Browser, Engine, Setup, Site, after, on_both_engines, register};

const MAILINGS: &str = "/organisation/courriels/envois";

/// Sends the form of a new mailing, with these fields changed.
async fn write(organiser: &Browser, changed: &[(&str, &str)]) -> Answer {
    let form = organiser.get(&format!("{MAILINGS}/nouveau")).await.page();
    let id = after(&form, &["name=\"id\" value=\""], "\"").to_owned();
    let mut fields = vec![
        ("id", id.as_str()),
        ("etat", "registered"),
        ("objet", "Une précision, {prenom}"),
        ("texte", "Rendez-vous le {date}.\n\n{lien_billet}"),
        ("acte", "garder"),
    ];
    fields.retain(|(name, _)| changed.iter().all(|(other, _)| other != name));
    fields.extend(changed);
    organiser.post(MAILINGS, &fields).await
}

/// Sends the form that launches a mailing, as its page has it now.
async fn launch(organiser: &Browser, href: &str, fields: &[(&str, &str)]) -> Answer {
    let page = organiser.get(href).await.page();
    let seen = after(&page, &["name=\"vu\" value=\""], "\"").to_owned();
    let mut fields = fields.to_vec();
    fields.push(("vu", &seen));
    organiser.post(&format!("{href}/envoyer"), &fields).await
}

/// Where the journal of the conference speaks of letters.
async fn journal(organiser: &Browser) -> String {
    organiser.get("/organisation/journal").await.page()
}

on_both_engines! {
    async fn a_mailing_is_written_counted_confirmed_paused_and_stopped(engine: Engine) {
        let site = Site::open(engine).await;
        for name in ["Rivière", "Ruisseau"] {
            register(&site.browser(), name).await.choose("A03").await.leads_to();
        }
        register(&site.browser(), "Ailleurs").await;
        let organiser = site.member("organiser").await;
        let form = organiser.get(&format!("{MAILINGS}/nouveau")).await.page();
        let a03 = after(&form, &["<option value=\"", "A03, "], " (").to_owned();
        assert!(a03.contains("Aller vers"), "{a03}");
        let before = form.split_once("A03, ").unwrap().0;
        let a03 = before.rsplit_once("value=\"").unwrap().1.split('"').next().unwrap().to_owned();
        let href = write(&organiser, &[("seance", &a03), ("arrivee", "expected")]).await.leads_to();
        assert_eq!(organiser.get(&format!("{href}/suivi")).await.status, 404, "nothing is on its way");
        let page = organiser.get(&href).await.page();
        assert!(page.contains("Envoyer à 2\u{a0}personnes"), "{page}");
        assert!(page.contains("Une précision, Camille") && page.contains("/billet/"), "{page}");
        assert!(page.contains("avec une place dans A03") && page.contains("pas encore arrivés"));

        launch(&organiser, &href, &[("nombre", "3")]).await.says(422, "écrivez 2 pour confirmer");
        let late = [("nombre", "2"), ("depart", "2020-01-01T10:00")];
        launch(&organiser, &href, &late).await.says(422, "Ce moment est passé");
        let launched = launch(&organiser, &href, &[("nombre", " 2 ")]).await;
        assert_eq!(launched.leads_to(), format!("{href}?fait=lance"));
        // Twice is once: the second click finds it launched.
        organiser.post(&format!("{href}/envoyer"), &[("nombre", "2")]).await.leads_to();
        let outbox = organiser.get("/organisation/courriels").await.page();
        assert_eq!(outbox.matches(">Envoi</a>").count(), 2, "{outbox}");
        let page = organiser.get(&href).await.page();
        let live = after(&page, &["id=\"suivi\"", "data-live=\""], "\"").replace("&amp;", "&");
        let part = organiser.get(&live).await;
        assert!(part.page().contains("Rivière") && !part.text().contains("<main"), "{live}");
        let known = organiser.with("if-none-match", part.header("etag"));
        assert_eq!(known.get(&live).await.status, 304);

        for (act, said) in [("suspendre", "Suspendu"), ("reprendre", "En cours"), ("arreter", "Arrêté")] {
            let to = organiser.post(&format!("{href}/suite"), &[("acte", act)]).await.leads_to();
            assert!(organiser.get(&to).await.page().contains(said), "{act}");
        }
        let page = organiser.get(&href).await.page();
        assert!(page.contains("2\u{a0}arrêtés") && page.contains("Rivière"), "{page}");
        for act in ["reessayer", "reprendre", "suspendre"] {
            let refused = organiser.post(&format!("{href}/suite"), &[("acte", act)]).await;
            refused.says(409, "Cet envoi est arrêté");
        }
        let outbox = organiser.get("/organisation/courriels").await.page();
        assert_eq!(outbox.matches(">Envoi</a>").count(), 0, "{outbox}");
        let journal = journal(&organiser).await;
        for act in ["Envoi écrit", "Envoi lancé", "Envoi suspendu", "Envoi repris", "Envoi arrêté"] {
            assert!(journal.contains(act), "{act}");
        }
        organiser.get(&format!("{href}/modifier")).await.leads_to();
    }

    async fn what_changed_since_it_was_read_is_read_again_before_it_leaves(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await;
        let organiser = site.member("organiser").await;
        let href = write(&organiser, &[]).await.leads_to();
        let id = href.rsplit_once('/').unwrap().1;
        let seen = async || {
            let page = organiser.get(&href).await.page();
            after(&page, &["name=\"vu\" value=\""], "\"").to_owned()
        };
        let confirm = async |seen: &str| {
            let fields = [("nombre", "1"), ("vu", seen)];
            organiser.post(&format!("{href}/envoyer"), &fields).await
        };
        let changed = "Ce courriel a changé depuis que vous l’avez lu";
        confirm("").await.says(422, changed);

        let read = seen().await;
        write(&organiser, &[("id", id), ("texte", "Tout autre chose.")]).await.leads_to();
        let refused = confirm(&read).await;
        refused.says(422, changed);
        let page = refused.text();
        assert!(page.contains("Tout autre chose."), "the new words are there to be read: {page}");
        let number = after(&page, &["name=\"nombre\""], ">");
        assert!(!number.contains("value=\"1\""), "confirmed once more by hand: {number}");
        // As many people, and yet others may be meant by the time it leaves.
        let read = seen().await;
        write(&organiser, &[("id", id), ("texte", "Tout autre chose."), ("etat", "")]).await.leads_to();
        confirm(&read).await.says(422, changed);
        assert!(!organiser.get("/organisation/courriels").await.page().contains(">Envoi</a>"));

        let read = seen().await;
        confirm(&read).await.leads_to();
        assert!(organiser.get("/organisation/courriels").await.page().contains(">Envoi</a>"));
    }

    async fn words_that_cannot_be_filled_in_are_refused_beside_their_field(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "<b>Rivière</b>").await;
        let organiser = site.member("organiser").await;
        let refused = |field: &'static str, value: &'static str| {
            let organiser = organiser.clone();
            async move { write(&organiser, &[(field, value)]).await }
        };
        refused("texte", "Bonjour {secret}").await.says(422, "«\u{a0}{secret}\u{a0}» n’existe pas");
        refused("texte", "{{ 7 * 7 }}").await.says(422, "Une accolade est seule");
        refused("objet", "{lien_billet}").await.says(422, "ne va pas dans l’objet");
        refused("objet", "").await.says(422, "Écrivez un objet");
        refused("etat", "tous").await.says(422, "Choisissez dans la liste");
        refused("seance", "00000000-0000-0000-0000-000000000000").await.says(422, "Choisissez");
        refused("organisation", "Inconnue").await.says(422, "Personne n’a écrit cette organisation");
        let kept = refused("texte", "</textarea><script>{secret}").await;
        assert!(kept.text().contains("&lt;/textarea&gt;&lt;script&gt;{secret}"), "{}", kept.text());
        let shown = write(&organiser, &[("acte", "apercu"), ("texte", "Bonjour {nom}")]).await.page();
        let preview = after(&shown, &["id=\"apercu\"", "<pre>"], "</pre>");
        assert!(preview.contains("Bonjour") && !preview.contains("<b>"), "{preview}");
        assert!(organiser.get(MAILINGS).await.page().contains("Aucun envoi pour le moment"));
    }

    async fn people_without_an_address_are_listed_and_those_who_declined_left_out(engine: Engine) {
        let site = Site::open(engine).await;
        let browser = site.browser();
        register(&browser, "Rivière").await;
        let silent = [("first_name", "Jeanne"), ("last_name", "Sansmail"), ("no_email", "oui"), ("consent", "oui")];
        browser.post("/inscription", &silent).await.leads_to();
        let organiser = site.member("organiser").await;
        let href = write(&organiser, &[]).await.leads_to();
        let page = organiser.get(&href).await.page();
        assert!(page.contains("1\u{a0}personne sans adresse, à prévenir autrement"), "{page}");
        assert!(page.contains("Sansmail Jeanne"), "{page}");
        launch(&organiser, &href, &[("nombre", "1")]).await.leads_to();

        let outbox = organiser.get("/organisation/courriels").await.page();
        let before = outbox.split_once(">Envoi</a>").unwrap().0;
        let letter = before.rsplit_once("href=\"").unwrap().1.split('"').next().unwrap();
        let letter = organiser.get(letter).await.page();
        let decline = format!("/desinscription/{}", after(&letter, &["/desinscription/"], "\n"));
        assert!(browser.get(&decline).await.page().contains("Ne plus les recevoir"));
        // As a mail program does: no cookie, no origin, and its own field (RFC 8058).
        let program = site.browser().with("sec-fetch-site", "");
        program.post(&decline, &[("List-Unsubscribe", "One-Click")]).await.page();
        assert!(browser.get(&decline).await.page().contains("vous ne recevrez plus"));
        let forged = decline.replace("/desinscription/", "/desinscription/0");
        assert_eq!(program.post(&forged, &[]).await.status, 404);

        let again = write(&organiser, &[]).await.leads_to();
        let page = organiser.get(&again).await.page();
        assert!(page.contains("Personne ne recevrait ce courriel"), "{page}");
        assert!(page.contains("1\u{a0}personne ne veut plus de ces courriels"), "{page}");
        browser.post(&decline, &[("reponse", "recevoir")]).await.leads_to();
        assert!(organiser.get(&again).await.page().contains("Envoyer à 1\u{a0}personne"));
        assert!(journal(&organiser).await.contains("Désinscription des courriels d’information"));
    }

    async fn a_mail_program_declines_with_one_request_whatever_it_sends(engine: Engine) {
        let site = Site::open(engine).await;
        let browser = site.browser();
        register(&browser, "Rivière").await;
        let organiser = site.member("organiser").await;
        let href = write(&organiser, &[]).await.leads_to();
        let letter = organiser.get(&href).await.page();
        let decline = format!("/desinscription/{}", after(&letter, &["/desinscription/"], "\n"));
        let program = site.browser().with("sec-fetch-site", "");
        let multipart = "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\n\
                         One-Click\r\n--x--\r\n";
        let too_much = "List-Unsubscribe=One-Click&".repeat(10_000);
        for (kind, body) in [
            ("application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
            ("application/x-www-form-urlencoded; charset=utf-8", "List-Unsubscribe=One-Click"),
            ("multipart/form-data; boundary=x", multipart),
            ("multipart/form-data", ""),
            ("text/plain", "List-Unsubscribe=One-Click"),
            ("application/octet-stream", "\u{0}\u{1}"),
            ("application/x-www-form-urlencoded", too_much.as_str()),
            ("", ""),
        ] {
            let body = body.to_owned();
            // Twice: a provider that heard no answer asks again.
            for _ in 0..2 {
                let answer =
                    program.send("POST", &decline, kind, body.clone().into()).await.unwrap();
                assert!(answer.page().contains("vous ne recevrez plus"), "{kind}");
                assert_eq!(answer.header("set-cookie"), "", "{kind}");
            }
            browser.post(&decline, &[("reponse", "recevoir")]).await.leads_to();
            assert!(browser.get(&decline).await.page().contains("Ne plus les recevoir"), "{kind}");
        }
        browser.post(&decline, &[("reponse", "refuser")]).await.leads_to();
        assert!(browser.get(&decline).await.page().contains("vous ne recevrez plus"));
        let told = journal(&organiser).await;
        let told = told.split_once("<tbody").unwrap().1;
        assert_eq!(told.matches("Désinscription des courriels d’information").count(), 9, "{told}");
    }

    async fn the_words_of_a_letter_change_and_go_back(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await;
        let organiser = site.member("organiser").await;
        let href = "/organisation/courriels/modeles/confirmation";
        let list = organiser.get("/organisation/courriels/modeles").await.page();
        assert_eq!(list.matches("D’origine").count(), 14, "{list}");
        let fields = [("objet", "Bienvenue {prenom}"), ("texte", "Venez en train."), ("acte", "garder")];
        assert_eq!(organiser.post(href, &fields).await.leads_to(), format!("{href}?garde"));
        let page = organiser.get(href).await.page();
        assert!(page.contains("Bienvenue Camille") && page.contains("VOTRE BILLET"), "{page}");
        organiser.post(href, &[("texte", "{inconnu}")]).await.says(422, "n’existe pas");
        organiser.post(href, &[("acte", "origine")]).await.leads_to();
        assert!(!organiser.get(href).await.page().contains("Bienvenue Camille"));
        for letter in ["mailing", "trial", "rien"] {
            let page = format!("/organisation/courriels/modeles/{letter}");
            assert_eq!(organiser.get(&page).await.status, 404);
        }
        let journal = journal(&organiser).await;
        assert!(journal.contains("Modèle de courriel changé") && journal.contains("texte d’origine"));
    }

    async fn a_reminder_is_switched_off_and_on_and_the_pace_is_set(engine: Engine) {
        let site = Setup::on(engine).env("PASSERELLE_DNS", "127.0.0.1:1").open().await;
        let organiser = site.member("organiser").await;
        let page = organiser.get("/organisation/courriels/rappels").await.page();
        assert_eq!(page.matches("Prévu").count(), 3, "{page}");
        let href = "/organisation/courriels/rappels/day_before";
        let to = organiser.post(href, &[("acte", "couper")]).await.leads_to();
        assert!(organiser.get(&to).await.page().contains("Coupé par organiser@exemple.fr"));
        organiser.post(href, &[("acte", "retablir")]).await.leads_to();
        assert_eq!(organiser.post("/organisation/courriels/rappels/link", &[("acte", "couper")]).await.status, 404);

        let delivery = "/organisation/courriels/domaine";
        organiser.post(&format!("{delivery}/rythme"), &[("rythme", "zéro")]).await.says(422, "Écrivez un nombre");
        organiser.post(&format!("{delivery}/rythme"), &[("rythme", "30")]).await.leads_to();
        assert!(organiser.get(delivery).await.page().contains("value=\"30\""));
        let checked = organiser.get(&format!("{delivery}?verifier=oui")).await.page();
        assert!(checked.contains("Le DNS n’a pas répondu"), "{checked}");
        organiser.post(&format!("{delivery}/essai"), &[]).await.leads_to();
        let outbox = organiser.get("/organisation/courriels").await.page();
        assert!(outbox.contains("Essai d’acheminement") && outbox.contains("organiser@exemple.fr"));
        assert!(journal(&organiser).await.contains("sans limite → 30 par minute"));
    }
}
