//! What the team does for one person from their page: restoring, checking in, noting.

use axum::Extension;
use axum::extract::{Path, State};
use domain::checkin::Door;
use domain::text::clean_line;
use store::checkins::Keeper;
use store::participants::{self, Restored};
use store::{checkins, journal};
use uuid::Uuid;

use super::participant::{back, find, refused};
use crate::access::Member;
use crate::checking_in::{self, Asked};
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::Answer;
use crate::state::App;

/// The longest note, in characters.
const NOTE: usize = 2_000;

/// `POST /organisation/participants/{id}/retablir`
pub async fn restore(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let (at, actor) = (now(), member.email.clone());
    let restored = app
        .store
        .write_again(async move |conn| {
            let restored = participants::restore(conn, id, at).await?;
            if restored != Restored::Before {
                journal::write(conn, &actor, "participant.restore", &id.to_string(), "", at)
                    .await?;
            }
            Ok(restored)
        })
        .await;
    match restored {
        Ok(Restored::Waiting) => Ok(back(id, "retabli-attente")),
        Ok(Restored::Registered | Restored::Before) => Ok(back(id, "retabli")),
        Err(error) => refused(&app, &member, id, error).await,
    }
}

/// `POST /organisation/participants/{id}/notes`
pub async fn note(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let text = |name: &str| -> String { lines(&fields.text(name)).chars().take(NOTE).collect() };
    let (note, door, at) = (text("note"), text("door_note"), now());
    app.store
        .write_beside(async move |conn| {
            if participants::put_notes(conn, id, &note, &door, &member.email, at).await? {
                let subject = id.to_string();
                journal::write(conn, &member.email, "participant.note", &subject, "", at).await?;
            }
            Ok(())
        })
        .await?;
    Ok(back(id, "note"))
}

/// What was typed on several lines, each cleaned.
fn lines(typed: &str) -> String {
    let lines: Vec<_> = typed.trim().lines().map(clean_line).collect();
    lines.join("\n")
}

/// `POST /organisation/participants/{id}/pointer`: let in without a scan.
pub async fn check_in(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let person = find(&app, id).await?;
    let asked = asked(&fields, &member)?;
    checking_in::check_in(&app, asked, Some(person.id)).await?;
    tell(&app, &member, "participant.check_in", id).await?;
    Ok(back(id, "arrive"))
}

/// `POST /organisation/participants/{id}/depointer`
pub async fn check_out(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let asked = asked(&fields, &member)?;
    let mut conn = app.store.reader().await?;
    let scan = checkins::entrance(&mut conn, id).await?;
    drop(conn);
    if let Some(scan) = scan {
        checking_in::take_back(&app, asked, scan).await?;
        tell(&app, &member, "participant.check_out", id).await?;
    }
    Ok(back(id, "parti"))
}

fn asked(fields: &Fields, member: &Member) -> Result<Asked, crate::render::Failure> {
    let id = fields.id("key")?;
    Ok(Asked { id, door: Door::Main, by: Keeper::Member(member.id), scanned_at: now().micros() })
}

async fn tell(
    app: &App,
    member: &Member,
    action: &'static str,
    id: Uuid,
) -> Result<(), store::Error> {
    let (actor, at) = (member.email.clone(), now());
    app.store
        .write_beside(async move |conn| {
            journal::write(conn, &actor, action, &id.to_string(), "", at).await
        })
        .await
}
