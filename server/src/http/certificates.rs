//! Certificates of presence: everybody's own, all of them, and whether one is genuine.

use app::components::CertificateView;
use app::fr;
use app::pages::staff::{CERTIFICATES_BATCH, CertificatesPage};
use app::pages::{ErrorKind, OwnCertificatePage, Verification, VerificationPage};
use app::shell::Frame;
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use domain::Refusal;
use domain::certificate::CertificateCode;
use domain::checkin::Door;
use domain::programme::Programme;
use domain::retention::people_until;
use domain::ticket::Code;
use domain::time::Moment;
use leptos::prelude::*;
use store::participants::{self, Participant};
use store::{Conn, exports};
use uuid::Uuid;

use crate::access::Member;
use crate::client::Address;
use crate::clock::now;
use crate::http::form::Fields;
use crate::http::staff::note_paper;
use crate::http::tickets::holder;
use crate::keys::Purpose;
use crate::qr;
use crate::render::{Answer, Page};
use crate::state::App;

/// `GET /billet/{secret}/attestation`
pub async fn own(State(app): State<App>, Path(secret): Path<String>) -> Answer {
    let person = holder(&app, &secret).await?;
    let programme = app.store.programme().await?;
    let event = programme.plan.event.clone();
    let mut conn = app.store.reader().await?;
    let Some(view) = certificate(&app, &mut conn, &programme, &person).await? else {
        return Err(ErrorKind::Refused(format!(
            "L’attestation est établie pour les personnes pointées à l’entrée. Si vous étiez là le \
             {}, écrivez à {}.",
            fr::date(event.span.start()),
            event.contact_email
        ))
        .into());
    };
    drop(conn);
    let page = Page::private("Mon attestation de présence", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <OwnCertificatePage secret event view/> }).await)
}

/// `GET /organisation/exports/attestations`
pub async fn all(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let programme = app.store.programme().await?;
    let event = programme.plan.event.clone();
    let mut conn = app.store.reader().await?;
    let present = exports::present(&mut conn).await?;
    let total = u32::try_from(present.len()).unwrap_or(u32::MAX);
    let last = total.div_ceil(CERTIFICATES_BATCH).max(1);
    let batch = fields.text("lot").parse().unwrap_or(1_u32).clamp(1, last);
    let skipped = (batch - 1) * CERTIFICATES_BATCH;
    let mut certificates = Vec::new();
    for id in present.into_iter().skip(skipped as usize).take(CERTIFICATES_BATCH as usize) {
        if let Some(person) = participants::by_id(&mut conn, id).await? {
            certificates.extend(certificate(&app, &mut conn, &programme, &person).await?);
        }
    }
    drop(conn);
    let detail = fr::count(total, "personne", "personnes");
    note_paper(&app, member, "export.attestations", &detail).await?;
    let page = Page::private("Attestations de présence", Frame::Paper).with_print_button();
    let body = move || view! { <CertificatesPage event certificates total batch/> };
    Ok(page.show(&app, body).await)
}

/// `GET /attestation`: asks for a code, or leads to what is said of it.
pub async fn ask(State(app): State<App>, fields: Fields) -> Answer {
    let typed = fields.text("code");
    if typed.trim().is_empty() {
        return verification(&app, Verification::Asking).await;
    }
    match CertificateCode::parse(&typed) {
        Some(code) => Ok(Redirect::to(&format!("/attestation/{code}")).into_response()),
        None => verification(&app, Verification::Unknown { typed }).await,
    }
}

/// `GET /attestation/{code}`: says whose it is, of what, and when; nothing else.
pub async fn verify(
    State(app): State<App>,
    Address(address): Address,
    Path(typed): Path<String>,
) -> Answer {
    if !app.throttles.certificate.allows(&address.to_string()) {
        return Err(ErrorKind::Refused(fr::refusal(&Refusal::Throttled)).into());
    }
    let state = match genuine(&app, &typed).await? {
        Some(state) => state,
        None => Verification::Unknown { typed },
    };
    verification(&app, state).await
}

/// What the code attests, if this site sealed it and the person is still known to have come.
async fn genuine(app: &App, typed: &str) -> Result<Option<Verification>, store::Error> {
    let Some(code) = CertificateCode::parse(typed) else { return Ok(None) };
    let mut conn = app.store.reader().await?;
    let Some(person) = participants::by_code(&mut conn, code.ticket()).await? else {
        return Ok(None);
    };
    // A certificate printed before two registrations became one bears the seal of either.
    let mut sealed_for = participants::shadows(&mut conn, person.id).await?;
    sealed_for.push(person.id);
    if !sealed_for.into_iter().any(|id| sealed(app, id, code.ticket()).as_ref() == Some(&code)) {
        return Ok(None);
    }
    let passed = participants::passages(&mut conn, person.id).await?;
    let arrived = passed.iter().find(|(door, _)| *door == Door::Main).map(|(_, at)| *at);
    Ok(arrived.map(|arrived| Verification::Genuine {
        full_name: person.full_name(),
        arrived,
        code: code.to_string(),
    }))
}

async fn verification(app: &App, state: Verification) -> Result<Response, crate::render::Failure> {
    let event = app.store.programme().await?.plan.event.clone();
    let page = Page::public("Vérifier une attestation", "").unkept();
    let page = match &state {
        Verification::Unknown { .. } => page.status(StatusCode::NOT_FOUND),
        Verification::Asking | Verification::Genuine { .. } => page,
    };
    Ok(page.show(app, move || view! { <VerificationPage event state/> }).await)
}

fn sealed(app: &App, person: Uuid, ticket: &Code) -> Option<CertificateCode> {
    let secret = app.keys.secret(Purpose::Certificate, person, 1);
    CertificateCode::new(ticket.clone(), &secret)
}

/// What can be said of someone; nothing when they were not seen at the main entrance.
async fn certificate(
    app: &App,
    conn: &mut Conn,
    programme: &Programme,
    person: &Participant,
) -> Result<Option<CertificateView>, store::Error> {
    let passed: Vec<(Door, Moment)> = participants::passages(conn, person.id).await?;
    let arrived = passed.iter().find(|(door, _)| *door == Door::Main).map(|(_, at)| *at);
    let (Some(arrived), Some(code)) = (arrived, sealed(app, person.id, &person.code)) else {
        return Ok(None);
    };
    let mut sessions: Vec<_> =
        passed.iter().filter_map(|(door, _)| programme.session(door.session()?).cloned()).collect();
    sessions.sort_by_key(|session| (session.span.start(), session.code.clone()));
    let address = format!("{}/attestation/{code}", app.public_url);
    Ok(Some(CertificateView {
        full_name: person.full_name(),
        organisation: person.organisation.clone(),
        arrived,
        sessions,
        code: code.to_string(),
        qr: qr::picture(&address),
        address,
        made: now(),
        until: people_until(programme.plan.event.span.end()),
    }))
}
