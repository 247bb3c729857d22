//! Workshops and kiosks.

use app::fr;
use app::pages::staff::programme::{Ask, Group, Question, Row};
use domain::programme::{Activity, Host, Kind, Plan, PlannedSession};
use domain::time::Span;
use jiff::ToSpan;

use super::super::typed::Typed;
use super::lists::code_question;
use super::{ask, day, hint, may, time};
use crate::programme::activities::{MAX_CAPACITY, MAX_MINUTES, SUMMARY, TITLE};
use crate::programme::clock;

/// How many visits a kiosk's form shows beyond those there are.
const MORE_VISITS: usize = 3;

fn find<'a>(plan: &'a Plan, kind: Kind, key: &str) -> Option<&'a Activity> {
    plan.activities.iter().find(|activity| activity.kind == kind && activity.code == key)
}

pub fn rows(plan: &Plan, kind: Kind) -> Vec<Row> {
    let row = |activity: &Activity| Row {
        key: activity.code.clone(),
        name: format!("{} {}", activity.code, activity.title),
        says: activity.sessions.first().map(|it| it.room.clone()).unwrap_or_default(),
    };
    plan.activities.iter().filter(|activity| activity.kind == kind).map(row).collect()
}

pub fn name(plan: &Plan, kind: Kind, key: &str) -> Option<String> {
    let activity = find(plan, kind, key)?;
    let word = fr::kind(kind).to_lowercase();
    let the = if kind == Kind::Workshop { "l’" } else { "le " };
    Some(format!("{the}{word} {}, «\u{a0}{}\u{a0}»", activity.code, activity.title))
}

pub fn workshop(plan: &Plan, key: Option<&str>) -> Vec<Group> {
    let activity = key.and_then(|key| find(plan, Kind::Workshop, key));
    let session = activity.and_then(|activity| activity.sessions.first());
    let slot = session.and_then(|session| session.slot.clone()).unwrap_or_default();
    let hours = plan.slots.iter().find(|it| it.code == slot).map(|slot| slot.span);
    let own = session.map(|session| session.span).filter(|span| Some(*span) != hours);
    let slots = plan.slots.iter();
    let slots = slots.map(|it| (it.code.clone(), format!("{}, {}", it.name, fr::hours(it.span))));
    let number = |of: fn(&PlannedSession) -> u32| {
        session.map(|session| of(session).to_string()).unwrap_or_default()
    };
    vec![
        about(plan, activity),
        Group {
            legend: "Quand et où",
            questions: vec![
                ask("slot", "Créneau", Ask::Choice(slots.collect()), slot),
                may(hint(
                    "Vide\u{a0}: les heures du créneau.",
                    ask(
                        "start",
                        "Début",
                        Ask::Time,
                        own.map(|it| time(it.start())).unwrap_or_default(),
                    ),
                )),
                may(ask("end", "Fin", Ask::Time, own.map(|it| time(it.end())).unwrap_or_default())),
                room(plan, session),
                ask(
                    "capacity",
                    "Nombre de places",
                    Ask::Number(1, MAX_CAPACITY),
                    number(|it| it.capacity),
                ),
                may(hint(
                    "En dessous, l’atelier ne vaut pas d’être tenu. Vide\u{a0}: n’importe quel nombre.",
                    ask(
                        "minimum",
                        "Minimum pour ouvrir",
                        Ask::Number(0, MAX_CAPACITY),
                        number(|it| it.minimum),
                    ),
                )),
            ],
        },
    ]
}

pub fn kiosk(plan: &Plan, key: Option<&str>) -> Vec<Group> {
    let activity = key.and_then(|key| find(plan, Kind::Kiosk, key));
    let sessions = activity.map(|activity| activity.sessions.as_slice()).unwrap_or_default();
    let minutes = sessions.first().map_or(20, |first| minutes(first.span));
    let mut visits: Vec<String> = sessions
        .iter()
        .flat_map(|visit| [time(visit.span.start()), visit.capacity.to_string()])
        .collect();
    visits.resize(visits.len() + 2 * MORE_VISITS, String::new());
    vec![
        about(plan, activity),
        Group {
            legend: "Où et quand",
            questions: vec![
                room(plan, sessions.first()),
                ask(
                    "minutes",
                    "Durée d’une visite, en minutes",
                    Ask::Number(1, MAX_MINUTES),
                    minutes.to_string(),
                ),
                Question {
                    values: visits,
                    ..hint(
                        "Videz une heure pour retirer la visite. Une visite que des personnes ont réservée ne peut pas être retirée\u{a0}: annulez-la.",
                        ask("visite", "Visites", Ask::Visits, ""),
                    )
                },
            ],
        },
    ]
}

fn about(plan: &Plan, activity: Option<&Activity>) -> Group {
    let said = |text: fn(&Activity) -> &String| activity.map(text).cloned().unwrap_or_default();
    let themes = plan.themes.iter().map(|it| (it.code.clone(), it.label.clone())).collect();
    let named = |host: &Host| {
        let from = if host.organisation.is_empty() {
            String::new()
        } else {
            format!(", {}", host.organisation)
        };
        (host.code.clone(), format!("{}{from}", host.name))
    };
    let mut questions = Vec::new();
    if activity.is_none() {
        questions.push(code_question());
    }
    questions.extend([
        ask("title", "Titre", Ask::Line, said(|it| &it.title)),
        may(ask("summary", "Présentation", Ask::Text(4), said(|it| &it.summary))),
        ask("theme", "Thème", Ask::Choice(themes), said(|it| &it.theme)),
        Question {
            values: activity
                .map(|it| it.hosts.iter().map(|host| host.code.clone()).collect())
                .unwrap_or_default(),
            ..hint(
                "La liste se complète sur la page Animation.",
                ask(
                    "hosts",
                    "Qui anime ou présente",
                    Ask::Several(plan.hosts.iter().map(named).collect()),
                    "",
                ),
            )
        },
    ]);
    Group { legend: "Présentation", questions }
}

