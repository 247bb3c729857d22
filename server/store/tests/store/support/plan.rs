//! A small programme: two slots, workshops large and tiny, kiosks, and times that overlap.

use domain::programme::{
    Activity, Event, Host, Kind, Legal, Plan, PlannedSession, Room, Slot, Theme, TimelineItem,
};
use domain::time::{Moment, Span};

/// 7 November 2023, midnight in Paris.
const MIDNIGHT: i64 = 1_699_311_600_000_000;

/// A moment of the day of the conference.
pub fn at(hours: i64, minutes: i64) -> Moment {
    Moment::from_micros(MIDNIGHT).plus_seconds((hours * 60 + minutes) * 60)
}

/// Ten days before, when everything is open.
pub fn now() -> Moment {
    days_before(10)
}

/// Midnight, so many days before the conference.
pub fn days_before(days: i64) -> Moment {
    Moment::from_micros(MIDNIGHT).plus_seconds(-days * 86_400)
}

pub fn span(start: Moment, end: Moment) -> Span {
    Span::new(start, end).unwrap()
}

/// Two hundred places; A01 and B01 hold 24, A02 two, B02 one; A03 runs into the first visits; K02
/// can be visited while the workshops of slot A are on.
pub fn plan() -> Plan {
    let (slot_a, slot_b) = (span(at(11, 0), at(12, 15)), span(at(14, 0), at(15, 15)));
    let visits = [at(12, 30), at(12, 55), at(13, 20)];
    Plan {
        event: event(),
        timeline: vec![
            line(at(9, 0), Some(at(9, 30)), "Accueil café"),
            line(at(16, 30), None, "Clôture"),
        ],
        themes: vec![theme("rural", true), theme("axe3", false)],
        rooms: ["Salle Loire", "Salle Maine", "Salle Sarthe", "Hall"].map(room).to_vec(),
        slots: vec![slot("A", slot_a), slot("B", slot_b)],
        hosts: vec![
            host("anim", "Animation à confirmer", true),
            host("anne", "Anne Martin", false),
        ],
        activities: vec![
            workshop("A01", "A", "Salle Loire", slot_a, 24),
            workshop("A02", "A", "Salle Maine", slot_a, 2),
            workshop("A03", "A", "Salle Sarthe", span(at(11, 0), at(12, 40)), 20),
            workshop("B01", "B", "Salle Loire", slot_b, 24),
            workshop("B02", "B", "Salle Maine", slot_b, 1),
            kiosk("K01", &visits),
            kiosk("K02", &[at(11, 30), at(12, 30)]),
        ],
    }
}

/// The same programme with this many places at the conference.
pub fn plan_for(capacity: u32) -> Plan {
    let mut plan = plan();
    plan.event.capacity = capacity;
    plan
}

/// The activity of a plan with this code, to change it.
pub fn activity<'a>(plan: &'a mut Plan, code: &str) -> &'a mut Activity {
    plan.activities.iter_mut().find(|activity| activity.code == code).unwrap()
}

fn event() -> Event {
    Event {
        name: "Conférence régionale".to_owned(),
        short_name: "Conférence".to_owned(),
        span: span(at(9, 30), at(16, 30)),
        place: "Maison de quartier".to_owned(),
        address: "Angers".to_owned(),
        capacity: 200,
        welcome: "Bienvenue.".to_owned(),
        aims: vec!["Présenter".to_owned(), "Partager".to_owned()],
        practical: vec!["Déjeuner sur place".to_owned()],
        notice: String::new(),
        contact_email: "contact@exemple.fr".to_owned(),
        contact_phone: String::new(),
        registration: span(days_before(30), at(0, 0)),
        sign_up: span(days_before(20), at(9, 0)),
        freezes_at: None,
        walk: 0,
        legal: Legal { publisher: "L’État".to_owned(), ..Legal::default() },
    }
}

fn line(start: Moment, end: Option<Moment>, title: &str) -> TimelineItem {
    TimelineItem { start, end, title: title.to_owned(), detail: String::new() }
}

fn theme(code: &str, roadmap: bool) -> Theme {
    Theme { code: code.to_owned(), name: code.to_owned(), label: code.to_owned(), roadmap }
}

fn room(name: &str) -> Room {
    Room { name: name.to_owned(), seats: (name != "Hall").then_some(30) }
}

fn slot(code: &str, span: Span) -> Slot {
    Slot { code: code.to_owned(), name: format!("Créneau {code}"), span }
}

/// Somebody in charge, from the CCAS.
pub fn host(code: &str, name: &str, to_confirm: bool) -> Host {
    let (code, name) = (code.to_owned(), name.to_owned());
    Host { code, name, organisation: "CCAS".to_owned(), to_confirm }
}

pub fn workshop(code: &str, slot: &str, room: &str, span: Span, capacity: u32) -> Activity {
    let session = PlannedSession {
        slot: Some(slot.to_owned()),
        room: room.to_owned(),
        span,
        capacity,
        minimum: 0,
    };
    Activity {
        code: code.to_owned(),
        kind: Kind::Workshop,
        title: format!("Atelier {code}"),
        summary: String::new(),
        theme: "rural".to_owned(),
        hosts: vec![host("anim", "Animation à confirmer", true)],
        sessions: vec![session],
    }
}

/// A kiosk of eight places with visits of twenty minutes.
fn kiosk(code: &str, visits: &[Moment]) -> Activity {
    let visit = |start: &Moment| PlannedSession {
        slot: None,
        room: "Hall".to_owned(),
        span: span(*start, start.plus_seconds(20 * 60)),
        capacity: 8,
        minimum: 0,
    };
    Activity {
        kind: Kind::Kiosk,
        title: format!("Kiosque {code}"),
        theme: "axe3".to_owned(),
        sessions: visits.iter().map(visit).collect(),
        ..workshop(code, "", "Hall", span(at(9, 0), at(10, 0)), 1)
    }
}
