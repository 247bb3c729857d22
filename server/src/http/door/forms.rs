//! The forms of the door: someone comes, is taken back, is moved.

use app::pages::ErrorKind;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::checkin::Door;
use domain::door::Told;
use domain::text::fold;
use domain::ticket::Reading;
use store::checkins::{self, Act, Became, Deed, Keeper};
use store::participants;
use uuid::Uuid;

use super::address;
use crate::checking_in::{Asked, check_in, find, take_back};
use crate::clock::now;
use crate::doorkeeper::Doorkeeper;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// `POST /accueil/entree/pointer`
pub async fn check_in_main(
    State(app): State<App>,
    Extension(keeper): Extension<Doorkeeper>,
    fields: Fields,
) -> Answer {
    check_in_by_form(&app, &keeper, Door::Main, &fields).await
}

/// `POST /accueil/seance/{id}/pointer`
pub async fn check_in_session(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Extension(keeper): Extension<Doorkeeper>,
    fields: Fields,
) -> Answer {
    check_in_by_form(&app, &keeper, Door::Session(id), &fields).await
}

/// `POST /accueil/entree/annuler`
pub async fn undo_main(
    State(app): State<App>,
    Extension(keeper): Extension<Doorkeeper>,
    fields: Fields,
) -> Answer {
    undo_by_form(&app, &keeper, Door::Main, &fields).await
}

/// `POST /accueil/seance/{id}/annuler`
pub async fn undo_session(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Extension(keeper): Extension<Doorkeeper>,
    fields: Fields,
) -> Answer {
    undo_by_form(&app, &keeper, Door::Session(id), &fields).await
}

/// `POST /accueil/entree/deplacer`
pub async fn move_from_main(
    State(app): State<App>,
    Extension(keeper): Extension<Doorkeeper>,
    fields: Fields,
) -> Answer {
    move_by_form(&app, &keeper, Door::Main, &fields).await
}

/// `POST /accueil/seance/{id}/deplacer`
pub async fn move_to_session(
    State(app): State<App>,
    Path(id): Path<Uuid>,
    Extension(keeper): Extension<Doorkeeper>,
    fields: Fields,
) -> Answer {
    move_by_form(&app, &keeper, Door::Session(id), &fields).await
}

/// Who does it, if this door is one of theirs.
pub(super) fn allowed(keeper: &Doorkeeper, door: Door) -> Result<Keeper, Failure> {
    keeper.by().filter(|_| keeper.keeps(door)).ok_or_else(|| ErrorKind::Forbidden.into())
}

/// A code is judged; anything else is a name to search for.
async fn check_in_by_form(app: &App, keeper: &Doorkeeper, door: Door, fields: &Fields) -> Answer {
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
    let asked =
        Asked { id: Uuid::now_v7(), door, by: allowed(keeper, door)?, scanned_at: now().micros() };
    check_in(app, asked, participant.map(|person| person.id)).await?;
    Ok(Redirect::to(&format!("{}?pointage={}", address(door), asked.id)).into_response())
}

fn search_instead(door: Door, typed: &str) -> Response {
    let query = serde_urlencoded::to_string([("q", typed.trim())]).unwrap_or_default();
    Redirect::to(&format!("{}?{query}", address(door))).into_response()
}

async fn undo_by_form(app: &App, keeper: &Doorkeeper, door: Door, fields: &Fields) -> Answer {
    let undone = fields.id("scan")?;
    let asked =
        Asked { id: Uuid::now_v7(), door, by: allowed(keeper, door)?, scanned_at: now().micros() };
    take_back(app, asked, undone).await?;
    Ok(Redirect::to(&format!("{}?pointage={}", address(door), asked.id)).into_response())
}

/// Gives someone a seat where one is free and, at that door, lets them in.
async fn move_by_form(app: &App, keeper: &Doorkeeper, door: Door, fields: &Fields) -> Answer {
    let by = allowed(keeper, door)?;
    let (person, to) = (fields.id("participant")?, fields.id("session")?);
    let at = now();
    let act = |told, deed| Act { id: Uuid::now_v7(), door, at, clock_ahead: 0, told, deed };
    let moved = act(Told::Done, Deed::Move { person, to });
    let arrival = act(Told::Accepted, Deed::Arrival(Some(person)));
    let enters = door == Door::Session(to) && fields.ticked("entre");
    let shown = if enters { arrival.id } else { moved.id };
    let became = app
        .store
        .write_again(async move |conn| {
            let became = checkins::apply(conn, by, std::slice::from_ref(&moved), at).await?;
            if enters && became == [Became::Kept] {
                checkins::apply(conn, by, std::slice::from_ref(&arrival), at).await?;
            }
            Ok(became)
        })
        .await?;
    if let Some(Became::Refused(reason)) = became.first() {
        let sentence = app::fr::reason(*reason).to_owned();
        return Err(ErrorKind::Refused(sentence).into());
    }
    Ok(Redirect::to(&format!("{}?pointage={shown}", address(door))).into_response())
}
