//! Each letter, whole.

use domain::letter::{Letter, SeatFreed, SessionMoved};
use domain::programme::{Placing, Programme, Session};
use domain::time::{Moment, Span};
use store::signups::By;
use store::waitlist;
use uuid::Uuid;

use super::shown::{has_bare_line_ends, shown};
use super::support::{app, cancel, choose, entry, now, published, register, session, set_capacity};
use crate::mail::facts::Facts;
use crate::mail::{ComposeError, Composed, sender};
use crate::state::App;

/// The largest HTML we send: Gmail cuts off at 102 KB, and people read on slow phones.
const LARGEST: usize = 30 * 1024;

pub(super) async fn whole(
    app: &App,
    kind: Letter,
    person: Uuid,
    about: &str,
) -> (Composed, String) {
    let entry = entry(kind, person, about);
    let composed = Facts::load(app, &entry, now()).await.unwrap().compose().unwrap();
    let programme = app.store.programme().await.unwrap();
    let from = sender(app, &programme.plan.event).unwrap();
    let message = composed.message(&from).unwrap().formatted();
    assert!(!has_bare_line_ends(&message));
    assert!(composed.html.len() <= LARGEST, "{} bytes", composed.html.len());
    let mut shown = format!("{}\n\n{}", composed.subject, shown(&message));
    for (number, session) in programme.sessions.iter().enumerate() {
        let known = Uuid::from_u128(u128::try_from(number).unwrap()).to_string();
        shown = shown.replace(&session.id.to_string(), &known);
    }
    (composed, shown)
}

pub(super) async fn snapshot(
    name: &str,
    app: &App,
    kind: Letter,
    person: Uuid,
    about: &str,
) -> Composed {
    let (composed, shown) = whole(app, kind, person, about).await;
    insta::with_settings!({
        snapshot_path => "../snapshots",
        prepend_module_to_snapshot => false,
        omit_expression => true,
    }, { insta::assert_snapshot!(name, shown) });
    composed
}

/// Somebody who waits behind a full conference.
async fn waiting(app: &App) -> Uuid {
    for number in 1..=200 {
        register(app, number, "Personne", "Inscrite").await;
    }
    register(app, 1000, "Awa", "Diallo").await;
    register(app, 1001, "Hélène", "Le Guén").await
}

#[tokio::test]
async fn those_with_a_place() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    snapshot("confirmation", &app, Letter::Confirmation, person, "").await;
    snapshot("promotion", &app, Letter::Promotion, person, "").await;
    snapshot("link", &app, Letter::Link, person, "").await;
    choose(&app, person, &["A03", "K05"]).await;
    snapshot("confirmation_with_choices", &app, Letter::Confirmation, person, "").await;
    let about = "L’atelier A03 change de salle\u{a0}: il a lieu en salle Maine.";
    snapshot("change", &app, Letter::Change, person, about).await;
    cancel(&app, person).await;
    let composed = snapshot("cancellation", &app, Letter::Cancellation, person, "").await;
    assert!(composed.qr_png.is_none() && composed.calendar.is_none());
}

#[tokio::test]
async fn those_who_waited_for_a_session_or_held_one() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    choose(&app, person, &["A02", "K05"]).await;
    let [freed, old] = [session(&app, "A02").await, session(&app, "A01").await];
    let about = SeatFreed { session: freed, given_back: None }.to_string();
    snapshot("seat_freed", &app, Letter::SeatFreed, person, &about).await;
    let about = SeatFreed { session: freed, given_back: Some(old) }.to_string();
    snapshot("seat_freed_swapped", &app, Letter::SeatFreed, person, &about).await;
    // Read before the session is cancelled, it no longer counts with it.
    let composed =
        snapshot("session_cancelled", &app, Letter::SessionCancelled, person, &freed.to_string())
            .await;
    assert!(!composed.text.contains("Atelier A02"), "{}", composed.text);
    assert!(composed.calendar.is_some_and(|day| !day.contains("A02")));
}

/// How A02 was before it moved.
fn was(room: &str, minutes: i64, hosts: &[&str], session: &Session) -> String {
    let shift = |at: Moment| at.plus_seconds(minutes * 60);
    let span = Span::new(shift(session.span.start()), shift(session.span.end())).unwrap();
    let hosts = hosts.iter().map(|host| (*host).to_owned()).collect();
    let was = Placing { room: room.to_owned(), span, hosts };
    SessionMoved { session: session.id, was }.to_string()
}

