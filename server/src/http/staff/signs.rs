//! `/organisation/exports/affiches` and `/programme-de-poche`: the programme on paper.

use app::fr;
use app::pages::staff::{ON_A_SIGN, PocketProgrammePage, Sign, SignActivity, SignsPage};
use app::shell::Frame;
use axum::Extension;
use axum::extract::State;
use domain::programme::{Programme, Session};
use leptos::prelude::*;

use super::note_paper;
use crate::access::Member;
use crate::qr;
use crate::render::{Answer, Page};
use crate::state::App;

/// `GET /organisation/exports/affiches`
pub async fn show(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    let signs = signs(&app, &programme);
    note_paper(&app, member, "export.affiches", "").await?;
    let conference = programme.plan.event.name.clone();
    let day = fr::long_date(programme.plan.event.span.start());
    let page = Page::private("Affiches de salle", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <SignsPage conference day signs/> }).await)
}

/// `GET /organisation/exports/programme-de-poche`
pub async fn pocket(State(app): State<App>, Extension(member): Extension<Member>) -> Answer {
    let programme = app.store.programme().await?;
    note_paper(&app, member, "export.programme", "").await?;
    let qr = qr::picture(&format!("{}/programme", app.public_url));
    let page = Page::private("Programme de poche", Frame::Paper).with_print_button();
    Ok(page.show(&app, move || view! { <PocketProgrammePage programme qr/> }).await)
}

/// Room by room, in the order in which the programme names them.
fn signs(app: &App, programme: &Programme) -> Vec<Sign> {
    let mut signs = Vec::new();
    for room in &programme.plan.rooms {
        let here = |session: &&Session| session.room == room.name && !session.cancelled;
        let mut activities: Vec<SignActivity> = Vec::new();
        for session in programme.sessions.iter().filter(here) {
            let hours = fr::hours(session.span);
            match activities.iter_mut().find(|known| known.code == session.code) {
                Some(known) => known.hours.push(hours),
                None => activities.push(activity(app, programme, session, hours)),
            }
        }
        signs.extend(
            activities.chunks(ON_A_SIGN).map(|activities| Sign {
                room: room.name.clone(),
                activities: activities.to_vec(),
            }),
        );
    }
    signs
}

fn activity(app: &App, programme: &Programme, session: &Session, hours: String) -> SignActivity {
    SignActivity {
        code: session.code.clone(),
        title: session.title.clone(),
        hosts: programme.activity(&session.code).map_or_else(String::new, app::components::hosts),
        hours: vec![hours],
        qr: qr::picture(&format!("{}/programme/{}", app.public_url, session.code)),
    }
}
