//! `/organisation/equipe/{id}`: one account, and what an admin changes in it.

use app::components::{FormErrors, Tone};
use app::fr;
use app::pages::account::SessionLine;
use app::pages::staff::team::invitation::Invitation;
use app::pages::staff::team::member::{Led, MemberPage, MemberView};
use app::pages::staff::team::member_href;
use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::{IntoResponse, Redirect, Response};
use domain::programme::{Programme, Session};
use domain::role::Role;
use leptos::prelude::*;
use serde_json::json;
use store::accounts::{self, Account, OpenSession};
use store::journal::{self, Change};
use store::{Conn, hostings};
use uuid::Uuid;

use super::super::staff_page;
use super::{CURRENT, codes, shown};
use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::invitations::renew;
use crate::keys::hex;
use crate::render::{Answer, Failure};
use crate::state::App;

/// What came of a form.
#[derive(Debug, Default)]
struct Asked {
    errors: FormErrors,
    invitation: Option<Invitation>,
    said: Option<(Tone, String)>,
}

/// `GET /organisation/equipe/{id}`
pub async fn show(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    RawQuery(query): RawQuery,
) -> Answer {
    let said = query.as_deref().and_then(done).map(|words| (Tone::Accepted, words.to_owned()));
    page(&app, &member, id, Asked { said, ..Asked::default() }).await
}

/// What was just done: said by the address, so that a reload repeats it and does nothing.
fn done(query: &str) -> Option<&'static str> {
    Some(match query {
        "role" => "C’est noté\u{a0}: le rôle est changé, cette personne est déconnectée.",
        "seances" => "C’est noté\u{a0}: ses séances sont enregistrées.",
        "deconnecte" => "C’est noté\u{a0}: cette personne est déconnectée partout.",
        "retiree" => "C’est noté\u{a0}: la double vérification est retirée.",
        "ferme" => "C’est noté\u{a0}: le compte est fermé.",
        "rouvert" => "C’est noté\u{a0}: le compte est rouvert.",
        _ => return None,
    })
}

