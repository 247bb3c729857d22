//! The outbox: every letter reaches one worker, and none is lost.

use std::collections::BTreeSet;

use domain::letter::Letter;
use domain::time::Moment;
use store::letters::{self, Entry, State};
use store::{Store, participants};
use uuid::Uuid;

use crate::support::*;

async fn lease(store: &Store, size: u32, at: Moment) -> Vec<Entry> {
    patiently(async || {
        store
            .write(async move |conn| letters::lease(conn, size, at, at.plus_seconds(60)).await)
            .await
    })
    .await
    .unwrap()
}

async fn fail(store: &Store, id: Uuid, again: Option<Moment>) {
    let unit = store.write(async move |conn| letters::mark_failed(conn, id, "451", again).await);
    unit.await.unwrap();
}

async fn sent(store: &Store, id: Uuid) {
    sent_to(store, id, entry(store, id).await.recipient).await;
}

async fn sent_to(store: &Store, id: Uuid, recipient: String) {
    let unit = store.write(async move |conn| letters::mark_sent(conn, id, &recipient, now()).await);
    unit.await.unwrap();
}

async fn entry(store: &Store, id: Uuid) -> Entry {
    letters::by_id(&mut store.reader().await.unwrap(), id).await.unwrap().unwrap()
}

async fn totals(store: &Store) -> [u32; 3] {
    letters::totals(&mut store.reader().await.unwrap()).await.unwrap()
}

/// Takes letters until none is left, and answers which.
async fn worker(store: &Store) -> Vec<Uuid> {
    let mut mine = Vec::new();
    loop {
        let batch = lease(store, 5, now()).await;
        if batch.is_empty() {
            return mine;
        }
        mine.extend(batch.into_iter().map(|entry| entry.id));
        tokio::task::yield_now().await;
    }
}

on_both_engines! {
    async fn each_letter_goes_to_one_worker(store: Store) {
        open_conference(&store).await;
        for n in 1..=40 {
            registered(&store, n).await;
        }
        let (one, two, three) = tokio::join!(worker(&store), worker(&store), worker(&store));
        let mut all = [one, two, three].concat();
        // A worker that found only what another was taking has stopped early.
        all.extend(worker(&store).await);
        assert_eq!(all.len(), 40);
        assert_eq!(all.into_iter().collect::<BTreeSet<_>>().len(), 40);
    }

    async fn a_lease_keeps_others_off_until_it_ends(store: Store) {
        open_conference(&store).await;
        registered(&store, 1).await;
        let first = lease(&store, 10, now()).await;
        assert_eq!((first.len(), first[0].attempts, first[0].state), (1, 1, State::Waiting));
        assert_eq!(lease(&store, 10, now().plus_seconds(60)).await, []);
        let second = lease(&store, 10, now().plus_seconds(61)).await;
        assert_eq!((second.len(), second[0].id, second[0].attempts), (1, first[0].id, 2));
        sent(&store, first[0].id).await;
        assert_eq!(lease(&store, 10, now().plus_seconds(3600)).await, []);
        assert_eq!(entry(&store, first[0].id).await.sent_at, Some(now()));
        assert_eq!(totals(&store).await, [0, 1, 0]);
    }

    async fn the_oldest_letters_are_taken_first_and_none_before_its_time(store: Store) {
        open_conference(&store).await;
        for n in 1..=3 {
            let later = now().plus_seconds(i64::from(n));
            register_at(&store, number(n), later).await.unwrap();
        }
        assert_eq!(lease(&store, 10, now()).await, []);
        let batch = lease(&store, 1, now().plus_seconds(9)).await;
        assert_eq!(batch[0].recipient, "personne1@exemple.fr");
        let rest = lease(&store, 10, now().plus_seconds(2)).await;
        assert_eq!(rest.len(), 1);
        assert_eq!(rest[0].recipient, "personne2@exemple.fr");
    }

    async fn what_failed_waits_is_given_up_and_can_be_sent_again(store: Store) {
        open_conference(&store).await;
        registered(&store, 1).await;
        let id = lease(&store, 1, now()).await[0].id;
        fail(&store, id, Some(now().plus_seconds(300))).await;
        let kept = entry(&store, id).await;
        assert_eq!((kept.state, kept.attempts, kept.last_error.as_str()), (State::Waiting, 1, "451"));
        assert_eq!(lease(&store, 1, now().plus_seconds(299)).await, []);
        assert_eq!(lease(&store, 1, now().plus_seconds(300)).await[0].attempts, 2);
        fail(&store, id, None).await;
        assert_eq!(totals(&store).await, [0, 0, 1]);
        assert_eq!(lease(&store, 1, now().plus_seconds(86_400)).await, []);
        let retry = async || {
            store.write(async move |conn| letters::retry(conn, id, now()).await).await.unwrap()
        };
        assert!(retry().await);
        assert!(!retry().await, "only what was given up");
        assert_eq!(lease(&store, 1, now()).await[0].attempts, 1);
        sent(&store, id).await;
        assert!(!retry().await);
    }

    async fn a_worker_that_comes_late_does_not_send_again_what_was_sent(store: Store) {
        open_conference(&store).await;
        registered(&store, 1).await;
        let id = lease(&store, 1, now()).await[0].id;
        sent(&store, id).await;
        fail(&store, id, Some(now())).await;
        assert_eq!(entry(&store, id).await.state, State::Sent);
    }

    async fn letters_are_listed_newest_first_by_state(store: Store) {
        open_conference(&store).await;
        for n in 1..=5 {
            register_at(&store, number(n), now().plus_seconds(i64::from(n))).await.unwrap();
        }
        sent(&store, lease(&store, 1, now().plus_seconds(1)).await[0].id).await;
        let mut conn = store.reader().await.unwrap();
        let waiting = letters::list(&mut conn, Some(State::Waiting), 1, 2).await.unwrap();
        let to: Vec<_> = waiting.iter().map(|entry| entry.recipient.as_str()).collect();
        assert_eq!(to, ["personne4@exemple.fr", "personne3@exemple.fr"]);
        assert_eq!(letters::list(&mut conn, None, 0, 10).await.unwrap().len(), 5);
        assert_eq!(letters::list(&mut conn, Some(State::Failed), 0, 10).await.unwrap(), []);
        assert_eq!(totals(&store).await, [4, 1, 0]);
    }

    async fn a_letter_of_a_unit_that_failed_is_never_sent(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        let unit = store.write(async move |conn| {
            letters::enqueue(conn, Letter::Change, id, "Atelier A01", now()).await?;
            Err::<(), _>(domain::Refusal::NotFound.into())
        });
        unit.await.unwrap_err();
        assert_eq!(mail(&store, id).await.len(), 1);
        for seconds in [0, 1] {
            let unit = store.write(async move |conn| {
                participants::send_link(conn, id, now().plus_seconds(seconds)).await
            });
            unit.await.unwrap();
        }
        let kinds: Vec<_> = mail(&store, id).await.into_iter().map(|entry| entry.kind).collect();
        assert_eq!(kinds, [Letter::Confirmation, Letter::Link]);
    }
}
