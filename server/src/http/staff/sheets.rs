//! `/organisation/exports/emargement`: attendance sheets, to print and sign.

use app::fr;
use app::pages::staff::{Sheet, SheetLine, SheetsPage};
use app::shell::Frame;
use axum::Extension;
use axum::extract::{Query, State};
use domain::checkin::Door;
use domain::half_day::half_days;
use domain::programme::{Programme, Session};
use domain::time::{Moment, Span};
use leptos::prelude::*;
use serde::Deserialize;
use store::Conn;
use store::checkins::door_word;
use store::exports::{SheetRow, conference_sheet, half_day_sheet, session_sheet};

use super::note_paper;
use crate::access::Member;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// The word for the conference as a whole, in place of an activity's code.
const CONFERENCE: &str = "conference";

/// The words for its halves.
const HALVES: [&str; 2] = ["matin", "apres-midi"];

/// How long before a half-day a scan is of that half, in seconds: doors open early.
const EARLY: i64 = 2 * 3_600;

/// Which sheets are asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    seance: String,
}

/// `GET /organisation/exports/emargement`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Answer {
    let programme = app.store.programme().await?;
    let sheets = load(&app, &programme, &asked.seance).await?;
    if sheets.is_empty() {
        return Err(Failure::not_found());
    }
    note_paper(&app, member, "export.emargement", &asked.seance).await?;
    let page = Page::private("Feuilles d’émargement", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <SheetsPage sheets/> }).await)
}

/// The conference first, then each session in the order of the day; or those asked for.
pub(super) async fn load(
    app: &App,
    programme: &Programme,
    asked: &str,
) -> Result<Vec<Sheet>, store::Error> {
    let mut conn = app.store.reader().await?;
    if let Some(half) = HALVES.iter().position(|word| *word == asked) {
        return Ok(half_day(&mut conn, programme, half).await?.into_iter().collect());
    }
    let mut sheets = Vec::new();
    if asked.is_empty() || asked == CONFERENCE {
        let people = conference_sheet(&mut conn).await?;
        sheets.push(whole(programme, "Toute la conférence", programme.plan.event.span, people));
    }
    let wanted = |session: &&Session| {
        !session.cancelled && (asked.is_empty() || session.code.eq_ignore_ascii_case(asked))
    };
    for session in programme.sessions.iter().filter(wanted) {
        sheets.push(one(&mut conn, programme, session).await?);
    }
    Ok(sheets)
}

/// The morning and the afternoon; nothing for a conference of half a day.
pub(super) fn halves(programme: &Programme) -> Option<[Span; 2]> {
    let slots: Vec<_> = programme.plan.slots.iter().map(|slot| slot.span).collect();
    half_days(programme.plan.event.span, &slots)
}

/// One half of the day; nothing when the conference has no halves.
async fn half_day(
    conn: &mut Conn,
    programme: &Programme,
    half: usize,
) -> Result<Option<Sheet>, store::Error> {
    let (Some([morning, afternoon]), Some(name)) =
        (halves(programme), ["Matin", "Après-midi"].get(half).copied())
    else {
        return Ok(None);
    };
    let (span, from, until) = if half == 0 {
        (morning, morning.start().plus_seconds(-EARLY), morning.end())
    } else {
        (afternoon, morning.end(), afternoon.end().plus_seconds(EARLY))
    };
    let people = half_day_sheet(conn, from, until).await?;
    Ok(Some(whole(programme, name, span, people)))
}

fn whole(programme: &Programme, part: &str, span: Span, people: Vec<SheetRow>) -> Sheet {
    let event = &programme.plan.event;
    Sheet {
        id: "feuille-conference".to_owned(),
        title: event.name.clone(),
        conference: part.to_owned(),
        room: event.place.clone(),
        when: format!("{}, {}", fr::long_date(span.start()), fr::hours(span)),
        hosts: String::new(),
        people: people.into_iter().map(person).collect(),
    }
}

async fn one(
    conn: &mut Conn,
    programme: &Programme,
    session: &Session,
) -> Result<Sheet, store::Error> {
    let door = door_word(Door::Session(session.id));
    let activity = programme.activity(&session.code);
    Ok(Sheet {
        id: format!("feuille-{}", session.id.simple()),
        title: format!("{} · {}", session.code, session.title),
        conference: programme.plan.event.name.clone(),
        room: session.room.clone(),
        when: format!("{}, {}", fr::long_date(session.span.start()), fr::hours(session.span)),
        hosts: activity.map_or_else(String::new, app::components::hosts),
        people: session_sheet(conn, session.id, door).await?.into_iter().map(person).collect(),
    })
}

fn person(row: SheetRow) -> SheetLine {
    SheetLine {
        name: format!("{} {}", row.last_name, row.first_name),
        organisation: row.organisation,
        scanned: row.scanned_at.map_or_else(String::new, |at| fr::clock(Moment::from_micros(at))),
    }
}
