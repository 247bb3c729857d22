//! `/organisation/participants/{id}/seances`: seats taken and given back for someone.

use axum::Extension;
use axum::extract::{Path, State};
use domain::programme::Programme;
use store::signups::{self, By, Taken};
use store::{journal, letters};
use uuid::Uuid;

use super::participant::{back, refused};
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::Answer;
use crate::state::App;

/// `POST /organisation/participants/{id}/seances`
pub async fn take(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let session = fields.id("session")?;
    let code = in_words(&*app.store.programme().await?, session);
    let (at, actor) = (now(), member.email.clone());
    let taken = app
        .store
        .write_again(async move |conn| {
            let detail = match signups::take(conn, id, session, By::Team, None, at).await? {
                Taken::Before => return Ok(()),
                Taken::Seated => code.clone(),
                Taken::Swapped { old } => format!("{code}, à la place de {old}"),
            };
            letters::enqueue_change(conn, id, at).await?;
            journal::write(conn, &actor, "signup.take", &id.to_string(), &detail, at).await
        })
        .await;
    match taken {
        Ok(()) => Ok(back(id, "pris")),
        Err(error) => refused(&app, &member, id, error).await,
    }
}

/// `POST /organisation/participants/{id}/seances/retirer`
pub async fn give_back(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let session = fields.id("session")?;
    let code = in_words(&*app.store.programme().await?, session);
    let (at, actor) = (now(), member.email.clone());
    let given = app
        .store
        .write_again(async move |conn| {
            if !signups::give_back(conn, id, session, By::Team, at).await? {
                return Ok(());
            }
            letters::enqueue_change(conn, id, at).await?;
            journal::write(conn, &actor, "signup.give_back", &id.to_string(), &code, at).await
        })
        .await;
    match given {
        Ok(()) => Ok(back(id, "retire")),
        Err(error) => refused(&app, &member, id, error).await,
    }
}

/// A session as the journal names it: its code, and its hour when there are several.
pub fn in_words(programme: &Programme, session: Uuid) -> String {
    programme.session(session).map_or_else(String::new, |session| {
        if session.slot.is_some() {
            session.code.clone()
        } else {
            format!("{} à {}", session.code, app::fr::clock(session.span.start()))
        }
    })
}
