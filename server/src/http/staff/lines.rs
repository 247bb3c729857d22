//! `/organisation/participants/{id}/attente`: lines joined and left for someone.

use axum::Extension;
use axum::extract::{Path, State};
use store::signups::By;
use store::waitlist::{self, Joined};
use store::{journal, letters};
use uuid::Uuid;

use super::participant::{back, refused};
use super::seats::in_words;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::Answer;
use crate::state::App;

/// `POST /organisation/participants/{id}/attente`
pub async fn join(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let (session, swap) = (fields.id("session")?, fields.ticked("echange"));
    let code = in_words(&*app.store.programme().await?, session);
    let (at, actor) = (now(), member.email.clone());
    let joined = app
        .store
        .write(async move |conn| {
            let joined = waitlist::join(conn, id, session, swap, By::Team, None, at).await?;
            let action = match joined {
                Joined::Before { .. } | Joined::Held => return Ok(joined),
                Joined::InLine { .. } => "waitlist.join",
                Joined::Seated => {
                    letters::enqueue_change(conn, id, at).await?;
                    "signup.take"
                }
            };
            journal::write(conn, &actor, action, &id.to_string(), &code, at).await?;
            Ok(joined)
        })
        .await;
    match joined {
        Ok(Joined::Seated | Joined::Held) => Ok(back(id, "pris")),
        Ok(Joined::InLine { .. } | Joined::Before { .. }) => Ok(back(id, "attente")),
        Err(error) => refused(&app, &member, id, error).await,
    }
}

/// `POST /organisation/participants/{id}/attente/quitter`
pub async fn leave(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let session = fields.id("session")?;
    let code = in_words(&*app.store.programme().await?, session);
    let (at, actor) = (now(), member.email.clone());
    let left = app
        .store
        .write(async move |conn| {
            if !waitlist::leave(conn, id, session, By::Team, at).await? {
                return Ok(());
            }
            journal::write(conn, &actor, "waitlist.leave", &id.to_string(), &code, at).await
        })
        .await;
    match left {
        Ok(()) => Ok(back(id, "quitte")),
        Err(error) => refused(&app, &member, id, error).await,
    }
}
