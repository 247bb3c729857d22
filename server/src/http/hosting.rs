//! `/animation`: the hosts' page.

use app::pages::HostingPage;
use app::shell::{Frame, Staff};
use axum::extract::{Extension, State};
use leptos::prelude::*;

use crate::access::Member;
use crate::render::{Answer, Page};
use crate::state::App;

/// `GET /animation`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    let staff = Staff { current: "/animation", role: member.role, unsent: None };
    let page = Page::private("Animation", Frame::Staff(staff));
    Ok(page.show(&app, move || view! { <HostingPage programme/> }).await)
}
