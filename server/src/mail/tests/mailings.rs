//! Words of the organisers': filled in, escaped, and for those they are meant for.

use domain::audience::Audience;
use domain::checkin::Standing;
use domain::letter::{Letter, Trial};
use domain::wording::WordingForm;
use store::letters::State;
use store::mailings::{self, Confirmed, MailingState};
use store::{letters, unsubscriptions, wordings};
use uuid::Uuid;

use super::letters::{snapshot, whole};
use super::smtp::Server;
use super::support::{Site, app, cancel, choose, mail_of, now, register};
use crate::mail::worker::round;
use crate::mail::{Relay, Relays};
use crate::state::App;

const MAILING: Uuid = Uuid::from_u128(0x0e14);

fn words() -> WordingForm {
    WordingForm {
        subject: "{prenom}, une précision sur {conference}".to_owned(),
        text: "{prenom} {nom} ({organisation}), rendez-vous le {date}, {horaires}, à {lieu}.\n\
               <b>En gras</b> & entre nous.\n\nVotre page\u{a0}: {lien_billet}\nVotre code\u{a0}: \
               {code_billet}\n\n{programme_du_jour}\n\nÀ bientôt, {contact}"
            .to_owned(),
    }
}

async fn put(app: &App, words: WordingForm, audience: Audience) {
    let unit = app.store.write(async move |conn| {
        mailings::put(conn, MAILING, (&words, &audience), "o@exemple.fr", now()).await
    });
    assert!(unit.await.unwrap());
}

async fn launch(app: &App, people: u32) {
    let seen = Confirmed { people, wording: words(), audience: registered_ones() };
    app.store
        .write(async move |conn| {
            mailings::launch(conn, MAILING, (&seen, now()), "o@exemple.fr", now()).await
        })
        .await
        .unwrap();
}

fn registered_ones() -> Audience {
    Audience { standing: Some(Standing::Registered), ..Audience::default() }
}

#[tokio::test]
async fn a_mailing_and_its_trial() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    choose(&app, person, &["A03"]).await;
    put(&app, words(), registered_ones()).await;
    let about = MAILING.to_string();
    let letter = snapshot("mailing", &app, Letter::Mailing, person, &about).await;
    assert!(letter.qr_png.is_none() && letter.calendar.is_none());
    let about = Trial { mailing: MAILING, person }.to_string();
    let trial = snapshot("trial", &app, Letter::Trial, Uuid::nil(), &about).await;
    assert!(!trial.text.contains("/billet/") && trial.decline.is_none(), "{}", trial.text);
    snapshot("delivery", &app, Letter::Delivery, person, "").await;
}

#[tokio::test]
async fn a_hostile_name_in_a_mailing() {
    let app = app().await;
    let name =
        "{lien_billet}</p><script>alert(1)</script> http://hameconnage.example/\r\nBcc: x@y.fr";
    let person = register(&app, 1, name, name).await;
    put(&app, words(), registered_ones()).await;
    let about = MAILING.to_string();
    let letter = snapshot("hostile_mailing", &app, Letter::Mailing, person, &about).await;
    assert!(!letter.html.contains("<script") && !letter.html.contains("<b>"));
    assert!(!letter.html.contains("http://hameconnage"));
    // What a name says is never read as a blank.
    assert!(letter.subject.contains("{lien billet}") || letter.subject.contains("{lien_billet}"));
}

#[tokio::test]
async fn words_added_to_a_letter_of_ours() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "</p><script>alert(1)</script>").await;
    let words = WordingForm {
        subject: "{prenom}, à bientôt".to_owned(),
        text: "Nous sommes heureux de vous accueillir, {prenom} {nom}.\n\nVenez en train."
            .to_owned(),
    };
    let before = whole(&app, Letter::Confirmation, person, "").await.0;
    app.store
        .write(async move |conn| {
            wordings::put(conn, Letter::Confirmation, &words, "o@exemple.fr", now()).await
        })
        .await
        .unwrap();
    let letter = snapshot("wording", &app, Letter::Confirmation, person, "").await;
    assert_eq!(letter.subject, "Marie, à bientôt");
    assert!(letter.qr_png.is_some() && !letter.html.contains("<script"));
    // Everything that was said is still said.
    for line in before.text.lines() {
        assert!(letter.text.contains(line), "{line}");
    }
    app.store.write(async |conn| wordings::reset(conn, Letter::Confirmation).await).await.unwrap();
    assert_eq!(whole(&app, Letter::Confirmation, person, "").await.0.text, before.text);
}

