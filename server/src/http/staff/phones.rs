//! `/organisation/equipe/telephones`: the phones that keep doors, and the codes that prepare them.

use app::components::FormErrors;
use app::fr;
use app::pages::staff::{
    DoorBox, InvitationLine, PhoneLine, PhoneRevocationPage, PhoneState, PhonesPage, PhonesView,
    ShownCode,
};
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use domain::checkin::Door;
use domain::programme::{Programme, Session};
use domain::time::Moment;
use leptos::prelude::*;
use store::devices::{self, Device, NewPairing, Pairing};
use store::journal;
use uuid::Uuid;

use super::staff_page;
use crate::access::Member;
use crate::acting::door_in_words;
use crate::clock::now;
use crate::http::form::Fields;
use crate::http::phones::keeps_until;
use crate::keys::{hash, random_secret};
use crate::qr;
use crate::render::{Answer, Failure};
use crate::state::App;

const ADDRESS: &str = "/organisation/equipe/telephones";

/// How many phones one code may prepare at most, and for how many hours.
const MOST_PHONES: u32 = 100;
const MOST_HOURS: u32 = 24 * 14;

/// The form, as typed.
#[derive(Debug)]
struct Typed {
    phones: String,
    hours: String,
    some: bool,
    doors: Vec<String>,
    errors: FormErrors,
}

impl Default for Typed {
    fn default() -> Self {
        let (phones, hours) = ("10".to_owned(), "12".to_owned());
        Self { phones, hours, some: false, doors: Vec::new(), errors: FormErrors::default() }
    }
}

/// `GET /organisation/equipe/telephones`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
) -> Answer {
    let said = match query.as_deref() {
        Some("retire") => Some("C’est noté\u{a0}: ce téléphone est retiré."),
        Some("ferme") => Some("C’est noté\u{a0}: ce code ne prépare plus de téléphone."),
        _ => None,
    };
    show(&app, &member, Typed::default(), None, said).await
}

/// `POST /organisation/equipe/telephones`: the code is on this one answer and nowhere else.
pub async fn invite(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let mut typed = Typed {
        phones: fields.text("telephones"),
        hours: fields.text("heures"),
        some: fields.ticked("certaines"),
        doors: fields.all("porte").map(str::to_owned).collect(),
        errors: FormErrors::default(),
    };
    let programme = app.store.programme().await?;
    let Some((phones, hours, doors)) = understood(&mut typed, &programme) else {
        return show(&app, &member, typed, None, None).await;
    };
    let (secret, at) = (random_secret(), now());
    let new = NewPairing {
        id: Uuid::now_v7(),
        token_hash: hash(&secret),
        doors,
        account: member.id,
        expires_at: at.plus_seconds(i64::from(hours) * 3600),
        phones,
        keeps_until: keeps_until(&programme, at),
    };
    let line = InvitationLine {
        id: new.id,
        doors: in_words(&programme, new.doors.as_deref()),
        expires: new.expires_at,
        followed: 0,
        phones,
    };
    let actor = member.email.clone();
    app.store
        .write_beside(async move |conn| {
            devices::add_pairing(conn, &new, at).await?;
            let (subject, detail) = (new.id.to_string(), format!("{phones} téléphones au plus"));
            journal::write(conn, &actor, "device.invite", &subject, &detail, at).await
        })
        .await?;
    let link = format!("{}/accueil/appairer/{secret}", app.public_url);
    let picture = qr::svg(&link).unwrap_or_default();
    show(&app, &member, Typed::default(), Some(ShownCode { link, picture, line }), None).await
}

/// What the form asks for, unless something is wrong with it.
fn understood(typed: &mut Typed, programme: &Programme) -> Option<(u32, u32, Option<Vec<Door>>)> {
    let mut wrong = |field, sentence: String| typed.errors.0.push((field, sentence));
    let between =
        |text: &str, most: u32| text.trim().parse().ok().filter(|n| (1..=most).contains(n));
    let (phones, hours) = (between(&typed.phones, MOST_PHONES), between(&typed.hours, MOST_HOURS));
    if phones.is_none() {
        wrong("telephones", format!("Écrivez un nombre entre 1 et {MOST_PHONES}."));
    }
    if hours.is_none() {
        wrong("heures", format!("Écrivez un nombre entre 1 et {MOST_HOURS}."));
    }
    let known = |door: &Door| door.session().is_none_or(|id| programme.session(id).is_some());
    let doors: Vec<Door> =
        typed.doors.iter().filter_map(|word| Door::parse(word)).filter(known).collect();
    if typed.some && doors.is_empty() {
        wrong("certaines", "Cochez au moins une porte, ou décochez cette case.".to_owned());
    }
    if !typed.some && !doors.is_empty() {
        typed.some = true;
    }
    if !typed.errors.is_empty() {
        return None;
    }
    Some((phones?, hours?, typed.some.then_some(doors)))
}

