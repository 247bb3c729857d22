//! What goes over the wire.

use domain::letter::Letter;

use super::smtp::Server;
use super::support::{app, entry, now, register};
use crate::mail::facts::Facts;
use crate::mail::{Relay, sender};

#[tokio::test]
async fn a_message_arrives_as_it_was_whatever_its_lines_begin_with() {
    let server = Server::start().await;
    let relay = Relay::from_url(&server.url()).unwrap();
    let app = app().await;
    let person = register(&app, 1, ".", "..\r\n.\r\nMAIL FROM:<x@exemple.fr>").await;
    let programme = app.store.programme().await.unwrap();
    let from = sender(&app, &programme.plan.event).unwrap();
    let entry = entry(Letter::Change, person, ".\r\n.\rQUIT\n.");
    let mut letter = Facts::load(&app, &entry, now()).await.unwrap().compose().unwrap();
    letter.text.push_str("\n.\r\n..\r.\nfin");
    let message = letter.message(&from).unwrap();
    relay.send(message.clone()).await.unwrap();
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    // lettre ends the last line once more.
    assert!(taken[0].trim_end() == String::from_utf8(message.formatted()).unwrap().trim_end());
}

#[tokio::test]
async fn an_address_that_cannot_be_read_is_refused_without_repeating_it() {
    let error = Relay::from_url("smtp://moi:secret@hote:port").unwrap_err();
    assert!(!format!("{error:?} {error}").contains("secret"));
    assert!(Relay::from_url("imap://hote").is_err());
}
