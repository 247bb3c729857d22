//! Everybody at once.

use std::sync::Arc;

use tokio::task::JoinSet;

use crate::support::{
    Answer, Browser, Engine, Setup, Site, Ticket, figure, on_both_engines, register, register_as,
    seats, session_of, try_to_register,
};

const PEOPLE: usize = 60;

/// Everybody registers at once.
async fn crowd(browser: &Browser) -> Vec<Answer> {
    let mut tasks = JoinSet::new();
    for n in 0..PEOPLE {
        let browser = browser.clone();
        tasks.spawn(async move {
            try_to_register(&browser, &format!("Numéro {n}"), &format!("n{n}@exemple.fr")).await
        });
    }
    tasks.join_all().await
}

on_both_engines! {
    async fn of_sixty_people_who_want_five_seats_five_have_one(engine: Engine) {
        let site = Setup::on(engine)
            .alter("room = \"Salle Loire\"\ncapacity = 24\nminimum = 6", "room = \"Salle Loire\"\ncapacity = 5")
            .open()
            .await;
        let browser = site.browser();
        let tickets: Vec<Ticket> = crowd(&browser)
            .await
            .iter()
            .map(|answer| register_as(&browser, answer))
            .collect();
        let session: Arc<str> = Arc::from(session_of(&tickets[0].page().await, "A01"));
        let mut tasks = JoinSet::new();
        for ticket in tickets {
            let session = Arc::clone(&session);
            tasks.spawn(async move { (ticket.choose_session(&session).await, ticket) });
        }
        let mut winners = 0;
        for (answer, ticket) in tasks.join_all().await {
            if answer.status == 303 {
                winners += 1;
                assert_eq!(ticket.held().await, ["A01"]);
            } else {
                answer.says(409, "A01 est complet\u{a0}: quelqu’un a pris la dernière place.");
            }
        }
        assert_eq!(winners, 5);
        let dashboard = site.member("organiser").await.get("/organisation").await.page();
        assert_eq!(seats(&dashboard, "A01"), "5 / 5");
    }

    async fn of_sixty_people_forty_come_and_twenty_wait_in_line(engine: Engine) {
        let site = Setup::on(engine).alter("capacity = 200", "capacity = 40").open().await;
        let browser = site.browser();
        let mut places = Vec::new();
        for answer in crowd(&browser).await {
            let page = register_as(&browser, &answer).page().await;
            if let Some((_, rest)) = page.split_once("class=\"place\">") {
                places.push(rest.split('<').next().unwrap().to_owned());
            } else if page.contains("liste d’attente") {
                places.push(String::new());
            }
        }
        assert_eq!(places.len(), 20);
        let dashboard = site.member("organiser").await.get("/organisation").await.page();
        assert_eq!(figure(&dashboard, "inscrits sur 40"), 40);
        assert_eq!(figure(&dashboard, "personnes en attente"), 20);
    }

    async fn one_address_sent_twenty_times_at_once_registers_once(engine: Engine) {
        let site = Site::open(engine).await;
        let mut tasks = JoinSet::new();
        for _ in 0..20 {
            let browser = site.browser();
            tasks.spawn(async move {
                try_to_register(&browser, "Pressé", "presse@exemple.fr").await.status
            });
        }
        let mut answers = tasks.join_all().await;
        answers.sort_unstable();
        assert_eq!(answers.pop(), Some(303));
        assert!(answers.iter().all(|status| *status == 200), "{answers:?}");
        let ticket = register(&site.browser(), "Suivant").await;
        let list = ticket.line(&site.member("organiser").await, "Pressé").await;
        assert_eq!(list.matches("<tr").count(), 1, "{list}");
    }
}