/// `POST /organisation/equipe/codes/{id}/fermer`
pub async fn close(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let (at, actor) = (now(), member.email);
    app.store
        .write_beside(async move |conn| {
            if devices::close_pairing(conn, id, at).await? {
                journal::write(conn, &actor, "device.close", &id.to_string(), "", at).await?;
            }
            Ok(())
        })
        .await?;
    Ok(Redirect::to(&format!("{ADDRESS}?ferme")).into_response())
}

/// `GET /organisation/equipe/telephones/{id}/retirer`
pub async fn ask_revoke(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let device = devices::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)?;
    drop(conn);
    let (at, phone) = (now(), line(&programme, device, now()));
    let page = staff_page(&app, &member, "Retirer un téléphone", "/organisation/equipe").await?;
    Ok(page.show(&app, move || view! { <PhoneRevocationPage phone now=at/> }).await)
}

/// `POST /organisation/equipe/telephones/{id}/retirer`
pub async fn revoke(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let (at, actor) = (now(), member.email);
    app.store
        .write_beside(async move |conn| {
            let device = devices::by_id(conn, id).await?.ok_or(domain::Refusal::NotFound)?;
            if devices::revoke(conn, id, at).await? {
                let subject = id.to_string();
                journal::write(conn, &actor, "device.revoke", &subject, &device.name, at).await?;
            }
            Ok(())
        })
        .await?;
    Ok(Redirect::to(&format!("{ADDRESS}?retire")).into_response())
}

async fn show(
    app: &App,
    member: &Member,
    typed: Typed,
    code: Option<ShownCode>,
    said: Option<&'static str>,
) -> Answer {
    let (programme, at) = (app.store.programme().await?, now());
    let mut conn = app.store.reader().await?;
    let phones = devices::all(&mut conn).await?;
    let invitations = devices::open_pairings(&mut conn, at).await?;
    drop(conn);
    let view = PhonesView {
        phones: phones.into_iter().map(|device| line(&programme, device, at)).collect(),
        invitations: invitations.into_iter().map(|one| invitation(&programme, one)).collect(),
        code,
        doors: boxes(&programme, &typed.doors),
        some_doors: typed.some,
        phones_typed: typed.phones,
        hours_typed: typed.hours,
        errors: typed.errors,
        said,
        now: at,
    };
    let page = staff_page(app, member, "Téléphones de l’accueil", "/organisation/equipe").await?;
    let page = if view.errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <PhonesPage view/> }).await)
}

/// A phone as the pages show it.
pub fn line(programme: &Programme, device: Device, at: Moment) -> PhoneLine {
    PhoneLine {
        state: match device.revoked_at {
            Some(_) => PhoneState::Revoked,
            None if device.serves(at) => PhoneState::Serves,
            None => PhoneState::Ended,
        },
        doors: in_words(programme, device.doors.as_deref()),
        id: device.id,
        name: device.name,
        account: device.account,
        seen: device.last_seen_at,
        list: device.list_at,
        unsent: device.unsent,
        clock_ahead: device.clock_ahead.unwrap_or(0),
    }
}

fn invitation(programme: &Programme, pairing: Pairing) -> InvitationLine {
    InvitationLine {
        id: pairing.id,
        doors: in_words(programme, pairing.doors.as_deref()),
        expires: pairing.expires_at,
        followed: pairing.followed,
        phones: pairing.phones,
    }
}

fn in_words(programme: &Programme, doors: Option<&[Door]>) -> Option<String> {
    let words = |doors: &[Door]| {
        doors.iter().map(|door| door_in_words(programme, *door)).collect::<Vec<_>>().join(", ")
    };
    doors.map(words)
}

/// The main entrance and every session that takes place.
fn boxes(programme: &Programme, ticked: &[String]) -> Vec<DoorBox> {
    let make = |door: Door, label: String| {
        let word = door.word();
        DoorBox { ticked: ticked.contains(&word), word, label }
    };
    let session = |session: &Session| {
        let label = format!("{}, {}", session.code, fr::clock(session.span.start()));
        make(Door::Session(session.id), label)
    };
    let sessions = programme.sessions.iter().filter(|session| !session.cancelled).map(session);
    std::iter::once(make(Door::Main, "Entrée principale".to_owned())).chain(sessions).collect()
}
