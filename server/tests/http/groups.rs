//! One person registers several, follows them, and lets each take over their own.

use domain::letter::Letter;
use store::letters;

use crate::support::{
    Answer, Browser, Engine, Setup, Site, after, figure, on_both_engines, register, session_of,
    try_to_register,
};

const FORM: &str = "/inscription/groupe";

/// A group's form, as it is typed.
#[derive(Clone, Debug)]
struct Typed(Vec<(String, String)>);

impl Typed {
    fn by(email: &str) -> Self {
        Self::adding()
            .with("contact_first_name", "Inès")
            .with("contact_last_name", "Morel")
            .with("contact_email", email)
    }

    /// Without a contact.
    fn adding() -> Self {
        Self(Vec::new()).with("organisation", "Mairie d’Angers").with("consent", "oui")
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(known, _)| known != name || name == "row");
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    fn row(self, number: usize, last_name: &str, email: &str) -> Self {
        let typed = self
            .with("row", &format!("p{number}"))
            .with(&format!("p{number}_first_name"), "Camille")
            .with(&format!("p{number}_last_name"), last_name);
        if email.is_empty() {
            typed.with(&format!("p{number}_no_email"), "oui")
        } else {
            typed.with(&format!("p{number}_email"), email)
        }
    }

    async fn send(&self, browser: &Browser, to: &str) -> Answer {
        let fields: Vec<_> =
            self.0.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        browser.post(to, &fields).await
    }

    /// Where the group's page is.
    #[track_caller]
    fn registered(answer: &Answer) -> String {
        let to = answer.leads_to();
        let path = to.strip_suffix("?inscrit").expect("the group that was just made").to_owned();
        assert!(path.starts_with("/groupe/"), "{to}");
        path
    }
}

/// Inès and three colleagues, the last without an address.
fn three() -> Typed {
    Typed::by("ines@exemple.fr")
        .row(1, "Rivière", "riviere@exemple.fr")
        .row(2, "Lacroix", "lacroix@exemple.fr")
        .row(3, "Sansadresse", "")
}

/// The path of somebody's own page, as the group's page links to it.
#[track_caller]
fn ticket(page: &str, last_name: &str) -> String {
    let row = format!("<th scope=\"row\">Camille {last_name}");
    let cells = after(page, &[&row], "</tr>");
    after(cells, &["<a href=\""], "\"").to_owned()
}

async fn registered_people(site: &Site) -> u32 {
    let dashboard = site.member("organiser").await.get("/organisation").await.page();
    figure(&dashboard, "inscrits sur 200")
}

async fn letters_of(site: &Site, kind: Letter) -> Vec<letters::Entry> {
    let store = site.store().await;
    let mut conn = store.reader().await.unwrap();
    let mut all = letters::list(&mut conn, None, 0, 1000).await.unwrap();
    all.retain(|letter| letter.kind == kind);
    all
}

