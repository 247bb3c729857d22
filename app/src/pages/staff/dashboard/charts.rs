use domain::programme::{Programme, Session};
use leptos::prelude::*;

use super::DashboardView;
use crate::components::{Bar, Bars, Columns, Curve};
use crate::fr;

/// What is drawn.
#[derive(Clone, Debug, Default)]
pub struct Charts {
    /// Each day since the first registration, and how many had a place by its end.
    pub registrations: Vec<(String, u32)>,
    /// Each five minutes of the day, and how many came.
    pub arrivals: Vec<(String, u32)>,
    /// How many come from each département, the most first.
    pub departments: Vec<(String, u32)>,
    /// How many come from each kind of organisation, the most first.
    pub sectors: Vec<(String, u32)>,
}

/// The drawings, those of the day itself first once it has begun.
pub(super) fn drawn(programme: &Programme, dashboard: &DashboardView) -> AnyView {
    let charts = &dashboard.charts;
    view! {
        {(!charts.arrivals.is_empty()).then(|| arrivals(dashboard))}
        {(!charts.registrations.is_empty()).then(|| registrations(programme, dashboard))}
        {fill(programme)}
        <div class="plots">
            {shares("departements", "Par département", &charts.departments)}
            {shares("organisations", "Par sorte d’organisation", &charts.sectors)}
        </div>
    }
    .into_any()
}

fn arrivals(dashboard: &DashboardView) -> AnyView {
    let points = dashboard.charts.arrivals.clone();
    let most = points.iter().max_by_key(|(_, people)| *people).cloned().unwrap_or_default();
    let summary = format!(
        "{} à l’entrée. Le plus grand nombre\u{a0}: {} à {}. Les nombres sont dans le tableau.",
        fr::count(dashboard.arrived, "personne pointée", "personnes pointées"),
        fr::count(most.1, "personne", "personnes"),
        most.0,
    );
    view! {
        <section aria-labelledby="arrivees">
            <h2 id="arrivees">"Arrivées"</h2>
            <Columns title="Personnes pointées à l’entrée, par cinq minutes" summary points
                head=("À partir de", "Arrivées")/>
        </section>
    }
    .into_any()
}

fn registrations(programme: &Programme, dashboard: &DashboardView) -> AnyView {
    let points = dashboard.charts.registrations.clone();
    let capacity = programme.places.capacity;
    let summary = format!(
        "{} sur {}. Les nombres sont dans le tableau.",
        fr::count(dashboard.registered, "personne inscrite", "personnes inscrites"),
        fr::count(capacity, "place", "places"),
    );
    let ceiling = (capacity, fr::count(capacity, "place en tout", "places en tout"));
    view! {
        <section aria-labelledby="courbe">
            <h2 id="courbe">"Inscriptions"</h2>
            <Curve title="Personnes inscrites, jour après jour" summary points ceiling
                head=("Jour", "Inscrites")/>
        </section>
    }
    .into_any()
}

fn fill(programme: &Programme) -> AnyView {
    let slots: Vec<_> = programme
        .plan
        .slots
        .iter()
        .map(|slot| {
            let sessions = programme.sessions_in(&slot.code).filter(|session| !session.cancelled);
            let bars = sessions.map(bar).collect::<Vec<_>>();
            let id = format!("remplissage-{}", slot.code);
            view! {
                <section aria-labelledby=id.clone()>
                    <h3 id=id.clone()>{slot.name.clone()}</h3>
                    <Bars bars/>
                </section>
            }
        })
        .collect();
    view! {
        <section aria-labelledby="remplissage">
            <h2 id="remplissage">"Remplissage des ateliers"</h2>
            <p class="plot-key">
                <span class="key filled">"Prises"</span>
                <span class="key limit">"Libres"</span>
                <span class="key beyond">"En attente"</span>
            </p>
            <div class="plots">{slots}</div>
        </section>
    }
    .into_any()
}

fn bar(session: &Session) -> Bar {
    let seats = session.seats;
    let waiting = (session.waiting > 0).then(|| format!(", {} en attente", session.waiting));
    Bar {
        name: format!("{} {}", session.code, session.title),
        value: seats.taken,
        of: seats.capacity,
        beyond: session.waiting,
        words: format!("{} sur {}{}", seats.taken, seats.capacity, waiting.unwrap_or_default()),
    }
}

fn shares(id: &'static str, title: &'static str, shares: &[(String, u32)]) -> Option<AnyView> {
    let bars: Vec<Bar> = shares
        .iter()
        .map(|(name, people)| Bar {
            name: name.clone(),
            value: *people,
            of: 0,
            beyond: 0,
            words: people.to_string(),
        })
        .collect();
    (!bars.is_empty()).then(|| {
        view! {
            <section aria-labelledby=id>
                <h2 id=id>{title}</h2>
                <Bars bars/>
            </section>
        }
        .into_any()
    })
}
