//! Reminders, from the calendar to the relay.

use domain::checkin::Door;
use domain::letter::Letter;
use domain::participant::Email;
use domain::reminder::Reminder;
use domain::role::Role;
use domain::time::Moment;
use jiff::civil::{date, time};
use store::checkins::{self, Keeper, Scan};
use store::letters::State;
use store::{accounts, journal, reminders};
use uuid::Uuid;

use super::letters::snapshot;
use super::smtp::Server;
use super::support::{Site, app, app_for, cancel, choose, mail_of, now, register};
use crate::mail::reminding::remind;
use crate::mail::worker::round;
use crate::mail::{Relay, Relays};
use crate::{changing, programme};

fn at(day: i8, hour: i8) -> Moment {
    Moment::in_paris(date(2027, 11, day), time(hour, 0, 0, 0)).unwrap()
}

async fn arrive(app: &Site, person: Uuid) {
    let email = Email::parse("accueil@exemple.fr").unwrap();
    app.store
        .write(async move |conn| {
            let account = accounts::put(conn, &email, Role::Door, now()).await?;
            let scan = Scan {
                id: Uuid::from_u128(0x5ca),
                participant: Some(person),
                door: Door::Main,
                by: Keeper::Member(account),
                scanned_at: now(),
            };
            checkins::record(conn, scan, now()).await
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn each_reminder_whole() {
    let app = app().await;
    let name = "http://hameconnage.example/\r\nBcc: tous@exemple.fr";
    let people = [
        (register(&app, 1, "Marie", "Durand").await, ""),
        (register(&app, 2, name, "</td></script><script>alert(1)</script>").await, "hostile_"),
    ];
    for (person, prefix) in people {
        choose(&app, person, &["A03", "K05"]).await;
        for reminder in Reminder::ALL {
            let kind = reminder.letter();
            let name = format!("{prefix}{}", kind.as_str());
            let letter = snapshot(&name, &app, kind, person, "2027-11-07").await;
            assert_eq!(letter.decline.is_some(), kind != Letter::DayBefore);
            assert!(!letter.text.contains("/attestation"), "nobody has seen them");
        }
    }
    let marie = people[0].0;
    arrive(&app, marie).await;
    let letter = snapshot("day_after_seen", &app, Letter::DayAfter, marie, "2027-11-07").await;
    assert!(letter.text.contains("/attestation"));
}

#[tokio::test]
async fn a_reminder_leaves_once_and_never_late() {
    let app = app().await;
    let server = Server::start().await;
    let relays = Relays::of(vec![Relay::from_url(&server.url()).unwrap()]);
    let person = register(&app, 1, "Marie", "Durand").await;
    let gone = register(&app, 2, "Awa", "Diallo").await;
    cancel(&app, gone).await;
    let send = async |moment: Moment| {
        remind(&app.store, moment).await.unwrap();
        while round(&app, &relays, moment).await.unwrap() > 0 {}
    };
    let reminders = async |person: Uuid| {
        let mail = mail_of(&app, person).await;
        let reminders = mail.into_iter().filter(|entry| Reminder::of(entry.kind).is_some());
        reminders.map(|entry| (entry.kind, entry.state)).collect::<Vec<_>>()
    };
    let day = |day: i8, hour: i8| {
        let october = Moment::in_paris(date(2027, 10, 31), time(hour, 0, 0, 0)).unwrap();
        if day == 31 { october } else { at(day, hour) }
    };
    send(day(31, 8)).await;
    assert_eq!(reminders(person).await, []);
    for hour in [9, 10, 15] {
        send(day(31, hour)).await;
    }
    assert_eq!(reminders(person).await, [(Letter::WeekBefore, State::Sent)]);
    // Down from the second to the sixth, evening: the day before is over for this reminder.
    send(day(6, 21)).await;
    assert_eq!(reminders(person).await.len(), 1);
    send(day(8, 9)).await;
    send(day(8, 9)).await;
    let both = [(Letter::WeekBefore, State::Sent), (Letter::DayAfter, State::Sent)];
    assert_eq!(reminders(person).await, both);
    assert_eq!(reminders(gone).await, []);
}

#[tokio::test]
async fn a_reminder_that_waited_for_the_relay_too_long_is_not_sent() {
    let app = app().await;
    let server = Server::start().await;
    let relays = Relays::of(vec![Relay::from_url(&server.url()).unwrap()]);
    let person = register(&app, 1, "Marie", "Durand").await;
    remind(&app.store, at(6, 20)).await.unwrap();
    while round(&app, &relays, at(7, 9)).await.unwrap() > 0 {}
    let mail = mail_of(&app, person).await;
    let entry = mail.into_iter().find(|entry| entry.kind == Letter::DayBefore).unwrap();
    assert_eq!(entry.state, State::Failed);
    assert!(entry.last_error.contains("le moment de ce rappel est passé"), "{}", entry.last_error);
}

#[tokio::test]
async fn a_reminder_of_a_day_that_has_changed_since_is_not_sent() {
    let app = app().await;
    let server = Server::start().await;
    let relays = Relays::of(vec![Relay::from_url(&server.url()).unwrap()]);
    let person = register(&app, 1, "Marie", "Durand").await;
    let [october, november] = [date(2027, 10, 31), date(2027, 11, 1)]
        .map(|day| Moment::in_paris(day, time(9, 0, 0, 0)).unwrap());
    remind(&app.store, october).await.unwrap();
    // Put off by a day before it left: what is written would still be in time.
    let plan = programme::read(programme::SHIPPED, Some(date(2027, 11, 8))).unwrap();
    changing::make(&app.store, changing::proposed(None, plan, "essai", false)).await.unwrap();
    remind(&app.store, november).await.unwrap();
    while round(&app, &relays, november).await.unwrap() > 0 {}
    let mut reminders = mail_of(&app, person).await;
    reminders.retain(|entry| entry.kind == Letter::WeekBefore);
    let states: Vec<_> =
        reminders.iter().map(|entry| (entry.about.as_str(), entry.state)).collect();
    assert_eq!(states, [("2027-11-07", State::Failed), ("2027-11-08", State::Sent)]);
    assert!(reminders[0].last_error.contains("a changé de date"), "{}", reminders[0].last_error);
}

#[tokio::test]
async fn the_journal_knows_of_a_sending_that_broke_off() {
    let app = app_for(300).await;
    // One more than a unit writes to; it cannot be written to.
    for number in 1..=201 {
        register(&app, number, "Marie", "Durand").await;
    }
    app.store
        .write(async |conn| {
            conn.exec(
                "create trigger broken before insert on letter \
                 when hex(new.participant_id) = '000000000000000000000000000000C9' \
                 begin select raise(abort, 'broken'); end",
                (),
            )
            .await
        })
        .await
        .unwrap();
    let october = Moment::in_paris(date(2027, 10, 31), time(9, 0, 0, 0)).unwrap();
    assert!(remind(&app.store, october).await.is_err());
    let told = async || {
        let mut conn = app.store.reader().await.unwrap();
        let lines = journal::list(&mut conn, 0, 50).await.unwrap();
        let sent = lines.into_iter().filter(|line| line.action == "reminder.send");
        sent.map(|line| line.detail).collect::<Vec<_>>()
    };
    let written = async || {
        let mut conn = app.store.reader().await.unwrap();
        reminders::sent(&mut conn, Reminder::WeekBefore, "2027-11-07").await.unwrap()[0]
    };
    assert_eq!((written().await, told().await), (200, vec!["201\u{a0}personnes".to_owned()]));
    app.store.write(async |conn| conn.exec("drop trigger broken", ()).await).await.unwrap();
    remind(&app.store, october).await.unwrap();
    assert_eq!(written().await, 201);
    let both = ["1\u{a0}personne", "201\u{a0}personnes"];
    assert_eq!(told().await, both, "what was left was written by a second sending");
}