on_both_engines! {
    async fn a_group_is_registered_followed_and_changed_by_its_contact(engine: Engine) {
        let site = Site::open(engine).await;
        let browser = site.browser();
        assert!(browser.get("/inscription").await.page().contains("href=\"/inscription/groupe\""));
        assert!(browser.get("/").await.page().contains("href=\"/inscription/groupe\""));
        let form = browser.get(FORM).await;
        let key = after(&form.page(), &["name=\"key\" value=\""], "\"").to_owned();
        let typed = three().with("key", &key);
        let answer = typed.send(&browser, FORM).await;
        let group = Typed::registered(&answer);
        assert_eq!(typed.send(&browser, FORM).await.leads_to(), answer.leads_to(), "sent twice");

        let shown = browser.get(&format!("{group}?inscrit")).await;
        assert_eq!(shown.header("cache-control"), "no-store");
        let page = shown.page();
        assert!(page.contains("Votre groupe est enregistré."), "{page}");
        assert_eq!(page.matches("Place réservée").count(), 3);
        assert_eq!(page.matches("sans adresse e-mail").count(), 1);
        assert_eq!(letters_of(&site, Letter::Confirmation).await.len(), 2);
        assert_eq!(letters_of(&site, Letter::Group).await.len(), 1);

        let own = ticket(&page, "Rivière");
        let own_page = browser.get(&own).await.page();
        assert!(own_page.contains("Inès Morel vous a inscrit·e"), "{own_page}");
        let session = session_of(&own_page, "A03");
        browser.post(&format!("{own}/choisir"), &[("session", &session)]).await.leads_to();
        let other = ticket(&page, "Lacroix");
        browser.post(&format!("{other}/annuler"), &[]).await.leads_to();
        let page = browser.get(&group).await.page();
        assert!(page.contains(">A03<"), "{page}");
        assert!(page.contains("Inscription annulée"), "{page}");

        let paper = browser.get(&format!("{group}/billets")).await.page();
        assert_eq!(paper.matches("class=\"ticket-code\"").count(), 2);
        assert!(paper.contains("A03 · ") && !paper.contains("Lacroix"), "{paper}");
        let bare = browser.get(&format!("{group}/billets?sans-adresse")).await.page();
        assert_eq!(bare.matches("class=\"ticket-code\"").count(), 1);
        assert!(bare.contains("Sansadresse"), "{bare}");
        let picture = after(&bare, &["class=\"stub\"", "src=\""], "\"");
        assert!(browser.get(picture).await.page().contains("<svg"));

        let organiser = site.member("organiser").await;
        let list = organiser.get("/organisation/participants?q=riviere").await.page();
        let href = after(&list, &["<tbody>", "href=\"/organisation/participants/"], "\"");
        let record = organiser.get(&format!("/organisation/participants/{href}")).await.page();
        for word in ["Inès Morel", "ines@exemple.fr", "Camille Sansadresse", "la personne de contact du groupe"] {
            assert!(record.contains(word), "{word} is not in: {record}");
        }
    }

    async fn all_or_none_of_the_rows_is_refused_and_nothing_typed_is_lost(engine: Engine) {
        let site = Site::open(engine).await;
        let browser = site.browser();
        register(&browser, "Riviere").await;
        let faulty = Typed::by("ines@")
            .row(1, "Rivière", "riviere@exemple.fr")
            .row(2, "Lacroix", "LACROIX@exemple.fr")
            .row(3, "Lacroix « & »", "lacroix@exemple.fr")
            .row(4, "", "")
            .with("p4_first_name", "Jo")
            .with("department", "49")
            .with("consent", "");
        let refused = faulty.send(&browser, FORM).await;
        refused.says(422, "Il reste 5\u{a0}points à corriger");
        let page = refused.text();
        for (id, sentence) in [
            ("contact_email", "Cette adresse n’est pas complète."),
            ("p2_email", "Personne 2\u{a0}: cette adresse est écrite deux fois."),
            ("p3_email", "Personne 3\u{a0}: cette adresse est écrite deux fois."),
            ("p4_last_name", "Personne 4\u{a0}: écrivez son nom."),
            ("consent", "sans l’accord de ces personnes"),
        ] {
            assert!(after(&page, &[&format!("id=\"{id}-erreur\"")], "</p>").contains(sentence), "{id}");
            assert!(page.contains(&format!("<a href=\"#{id}\">")), "{id}");
        }
        for value in ["ines@", "riviere@exemple.fr", "Lacroix « &amp; »", "Mairie d’Angers", "Jo"] {
            assert!(page.contains(&format!("value=\"{value}\"")), "« {value} » is lost: {page}");
        }
        assert!(page.contains("<option value=\"49\" selected"), "{page}");

        let there = faulty
            .with("contact_email", "ines@exemple.fr")
            .with("p3_email", "autre@exemple.fr")
            .with("p4_last_name", "Roy")
            .with("consent", "oui");
        let refused = there.send(&browser, FORM).await;
        refused.says(409, "Personne 1\u{a0}: cette adresse est déjà inscrite.");
        assert!(!refused.text().contains("/billet/"), "nothing opens anything");
        assert_eq!(registered_people(&site).await, 1);
        assert_eq!(letters_of(&site, Letter::Link).await.len(), 1, "as the form of one person does");
        assert_eq!(letters_of(&site, Letter::Group).await, []);

        let without = there.with("p1_email", "").with("p1_first_name", "").with("p1_last_name", "");
        Typed::registered(&without.send(&browser, FORM).await);
        assert_eq!(registered_people(&site).await, 4);
    }

    async fn when_places_are_missing_the_contact_chooses_who_waits(engine: Engine) {
        let site = Setup::on(engine).alter("capacity = 200", "capacity = 3").open().await;
        let browser = site.browser();
        register(&browser, "Premier").await;
        let form = browser.get(FORM).await.page();
        assert!(form.contains("Il reste 2\u{a0}places"), "{form}");

        let asked = three().send(&browser, FORM).await;
        asked.says(409, "Il ne reste que 2\u{a0}places\u{a0}: cochez la personne qui attend");
        let page = asked.text();
        assert_eq!(page.matches("_waits\" type=\"checkbox\"").count() - 1, 3, "and the blank row's: {page}");
        assert!(page.contains("name=\"asked\""));
        let chosen = three().with("asked", "oui").with("p2_waits", "oui");
        register(&browser, "Entretemps").await;
        let again = chosen.send(&browser, FORM).await;
        again.says(409, "Il ne reste qu’une place\u{a0}: cochez les 2\u{a0}personnes qui attendent");
        assert!(after(&again.text(), &["id=\"p2_waits\""], ">").contains("checked"), "kept");
        let chosen = chosen.with("p1_waits", "oui");
        let group = Typed::registered(&chosen.send(&browser, FORM).await);
        let page = browser.get(&group).await.page();
        let row = |name: &str| after(&page, &[&format!("row\">Camille {name}")], "</tr>").to_owned();
        assert!(row("Rivière").contains("1re sur la liste d’attente"), "{page}");
        assert!(row("Lacroix").contains("2e sur la liste d’attente"), "{page}");
        assert!(row("Sansadresse").contains("Place réservée"), "{page}");

        let form = browser.get(FORM).await.page();
        assert!(form.contains("Il n’y a plus de place.") && form.contains("name=\"all_wait\""));
        let late = Typed::by("autre@exemple.fr").row(1, "Tardif", "tardif@exemple.fr").with("comes", "oui");
        late.send(&browser, FORM).await.says(409, "Tout le groupe peut se mettre en liste d’attente.");
        let group = Typed::registered(&late.with("all_wait", "oui").send(&browser, FORM).await);
        let page = browser.get(&group).await.page();
        assert!(page.contains("3e sur la liste") && page.contains("4e sur la liste"), "{page}");
        assert!(page.contains("Inès Morel <span class=\"soft\">(vous)"), "{page}");
    }

    async fn taking_over_leaves_the_contact_a_name_and_nothing_else(engine: Engine) {
        let site = Setup::on(engine).env("SMTP_URL", "smtp://127.0.0.1:9").open().await;
        let browser = site.browser();
        let group = Typed::registered(&three().send(&browser, FORM).await);
        let page = browser.get(&group).await.page();
        let own = ticket(&page, "Rivière");
        let own_page = browser.get(&own).await.page();
        assert!(own_page.contains("Gérer moi-même mon inscription"), "{own_page}");
        let person = after(&own_page, &["name=\"person\" value=\""], "\"").to_owned();
        let take_over = format!("{own}/reprendre");
        let first = browser.post(&take_over, &[("person", &person)]).await;
        first.says(200, "Votre nouveau lien part à <strong>riviere@exemple.fr</strong>");
        assert!(!first.text().contains("/billet/"), "the new link is shown nowhere");
        let again = browser.post(&take_over, &[("person", &person)]).await;
        assert_eq!((again.status, again.text()), (200, first.text()), "asked twice");
        browser.get(&own).await.says(404, "remplacé par un plus récent");
        browser.get(&format!("{own}/qr.svg")).await.says(404, "");
        browser.post(&take_over, &[]).await.says(404, "remplacé par un plus récent");

        let page = browser.get(&group).await.page();
        let row = after(&page, &["row\">Camille Rivière"], "</tr>");
        assert!(row.contains("Gère son inscription") && !row.contains("/billet/"), "{row}");
        let paper = browser.get(&format!("{group}/billets")).await.page();
        assert!(!paper.contains("Rivière"), "{paper}");
        let links = letters_of(&site, Letter::Link).await;
        assert_eq!(links.len(), 1);
        assert_eq!(links[0].recipient, "riviere@exemple.fr");

        let organiser = site.member("organiser").await;
        let letter = organiser.get(&format!("/organisation/courriels/{}", links[0].id)).await.page();
        let new = format!("/billet/{}", after(&letter, &["/billet/"], "\n"));
        let new_page = browser.get(&new).await.page();
        assert!(new_page.contains("ne voit plus que votre nom"), "{new_page}");
        assert_ne!(new, own);

        let bare = browser.get(&ticket(&page, "Sansadresse")).await.page();
        assert!(!bare.contains("/reprendre"), "without an address the contact goes on: {bare}");
        let bare = ticket(&page, "Sansadresse");
        browser.post(&format!("{bare}/reprendre"), &[]).await.says(404, "");
        // Someone else's identity, and a link that opens nothing.
        let stranger = browser.with("x-nobody", "1");
        let forged = format!("/billet/{}/reprendre", "0".repeat(26));
        stranger.post(&forged, &[("person", &person)]).await.says(404, "remplacé par un plus récent");
    }

    async fn people_are_added_to_a_group_up_to_ten(engine: Engine) {
        let site = Site::open(engine).await;
        let browser = site.browser();
        let group = Typed::registered(&three().send(&browser, FORM).await);
        let add = format!("{group}/ajouter");
        let form = browser.get(&add).await.page();
        assert!(form.contains("value=\"Mairie d’Angers\""), "{form}");
        assert!(!form.contains("contact_email") && form.contains("Jusqu’à 7 personnes"), "{form}");
        let key = after(&form, &["name=\"key\" value=\""], "\"").to_owned();
        let typed = Typed::adding().with("key", &key).row(1, "Nouveau", "nouveau@exemple.fr");
        let to = typed.send(&browser, &add).await.leads_to();
        assert_eq!(to, format!("{group}?ajoute"));
        assert_eq!(typed.send(&browser, &add).await.leads_to(), to, "sent twice");
        assert_eq!(registered_people(&site).await, 4);
        let mut more = Typed::adding();
        for number in 1..=7 {
            more = more.row(number, &format!("Numéro{number}"), "");
        }
        more.send(&browser, &add).await.says(422, "Il reste de la place pour 6\u{a0}personnes");
        let six = more.with("p7_first_name", "").with("p7_last_name", "").with("p7_no_email", "");
        six.send(&browser, &add).await.leads_to();
        assert!(!browser.get(&group).await.page().contains("Ajouter des personnes"));
        assert_eq!(registered_people(&site).await, 10);
    }
}

