//! `/accueil`: the door as pages.

pub mod forms;
mod offers;
pub mod walk_in;

use app::fr;
use app::pages::door::{DoorChoicePage, DoorLink, DoorPage, DoorView, Found, LetInLine};
use app::shell::Frame;
use axum::extract::{Extension, Path, Query, State};
use domain::checkin::{Door, Standing};
use domain::programme::{Kind, Programme, Session};
use leptos::prelude::*;
use serde::Deserialize;
use store::checkins::{Recent, recent};
use store::participants::{self, Filter, Participant};
use uuid::Uuid;

use crate::checking_in::answer;
use crate::doorkeeper::Doorkeeper;
use crate::render::{Answer, Failure, Page};
use crate::state::App;
use forms::allowed;

/// How many people a search by name shows.
const RESULTS: u32 = 12;

/// How many people are shown who came last.
const LAST: u32 = 10;

/// `GET /accueil`
pub async fn choose(State(app): State<App>, Extension(keeper): Extension<Doorkeeper>) -> Answer {
    let programme = app.store.programme().await?;
    let own = |session: &&Session| !session.cancelled && keeper.keeps(Door::Session(session.id));
    let workshops = programme
        .plan
        .slots
        .iter()
        .map(|slot| {
            let here = |session: &&Session| session.slot.as_ref() == Some(&slot.code);
            let doors = programme.sessions.iter().filter(here).filter(own).map(link).collect();
            (slot.name.clone(), doors)
        })
        .filter(|(_, doors): &(String, Vec<DoorLink>)| !doors.is_empty())
        .collect();
    let kiosk = |session: &&Session| session.kind == Kind::Kiosk;
    let kiosks = programme.sessions.iter().filter(kiosk).filter(own).map(link).collect();
    let main = keeper.keeps(Door::Main);
    let page = Page::private("Accueil", Frame::Door).with_islands();
    Ok(page.show(&app, move || view! { <DoorChoicePage main workshops kiosks/> }).await)
}

fn link(session: &Session) -> DoorLink {
    DoorLink {
        href: address(Door::Session(session.id)),
        code: session.code.clone(),
        title: session.title.clone(),
        place: format!("{}, {}", session.room, fr::clock(session.span.start())),
    }
}

pub(super) fn address(door: Door) -> String {
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
pub async fn main_entrance(
    State(app): State<App>,
    Extension(keeper): Extension<Doorkeeper>,
    Query(shown): Query<Shown>,
) -> Answer {
    show(&app, &keeper, Door::Main, shown).await
}

/// `GET /accueil/seance/{id}`
pub async fn session(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Extension(keeper): Extension<Doorkeeper>,
    Query(shown): Query<Shown>,
) -> Answer {
    show(&app, &keeper, Door::Session(id), shown).await
}

async fn show(app: &App, keeper: &Doorkeeper, door: Door, shown: Shown) -> Answer {
    allowed(keeper, door)?;
    let programme = app.store.programme().await?;
    let (label, expected) = label(&programme, door)?;
    let answer = match shown.pointage {
        Some(scan) => answer(app, scan, door).await?,
        None => None,
    };
    let offer = match shown.pointage {
        Some(scan) => offers::after(app, scan, door).await?,
        None => None,
    };
    let last = recent(&mut app.store.reader().await?, door, LAST).await?;
    let found = match shown.q.trim() {
        "" => None,
        typed => Some((typed.to_owned(), by_name(app, typed).await?)),
    };
    let view = DoorView {
        label,
        href: address(door),
        counts: (app.arrivals.at(&app.store, door).await?, expected),
        answer,
        offer,
        found,
        last: last.into_iter().map(let_in).collect(),
        registers: door == Door::Main,
    };
    let page = Page::private(view.label.clone(), Frame::Door).with_islands();
    Ok(page.show(app, move || view! { <DoorPage view/> }).await)
}

fn let_in(recent: Recent) -> LetInLine {
    LetInLine { scan: recent.scan, name: recent.name, at: recent.at, by: recent.by }
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
