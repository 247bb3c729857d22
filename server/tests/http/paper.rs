//! What is printed: badges and certificates.

use crate::support::{
    Answer, Browser, Engine, Site, Ticket, after, on_both_engines, query, register,
};

const BADGES: &str = "/organisation/exports/badges";

async fn let_in(door: &Browser, ticket: &Ticket) {
    let code = ticket.code().await;
    door.post("/accueil/entree/pointer", &[("saisie", &code)]).await.leads_to();
}

/// The badges of a page, in the order of printing: the identities that would be marked.
fn shown(page: &str) -> Vec<String> {
    hidden(page, "badge")
}

/// The values of a hidden field.
fn hidden(page: &str, name: &str) -> Vec<String> {
    let mark = format!("name=\"{name}\" value=\"");
    page.split(&mark).skip(1).map(|rest| rest.split_once('"').unwrap().0.to_owned()).collect()
}

/// What the form « C’est imprimé ? » of a page sends.
fn printed(page: &str, ticked: bool) -> Vec<(&'static str, String)> {
    let names = ["qui", "lot", "badge", "mots"];
    let form = page.split_once("/imprimes\"").unwrap().1;
    let mut fields: Vec<_> = names
        .into_iter()
        .flat_map(|name| hidden(form, name).into_iter().map(move |value| (name, value)))
        .collect();
    fields.extend(ticked.then(|| ("verifie", "oui".to_owned())));
    fields
}

