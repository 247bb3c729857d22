//! `/organisation/accueil`: the door, live.

use std::collections::HashMap;

use app::components::LIVE_PRINT_SCRIPT;
use app::fr;
use app::pages::staff::{ArrivalsBoard, ArrivalsPage, ArrivalsView, DoorFigures, WalkInLine};
use axum::Extension;
use axum::extract::State;
use axum::http::HeaderMap;
use domain::checkin::Door;
use domain::programme::Session;
use leptos::prelude::*;
use store::checkins::{WalkIn, doubles, walk_ins};
use store::{devices, figures};
use uuid::Uuid;

use super::phones::line;
use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::phones::conflict;
use crate::render::{Answer, fragment, fragment_html};
use crate::state::App;

/// How many double entries are told.
const CONFLICTS: u32 = 100;

/// `GET /organisation/accueil`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let view = load(&app).await?;
    let page = staff_page(&app, &member, "Accueil en direct", "/organisation/accueil").await?;
    let page = page.with_module(LIVE_PRINT_SCRIPT);
    Ok(page.show(&app, move || view! { <ArrivalsPage view/> }).await)
}

/// `GET /organisation/accueil/tableau`: the board, for the page that is open.
pub async fn live(State(app): State<App>, headers: HeaderMap) -> Answer {
    let view = load(&app).await?;
    Ok(fragment(&headers, fragment_html(move || view! { <ArrivalsBoard view/> })))
}

async fn load(app: &App) -> Result<ArrivalsView, store::Error> {
    let (programme, at) = (app.store.programme().await?, now());
    let mut conn = app.store.reader().await?;
    let arrived = figures::at_door(&mut conn, Door::Main).await?;
    let present: HashMap<Uuid, u32> = figures::by_session(&mut conn).await?.into_iter().collect();
    let by_five = figures::arrivals(&mut conn).await?;
    let doubles = doubles(&mut conn, CONFLICTS).await?;
    let registered = walk_ins(&mut conn).await?;
    let phones = devices::all(&mut conn).await?;
    drop(conn);
    let session = |session: &Session| DoorFigures {
        label: format!("{} {}", session.code, session.title),
        place: format!("{}, {}", session.room, fr::hours(session.span)),
        arrived: present.get(&session.id).copied().unwrap_or(0),
        expected: session.seats.taken,
    };
    let expected = |session: &&Session| {
        !session.cancelled && (session.seats.taken > 0 || present.contains_key(&session.id))
    };
    Ok(ArrivalsView {
        main: DoorFigures {
            label: "Entrée principale".to_owned(),
            place: String::new(),
            arrived,
            expected: programme.places.taken,
        },
        sessions: programme.sessions.iter().filter(expected).map(session).collect(),
        by_five,
        phones: phones.into_iter().map(|device| line(&programme, device, at)).collect(),
        conflicts: doubles.iter().map(|double| conflict(&programme, double).sentence).collect(),
        walk_ins: registered.into_iter().map(walk_in).collect(),
        now: at,
    })
}

fn walk_in(one: WalkIn) -> WalkInLine {
    WalkInLine {
        participant: one.participant,
        name: one.name,
        reason: one.reason,
        beyond: one.beyond,
        at: one.at,
        by: one.by,
    }
}
