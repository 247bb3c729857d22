//! `/organisation/programme`: the programme, edited by those who run the event.

pub mod editing;
pub mod import;
pub mod letters;
mod parts;
mod preview;
pub mod removing;
mod stale;
mod target;
mod typed;

use app::fr;
use app::pages::staff::programme::{
    ActivityLine, AnnouncementLine, COUNTDOWN, ClashLine, PROGRAMME, ProgrammeHubPage,
    ProgrammeHubView, SectionLine,
};
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;
use domain::programme::{Activity, Kind, Plan, Programme, Session};
use leptos::prelude::*;
use store::announcements::{self, Announcement};
use store::programme::{Clash, clashes};
use store::{Conn, journal};

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::keys;
use crate::programme;
use crate::render::Answer;
use crate::state::App;

use parts::Part;

/// `GET /organisation/programme`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
) -> Answer {
    let said = query.as_deref().and_then(done);
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let view = hub(&app, &mut conn, &programme, said).await?;
    drop(conn);
    let page = staff_page(&app, &member, "Programme", PROGRAMME).await?.with_module(COUNTDOWN);
    Ok(page.show(&app, move || view! { <ProgrammeHubPage view/> }).await)
}

/// What was just done: said by the address, so that a reload repeats it and does nothing.
fn done(query: &str) -> Option<&'static str> {
    Some(match query {
        "note" => "C’est enregistré.",
        "lettres" => {
            "C’est enregistré. Les lettres partent dans deux minutes\u{a0}: vous pouvez encore les rappeler."
        }
        "rappelees" => {
            "Les lettres sont rappelées\u{a0}: elles ne partiront pas. Le changement, lui, reste."
        }
        "retire" => "C’est retiré du programme.",
        "pareil" => "Rien n’a changé\u{a0}: tout était déjà ainsi.",
        _ => return None,
    })
}

async fn hub(
    app: &App,
    conn: &mut Conn,
    programme: &Programme,
    said: Option<&'static str>,
) -> Result<ProgrammeHubView, store::Error> {
    let plan = &programme.plan;
    let event = &plan.event;
    let section =
        |part: Part| SectionLine { part: part.slug(), name: part.title(), says: part.says(plan) };
    Ok(ProgrammeHubView {
        name: event.name.clone(),
        when: format!("{}, {}", fr::long_date(event.span.start()), event.place),
        sections: Part::SECTIONS.into_iter().map(section).collect(),
        activities: plan.activities.iter().map(|it| activity_line(programme, it)).collect(),
        announcements: recent(conn).await?,
        clashes: clashes(conn).await?.iter().map(clash_line).collect(),
        by_mail: app.config.smtp_url.is_some(),
        said,
        now: now(),
    })
}

fn activity_line(programme: &Programme, activity: &Activity) -> ActivityLine {
    let sessions: Vec<&Session> = programme.sessions_of(&activity.code).collect();
    let part = if activity.kind == Kind::Workshop { Part::Workshops } else { Part::Kiosks };
    let hours = match sessions[..] {
        [one] => fr::hours(one.span),
        _ => sessions
            .iter()
            .map(|session| fr::clock(session.span.start()))
            .collect::<Vec<_>>()
            .join(", "),
    };
    ActivityLine {
        part: part.slug(),
        code: activity.code.clone(),
        title: activity.title.clone(),
        hours,
        room: sessions.first().map_or_else(String::new, |session| session.room.clone()),
        hosts: app::components::hosts(activity),
        seats: sessions.iter().fold((0, 0), |(taken, seats), session| {
            (taken + session.seats.taken, seats + session.seats.capacity)
        }),
        cancelled: !sessions.is_empty() && sessions.iter().all(|session| session.cancelled),
    }
}

/// Someone who is expected in two places, as pages show them.
fn clash_line(clash: &Clash) -> ClashLine {
    ClashLine {
        participant: clash.participant,
        name: format!("{} {}", clash.last_name, clash.first_name),
        codes: clash.codes.join(" et "),
    }
}

/// The changes that people are told of.
///
/// # Errors
/// The database failed.
pub(super) async fn recent(conn: &mut Conn) -> Result<Vec<AnnouncementLine>, store::Error> {
    let line = |one: Announcement| AnnouncementLine {
        id: one.id,
        about: one.about,
        by: one.created_by,
        at: one.created_at,
        letters: one.letters,
        waiting: one.waiting,
        due_at: one.due_at,
        called_back_at: one.called_back_at,
    };
    Ok(announcements::recent(conn, now()).await?.into_iter().map(line).collect())
}

/// `GET /organisation/programme/programme.toml`
pub async fn file(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    let name = programme.plan.event.name.clone();
    let at = now();
    app.store
        .write_beside(async move |conn| {
            journal::write(conn, &member.email, "programme.export", &name, "", at).await
        })
        .await?;
    let headers = [
        (CONTENT_TYPE, "application/toml; charset=utf-8"),
        (CONTENT_DISPOSITION, "attachment; filename=\"programme.toml\""),
        (CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, programme::write(&programme.plan)).into_response())
}

/// What tells one programme from another: sent with each form, so that nobody undoes unseen what
/// somebody else has just done.
fn fingerprint(plan: &Plan) -> String {
    keys::hex(&keys::hash(&programme::write(plan)))
}
