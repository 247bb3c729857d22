//! The one door all writes pass: a unit succeeds or leaves no trace, whatever happens beside it.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use domain::Refusal;
use futures_util::future::join_all;
use store::{Conn, Error, Store, health, journal};
use uuid::Uuid;

use crate::support::*;

async fn note(conn: &mut Conn, subject: &str) -> Result<(), Error> {
    journal::write(conn, "test", "unit", subject, "", now()).await
}

async fn noted(store: &Store) -> BTreeSet<String> {
    let lines = journal::list(&mut store.reader().await.unwrap(), 0, 1000).await.unwrap();
    lines.into_iter().map(|line| line.subject).collect()
}

/// What the units of a crowd come to, by their number.
async fn unit(conn: &mut Conn, n: u32) -> Result<u32, Error> {
    note(conn, &format!("{n}")).await?;
    match n % 5 {
        1 => return Err(Refusal::NotFound.into()),
        2 => panic!("unit {n} panics after it has written"),
        3 => {
            conn.exec("insert into heartbeat (id, at) values (2, 0)", ()).await?;
        }
        _ => note(conn, &format!("{n} bis")).await?,
    }
    Ok(n)
}

async fn is_postgres(store: &Store) -> bool {
    matches!(store.reader().await.unwrap(), Conn::Postgres(_))
}

/// The server ends this very session.
async fn lose_connection(conn: &mut Conn) -> Result<(), Error> {
    conn.exec("select pg_terminate_backend(pg_backend_pid())", ()).await?;
    Ok(())
}

/// Puts the writer's clock right again when the unit that turned it is given up.
struct Clock;

impl Drop for Clock {
    fn drop(&mut self) {
        tokio::time::resume();
    }
}

async fn too_long(conn: &mut Conn) -> Result<(), Error> {
    note(conn, "too long").await?;
    tokio::time::pause();
    let _clock = Clock;
    tokio::time::sleep(Duration::from_hours(1)).await;
    Ok(())
}