struct Post {
    app: Site,
    server: Server,
    relays: Relays,
}

/// Three people whose confirmations have left.
async fn post() -> (Post, [Uuid; 3]) {
    let server = Server::start().await;
    let relays = Relays::of(vec![Relay::from_url(&server.url()).unwrap()]);
    let post = Post { app: app().await, server, relays };
    let mut people = [Uuid::nil(); 3];
    for (number, person) in (1..).zip(&mut people) {
        *person = register(&post.app, number, "Marie", "Durand").await;
    }
    post.all(0).await;
    (post, people)
}

impl Post {
    async fn all(&self, seconds: i64) {
        while round(&self.app, &self.relays, now().plus_seconds(seconds)).await.unwrap() > 0 {}
    }
}

#[tokio::test]
async fn a_mailing_is_sent_to_those_it_is_for_when_it_leaves() {
    let (post, [stays, cancels, declines]) = post().await;
    put(&post.app, words(), registered_ones()).await;
    launch(&post.app, 3).await;
    cancel(&post.app, cancels).await;
    post.app
        .store
        .write(async move |conn| unsubscriptions::put(conn, declines, now()).await)
        .await
        .unwrap();
    post.all(0).await;
    let state = async |person| {
        let mail = mail_of(&post.app, person).await;
        let entry = mail.into_iter().find(|entry| entry.kind == Letter::Mailing).unwrap();
        (entry.state, entry.last_error)
    };
    assert_eq!(state(stays).await.0, State::Sent);
    let (failed, why) = state(cancels).await;
    assert!(failed == State::Failed && why.contains("plus concernée"), "{why}");
    let (failed, why) = state(declines).await;
    assert!(failed == State::Failed && why.contains("ne veut plus"), "{why}");
    let taken = post.server.taken();
    let mailing =
        taken.iter().find(|message| message.contains("List-Unsubscribe: <https")).unwrap();
    assert!(mailing.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
    let of_tickets = taken.iter().filter(|message| !message.contains("List-Unsubscribe"));
    assert_eq!(of_tickets.count(), taken.len() - 1, "letters about tickets cannot be declined");
}

#[tokio::test]
async fn a_stopped_mailing_sends_nothing_more() {
    let (post, _) = post().await;
    put(&post.app, words(), registered_ones()).await;
    launch(&post.app, 3).await;
    let change = async |to: MailingState| {
        post.app
            .store
            .write(async move |conn| mailings::change_state(conn, MAILING, to, now()).await)
            .await
            .unwrap();
    };
    let before = post.server.ids().len();
    change(MailingState::Paused).await;
    post.all(0).await;
    assert_eq!(post.server.ids().len(), before);
    change(MailingState::Stopped).await;
    post.all(3600).await;
    assert_eq!(post.server.ids().len(), before);
}

#[tokio::test]
async fn no_more_leave_in_a_minute_than_the_pace_says() {
    let (post, _) = post().await;
    for number in 10..20 {
        register(&post.app, number, "Marie", "Durand").await;
    }
    post.app.store.write(async |conn| letters::set_pace(conn, Some(5)).await).await.unwrap();
    let before = post.server.ids().len();
    let mut left = Vec::new();
    // Three confirmations left in the first minute already.
    for seconds in [0, 59, 60, 119, 120] {
        post.all(seconds).await;
        left.push(post.server.ids().len() - before);
    }
    assert_eq!(left, [2, 2, 7, 7, 10]);
}
