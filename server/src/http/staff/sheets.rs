//! `/organisation/exports/emargement`: attendance sheets, to print and sign.

use app::fr;
use app::pages::staff::{Sheet, SheetsPage};
use app::shell::Frame;
use axum::Extension;
use axum::extract::{Query, State};
use domain::checkin::Door;
use domain::programme::{Programme, Session};
use leptos::prelude::*;
use serde::Deserialize;
use store::checkins::door_word;
use store::exports::{SheetRow, conference_sheet, session_sheet};
use store::{Conn, journal};

use crate::access::Member;
use crate::clock::now;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// The word for the conference as a whole, in place of an activity's code.
const CONFERENCE: &str = "conference";

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
    note(&app, member, asked.seance).await?;
    let page = Page::private("Feuilles d’émargement", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <SheetsPage sheets/> }).await)
}

async fn note(app: &App, member: Member, which: String) -> Result<(), store::Error> {
    let at = now();
    app.store
        .write(async move |conn| {
            journal::write(conn, &member.email, "export.emargement", "", &which, at).await
        })
        .await
}

/// The conference first, then each session in the order of the day; or those asked for.
async fn load(app: &App, programme: &Programme, asked: &str) -> Result<Vec<Sheet>, store::Error> {
    let mut conn = app.store.reader().await?;
    let mut sheets = Vec::new();
    if asked.is_empty() || asked == CONFERENCE {
        sheets.push(whole(&mut conn, programme).await?);
    }
    let wanted = |session: &&Session| {
        !session.cancelled && (asked.is_empty() || session.code.eq_ignore_ascii_case(asked))
    };
    for session in programme.sessions.iter().filter(wanted) {
        sheets.push(one(&mut conn, programme, session).await?);
    }
    Ok(sheets)
}

async fn whole(conn: &mut Conn, programme: &Programme) -> Result<Sheet, store::Error> {
    let event = &programme.plan.event;
    Ok(Sheet {
        id: "feuille-conference".to_owned(),
        title: event.name.clone(),
        conference: "Toute la conférence".to_owned(),
        room: event.place.clone(),
        when: format!("{}, {}", fr::long_date(event.span.start()), fr::hours(event.span)),
        hosts: String::new(),
        people: conference_sheet(conn).await?.into_iter().map(person).collect(),
    })
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

fn person(row: SheetRow) -> (String, String) {
    (format!("{} {}", row.last_name, row.first_name), row.organisation)
}
