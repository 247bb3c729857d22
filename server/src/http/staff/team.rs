//! `/organisation/equipe`: who is in the team, and how to join it.

pub mod closing;
pub mod member;

use std::collections::HashMap;

use app::components::{FormErrors, Tone};
use app::fr;
use app::pages::staff::team::invitation::Invitation;
use app::pages::staff::{TeamLine, TeamPage, TeamView};
use axum::Extension;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse, Redirect};
use domain::participant::{Email, Fault, Field};
use domain::programme::Programme;
use domain::role::{Access, Role};
use leptos::prelude::*;
use serde_json::json;
use store::journal::{self, Change};
use store::{Conn, accounts, hostings};
use uuid::Uuid;

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::http::form::{Fields, one_error};
use crate::invitations::{Invited, invite_from_page};
use crate::render::Answer;
use crate::state::App;

/// Where the team is.
const CURRENT: &str = "/organisation/equipe";

/// What was typed, and what came of it.
#[derive(Debug, Default)]
struct Asked {
    email: String,
    role: Option<Role>,
    errors: FormErrors,
    invitation: Option<Invitation>,
    said: Option<(Tone, String)>,
}

/// `GET /organisation/equipe`
pub async fn list(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    RawQuery(query): RawQuery,
) -> Answer {
    let said = (query.as_deref() == Some("regle"))
        .then(|| (Tone::Accepted, "C’est noté\u{a0}: le réglage est changé.".to_owned()));
    show(&app, &member, Asked { said, ..Asked::default() }).await
}

/// `POST /organisation/equipe`: the link is on this one answer and nowhere else.
pub async fn invite_member(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let typed = fields.text("email");
    let role = Role::parse(&fields.text("role")).unwrap_or(Role::Door);
    let email = match read(&typed, role, &member) {
        Ok(email) => email,
        Err(sentence) => return refused(&app, &member, typed, role, sentence).await,
    };
    let address = email.to_string();
    let invitation = match invite_from_page(&app, email, role, member.email.clone()).await {
        Ok(invited) => Some(shown(&app, address, invited)),
        Err(store::Error::Refused(refusal)) => {
            return refused(&app, &member, typed, role, fr::team_refusal(&refusal)).await;
        }
        Err(error) => return Err(error.into()),
    };
    show(&app, &member, Asked { invitation, ..Asked::default() }).await
}

async fn refused(
    app: &App,
    member: &Member,
    email: String,
    role: Role,
    sentence: String,
) -> Answer {
    let errors = one_error("email", sentence);
    show(app, member, Asked { email, role: Some(role), errors, ..Asked::default() }).await
}

/// An invitation as the page tells it.
fn shown(app: &App, email: String, invited: Invited) -> Invitation {
    match invited {
        Invited::Sent => Invitation::Sent { email },
        Invited::Shown(path) => {
            Invitation::Shown { email, link: format!("{}{path}", app.public_url) }
        }
    }
}

/// `POST /organisation/equipe/reglages`
pub async fn set_up(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    fields: Fields,
) -> Answer {
    let (needed, at) = (fields.ticked("double"), now());
    app.store
        .write_beside(async move |conn| {
            if !accounts::set_admins_need_totp(conn, needed).await? {
                return Ok(());
            }
            let change =
                Change { before: json!({ "double": !needed }), after: json!({ "double": needed }) };
            let line = (member.email.as_str(), "team.setting", "", "");
            journal::write_change(conn, line, &change, at).await
        })
        .await?;
    Ok(Redirect::to(&format!("{CURRENT}?regle")).into_response())
}

/// The address, unless it is none, or an admin would shut themselves out.
fn read(typed: &str, role: Role, member: &Member) -> Result<Email, String> {
    let fault = if typed.trim().is_empty() { Fault::Missing } else { Fault::Malformed };
    let email = Email::parse(typed).ok_or_else(|| fr::fault(Field::Email, fault))?;
    if email.key() == member.email.to_lowercase() && role != member.role {
        return Err(fr::NOT_ONES_OWN_ROLE.to_owned());
    }
    Ok(email)
}

async fn show(app: &App, member: &Member, asked: Asked) -> Answer {
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let team = TeamView {
        lines: lines(&mut conn, &programme).await?,
        may_manage: member.role.may(Access::Admin),
        by_letter: app.config.smtp_url.is_some(),
        admins_need_totp: accounts::admins_need_totp(&mut conn).await?,
        email: asked.email,
        role: asked.role.unwrap_or(Role::Door),
        errors: asked.errors,
        invitation: asked.invitation,
        said: asked.said,
    };
    drop(conn);
    let page = staff_page(app, member, "Équipe", CURRENT).await?;
    let page = if team.errors.is_empty() { page } else { page.refused() };
    Ok(page.show(app, move || view! { <TeamPage team/> }).await)
}

async fn lines(conn: &mut Conn, programme: &Programme) -> Result<Vec<TeamLine>, store::Error> {
    let team = accounts::all(conn).await?;
    let seen: HashMap<_, _> = accounts::last_seen(conn, now()).await?.into_iter().collect();
    let mut led: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for (account, session) in hostings::all(conn).await? {
        led.entry(account).or_default().push(session);
    }
    let leads = |account: &accounts::Account| {
        let theirs = led.get(&account.id).filter(|_| account.role == Role::Host);
        theirs.map_or_else(String::new, |sessions| codes(programme, sessions))
    };
    Ok(team
        .into_iter()
        .map(|account| TeamLine {
            leads: leads(&account),
            seen_at: seen.get(&account.id).copied(),
            id: account.id,
            email: account.email,
            role: account.role,
            ready: account.password_hash.is_some(),
            closed: account.closed_at.is_some(),
            second_factor: account.totp_since.is_some(),
        })
        .collect())
}

/// The codes of sessions, each once, in the order of the day: « A01, K03 ».
fn codes(programme: &Programme, sessions: &[Uuid]) -> String {
    let mut codes: Vec<&str> = Vec::new();
    for session in sessions.iter().filter_map(|id| programme.session(*id)) {
        if !codes.contains(&session.code.as_str()) {
            codes.push(&session.code);
        }
    }
    codes.join(", ")
}