#[tokio::test]
async fn rows_are_added_taken_away_and_filled_and_nobody_is_registered() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    let added = three().with("do", "add").send(&browser, FORM).await.page();
    assert!(added.contains("name=\"p4_first_name\"") && !added.contains("name=\"p5_first_name\""));
    assert!(after(&added, &["id=\"p4_first_name\""], ">").contains("autofocus"), "{added}");
    assert!(added.contains("value=\"Sansadresse\""));

    let removed = three().with("do", "remove-p2").send(&browser, FORM).await.page();
    assert!(!removed.contains("Lacroix") && removed.contains("La ligne est enlevée."));
    assert!(after(&removed, &["id=\"p2_last_name\""], ">").contains("Sansadresse"), "{removed}");

    let list = "DURAND Marie <marie@exemple.fr>\r\nLéo Petit\r\nMauvaise <adresse@>\r\n\
                Lacroix <lacroix@exemple.fr>";
    let pasted = three().with("do", "paste").with("pasted", list).send(&browser, FORM).await;
    pasted
        .says(422, "«\u{a0}Mauvaise &lt;adresse@&gt;\u{a0}»\u{a0}: l’adresse n’est pas complète.");
    let page = pasted.text();
    assert!(after(&page, &["id=\"p4_last_name\""], ">").contains("DURAND"), "{page}");
    assert!(after(&page, &["id=\"p5_first_name\""], ">").contains("Léo"), "{page}");
    assert!(
        page.contains("2\u{a0}personnes ajoutées") && page.contains("1\u{a0}adresse était déjà là")
    );
    assert!(
        page.contains("Mauvaise &lt;adresse@&gt;</textarea>"),
        "what was not read stays: {page}"
    );
    let nothing = three().with("do", "paste").send(&browser, FORM).await;
    nothing.says(422, "Collez d’abord une liste");

    let mut full = Typed::by("ines@exemple.fr");
    for number in 1..=10 {
        full = full.row(number, "Nom", "");
    }
    let page = full.with("do", "add").send(&browser, FORM).await.page();
    assert!(page.contains("10\u{a0}lignes au plus"), "{page}");
    let empty = Typed::by("ines@exemple.fr").send(&browser, FORM).await;
    empty.says(422, "Écrivez le nom d’une personne au moins");
    let strange = three().with("row", "../../etc").with("row", "p99999999999").with("do", "add");
    assert!(strange.send(&browser, FORM).await.page().contains("name=\"p4_first_name\""));
    assert_eq!(registered_people(&site).await, 0);
    assert_eq!(letters_of(&site, Letter::Group).await, []);
}

