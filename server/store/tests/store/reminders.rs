//! Reminders: once for each person and day, and nothing once they are switched off.

use domain::letter::Letter;
use domain::reminder::Reminder;
use domain::time::Span;
use store::{Store, reminders, unsubscriptions, wordings};
use uuid::Uuid;

use crate::support::*;

const BY: &str = "o@exemple.fr";
const DAY: &str = "2023-11-07";

fn window(reminder: Reminder) -> Span {
    reminder.window(plan().event.span).unwrap()
}

async fn awaiting(store: &Store, reminder: Reminder, day: &str) -> Vec<Uuid> {
    let mut conn = store.reader().await.unwrap();
    reminders::awaiting(&mut conn, reminder, (day, window(reminder))).await.unwrap()
}

async fn write(store: &Store, reminder: Reminder, day: &'static str, people: Vec<Uuid>) -> u32 {
    let at = window(reminder).start();
    let unit = async || {
        let people = people.clone();
        store
            .write(async move |conn| reminders::write(conn, reminder, day, &people, at).await)
            .await
    };
    patiently(unit).await.unwrap()
}

on_both_engines! {
    async fn each_person_is_reminded_once_of_a_day_whoever_writes(store: Store) {
        open_conference(&store).await;
        for n in 1..=5 {
            registered(&store, n).await;
        }
        register(&store, someone("Sans", "Adresse", None)).await.unwrap();
        let gone = registered(&store, 6).await;
        cancel(&store, gone).await.unwrap();
        let people = awaiting(&store, Reminder::DayBefore, DAY).await;
        assert_eq!(people.len(), 5);
        // Two processes that have read the same list.
        let (one, two) = tokio::join!(
            write(&store, Reminder::DayBefore, DAY, people.clone()),
            write(&store, Reminder::DayBefore, DAY, people.clone())
        );
        assert_eq!(one + two, 5);
        assert_eq!(awaiting(&store, Reminder::DayBefore, DAY).await, [] as [Uuid; 0]);
        let letters = mail(&store, people[0]).await;
        let reminded = letters.iter().filter(|entry| entry.kind == Letter::DayBefore).count();
        assert_eq!(reminded, 1);
        // The conference was put off: people are told of the new day too.
        assert_eq!(awaiting(&store, Reminder::DayBefore, "2023-11-14").await.len(), 5);
        let mut conn = store.reader().await.unwrap();
        let sent = reminders::sent(&mut conn, Reminder::DayBefore, DAY).await.unwrap();
        assert_eq!(sent, [5, 0, 0]);
    }

    async fn whoever_declined_gets_only_what_is_about_their_ticket(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        let unit = store.write(async move |conn| unsubscriptions::put(conn, person, now()).await);
        assert!(unit.await.unwrap());
        let again = store.write(async move |conn| unsubscriptions::put(conn, person, now()).await);
        assert!(!again.await.unwrap());
        assert_eq!(awaiting(&store, Reminder::WeekBefore, DAY).await, [] as [Uuid; 0]);
        assert_eq!(awaiting(&store, Reminder::DayAfter, DAY).await, [] as [Uuid; 0]);
        assert_eq!(awaiting(&store, Reminder::DayBefore, DAY).await, [person]);
        let unit = store.write(async move |conn| unsubscriptions::lift(conn, person).await);
        assert!(unit.await.unwrap());
        assert_eq!(awaiting(&store, Reminder::WeekBefore, DAY).await, [person]);
    }

    async fn a_reminder_that_is_switched_off_writes_nothing(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        let switch = async |on: bool| {
            store
                .write(async move |conn| {
                    reminders::switch(conn, Reminder::WeekBefore, on, BY, now()).await
                })
                .await
                .unwrap()
        };
        assert!(switch(false).await && !switch(false).await);
        let mut conn = store.reader().await.unwrap();
        let off = reminders::switched_off(&mut conn, Reminder::WeekBefore).await.unwrap();
        drop(conn);
        assert_eq!(off, Some((BY.to_owned(), now())));
        assert_eq!(write(&store, Reminder::WeekBefore, DAY, vec![person]).await, 0);
        assert!(switch(true).await && !switch(true).await);
        assert_eq!(write(&store, Reminder::WeekBefore, DAY, vec![person]).await, 1);
    }

    async fn whoever_registers_once_its_time_has_come_is_not_reminded(store: Store) {
        open_conference(&store).await;
        let new = number(1);
        let at = window(Reminder::WeekBefore).start();
        register_at(&store, new, at).await.unwrap();
        assert_eq!(awaiting(&store, Reminder::WeekBefore, DAY).await, [] as [Uuid; 0]);
        assert_eq!(awaiting(&store, Reminder::DayBefore, DAY).await.len(), 1);
    }

    async fn words_of_the_organisers_are_kept_until_ours_are_back(store: Store) {
        let words = domain::wording::WordingForm {
            subject: "Bienvenue {prenom}".to_owned(),
            text: "À bientôt.".to_owned(),
        };
        let kept = words.clone();
        store
            .write(async move |conn| {
                wordings::put(conn, Letter::Change, &Default::default(), BY, now()).await?;
                wordings::put(conn, Letter::Change, &kept, BY, now()).await
            })
            .await
            .unwrap();
        let mut conn = store.reader().await.unwrap();
        let found = wordings::of(&mut conn, Letter::Change).await.unwrap().unwrap();
        assert_eq!((found.words, found.changed_by.as_str()), (words, BY));
        assert_eq!(wordings::all(&mut conn).await.unwrap().len(), 1);
        drop(conn);
        let reset = async || {
            store.write(async |conn| wordings::reset(conn, Letter::Change).await).await.unwrap()
        };
        assert!(reset().await && !reset().await);
    }
}
