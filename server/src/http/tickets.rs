//! `/billet/{secret}`: everything a participant does by themselves.

pub mod freed;
pub mod lines;
pub mod wishes;

use app::components::Tone;
use app::fr;
use app::pages::{CancellationPage, ErrorKind, TicketPage, TicketView, Waited, WishesView};
use app::shell::Frame;
use axum::extract::{Path, RawQuery, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::checkin::Standing;
use domain::programme::Kind;
use domain::time::Moment;
use leptos::prelude::*;
use store::participants::{self, Participant};
use store::signups::{self, By, Seen, Taken};
use store::{Conn, journal, letters, waitlist};
use uuid::Uuid;

use crate::clock::now;
use crate::http::form::Fields;
use crate::http::parties;
use crate::keys::hash;
use crate::qr;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `GET /billet/{secret}`
pub async fn show(
    State(app): State<App>,
    Path(secret): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let participant = holder(&app, &secret).await?;
    let said = query.as_deref().and_then(|query| greeting(query, participant.standing));
    page(&app, participant, said, StatusCode::OK).await
}

/// What was just done: the address after a form says it in a word, so that a reload repeats it
/// and does nothing.
fn greeting(query: &str, standing: Standing) -> Option<(Tone, String)> {
    let sentence = match (query, standing) {
        ("inscrit", Standing::Registered) => {
            "Votre inscription est enregistrée. Choisissez maintenant vos ateliers ci-dessous."
        }
        ("inscrit", Standing::Waiting) => "Votre demande est enregistrée.",
        ("choisi", _) => "C’est noté\u{a0}: votre place est prise.",
        ("echange", _) => "C’est noté\u{a0}: vous avez changé d’atelier.",
        ("rendu", _) => "C’est noté\u{a0}: votre place est rendue.",
        ("voeux", _) => "C’est noté\u{a0}: vos vœux sont enregistrés.",
        ("attente", _) => "C’est noté\u{a0}: vous êtes sur la liste d’attente.",
        ("libre", _) => "Il restait une place\u{a0}: elle est à vous.",
        ("quitte", _) => "C’est noté\u{a0}: vous avez quitté la liste d’attente.",
        ("annule", Standing::Cancelled) => "C’est noté\u{a0}: votre inscription est annulée.",
        _ => return None,
    };
    Some((Tone::Accepted, sentence.to_owned()))
}

/// `POST /billet/{secret}/choisir`
pub async fn choose(State(app): State<App>, Path(secret): Path<String>, fields: Fields) -> Answer {
    let participant = holder(&app, &secret).await?;
    let (session, seen) = (fields.id("session")?, seen(&fields));
    let code = code_of(&app, session).await?;
    let (id, at) = (participant.id, now());
    let taken = app
        .store
        .write_again(async move |conn| {
            let taken = signups::take(conn, id, session, By::Themselves, seen, at).await?;
            if taken != Taken::Before {
                letters::enqueue_change(conn, id, at).await?;
                note(conn, id, "signup.take", &code, at).await?;
            }
            Ok(taken)
        })
        .await;
    match taken {
        Ok(Taken::Swapped { .. }) => Ok(back(&app, &secret, "echange", session).await?),
        Ok(Taken::Seated | Taken::Before) => Ok(back(&app, &secret, "choisi", session).await?),
        Err(error) => refused(&app, participant, error).await,
    }
}

/// `POST /billet/{secret}/rendre`
pub async fn give_back(
    State(app): State<App>,
    Path(secret): Path<String>,
    fields: Fields,
) -> Answer {
    let participant = holder(&app, &secret).await?;
    let session = fields.id("session")?;
    match give_back_seat(&app, participant.id, session).await {
        Ok(()) => Ok(back(&app, &secret, "rendu", session).await?),
        Err(error) => refused(&app, participant, error).await,
    }
}

async fn give_back_seat(app: &App, id: Uuid, session: Uuid) -> Result<(), store::Error> {
    let code = code_of(app, session).await?;
    let at = now();
    app.store
        .write_again(async move |conn| {
            if !signups::give_back(conn, id, session, By::Themselves, at).await? {
                return Ok(());
            }
            letters::enqueue_change(conn, id, at).await?;
            note(conn, id, "signup.give_back", &code, at).await
        })
        .await
}

/// `GET /billet/{secret}/annuler`
pub async fn ask_cancel(State(app): State<App>, Path(secret): Path<String>) -> Answer {
    let participant = holder(&app, &secret).await?;
    if participant.standing == Standing::Cancelled {
        return Ok(Redirect::to(&format!("/billet/{secret}")).into_response());
    }
    let mut conn = app.store.reader().await?;
    let held = signups::held(&mut conn, participant.id).await?;
    let page = Page::private("Annuler mon inscription", Frame::Public("/retrouver-mon-billet"));
    Ok(page.show(&app, move || view! { <CancellationPage secret held/> }).await)
}

/// `POST /billet/{secret}/annuler`
pub async fn cancel(State(app): State<App>, Path(secret): Path<String>) -> Answer {
    let participant = holder(&app, &secret).await?;
    let (id, at) = (participant.id, now());
    app.store
        .write_again(async move |conn| {
            if !participants::cancel(conn, id, at).await?.before {
                note(conn, id, "participant.cancel", "", at).await?;
            }
            Ok(())
        })
        .await?;
    Ok(Redirect::to(&format!("/billet/{secret}?annule")).into_response())
}

/// `GET /billet/{secret}/qr.svg`
pub async fn qr_code(State(app): State<App>, Path(secret): Path<String>) -> Answer {
    let participant = holder(&app, &secret).await?;
    let svg = qr::svg(&app.ticket_url(&participant)).ok_or_else(Failure::not_found)?;
    let headers = [(header::CONTENT_TYPE, "image/svg+xml"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, svg).into_response())
}

/// `GET /billet/{secret}/agenda.ics`
pub async fn agenda(State(app): State<App>, Path(secret): Path<String>) -> Answer {
    let participant = holder(&app, &secret).await?;
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let held = signups::held(&mut conn, participant.id).await?;
    let calendar = crate::calendar::day(&app, &programme, &participant, &held);
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"conference.ics\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, calendar).into_response())
}

/// What the page from which something is asked believed to be held in its place; nothing, when it
/// does not say.
fn seen(fields: &Fields) -> Option<Seen> {
    match fields.text("tient").as_str() {
        "rien" => Some(Seen { held: None }),
        held => Uuid::try_parse(held).ok().map(|held| Seen { held: Some(held) }),
    }
}

/// The code of the activity someone asks for, as the journal names it.
async fn code_of(app: &App, session: Uuid) -> Result<String, store::Error> {
    let programme = app.store.programme().await?;
    Ok(programme.session(session).map_or_else(String::new, |session| session.code.clone()))
}

async fn note(
    conn: &mut Conn,
    participant: Uuid,
    action: &str,
    code: &str,
    at: Moment,
) -> Result<(), store::Error> {
    journal::write(conn, journal::PARTICIPANT, action, &participant.to_string(), code, at).await
}

/// Whose pages these are.
pub(super) async fn holder(app: &App, secret: &str) -> Result<Participant, Failure> {
    let mut conn = app.store.reader().await?;
    let found = participants::by_link(&mut conn, hash(secret)).await?;
    found.ok_or_else(|| ErrorKind::DeadLink.into())
}

/// Back to the page, at the part of it where the choice was made.
async fn back(
    app: &App,
    secret: &str,
    word: &str,
    session: Uuid,
) -> Result<Response, store::Error> {
    let programme = app.store.programme().await?;
    let anchor = programme.session(session).map_or_else(String::new, |session| {
        match (session.kind, &session.slot) {
            (Kind::Workshop, Some(slot)) => format!("#choix-{slot}"),
            _ => "#choix-kiosques".to_owned(),
        }
    });
    Ok(Redirect::to(&format!("/billet/{secret}?{word}{anchor}")).into_response())
}

/// The page as it now stands, with why nothing was done.
async fn refused(app: &App, participant: Participant, error: store::Error) -> Answer {
    match error {
        store::Error::Refused(Refusal::NotFound) => Err(Failure::not_found()),
        store::Error::Refused(refusal) => {
            let said = Some((Tone::Refused, fr::refusal(&refusal)));
            page(app, participant, said, StatusCode::CONFLICT).await
        }
        error => Err(error.into()),
    }
}

async fn page(
    app: &App,
    participant: Participant,
    said: Option<(Tone, String)>,
    status: StatusCode,
) -> Answer {
    page_with(app, participant, None, said, status).await
}

/// The page with wishes as they were just typed, when something is wrong with them.
async fn page_with(
    app: &App,
    participant: Participant,
    typed: Option<WishesView>,
    said: Option<(Tone, String)>,
    status: StatusCode,
) -> Answer {
    let at = now();
    let refused = typed.is_some();
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let held = signups::held(&mut conn, participant.id).await?;
    let waited = waitlist::of_participant(&mut conn, participant.id).await?;
    let (wishes, outcomes) = wishes::load(&mut conn, participant.id, typed).await?;
    let place = participants::place_in_line(&mut conn, participant.id).await?;
    let group = parties::own_group(app, &mut conn, &participant).await?;
    let ticket = TicketView {
        secret: app.link_secret(&participant),
        code: participant.code.to_string(),
        standing: participant.standing,
        arrived: participant.arrived,
        by_mail: participant.email.is_some(),
        first_name: participant.first_name,
        last_name: participant.last_name,
        organisation: participant.organisation,
        place,
        held,
        group,
        waited: waited.into_iter().map(in_line).collect(),
        wishes,
        outcomes,
        said,
        now: at,
    };
    let ranking = programme.wished.iter().any(|wished| at < wished.until);
    let page = Page::private("Mon billet", Frame::Public("/retrouver-mon-billet"))
        .with_print_button()
        .with_live_seats()
        .with_ranking(ranking)
        .status(status);
    let page = if refused { page.refused() } else { page };
    Ok(page.show(app, move || view! { <TicketPage programme ticket/> }).await)
}

fn in_line(waited: waitlist::Waited) -> Waited {
    let waitlist::Waited { session, place, swap, rank } = waited;
    Waited { session, place, swap, rank }
}