/// `POST /organisation/equipe/{id}/role`
pub async fn set_role(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let role = Role::parse(&fields.text("role")).ok_or_else(Failure::not_found)?;
    let account = account(&app, id).await?;
    if account.id == member.id && role != member.role {
        let errors = one_error("role", fr::NOT_ONES_OWN_ROLE);
        return page(&app, &member, id, Asked { errors, ..Asked::default() }).await;
    }
    let (at, actor) = (now(), member.email.clone());
    let set = app
        .store
        .write_beside(async move |conn| {
            let before = accounts::set_role(conn, id, role).await?;
            let change = Change {
                before: json!({ "role": before.as_str() }),
                after: json!({ "role": role.as_str() }),
            };
            if change.is_empty() {
                return Ok(());
            }
            let line = (actor.as_str(), "team.role", account.email.as_str(), "");
            journal::write_change(conn, line, &change, at).await
        })
        .await;
    match set {
        Ok(()) => Ok(back(id, "role")),
        Err(store::Error::Refused(refusal)) => {
            let errors = one_error("role", fr::team_refusal(&refusal));
            page(&app, &member, id, Asked { errors, ..Asked::default() }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /organisation/equipe/{id}/seances`
pub async fn lead(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
    fields: Fields,
) -> Answer {
    let account = account(&app, id).await?;
    let programme = app.store.programme().await?;
    let chosen: Vec<Uuid> = fields
        .all("seance")
        .filter_map(|typed| Uuid::try_parse(typed).ok())
        .filter(|session| programme.session(*session).is_some())
        .collect();
    let at = now();
    app.store
        .write_beside(async move |conn| {
            let before = hostings::sessions_of(conn, id).await?;
            hostings::set(conn, id, &chosen).await?;
            let after = hostings::sessions_of(conn, id).await?;
            let change = Change {
                before: json!({ "sessions": named(&programme, &before) }),
                after: json!({ "sessions": named(&programme, &after) }),
            };
            if change.is_empty() {
                return Ok(());
            }
            let line = (member.email.as_str(), "team.hosting", account.email.as_str(), "");
            journal::write_change(conn, line, &change, at).await
        })
        .await?;
    Ok(back(id, "seances"))
}

/// `POST /organisation/equipe/{id}/lien`: a link that is shown is on this one answer only.
pub async fn link(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let account = account(&app, id).await?;
    if account.closed_at.is_some() {
        return Ok(back(id, ""));
    }
    let invited = renew(&app, id, account.email.clone(), member.email.clone()).await?;
    let invitation = Some(shown(&app, account.email, invited));
    page(&app, &member, id, Asked { invitation, ..Asked::default() }).await
}

/// `POST /organisation/equipe/{id}/deconnecter`
pub async fn sign_out(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let account = account(&app, id).await?;
    let (at, own) = (now(), account.id == member.id);
    app.store
        .write_beside(async move |conn| {
            accounts::end_sessions(conn, id).await?;
            journal::write(conn, &member.email, "team.sign_out", &account.email, "", at).await
        })
        .await?;
    Ok(if own { Redirect::to("/connexion").into_response() } else { back(id, "deconnecte") })
}

/// `POST /organisation/equipe/{id}/double-verification`: takes it away from whoever lost everything.
pub async fn clear_second_factor(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let account = account(&app, id).await?;
    let at = now();
    app.store
        .write_beside(async move |conn| {
            if !accounts::clear_second_factor(conn, id).await? {
                return Ok(());
            }
            journal::write(conn, &member.email, "second_factor.clear", &account.email, "", at).await
        })
        .await?;
    Ok(back(id, "retiree"))
}

/// The account with this identity.
pub(super) async fn account(app: &App, id: Uuid) -> Result<Account, Failure> {
    let mut conn = app.store.reader().await?;
    accounts::by_id(&mut conn, id).await?.ok_or_else(Failure::not_found)
}

pub(super) fn back(id: Uuid, word: &str) -> Response {
    let query = if word.is_empty() { String::new() } else { format!("?{word}") };
    Redirect::to(&format!("{}{query}", member_href(id))).into_response()
}

/// Sessions as the journal keeps them: « A01 11:00, K03 12:30 ».
fn named(programme: &Programme, sessions: &[Uuid]) -> String {
    let sessions = sessions.iter().filter_map(|id| programme.session(*id));
    let named =
        sessions.map(|session| format!("{}, {}", session.code, fr::clock(session.span.start())));
    named.collect::<Vec<_>>().join("\u{a0}; ")
}

async fn page(app: &App, member: &Member, id: Uuid, asked: Asked) -> Answer {
    let account = account(app, id).await?;
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let led = hostings::sessions_of(&mut conn, id).await?;
    let signed_in = open_sessions(&mut conn, id, None).await?;
    drop(conn);
    let view = MemberView {
        own: account.id == member.id,
        id: account.id,
        email: account.email,
        role: account.role,
        ready: account.password_hash.is_some(),
        closed_at: account.closed_at,
        second_factor: account.totp_since,
        by_letter: app.config.smtp_url.is_some(),
        sessions: groups(&programme, &led),
        signed_in,
        errors: asked.errors,
        invitation: asked.invitation,
        said: asked.said,
    };
    let page = staff_page(app, member, view.email.clone(), CURRENT).await?;
    let page = if view.errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <MemberPage view/> }).await)
}

/// The sessions of an account that go on; `current` is the one that looks.
pub async fn open_sessions(
    conn: &mut Conn,
    account: Uuid,
    current: Option<Vec<u8>>,
) -> Result<Vec<SessionLine>, store::Error> {
    let line = |session: OpenSession| SessionLine {
        id: hex(&session.token_hash),
        current: current.as_ref() == Some(&session.token_hash),
        browser: session.browser,
        since: session.created_at,
        seen_at: session.seen_at,
    };
    Ok(accounts::of_account(conn, account, now()).await?.into_iter().map(line).collect())
}

/// What there is to lead: by slot, then the visits of kiosks.
fn groups(programme: &Programme, led: &[Uuid]) -> Vec<(String, Vec<Led>)> {
    let of = |slot: Option<&str>| -> Vec<Led> {
        let here = programme.sessions.iter().filter(|session| session.slot.as_deref() == slot);
        here.map(|session| choice(session, led)).collect()
    };
    let slots = programme.plan.slots.iter();
    slots
        .map(|slot| (slot.name.clone(), of(Some(&slot.code))))
        .chain(std::iter::once(("Visites des kiosques".to_owned(), of(None))))
        .filter(|(_, sessions)| !sessions.is_empty())
        .collect()
}

fn choice(session: &Session, led: &[Uuid]) -> Led {
    let at = fr::clock(session.span.start());
    Led {
        id: session.id,
        label: format!("{}, {at}\u{a0}: {}", session.code, session.title),
        checked: led.contains(&session.id),
    }
}

/// What an account leads, by code.
pub(super) async fn leads(app: &App, id: Uuid) -> Result<String, store::Error> {
    let programme = app.store.programme().await?;
    let led = hostings::sessions_of(&mut app.store.reader().await?, id).await?;
    Ok(codes(&programme, &led))
}
