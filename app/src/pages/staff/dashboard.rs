use std::collections::HashMap;
use std::sync::Arc;

use domain::programme::{Programme, Session};
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::session::session_href;
use crate::components::{Notice, SeatMeter, TimeOfDay, Tone};
use crate::fr;

/// The numbers organisers look at first.
#[derive(Clone, Debug)]
pub struct DashboardView {
    /// With a place.
    pub registered: u32,
    /// On the waiting list.
    pub waiting: u32,
    /// Who gave their place up.
    pub cancelled: u32,
    /// Let in at the main entrance.
    pub arrived: u32,
    /// Let in at each session's door.
    pub present: HashMap<Uuid, u32>,
    /// Letters that were given up.
    pub failed_letters: u32,
    /// What time it is.
    pub now: Moment,
}

/// `/organisation`: how the conference stands.
#[component]
pub fn DashboardPage(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// The numbers.
    dashboard: DashboardView,
) -> impl IntoView {
    let event = &programme.plan.event;
    let nobody = dashboard.registered + dashboard.waiting + dashboard.cancelled == 0;
    view! {
        <header class="page-head">
            <h1>"Tableau de bord"</h1>
            <p class="actions">
                <a class="button small" href="/organisation/participants/nouveau">"Inscrire une personne"</a>
                " "
                <a class="button small secondary" href="/organisation/exports">"Exporter"</a>
            </p>
        </header>
        <p class="soft">
            {event.name.clone()}". "{fr::long_date(event.span.start())}", "
            {fr::days_until(event.span.start(), dashboard.now)}". À jour à "
            <TimeOfDay at=dashboard.now/>"."
        </p>
        {(dashboard.failed_letters > 0).then(|| failed(dashboard.failed_letters))}
        {nobody.then(first_steps)}
        {figures(&programme, &dashboard)}
        {slots(&programme, &dashboard)}
        {kiosks(&programme, &dashboard)}
    }
}

fn failed(letters: u32) -> AnyView {
    view! {
        <Notice tone=Tone::Attention icon="mail">
            <p>
                {fr::count(letters, "lettre n’est pas partie", "lettres ne sont pas parties")}
                ", après plusieurs essais. "
                <a href="/organisation/courriels?etat=echecs">"Voir pourquoi et renvoyer"</a>
            </p>
        </Notice>
    }
    .into_any()
}

fn first_steps() -> AnyView {
    view! {
        <div class="empty">
            <h2>"Personne n’est encore inscrit"</h2>
            <p>"Relisez le programme tel que le public le voit, puis donnez l’adresse de ce site. Chaque inscription apparaît ici aussitôt."</p>
            <p class="actions">
                <a class="button" href="/programme">"Relire le programme"</a>
                <a class="button secondary" href="/organisation/participants/nouveau">"Inscrire une première personne"</a>
            </p>
        </div>
    }
    .into_any()
}

fn figures(programme: &Programme, dashboard: &DashboardView) -> AnyView {
    let workshops = programme.sessions.iter().filter(|session| session.slot.is_some());
    let (taken, capacity) = workshops
        .map(|session| session.seats)
        .fold((0, 0), |(taken, all), seats| (taken + seats.taken, all + seats.capacity));
    let waiting =
        if dashboard.waiting < 2 { "personne en attente" } else { "personnes en attente" };
    view! {
        <dl class="figures">
            <div><dt>{format!("inscrits sur {}", programme.places.capacity)}</dt><dd>{dashboard.registered}</dd></div>
            <div><dt>{waiting}</dt><dd>{dashboard.waiting}</dd></div>
            <div><dt>{if dashboard.cancelled < 2 { "annulation" } else { "annulations" }}</dt><dd>{dashboard.cancelled}</dd></div>
            <div><dt>"pointés à l’entrée"</dt><dd>{dashboard.arrived}</dd></div>
            <div><dt>{format!("places d’atelier prises sur {capacity}")}</dt><dd>{taken}</dd></div>
        </dl>
    }
    .into_any()
}

fn slots(programme: &Programme, dashboard: &DashboardView) -> Vec<AnyView> {
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

fn kiosks(programme: &Programme, dashboard: &DashboardView) -> Option<AnyView> {
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
