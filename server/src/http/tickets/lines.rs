//! `/billet/{secret}/attendre`, `/billet/{secret}/quitter`: the lines for full sessions.

use axum::extract::{Path, State};
use domain::programme::Session;
use domain::time::Moment;
use store::signups::{By, Seen};
use store::waitlist::{self, Joined};
use store::{Conn, letters};
use uuid::Uuid;

use super::{back, code_of, holder, note, refused, seen};
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// `POST /billet/{secret}/attendre`
pub async fn join(State(app): State<App>, Path(secret): Path<String>, fields: Fields) -> Answer {
    let participant = holder(&app, &secret).await?;
    let id = fields.id("session")?;
    let programme = app.store.programme().await?;
    let session = programme.session(id).cloned().ok_or_else(Failure::not_found)?;
    let (swap, seen) = (fields.ticked("echange"), seen(&fields));
    let wait = Wait { participant: participant.id, session, swap, seen };
    let at = now();
    match app.store.write_again(async move |conn| wait.begin(conn, at).await).await {
        Ok(Joined::InLine { .. } | Joined::Before { .. }) => {
            Ok(back(&app, &secret, "attente", id).await?)
        }
        Ok(Joined::Seated) => Ok(back(&app, &secret, "libre", id).await?),
        Ok(Joined::Held) => Ok(back(&app, &secret, "choisi", id).await?),
        Err(error) => refused(&app, participant, error).await,
    }
}

/// What someone asks of a line.
#[derive(Clone, Debug)]
struct Wait {
    participant: Uuid,
    session: Session,
    /// Whether they give back what they hold in its place.
    swap: bool,
    seen: Option<Seen>,
}

impl Wait {
    async fn begin(&self, conn: &mut Conn, at: Moment) -> Result<Joined, store::Error> {
        let &Self { participant, ref session, swap, seen } = self;
        let by = By::Themselves;
        let joined = waitlist::join(conn, participant, session.id, swap, by, seen, at).await?;
        match joined {
            Joined::InLine { .. } => {
                note(conn, participant, "waitlist.join", &session.code, at).await?;
            }
            Joined::Seated => {
                letters::enqueue_change(conn, participant, at).await?;
                note(conn, participant, "signup.take", &session.code, at).await?;
            }
            Joined::Before { .. } | Joined::Held => {}
        }
        Ok(joined)
    }
}

/// `POST /billet/{secret}/quitter`
pub async fn leave(State(app): State<App>, Path(secret): Path<String>, fields: Fields) -> Answer {
    let participant = holder(&app, &secret).await?;
    let session = fields.id("session")?;
    let code = code_of(&app, session).await?;
    let (id, at) = (participant.id, now());
    let left = app
        .store
        .write_again(async move |conn| {
            if waitlist::leave(conn, id, session, By::Themselves, at).await? {
                note(conn, id, "waitlist.leave", &code, at).await?;
            }
            Ok(())
        })
        .await;
    match left {
        Ok(()) => Ok(back(&app, &secret, "quitte", session).await?),
        Err(error) => refused(&app, participant, error).await,
    }
}
