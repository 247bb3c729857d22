//! `/organisation/exports`: files to take away.

use app::pages::staff::ExportsPage;
use axum::Extension;
use axum::extract::{Path, State};
use axum::response::IntoResponse;
use leptos::prelude::*;
use store::journal;

use super::staff_page;
use crate::access::Member;
use crate::clock::now;
use crate::exports::{ExportError, download, parse_file};
use crate::render::{Answer, Failure, fault};
use crate::state::App;

/// `GET /organisation/exports`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    let held = programme.sessions.iter().filter(|session| !session.cancelled).count();
    // One more for the conference as a whole.
    let sheets = u32::try_from(held).unwrap_or(u32::MAX).saturating_add(1);
    let page = staff_page(&app, &member, "Exports", "/organisation/exports").await?;
    Ok(page.show(&app, move || view! { <ExportsPage sheets/> }).await)
}

/// `GET /organisation/exports/{file}`: noted in the journal before the first byte leaves.
pub async fn file(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(file): Path<String>,
) -> Answer {
    let (list, format) = parse_file(&file).ok_or_else(Failure::not_found)?;
    let at = now();
    app.store
        .write(async move |conn| {
            let action = format!("export.{}", list.as_str());
            journal::write(conn, &member.email, &action, "", format.as_str(), at).await
        })
        .await?;
    match download(app.store.clone(), list, format, at).await {
        Ok(download) => Ok(download.into_response()),
        Err(ExportError::Store(error)) => Err(error.into()),
        Err(error) => Err(fault(&error).into()),
    }
}
