//! A database of its own, a small programme, and people in it.

use domain::checkin::Door;
use domain::participant::{AccessNeed, Department, Email, Registration};
use domain::programme::{
    Activity, Event, Host, Kind, Legal, Plan, PlannedSession, Room, Slot, Theme,
};
use domain::role::Role;
use domain::ticket::Code;
use domain::time::{Moment, Span};
use futures_util::TryStreamExt;
use store::checkins::{Keeper, Scan};
use store::participants::NewParticipant;
use store::signups::By;
use store::{Store, accounts, checkins, participants, signups};
use tempfile::TempDir;
use uuid::Uuid;

use crate::changing;
use crate::exports::{Choice, List, csv, xlsx};

/// Saturday 7 November 2026, midnight in Paris.
const MIDNIGHT: i64 = 1_794_006_000_000_000;

/// What must never be seen in an export.
pub const NEED: &str = "place pour un chien guide";

pub fn at(hour: i64, minute: i64) -> Moment {
    Moment::from_micros(MIDNIGHT).plus_seconds((hour * 60 + minute) * 60)
}

/// Ten days before, at a time with seconds.
pub fn registered_at() -> Moment {
    at(9, 30).plus_seconds(-10 * 86_400 + 42)
}

pub async fn conference() -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite://{}/passerelle.db", folder.path().display());
    let store = Store::open(&url).await.unwrap();
    changing::make(&store, changing::proposed(None, plan(), "essai", false)).await.unwrap();
    (store, folder)
}

pub fn person(n: u32, last_name: &str, first_name: &str) -> NewParticipant {
    let digit = |place: u32| u8::try_from(n / 31_u32.pow(place) % 31).unwrap();
    let secret = |kind: u8| [&[kind][..], &n.to_be_bytes()].concat();
    NewParticipant {
        id: Uuid::now_v7(),
        request_key: Uuid::now_v7(),
        registration: Registration {
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            email: Email::parse(&format!("personne{n}@exemple.fr")),
            organisation: "CCAS d’Angers".to_owned(),
            department: Some(Department::MaineEtLoire),
            role_title: "Animatrice".to_owned(),
            phone: "0241000000".to_owned(),
            needs: domain::participant::AccessNeeds {
                choices: vec![AccessNeed::Wheelchair],
                other: NEED.to_owned(),
            },
        },
        codes: vec![Code::from_random([
            digit(5),
            digit(4),
            digit(3),
            digit(2),
            digit(1),
            digit(0),
        ])],
        link_hash: secret(0),
        ticket_hash: secret(1),
        registered_by: None,
    }
}

pub async fn register(store: &Store, people: Vec<NewParticipant>) {
    store
        .write_long(async move |conn| {
            for new in people {
                participants::register(conn, new, registered_at()).await?;
            }
            Ok(())
        })
        .await
        .unwrap();
}

pub async fn take(store: &Store, person: Uuid, code: &str, place: usize) {
    let session = session(store, code, place).await;
    store
        .write(async move |conn| {
            signups::take(conn, person, session, By::Team, None, registered_at()).await
        })
        .await
        .unwrap();
}

pub async fn session(store: &Store, code: &str, place: usize) -> Uuid {
    store.programme().await.unwrap().sessions_of(code).nth(place).unwrap().id
}

pub async fn scan(store: &Store, participant: Option<Uuid>, door: Door, scanned_at: Moment) {
    store
        .write(async move |conn| {
            let email = Email::parse("accueil@exemple.fr").unwrap();
            let account = accounts::put(conn, &email, Role::Door, registered_at()).await?;
            let by = Keeper::Member(account);
            let scan = Scan { id: Uuid::now_v7(), participant, door, by, scanned_at };
            checkins::record(conn, scan, scanned_at.plus_seconds(2)).await
        })
        .await
        .unwrap();
}

/// The whole CSV, as a program receives it.
pub async fn csv_text(store: &Store, list: List) -> String {
    csv_text_of(store, list, Choice::default()).await
}

