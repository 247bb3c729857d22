//! `/billet/{secret}/place/{session}`: where the letter leads that says a seat has become theirs.
//! Looking changes nothing, since programs that check letters follow their links too.

use app::components::Tone;
use app::fr;
use app::pages::{FreedSeatPage, FreedSeatView};
use app::shell::Frame;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::checkin::Standing;
use domain::programme::{Event, Programme, Session};
use domain::schedule::{Fit, fit};
use domain::time::Moment;
use leptos::prelude::*;
use store::participants::Participant;
use store::{signups, waitlist};
use uuid::Uuid;

use super::{code_of, give_back_seat, holder, note};
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `GET /billet/{secret}/place/{session}`
pub async fn show(
    State(app): State<App>,
    Path((secret, session)): Path<(String, Uuid)>,
    RawQuery(query): RawQuery,
) -> Answer {
    let participant = holder(&app, &secret).await?;
    let done = match query.as_deref() {
        Some("garde") => Some("C’est noté\u{a0}: vous gardez cette place."),
        Some("rendu") => Some("C’est noté\u{a0}: votre place est rendue."),
        _ => None,
    };
    let said = done.map(|sentence| (Tone::Accepted, sentence.to_owned()));
    // Whoever comes from a reminder has long kept it.
    let kept = matches!(query.as_deref(), Some("garde" | "rappel"));
    page(&app, participant, (session, kept), said, StatusCode::OK).await
}

/// `POST /billet/{secret}/place/{session}`: keep the seat, or give it back.
pub async fn answer(
    State(app): State<App>,
    Path((secret, session)): Path<(String, Uuid)>,
    fields: Fields,
) -> Answer {
    let participant = holder(&app, &secret).await?;
    let id = participant.id;
    let (done, word) = match fields.text("reponse").as_str() {
        "garder" => (keep(&app, id, session).await, "garde"),
        "rendre" => (give_back_seat(&app, id, session).await, "rendu"),
        _ => return Err(Failure::not_found()),
    };
    match done {
        Ok(()) => Ok(to(&secret, session, word)),
        Err(store::Error::Refused(Refusal::NotFound)) => Err(Failure::not_found()),
        Err(store::Error::Refused(refusal)) => {
            let said = Some((Tone::Refused, fr::refusal(&refusal)));
            page(&app, participant, (session, false), said, StatusCode::CONFLICT).await
        }
        Err(error) => Err(error.into()),
    }
}

fn to(secret: &str, session: Uuid, word: &str) -> Response {
    Redirect::to(&format!("/billet/{secret}/place/{session}?{word}")).into_response()
}

async fn keep(app: &App, id: Uuid, session: Uuid) -> Result<(), store::Error> {
    let code = code_of(app, session).await?;
    let at = now();
    app.store
        .write_again(async move |conn| {
            if signups::keep(conn, id, session, at).await? {
                note(conn, id, "signup.keep", &code, at).await?;
            }
            Ok(())
        })
        .await
}

async fn page(
    app: &App,
    participant: Participant,
    (session, kept): (Uuid, bool),
    said: Option<(Tone, String)>,
    status: StatusCode,
) -> Answer {
    let secret = app.link_secret(&participant);
    if participant.standing != Standing::Registered {
        return Ok(Redirect::to(&format!("/billet/{secret}")).into_response());
    }
    let programme = app.store.programme().await?;
    let session = programme.session(session).cloned().ok_or_else(Failure::not_found)?;
    let mut conn = app.store.reader().await?;
    let held = signups::held(&mut conn, participant.id).await?;
    let waited = waitlist::of_participant(&mut conn, participant.id).await?;
    let line = waited.iter().find(|waited| waited.session.id == session.id);
    let (holds, at) = (held.iter().any(|held| held.id == session.id), now());
    let seat = FreedSeatView {
        tied: tied(&programme.plan.event, at),
        free: instead(&programme, &session, &held, at),
        place: line.map(|line| line.place),
        held: holds,
        kept: holds && kept,
        secret,
        session,
        said,
    };
    let page = Page::private("Une place pour vous", Frame::Public("/retrouver-mon-billet"));
    Ok(page.status(status).show(app, move || view! { <FreedSeatPage seat/> }).await)
}

/// Why they cannot give the seat back by themselves; `None` when they can.
fn tied(event: &Event, at: Moment) -> Option<String> {
    let frozen = event.freezes_at.is_some_and(|freeze| freeze <= at);
    frozen.then(|| fr::frozen(&event.contact_phone, &event.contact_email))
}

/// What is free at the time of a session and would fit their day.
fn instead(programme: &Programme, session: &Session, held: &[Session], at: Moment) -> Vec<Session> {
    let event = &programme.plan.event;
    if !event.sign_up.contains(at) || tied(event, at).is_some() {
        return Vec::new();
    }
    programme
        .sessions
        .iter()
        .filter(|other| other.id != session.id && other.span.overlaps(session.span))
        .filter(|other| !other.seats.is_full())
        .filter(|other| fit(other, held, event.walk, at) == Ok(Fit::Free))
        .cloned()
        .collect()
}
