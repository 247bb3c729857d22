//! Mailings: for whom, once each, and stopped when they are stopped.

use domain::Refusal;
use domain::audience::{Arrival, Audience};
use domain::checkin::{Door, Standing};
use domain::letter::Letter;
use domain::participant::Department;
use domain::role::Role;
use domain::time::Moment;
use domain::wording::WordingForm;
use store::checkins::{self, Keeper, Scan};
use store::letters::{self, Entry};
use store::mailings::{self, Confirmed, Launched, MailingState, Progress, Reach};
use store::{Store, unsubscriptions};
use uuid::Uuid;

use crate::support::*;

const BY: &str = "o@exemple.fr";

fn words() -> WordingForm {
    WordingForm { subject: "Bonjour {prenom}".to_owned(), text: "{programme_du_jour}".to_owned() }
}

fn registered_ones() -> Audience {
    Audience { standing: Some(Standing::Registered), ..Audience::default() }
}

async fn draft(store: &Store, audience: Audience) -> Uuid {
    let id = Uuid::now_v7();
    let written = store
        .write(async move |conn| mailings::put(conn, id, (&words(), &audience), BY, now()).await);
    assert!(written.await.unwrap());
    id
}

async fn launch(store: &Store, id: Uuid, people: u32, start: Moment) -> Launched {
    let (wording, audience) = (words(), registered_ones());
    launch_as(store, id, Confirmed { people, wording, audience }, start).await
}

async fn launch_as(store: &Store, id: Uuid, confirmed: Confirmed, start: Moment) -> Launched {
    store
        .write(async move |conn| mailings::launch(conn, id, (&confirmed, start), BY, now()).await)
        .await
        .unwrap()
}

async fn lease(store: &Store, size: u32, at: Moment) -> Vec<Entry> {
    let unit = async || {
        store
            .write(async move |conn| letters::lease(conn, size, at, at.plus_seconds(60)).await)
            .await
    };
    patiently(unit).await.unwrap()
}

/// Letters of mailings that could be taken in hand.
async fn due(store: &Store, at: Moment) -> usize {
    let leased = lease(store, 50, at).await;
    leased.iter().filter(|entry| entry.kind == Letter::Mailing).count()
}

async fn turn(store: &Store, id: Uuid, to: MailingState) -> bool {
    store.write(async move |conn| mailings::change_state(conn, id, to, now()).await).await.unwrap()
}

async fn progress(store: &Store, id: Uuid) -> Progress {
    mailings::progress(&mut store.reader().await.unwrap(), id).await.unwrap()
}

async fn reach(store: &Store, audience: &Audience) -> Reach {
    mailings::reach(&mut store.reader().await.unwrap(), audience).await.unwrap()
}

async fn names(store: &Store, audience: &Audience) -> Vec<String> {
    let mut conn = store.reader().await.unwrap();
    let people = mailings::sample(&mut conn, audience, 50).await.unwrap();
    people.into_iter().map(|(_, name)| name).collect()
}

async fn arrive(store: &Store, person: Uuid) {
    let account = member(store, "accueil@exemple.fr", Role::Door).await;
    let (id, participant, by) = (Uuid::now_v7(), Some(person), Keeper::Member(account));
    let scan = Scan { id, participant, door: Door::Main, by, scanned_at: now() };
    store.write(async move |conn| checkins::record(conn, scan, now()).await).await.unwrap();
}

