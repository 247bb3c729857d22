//! What the team's people are written, and what hosts write.

use domain::letter::Letter;
use domain::participant::Email;
use domain::role::Role;
use store::accounts;
use store::host_messages::{self, NewMessage};
use store::letters::Entry;
use uuid::Uuid;

use super::letters::snapshot;
use super::support::{app, choose, entry, now, register, session};
use crate::mail::facts::Facts;
use crate::mail::{ComposeError, compose};
use crate::state::App;

const MESSAGE: Uuid = Uuid::from_u128(0x4e55);

async fn write(app: &App, subject: &str, body: &str) {
    let session = session(app, "A02").await;
    let (subject, body) = (subject.to_owned(), body.to_owned());
    app.store
        .write(async move |conn| {
            let email = Email::parse("anime@exemple.fr").unwrap();
            let account = accounts::put(conn, &email, Role::Host, now()).await?;
            let new = NewMessage { id: MESSAGE, account, session, subject, body };
            host_messages::write(conn, new, now()).await
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_host_writes_to_those_who_come() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    choose(&app, person, &["A02"]).await;
    write(&app, "Apportez un exemple", "Une situation vécue,\n\nen deux minutes.").await;
    let about = MESSAGE.to_string();
    let letter = snapshot("host_message", &app, Letter::HostMessage, person, &about).await;
    assert!(letter.qr_png.is_none() && letter.calendar.is_none());
    let load = async || {
        let entry = entry(Letter::HostMessage, person, &about);
        Facts::load(&app, &entry, now()).await.unwrap().obsolete()
    };
    assert_eq!(load().await, None);
    app.store
        .write(async |conn| host_messages::call_back(conn, MESSAGE, now()).await)
        .await
        .unwrap();
    assert!(load().await.is_some_and(|why| why.contains("rappelé")));
    let unknown = entry(Letter::HostMessage, person, &Uuid::nil().to_string());
    assert!(matches!(Facts::load(&app, &unknown, now()).await, Err(ComposeError::NoSession)));
}

#[tokio::test]
async fn what_a_host_writes_is_text_and_no_heading() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    choose(&app, person, &["A02"]).await;
    let hostile = "</td><script>alert(1)</script>\rBcc: tous@exemple.fr {{ letter.link }}";
    write(&app, hostile, hostile).await;
    let about = MESSAGE.to_string();
    let letter = snapshot("hostile_host_message", &app, Letter::HostMessage, person, &about).await;
    assert!(!letter.html.contains("<script"), "{}", letter.html);
    assert!(!letter.subject.contains(['\r', '\n']), "{}", letter.subject);
}

#[tokio::test]
async fn an_invitation_opens_an_account_to_whoever_gets_it_and_to_nobody_who_reads_the_outbox() {
    let app = app().await;
    let link = Uuid::from_u128(7).to_string();
    let letter = snapshot("invitation", &app, Letter::Invitation, Uuid::nil(), &link).await;
    assert!(letter.text.contains("https://conference.example/mot-de-passe/"), "{}", letter.text);
    let read = Entry { participant: None, ..entry(Letter::Invitation, Uuid::nil(), &link) };
    let shown = compose(&app, &read).await.unwrap();
    assert!(!shown.text.contains("/mot-de-passe/") && !shown.html.contains("/mot-de-passe/"));
}
