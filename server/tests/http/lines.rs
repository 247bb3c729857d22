//! Waiting for a session: joining, being seated, changing one's mind.

use crate::support::{
    Answer, Browser, Engine, Setup, Site, Ticket, after, on_both_engines, register, session_of,
};

const SEAT: &str = "Place libérée dans une séance";

/// A conference in which A01 and A02 have one seat each.
fn two_small_workshops(engine: Engine) -> Setup {
    Setup::on(engine)
        .alter(
            "room = \"Salle Loire\"\ncapacity = 24\nminimum = 6",
            "room = \"Salle Loire\"\ncapacity = 1",
        )
        .alter(
            "room = \"Salle Maine\"\ncapacity = 24\nminimum = 6",
            "room = \"Salle Maine\"\ncapacity = 1",
        )
}

async fn three(browser: &Browser) -> [Ticket; 3] {
    [
        register(browser, "Un").await,
        register(browser, "Deux").await,
        register(browser, "Trois").await,
    ]
}

/// The newest letter of this name, as organisers read it.
async fn letter(organiser: &Browser, name: &str) -> String {
    let list = organiser.get("/organisation/courriels").await.page();
    let (before, _) = list.split_once(&format!(">{name}<")).expect("the letter is listed");
    let (_, address) = before.rsplit_once("href=\"").unwrap();
    organiser.get(address.trim_end_matches('"')).await.page()
}

#[track_caller]
fn says(answer: &Answer, sentence: &str) {
    answer.says(409, sentence);
}

