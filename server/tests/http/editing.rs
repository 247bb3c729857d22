//! The programme, changed by organisers while people hold seats in it.

use axum::body::Bytes;

use crate::support::{
    Answer, Browser, Engine, PROGRAMME, Setup, Site, after, on_both_engines, register,
};

const HUB: &str = "/organisation/programme";

/// What a form holds as the page shows it, with some answers changed.
fn filled(page: &str, changes: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = after(page, &["class=\"form\">"], "</form>").to_owned();
    let attribute = |tag: &str, name: &str| {
        tag.split_once(&format!(" {name}=\""))
            .map(|(_, rest)| unescaped(rest.split('"').next().unwrap()))
    };
    let mut fields = Vec::new();
    for part in form.split('<').skip(1) {
        let (tag, rest) = part.split_once('>').unwrap_or((part, ""));
        let name = attribute(tag, "name");
        if let (Some(name), true) = (&name, tag.starts_with("input")) {
            let ticked = !tag.contains("checkbox") || tag.contains(" checked");
            if ticked {
                fields.push((name.clone(), attribute(tag, "value").unwrap_or_default()));
            }
        } else if let (Some(name), true) = (&name, tag.starts_with("textarea")) {
            fields.push((name.clone(), unescaped(rest)));
        }
    }
    for (select, options) in form.split("<select").skip(1).map(|it| it.split_once('>').unwrap()) {
        let name = attribute(select, "name").unwrap();
        let options = options.split("</select>").next().unwrap();
        let chosen = options.split("<option").find(|option| option.contains(" selected"));
        fields.push((name, chosen.and_then(|it| attribute(it, "value")).unwrap_or_default()));
    }
    for (name, value) in changes {
        fields.retain(|(known, _)| known != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

fn unescaped(text: &str) -> String {
    let pairs = [
        ("&quot;", "\""),
        ("&#x27;", "'"),
        ("&#39;", "'"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

async fn send(browser: &Browser, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

/// Opens a form, changes some answers, sends it.
async fn edit(browser: &Browser, path: &str, changes: &[(&str, &str)]) -> Answer {
    let page = browser.get(path).await.page();
    send(browser, path, &filled(&page, changes)).await
}

/// Sends a file to be looked at.
async fn upload(browser: &Browser, name: &str, file: &[u8]) -> Answer {
    let mut body = format!(
        "--limite\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"p.toml\"\r\n\r\n"
    )
    .into_bytes();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--limite--\r\n");
    let kind = "multipart/form-data; boundary=limite";
    browser.send("POST", &format!("{HUB}/import"), kind, Bytes::from(body)).await.unwrap()
}

async fn file_of(browser: &Browser) -> String {
    browser.get(&format!("{HUB}/programme.toml")).await.page()
}

on_both_engines! {
    async fn moving_a_workshop_asks_first_then_tells_its_people_and_can_be_called_back(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        ticket.choose("A01").await.leads_to();
        let organiser = site.member("organiser").await;
        let path = format!("{HUB}/ateliers/A01");
        edit(&organiser, &format!("{HUB}/salles/nouveau"), &[("name", "Salle Neuve"), ("seats", "30")])
            .await
            .leads_to();
        let asked = edit(&organiser, &path, &[("room", "Salle Neuve")]).await.page();
        for said in ["Salle Loire", "Salle Neuve", "Rivière Camille", "Prévenir par courriel", "change de salle"] {
            assert!(asked.contains(said), "{said}: {asked}");
        }
        assert!(!ticket.page().await.contains("Salle Neuve"), "nothing is done before the answer");

        let answer = send(&organiser, &path, &filled(&asked, &[])).await;
        assert_eq!(answer.leads_to(), format!("{HUB}?lettres#lettres"));
        assert!(ticket.page().await.contains("Salle Neuve"));
        assert_eq!(ticket.held().await, ["A01"]);
        let hub = organiser.get(HUB).await.page();
        assert!(hub.contains("Rappeler ces lettres") && hub.contains("role=\"timer\""), "{hub}");
        let back = after(&hub, &["action=\"/organisation/programme/lettres/"], "\"");
        let back = format!("{HUB}/lettres/{back}");
        organiser.post(&back, &[]).await.leads_to();
        let hub = organiser.get(HUB).await.page();
        assert!(hub.contains("ces lettres ne partiront pas") && !hub.contains("Rappeler ces lettres"), "{hub}");
        organiser.post(&back, &[]).await.says(409, "déjà parties");
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("salle\u{a0}: Salle Loire → Salle Neuve"), "{journal}");
        assert!(journal.contains("Lettres rappelées avant leur départ"), "{journal}");
    }

    async fn a_move_that_puts_somebody_in_two_places_lists_them(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        ticket.choose("A01").await.leads_to();
        ticket.choose("K01").await.leads_to();
        let organiser = site.member("organiser").await;
        let path = format!("{HUB}/kiosques/K01");
        let page = organiser.get(&path).await.page();
        let mut fields = filled(&page, &[]);
        let first = fields.iter_mut().find(|(name, _)| name == "visite").unwrap();
        first.1 = "12:00".to_owned();
        let asked = send(&organiser, &path, &fields).await.page();
        assert!(asked.contains("à deux endroits") && asked.contains("VOUS ÊTES MAINTENANT"), "{asked}");
        let silent = filled(&asked, &[("prevenir", "")]);
        send(&organiser, &path, &silent).await.says(422, "se gêneraient");
        send(&organiser, &path, &filled(&asked, &[])).await.leads_to();
        let hub = organiser.get(HUB).await.page();
        assert!(hub.contains("attendue") && hub.contains("Rivière Camille"), "{hub}");
        assert_eq!(ticket.held().await, ["A01", "K01"]);
    }

    async fn a_file_downloaded_and_loaded_again_changes_nothing(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        let file = organiser.get(&format!("{HUB}/programme.toml")).await;
        assert!(file.header("content-disposition").contains("programme.toml"));
        let text = file.page();
        let answer = upload(&organiser, "fichier", text.as_bytes()).await;
        assert_eq!(answer.leads_to(), format!("{HUB}?pareil"));
        let output = site.import(&text);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        tokio::time::sleep(std::time::Duration::from_millis(1100)).await;
        assert_eq!(file_of(&organiser).await, text);
    }

    async fn a_file_shows_what_it_would_change_before_it_does(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        ticket.choose("A02").await.leads_to();
        let organiser = site.member("organiser").await;
        let text = file_of(&organiser).await;
        let mut wrong = text.replacen("title = \"Lever", "titre = \"Lever", 1);
        wrong = wrong.replacen("room = \"Salle Maine\"", "room = \"Salle Main\"", 1);
        let refused = upload(&organiser, "fichier", wrong.as_bytes()).await;
        refused.says(422, "3\u{a0}fautes");
        assert!(refused.text().contains("ligne ") && refused.text().contains("Salle Main"));
        upload(&organiser, "fichier", b"\xff\xfe\x00\x01").await.says(422, "UTF-8");
        upload(&organiser, "fichier", b"").await.says(422, "Choisissez un fichier");
        upload(&organiser, "fichier", &vec![b'#'; 300_000]).await.says(413, "");

        let next = text.replacen("name = \"Salle Maine\"", "name = \"Salle Mayenne bis\"", 1);
        let next = next.replace("room = \"Salle Maine\"", "room = \"Salle Mayenne bis\"");
        let asked = upload(&organiser, "texte", next.as_bytes()).await.page();
        assert!(asked.contains("Salle Mayenne bis") && asked.contains("Rivière Camille"), "{asked}");
        assert_eq!(file_of(&organiser).await, text);
        let fields = filled(&asked, &[]);
        let applied = send(&organiser, &format!("{HUB}/import/appliquer"), &fields).await;
        assert_eq!(applied.leads_to(), format!("{HUB}?lettres#lettres"));
        assert_eq!(file_of(&organiser).await, next);
        assert_eq!(ticket.held().await, ["A02"]);
        let late = send(&organiser, &format!("{HUB}/import/appliquer"), &fields).await;
        assert_eq!(late.leads_to(), format!("{HUB}?pareil"), "sent twice, it is done once");
    }

    async fn what_does_not_go_together_is_told_before_saving(engine: Engine) {
        let site = Site::open(engine).await;
        for name in ["Un", "Deux"] {
            register(&site.browser(), name).await.choose("A01").await.leads_to();
        }
        let organiser = site.member("organiser").await;
        let path = format!("{HUB}/ateliers/A01");
        let before = file_of(&organiser).await;
        for (name, value, sentence) in [
            ("room", "Salle Maine", "A01 et A02 seraient ensemble dans"),
            ("capacity", "25", "n’a que 24"),
            ("capacity", "1", "2\u{a0}places sont prises"),
            ("title", " ", "Remplissez ce champ"),
            ("theme", "inconnu", "Choisissez dans la liste"),
        ] {
            let refused = edit(&organiser, &path, &[("minimum", ""), (name, value)]).await;
            assert_eq!(refused.status, 422, "{name}");
            assert!(unescaped(&refused.text()).contains(sentence), "{sentence}: {}", refused.text());
        }
        let hours = edit(&organiser, &path, &[("start", "10:00"), ("end", "11:30")]).await;
        hours.says(422, "sort du créneau A");
        let twice = [("code", "a01"), ("title", "Encore"), ("hosts", "a-confirmer"), ("capacity", "5")];
        edit(&organiser, &format!("{HUB}/ateliers/nouveau"), &twice).await.says(422, "existe déjà");
        assert_eq!(file_of(&organiser).await, before);
        let kept = edit(&organiser, &path, &[("title", "Un titre"), ("capacity", "1")]).await;
        assert!(kept.text().contains("value=\"Un titre\""), "what was typed comes back");
        assert_eq!(edit(&organiser, &path, &[]).await.leads_to(), format!("{HUB}?pareil"));
    }

    async fn everything_can_be_added_changed_and_taken_out(engine: Engine) {
        // Its name as it was kept, with the spaces of French typography.
        const ROOM: &str = "Salle / «\u{a0}1\u{a0}»";
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        let new = async |part: &str, fields: &[(&str, &str)]| {
            edit(&organiser, &format!("{HUB}/{part}/nouveau"), fields).await.leads_to()
        };
        new("salles", &[("name", "Salle / « 1 »"), ("seats", "12")]).await;
        new("creneaux", &[("code", "C"), ("name", "Créneau C"), ("start", "15:20"), ("end", "16:00")]).await;
        new("themes", &[("code", "sante"), ("name", "Santé"), ("label", "Santé")]).await;
        new("animation", &[("code", "x-y"), ("name", "Nom Fictif"), ("organisation", "CCAS")]).await;
        new("deroule", &[("title", "Pause"), ("start", "15:15"), ("end", "15:30")]).await;
        let workshop = [
            ("code", "C01"), ("title", "Atelier neuf"), ("theme", "sante"), ("hosts", "x-y"),
            ("slot", "C"), ("room", ROOM), ("capacity", "10"),
        ];
        new("ateliers", &workshop).await;
        let kiosk = [
            ("code", "K99"), ("title", "Kiosque neuf"), ("theme", "sante"), ("hosts", "a-confirmer"),
            ("room", ROOM), ("minutes", "10"), ("visite", "13:00"), ("places", "4"),
        ];
        new("kiosques", &kiosk).await;
        let public = site.browser().get("/programme").await.page();
        assert!(public.contains("Atelier neuf") && public.contains("Kiosque neuf"), "{public}");
        let grid = site.browser().get("/programme/grille").await.page();
        assert!(grid.contains("Atelier neuf") && grid.contains("Pause"), "{grid}");

        let room = format!("{HUB}/salles/Salle%20%2F%20%C2%AB%C2%A01%C2%A0%C2%BB");
        let used = organiser.get(&format!("{room}/retirer")).await.page();
        assert!(used.contains("Pas maintenant") && used.contains("C01"), "{used}");
        let before = after(&organiser.get(HUB).await.page(), &["<table"], "</table>").to_owned();
        edit(&organiser, &room, &[("name", "Salle Une")]).await.leads_to();
        assert!(before.contains(ROOM));
        let remove = async |path: &str| {
            let path = format!("{HUB}/{path}/retirer");
            let page = organiser.get(&path).await.page();
            let seen = after(&page, &["name=\"vu\" value=\""], "\"");
            organiser.post(&path, &[("vu", seen)]).await.leads_to();
        };
        for path in [
            "ateliers/C01", "kiosques/K99", "salles/Salle%20Une", "creneaux/C", "themes/sante",
            "animation/x-y",
        ] {
            remove(path).await;
        }
        let left = file_of(&organiser).await;
        for gone in ["C01", "K99", "Salle Une", "sante", "x-y", "Créneau C"] {
            assert!(!left.contains(gone), "{gone}");
        }
        assert!(left.contains("Pause"));
        let journal = organiser.get("/organisation/journal").await.page();
        for word in ["Ajouté au programme", "Programme modifié", "Retiré du programme"] {
            assert!(journal.contains(word), "{word}");
        }
    }

    async fn a_workshop_with_people_is_called_off_before_it_is_taken_out(engine: Engine) {
        let site = Site::open(engine).await;
        register(&site.browser(), "Rivière").await.choose("A01").await.leads_to();
        let organiser = site.member("organiser").await;
        let path = format!("{HUB}/ateliers/A01/retirer");
        let page = organiser.get(&path).await.page();
        let cancel = after(&page, &["href=\"/organisation/seances/"], "\"").to_owned();
        assert!(cancel.ends_with("/annuler"), "{page}");
        organiser.post(&path, &[("vu", "ancien")]).await.says(409, "Rien n’a été touché");
        organiser.post(&format!("/organisation/seances/{cancel}"), &[]).await.leads_to();
        let hub = organiser.get(HUB).await.page();
        assert!(hub.contains("annulation") && hub.contains("Rappeler ces lettres"), "{hub}");
        let page = organiser.get(&path).await.page();
        let seen = after(&page, &["name=\"vu\" value=\""], "\"");
        organiser.post(&path, &[("vu", seen)]).await.leads_to();
        assert!(!site.browser().get("/programme").await.page().contains("Lever les freins"));
    }

    async fn a_page_left_open_does_not_undo_what_another_did(engine: Engine) {
        let site = Site::open(engine).await;
        let organiser = site.member("organiser").await;
        let path = format!("{HUB}/textes");
        let open = organiser.get(&path).await.page();
        edit(&organiser, &path, &[("notice", "Définitif.")]).await.leads_to();
        let late = send(&organiser, &path, &filled(&open, &[("welcome", "Bonjour.")])).await;
        late.says(409, "Le programme a changé entre-temps");
        assert!(late.text().contains("Bonjour."), "what was typed comes back");
        let said = after(&late.text(), &["id=\"notice-maintenant\"", ">"], "<").to_owned();
        assert_eq!(said, "Le programme dit maintenant\u{a0}: Définitif.");
        assert!(late.text().contains("aria-describedby=\"notice-aide notice-maintenant\""));
        assert!(!late.text().contains("aims-maintenant"), "only beside what differs");
        let saved = send(&organiser, &path, &filled(&late.text(), &[])).await;
        saved.leads_to();
        for (part, changes) in [
            ("conference", [("date", "2031-11-07"), ("walk", "0")]),
            ("inscriptions", [("phone", "02 41 00 00 00"), ("freezes", "")]),
            ("mentions", [("director", "Une personne"), ("officer", "Une autre")]),
        ] {
            edit(&organiser, &format!("{HUB}/{part}"), &changes).await.leads_to();
        }
        let file = file_of(&organiser).await;
        assert!(file.contains("date = 2031-11-07") && !file.contains("freezes"), "{file}");
        assert!(file.contains("opens = \"J-400 00:00\""), "the windows follow the day: {file}");
    }
}

#[tokio::test]
async fn what_was_renamed_or_removed_meanwhile_is_neither_made_again_nor_lost() {
    let site = Site::open(Engine::Sqlite).await;
    let organiser = site.member("organiser").await;
    let (room, workshop) = (format!("{HUB}/salles/Salle%20Loire"), format!("{HUB}/ateliers/A02"));
    edit(&organiser, &format!("{HUB}/salles/nouveau"), &[("name", "Salle Libre"), ("seats", "30")])
        .await
        .leads_to();
    let open = [organiser.get(&room).await.page(), organiser.get(&workshop).await.page()];
    edit(&organiser, &room, &[("name", "Salle Une")]).await.leads_to();
    edit(&organiser, &format!("{HUB}/salles/Salle%20Libre"), &[("name", "Salle Prise")])
        .await
        .leads_to();
    let before = file_of(&organiser).await;

    let late = send(&organiser, &room, &filled(&open[0], &[("seats", "99")])).await;
    late.says(409, "quelqu’un a retiré la salle «\u{a0}Salle Loire\u{a0}» du programme");
    assert!(late.text().contains("value=\"99\""), "what was typed comes back");
    assert!(late.text().contains(&format!("action=\"{HUB}/salles/nouveau\"")), "{}", late.text());
    let typed = [("room", "Salle Libre"), ("title", "Un autre titre")];
    let late = send(&organiser, &workshop, &filled(&open[1], &typed)).await;
    late.says(
        409,
        "Vous aviez choisi «\u{a0}Salle Libre\u{a0}», qui n’est plus dans le programme.",
    );
    let fields = filled(&late.text(), &[]);
    assert!(fields.contains(&("room".to_owned(), "Salle Libre".to_owned())), "{fields:?}");
    send(&organiser, &workshop, &fields).await.says(422, "Choisissez dans la liste");
    assert_eq!(file_of(&organiser).await, before);
    let known = filled(&organiser.get(&workshop).await.page(), &[]);
    let nothing = send(&organiser, &format!("{HUB}/ateliers/Z99"), &known).await;
    assert_eq!(nothing.status, 404, "what never was is no change of the programme");
}

#[tokio::test]
async fn a_moment_of_the_day_is_found_again_after_another_was_taken_out() {
    let site = Site::open(Engine::Sqlite).await;
    let organiser = site.member("organiser").await;
    let list = organiser.get(&format!("{HUB}/deroule")).await.page();
    let links: Vec<String> = list
        .split("href=\"/organisation/programme/deroule/")
        .skip(1)
        .map(|rest| format!("{HUB}/deroule/{}", rest.split('"').next().unwrap()))
        .filter(|link| !link.ends_with("/nouveau"))
        .collect();
    let open = organiser.get(&links[1]).await.page();
    let page = organiser.get(&format!("{}/retirer", links[0])).await.page();
    let seen = after(&page, &["name=\"vu\" value=\""], "\"").to_owned();
    organiser.post(&format!("{}/retirer", links[0]), &[("vu", &seen)]).await.leads_to();
    let late = send(&organiser, &links[1], &filled(&open, &[("detail", "Autrement.")])).await;
    late.says(409, "Le programme a changé entre-temps");
    assert!(!late.text().contains("title-maintenant"), "it is still the same moment");
    assert!(late.text().contains("id=\"detail-maintenant\""), "{}", late.text());
    let gone = send(&organiser, &links[0], &filled(&open, &[])).await;
    gone.says(409, "quelqu’un a retiré le moment");
}

#[tokio::test]
async fn an_import_from_the_command_line_tells_people_unless_asked_not_to() {
    let site = Site::open(Engine::Sqlite).await;
    register(&site.browser(), "Rivière").await.choose("A01").await.leads_to();
    let moved = PROGRAMME.replacen("name = \"Salle Loire\"", "name = \"Salle Une\"", 1);
    let moved = moved.replace("room = \"Salle Loire\"", "room = \"Salle Une\"");
    let output = site.import(&moved);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("dans deux minutes"), "{said}");
    let file = site.home.folder.path().join("programme.toml");
    let back = PROGRAMME
        .replace("date = 2023-11-07", &format!("date = {}", crate::support::conference_day()));
    std::fs::write(&file, back).unwrap();
    let output = site.run(&["programme", "import", file.to_str().unwrap(), "--no-letters"]);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success() && said.contains("aucune lettre"), "{said}");
    let organiser = site.member("organiser").await;
    let hub = organiser.get(HUB).await.page();
    assert_eq!(hub.matches("Rappeler ces lettres").count(), 1, "{hub}");
    assert!(hub.contains("ligne de commande"), "{hub}");
}

#[tokio::test]
async fn the_grid_is_one_page_of_the_day_and_needs_no_script() {
    let site = Setup::on(Engine::Sqlite)
        .alter("title = \"Bus des droits itinérant\"", "title = \"<script>alert(1)</script>\"")
        .open()
        .await;
    let grid = site.browser().get("/programme/grille").await;
    let page = grid.page();
    assert!(page.contains("Ateliers, créneau A") && page.contains("data-label=\"Salle Loire\""));
    assert!(page.contains("&lt;script") && !page.contains("<script>alert"), "{page}");
    assert_eq!(page.matches("href=\"/programme/K01\"").count(), 1, "a kiosk is one block");
    assert!(!page.contains(" style=\""));
    let printed = site.browser().get("/programme/grille/imprimer").await.page();
    assert!(printed.contains("day-paper") && !printed.contains("<meter"));
    assert!(site.browser().get("/programme").await.page().contains("/programme/grille"));
}