on_both_engines! {
    async fn a_unit_that_fails_leaves_the_others_of_its_group_intact(store: Store) {
        std::panic::set_hook(Box::new(|_| {}));
        let answers = join_all((0..60).map(|n| {
            let store = &store;
            async move { patiently(async || store.write(async move |conn| unit(conn, n).await).await).await }
        })).await;
        let _ = std::panic::take_hook();
        let mut kept = BTreeSet::new();
        for (n, answer) in (0..).zip(answers) {
            match (n % 5, answer) {
                (0 | 4, Ok(answered)) if answered == n => {
                    kept.extend([format!("{n}"), format!("{n} bis")]);
                }
                (1, Err(Error::Refused(Refusal::NotFound)))
                | (2, Err(Error::Abandoned(_)))
                | (3, Err(Error::Fault(_))) => {}
                (_, answer) => panic!("unit {n}: {answer:?}"),
            }
        }
        assert_eq!(noted(&store).await, kept);
        health::beat(&store, now()).await.unwrap();
    }

    async fn a_unit_that_takes_too_long_is_rolled_back_alone(store: Store) {
        let slow = store.write(async |conn| too_long(conn).await);
        let others = join_all((0..10).map(|n| {
            let store = &store;
            patiently(async move || store.write(async move |conn| note(conn, &format!("{n}")).await).await)
        }));
        // The clock is the writer's: PostgreSQL runs its units side by side, under that one clock.
        let (slow, others) = match store.reader().await.unwrap() {
            Conn::Sqlite(_) => tokio::join!(slow, others),
            Conn::Postgres(_) => (slow.await, others.await),
        };
        assert!(matches!(slow, Err(Error::Abandoned(_))), "{slow:?}");
        for answer in others {
            answer.unwrap();
        }
        assert_eq!(noted(&store).await, (0..10).map(|n| n.to_string()).collect());
    }

    async fn a_unit_that_passed_over_a_failure_is_not_kept(store: Store) {
        for n in 0..3 {
            let answer = store.write(async move |conn| {
                note(conn, "before").await?;
                let refused = conn.exec("insert into heartbeat (id, at) values (2, 0)", ()).await;
                assert!(refused.is_err());
                // PostgreSQL refuses all further statements; without one, its commit succeeds.
                Ok(n)
            }).await;
            assert!(matches!(answer, Err(Error::Abandoned(_))), "{answer:?}");
            assert_eq!(noted(&store).await, BTreeSet::new());
        }
        store.write(async |conn| note(conn, "after").await).await.unwrap();
        assert_eq!(noted(&store).await.len(), 1);
    }

    async fn a_thousand_units_at_once_wait_for_their_turn_and_nothing_else(store: Store) {
        // Longer in all than anybody waits for a connection.
        let work = match store.reader().await.unwrap() {
            Conn::Sqlite(_) => Duration::ZERO,
            Conn::Postgres(_) => Duration::from_millis(30),
        };
        let answers = join_all((0..1000).map(|n| store.write(async move |conn| {
            tokio::time::sleep(work).await;
            note(conn, &format!("{n}")).await
        }))).await;
        for answer in answers {
            answer.unwrap();
        }
        assert_eq!(noted(&store).await.len(), 1000);
    }

    async fn units_that_lock_each_other_out_are_done_again(store: Store) {
        open_conference(&store).await;
        let (one, other) = (registered(&store, 1).await, registered(&store, 2).await);
        let tries = Arc::new(AtomicU32::new(0));
        let act = |first: Uuid, second: Uuid| {
            let tries = Arc::clone(&tries);
            store.write_again(async move |conn| {
                tries.fetch_add(1, Ordering::Relaxed);
                let lock = "update participant set revision = revision + 1 where id = $1";
                conn.exec(lock, (first,)).await?;
                tokio::time::sleep(Duration::from_millis(200)).await;
                conn.exec(lock, (second,)).await?;
                note(conn, &first.to_string()).await
            })
        };
        let (a, b) = tokio::join!(act(one, other), act(other, one));
        assert!(a.is_ok() && b.is_ok(), "{a:?} {b:?}");
        assert_eq!(noted(&store).await.len(), 2);
        let expected = if is_postgres(&store).await { 3 } else { 2 };
        assert_eq!(tries.load(Ordering::Relaxed), expected, "one of the two is given up once");
    }

    async fn a_unit_whose_connection_is_lost_is_done_again_if_it_may(store: Store) {
        if !is_postgres(&store).await {
            return;
        }
        let tries = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&tries);
        let answer = store.write_again(async move |conn| {
            note(conn, "done").await?;
            if counted.fetch_add(1, Ordering::Relaxed) == 0 {
                lose_connection(conn).await?;
            }
            Ok(7)
        }).await;
        assert_eq!((answer.unwrap(), tries.load(Ordering::Relaxed)), (7, 2));
        let once = store.write(async |conn| {
            note(conn, "lost").await?;
            lose_connection(conn).await
        }).await;
        assert!(once.is_err());
        assert_eq!(noted(&store).await, BTreeSet::from(["done".to_owned()]));
        store.write(async |conn| note(conn, "after").await).await.unwrap();
    }

    async fn a_unit_is_not_done_again_for_ever_nor_when_the_rules_say_no(store: Store) {
        for (error, expected) in [(Error::Busy, 3), (Refusal::NotFound.into(), 1)] {
            let expected = if is_postgres(&store).await { expected } else { 1 };
            let (tries, passing) = (Arc::new(AtomicU32::new(0)), matches!(error, Error::Busy));
            let counted = Arc::clone(&tries);
            let answer: Result<(), Error> = store.write_again(async move |conn| {
                counted.fetch_add(1, Ordering::Relaxed);
                note(conn, "never").await?;
                Err(if passing { Error::Busy } else { Refusal::NotFound.into() })
            }).await;
            assert_eq!(answer.unwrap_err().to_string(), error.to_string());
            assert_eq!(tries.load(Ordering::Relaxed), expected);
        }
        assert_eq!(noted(&store).await, BTreeSet::new());
    }

    async fn a_unit_goes_on_to_its_end_when_its_caller_goes_away(store: Store) {
        let unit = store.write(async |conn| {
            note(conn, "begun").await?;
            tokio::time::sleep(Duration::from_millis(150)).await;
            note(conn, "done").await
        });
        assert!(tokio::time::timeout(Duration::from_millis(30), unit).await.is_err());
        for _ in 0..100 {
            if !noted(&store).await.is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        let both = BTreeSet::from(["begun".to_owned(), "done".to_owned()]);
        assert_eq!(noted(&store).await, both);
    }

    async fn what_is_answered_is_there_for_the_next_reader(store: Store) {
        for n in 0..20 {
            store.write(async move |conn| note(conn, &format!("{n}")).await).await.unwrap();
            assert_eq!(noted(&store).await.len(), n + 1);
        }
    }

    async fn the_database_takes_a_heartbeat_again_and_again(store: Store) {
        for seconds in 0..3 {
            health::beat(&store, now().plus_seconds(seconds)).await.unwrap();
        }
        let mut conn = store.reader().await.unwrap();
        let beats: Vec<(i64, i64)> = conn.all("select id, at from heartbeat", ()).await.unwrap();
        assert_eq!(beats, [(1, now().plus_seconds(2).micros())]);
    }
}