#[tokio::test]
async fn those_whose_session_moves() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    let programme = app.store.programme().await.unwrap();
    let session = programme.sessions_of("A02").next().unwrap();
    let same = ["Animation à confirmer"];
    let moved = was("Salle Loire", -15, &["Anne Martin"], session);
    let obsolete = async |about: &str| {
        let entry = entry(Letter::SessionMoved, person, about);
        Facts::load(&app, &entry, now()).await.unwrap().obsolete()
    };
    assert!(obsolete(&moved).await.is_some_and(|why| why.contains("ont été rendues")));
    choose(&app, person, &["A02"]).await;
    assert_eq!(obsolete(&moved).await, None);
    let back = was(&session.room, 0, &same, session);
    assert!(obsolete(&back).await.is_some_and(|why| why.contains("comme avant")));
    let composed = snapshot("session_moved", &app, Letter::SessionMoved, person, &moved).await;
    assert!(composed.subject.contains("change d’horaire, de salle et d’animation"));
    choose(&app, person, &["B01"]).await;
    let other = programme.sessions_of("B01").next().unwrap();
    let both = format!("{moved}\n\n{}", was("Salle Maine", 0, &same, other));
    let composed = snapshot("sessions_moved", &app, Letter::SessionMoved, person, &both).await;
    assert!(composed.text.contains("2 séances de votre journée changent"));
    let day_before = was(&session.room, -24 * 60, &same, session);
    let composed =
        snapshot("session_moved_day", &app, Letter::SessionMoved, person, &day_before).await;
    assert!(composed.text.contains("samedi 6\u{a0}novembre, 11\u{a0}h"), "{}", composed.text);
}

#[tokio::test]
async fn those_who_are_then_in_two_places_or_wait() {
    let app = app().await;
    let person = register(&app, 1, "</td></script>", "www.hameconnage.example").await;
    choose(&app, person, &["A02", "K05"]).await;
    let programme = app.store.programme().await.unwrap();
    let [workshop, visit] = ["A02", "K05"].map(|code| programme.sessions_of(code).next().unwrap());
    // K05's first visit, as it would be in the middle of A02.
    let mut later = Programme::clone(&programme);
    let moved = later.sessions.iter_mut().find(|session| session.id == visit.id).unwrap();
    moved.span =
        Span::new(workshop.span.start(), workshop.span.start().plus_seconds(1200)).unwrap();
    let about = was(&visit.room, 0, &["Présentation à confirmer"], visit);
    let entry = entry(Letter::SessionMoved, person, &about);
    let composed =
        Facts::load_as(&app, (&entry, None), &later, now()).await.unwrap().compose().unwrap();
    for said in ["ATTENDU·E À DEUX ENDROITS", "A02, «", "rendez l’autre place"] {
        assert!(composed.text.contains(said), "{said}: {}", composed.text);
    }
    assert!(composed.html.contains("attendu·e à deux endroits"));
    let hostile = was("</td><script>alert(1)</script>", -15, &["{{ letter.link }}"], workshop);
    let composed =
        snapshot("hostile_session_moved", &app, Letter::SessionMoved, person, &hostile).await;
    assert!(!composed.html.contains("<script") && !composed.html.contains("</td><"));

    let waits = register(&app, 2, "Awa", "Diallo").await;
    set_capacity(&app, "A02", 1).await;
    let id = workshop.id;
    let joined = async move |conn: &mut store::Conn| {
        waitlist::join(conn, waits, id, false, By::Team, None, now()).await
    };
    app.store.write(joined).await.unwrap();
    let about = was("Salle Loire", 0, &["Animation à confirmer"], workshop);
    let composed =
        snapshot("session_moved_waiting", &app, Letter::SessionMoved, waits, &about).await;
    assert!(composed.text.contains("Votre rang dans la liste reste le même"));
}

