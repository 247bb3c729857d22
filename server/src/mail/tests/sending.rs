//! The worker against a mail server in all its moods.

use std::time::{Duration, Instant};

use store::letters::State;
use tokio::sync::watch;
use uuid::Uuid;

use super::smtp::{Mood, Server};
use super::support::{Site, app, cancel, mail_of, now, register};
use crate::mail::worker::{round, run_by};
use crate::mail::{Relay, Relays};

const MINUTE: i64 = 60;

struct Post {
    app: Site,
    server: Server,
    relays: Relays,
}

impl Post {
    async fn open() -> Self {
        let server = Server::start().await;
        let relay = Relay::with_patience(&server.url(), Duration::from_millis(300)).unwrap();
        Self { app: app().await, server, relays: Relays::of(vec![relay]) }
    }

    /// Sends what is due at this many seconds from now; answers how many letters that was.
    async fn at(&self, seconds: i64) -> usize {
        round(&self.app, &self.relays, now().plus_seconds(seconds)).await.unwrap()
    }

    async fn state(&self, person: Uuid) -> (State, u32) {
        let entry = mail_of(&self.app, person).await.remove(0);
        (entry.state, entry.attempts)
    }
}

#[tokio::test]
async fn each_letter_arrives_once() {
    let post = Post::open().await;
    for number in 1..=9 {
        register(&post.app, number, "Marie", "Durand").await;
    }
    let mut rounds = Vec::new();
    for _ in 0..4 {
        rounds.push(post.at(0).await);
    }
    assert_eq!(rounds, [4, 4, 1, 0]);
    assert_eq!(distinct(post.server.ids()), (9, 9));
    assert_eq!(post.state(Uuid::from_u128(1)).await, (State::Sent, 1));
}

#[tokio::test]
async fn what_the_relay_puts_off_is_tried_again_after_a_pause() {
    let post = Post::open().await;
    let person = register(&post.app, 1, "Marie", "Durand").await;
    post.server.is(Mood::Refuses(450));
    assert_eq!(post.at(0).await, 1);
    assert_eq!(post.at(MINUTE - 1).await, 0);
    assert_eq!(post.at(MINUTE).await, 1);
    assert_eq!(post.at(5 * MINUTE).await, 0);
    assert_eq!(post.state(person).await, (State::Waiting, 2));
    post.server.is(Mood::Takes);
    assert_eq!(post.at(6 * MINUTE).await, 1);
    assert_eq!(post.state(person).await, (State::Sent, 3));
    assert_eq!(post.server.ids().len(), 1);
}

#[tokio::test]
async fn a_letter_is_given_up_after_seven_tries() {
    let post = Post::open().await;
    let person = register(&post.app, 1, "Marie", "Durand").await;
    post.server.is(Mood::Refuses(451));
    for day in 0..8 {
        post.at(day * 24 * 60 * MINUTE).await;
    }
    assert_eq!(post.state(person).await, (State::Failed, 7));
    let entry = mail_of(&post.app, person).await.remove(0);
    assert!(entry.last_error.contains("451"), "{}", entry.last_error);
}

#[tokio::test]
async fn an_address_the_relay_does_not_know_is_not_tried_again() {
    let post = Post::open().await;
    let person = register(&post.app, 1, "Marie", "Durand").await;
    post.server.is(Mood::Refuses(550));
    post.at(0).await;
    assert_eq!(post.state(person).await, (State::Failed, 1));
    let entry = mail_of(&post.app, person).await.remove(0);
    assert!(entry.last_error.starts_with("Refusée par le relais"), "{}", entry.last_error);
}

#[tokio::test]
async fn a_relay_that_is_set_up_wrongly_costs_no_letter() {
    for code in [530, 535, 554] {
        let post = Post::open().await;
        let person = register(&post.app, 1, "Marie", "Durand").await;
        post.server.is(Mood::Refuses(code));
        post.at(0).await;
        assert_eq!(post.state(person).await, (State::Waiting, 1), "{code}");
    }
}

#[tokio::test]
async fn a_letter_whose_receipt_was_lost_is_sent_again_as_the_same_one() {
    let post = Post::open().await;
    let person = register(&post.app, 1, "Marie", "Durand").await;
    post.server.is(Mood::KeepsAndCloses);
    post.at(0).await;
    assert_eq!(post.state(person).await, (State::Waiting, 1));
    post.server.is(Mood::Takes);
    post.at(MINUTE).await;
    assert_eq!(post.state(person).await, (State::Sent, 2));
    assert_eq!(distinct(post.server.ids()), (2, 1));
}

#[tokio::test]
async fn a_relay_that_says_nothing_or_is_not_there_is_tried_again() {
    let post = Post::open().await;
    let person = register(&post.app, 1, "Marie", "Durand").await;
    post.server.is(Mood::Hangs);
    post.at(0).await;
    assert_eq!(post.state(person).await, (State::Waiting, 1));
    let entry = mail_of(&post.app, person).await.remove(0);
    assert!(entry.last_error.contains("à temps"), "{}", entry.last_error);
    let nobody = Relays::of(vec![Relay::from_url("smtp://127.0.0.1:1").unwrap()]);
    round(&post.app, &nobody, now().plus_seconds(MINUTE)).await.unwrap();
    assert_eq!(post.state(person).await, (State::Waiting, 2));
    let entry = mail_of(&post.app, person).await.remove(0);
    assert!(entry.last_error.starts_with("Le relais est injoignable"), "{}", entry.last_error);
    post.server.is(Mood::Takes);
    post.at(6 * MINUTE).await;
    assert_eq!(post.state(person).await, (State::Sent, 3));
}

#[tokio::test]
async fn two_workers_never_send_one_letter_twice() {
    let post = Post::open().await;
    let other = Relays::of(vec![Relay::from_url(&post.server.url()).unwrap()]);
    for number in 1..=60 {
        register(&post.app, number, "Marie", "Durand").await;
    }
    let work = async |relays: &Relays| {
        while round(&post.app, relays, now()).await.unwrap() > 0 {}
    };
    tokio::join!(work(&post.relays), work(&other));
    assert_eq!(distinct(post.server.ids()), (60, 60));
}

#[tokio::test]
async fn a_confirmation_is_not_sent_to_someone_who_has_cancelled() {
    let post = Post::open().await;
    let person = register(&post.app, 1, "Marie", "Durand").await;
    cancel(&post.app, person).await;
    post.at(0).await;
    let entries = mail_of(&post.app, person).await;
    assert_eq!(
        entries.iter().map(|entry| entry.state).collect::<Vec<_>>(),
        [State::Failed, State::Sent]
    );
    assert!(entries[0].last_error.contains("annulée entre-temps"));
    assert_eq!(post.server.ids().len(), 1);
}

#[tokio::test]
async fn two_hundred_letters_leave_within_a_minute_and_the_worker_stops_when_told() {
    let post = Post::open().await;
    for number in 1..=200 {
        register(&post.app, number, "Marie", "Durand").await;
    }
    let (stop, stopping) = watch::channel(false);
    let began = Instant::now();
    let worker = tokio::spawn(run_by(now, post.app.clone(), post.relays.clone(), stopping));
    while post.server.ids().len() < 200 && began.elapsed() < Duration::from_mins(1) {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(distinct(post.server.ids()), (200, 200));
    stop.send(true).unwrap();
    tokio::time::timeout(Duration::from_secs(5), worker).await.unwrap().unwrap();
}

/// How many, and how many different ones.
fn distinct(mut ids: Vec<String>) -> (usize, usize) {
    let all = ids.len();
    ids.sort();
    ids.dedup();
    (all, ids.len())
}
