use std::sync::Arc;

use domain::programme::{Programme, Session};
use leptos::prelude::*;

use crate::components::{SeatMeter, TimeOfDay};

/// `/animation`: what hosts need to know of the day, without anybody's name.
#[component]
pub fn HostingPage(
    /// The programme as it stands.
    programme: Arc<Programme>,
) -> impl IntoView {
    let rows: Vec<_> = programme.sessions.iter().cloned().map(row).collect();
    view! {
        <header class="page-head"><h1>"Animation"</h1></header>
        <p>"Les séances de la journée, leurs salles et leurs places. Les feuilles d’émargement sont remises par l’organisation."</p>
        <table class="rows">
            <caption class="spoken">"Séances de la journée"</caption>
            <thead>
                <tr>
                    <th scope="col">"Séance"</th>
                    <th scope="col">"Horaire"</th>
                    <th scope="col">"Salle"</th>
                    <th scope="col" class="number">"Inscrits"</th>
                    <th scope="col">"Places"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn row(session: Session) -> impl IntoView {
    view! {
        <tr>
            <th scope="row">
                <span class="code">{session.code.clone()}</span>" "
                <a href=format!("/programme/{}", session.code)>{session.title}</a>
            </th>
            <td data-label="Horaire"><TimeOfDay at=session.span.start() span=session.span/></td>
            <td data-label="Salle">{session.room}</td>
            <td class="number" data-label="Inscrits">{session.seats.taken}" / "{session.seats.capacity}</td>
            <td data-label="Places"><SeatMeter seats=session.seats/></td>
        </tr>
    }
}
