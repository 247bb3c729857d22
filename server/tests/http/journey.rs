//! What a participant does, from the form to giving it all up.

use crate::support::{
    Engine, Setup, Site, after, figure, on_both_engines, register, register_as, seats, session_of,
    try_to_register,
};

on_both_engines! {
    async fn someone_registers_chooses_and_changes_their_mind_by_forms_alone(engine: Engine) {
        let site = Site::open(engine).await;
        let browser = site.browser();
        let form = browser.get("/inscription").await.page();
        let key = after(&form, &["name=\"key\" value=\""], "\"");
        let fields = [
            ("key", key),
            ("website", ""),
            ("first_name", "Élodie"),
            ("last_name", "L'Hermitte-Évrard"),
            ("email", "elodie@exemple.fr"),
            ("organisation", "CCAS d'Angers"),
            ("department", "49"),
            ("access_needs", "wheelchair"),
            ("access_consent", "oui"),
            ("consent", "oui"),
        ];
        let answer = browser.post("/inscription", &fields).await;
        let ticket = register_as(&browser, &answer);
        let again = browser.post("/inscription", &fields).await;
        assert_eq!(again.leads_to(), answer.leads_to(), "the form sent twice");
        assert_eq!(ticket.held().await, [""; 0]);

        let chosen = ticket.choose("A03").await.leads_to();
        assert_eq!(chosen, format!("{}?choisi#choix-A", ticket.path));
        ticket.choose("B07").await.leads_to();
        ticket.choose("K01").await.leads_to();
        assert_eq!(ticket.held().await, ["A03", "K01", "B07"]);
        let swapped = ticket.choose("A05").await.leads_to();
        assert_eq!(swapped, format!("{}?echange#choix-A", ticket.path));
        assert_eq!(ticket.held().await, ["A05", "K01", "B07"]);
        let given = ticket.give_back("B07").await.leads_to();
        assert_eq!(given, format!("{}?rendu#choix-B", ticket.path));
        assert_eq!(ticket.held().await, ["A05", "K01"]);

        let dashboard = site.member("organiser").await.get("/organisation").await.page();
        assert_eq!(figure(&dashboard, "inscrits sur 200"), 1);
        assert_eq!(seats(&dashboard, "A03"), "0 / 20");
        assert_eq!(seats(&dashboard, "A05"), "1 / 20");
        assert_eq!(seats(&dashboard, "B07"), "0 / 20");
    }

    async fn a_ticket_has_a_code_to_scan_and_a_calendar_that_nobody_keeps(engine: Engine) {
        let site = Site::open(engine).await;
        let ticket = register(&site.browser(), "Rivière").await;
        ticket.choose("A01").await.leads_to();

        let picture = ticket.get("/qr.svg").await;
        assert!(picture.page().contains("<svg"));
        assert_eq!(picture.header("content-type"), "image/svg+xml");
        let calendar = ticket.get("/agenda.ics").await;
        let text = calendar.page();
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.contains("A01"), "{text}");
        assert_eq!(calendar.header("content-type"), "text/calendar; charset=utf-8");
        assert!(calendar.header("content-disposition").contains("conference.ics"));
        for answer in [picture, calendar, ticket.get("").await, ticket.get("/annuler").await] {
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("set-cookie"), "");
        }
    }

    async fn giving_everything_up_frees_the_places_at_once(engine: Engine) {
        let site = Setup::on(engine)
            .alter("capacity = 200", "capacity = 2")
            .alter("room = \"Salle Loire\"\ncapacity = 24\nminimum = 6", "room = \"Salle Loire\"\ncapacity = 1")
            .open()
            .await;
        let browser = site.browser();
        let (first, second) = (register(&browser, "Un").await, register(&browser, "Deux").await);
        let third = register(&browser, "Trois").await;
        assert!(third.page().await.contains("liste d’attente"));
        let session = session_of(&first.page().await, "A01");
        first.choose_session(&session).await.leads_to();
        second.choose("A02").await.leads_to();
        let refused = second.choose_session(&session).await;
        refused.says(409, "A01 est complet\u{a0}: quelqu’un a pris la dernière place.");
        assert_eq!(second.held().await, ["A02"], "what was held is kept");

        assert!(first.get("/annuler").await.page().contains("votre place à la conférence"));
        assert_eq!(first.cancel().await.leads_to(), format!("{}?annule", first.path));
        assert!(first.page().await.contains("Inscription annulée"));
        assert_eq!(first.get("/annuler").await.leads_to(), first.path, "there is nothing left");
        second.choose_session(&session).await.leads_to();
        assert_eq!(second.held().await, ["A01"]);
        third.choose("A02").await.leads_to();
        let refused = first.choose_session(&session).await;
        refused.says(409, "Cette inscription a été annulée.");
    }

    async fn an_address_registers_once_however_it_is_written(engine: Engine) {
        let site = Site::open(engine).await;
        let browser = site.browser();
        register(&browser, "Morel").await;
        let again = try_to_register(&browser, "Morel", " MOREL@Exemple.FR ").await;
        again.says(200, "Cette adresse est déjà inscrite");
        let dashboard = site.member("organiser").await.get("/organisation").await.page();
        assert_eq!(figure(&dashboard, "inscrits sur 200"), 1);
    }
}