on_both_engines! {
    async fn a_freed_seat_goes_to_the_first_in_line_who_keeps_it_or_gives_it_back(engine: Engine) {
        let site = two_small_workshops(engine).open().await;
        let browser = site.browser();
        let [first, second, third] = three(&browser).await;
        first.choose("A01").await.leads_to();
        let joined = second.wait("A01", false).await.leads_to();
        assert_eq!(joined, format!("{}?attente#choix-A", second.path));
        third.wait("A01", false).await.leads_to();
        second.wait("A01", true).await.leads_to();
        assert_eq!(second.waited().await, ["A01, 1re"], "asking twice keeps the place");
        assert_eq!(third.waited().await, ["A01, 2e"]);
        let public = browser.get("/programme/A01").await.page();
        assert!(public.contains("Complet, liste d’attente\u{a0}(2)"), "{public}");
        let session = session_of(&first.page().await, "A01");

        first.give_back("A01").await.leads_to();
        assert_eq!(second.held().await, ["A01"]);
        assert_eq!(second.waited().await, [""; 0]);
        assert_eq!(third.waited().await, ["A01, 1re"]);
        let organiser = site.member("organiser").await;
        let words = letter(&organiser, SEAT).await;
        let link = format!("{}/place/{session}", second.path);
        assert!(words.contains(&link), "{link} is not in: {words}");

        let here = format!("/place/{session}");
        for _ in 0..2 {
            assert!(second.get(&here).await.page().contains("Garder cette place"));
        }
        let kept = second.post(&here, &[("reponse", "garder")]).await.leads_to();
        assert_eq!(kept, format!("{link}?garde"));
        assert_eq!(second.held().await, ["A01"]);
        let page = organiser.get(&format!("/organisation/seances/{session}")).await.page();
        assert!(page.contains("Par la liste d’attente, gardée le"), "{page}");

        let given = second.post(&here, &[("reponse", "rendre")]).await.leads_to();
        assert_eq!(given, format!("{link}?rendu"));
        assert_eq!(third.held().await, ["A01"]);
        let gone = second.get(&here).await.page();
        assert!(gone.contains("Cette place n’est plus à vous"), "{gone}");
        assert!(gone.contains("A03") && !gone.contains("Garder cette place"), "{gone}");
        second.post(&here, &[("reponse", "rendre")]).await.leads_to();
        assert_eq!(third.held().await, ["A01"], "given back once");
        let unknown = second.get("/place/00000000-0000-0000-0000-000000000001").await;
        unknown.says(404, "existe pas");
        second.post(&here, &[("reponse", "autre")]).await.says(404, "existe pas");
    }

    async fn a_swap_that_was_asked_for_goes_on_to_the_next_line(engine: Engine) {
        let site = two_small_workshops(engine).open().await;
        let [first, second, third] = three(&site.browser()).await;
        first.choose("A01").await.leads_to();
        second.choose("A02").await.leads_to();
        let offered = second.page().await;
        assert!(offered.contains("Attendre, et échanger A02"), "{offered}");
        second.wait("A01", true).await.leads_to();
        third.wait("A02", false).await.leads_to();
        assert_eq!(second.held().await, ["A02"], "what is held is kept meanwhile");
        assert!(second.page().await.contains("elle remplace votre place à A02"));

        first.give_back("A01").await.leads_to();
        assert_eq!(second.held().await, ["A01"]);
        assert_eq!(third.held().await, ["A02"]);
        let organiser = site.member("organiser").await;
        let journal = organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("Place obtenue par la liste d’attente"), "{journal}");
        assert!(journal.contains("Liste d’attente rejointe"), "{journal}");
    }

    async fn whoever_keeps_what_they_have_is_passed_over(engine: Engine) {
        let site = two_small_workshops(engine).open().await;
        let [first, second, third] = three(&site.browser()).await;
        first.choose("A01").await.leads_to();
        second.choose("A02").await.leads_to();
        second.wait("A01", false).await.leads_to();
        third.wait("A01", false).await.leads_to();
        assert!(second.page().await.contains("votre tour passera"));
        first.give_back("A01").await.leads_to();
        assert_eq!((second.held().await, third.held().await), (vec!["A02".into()], vec!["A01".into()]));
        third.give_back("A01").await.leads_to();
        let page = second.page().await;
        assert!(page.contains("Changer pour celui-ci") && page.contains("Quitter la liste"), "{page}");
        let left = second.leave("A01").await.leads_to();
        assert_eq!(left, format!("{}?quitte#choix-A", second.path));
        second.leave("A01").await.leads_to();
        assert_eq!(second.waited().await, [""; 0]);
        let seated = third.wait("A01", false).await.leads_to();
        assert_eq!(seated, format!("{}?libre#choix-A", third.path), "a free seat is taken at once");
    }

    async fn a_page_left_open_is_told_what_has_changed(engine: Engine) {
        let site = two_small_workshops(engine).open().await;
        let [first, second, _] = three(&site.browser()).await;
        let page = first.page().await;
        let [a02, a03, a04] = ["A02", "A03", "A04"].map(|code| session_of(&page, code));
        let ask = async |what: &str, session: &str, held: &str| {
            first.post(what, &[("session", session), ("tient", held)]).await
        };
        ask("/choisir", &a03, "rien").await.leads_to();
        ask("/choisir", &a03, "rien").await.leads_to();
        let stale = ask("/choisir", &a04, "rien").await;
        says(&stale, "maintenant, vous avez A03");
        assert!(stale.text().contains("Votre choix"), "the present state is shown");
        assert_eq!(first.held().await, ["A03"]);
        ask("/choisir", &a04, &a03).await.leads_to();
        assert_eq!(first.held().await, ["A04"]);

        second.choose_session(&a02).await.leads_to();
        let swap = [("session", a02.as_str()), ("tient", &a03), ("echange", "oui")];
        says(&first.post("/attendre", &swap).await, "maintenant, vous avez A04");
        assert_eq!(first.waited().await, [""; 0]);
        let swap = [("session", a02.as_str()), ("tient", &a04), ("echange", "oui")];
        first.post("/attendre", &swap).await.leads_to();
        assert_eq!(first.waited().await, ["A02, 1re"]);
    }

    async fn once_choices_are_frozen_the_page_says_whom_to_ask(engine: Engine) {
        let site = two_small_workshops(engine)
            .alter("freezes = \"J-1 18:00\"", "freezes = \"J-399 00:00\"")
            .open()
            .await;
        let browser = site.browser();
        let [first, second, _] = three(&browser).await;
        let organiser = site.member("organiser").await;
        let dashboard = organiser.get("/organisation").await.page();
        let session = session_on(&dashboard, "A01");
        seat_by_the_team(&organiser, &first, "Un", &session).await;
        for ticket in [&first, &second] {
            let page = ticket.page().await;
            assert!(page.contains("Les choix sont arrêtés"), "{page}");
            assert!(page.contains("contact@conference.example"), "{page}");
            for button in ["/choisir\"", "/rendre\"", "/attendre\"", "/quitter\""] {
                assert!(!page.contains(button), "{button}: {page}");
            }
            assert!(page.contains("/annuler\""), "giving everything up stays possible");
        }
        let fields = [("session", session.as_str())];
        says(&second.post("/attendre", &fields).await, "Les choix sont arrêtés");
        says(&first.post("/rendre", &fields).await, "Les choix sont arrêtés");
        let here = first.get(&format!("/place/{session}")).await.page();
        assert!(here.contains("Garder cette place"), "{here}");
        assert!(here.contains("Les choix sont arrêtés"), "{here}");
        assert!(!here.contains("value=\"rendre\""), "{here}");
        assert_eq!(first.held().await, ["A01"]);
        first.cancel().await.leads_to();
        assert!(first.page().await.contains("Inscription annulée"));
    }
}

/// The session of a workshop, as the dashboard links it.
#[track_caller]
fn session_on(dashboard: &str, code: &str) -> String {
    let row = format!("class=\"code\">{code}</span>");
    after(dashboard, &[&row, "href=\"/organisation/seances/"], "\"").to_owned()
}

async fn seat_by_the_team(organiser: &Browser, ticket: &Ticket, name: &str, session: &str) {
    let line = ticket.line(organiser, name).await;
    let id = after(&line, &["href=\"/organisation/participants/"], "\"");
    let path = format!("/organisation/participants/{id}/seances");
    organiser.post(&path, &[("session", session)]).await.leads_to();
}

#[tokio::test]
async fn the_lines_of_others_are_out_of_reach() {
    let site = Site::open(Engine::Sqlite).await;
    let ticket = register(&site.browser(), "Rivière").await;
    let session = session_of(&ticket.page().await, "A01");
    for what in ["attendre", "quitter", &format!("place/{session}")] {
        let path = format!("/billet/00000000000000000000000000/{what}");
        let fields = [("session", session.as_str()), ("reponse", "garder")];
        let answer = site.browser().post(&path, &fields).await;
        assert_eq!(answer.status, 404, "{what}: {}", answer.text());
    }
}
