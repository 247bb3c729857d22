//! `/organisation/seances/{id}`: one session, and what the team changes in it.

use app::components::Tone;
use app::fr;
use app::pages::staff::programme::COUNTDOWN;
use app::pages::staff::{
    SeatedLine, SessionForms, SessionPage, SessionView, WaitingLine, session_href,
};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::programme::Programme;
use domain::text::clean_line;
use leptos::prelude::*;
use serde_json::json;
use store::journal::Change;
use store::sessions::{self, Seated};
use store::waitlist::{self, InLine};
use store::{Conn, journal};
use uuid::Uuid;

use super::seats::in_words;
use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// The longest reason kept, in characters.
const LONGEST_REASON: usize = 200;

/// `GET /organisation/seances/{id}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    RawQuery(query): RawQuery,
) -> Answer {
    let said = query.as_deref().and_then(done).map(|sentence| (Tone::Accepted, sentence.into()));
    let page = load(&app, id, SessionForms::default(), said).await?;
    show_page(&app, &member, page, StatusCode::OK).await
}

/// What was just done: said by the address, so that a reload repeats it and does nothing.
fn done(query: &str) -> Option<&'static str> {
    Some(match query {
        "places" => "C’est noté\u{a0}: le nombre de places est changé.",
        "devant" => "C’est noté\u{a0}: cette personne est la première de la liste.",
        "annulee" => "C’est noté\u{a0}: la séance est annulée et les lettres sont écrites.",
        _ => return None,
    })
}

/// `POST /organisation/seances/{id}/places`
pub async fn set_capacity(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let typed = fields.text("places");
    let Some(capacity) = typed.trim().parse().ok().filter(|seats| (1..=9999).contains(seats))
    else {
        let sentence = "Écrivez un nombre entre 1 et 9999.";
        return wrong(&app, &member, id, forms(typed, "places", sentence)).await;
    };
    let subject = in_words(&*app.store.programme().await?, id);
    let (at, actor) = (now(), member.email.clone());
    let set = app
        .store
        .write(async move |conn| {
            let before = capacity_of(conn, id).await?;
            sessions::set_capacity(conn, id, capacity, at).await?;
            if before == capacity {
                return Ok(());
            }
            let change = Change {
                before: json!({ "capacity": before }),
                after: json!({ "capacity": capacity }),
            };
            let line = (actor.as_str(), "session.capacity", subject.as_str(), "");
            journal::write_change(conn, line, &change, at).await
        })
        .await;
    match set {
        Ok(()) => Ok(back(id, "places")),
        Err(store::Error::Refused(Refusal::NotFound)) => Err(Failure::not_found()),
        Err(store::Error::Refused(refusal)) => {
            let sentence = fr::team_refusal(&refusal);
            wrong(&app, &member, id, forms(typed, "places", &sentence)).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn capacity_of(conn: &mut Conn, id: Uuid) -> Result<u32, store::Error> {
    let programme = store::programme::load(conn).await?;
    let session = programme.session(id).ok_or(Refusal::NotFound)?;
    Ok(session.seats.capacity)
}

fn forms(capacity: String, field: &'static str, sentence: &str) -> SessionForms {
    SessionForms { capacity, errors: one_error(field, sentence), ..SessionForms::default() }
}

/// `POST /organisation/seances/{id}/devant`
pub async fn move_up(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let participant = fields.id("participant")?;
    let reason: String = clean_line(&fields.text("raison")).chars().take(LONGEST_REASON).collect();
    if reason.is_empty() {
        let errors = one_error("raison", "Écrivez pourquoi cette personne passe devant.");
        let participant = participant.to_string();
        let forms = SessionForms { participant, errors, ..SessionForms::default() };
        return wrong(&app, &member, id, forms).await;
    }
    let code = in_words(&*app.store.programme().await?, id);
    let (at, actor) = (now(), member.email.clone());
    let moved = app
        .store
        .write(async move |conn| {
            let moved = waitlist::move_up(conn, participant, id, &reason, at).await?;
            if moved {
                let (subject, detail) = (participant.to_string(), format!("{code}, {reason}"));
                journal::write(conn, &actor, "waitlist.move_up", &subject, &detail, at).await?;
            }
            Ok(moved)
        })
        .await?;
    if moved {
        return Ok(back(id, "devant"));
    }
    let sentence = "Cette personne n’est plus sur la liste d’attente.".to_owned();
    let said = Some((Tone::Refused, sentence));
    let page = load(&app, id, SessionForms::default(), said).await?;
    show_page(&app, &member, page, StatusCode::CONFLICT).await
}

fn back(id: Uuid, word: &str) -> Response {
    Redirect::to(&format!("{}?{word}", session_href(id))).into_response()
}

/// The page again, with what was typed and what is wrong with it.
async fn wrong(app: &App, member: &Member, id: Uuid, forms: SessionForms) -> Answer {
    let page = load(app, id, forms, None).await?;
    show_page(app, member, page, StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn show_page(app: &App, member: &Member, view: SessionView, status: StatusCode) -> Answer {
    let title = format!("{} {}", view.session.code, view.session.title);
    let page = staff_page(app, member, title, "/organisation").await?.with_module(COUNTDOWN);
    let refused = status == StatusCode::UNPROCESSABLE_ENTITY;
    let page = if refused { Page::refused(page) } else { page.status(status) };
    Ok(page.show(app, move || view! { <SessionPage view/> }).await)
}

async fn load(
    app: &App,
    id: Uuid,
    typed: SessionForms,
    said: Option<(Tone, String)>,
) -> Result<SessionView, Failure> {
    let programme = app.store.programme().await?;
    let session = programme.session(id).cloned().ok_or_else(Failure::not_found)?;
    let mut conn = app.store.reader().await?;
    let at = now();
    let seated = sessions::people(&mut conn, id).await?;
    let waiting = waitlist::of_session(&mut conn, id, at).await?;
    let mut announcements = super::programme::recent(&mut conn).await?;
    announcements.retain(|one| one.waiting > 0);
    Ok(SessionView {
        announcements,
        by_mail: app.config.smtp_url.is_some(),
        slot: slot_name(&programme, session.slot.as_deref()),
        seated: seated.into_iter().map(seated_line).collect(),
        waiting: waiting.into_iter().map(waiting_line).collect(),
        now: at,
        session,
        typed,
        said,
    })
}

fn slot_name(programme: &Programme, code: Option<&str>) -> String {
    let slot = programme.plan.slots.iter().find(|slot| Some(slot.code.as_str()) == code);
    slot.map_or_else(String::new, |slot| slot.name.clone())
}

fn seated_line(seated: Seated) -> SeatedLine {
    SeatedLine {
        participant: seated.participant,
        name: format!("{} {}", seated.last_name, seated.first_name),
        organisation: seated.organisation,
        code: seated.code.to_string(),
        origin: seated.origin,
        accepted_at: seated.accepted_at,
    }
}

fn waiting_line(line: InLine) -> WaitingLine {
    WaitingLine {
        participant: line.participant,
        name: format!("{} {}", line.last_name, line.first_name),
        organisation: line.organisation,
        since: line.joined_at,
        swap: line.swap,
        rank: line.rank,
        moved_reason: line.moved_reason,
        free: line.free,
    }
}
