//! Two relays: what one does not take, the other is offered.

use std::time::Duration;

use store::letters::State;

use super::smtp::{Mood, Server};
use super::support::{app, mail_of, now, register};
use crate::mail::worker::round;
use crate::mail::{Relay, Relays};

async fn relays() -> ([Server; 2], Relays) {
    let servers = [Server::start().await, Server::start().await];
    let relay = |server: &Server| Relay::with_patience(&server.url(), Duration::from_millis(300));
    let relays = servers.iter().map(|server| relay(server).unwrap()).collect();
    (servers, Relays::of(relays))
}

#[tokio::test]
async fn the_second_relay_takes_what_the_first_does_not() {
    let app = app().await;
    let ([first, second], relays) = relays().await;
    for (number, mood) in (1..).zip([Mood::Hangs, Mood::Refuses(421), Mood::Refuses(535)]) {
        first.is(mood);
        let person = register(&app, number, "Marie", "Durand").await;
        round(&app, &relays, now()).await.unwrap();
        assert_eq!(mail_of(&app, person).await[0].state, State::Sent, "{mood:?}");
    }
    assert_eq!((first.ids().len(), second.ids().len()), (0, 3));
}

#[tokio::test]
async fn an_address_that_is_none_is_not_offered_twice() {
    let app = app().await;
    let ([first, second], relays) = relays().await;
    first.is(Mood::Refuses(550));
    let person = register(&app, 1, "Marie", "Durand").await;
    round(&app, &relays, now()).await.unwrap();
    assert_eq!(mail_of(&app, person).await[0].state, State::Failed);
    assert_eq!(second.ids().len(), 0);
}

#[tokio::test]
async fn when_neither_takes_it_a_letter_waits() {
    let app = app().await;
    let ([first, second], relays) = relays().await;
    first.is(Mood::Hangs);
    second.is(Mood::Refuses(450));
    let person = register(&app, 1, "Marie", "Durand").await;
    round(&app, &relays, now()).await.unwrap();
    assert_eq!(mail_of(&app, person).await[0].state, State::Waiting);
    second.is(Mood::Takes);
    round(&app, &relays, now().plus_seconds(60)).await.unwrap();
    assert_eq!(mail_of(&app, person).await[0].state, State::Sent);
}
