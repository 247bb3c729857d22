//! `/organisation/courriels`: the outbox, and each letter as it would be read.

use app::pages::staff::letters::SIZE;
use app::pages::staff::{
    LetterPage, LetterState, LetterView, LetterWords, LettersPage, LettersView,
};
use axum::Extension;
use axum::extract::{Path, Query, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use leptos::prelude::*;
use store::journal;
use store::letters::{self, Entry, State as Kept};
use uuid::Uuid;

use super::{Asked, letter_line, offset, staff_page};
use crate::access::Member;
use crate::clock::now;
use crate::mail::{self, ComposeError};
use crate::render::{Answer, Failure};
use crate::state::App;

const CURRENT: &str = "/organisation/courriels";

/// `GET /organisation/courriels`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Query(asked): Query<Asked>,
) -> Answer {
    let list = load(&app, &asked).await?;
    let page = staff_page(&app, &member, "Courriels", CURRENT).await?;
    Ok(page.show(&app, move || view! { <LettersPage list/> }).await)
}

async fn load(app: &App, asked: &Asked) -> Result<LettersView, store::Error> {
    let mut conn = app.store.reader().await?;
    let totals = letters::totals(&mut conn).await?;
    let state = LetterState::parse(&asked.etat);
    let mut list = LettersView { state, totals, lines: Vec::new(), page: 1 };
    list.page = asked.page(list.total(), SIZE);
    let kept = state.map(kept);
    let entries = letters::list(&mut conn, kept, offset(list.page, SIZE), SIZE).await?;
    list.lines = entries.into_iter().map(letter_line).collect();
    Ok(list)
}

fn kept(state: LetterState) -> Kept {
    match state {
        LetterState::Waiting => Kept::Waiting,
        LetterState::Sent => Kept::Sent,
        LetterState::Failed => Kept::Failed,
    }
}

/// `GET /organisation/courriels/{id}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    RawQuery(query): RawQuery,
) -> Answer {
    let mut conn = app.store.reader().await?;
    let entry = letters::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    drop(conn);
    let words = words(&app, &entry).await?;
    let letter = LetterView {
        participant: entry.participant,
        sent_at: entry.sent_at,
        words,
        again: query.as_deref() == Some("renvoyee"),
        line: letter_line(entry),
    };
    let title = app::fr::letter(letter.line.kind);
    let page = staff_page(&app, &member, title, CURRENT).await?;
    Ok(page.show(&app, move || view! { <LetterPage letter/> }).await)
}

/// The letter's words, or why it cannot be read.
async fn words(app: &App, entry: &Entry) -> Result<Result<LetterWords, &'static str>, Failure> {
    let composed = match mail::compose(app, entry).await {
        Ok(composed) => composed,
        Err(ComposeError::Store(error)) => return Err(error.into()),
        Err(ComposeError::NoParticipant) => {
            return Ok(Err("Cette lettre n’est plus pour personne\u{a0}: il n’y a rien à lire."));
        }
        Err(ComposeError::NoSession) => {
            return Ok(Err("La séance dont parle cette lettre n’est plus au programme."));
        }
        Err(ComposeError::NoMailing) => {
            return Ok(Err("L’envoi dont vient cette lettre a été effacé."));
        }
        Err(ComposeError::NoAddress) => {
            return Ok(Err(
                "L’adresse de cette lettre ne convient pas\u{a0}: elle ne peut pas partir. \
                           Annulez l’inscription et refaites-la avec une adresse juste.",
            ));
        }
        Err(error) => {
            tracing::error!(letter = %entry.id, cause = %error, "a letter cannot be composed");
            return Ok(Err("Cette lettre ne peut pas être écrite. La raison est notée dans les \
                           traces du serveur."));
        }
    };
    let picture = composed.qr_png.is_some().then_some("billet.png");
    let calendar = composed.calendar.is_some().then_some("conference.ics");
    Ok(Ok(LetterWords {
        subject: composed.subject,
        text: composed.text,
        attached: picture.into_iter().chain(calendar).collect(),
    }))
}

/// `POST /organisation/courriels/{id}/renvoyer`
pub async fn retry(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let mut conn = app.store.reader().await?;
    let entry = letters::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    drop(conn);
    let subject = entry.participant.map_or_else(String::new, |participant| participant.to_string());
    let detail = app::fr::letter(entry.kind);
    let at = now();
    let again = app
        .store
        .write(async move |conn| {
            let again = letters::retry(conn, id, at).await?;
            if again {
                journal::write(conn, &member.email, "letter.retry", &subject, detail, at).await?;
            }
            Ok(again)
        })
        .await?;
    let word = if again { "?renvoyee" } else { "" };
    Ok(Redirect::to(&format!("{CURRENT}/{id}{word}")).into_response())
}