#[tokio::test]
async fn robots_and_floods_register_nobody() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    let answer = three().with("website", "https://ailleurs.example").send(&browser, FORM).await;
    assert!(answer.status < 400, "{}", answer.status);
    assert_eq!(registered_people(&site).await, 0);

    let mut ten = Typed::by("ines@exemple.fr").with("key", "01890000-0000-7000-8000-000000000001");
    for number in 1..=10 {
        ten = ten.row(number, "Nom", "");
    }
    for _ in 0..29 {
        Typed::registered(&ten.send(&browser, FORM).await);
    }
    let eleven = ten.with("comes", "oui").with("p1_last_name", "Encore");
    eleven.send(&browser, FORM).await.says(409, "Trop d’essais à la suite.");
    try_to_register(&browser, "Seul", "seul@exemple.fr").await.leads_to();
}

#[tokio::test]
async fn a_contact_finds_their_groups_again_and_nobody_learns_it() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    Typed::registered(&three().send(&browser, FORM).await);
    let ask = async |email: &str| browser.post("/retrouver-mon-billet", &[("email", email)]).await;
    let (known, unknown) = (ask("INES@exemple.fr").await, ask("personne@exemple.fr").await);
    assert_eq!((known.status, &known.body), (200, &unknown.body));
    assert_eq!(letters_of(&site, Letter::Group).await.len(), 2);
    for _ in 0..3 {
        ask("ines@exemple.fr").await.page();
    }
    assert_eq!(letters_of(&site, Letter::Group).await.len(), 2, "no mailbox is filled");
}

