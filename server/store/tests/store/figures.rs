//! The numbers that are drawn.

use domain::checkin::Door;
use domain::participant::Department;
use domain::role::Role;
use store::checkins::{self, Scan};
use store::figures;
use uuid::Uuid;

use crate::support::*;

on_both_engines! {
    async fn registrations_are_counted_by_hour_and_by_where_people_come_from(store: Store) {
        open_conference(&store).await;
        let hour = |n: i64| now().plus_seconds(n * 3600);
        for (n, at) in [(1, hour(0)), (2, hour(0)), (3, hour(5))] {
            let mut new = number(n);
            new.registration.department = (n == 1).then(|| Department::parse("49").unwrap());
            new.registration.organisation = if n < 3 { "CCAS" } else { "" }.to_owned();
            register_at(&store, new, at).await.unwrap();
        }
        let gone = registered(&store, 4).await;
        cancel(&store, gone).await.unwrap();
        let mut conn = store.reader().await.unwrap();
        let counted = figures::registrations(&mut conn).await.unwrap();
        let numbers: Vec<_> = counted.iter().map(|(_, people)| *people).collect();
        assert_eq!(numbers, [2, 1]);
        assert_eq!(counted[1].0.seconds_since(counted[0].0), 5 * 3600);
        assert!(counted[0].0 <= now() && now().seconds_since(counted[0].0) < 3600);
        let departments = figures::departments(&mut conn).await.unwrap();
        assert_eq!(departments, [(String::new(), 2), ("49".to_owned(), 1)]);
        let mut organisations = figures::organisations(&mut conn).await.unwrap();
        organisations.sort();
        assert_eq!(organisations, [(String::new(), 1), ("CCAS".to_owned(), 2)]);
    }

    async fn arrivals_are_counted_by_five_minutes_at_the_main_entrance_only(store: Store) {
        open_conference(&store).await;
        let door = member(&store, "accueil@exemple.fr", Role::Door).await;
        for (n, seconds) in [(1, 0), (2, 10), (3, 600)] {
            let person = registered(&store, n).await;
            let scan = Scan {
                id: Uuid::now_v7(),
                participant: Some(person),
                door: Door::Main,
                by: store::checkins::Keeper::Member(door),
                scanned_at: at(9, 0).plus_seconds(seconds),
            };
            store.write(async move |conn| checkins::record(conn, scan, now()).await).await.unwrap();
        }
        let mut conn = store.reader().await.unwrap();
        let arrivals = figures::arrivals(&mut conn).await.unwrap();
        assert_eq!(arrivals, [(at(9, 0), 2), (at(9, 10), 1)]);
    }

    async fn people_of_the_same_name_may_be_the_same(store: Store) {
        open_conference(&store).await;
        let named = |email: &str| someone("Hélène", "Le Guen", Some(email));
        let namesakes = async || {
            figures::namesakes(&mut store.reader().await.unwrap()).await.unwrap()
        };
        register(&store, named("un@exemple.fr")).await.unwrap();
        assert_eq!(namesakes().await, 0);
        let twin = named("deux@exemple.fr");
        register(&store, twin.clone()).await.unwrap();
        register(&store, someone("HELENE", "LE-GUEN", None)).await.unwrap();
        assert_eq!(namesakes().await, 2);
        cancel(&store, twin.id).await.unwrap();
        assert_eq!(namesakes().await, 1);
    }

    async fn letters_that_were_tried_and_not_taken_are_counted(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        let delayed = async || {
            figures::delayed_letters(&mut store.reader().await.unwrap()).await.unwrap()
        };
        assert_eq!(delayed().await, 0);
        let id = mail(&store, person).await[0].id;
        store
            .write(async move |conn| {
                let again = Some(now().plus_seconds(60));
                store::letters::mark_failed(conn, id, "injoignable", again).await
            })
            .await
            .unwrap();
        assert_eq!(delayed().await, 1);
    }
}
