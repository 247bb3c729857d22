//! One mailing: before it is launched, and after.

use app::components::{LIVE_SCRIPT, Tone};
use app::pages::staff::mail_nav::MAILINGS;
use app::pages::staff::mailings::{
    DraftView, LaunchForm, MailingPage, MailingProgress, MailingStanding, MailingView,
    RecipientLine, RecipientStanding, RunningView, SIZE, Unreached,
};
use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::HeaderMap;
use leptos::prelude::*;
use serde::Deserialize;
use store::Conn;
use store::mailings::{self, Mailing, MailingState, Progress, Recipient, RecipientState};
use uuid::Uuid;

use super::super::{offset, staff_page};
use super::{NOBODY, fingerprint, in_words, preview, standing};
use crate::access::Member;
use crate::clock::now;
use crate::render::{Answer, Failure, fragment, fragment_html};
use crate::state::App;

/// How many of those left out are named.
const NAMED: u32 = 100;

/// What is asked of a mailing's page.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    etat: String,
    page: String,
    fait: String,
}

/// `GET /organisation/courriels/envois/{id}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
) -> Answer {
    page(&app, &member, id, &asked, LaunchForm::default()).await
}

/// `GET /organisation/courriels/envois/{id}/suivi`: how far it is, for the page that is open.
pub async fn progress(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Answer {
    let view = load(&app, &member, id, &asked, LaunchForm::default()).await?;
    if view.body.is_ok() {
        return Err(Failure::not_found());
    }
    let html = fragment_html(move || view! { <MailingProgress view/> });
    Ok(fragment(&headers, html))
}

/// The page; with a launch that was refused, its status says so.
pub(super) async fn page(
    app: &App,
    member: &Member,
    id: Uuid,
    asked: &Asked,
    launch: LaunchForm,
) -> Answer {
    let refused = !launch.errors.is_empty();
    let view = load(app, member, id, asked, launch).await?;
    let page = staff_page(app, member, "Envoi", MAILINGS).await?;
    let live = view.standing == MailingStanding::Sending;
    let page = if live { page.with_module(LIVE_SCRIPT) } else { page };
    let page = if refused { page.refused() } else { page };
    Ok(page.show(app, move || view! { <MailingPage view/> }).await)
}

async fn load(
    app: &App,
    member: &Member,
    id: Uuid,
    asked: &Asked,
    launch: LaunchForm,
) -> Result<MailingView, Failure> {
    let mut conn = app.store.reader().await?;
    let mailing = mailings::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    let progress = mailings::progress(&mut conn, id).await?;
    drop(conn);
    let standing = standing(&mailing, progress, now());
    let body = if mailing.state == MailingState::Draft {
        Ok(draft(app, member, &mailing, launch).await?)
    } else {
        Err(running(app, &mailing, progress, asked).await?)
    };
    let programme = app.store.programme().await?;
    Ok(MailingView {
        id,
        audience: in_words(&mailing.audience, &programme),
        standing,
        created_at: mailing.created_at,
        created_by: mailing.created_by,
        said: done(&asked.fait).map(|sentence| (Tone::Accepted, sentence.to_owned())),
        body,
        subject: mailing.wording.subject,
        text: mailing.wording.text,
    })
}

fn done(word: &str) -> Option<&'static str> {
    Some(match word {
        "essai" => "C’est noté\u{a0}: l’essai part à votre adresse.",
        "lance" => "C’est noté\u{a0}: les courriels sont dans la boîte d’envoi.",
        "suspendu" => "C’est noté\u{a0}: l’envoi est suspendu.",
        "repris" => "C’est noté\u{a0}: l’envoi reprend.",
        "arrete" => "C’est noté\u{a0}: l’envoi est arrêté.",
        "reessaye" => "C’est noté\u{a0}: les échecs sont de nouveau à envoyer.",
        _ => return None,
    })
}

async fn draft(
    app: &App,
    member: &Member,
    mailing: &Mailing,
    launch: LaunchForm,
) -> Result<DraftView, store::Error> {
    let mut conn = app.store.reader().await?;
    let audience = &mailing.audience;
    let reach = mailings::reach(&mut conn, audience).await?;
    let reader = mailings::sample(&mut conn, audience, 1).await?.first().map(|(id, _)| *id);
    let unreached = mailings::unreached(&mut conn, audience, NAMED).await?;
    let declined = mailings::unsubscribed_among(&mut conn, audience, NAMED).await?;
    drop(conn);
    let preview = match reader {
        Some(person) => preview(app, person, &mailing.wording).await?,
        None => Err(NOBODY.to_owned()),
    };
    let named = |people: Vec<mailings::Unreached>| {
        people
            .into_iter()
            .map(|person| Unreached {
                id: person.id,
                name: format!("{} {}", person.last_name, person.first_name),
                phone: person.phone,
            })
            .collect()
    };
    Ok(DraftView {
        reached: reach.reached,
        preview,
        reader,
        without_address: reach.without_address,
        unreached: named(unreached),
        unsubscribed: reach.unsubscribed,
        declined: named(declined),
        own_address: member.email.clone(),
        mail: app.config.smtp_url.is_some(),
        seen: fingerprint(mailing),
        launch,
    })
}

async fn running(
    app: &App,
    mailing: &Mailing,
    progress: Progress,
    asked: &Asked,
) -> Result<RunningView, store::Error> {
    let shown = RecipientStanding::parse(&asked.etat);
    let mut view = RunningView {
        totals: [progress.waiting, progress.sent, progress.failed, progress.stopped],
        shown,
        lines: Vec::new(),
        page: 1,
        launched_by: mailing.launched_by.clone(),
    };
    let last = app::pages::staff::pages(view.total(), SIZE);
    view.page = asked.page.parse().unwrap_or(1_u32).clamp(1, last);
    let mut conn = app.store.reader().await?;
    view.lines = lines(&mut conn, mailing.id, shown, view.page).await?;
    Ok(view)
}

async fn lines(
    conn: &mut Conn,
    id: Uuid,
    shown: Option<RecipientStanding>,
    page: u32,
) -> Result<Vec<RecipientLine>, store::Error> {
    let state = shown.map(|standing| match standing {
        RecipientStanding::Waiting => RecipientState::Waiting,
        RecipientStanding::Sent => RecipientState::Sent,
        RecipientStanding::Failed => RecipientState::Failed,
        RecipientStanding::Stopped => RecipientState::Stopped,
    });
    let found = mailings::recipients(conn, id, state, (offset(page, SIZE), SIZE)).await?;
    Ok(found.into_iter().map(line).collect())
}

fn line(recipient: Recipient) -> RecipientLine {
    RecipientLine {
        participant: recipient.participant,
        name: recipient.name,
        letter: recipient.letter,
        standing: match recipient.state {
            RecipientState::Waiting => RecipientStanding::Waiting,
            RecipientState::Sent => RecipientStanding::Sent,
            RecipientState::Failed => RecipientStanding::Failed,
            RecipientState::Stopped => RecipientStanding::Stopped,
        },
        attempts: recipient.attempts,
        last_error: recipient.last_error,
        sent_at: recipient.sent_at,
    }
}