#[tokio::test]
async fn a_groups_secret_opens_the_group_only_and_lies_in_no_log() {
    let site = Setup::on(Engine::Sqlite).env("RUST_LOG", "debug").open().await;
    let browser = site.browser();
    let group = Typed::registered(&three().send(&browser, FORM).await);
    let page = browser.get(&group).await.page();
    let own = ticket(&page, "Rivière");
    let of_group = group.strip_prefix("/groupe/").unwrap();
    let of_person = own.strip_prefix("/billet/").unwrap();
    for path in [
        format!("/billet/{of_group}"),
        format!("/groupe/{of_person}"),
        format!("/groupe/{of_person}/billets"),
        format!("/groupe/{of_person}/ajouter"),
    ] {
        browser.get(&path).await.says(404, "Ce lien n’ouvre plus rien");
    }
    for path in [group.clone(), format!("{group}/ajouter"), format!("{group}/billets")] {
        assert_eq!(browser.get(&path).await.header("cache-control"), "no-store", "{path}");
    }
    let log = site.log();
    assert!(log.contains("/groupe/…"), "{log}");
    for word in [of_group, of_person, "riviere@", "ines@"] {
        assert!(!log.contains(word), "« {word} » is in the log");
    }
}

#[tokio::test]
async fn nobody_is_locked_out_while_mail_is_not_configured() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    let group = Typed::registered(&three().send(&browser, FORM).await);
    let own = ticket(&browser.get(&group).await.page(), "Rivière");
    let page = browser.get(&own).await.page();
    assert!(
        !page.contains("/reprendre") && page.contains("le courriel n’est pas encore configuré")
    );
    let refused = browser.post(&format!("{own}/reprendre"), &[]).await;
    refused.says(409, "votre nouveau lien ne pourrait pas vous parvenir");
    browser.get(&own).await.page();
}

#[tokio::test]
async fn a_group_registers_only_while_registration_is_open() {
    let site = Setup::on(Engine::Sqlite)
        .alter("closes = \"J 23:59\"", "closes = \"J-399 00:00\"")
        .open()
        .await;
    let browser = site.browser();
    browser.get(FORM).await.says(409, "Les inscriptions en ligne sont terminées.");
    three().send(&browser, FORM).await.says(409, "Les inscriptions en ligne sont terminées.");
    assert_eq!(letters_of(&site, Letter::Group).await, []);
}
