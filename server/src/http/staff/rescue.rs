//! `/organisation/exports/pochette`: what the door needs when everything else fails.

use std::collections::HashMap;

use app::fr;
use app::pages::staff::{RescueLine, RescuePage, RescueView, WALK_INS};
use app::shell::Frame;
use axum::Extension;
use axum::extract::State;
use domain::checkin::Standing;
use domain::programme::Programme;
use domain::ticket::{CODES_IN_BLOCK, PAPER_BLOCK, walk_in_code};
use domain::time::Moment;
use leptos::prelude::*;
use store::exports::{PAGE, ParticipantRow, SignUpRow, participants, sign_ups_between};
use store::journal;
use uuid::Uuid;

use super::sheets;
use crate::access::Member;
use crate::clock::now;
use crate::exports::{by_participant, code, key};
use crate::render::{Answer, Page};
use crate::state::App;

/// How many blank sheets there are.
const BLANK: u32 = 3;

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
        walk_ins: walk_ins(issue(&app, member).await?),
    };
    let page = Page::private("Pochette de secours", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <RescuePage view/> }).await)
}

/// Notes in the journal that a set is printed, and answers how many were before: each has codes of
/// its own, so that two sets on one table never give the same code twice.
async fn issue(app: &App, member: Member) -> Result<u32, store::Error> {
    const ACTION: &str = "export.pochette";
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let before = journal::times(conn, ACTION).await?;
            journal::write(conn, &member.email, ACTION, "", "", at).await?;
            Ok(before)
        })
        .await
}

/// The readable codes of the blank lines, sheet by sheet, out of the block that is kept for paper.
fn walk_ins(issue: u32) -> Vec<Vec<String>> {
    let lines = BLANK * u32::try_from(WALK_INS).unwrap_or(1);
    // The first set's codes come again after some seven hundred sets.
    let first = issue % (CODES_IN_BLOCK / lines) * lines;
    let codes: Vec<_> = (first..first + lines)
        .map(|number| walk_in_code(PAPER_BLOCK, number))
        .map(|code| code.map_or_else(String::new, |code| code.to_string()))
        .collect();
    codes.chunks(WALK_INS).map(<[String]>::to_vec).collect()
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
        code: code(person.code),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_code_is_on_two_sets() {
        let codes: Vec<_> = (0..50).flat_map(walk_ins).flatten().collect();
        let all: std::collections::HashSet<_> = codes.iter().collect();
        assert_eq!((codes.len(), all.len()), (50 * 42, 50 * 42));
        assert!(codes.iter().all(|code| code.starts_with(PAPER_BLOCK) && code.len() == 7));
    }
}
