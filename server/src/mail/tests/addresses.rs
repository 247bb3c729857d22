//! An address that is corrected while a letter is on its way.

use domain::participant::Email;
use store::letters::{self, State};
use store::participants::{self, Edit};

use super::smtp::Server;
use super::support::{app, mail_of, newcomer, now};
use crate::keys::{self, Purpose};
use crate::mail::worker::{handle, round};
use crate::mail::{Relay, Relays};

#[tokio::test]
async fn a_letter_in_hand_does_not_take_the_new_link_to_the_former_address() {
    let app = app().await;
    let server = Server::start().await;
    let relays = Relays::of(vec![Relay::from_url(&server.url()).unwrap()]);
    let new = newcomer(&app, 1, "Marie", "Durand");
    let (person, mut to) = (new.id, new.registration.clone());
    app.store
        .write(async move |conn| participants::register(conn, new, now()).await)
        .await
        .unwrap();
    let in_hand = app
        .store
        .write(async |conn| letters::lease(conn, 1, now(), now().plus_seconds(300)).await)
        .await
        .unwrap();
    to.email = Email::parse("corrigee@exemple.fr");
    let next_link = Some(keys::hash(&app.keys.secret(Purpose::Link, person, 2)));
    let edit = Edit { to, next_link, link_version: 1, about: String::new() };
    app.store
        .write(async move |conn| {
            participants::edit(conn, person, edit, "o@exemple.fr", now()).await
        })
        .await
        .unwrap();

    handle(&app, &relays, &in_hand[0], now()).await;
    assert_eq!(server.ids().len(), 0);
    let confirmation = mail_of(&app, person).await.remove(0);
    let kept = (confirmation.state, confirmation.recipient.as_str());
    assert_eq!(kept, (State::Waiting, "corrigee@exemple.fr"));

    while round(&app, &relays, now().plus_seconds(60)).await.unwrap() > 0 {}
    let taken = server.taken();
    assert_eq!(taken.len(), 2, "the confirmation, and the letter with the new link");
    assert!(taken.iter().all(|message| message.contains("To: corrigee@exemple.fr")), "{taken:?}");
}