on_both_engines! {
    async fn an_audience_is_those_whom_every_filter_lets_through(store: Store) {
        open_conference(&store).await;
        let a03 = session(&store, "A03", 0).await;
        for n in 1..=4 {
            let mut new = number(n);
            new.registration.organisation = if n < 3 { "CCAS d’Angers" } else { "" }.to_owned();
            new.registration.department = (n == 2).then_some(Department::Sarthe);
            let id = new.id;
            register(&store, new).await.unwrap();
            if n < 4 {
                take(&store, id, a03).await.unwrap();
            }
            if n == 1 {
                arrive(&store, id).await;
            }
        }
        register(&store, someone("Sans", "Adresse", None)).await.unwrap();
        let gone = registered(&store, 9).await;
        cancel(&store, gone).await.unwrap();

        let all = reach(&store, &Audience::default()).await;
        assert_eq!(all, Reach { reached: 4, without_address: 1, unsubscribed: 0 });
        let cancelled = Audience { standing: Some(Standing::Cancelled), ..Audience::default() };
        assert_eq!(names(&store, &cancelled).await, ["Numéro 9 Personne"]);
        let mut of = Audience {
            session: Some(a03),
            arrival: Some(Arrival::Expected),
            ..registered_ones()
        };
        assert_eq!(names(&store, &of).await, ["Numéro 2 Personne", "Numéro 3 Personne"]);
        of.organisation = "CCAS d’Angers".to_owned();
        assert_eq!(names(&store, &of).await, ["Numéro 2 Personne"]);
        of.department = Some(Department::Vendee);
        assert_eq!(names(&store, &of).await, [] as [&str; 0]);
        let arrived = Audience { arrival: Some(Arrival::Arrived), ..Audience::default() };
        assert_eq!(names(&store, &arrived).await, ["Numéro 1 Personne"]);
        // A session that is gone concerns nobody.
        let nowhere = Audience { session: Some(Uuid::nil()), ..Audience::default() };
        assert_eq!(reach(&store, &nowhere).await, Reach::default());
    }

    async fn a_mailing_reaches_each_person_once_and_is_launched_once(store: Store) {
        open_conference(&store).await;
        for n in 1..=3 {
            registered(&store, n).await;
        }
        let declined = registered(&store, 4).await;
        store
            .write(async move |conn| unsubscriptions::put(conn, declined, now()).await)
            .await
            .unwrap();
        lease(&store, 50, now()).await;
        let id = draft(&store, registered_ones()).await;
        let reached = Reach { reached: 3, without_address: 0, unsubscribed: 1 };
        assert_eq!(reach(&store, &registered_ones()).await, reached);
        assert_eq!(launch(&store, id, 4, now()).await, Launched::Changed(3));
        assert_eq!(progress(&store, id).await, Progress::default());
        let twice = tokio::join!(launch(&store, id, 3, now()), launch(&store, id, 3, now()));
        let mut twice = [twice.0, twice.1];
        twice.sort_by_key(|launched| *launched == Launched::Already);
        assert_eq!(twice, [Launched::Now(3), Launched::Already]);
        assert_eq!(progress(&store, id).await, Progress { waiting: 3, ..Progress::default() });
        assert_eq!(due(&store, now()).await, 3);
        let unit = store
            .write(async move |conn| mailings::put(conn, id, (&words(), &registered_ones()), BY, now()).await);
        assert!(!unit.await.unwrap(), "what was launched does not change");
    }

    async fn what_is_launched_is_what_was_seen(store: Store) {
        open_conference(&store).await;
        registered(&store, 1).await;
        let id = draft(&store, registered_ones()).await;
        let seen = Confirmed { people: 1, wording: words(), audience: registered_ones() };
        let wording = WordingForm { text: "Autre chose.".to_owned(), ..words() };
        let other_words = Confirmed { wording, ..seen.clone() };
        // As many people, and yet not the same ones.
        let other_people = Confirmed { audience: Audience::default(), ..seen.clone() };
        for stale in [other_words, other_people] {
            assert_eq!(launch_as(&store, id, stale, now()).await, Launched::Rewritten);
        }
        assert_eq!(progress(&store, id).await, Progress::default());
        assert_eq!(launch_as(&store, id, seen, now()).await, Launched::Now(1));
    }

    async fn all_progress_is_asked_for_at_once(store: Store) {
        open_conference(&store).await;
        for n in 1..=3 {
            registered(&store, n).await;
        }
        lease(&store, 50, now()).await;
        let [one, other, unsent] = [
            draft(&store, registered_ones()).await,
            draft(&store, registered_ones()).await,
            draft(&store, registered_ones()).await,
        ];
        launch(&store, one, 3, now()).await;
        let [sent, failed, _] = lease(&store, 50, now()).await.try_into().unwrap();
        let (sent, failed, to): (Entry, Entry, _) = (sent, failed, "personne@exemple.fr");
        store
            .write(async move |conn| {
                letters::mark_sent(conn, sent.id, to, now()).await?;
                letters::mark_failed(conn, failed.id, "550", None).await
            })
            .await
            .unwrap();
        launch(&store, other, 3, now()).await;
        turn(&store, other, MailingState::Stopped).await;
        let all = mailings::progress_of_all(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!(all[&one], Progress { sent: 1, waiting: 1, failed: 1, stopped: 0 });
        assert_eq!(all[&other], Progress { stopped: 3, ..Progress::default() });
        assert_eq!((all.len(), all.get(&unsent)), (2, None));
        for id in [one, other] {
            assert_eq!(all[&id], progress(&store, id).await);
        }
    }

    async fn a_mailing_waits_for_its_hour_and_while_it_is_paused(store: Store) {
        open_conference(&store).await;
        registered(&store, 1).await;
        lease(&store, 50, now()).await;
        let id = draft(&store, registered_ones()).await;
        let start = now().plus_seconds(3600);
        assert_eq!(launch(&store, id, 1, start).await, Launched::Now(1));
        assert_eq!(due(&store, start.plus_seconds(-1)).await, 0);
        assert!(turn(&store, id, MailingState::Paused).await);
        assert!(!turn(&store, id, MailingState::Paused).await);
        assert_eq!(due(&store, start).await, 0);
        let mut conn = store.reader().await.unwrap();
        // The confirmation, leased and never sent, is another matter.
        let one = letters::is_one_due(&mut conn, now().plus_seconds(30)).await.unwrap();
        drop(conn);
        assert!(!one);
        assert!(turn(&store, id, MailingState::Sending).await);
        assert_eq!(due(&store, start).await, 1);
    }

    async fn what_has_not_left_when_a_mailing_is_stopped_never_does(store: Store) {
        open_conference(&store).await;
        for n in 1..=4 {
            registered(&store, n).await;
        }
        lease(&store, 50, now()).await;
        let id = draft(&store, registered_ones()).await;
        launch(&store, id, 4, now()).await;
        let in_hand = lease(&store, 2, now()).await;
        let [sent, failing] = [in_hand[0].id, in_hand[1].id];
        let recipient = in_hand[0].recipient.clone();
        assert!(turn(&store, id, MailingState::Stopped).await);
        store
            .write(async move |conn| {
                letters::mark_sent(conn, sent, &recipient, now()).await?;
                letters::mark_failed(conn, failing, "450", Some(now().plus_seconds(60))).await
            })
            .await
            .unwrap();
        let expected = Progress { sent: 1, stopped: 3, ..Progress::default() };
        assert_eq!(progress(&store, id).await, expected);
        assert_eq!(due(&store, now().plus_seconds(7200)).await, 0);
        assert!(!turn(&store, id, MailingState::Stopped).await, "it is stopped already");
        for to in [MailingState::Sending, MailingState::Paused] {
            let again = store
                .write(async move |conn| mailings::change_state(conn, id, to, now()).await);
            assert_eq!(refusal(again.await), Refusal::MailingStopped);
        }
        let mut conn = store.reader().await.unwrap();
        let lines = mailings::recipients(&mut conn, id, None, (0, 50)).await.unwrap();
        assert_eq!(lines.iter().filter(|line| line.letter.is_none()).count(), 3);
    }

    async fn failures_of_a_mailing_that_was_stopped_are_not_tried_again(store: Store) {
        open_conference(&store).await;
        registered(&store, 1).await;
        lease(&store, 50, now()).await;
        let id = draft(&store, registered_ones()).await;
        launch(&store, id, 1, now()).await;
        let letter = lease(&store, 50, now()).await[0].id;
        store
            .write(async move |conn| letters::mark_failed(conn, letter, "550", None).await)
            .await
            .unwrap();
        assert!(turn(&store, id, MailingState::Stopped).await);
        let together = store.write(async move |conn| mailings::retry(conn, id, now()).await);
        assert_eq!(refusal(together.await), Refusal::MailingStopped);
        let alone = store.write(async move |conn| letters::retry(conn, letter, now()).await);
        assert_eq!(refusal(alone.await), Refusal::MailingStopped);
        assert_eq!(progress(&store, id).await, Progress { failed: 1, ..Progress::default() });
    }

    async fn failures_are_tried_again_together(store: Store) {
        open_conference(&store).await;
        for n in 1..=2 {
            registered(&store, n).await;
        }
        lease(&store, 50, now()).await;
        let id = draft(&store, registered_ones()).await;
        launch(&store, id, 2, now()).await;
        for entry in lease(&store, 50, now()).await {
            let unit = store
                .write(async move |conn| letters::mark_failed(conn, entry.id, "550", None).await);
            unit.await.unwrap();
        }
        assert_eq!(progress(&store, id).await, Progress { failed: 2, ..Progress::default() });
        let again = store.write(async move |conn| mailings::retry(conn, id, now()).await);
        assert_eq!(again.await.unwrap(), 2);
        assert_eq!(due(&store, now()).await, 2);
    }

    async fn the_pace_holds_for_all_workers_together_and_tickets_go_first(store: Store) {
        open_conference(&store).await;
        for n in 1..=6 {
            registered(&store, n).await;
        }
        let id = draft(&store, registered_ones()).await;
        launch(&store, id, 6, now().plus_seconds(-60)).await;
        store.write(async |conn| letters::set_pace(conn, Some(8)).await).await.unwrap();
        let (one, two, three) =
            tokio::join!(lease(&store, 4, now()), lease(&store, 4, now()), lease(&store, 4, now()));
        let mut taken = [one, two, three].concat();
        taken.extend(lease(&store, 4, now()).await);
        assert_eq!(taken.len(), 8);
        let many = |entries: &[Entry]| {
            entries.iter().filter(|entry| entry.kind == Letter::Mailing).count()
        };
        assert_eq!(many(&taken), 2, "the six confirmations left first");
        assert_eq!(lease(&store, 4, now().plus_seconds(59)).await, []);
        assert_eq!(many(&lease(&store, 50, now().plus_seconds(60)).await), 4);
        store.write(async |conn| letters::set_pace(conn, None).await).await.unwrap();
        assert_eq!(letters::pace(&mut store.reader().await.unwrap()).await.unwrap(), None);
    }
}
