//! `/accueil/liste` and `/accueil/actes`: what phones ask for, and what they send.

use app::fr;
use axum::Json;
use axum::extract::rejection::JsonRejection;
use axum::extract::{Extension, Query, State};
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::door::{Batch, Conflict, Event, MOST_ACTS, Roll, RollSession, Station};
use domain::programme::{Kind, Programme, Session};
use domain::time::Moment;
use serde::Deserialize;
use store::checkins::Double;
use store::devices::{self, Device};

use crate::acting::{door_in_words, receive};
use crate::clock::now;
use crate::doorkeeper::Doorkeeper;
use crate::render::fault;
use crate::roll::News;
use crate::state::App;

/// How often it is noted that a phone has the list, in seconds.
const NOTED_EVERY: i64 = 20;

/// How many double entries a phone is told.
const CONFLICTS: usize = 20;

/// What a phone has already.
#[derive(Debug, Deserialize)]
pub struct Since {
    depuis: Option<String>,
}

/// `GET /accueil/liste`: everybody, or who has changed since a version.
pub async fn list(
    State(app): State<App>,
    Extension(keeper): Extension<Doorkeeper>,
    Query(since): Query<Since>,
) -> Response {
    let Some(phone) = keeper.phone else { return StatusCode::CONFLICT.into_response() };
    match roll(&app, &phone, since.depuis.as_deref()).await {
        Ok(roll) => unkept(Json(roll).into_response()),
        Err(error) => failed(&error),
    }
}

async fn roll(app: &App, phone: &Device, since: Option<&str>) -> Result<Roll, store::Error> {
    let at = now();
    let reading = app.rolls.read(&app.store).await?;
    let programme = app.store.programme().await?;
    let News { version, complete, people, gone } = app.rolls.news(&reading, since);
    if phone.list_at.is_none_or(|noted| at.seconds_since(noted) >= NOTED_EVERY) {
        let id = phone.id;
        app.store.write_beside(async move |conn| devices::listed(conn, id, at).await).await?;
    }
    let of_phone = |double: &&Double| double.phones.contains(&phone.id);
    let conflicts = reading.doubles.iter().filter(of_phone).take(CONFLICTS);
    Ok(Roll {
        conflicts: conflicts.map(|double| conflict(&programme, double)).collect(),
        station: station(phone),
        event: event(&programme),
        sessions: programme.sessions.iter().filter(|s| !s.cancelled).map(session).collect(),
        server_time: now(),
        version,
        complete,
        people,
        gone,
    })
}

/// A double entry, as phones and organisers read it.
pub fn conflict(programme: &Programme, double: &Double) -> Conflict {
    let sentence = fr::double_entry(
        &double.name,
        &door_in_words(programme, double.door),
        fr::LetIn { at: double.first_at, by: &double.first_by },
        fr::LetIn { at: double.again_at, by: &double.again_by },
    );
    Conflict { act: double.act, person: double.name.clone(), sentence }
}

fn station(phone: &Device) -> Station {
    let words = |doors: &Vec<domain::checkin::Door>| doors.iter().map(|door| door.word()).collect();
    Station {
        id: phone.id,
        name: phone.name.clone(),
        doors: phone.doors.as_ref().map(words),
        walk_in_block: phone.walk_in_block.clone(),
        expires_at: phone.expires_at,
    }
}

fn event(programme: &Programme) -> Event {
    let event = &programme.plan.event;
    Event {
        name: event.short_name.clone(),
        contact_phone: event.contact_phone.clone(),
        starts_at: event.span.start(),
        expected: programme.places.taken,
        capacity: programme.places.capacity,
    }
}

fn session(session: &Session) -> RollSession {
    RollSession {
        id: session.id,
        code: session.code.clone(),
        title: session.title.clone(),
        kiosk: session.kind == Kind::Kiosk,
        room: session.room.clone(),
        starts_at: session.span.start(),
        ends_at: session.span.end(),
        capacity: session.seats.capacity,
        taken: session.seats.taken,
    }
}

/// `POST /accueil/actes`: what a phone did, as often as it takes.
pub async fn acts(
    State(app): State<App>,
    Extension(keeper): Extension<Doorkeeper>,
    batch: Result<Json<Batch>, JsonRejection>,
) -> Response {
    let Some(phone) = keeper.phone else { return StatusCode::CONFLICT.into_response() };
    let batch = match batch {
        Ok(Json(batch)) => batch,
        Err(rejected) if rejected.status() == StatusCode::PAYLOAD_TOO_LARGE => {
            return StatusCode::PAYLOAD_TOO_LARGE.into_response();
        }
        Err(_) => return StatusCode::UNPROCESSABLE_ENTITY.into_response(),
    };
    if batch.acts.len() > MOST_ACTS {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    }
    if !app.throttles.acts.allows(&phone.id.to_string()) {
        return StatusCode::TOO_MANY_REQUESTS.into_response();
    }
    match receive(&app, &phone, batch).await {
        Ok(receipt) => unkept(Json(receipt).into_response()),
        Err(error) => failed(&error),
    }
}

fn unkept(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// The phone keeps what it has, and tries again later.
fn failed(error: &store::Error) -> Response {
    if matches!(error, store::Error::Busy) {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    }
    // Logs the cause.
    let _ = fault(error);
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

/// How long a phone prepared now may keep doors: until the evening after the conference, or for a day
/// when that is over.
#[must_use]
pub fn keeps_until(programme: &Programme, at: Moment) -> Moment {
    const HALF_A_DAY: i64 = 12 * 3600;
    let evening = programme.plan.event.span.end().plus_seconds(HALF_A_DAY);
    evening.max(at.plus_seconds(2 * HALF_A_DAY))
}
