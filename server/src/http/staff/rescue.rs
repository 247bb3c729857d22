//! `/organisation/exports/pochette`: what the door needs when everything else fails.

use std::collections::HashMap;

use app::fr;
use app::pages::staff::{RescueLine, RescuePage, RescueView, WALK_INS};
use app::shell::Frame;
use axum::Extension;
use axum::extract::State;
use domain::checkin::Standing;
use domain::programme::Programme;
use domain::ticket::Code;
use domain::time::Moment;
use leptos::prelude::*;
use store::exports::{PAGE, ParticipantRow, SignUpRow, participants, sign_ups_between};
use uuid::Uuid;

use super::{note_paper, sheets};
use crate::access::Member;
use crate::clock::now;
use crate::exports::{by_participant, key};
use crate::render::{Answer, Page};
use crate::state::App;

/// How many blank sheets there are.
const BLANK: usize = 3;

/// `GET /organisation/exports/pochette`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    let event = &programme.plan.event;
    let view = RescueView {
        conference: event.name.clone(),
        day: format!("{}, {}", fr::date_time(event.span.start()), event.place),
        made: fr::date_time(now()),
        phone: event.contact_phone.clone(),
        list: list(&app, &programme).await?,
        sheets: sheets::load(&app, &programme, "").await?,
        walk_ins: walk_ins(),
    };
    note_paper(&app, member, "export.pochette", "").await?;
    let page = Page::private("Pochette de secours", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <RescuePage view/> }).await)
}

/// The readable codes of the blank lines, sheet by sheet.
fn walk_ins() -> Vec<Vec<String>> {
    (0..BLANK)
        .map(|sheet| (0..WALK_INS).map(|line| walk_in_code(sheet * WALK_INS + line)).collect())
        .collect()
}

/// The code kept for one line of paper; empty as long as none are kept for it.
fn walk_in_code(_line: usize) -> String {
    String::new()
}

/// Everybody expected or waiting, by name.
async fn list(app: &App, programme: &Programme) -> Result<Vec<RescueLine>, store::Error> {
    let mut lines = Vec::new();
    let mut after = (String::new(), Uuid::nil());
    loop {
        let mut conn = app.store.reader().await?;
        let people = participants(&mut conn, after.clone()).await?;
        let (Some(first), Some(last)) = (people.first(), people.last()) else { break };
        let (first, last) = (key(first), key(last));
        let held = by_participant(sign_ups_between(&mut conn, first, last.clone()).await?);
        let whole = people.len() == PAGE as usize;
        lines.extend(people.into_iter().filter_map(|person| line(programme, person, &held)));
        if !whole {
            break;
        }
        after = last;
    }
    Ok(lines)
}

fn line(
    programme: &Programme,
    person: ParticipantRow,
    held: &HashMap<Uuid, Vec<SignUpRow>>,
) -> Option<RescueLine> {
    let held = match Standing::parse(&person.standing)? {
        Standing::Registered => held.get(&person.id).map_or_else(String::new, |held| {
            held.iter().map(|seat| seat_words(programme, seat)).collect::<Vec<_>>().join(", ")
        }),
        Standing::Waiting => "en liste d’attente".to_owned(),
        Standing::Cancelled => return None,
    };
    Some(RescueLine {
        name: format!("{} {}", person.last_name, person.first_name),
        organisation: person.organisation,
        code: Code::parse(&person.code).map_or(person.code, |code| code.to_string()),
        held,
        arrived: person
            .arrived_at
            .map_or_else(String::new, |at| fr::clock(Moment::from_micros(at))),
    })
}

/// « A03 », or « K01 à 12 h 30 »: a kiosk has several visits.
fn seat_words(programme: &Programme, seat: &SignUpRow) -> String {
    match programme.session(seat.session_id) {
        Some(session) if session.slot.is_none() => {
            format!("{} à {}", seat.code, fr::clock(session.span.start()))
        }
        _ => seat.code.clone(),
    }
}