#[tokio::test]
async fn those_who_wished() {
    let app = app().await;
    let name = "</td></script><script>alert(1)</script> www.hameconnage.example";
    let mut people = Vec::new();
    for (number, name) in (1..).zip(["Marie", "Awa", name]) {
        people.push(register(&app, number, name, name).await);
    }
    let [marie, awa, hostile] = people[..] else { panic!() };
    for (code, seats) in [("A02", 1), ("B01", 1)] {
        set_capacity(&app, code, seats).await;
    }
    // Whatever the lots: A02 goes to whoever wants nothing else, and B01 to whoever lost A02.
    let wishes: [(Uuid, &str, &[&str]); 5] = [
        (marie, "A", &["A02", "A05"]),
        (awa, "A", &["A03"]),
        (hostile, "A", &["A02"]),
        (marie, "B", &["B01"]),
        (awa, "B", &["B01"]),
    ];
    let run = published(&app, &wishes).await.to_string();
    snapshot("results", &app, Letter::Results, marie, &run).await;
    let without = snapshot("results_without", &app, Letter::Results, awa, &run).await;
    assert!(without.text.contains("proches de vos vœux"), "{}", without.text);
    snapshot("hostile_results", &app, Letter::Results, hostile, &run).await;
}

#[tokio::test]
async fn a_letter_about_a_seat_that_was_given_back_is_not_sent() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    let about = SeatFreed { session: session(&app, "A02").await, given_back: None }.to_string();
    let load = async || {
        let entry = entry(Letter::SeatFreed, person, &about);
        Facts::load(&app, &entry, now()).await.unwrap().obsolete()
    };
    assert!(load().await.is_some_and(|why| why.contains("rendue entre-temps")));
    choose(&app, person, &["A02"]).await;
    assert_eq!(load().await, None);
    let entry = entry(Letter::SessionCancelled, person, "A02");
    assert!(matches!(Facts::load(&app, &entry, now()).await, Err(ComposeError::NoSession)));
}

#[tokio::test]
async fn those_who_wait() {
    let app = app().await;
    let person = waiting(&app).await;
    let composed = snapshot("waiting", &app, Letter::Waiting, person, "").await;
    assert!(composed.qr_png.is_none() && composed.calendar.is_none());
    snapshot("link_waiting", &app, Letter::Link, person, "").await;
}

#[tokio::test]
async fn a_hostile_name_in_each() {
    let app = app().await;
    let name = "http://hameconnage.example/\r\nBcc: tous@exemple.fr";
    let person = register(&app, 1, name, "</td></script><script>alert(1)</script>").await;
    for kind in [Letter::Confirmation, Letter::Promotion, Letter::Change, Letter::Link] {
        snapshot(&format!("hostile_{}", kind.as_str()), &app, kind, person, "").await;
    }
    snapshot("hostile_waiting", &app, Letter::Waiting, person, "").await;
    choose(&app, person, &["A02"]).await;
    let id = session(&app, "A02").await.to_string();
    for kind in [Letter::SeatFreed, Letter::SessionCancelled] {
        snapshot(&format!("hostile_{}", kind.as_str()), &app, kind, person, &id).await;
    }
    cancel(&app, person).await;
    snapshot("hostile_cancellation", &app, Letter::Cancellation, person, "").await;
}

#[tokio::test]
async fn the_same_letter_is_the_same_message_each_time() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    let once = whole(&app, Letter::Confirmation, person, "").await.1;
    assert_eq!(once, whole(&app, Letter::Confirmation, person, "").await.1);
    assert!(
        once.contains(&format!("Message-ID: <{}@conference.example>", Uuid::from_u128(0x0abc)))
    );
}

#[tokio::test]
async fn the_picture_holds_the_ticket() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    let picture = whole(&app, Letter::Confirmation, person, "").await.0.qr_png.unwrap();
    let mut reader = png::Decoder::new(std::io::Cursor::new(picture)).read_info().unwrap();
    let mut bits = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut bits).unwrap();
    let luma: Vec<u8> = bits[..frame.buffer_size()]
        .iter()
        .flat_map(|byte| (0..8).rev().map(move |bit| if byte >> bit & 1 == 1 { 255 } else { 0 }))
        .collect();
    let read = decoder::Decoder::new().frame(&luma, frame.width, frame.height);
    let mut conn = app.store.reader().await.unwrap();
    let person = store::participants::by_id(&mut conn, person).await.unwrap().unwrap();
    let read: Vec<_> = read.into_iter().map(|found| found.text).collect();
    assert_eq!(read, [app.ticket_url(&person)]);
}
