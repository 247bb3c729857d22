//! `/organisation/seances/{id}/annuler`: a session is called off, after one question.

use app::pages::staff::{SessionCancellationPage, SessionCancellationView, session_href};
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect};
use domain::letter::Letter;
use domain::programme::Session;
use leptos::prelude::*;
use store::letters::{Entry, State as Kept};
use store::participants::{self, Participant};
use store::{Conn, journal, sessions, waitlist};
use uuid::Uuid;

use super::seats::in_words;
use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::mail;
use crate::render::{Answer, Failure};
use crate::state::App;

/// `GET /organisation/seances/{id}/annuler`
pub async fn ask(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let programme = app.store.programme().await?;
    let session = programme.session(id).cloned().ok_or_else(Failure::not_found)?;
    if session.cancelled {
        return Ok(Redirect::to(&session_href(id)).into_response());
    }
    let view = load(&app, session).await?;
    let page = staff_page(&app, &member, "Annuler une séance", "/organisation").await?;
    Ok(page.show(&app, move || view! { <SessionCancellationPage view/> }).await)
}

/// `POST /organisation/seances/{id}/annuler`
pub async fn cancel(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let programme = app.store.programme().await?;
    let before = programme.session(id).ok_or_else(Failure::not_found)?.cancelled;
    let subject = in_words(&programme, id);
    let about = format!("{subject}\u{a0}: annulation");
    let at = now();
    app.store
        .write(async move |conn| {
            let about = (member.email.as_str(), about.as_str());
            let concerned = sessions::call_off(conn, id, about, at).await?.concerned;
            if before && concerned == 0 {
                return Ok(());
            }
            let detail = app::fr::count(concerned, "personne prévenue", "personnes prévenues");
            journal::write(conn, &member.email, "session.cancel", &subject, &detail, at).await
        })
        .await?;
    Ok(Redirect::to(&format!("{}?annulee", session_href(id))).into_response())
}

async fn load(app: &App, session: Session) -> Result<SessionCancellationView, store::Error> {
    let mut conn = app.store.reader().await?;
    let at = now();
    let seated: Vec<Uuid> = sessions::people(&mut conn, session.id)
        .await?
        .into_iter()
        .map(|seated| seated.participant)
        .collect();
    let line: Vec<Uuid> = waitlist::of_session(&mut conn, session.id, at)
        .await?
        .into_iter()
        .map(|line| line.participant)
        .collect();
    let seated = people(&mut conn, seated).await?;
    let waiting = people(&mut conn, line).await?;
    drop(conn);
    let all = || seated.iter().chain(&waiting);
    let reached = all().find(|person| person.email.is_some());
    let letter = match reached {
        Some(person) => letter(app, &session, person).await,
        None => None,
    };
    Ok(SessionCancellationView {
        unreachable: named(all().filter(|person| person.email.is_none())),
        seated: named(seated.iter()),
        waiting: named(waiting.iter()),
        letter,
        session,
    })
}

async fn people(conn: &mut Conn, ids: Vec<Uuid>) -> Result<Vec<Participant>, store::Error> {
    let mut people = Vec::with_capacity(ids.len());
    for id in ids {
        people.extend(participants::by_id(conn, id).await?);
    }
    Ok(people)
}

fn named<'a>(people: impl Iterator<Item = &'a Participant>) -> Vec<(Uuid, String)> {
    people
        .map(|person| (person.id, format!("{} {}", person.last_name, person.first_name)))
        .collect()
}

/// The letter as the first of them would read it; it is not in the outbox.
async fn letter(app: &App, session: &Session, person: &Participant) -> Option<(String, String)> {
    let entry = Entry {
        id: Uuid::nil(),
        kind: Letter::SessionCancelled,
        participant: Some(person.id),
        recipient: person.email.as_ref().map(ToString::to_string)?,
        about: session.id.to_string(),
        state: Kept::Waiting,
        attempts: 0,
        last_error: String::new(),
        created_at: now(),
        sent_at: None,
    };
    match mail::compose(app, &entry).await {
        Ok(composed) => Some((composed.subject, composed.text)),
        Err(error) => {
            tracing::error!(cause = %error, "the letter about a cancelled session cannot be composed");
            None
        }
    }
}
