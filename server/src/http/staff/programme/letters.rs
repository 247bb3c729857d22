//! `/organisation/programme/lettres/{id}/rappeler`: letters called back before they leave.

use app::fr;
use app::pages::staff::programme::{CallBackPage, PROGRAMME};
use axum::Extension;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect};
use leptos::prelude::*;
use store::{announcements, journal};
use uuid::Uuid;

use crate::access::Member;
use crate::clock::now;
use crate::http::staff::staff_page;
use crate::render::Answer;
use crate::state::App;

/// `POST /organisation/programme/lettres/{id}/rappeler`
pub async fn call_back(
    State(app): State<App>,
    Extension(member): Extension<Member>,
    Path(id): Path<Uuid>,
) -> Answer {
    let (at, actor) = (now(), member.email.clone());
    let (about, back) = app
        .store
        .write_beside(async move |conn| {
            let about = announcements::by_id(conn, id).await?.about;
            let back = announcements::call_back(conn, id, at).await?;
            if back > 0 {
                let detail = fr::count(back, "lettre", "lettres");
                journal::write(conn, &actor, "announcement.call_back", &about, &detail, at).await?;
            }
            Ok((about, back))
        })
        .await?;
    if back > 0 {
        return Ok(Redirect::to(&format!("{PROGRAMME}?rappelees#lettres")).into_response());
    }
    let page = staff_page(&app, &member, "Lettres déjà parties", PROGRAMME).await?;
    let page = page.status(StatusCode::CONFLICT);
    Ok(page.show(&app, move || view! { <CallBackPage about/> }).await)
}