async fn mark(organiser: &Browser, fields: &[(&'static str, String)]) -> Answer {
    let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    organiser.post(&format!("{BADGES}/imprimes"), &fields).await
}

/// The identity of the one person who is found by this.
async fn found(organiser: &Browser, typed: &str) -> String {
    let page = organiser.get(&format!("/organisation/participants?q={typed}")).await.page();
    after(&page, &["<tbody>", "href=\"/organisation/participants/"], "\"").to_owned()
}

async fn rename(site: &Site, id: &str, last_name: &'static str) {
    let id = uuid::Uuid::parse_str(id).unwrap();
    let store = site.store().await;
    let unit = store.write(async move |conn| {
        conn.exec("update participant set last_name = $2 where id = $1", (id, last_name)).await
    });
    unit.await.unwrap();
}

/// Two people, an organiser, and the page of the badges that are both still to be printed.
async fn with_two_badges(engine: Engine) -> (Site, Browser, String) {
    let site = Site::open(engine).await;
    for name in ["Rivière", "Dupont"] {
        register(&site.browser(), name).await;
    }
    let organiser = site.member("organiser").await;
    let page = organiser.get(&format!("{BADGES}?qui=nouveaux")).await.page();
    (site, organiser, page)
}

on_both_engines! {
    async fn badges_are_marked_by_an_explicit_act_and_no_longer_new(engine: Engine) {
        let (_site, organiser, page) = with_two_badges(engine).await;
        let ids = shown(&page);
        assert_eq!(ids.len(), 2, "{page}");
        let dupont = page.find(">Dupont<").expect("a badge");
        assert!(dupont < page.find(">Rivière<").expect("a badge"), "by name");

        let alone = organiser.get(&format!("{BADGES}?qui=nouveaux&personne={}", ids[0])).await.page();
        let refused = mark(&organiser, &printed(&alone, false)).await;
        refused.says(422, "rien n’a été marqué");
        assert_eq!(shown(&refused.text()), ids[..1]);
        mark(&organiser, &printed(&alone, true)).await.leads_to();
        let page = organiser.get(&format!("{BADGES}?qui=nouveaux")).await.page();
        assert_eq!(shown(&page), ids[1..], "only the one that is left");
        assert_eq!(shown(&organiser.get(BADGES).await.page()), ids);
        let again = organiser.get(&format!("{BADGES}?qui=nouveaux&personne={}", ids[0])).await.page();
        assert_eq!(shown(&again), ids[..1], "one is printed again whenever it is asked for");
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("Badges imprimés") && journal.contains("organiser@exemple.fr"));
    }

    async fn what_was_printed_together_stays_together_and_its_words_are_those_of_the_paper(engine: Engine) {
        let (site, organiser, page) = with_two_badges(engine).await;
        let ids = shown(&page);
        register(&site.browser(), "Abert").await;
        rename(&site, &ids[1], "Riviera").await;
        let refused = mark(&organiser, &printed(&page, false)).await;
        refused.says(422, "rien n’a été marqué");
        assert_eq!(shown(&refused.text()), ids, "whoever has registered since is not among them");
        let to = mark(&organiser, &printed(&refused.text(), true)).await.leads_to();
        let left = organiser.get(&to).await.page();
        assert!(left.contains("1\u{a0}nouveau à imprimer, 1\u{a0}badge corrigé à réimprimer"), "{left}");
        assert_eq!(shown(&left), [found(&organiser, "abert").await, ids[1].clone()]);
        let again = organiser.get(&format!("{BADGES}?qui=corriges")).await.page();
        assert_eq!(shown(&again), ids[1..]);
        mark(&organiser, &printed(&again, true)).await.leads_to();
        let hub = organiser.get("/organisation/exports").await.page();
        assert!(hub.contains("1\u{a0}nouveau à imprimer.") && !hub.contains("à réimprimer"), "{hub}");
    }

    async fn the_code_of_a_badge_is_the_ticket_s(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        let organiser = site.member("organiser").await;
        let page = organiser.get(BADGES).await.page();
        assert!(page.contains(&format!(">{}<", ticket.code().await)), "{page}");
        assert!(after(&page, &["shape-rendering=\"crispEdges\"", " d=\""], "\"").starts_with("M0 0h7"));
        let id = found(&organiser, "riviere").await;
        let record = organiser.get(&format!("/organisation/participants/{id}")).await.page();
        assert!(record.contains(&format!("href=\"{BADGES}?personne={id}\"")), "{record}");
    }

    async fn a_certificate_is_for_those_who_came_and_verifies(engine: Engine) {
        let site = Site::open(engine).await;
        let (came, away) =
            (register(&site.browser(), "Rivière").await, register(&site.browser(), "Dupont").await);
        let own = format!("{}/attestation", came.path);
        site.browser().get(&own).await.says(409, "pointées à l’entrée");
        assert!(!came.page().await.contains(&own));
        let_in(&site.member("door").await, &came).await;
        assert!(came.page().await.contains(&own), "the ticket leads to it");
        let page = site.browser().get(&own).await.page();
        assert!(page.contains("Camille Rivière") && page.contains("Attestation de présence"));
        let code = after(&page, &["<strong class=\"code\">"], "<").to_owned();
        site.browser().get(&format!("{}/attestation", away.path)).await.says(409, "pointées");

        let organiser = site.member("organiser").await;
        let all = organiser.get("/organisation/exports/attestations").await.page();
        assert!(all.contains(&code) && all.contains("Camille Rivière"));
        assert!(!all.contains("Dupont"), "{all}");

        let visitor = site.browser();
        let typed = code.to_lowercase().replace('-', " ");
        let asked = format!("/attestation?{}", query(&[("code", &typed)]));
        let to = visitor.get(&asked).await.leads_to();
        assert_eq!(to, format!("/attestation/{code}"));
        let said = visitor.get(&to).await.page();
        assert!(said.contains("Camille Rivière") && said.contains("authentique"), "{said}");
        let ticket: String = code.chars().take(7).collect();
        let forged = format!("{ticket}-0000-0000");
        for unknown in [forged.as_str(), "KX7-4TQ-8H2D-0MKW", "%3Cscript%3E"] {
            let answer = visitor.get(&format!("/attestation/{unknown}")).await;
            answer.says(404, "ne correspond à aucune attestation");
            assert!(!answer.text().contains("<script>"));
        }
    }
}

#[tokio::test]
async fn measures_that_would_leave_the_sheet_come_back_with_what_was_typed() {
    let site = Site::open(Engine::Sqlite).await;
    register(&site.browser(), "Rivière").await;
    let organiser = site.member("organiser").await;
    let asked =
        format!("{BADGES}?format=90x55&haut=11&gauche=40&colonnes=douze&rangees=&droite=&bas=");
    let refused = organiser.get(&asked).await;
    refused.says(422, "Écrivez une longueur en millimètres");
    assert!(refused.text().contains("value=\"douze\""));
    let asked = asked.replace("douze", "0");
    organiser.get(&asked).await.says(422, "dépassent de la page de 10\u{a0}mm");
    let asked = asked.replace("gauche=40", "gauche=12,5");
    let page = organiser.get(&asked).await.page();
    assert!(page.contains("translate(1250 1100)"), "{page}");
}

#[tokio::test]
async fn guessing_certificates_is_slowed_down() {
    let site = Site::open(Engine::Sqlite).await;
    let browser = site.browser();
    for _ in 0..30 {
        assert_eq!(browser.get("/attestation/KX7-4TQ-8H2D-0MKW").await.status, 404);
    }
    browser.get("/attestation/KX7-4TQ-8H2D-0MKW").await.says(409, "Trop d’essais");
}
