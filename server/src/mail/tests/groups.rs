//! The letters of a group: to its contact, and to each person, who learns who registered them.

use domain::letter::Letter;
use domain::participant::Email;
use domain::party::Waits;
use store::letters::Entry;
use store::participants::NewParticipant;
use store::parties::{self, NewParty, Outcome};
use uuid::Uuid;

use super::letters::snapshot;
use super::support::{app, cancel, choose, entry, mail_of, newcomer, now, register};
use crate::keys::{self, Purpose};
use crate::mail::facts::Facts;
use crate::state::App;

const GROUP: Uuid = Uuid::from_u128(0x6e0);

async fn register_group(app: &App, contact: &str, people: Vec<NewParticipant>, all: bool) {
    let new = NewParty {
        id: GROUP,
        request_key: GROUP,
        contact_name: contact.to_owned(),
        contact_email: Email::parse("ines@exemple.fr").unwrap(),
        link_hash: keys::hash(&app.keys.secret(Purpose::Party, GROUP, 1)),
    };
    let waits = Waits { each: vec![false; people.len()], all };
    let outcome = app
        .store
        .write(async move |conn| parties::register(conn, new, people, &waits, now()).await)
        .await
        .unwrap();
    assert_eq!(outcome, Outcome::Registered(GROUP));
}

/// Three colleagues; the second has no address.
fn colleagues(app: &App) -> Vec<NewParticipant> {
    let mut people = vec![
        newcomer(app, 1, "Awa", "Diallo"),
        newcomer(app, 2, "Léo", "Petit"),
        newcomer(app, 3, "Jo", "Roy"),
    ];
    people[1].registration.email = None;
    people
}

async fn take_over(app: &App, id: Uuid) {
    let mut conn = app.store.reader().await.unwrap();
    let person = store::participants::by_id(&mut conn, id).await.unwrap().unwrap();
    drop(conn);
    let hash = keys::hash(&app.keys.secret(Purpose::Link, id, 2));
    let about = app::fr::TAKEN_OVER;
    let done = app
        .store
        .write(async move |conn| parties::take_over(conn, &person, hash, about, now()).await)
        .await
        .unwrap();
    assert!(done);
}

fn to_contact() -> Entry {
    Entry { participant: None, ..entry(Letter::Group, GROUP, &GROUP.to_string()) }
}

#[tokio::test]
async fn the_contact_is_told_who_is_in_the_group_and_where_its_page_is() {
    let app = app().await;
    let people = colleagues(&app);
    let ids: Vec<_> = people.iter().map(|person| person.id).collect();
    register_group(&app, "Inès Morel", people, false).await;
    choose(&app, ids[0], &["A03"]).await;
    let group = GROUP.to_string();
    let composed = snapshot("group", &app, Letter::Group, GROUP, &group).await;
    assert!(composed.qr_png.is_none() && composed.calendar.is_none());
    let secret = app.keys.secret(Purpose::Party, GROUP, 1);
    assert!(composed.text.contains(&format!("https://conference.example/groupe/{secret}")));

    cancel(&app, ids[2]).await;
    take_over(&app, ids[0]).await;
    let letter = Facts::load(&app, &to_contact(), now()).await.unwrap().compose().unwrap();
    assert!(letter.text.contains("- Awa Diallo : gère son inscription\n"), "{}", letter.text);
    assert!(letter.text.contains("- Jo Roy : inscription annulée\n"), "{}", letter.text);
}

#[tokio::test]
async fn each_colleague_learns_who_registered_them() {
    let app = app().await;
    let people = colleagues(&app);
    let (first, third) = (people[0].id, people[2].id);
    register_group(&app, "Inès Morel", people, false).await;
    snapshot("confirmation_invited", &app, Letter::Confirmation, first, "").await;
    take_over(&app, third).await;
    let letter = mail_of(&app, third).await.pop().unwrap();
    assert_eq!(letter.kind, Letter::Link);
    snapshot("link_taken_over", &app, Letter::Link, third, &letter.about).await;
}

#[tokio::test]
async fn whoever_waits_learns_who_asked_for_them() {
    let app = app().await;
    for number in 101..=300 {
        register(&app, number, "Personne", "Inscrite").await;
    }
    let people = colleagues(&app);
    let (first, group) = (people[0].id, GROUP.to_string());
    register_group(&app, "Inès Morel", people, true).await;
    snapshot("waiting_invited", &app, Letter::Waiting, first, "").await;
    let letter = Facts::load(&app, &to_contact(), now()).await.unwrap().compose().unwrap();
    assert!(letter.text.contains("- Jo Roy : 3e sur la liste d’attente\n"), "{}", letter.text);
    assert_eq!(to_contact().about, group);
}

#[tokio::test]
async fn a_contact_who_comes_is_told_like_anybody() {
    let app = app().await;
    let mut people = colleagues(&app);
    people[0].registration.email = Email::parse("INES@exemple.fr");
    let id = people[0].id;
    register_group(&app, "Inès Morel", people, false).await;
    let entry = entry(Letter::Confirmation, id, "");
    let letter = Facts::load(&app, &entry, now()).await.unwrap().compose().unwrap();
    assert!(!letter.text.contains("vous a inscrit·e"), "{}", letter.text);
}

#[tokio::test]
async fn hostile_names_stay_names_in_a_groups_letters() {
    let app = app().await;
    let hostile =
        "http://hameconnage.example/\r\nBcc: tous@exemple.fr </td><script>alert(1)</script>";
    let mut people = colleagues(&app);
    people[0] = newcomer(&app, 1, hostile, "{{ letter.link }}");
    let id = people[0].id;
    register_group(&app, hostile, people, false).await;
    let group = GROUP.to_string();
    for composed in [
        snapshot("hostile_group", &app, Letter::Group, GROUP, &group).await,
        snapshot("hostile_confirmation_invited", &app, Letter::Confirmation, id, "").await,
    ] {
        for text in [&composed.text, &composed.html] {
            assert!(!text.contains("<script>alert") && !text.contains("hameconnage.example"));
            assert!(!text.contains("Bcc:") && !text.contains("http://hameconnage"));
        }
    }
}

#[tokio::test]
async fn a_letter_about_a_group_that_is_gone_is_not_written() {
    let app = app().await;
    let letter = Facts::load(&app, &to_contact(), now()).await;
    assert!(letter.is_err());
    let unreadable = Entry { about: "autre chose".to_owned(), ..to_contact() };
    assert!(Facts::load(&app, &unreadable, now()).await.is_err());
}