fn room(plan: &Plan, session: Option<&PlannedSession>) -> Question {
    let rooms = plan.rooms.iter().map(|room| {
        let seats = room
            .seats
            .map_or_else(String::new, |seats| format!(", {}", fr::count(seats, "siège", "sièges")));
        (room.name.clone(), format!("{}{seats}", room.name))
    });
    let room = session.map(|session| session.room.clone()).unwrap_or_default();
    ask("room", "Salle", Ask::Choice(rooms.collect()), room)
}

fn minutes(span: Span) -> u32 {
    u32::try_from(span.end().seconds_since(span.start()) / 60).unwrap_or(0)
}

/// The common answers; the sessions are the caller's to fill in.
fn read(typed: &Typed<'_>, plan: &Plan, kind: Kind, key: Option<&str>) -> Activity {
    let code = typed.code(key, plan.activities.iter().map(|activity| activity.code.as_str()));
    let chosen = typed.all("hosts");
    let hosts: Vec<Host> =
        plan.hosts.iter().filter(|host| chosen.contains(&host.code)).cloned().collect();
    if hosts.is_empty() {
        typed.tell("hosts", "Cochez au moins une personne, même à confirmer.");
    }
    let before = key.and_then(|key| find(plan, kind, key));
    Activity {
        code,
        kind,
        title: typed.text("title", TITLE),
        summary: typed.optional("summary", SUMMARY),
        theme: typed.choice("theme", plan.themes.iter().map(|theme| theme.code.as_str())),
        hosts: in_their_order(hosts, before),
        sessions: Vec::new(),
    }
}

/// Those who were in charge before come first, in their order: boxes have none.
fn in_their_order(mut hosts: Vec<Host>, before: Option<&Activity>) -> Vec<Host> {
    let place = |host: &Host| {
        before.and_then(|it| it.hosts.iter().position(|known| known.code == host.code))
    };
    hosts.sort_by_key(|host| place(host).unwrap_or(usize::MAX));
    hosts
}

pub fn put_workshop(typed: &Typed<'_>, plan: &mut Plan, key: Option<&str>) {
    let mut activity = read(typed, plan, Kind::Workshop, key);
    let code = typed.choice("slot", plan.slots.iter().map(|slot| slot.code.as_str()));
    let hours = plan.slots.iter().find(|slot| slot.code == code).map(|slot| slot.span);
    let own = !typed.all("start").concat().is_empty() || !typed.all("end").concat().is_empty();
    let span = if own { typed.span(day(plan)) } else { hours };
    let room = typed.choice("room", plan.rooms.iter().map(|room| room.name.as_str()));
    let capacity = typed.number("capacity", 1..=MAX_CAPACITY);
    let minimum = typed.optional_number("minimum", 0..=MAX_CAPACITY).unwrap_or(0);
    if capacity > 0 && minimum > capacity {
        typed.tell("minimum", "Le minimum ne peut pas dépasser le nombre de places.");
    }
    if let Some(span) = span {
        activity.sessions.push(PlannedSession { slot: Some(code), room, span, capacity, minimum });
    }
    put(plan, activity);
}

pub fn put_kiosk(typed: &Typed<'_>, plan: &mut Plan, key: Option<&str>) {
    let mut activity = read(typed, plan, Kind::Kiosk, key);
    let room = typed.choice("room", plan.rooms.iter().map(|room| room.name.as_str()));
    let minutes = typed.number("minutes", 1..=MAX_MINUTES);
    let known = key.and_then(|key| find(plan, Kind::Kiosk, key));
    let known: Vec<PlannedSession> = known.map(|it| it.sessions.clone()).unwrap_or_default();
    let usual = known.first().map(|first| self::minutes(first.span));
    for (at, (start, places)) in typed.all("visite").iter().zip(typed.all("places")).enumerate() {
        if start.trim().is_empty() {
            continue;
        }
        let before = known.get(at);
        // A visit with a length of its own keeps it, unless the kiosk's is changed.
        let own = before.map(|it| self::minutes(it.span)).filter(|_| usual == Some(minutes));
        let visit = visit(typed, plan, start, own.unwrap_or(minutes));
        let capacity = places.trim().parse().ok().filter(|it| (1..=MAX_CAPACITY).contains(it));
        match (visit, capacity) {
            (Some(span), Some(capacity)) => {
                let (slot, room) = (None, room.clone());
                activity.sessions.push(PlannedSession { slot, room, span, capacity, minimum: 0 });
            }
            (_, None) => typed.tell("visite", "Écrivez un nombre de places pour chaque visite."),
            _ => {}
        }
    }
    if activity.sessions.is_empty() {
        typed.tell("visite", "Écrivez l’heure d’au moins une visite.");
    }
    put(plan, activity);
}

fn visit(typed: &Typed<'_>, plan: &Plan, start: &str, minutes: u32) -> Option<Span> {
    let start = clock::parse_time(start);
    let span = start.and_then(|start| {
        day(plan).span(start, start.saturating_add(i64::from(minutes).minutes()))
    });
    if span.is_none() {
        typed.tell(
            "visite",
            "Écrivez chaque heure comme 12:30\u{a0}; une visite finit le jour même.",
        );
    }
    span
}

fn put(plan: &mut Plan, activity: Activity) {
    match plan.activities.iter_mut().find(|known| known.code == activity.code) {
        Some(known) => *known = activity,
        None => plan.activities.push(activity),
    }
}
