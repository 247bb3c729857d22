//! Each session in a table: its seats, its line, who is there.

use domain::programme::{Programme, Session};
use leptos::prelude::*;

use super::DashboardView;
use crate::components::{SeatMeter, TimeOfDay};
use crate::fr;
use crate::pages::staff::session_href;

pub(super) fn slots(programme: &Programme, dashboard: &DashboardView) -> Vec<AnyView> {
    programme
        .plan
        .slots
        .iter()
        .map(|slot| {
            let sessions = programme
                .sessions
                .iter()
                .filter(|session| session.slot.as_ref() == Some(&slot.code));
            let title = format!("{}, {}", slot.name, fr::hours(slot.span));
            table(&format!("seances-{}", slot.code), title, sessions, dashboard, false)
        })
        .collect()
}

pub(super) fn kiosks(programme: &Programme, dashboard: &DashboardView) -> Option<AnyView> {
    let visits: Vec<_> =
        programme.sessions.iter().filter(|session| session.slot.is_none()).collect();
    (!visits.is_empty()).then(|| {
        table(
            "seances-kiosques",
            "Visites des kiosques".to_owned(),
            visits.into_iter(),
            dashboard,
            true,
        )
    })
}

fn table<'a>(
    id: &str,
    title: String,
    sessions: impl Iterator<Item = &'a Session>,
    dashboard: &DashboardView,
    hours: bool,
) -> AnyView {
    let rows: Vec<_> = sessions
        .map(|session| {
            let present = dashboard.present.get(&session.id).copied().unwrap_or(0);
            row(session, present, hours)
        })
        .collect();
    view! {
        <section aria-labelledby=id.to_owned()>
            <h2 id=id.to_owned()>{title.clone()}</h2>
            <table class="rows">
                <caption class="spoken">{title}"\u{a0}: places prises par séance"</caption>
                <thead>
                    <tr>
                        <th scope="col">"Séance"</th>
                        {hours.then(|| view! { <th scope="col">"Heure"</th> })}
                        <th scope="col">"Salle"</th>
                        <th scope="col" class="number">"Prises"</th>
                        <th scope="col">"Places"</th>
                        <th scope="col" class="number">"En attente"</th>
                        <th scope="col" class="number">"Pointés"</th>
                        <th scope="col"><span class="spoken">"Actions"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(session: &Session, present: u32, hours: bool) -> AnyView {
    let code = session.code.clone();
    let taken = format!("{}\u{a0}/\u{a0}{}", session.seats.taken, session.seats.capacity);
    view! {
        <tr>
            <th scope="row">
                <span class="code">{code.clone()}</span>" "
                <a href=session_href(session.id)>{session.title.clone()}</a>
                {session.cancelled.then_some(" (n’aura pas lieu)")}
            </th>
            {hours.then(|| view! { <td data-label="Heure"><TimeOfDay at=session.span.start()/></td> })}
            <td data-label="Salle">{session.room.clone()}</td>
            <td class="number" data-label="Prises">{taken}</td>
            <td data-label="Places"><SeatMeter seats=session.seats/></td>
            <td class="number" data-label="En attente">{session.waiting}</td>
            <td class="number" data-label="Pointés">{present}</td>
            <td>
                <div class="row-actions">
                    <a href=format!("/organisation/exports/emargement?seance={code}")>
                        "Feuille"<span class="spoken">" d’émargement "{code.clone()}</span>
                    </a>
                </div>
            </td>
        </tr>
    }
    .into_any()
}
