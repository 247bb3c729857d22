//! `/organisation/equipe/{id}/fermer` and `rouvrir`: accounts are closed, never erased.

use app::fr;
use app::pages::ErrorKind;
use app::pages::staff::team::member::MemberClosingPage;
use axum::Extension;
use axum::extract::{Path, State};
use leptos::prelude::*;
use store::{accounts, journal};
use uuid::Uuid;

use super::super::staff_page;
use super::CURRENT;
use super::member::{account, back, leads};
use crate::access::Member;
use crate::clock::now;
use crate::render::Answer;
use crate::state::App;

/// `GET /organisation/equipe/{id}/fermer`
pub async fn ask(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let account = account(&app, id).await?;
    if account.closed_at.is_some() || id == member.id {
        return Ok(back(id, ""));
    }
    let leads = leads(&app, id).await?;
    let (email, role) = (account.email, account.role);
    let page = staff_page(&app, &member, "Fermer un compte", CURRENT).await?;
    Ok(page.show(&app, move || view! { <MemberClosingPage id email role leads/> }).await)
}

/// `POST /organisation/equipe/{id}/fermer`
pub async fn close(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let account = account(&app, id).await?;
    if id == member.id {
        return Err(ErrorKind::Refused(fr::NOT_ONES_OWN_ROLE.to_owned()).into());
    }
    let at = now();
    app.store
        .write_beside(async move |conn| {
            if !accounts::close(conn, id, at).await? {
                return Ok(());
            }
            journal::write(conn, &member.email, "team.close", &account.email, "", at).await
        })
        .await?;
    Ok(back(id, "ferme"))
}

/// `POST /organisation/equipe/{id}/rouvrir`
pub async fn reopen(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let account = account(&app, id).await?;
    let at = now();
    app.store
        .write_beside(async move |conn| {
            if !accounts::reopen(conn, id).await? {
                return Ok(());
            }
            journal::write(conn, &member.email, "team.reopen", &account.email, "", at).await
        })
        .await?;
    Ok(back(id, "rouvert"))
}
