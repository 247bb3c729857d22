//! A session as organisers run it.

use crate::support::{
    Browser, Engine, Setup, Ticket, after, on_both_engines, register, try_to_register,
};

const SEANCES: &str = "/organisation/seances/";

/// A full workshop of one seat, with two people in its line.
struct Full {
    organiser: Browser,
    session: String,
    seated: Ticket,
    waiting: [Ticket; 2],
    _site: crate::support::Site,
}

async fn full(engine: Engine) -> Full {
    let site = Setup::on(engine)
        .alter(
            "room = \"Salle Loire\"\ncapacity = 24\nminimum = 6",
            "room = \"Salle Loire\"\ncapacity = 1",
        )
        .open()
        .await;
    let browser = site.browser();
    let seated = register(&browser, "Assise").await;
    let waiting = [register(&browser, "Première").await, register(&browser, "Seconde").await];
    seated.choose("A01").await.leads_to();
    for ticket in &waiting {
        ticket.wait("A01", false).await.leads_to();
    }
    let organiser = site.member("organiser").await;
    let dashboard = organiser.get("/organisation").await.page();
    let row = "class=\"code\">A01</span>";
    let session = after(&dashboard, &[row, "href=\"/organisation/seances/"], "\"").to_owned();
    Full { organiser, session, seated, waiting, _site: site }
}

impl Full {
    async fn page(&self) -> String {
        self.organiser.get(&format!("{SEANCES}{}", self.session)).await.page()
    }

    fn path(&self, what: &str) -> String {
        format!("{SEANCES}{}{what}", self.session)
    }

    /// The person's identity, as the page of the session links it.
    async fn id(&self, name: &str) -> String {
        let page = self.page().await;
        let (before, _) = page.split_once(&format!(">{name} Camille<")).expect("they are listed");
        let (_, id) = before.rsplit_once("/organisation/participants/").unwrap();
        id.trim_end_matches('"').to_owned()
    }
}

on_both_engines! {
    async fn someone_is_moved_up_with_a_reason_that_everybody_can_read(engine: Engine) {
        let full = full(engine).await;
        let id = full.id("Seconde").await;
        let post = async |reason: &str| {
            let fields = [("participant", id.as_str()), ("raison", reason)];
            full.organiser.post(&full.path("/devant"), &fields).await
        };
        let refused = post("  ").await;
        refused.says(422, "Écrivez pourquoi cette personne passe devant.");
        assert_eq!(full.waiting[1].waited().await, ["A01, 2e"]);

        let moved = post("Interprète prévue pour elle").await.leads_to();
        assert_eq!(moved, full.path("?devant"));
        assert_eq!(full.waiting[1].waited().await, ["A01, 1re"]);
        assert_eq!(full.waiting[0].waited().await, ["A01, 2e"]);
        assert!(full.page().await.contains("avancé·e\u{a0}: Interprète prévue pour elle"));
        let journal = full.organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("A01, Interprète prévue pour elle"), "{journal}");

        full.seated.give_back("A01").await.leads_to();
        assert_eq!(full.waiting[1].held().await, ["A01"]);
        post("Trop tard").await.says(409, "n’est plus sur la liste d’attente");
    }

    async fn more_seats_go_to_those_who_wait_and_fewer_than_taken_are_refused(engine: Engine) {
        let full = full(engine).await;
        let set = async |places: &str| {
            full.organiser.post(&full.path("/places"), &[("places", places)]).await
        };
        for wrong in ["", "deux", "0", "-1", "10000"] {
            set(wrong).await.says(422, "Écrivez un nombre entre 1 et 9999.");
        }
        assert_eq!(set("2").await.leads_to(), full.path("?places"));
        assert_eq!(full.waiting[0].held().await, ["A01"]);
        assert_eq!(full.waiting[1].waited().await, ["A01, 1re"]);
        let refused = set("1").await;
        refused.says(422, "2\u{a0}places sont prises");
        assert!(refused.text().contains("id=\"places-erreur\""), "beside the field");
        assert!(refused.text().contains("value=\"1\""), "what was typed is kept");
        let journal = full.organiser.get("/organisation/journal").await.page();
        assert!(journal.contains("<ins>2</ins>") && !journal.contains("<ins>1</ins>"), "{journal}");
        let unknown = format!("{SEANCES}00000000-0000-0000-0000-000000000001/places");
        full.organiser.post(&unknown, &[("places", "2")]).await.says(404, "existe pas");
    }

    async fn a_session_is_called_off_after_saying_who_is_concerned(engine: Engine) {
        let full = full(engine).await;
        let guichet = {
            let answer = try_to_register(&full.organiser, "Guichet", "guichet@exemple.fr").await;
            crate::support::register_as(&full.organiser, &answer)
        };
        guichet.wait("A01", false).await.leads_to();
        let asked = full.organiser.get(&full.path("/annuler")).await.page();
        for word in ["Assise Camille", "Première Camille", "Seconde Camille", "L’atelier A01 n’aura pas lieu"] {
            assert!(asked.contains(word), "{word}: {asked}");
        }
        assert_eq!(full.seated.held().await, ["A01"], "asking changes nothing");

        for _ in 0..2 {
            let done = full.organiser.post(&full.path("/annuler"), &[]).await.leads_to();
            assert_eq!(done, full.path("?annulee"));
        }
        assert_eq!(full.seated.held().await, [""; 0]);
        for ticket in &full.waiting {
            assert_eq!(ticket.waited().await, [""; 0]);
        }
        assert!(full.page().await.contains("N’aura pas lieu"));
        assert_eq!(full.organiser.get(&full.path("/annuler")).await.leads_to(), full.path(""));
        let letters = full.organiser.get("/organisation/courriels").await.page();
        assert_eq!(letters.matches(">Séance annulée<").count(), 4, "one each, and no more");
        let journal = full.organiser.get("/organisation/journal").await.page();
        assert_eq!(journal.matches("4\u{a0}personnes prévenues").count(), 1, "{journal}");
        assert!(full.organiser.get("/programme/A01").await.page().contains("N’aura pas lieu"));
    }

    async fn the_team_puts_someone_in_a_line_and_takes_them_out(engine: Engine) {
        let full = full(engine).await;
        let ticket = register(&full.organiser, "Guichet").await;
        let line = ticket.line(&full.organiser, "Guichet").await;
        let id = after(&line, &["href=\"/organisation/participants/"], "\"");
        let path = format!("/organisation/participants/{id}");
        assert!(full.organiser.get(&path).await.page().contains("Mettre en liste d’attente"));
        let fields = [("session", full.session.as_str())];
        let joined = full.organiser.post(&format!("{path}/attente"), &fields).await.leads_to();
        assert_eq!(joined, format!("{path}?attente"));
        assert_eq!(ticket.waited().await, ["A01, 3e"]);
        let left = full.organiser.post(&format!("{path}/attente/quitter"), &fields).await.leads_to();
        assert_eq!(left, format!("{path}?quitte"));
        assert_eq!(ticket.waited().await, [""; 0]);
        let page = full.organiser.get(&path).await.page();
        assert!(page.contains("Liste d’attente quittée"), "{page}");
    }
}
