//! `/animation/{id}`: who comes and who is there, by a tap.

use app::components::Tone;
use app::pages::hosting::{Attendee, HostedPage, HostedView, WrittenMessage, hosted_href};
use axum::extract::{Extension, Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::checkin::Door;
use domain::time::Moment;
use leptos::prelude::*;
use store::checkins::Keeper;
use store::host_messages::HostMessage;
use store::{host_messages, hostings};
use uuid::Uuid;

use super::{framed, hosted};
use crate::access::Member;
use crate::checking_in::{Asked, check_in, take_back};
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// `GET /animation/{id}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    RawQuery(query): RawQuery,
) -> Answer {
    let session = hosted(&app, &member, id).await?;
    let mut conn = app.store.reader().await?;
    let people = hostings::attendance(&mut conn, id).await?;
    let messages = host_messages::of_session(&mut conn, id).await?;
    drop(conn);
    let at = now();
    let view = HostedView {
        people: people.into_iter().map(attendee).collect(),
        messages: messages.into_iter().map(|message| written(message, at)).collect(),
        said: query.as_deref().and_then(done),
        session,
    };
    let page = framed(format!("{} {}", view.session.code, view.session.title), &member);
    Ok(page.show(&app, move || view! { <HostedPage view/> }).await)
}

/// What was just done: said by the address, so that a reload repeats it and does nothing.
fn done(query: &str) -> Option<(Tone, String)> {
    let (tone, words) = match query {
        "ecrit" => (Tone::Accepted, "C’est écrit\u{a0}: le message part dans deux minutes."),
        "rappele" => (Tone::Accepted, "C’est rappelé\u{a0}: rien n’est parti."),
        "parti" => (Tone::Refused, "Trop tard\u{a0}: le message est déjà parti."),
        _ => return None,
    };
    Some((tone, words.to_owned()))
}

fn attendee(person: hostings::Attendee) -> Attendee {
    Attendee {
        participant: person.participant,
        name: format!("{} {}", person.last_name, person.first_name),
        organisation: person.organisation,
        present: person.scan.is_some(),
    }
}

fn written(message: HostMessage, at: Moment) -> WrittenMessage {
    let left = message.due_at.seconds_since(at).clamp(0, host_messages::PAUSE);
    WrittenMessage {
        id: message.id,
        subject: message.subject,
        created_at: message.created_at,
        recipients: message.recipients,
        called_back: message.called_back_at.is_some(),
        seconds_left: u32::try_from(left).unwrap_or(0),
    }
}

/// `POST /animation/{id}/presence`
pub async fn note(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let person = expected(&app, &member, id, &fields).await?;
    if person.scan.is_none() {
        check_in(&app, asked(&member, id), Some(person.participant)).await?;
    }
    Ok(back(id, person.participant))
}

/// `POST /animation/{id}/presence/annuler`: only what stands at this session’s own door.
pub async fn take_note_back(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let person = expected(&app, &member, id, &fields).await?;
    if let Some(scan) = person.scan {
        take_back(&app, asked(&member, id), scan).await?;
    }
    Ok(back(id, person.participant))
}

/// Someone with a seat in this session.
async fn expected(
    app: &App,
    member: &Member,
    session: Uuid,
    fields: &Fields,
) -> Result<hostings::Attendee, Failure> {
    hosted(app, member, session).await?;
    let participant = fields.id("participant")?;
    let people = hostings::attendance(&mut app.store.reader().await?, session).await?;
    let found = people.into_iter().find(|person| person.participant == participant);
    found.ok_or_else(Failure::not_found)
}

fn asked(member: &Member, session: Uuid) -> Asked {
    let scanned_at = now().micros();
    Asked {
        id: Uuid::now_v7(),
        door: Door::Session(session),
        by: Keeper::Member(member.id),
        scanned_at,
    }
}

fn back(session: Uuid, person: Uuid) -> Response {
    let to = format!("{}#personne-{}", hosted_href(session), person.simple());
    Redirect::to(&to).into_response()
}
