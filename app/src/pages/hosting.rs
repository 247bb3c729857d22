//! `/animation`: what hosts need, for their own sessions.

mod message;
mod session;

use domain::programme::Session;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use crate::components::{SeatMeter, TimeOfDay};
use crate::fr;

pub use message::{HostMessageForm, HostMessagePage, HostMessageView};
pub use session::{Attendee, HostedPage, HostedView, WrittenMessage};

/// The address of a session's page for its host.
#[must_use]
pub fn hosted_href(id: Uuid) -> String {
    format!("/animation/{id}")
}

/// A session, and how many are there.
#[derive(Clone, Debug)]
pub struct Hosted {
    /// The session.
    pub session: Session,
    /// How many were let in at its door.
    pub present: u32,
}

/// `/animation`: one’s sessions.
#[component]
pub fn HostingPage(
    /// In the order of the day.
    sessions: Vec<Hosted>,
    /// Whether all of them are shown, as to organisers.
    all: bool,
    /// What time it is.
    now: Moment,
) -> impl IntoView {
    let cards: Vec<_> = sessions.iter().map(|hosted| card(hosted, now)).collect();
    let body = if cards.is_empty() {
        view! {
            <div class="empty">
                <h2>"Aucune séance ne vous est confiée"</h2>
                <p>"Demandez à l’organisation de vous confier votre atelier ou votre kiosque\u{a0}: vous verrez ici qui vient, noterez les présences et pourrez écrire aux personnes inscrites."</p>
            </div>
        }
        .into_any()
    } else {
        view! { <ul class="hosted">{cards}</ul> }.into_any()
    };
    let intro = if all {
        "Toutes les séances, comme leurs animateurs et animatrices les voient."
    } else {
        "Vos séances\u{a0}: qui vient, qui est là, et un mot à écrire."
    };
    view! {
        <header class="page-head"><h1>"Animation"</h1></header>
        <p>{intro}</p>
        {body}
    }
}

fn card(hosted: &Hosted, now: Moment) -> AnyView {
    let session = &hosted.session;
    let href = hosted_href(session.id);
    let title = format!("{} {}", session.code, session.title);
    let over = session.span.end() <= now;
    view! {
        <li class=over.then_some("over")>
            <h2>
                <span class="code">{session.code.clone()}</span>" "
                <a href=href.clone()>{session.title.clone()}</a>
                {session.cancelled.then_some(" (n’aura pas lieu)")}
            </h2>
            <p class="details">
                <TimeOfDay at=session.span.start() span=session.span/>
                ", "{session.room.clone()}
            </p>
            <SeatMeter seats=session.seats/>
            <p>
                {fr::count(session.seats.taken, "personne inscrite", "personnes inscrites")}
                ", "{fr::count(hosted.present, "présente", "présentes")}
                {(session.waiting > 0).then(|| format!(", {} en attente", session.waiting))}
            </p>
            <p class="actions">
                <a class="button small" href=href.clone()>"Liste et présences"<span class="spoken">" de "{title.clone()}</span></a>
                " "
                <a class="button small secondary" href=format!("/accueil/seance/{}", session.id)>
                    "Lire les billets"<span class="spoken">" pour "{title}</span>
                </a>
            </p>
        </li>
    }
    .into_any()
}
