//! `/organisation/courriels/envois`: what organisers write to many.

mod acts;
mod form;
mod show;

use app::fr;
use app::pages::staff::Preview;
use app::pages::staff::mail_nav::MAILINGS;
use app::pages::staff::mailings::{MailingLine, MailingStanding, MailingsPage};
use axum::Extension;
use axum::extract::{RawQuery, State};
use domain::audience::{Arrival, Audience};
use domain::checkin::Standing;
use domain::letter::Letter;
use domain::participant::Department;
use domain::programme::{Programme, Session};
use domain::time::Moment;
use domain::wording::WordingForm;
use leptos::prelude::*;
use store::letters::{Entry, State as Kept};
use store::mailings::{self, Mailing, MailingState, Progress};
use store::participants;
use uuid::Uuid;

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::keys::{hash, hex};
use crate::mail::{self, ComposeError};
use crate::render::Answer;
use crate::state::App;

pub use acts::{change, launch, trial};
pub use form::{edit, new, write};
pub use show::{progress, show};

/// How many mailings are listed.
const LISTED: u32 = 100;

/// `GET /organisation/courriels/envois`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
) -> Answer {
    let programme = app.store.programme().await?;
    let at = now();
    let mut conn = app.store.reader().await?;
    let known = mailings::list(&mut conn, LISTED).await?;
    let progress = mailings::progress_of_all(&mut conn).await?;
    drop(conn);
    let of = |mailing: &Mailing| progress.get(&mailing.id).copied().unwrap_or_default();
    let lines: Vec<_> = known.into_iter().map(|it| line(of(&it), it, &programme, at)).collect();
    let discarded = query.as_deref() == Some("efface");
    let page = staff_page(&app, &member, "Envois", MAILINGS).await?;
    Ok(page.show(&app, move || view! { <MailingsPage lines discarded/> }).await)
}

fn line(progress: Progress, mailing: Mailing, programme: &Programme, at: Moment) -> MailingLine {
    MailingLine {
        id: mailing.id,
        audience: in_words(&mailing.audience, programme),
        standing: standing(&mailing, progress, at),
        sent: (progress.sent, progress.total()),
        failed: progress.failed,
        created_at: mailing.created_at,
        created_by: mailing.created_by,
        subject: mailing.wording.subject,
    }
}

fn standing(mailing: &Mailing, progress: Progress, at: Moment) -> MailingStanding {
    match (mailing.state, mailing.starts_at) {
        (MailingState::Draft, _) => MailingStanding::Draft,
        (MailingState::Stopped, _) => MailingStanding::Stopped,
        _ if progress.waiting == 0 => MailingStanding::Done,
        (MailingState::Paused, _) => MailingStanding::Paused,
        (MailingState::Sending, Some(start)) if at < start => MailingStanding::Planned(start),
        (MailingState::Sending, _) => MailingStanding::Sending,
    }
}

/// Whom an audience is, in words.
fn in_words(audience: &Audience, programme: &Programme) -> String {
    let session = audience.session.and_then(|id| programme.session(id)).map(session_name);
    fr::audience(audience, session.as_deref())
}

/// What a mailing says and to whom, in a word that changes with either: whoever launches it confirms
/// what they have read.
fn fingerprint(mailing: &Mailing) -> String {
    let Audience { standing, session, department, organisation, arrival } = &mailing.audience;
    let session = session.map_or_else(String::new, |id| id.to_string());
    let parts = [
        standing.map_or("", Standing::as_str),
        session.as_str(),
        department.map_or("", Department::as_str),
        organisation.as_str(),
        arrival.map_or("", Arrival::as_str),
        mailing.wording.subject.as_str(),
        mailing.wording.text.as_str(),
    ];
    hex(&hash(&parts.join("\n")))
}

/// « A03, Aller vers les personnes éloignées des droits (11 h – 12 h 15) ».
fn session_name(session: &Session) -> String {
    format!("{}, {} ({})", session.code, session.title, fr::hours(session.span))
}

/// A letter that is not in the outbox, to be read as this person.
pub(super) fn unsent(kind: Letter, person: Uuid, about: String) -> Entry {
    Entry {
        id: Uuid::nil(),
        kind,
        participant: Some(person),
        recipient: "apercu@exemple.fr".to_owned(),
        about,
        state: Kept::Waiting,
        attempts: 0,
        last_error: String::new(),
        created_at: now(),
        sent_at: None,
    }
}

/// Words as one person would read them, or why they cannot be shown.
async fn preview(
    app: &App,
    person: Uuid,
    words: &WordingForm,
) -> Result<Result<Preview, String>, store::Error> {
    let mut conn = app.store.reader().await?;
    let known = participants::by_id(&mut conn, person).await?;
    drop(conn);
    let Some(known) = known else { return Ok(Err(NOBODY.to_owned())) };
    let entry = unsent(Letter::Mailing, person, String::new());
    composed(app, &entry, words, known.full_name()).await
}

const NOBODY: &str = "L’aperçu apparaît dès qu’une personne est concernée.";

/// A letter as somebody would read it, or why it cannot be shown.
pub(super) async fn composed(
    app: &App,
    entry: &Entry,
    words: &WordingForm,
    reader: String,
) -> Result<Result<Preview, String>, store::Error> {
    match mail::preview(app, entry, words).await {
        Ok(letter) => Ok(Ok(Preview { reader, subject: letter.subject, text: letter.text })),
        Err(ComposeError::Store(error)) => Err(error),
        Err(error) => {
            tracing::warn!(cause = %error, "a letter cannot be shown before it is sent");
            Ok(Err("Cet aperçu ne peut pas être montré.".to_owned()))
        }
    }
}
