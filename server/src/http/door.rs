//! `/accueil`: the door, by form and by device.

use app::components::scanner::wire;
use app::fr;
use app::pages::door::{DoorChoicePage, DoorLink, DoorPage, DoorView, Found};
use app::shell::Frame;
use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::checkin::{Door, Standing};
use domain::programme::{Kind, Programme, Session};
use domain::text::fold;
use domain::ticket::Reading;
use leptos::prelude::*;
use serde::Deserialize;
use store::participants::{self, Filter, Participant};
use uuid::Uuid;

use crate::access::Member;
use crate::checking_in::{Asked, answer_again, check_in, find, take_back};
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// How many people a search by name shows.
const RESULTS: u32 = 12;

/// `GET /accueil`
pub async fn choose(State(app): State<App>) -> Answer {
    let programme = app.store.programme().await?;
    let workshops = programme
        .plan
        .slots
        .iter()
        .map(|slot| {
            let here = |session: &&Session| session.slot.as_ref() == Some(&slot.code);
            (slot.name.clone(), programme.sessions.iter().filter(here).map(link).collect())
        })
        .collect();
    let kiosk = |session: &&Session| session.kind == Kind::Kiosk;
    let kiosks = programme.sessions.iter().filter(kiosk).map(link).collect();
    let page = Page::private("Accueil", Frame::Door);
    Ok(page.show(&app, move || view! { <DoorChoicePage workshops kiosks/> }).await)
}

fn link(session: &Session) -> DoorLink {
    DoorLink {
        href: address(Door::Session(session.id)),
        code: session.code.clone(),
        title: session.title.clone(),
        place: format!("{}, {}", session.room, fr::clock(session.span.start())),
    }
}

fn address(door: Door) -> String {
    match door {
        Door::Main => "/accueil/entree".to_owned(),
        Door::Session(id) => format!("/accueil/seance/{id}"),
    }
}

/// What the page of a door is to show.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Shown {
    pointage: Option<Uuid>,
    q: String,
}

/// `GET /accueil/entree`
pub async fn main_entrance(State(app): State<App>, Query(shown): Query<Shown>) -> Answer {
    show(&app, Door::Main, shown).await
}

/// `GET /accueil/seance/{id}`
pub async fn session(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Query(shown): Query<Shown>,
) -> Answer {
    show(&app, Door::Session(id), shown).await
}

/// `POST /accueil/entree/pointer`
pub async fn check_in_main(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    check_in_by_form(&app, &member, Door::Main, &fields).await
}

/// `POST /accueil/seance/{id}/pointer`
pub async fn check_in_session(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    check_in_by_form(&app, &member, Door::Session(id), &fields).await
}

/// `POST /accueil/entree/annuler`
pub async fn undo_main(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    undo_by_form(&app, &member, Door::Main, &fields).await
}

/// `POST /accueil/seance/{id}/annuler`
pub async fn undo_session(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    undo_by_form(&app, &member, Door::Session(id), &fields).await
}

/// `POST /accueil/pointages`: one scan, as a device sends it.
pub async fn scan(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Json(scan): Json<wire::Scan>,
) -> Response {
    let Some(door) = Door::parse(&scan.door) else {
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    };
    let asked = Asked { id: scan.id, door, by: member.id, scanned_at: scan.scanned_at };
    let answered = match scan.undoes {
        Some(undone) => take_back(&app, asked, undone).await,
        None => match find(&app, &scan.read).await {
            Ok(participant) => check_in(&app, asked, participant).await,
            Err(error) => Err(error),
        },
    };
    match answered {
        Ok(answer) => Json(answer).into_response(),
        Err(store::Error::Refused(_)) => StatusCode::UNPROCESSABLE_ENTITY.into_response(),
        Err(store::Error::Busy) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
        Err(error) => {
            // Logs the cause; the device keeps the scan and says that the server failed.
            let _ = crate::render::fault(&error);
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
    }
}

/// A code is judged; anything else is a name to search for.
async fn check_in_by_form(app: &App, member: &Member, door: Door, fields: &Fields) -> Answer {
    let typed = fields.text("saisie");
    let chosen = fields.text("participant");
    let participant = if chosen.is_empty() {
        if Reading::parse(&typed).is_none() && !fold(&typed).is_empty() {
            return Ok(search_instead(door, &typed));
        }
        match find(app, &typed).await? {
            // A name of six letters reads like a code.
            None if !typed.contains('-') && !fold(&typed).is_empty() => {
                return Ok(search_instead(door, &typed));
            }
            found => found,
        }
    } else {
        let id = fields.id("participant")?;
        participants::by_id(&mut app.store.reader().await?, id).await?
    };
    let asked = Asked { id: Uuid::now_v7(), door, by: member.id, scanned_at: now().micros() };
    let answer = check_in(app, asked, participant).await?;
    Ok(Redirect::to(&format!("{}?pointage={}", address(door), answer.id)).into_response())
}

fn search_instead(door: Door, typed: &str) -> Response {
    let query = serde_urlencoded::to_string([("q", typed.trim())]).unwrap_or_default();
    Redirect::to(&format!("{}?{query}", address(door))).into_response()
}

async fn undo_by_form(app: &App, member: &Member, door: Door, fields: &Fields) -> Answer {
    let undone = fields.id("scan")?;
    let asked = Asked { id: Uuid::now_v7(), door, by: member.id, scanned_at: now().micros() };
    let answer = take_back(app, asked, undone).await?;
    Ok(Redirect::to(&format!("{}?pointage={}", address(door), answer.id)).into_response())
}

async fn show(app: &App, door: Door, shown: Shown) -> Answer {
    let programme = app.store.programme().await?;
    let (label, expected) = label(&programme, door)?;
    let answer = match shown.pointage {
        Some(scan) => answer_again(app, scan, door).await?,
        None => None,
    };
    let found = match shown.q.trim() {
        "" => None,
        typed => Some((typed.to_owned(), by_name(app, typed).await?)),
    };
    let view = DoorView {
        label,
        href: address(door),
        door: door.session().map_or_else(|| "main".to_owned(), |id| id.to_string()),
        counts: (app.arrivals.at(&app.store, door).await?, expected),
        answer,
        found,
    };
    let page = Page::private(view.label.clone(), Frame::Door).with_islands();
    Ok(page.show(app, move || view! { <DoorPage view/> }).await)
}

fn label(programme: &Programme, door: Door) -> Result<(String, u32), Failure> {
    match door {
        Door::Main => Ok(("Entrée principale".to_owned(), programme.places.taken)),
        Door::Session(id) => {
            let session = programme.session(id).ok_or_else(Failure::not_found)?;
            let label = format!("{}, {}", session.code, fr::clock(session.span.start()));
            Ok((label, session.seats.taken))
        }
    }
}

async fn by_name(app: &App, typed: &str) -> Result<Vec<Found>, store::Error> {
    let mut conn = app.store.reader().await?;
    let found = participants::search(&mut conn, typed, Filter::Living, 0, RESULTS).await?;
    Ok(found.participants.into_iter().map(as_found).collect())
}

fn as_found(participant: Participant) -> Found {
    let name = participant.full_name();
    let remark = match participant.standing {
        Standing::Registered if participant.arrived => " (arrivé·e)",
        Standing::Registered => "",
        Standing::Waiting => " (liste d’attente)",
        Standing::Cancelled => " (inscription annulée)",
    };
    Found {
        id: participant.id,
        name,
        organisation: participant.organisation,
        remark: remark.to_owned(),
    }
}
