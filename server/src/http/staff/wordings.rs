//! `/organisation/courriels/modeles`: the words of letters that leave by themselves.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::mail_nav::WORDINGS;
use app::pages::staff::mailings::PREVIEW_SCRIPT;
use app::pages::staff::wordings::{
    WordingLine, WordingPage, WordingView, WordingsPage, wording_href,
};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use domain::audience::Audience;
use domain::letter::{Letter, SeatFreed, SessionMoved};
use domain::programme::Placing;
use domain::time::Span;
use domain::wording::WordingForm;
use leptos::prelude::*;
use store::letters::Entry;
use store::{journal, mailings, parties, signups, wishes, wordings};
use uuid::Uuid;

use super::mailings::{composed, unsent};
use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::Fields;
use crate::render::{Answer, Failure};
use crate::state::App;

/// How many people the preview can be read as.
const READERS: u32 = 50;

/// `GET /organisation/courriels/modeles`
pub async fn list(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let mut conn = app.store.reader().await?;
    let changed = wordings::all(&mut conn).await?;
    drop(conn);
    let lines = Letter::ALL
        .into_iter()
        .filter(|letter| letter.is_automatic())
        .map(|letter| WordingLine {
            letter,
            changed: changed
                .iter()
                .find(|wording| wording.letter == letter)
                .map(|wording| (wording.changed_by.clone(), wording.changed_at)),
        })
        .collect();
    let page = staff_page(&app, &member, "Modèles", WORDINGS).await?;
    Ok(page.show(&app, move || view! { <WordingsPage lines/> }).await)
}

/// The letter of an address; letters that are written by hand have no words of ours.
fn named(word: &str) -> Result<Letter, Failure> {
    let letter = Letter::parse(word).filter(|letter| letter.is_automatic());
    letter.ok_or_else(Failure::not_found)
}

/// `GET /organisation/courriels/modeles/{lettre}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    RawQuery(query): RawQuery,
) -> Answer {
    let letter = named(&word)?;
    let mut conn = app.store.reader().await?;
    let kept = wordings::of(&mut conn, letter).await?;
    drop(conn);
    let said = match query.as_deref() {
        Some("garde") => Some("C’est noté\u{a0}: les prochains courriels auront ces mots."),
        Some("origine") => Some("C’est noté\u{a0}: le texte est à nouveau celui d’origine."),
        _ => None,
    };
    let words = kept.map(|kept| kept.words).unwrap_or_default();
    let typed = (words, String::new());
    page(&app, &member, letter, typed, FormErrors::default(), said).await
}

/// `POST /organisation/courriels/modeles/{lettre}`
pub async fn change(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(word): Path<String>,
    fields: Fields,
) -> Answer {
    let letter = named(&word)?;
    let act = fields.text("acte");
    if act == "origine" {
        return reset(&app, &member, letter).await;
    }
    let words = WordingForm { subject: fields.text("objet"), text: fields.text("texte") }.cleaned();
    let faults = words.faults_of_changes();
    let errors =
        faults.iter().map(|(field, fault)| (field.name(), fr::wording_fault(*field, fault)));
    let errors = FormErrors(errors.collect());
    if act == "apercu" || !errors.is_empty() {
        let typed = (words, fields.text("personne"));
        return page(&app, &member, letter, typed, errors, None).await;
    }
    if words == WordingForm::default() {
        return reset(&app, &member, letter).await;
    }
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let actor = &member.email;
            wordings::put(conn, letter, &words, actor, at).await?;
            let (subject, detail) = (fr::letter(letter), told(&words));
            journal::write(conn, actor, "wording.change", subject, &detail, at).await
        })
        .await?;
    Ok(Redirect::to(&format!("{}?garde", wording_href(letter))).into_response())
}

/// The words, as the journal keeps them.
fn told(words: &WordingForm) -> String {
    let parts = [&words.subject, &words.text];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).cloned();
    parts.collect::<Vec<_>>().join(" / ")
}

async fn reset(app: &App, member: &Member, letter: Letter) -> Answer {
    let (actor, at) = (member.email.clone(), now());
    app.store
        .write_beside(async move |conn| {
            if wordings::reset(conn, letter).await? {
                journal::write(conn, &actor, "wording.reset", fr::letter(letter), "", at).await?;
            }
            Ok(())
        })
        .await?;
    Ok(Redirect::to(&format!("{}?origine", wording_href(letter))).into_response())
}

