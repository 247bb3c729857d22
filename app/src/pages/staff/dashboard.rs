mod attention;
mod charts;
pub mod projector;
mod tables;

use std::collections::HashMap;
use std::sync::Arc;

use domain::programme::Programme;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use crate::components::TimeOfDay;
use crate::fr;

pub use attention::Attention;
pub use charts::Charts;

/// Where the part of the page that keeps itself up to date is asked for.
pub const LIVE: &str = "/organisation/tableau";

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
    /// What needs attention, the most pressing first.
    pub attention: Vec<Attention>,
    /// What is drawn.
    pub charts: Charts,
}

/// `/organisation`: how the conference stands.
#[component]
pub fn DashboardPage(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// The numbers.
    dashboard: DashboardView,
    /// What time it is.
    now: Moment,
) -> impl IntoView {
    let event = &programme.plan.event;
    let (name, start) = (event.name.clone(), event.span.start());
    view! {
        <header class="page-head">
            <h1>"Tableau de bord"</h1>
            <p class="actions">
                <a class="button small" href="/organisation/participants/nouveau">"Inscrire une personne"</a>
                " "
                <a class="button small secondary" href="/organisation/projecteur">"Projeter"</a>
                " "
                <a class="button small secondary" href="/organisation/exports">"Exporter"</a>
            </p>
        </header>
        <p class="soft">
            {name}". "{fr::long_date(start)}", "{fr::days_until(start, now)}". À jour à "
            <TimeOfDay at=now/>", puis au fil de l’eau."
        </p>
        <div class="stack" data-live=LIVE><DashboardBody programme dashboard/></div>
    }
}

/// The part of it that keeps itself up to date.
#[component]
pub fn DashboardBody(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// The numbers.
    dashboard: DashboardView,
) -> impl IntoView {
    let nobody = dashboard.registered + dashboard.waiting + dashboard.cancelled == 0;
    view! {
        {attention::list(&dashboard.attention)}
        {nobody.then(first_steps)}
        {figures(&programme, &dashboard)}
        {(!nobody).then(|| charts::drawn(&programme, &dashboard))}
        {tables::slots(&programme, &dashboard)}
        {tables::kiosks(&programme, &dashboard)}
    }
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