async fn csv_text_of(store: &Store, list: List, choice: Choice) -> String {
    let pieces: Vec<_> =
        csv(store.clone(), list, choice).await.unwrap().try_collect().await.unwrap();
    String::from_utf8(pieces.concat()).unwrap()
}

/// Headings and rows of the CSV, read by another library.
pub async fn csv_rows(store: &Store, list: List) -> Vec<Vec<String>> {
    csv_rows_of(store, list, Choice::default()).await
}

/// The same of what was chosen.
pub async fn csv_rows_of(store: &Store, list: List, choice: Choice) -> Vec<Vec<String>> {
    let text = csv_text_of(store, list, choice).await;
    let text = text.strip_prefix('\u{feff}').unwrap();
    ::csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .from_reader(text.as_bytes())
        .into_records()
        .map(|record| record.unwrap().iter().map(str::to_owned).collect())
        .collect()
}

/// The whole workbook, as a program receives it.
pub async fn xlsx_bytes(store: &Store, list: List) -> Vec<u8> {
    let workbook = xlsx(store.clone(), list, Choice::default()).await.unwrap();
    let length = workbook.length();
    let pieces: Vec<_> = workbook.stream().try_collect().await.unwrap();
    let bytes = pieces.concat();
    assert_eq!(bytes.len() as u64, length);
    bytes
}

fn plan() -> Plan {
    let span = |start, end| Span::new(start, end).unwrap();
    let slot =
        |code: &str, span| Slot { code: code.to_owned(), name: format!("Créneau {code}"), span };
    let (a, b) = (span(at(11, 0), at(12, 15)), span(at(14, 0), at(15, 15)));
    let visit = |minute| planned(None, span(at(12, minute), at(12, minute + 20)));
    let open = span(at(-600, 0), at(9, 0));
    Plan {
        event: Event {
            name: "Conférence régionale".to_owned(),
            short_name: "Conférence".to_owned(),
            span: span(at(9, 30), at(16, 30)),
            place: "Maison de quartier".to_owned(),
            address: "Angers".to_owned(),
            capacity: 200,
            welcome: String::new(),
            aims: Vec::new(),
            practical: Vec::new(),
            notice: String::new(),
            contact_email: "contact@exemple.fr".to_owned(),
            contact_phone: String::new(),
            registration: open,
            sign_up: open,
            freezes_at: None,
            walk: 0,
            legal: Legal::default(),
        },
        timeline: Vec::new(),
        themes: vec![Theme {
            code: "rural".to_owned(),
            name: "Précarité en milieu rural".to_owned(),
            label: "Rural".to_owned(),
            roadmap: true,
        }],
        rooms: vec![Room { name: "Salle Loire".to_owned(), seats: None }],
        slots: vec![slot("A", a), slot("B", b)],
        hosts: vec![host()],
        activities: vec![
            activity("A01", Kind::Workshop, "=Lever les freins", vec![planned(Some("A"), a)]),
            activity("B01", Kind::Workshop, "France Services", vec![planned(Some("B"), b)]),
            activity("K01", Kind::Kiosk, "Bus des droits", vec![visit(16), visit(38)]),
        ],
    }
}

fn host() -> Host {
    Host {
        code: "a-confirmer".to_owned(),
        name: "À confirmer".to_owned(),
        organisation: "CAF".to_owned(),
        to_confirm: true,
    }
}

fn planned(slot: Option<&str>, span: Span) -> PlannedSession {
    PlannedSession {
        slot: slot.map(str::to_owned),
        room: "Salle Loire".to_owned(),
        span,
        capacity: 24,
        minimum: 0,
    }
}

fn activity(code: &str, kind: Kind, title: &str, sessions: Vec<PlannedSession>) -> Activity {
    Activity {
        code: code.to_owned(),
        kind,
        title: title.to_owned(),
        summary: String::new(),
        theme: "rural".to_owned(),
        hosts: vec![host()],
        sessions,
    }
}
