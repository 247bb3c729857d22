//! A small programme for the tests of this crate.

use super::{
    Activity, Event, Host, Kind, Legal, Plan, PlannedSession, Programme, Room, Session, Slot,
    Theme, TimelineItem,
};
use crate::capacity::Seats;
use crate::time::{Moment, Span};
use uuid::Uuid;

/// A moment of the day of the conference, 7 November 2023.
pub fn at(hours: i64, minutes: i64) -> Moment {
    Moment::from_micros(1_699_311_600_000_000).plus_seconds((hours * 60 + minutes) * 60)
}

pub fn span(from: (i64, i64), to: (i64, i64)) -> Span {
    Span::new(at(from.0, from.1), at(to.0, to.1)).unwrap()
}

/// Two workshops of slot A in two rooms, led by two people, and a kiosk with two visits.
pub fn plan() -> Plan {
    let hours = span((11, 0), (12, 15));
    let text = str::to_owned;
    Plan {
        event: Event {
            name: text("Conférence"),
            short_name: text("Conférence"),
            span: span((9, 30), (16, 30)),
            place: text("Maison"),
            address: text("Angers"),
            capacity: 200,
            welcome: text("Bienvenue."),
            aims: vec![],
            practical: vec![],
            notice: String::new(),
            contact_email: text("contact@exemple.fr"),
            contact_phone: String::new(),
            registration: span((0, 0), (9, 0)),
            sign_up: span((0, 0), (9, 0)),
            freezes_at: None,
            walk: 0,
            legal: Legal::default(),
        },
        timeline: vec![
            item((9, 0), Some((9, 30)), "Accueil"),
            item((11, 0), Some((12, 15)), "Ateliers"),
            item((12, 15), Some((14, 0)), "Kiosques"),
            item((16, 30), None, "Clôture"),
        ],
        themes: ["rural", "axe-1"]
            .map(|code| Theme {
                code: text(code),
                name: text(code),
                label: text(code),
                roadmap: false,
            })
            .to_vec(),
        rooms: [("Salle Loire", Some(24)), ("Salle Maine", Some(24)), ("Hall", None)]
            .map(|(name, seats)| Room { name: text(name), seats })
            .to_vec(),
        slots: vec![Slot { code: text("A"), name: text("Créneau A"), span: hours }],
        hosts: vec![host("anne"), host("bruno")],
        activities: vec![
            activity("A01", Kind::Workshop, "Salle Loire", "anne", &[hours]),
            activity("A02", Kind::Workshop, "Salle Maine", "bruno", &[hours]),
            activity(
                "K01",
                Kind::Kiosk,
                "Hall",
                "anne",
                &[span((12, 30), (12, 50)), span((12, 55), (13, 15))],
            ),
        ],
    }
}

/// The programme of a plan, with identities by order and every seat free.
pub fn programme(plan: Plan) -> Programme {
    let mut sessions = Vec::new();
    for activity in &plan.activities {
        for planned in &activity.sessions {
            sessions.push(Session {
                id: Uuid::from_u128(1 + sessions.len() as u128),
                code: activity.code.clone(),
                kind: activity.kind,
                title: activity.title.clone(),
                theme: activity.theme.clone(),
                slot: planned.slot.clone(),
                room: planned.room.clone(),
                span: planned.span,
                seats: Seats { capacity: planned.capacity, taken: 0 },
                waiting: 0,
                minimum: 0,
                cancelled: false,
            });
        }
    }
    let places = Seats { capacity: plan.event.capacity, taken: 0 };
    Programme { plan, places, waiting: 0, sessions, wished: Vec::new() }
}

fn item(start: (i64, i64), end: Option<(i64, i64)>, title: &str) -> TimelineItem {
    TimelineItem {
        start: at(start.0, start.1),
        end: end.map(|end| at(end.0, end.1)),
        title: title.to_owned(),
        detail: String::new(),
    }
}

fn host(code: &str) -> Host {
    let (code, name) = (code.to_owned(), code.to_uppercase());
    Host { code, name, organisation: String::new(), to_confirm: false }
}

fn activity(code: &str, kind: Kind, room: &str, led_by: &str, spans: &[Span]) -> Activity {
    let session = |span: &Span| PlannedSession {
        slot: (kind == Kind::Workshop).then(|| "A".to_owned()),
        room: room.to_owned(),
        span: *span,
        capacity: 20,
        minimum: 0,
    };
    Activity {
        code: code.to_owned(),
        kind,
        title: format!("Titre {code}"),
        summary: String::new(),
        theme: "rural".to_owned(),
        hosts: vec![host(led_by)],
        sessions: spans.iter().map(session).collect(),
    }
}