async fn page(
    app: &App,
    member: &Member,
    letter: Letter,
    (words, reader): (WordingForm, String),
    errors: FormErrors,
    said: Option<&'static str>,
) -> Answer {
    let refused = !errors.is_empty();
    let mut conn = app.store.reader().await?;
    let people = mailings::sample(&mut conn, &Audience::default(), READERS).await?;
    let changed = wordings::of(&mut conn, letter).await?.is_some();
    drop(conn);
    let chosen = people.iter().find(|(id, _)| id.to_string() == reader).or(people.first()).cloned();
    let preview = match words.faults_of_changes().first() {
        Some((field, fault)) => Err(fr::wording_fault(*field, fault)),
        None => match example(app, letter, chosen.as_ref()).await? {
            Ok((entry, reader)) => composed(app, &entry, &words, reader).await?,
            Err(sentence) => Err(sentence.to_owned()),
        },
    };
    let view = WordingView {
        letter,
        words,
        errors,
        changed,
        reader: chosen.map_or_else(String::new, |(id, _)| id.to_string()),
        people,
        preview,
        said: said.map(str::to_owned),
    };
    let page = staff_page(app, member, fr::letter(letter), WORDINGS).await?;
    let page = page.with_module(PREVIEW_SCRIPT);
    let page = if refused { page.refused() } else { page };
    Ok(page.show(app, move || view! { <WordingPage view/> }).await)
}

type Example = Result<(Entry, String), &'static str>;

/// A letter of this kind that somebody could get, and as whom it is read.
async fn example(
    app: &App,
    letter: Letter,
    reader: Option<&(Uuid, String)>,
) -> Result<Example, store::Error> {
    if letter == Letter::Group {
        return group(app).await;
    }
    let Some((person, name)) = reader else {
        return Ok(Err("L’aperçu apparaît dès qu’une personne est inscrite."));
    };
    let about = match about(app, letter, *person).await? {
        Ok(about) => about,
        Err(sentence) => return Ok(Err(sentence)),
    };
    Ok(Ok((unsent(letter, *person, about), name.clone())))
}

type About = Result<String, &'static str>;

/// What a letter to this person would be about.
async fn about(app: &App, letter: Letter, person: Uuid) -> Result<About, store::Error> {
    let programme = app.store.programme().await?;
    let first = programme.sessions.first().map(|session| session.id);
    let no_session = "L’aperçu apparaît dès que le programme a une séance.";
    Ok(match letter {
        Letter::SeatFreed => first
            .map(|session| SeatFreed { session, given_back: None }.to_string())
            .ok_or(no_session),
        Letter::SessionMoved => moved(app, person).await?,
        Letter::SessionCancelled => first.map(|session| session.to_string()).ok_or(no_session),
        Letter::Results => {
            let mut conn = app.store.reader().await?;
            let runs = wishes::list(&mut conn, 50).await?;
            let published = runs.into_iter().find(|run| run.published_at.is_some());
            published
                .map(|run| run.id.to_string())
                .ok_or("L’aperçu apparaît dès qu’une répartition des vœux est publiée.")
        }
        _ => Ok(String::new()),
    })
}

/// A session of theirs, as if it had begun half an hour earlier.
async fn moved(app: &App, person: Uuid) -> Result<About, store::Error> {
    const EARLIER: i64 = -30 * 60;
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let held = signups::held(&mut conn, person).await?;
    let about = held.first().and_then(|session| {
        let was = Placing::of(session, programme.activity(&session.code));
        let [start, end] = [was.span.start(), was.span.end()].map(|at| at.plus_seconds(EARLIER));
        let was = Placing { span: Span::new(start, end)?, ..was };
        Some(SessionMoved { session: session.id, was }.to_string())
    });
    Ok(about.ok_or("L’aperçu apparaît pour une personne qui a une place dans une séance."))
}

async fn group(app: &App) -> Result<Example, store::Error> {
    let mut conn = app.store.reader().await?;
    let party = parties::first(&mut conn).await?;
    Ok(match party {
        Some(party) => {
            let entry = Entry {
                participant: None,
                ..unsent(Letter::Group, party.id, party.id.to_string())
            };
            Ok((entry, party.contact_name))
        }
        None => Err("L’aperçu apparaît dès qu’un groupe est inscrit."),
    })
}
