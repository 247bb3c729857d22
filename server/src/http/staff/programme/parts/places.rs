//! Rooms.

use app::fr;
use app::pages::staff::programme::{Ask, Group, Row};
use domain::programme::{Plan, Room};

use super::super::typed::{NEW, Typed};
use super::{ask, group, hint, may};
use crate::programme::lists::{MAX_SEATS, NAME};

pub fn room_rows(plan: &Plan) -> Vec<Row> {
    plan.rooms.iter().map(|room| row(plan, room)).collect()
}

fn row(plan: &Plan, room: &Room) -> Row {
    let used: Vec<&str> = plan
        .activities
        .iter()
        .filter(|activity| activity.sessions.iter().any(|it| it.room == room.name))
        .map(|activity| activity.code.as_str())
        .collect();
    let seats = room.seats.map(|seats| fr::count(seats, "siège", "sièges"));
    let used = if used.is_empty() { "libre".to_owned() } else { used.join(", ") };
    let says = seats.into_iter().chain([used]).collect::<Vec<_>>().join(", ");
    Row { key: room.name.clone(), name: room.name.clone(), says }
}

pub fn room_name(plan: &Plan, key: &str) -> Option<String> {
    let room = plan.rooms.iter().find(|room| room.name == key)?;
    Some(format!("«\u{a0}{}\u{a0}»", room.name))
}

pub fn room(plan: &Plan, key: Option<&str>) -> Vec<Group> {
    let room = key.and_then(|key| plan.rooms.iter().find(|room| room.name == key));
    let seats = room.and_then(|room| room.seats).map(|seats| seats.to_string());
    group(vec![
        hint(
            "Comme sur sa porte. Un nouveau nom compte comme un changement de salle.",
            ask("name", "Nom", Ask::Line, room.map(|room| room.name.clone()).unwrap_or_default()),
        ),
        may(hint(
            "Aucune activité ne peut y offrir plus de places. Vide\u{a0}: pas de limite.",
            ask("seats", "Nombre de sièges", Ask::Number(1, MAX_SEATS), seats.unwrap_or_default()),
        )),
    ])
}

pub fn put_room(typed: &Typed<'_>, plan: &mut Plan, key: Option<&str>) {
    let name = typed.text("name", NAME);
    let seats = typed.optional_number("seats", 1..=MAX_SEATS);
    let others = plan.rooms.iter().map(|room| room.name.as_str());
    typed.check_new("name", &name, others.filter(|other| Some(*other) != key));
    if name == NEW {
        typed.tell("name", "Ce nom ne peut pas servir. Écrivez le nom de la salle.");
    }
    let Some(room) = key.and_then(|key| plan.rooms.iter_mut().find(|room| room.name == key)) else {
        plan.rooms.push(Room { name, seats });
        return;
    };
    room.seats = seats;
    let before = std::mem::replace(&mut room.name, name.clone());
    let sessions = plan.activities.iter_mut().flat_map(|activity| &mut activity.sessions);
    for session in sessions.filter(|session| session.room == before) {
        session.room.clone_from(&name);
    }
}
