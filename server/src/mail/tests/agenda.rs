//! The day as a calendar reads it.

use icalendar::{Calendar, Component, EventLike};
use store::{participants, signups};
use uuid::Uuid;

use super::support::{app, choose, now, register};
use crate::calendar::day_at;
use crate::state::App;

async fn day(app: &App, person: Uuid) -> String {
    let programme = app.store.programme().await.unwrap();
    let mut conn = app.store.reader().await.unwrap();
    let participant = participants::by_id(&mut conn, person).await.unwrap().unwrap();
    let held = signups::held(&mut conn, person).await.unwrap();
    day_at(app, &programme, &participant, &held, now().plus_seconds(3600))
}

fn is_well_formed(file: &str) -> bool {
    file.ends_with("\r\n")
        && !file.replace("\r\n", "").contains(|c: char| c.is_control())
        && file.split("\r\n").all(|line| line.len() <= 75)
}

#[tokio::test]
async fn the_conference_and_each_session_are_events_of_their_own() {
    let app = app().await;
    let person = register(&app, 1, "Marie", "Durand").await;
    let calendar: Calendar = day(&app, person).await.parse().unwrap();
    assert_eq!(calendar.events().count(), 1);
    choose(&app, person, &["A03", "K05"]).await;
    let file = day(&app, person).await;
    assert!(is_well_formed(&file), "{file}");
    let calendar: Calendar = file.parse().unwrap();
    let events: Vec<_> = calendar.events().collect();
    assert_eq!(events.len(), 3);
    let whole = events[0];
    assert_eq!(whole.get_uid(), Some(format!("{person}@conference.example").as_str()));
    assert_eq!(whole.property_value("DTSTART"), Some("20271107T083000Z"));
    assert_eq!(whole.property_value("DTEND"), Some("20271107T153000Z"));
    assert_eq!(whole.property_value("SEQUENCE"), Some("60"));
    assert!(events[1].get_summary().unwrap().starts_with("A03 "));
    assert_eq!(events[1].property_value("DTSTART"), Some("20271107T100000Z"));
    for event in events {
        assert!(event.property_value("DTSTAMP").is_some() && event.get_location().is_some());
        assert!(event.get_url().unwrap().starts_with("https://conference.example/billet/"));
    }
}

#[tokio::test]
async fn no_text_of_the_programme_breaks_a_line() {
    let app = app().await;
    let mut programme = (*app.store.programme().await.unwrap()).clone();
    programme.plan.event.place = "Salle\rATTENDEE:x\u{0}\r\nBEGIN:VALARM; a, b\\".to_owned();
    programme.plan.event.name = "Journée ".repeat(40);
    let person = register(&app, 1, "Marie", "Durand").await;
    let mut conn = app.store.reader().await.unwrap();
    let participant = participants::by_id(&mut conn, person).await.unwrap().unwrap();
    let file = day_at(&app, &programme, &participant, &[], now());
    assert!(is_well_formed(&file), "{file}");
    assert!(!file.contains("\r\nATTENDEE") && !file.contains("\r\nBEGIN:VALARM"), "{file}");
    let calendar: Calendar = file.parse().unwrap();
    assert_eq!(calendar.events().count(), 1);
}
