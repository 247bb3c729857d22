//! Which sessions a host leads.

use domain::Refusal;
use domain::checkin::Door;
use domain::letter::Letter;
use domain::role::Role;
use store::checkins::{self, Scan};
use store::host_messages::{self, NewMessage};
use store::{Store, hostings, letters};
use uuid::Uuid;

use crate::support::*;

async fn bind(store: &Store, account: Uuid, sessions: Vec<Uuid>) {
    store.write(async move |conn| hostings::set(conn, account, &sessions).await).await.unwrap();
}

async fn led(store: &Store, account: Uuid) -> Vec<Uuid> {
    hostings::sessions_of(&mut store.reader().await.unwrap(), account).await.unwrap()
}

on_both_engines! {
    async fn a_host_leads_the_sessions_bound_to_them_and_no_others(store: Store) {
        open_conference(&store).await;
        let host = member(&store, "anime@exemple.fr", Role::Host).await;
        let other = member(&store, "autre@exemple.fr", Role::Host).await;
        let [a, b] = [session(&store, "A01", 0).await, session(&store, "B01", 0).await];
        assert!(led(&store, host).await.is_empty());
        bind(&store, host, vec![b, a, a]).await;
        bind(&store, other, vec![b]).await;
        assert_eq!(led(&store, host).await, [a, b]);
        bind(&store, host, vec![a]).await;
        assert_eq!(led(&store, host).await, [a]);
        let mut conn = store.reader().await.unwrap();
        assert!(hostings::leads(&mut conn, host, a).await.unwrap());
        assert!(!hostings::leads(&mut conn, host, b).await.unwrap());
        assert!(!hostings::leads(&mut conn, other, a).await.unwrap());
        assert_eq!(hostings::all(&mut conn).await.unwrap(), [(host, a), (other, b)]);
    }

    async fn a_session_that_does_not_exist_is_bound_to_nobody(store: Store) {
        open_conference(&store).await;
        let host = member(&store, "anime@exemple.fr", Role::Host).await;
        let bound = store
            .write(async move |conn| hostings::set(conn, host, &[Uuid::now_v7()]).await)
            .await;
        assert!(bound.is_err());
        assert!(led(&store, host).await.is_empty());
    }

    async fn a_message_is_a_letter_each_until_it_is_called_back(store: Store) {
        open_conference(&store).await;
        let host = member(&store, "anime@exemple.fr", Role::Host).await;
        let a = session(&store, "A01", 0).await;
        let write = async |id: Uuid| {
            let new = NewMessage {
                id,
                account: host,
                session: a,
                subject: "Bienvenue".to_owned(),
                body: "À demain.".to_owned(),
            };
            store.write(async move |conn| host_messages::write(conn, new, now()).await).await
        };
        let [first, second] = [Uuid::now_v7(), Uuid::now_v7()];
        assert_eq!(refusal(write(first).await), Refusal::NobodyToWriteTo);
        let people = [registered(&store, 1).await, registered(&store, 2).await];
        take(&store, people[0], a).await.unwrap();
        let kinds = async |person| -> Vec<Letter> {
            mail(&store, person).await.into_iter().map(|letter| letter.kind).collect()
        };
        assert_eq!(write(first).await.unwrap(), Some(1));
        assert_eq!(write(first).await.unwrap(), None);
        assert!(kinds(people[0]).await.contains(&Letter::HostMessage));
        assert!(!kinds(people[1]).await.contains(&Letter::HostMessage));
        let due = store
            .write(async |conn| letters::lease(conn, 10, now(), now().plus_seconds(60)).await)
            .await
            .unwrap();
        assert!(due.iter().all(|letter| letter.kind != Letter::HostMessage), "{due:?}");
        let call_back = async |id, seconds| {
            let at = now().plus_seconds(seconds);
            store.write(async move |conn| host_messages::call_back(conn, id, at).await).await.unwrap()
        };
        assert!(call_back(first, 119).await && !call_back(first, 119).await);
        assert!(!kinds(people[0]).await.contains(&Letter::HostMessage));
        write(second).await.unwrap();
        assert!(!call_back(second, 120).await);
        assert!(kinds(people[0]).await.contains(&Letter::HostMessage));
        let mut conn = store.reader().await.unwrap();
        let kept = host_messages::of_session(&mut conn, a).await.unwrap();
        let called: Vec<_> = kept.iter().map(|kept| kept.called_back_at.is_some()).collect();
        assert_eq!(called, [false, true]);
    }

    async fn attendance_tells_who_is_there_and_whom_a_letter_reaches(store: Store) {
        open_conference(&store).await;
        let door = member(&store, "accueil@exemple.fr", Role::Door).await;
        let a = session(&store, "A01", 0).await;
        let mut silent = number(2);
        silent.registration.email = None;
        register(&store, silent.clone()).await.unwrap();
        let people = [registered(&store, 1).await, silent.id];
        for person in people {
            take(&store, person, a).await.unwrap();
        }
        let scan = Scan {
            id: Uuid::now_v7(),
            participant: Some(people[0]),
            door: Door::Session(a),
            by: checkins::Keeper::Member(door),
            scanned_at: now(),
        };
        store.write(async move |conn| checkins::record(conn, scan, now()).await).await.unwrap();
        let mut conn = store.reader().await.unwrap();
        let there = hostings::attendance(&mut conn, a).await.unwrap();
        let told: Vec<_> = there
            .iter()
            .map(|person| (person.participant, person.scan.is_some(), person.has_email))
            .collect();
        assert_eq!(told, [(people[0], true, 1), (people[1], false, 0)]);
    }
}
