//! `/animation`: the hosts’ pages. A host sees the sessions bound to them; organisers see all.

pub mod attendance;
pub mod message;

use std::collections::HashMap;

use app::pages::ErrorKind;
use app::pages::hosting::{Hosted, HostingPage};
use app::shell::{Frame, Staff};
use axum::extract::{Extension, State};
use domain::programme::Session;
use domain::role::Role;
use leptos::prelude::*;
use store::{figures, hostings};
use uuid::Uuid;

use crate::access::Member;
use crate::clock::now;
use crate::render::{Answer, Failure, Page};
use crate::state::App;

/// `GET /animation`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let all = member.role != Role::Host;
    let bound = if all { Vec::new() } else { hostings::sessions_of(&mut conn, member.id).await? };
    let present: HashMap<Uuid, u32> = figures::by_session(&mut conn).await?.into_iter().collect();
    drop(conn);
    let sessions: Vec<Hosted> = programme
        .sessions
        .iter()
        .filter(|session| all || bound.contains(&session.id))
        .map(|session| Hosted {
            present: present.get(&session.id).copied().unwrap_or(0),
            session: session.clone(),
        })
        .collect();
    let now = now();
    let page = framed("Animation", &member);
    Ok(page.show(&app, move || view! { <HostingPage sessions all now/> }).await)
}

fn framed(title: impl Into<String>, member: &Member) -> Page {
    let staff = Staff { current: "/animation", role: member.role, unsent: None };
    Page::private(title, Frame::Staff(staff))
}

/// The session, for whoever may see its people.
///
/// # Errors
/// There is none, or another host leads it.
async fn hosted(app: &App, member: &Member, id: Uuid) -> Result<Session, Failure> {
    let programme = app.store.programme().await?;
    let session = programme.session(id).ok_or_else(Failure::not_found)?;
    if member.role == Role::Host {
        let mut conn = app.store.reader().await?;
        if !hostings::leads(&mut conn, member.id, id).await? {
            return Err(ErrorKind::Forbidden.into());
        }
    }
    Ok(session.clone())
}
