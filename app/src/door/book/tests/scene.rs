//! A small conference, and what comes from the server about it.

use domain::checkin::Standing;
use domain::door::{Answer, Entry, Event, Outcome, Roll, RollPassage, RollSession, Station};
use domain::ticket::{Code, code_key, key};
use domain::time::Moment;
use uuid::Uuid;

use super::super::{Book, Guest, MAIN, Stamp};
use crate::door::clock::Clock;

pub const TOKEN: &str = "abcdefghjkmnpqrstvwxyz0123";

pub const A01: Uuid = Uuid::from_u128(0xa01);
pub const A02: Uuid = Uuid::from_u128(0xa02);
pub const B01: Uuid = Uuid::from_u128(0xb01);

/// An identity.
pub fn two(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// Tuesday 7 November 2023, so many minutes after 9:00 in Paris.
pub fn at(minutes: i64) -> Moment {
    Moment::from_micros(1_699_344_000_000_000).plus_seconds(minutes * 60)
}

pub fn stamp(act: u128, door: &str) -> Stamp {
    let minutes = i64::try_from(act).unwrap();
    Stamp { id: two(act), door: door.to_owned(), at: at(minutes) }
}

pub fn entry(n: u128, name: &str) -> Entry {
    Entry {
        id: two(n),
        ticket: format!("{n:024x}"),
        code: format!("{n:016x}"),
        name: name.to_owned(),
        organisation: String::new(),
        standing: Standing::Registered,
        sessions: Vec::new(),
        note: None,
        passages: Vec::new(),
        same_as: None,
    }
}

/// Holds a seat in A01 and one in B01.
pub fn camille() -> Entry {
    Entry {
        ticket: key(TOKEN),
        code: code_key(&Code::parse("KX7-4TQ").unwrap()),
        organisation: "Association Exemple".to_owned(),
        sessions: vec![A01, B01],
        note: Some("Place fauteuil, Salle Loire".to_owned()),
        ..entry(1, "Camille Essai")
    }
}

pub fn guest() -> Guest {
    Guest {
        first_name: "Sacha".to_owned(),
        last_name: "de Passage".to_owned(),
        organisation: "Voisinage".to_owned(),
        ..Guest::default()
    }
}

pub fn passage(act: u128) -> RollPassage {
    let minutes = i64::try_from(act).unwrap();
    RollPassage { door: MAIN.to_owned(), act: two(act), at: at(minutes), by: "Ailleurs".to_owned() }
}

fn session(id: Uuid, code: &str, minutes: i64, capacity: u32, taken: u32) -> RollSession {
    RollSession {
        id,
        code: code.to_owned(),
        title: "Un atelier".to_owned(),
        kiosk: false,
        room: "Salle Loire".to_owned(),
        starts_at: at(minutes),
        ends_at: at(minutes + 75),
        capacity,
        taken,
    }
}

/// The whole list.
pub fn roll(version: &str, people: Vec<Entry>) -> Roll {
    Roll {
        version: version.to_owned(),
        complete: true,
        server_time: at(0),
        station: Station {
            id: two(77),
            name: "Téléphone de l’entrée".to_owned(),
            doors: None,
            walk_in_block: "ZK7".to_owned(),
            expires_at: at(1_000),
        },
        event: Event {
            name: "Conférence".to_owned(),
            contact_phone: String::new(),
            starts_at: at(30),
            expected: 200,
            capacity: 210,
        },
        sessions: vec![
            session(A01, "A01", 120, 24, 5),
            session(A02, "A02", 120, 2, 1),
            session(B01, "B01", 300, 24, 5),
        ],
        people,
        gone: Vec::new(),
        conflicts: Vec::new(),
    }
}

/// What has changed.
pub fn delta(version: &str, people: Vec<Entry>) -> Roll {
    Roll { complete: false, ..roll(version, people) }
}

pub fn book(people: Vec<Entry>) -> Book {
    Book::begin(roll("v1", people), Clock::default())
}

pub fn answer(act: u128, outcome: Outcome) -> Answer {
    Answer { id: two(act), outcome }
}
