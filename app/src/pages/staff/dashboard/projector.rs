//! `/organisation/projecteur`: arrivals on a wall, without anybody's name.

use leptos::prelude::*;

use crate::components::Columns;
use crate::fr;

/// Where its content is asked for.
pub const LIVE: &str = "/organisation/projecteur/chiffres";

/// What is projected.
#[derive(Clone, Debug)]
pub struct ProjectorView {
    /// Let in at the main entrance.
    pub arrived: u32,
    /// Expected: those with a place.
    pub expected: u32,
    /// Each session that goes on or begins soon: its name, who is there, who is expected.
    pub doors: Vec<(String, u32, u32)>,
    /// Each five minutes of the day, and how many came.
    pub arrivals: Vec<(String, u32)>,
}

/// `/organisation/projecteur`: read from the back of a room.
#[component]
pub fn ProjectorPage(
    /// The conference's short name.
    name: String,
    /// The numbers.
    projector: ProjectorView,
) -> impl IntoView {
    view! {
        <header class="page-head no-print">
            <h1>{name}</h1>
            <p><a href="/organisation">"Tableau de bord"</a></p>
        </header>
        <div class="projector" data-live=LIVE><ProjectorBody projector/></div>
    }
}

/// What changes on it.
#[component]
pub fn ProjectorBody(
    /// The numbers.
    projector: ProjectorView,
) -> impl IntoView {
    let missing = projector.expected.saturating_sub(projector.arrived);
    let doors: Vec<_> = projector
        .doors
        .into_iter()
        .map(|(name, present, expected)| {
            view! {
                <li><span>{name}</span><strong>{present}" / "{expected}</strong></li>
            }
        })
        .collect();
    let summary = format!(
        "{} sur {}",
        fr::count(projector.arrived, "personne arrivée", "personnes arrivées"),
        projector.expected
    );
    let arrivals = projector.arrivals;
    view! {
        <p class="projected">
            <strong>{projector.arrived}</strong>
            <span>{format!("arrivés sur {}", projector.expected)}</span>
        </p>
        <p class="projected-rest">{fr::count(missing, "personne encore attendue", "personnes encore attendues")}</p>
        {(!arrivals.is_empty()).then(|| view! {
            <Columns title="Arrivées par cinq minutes" summary points=arrivals head=("À partir de", "Arrivées")/>
        })}
        {(!doors.is_empty()).then(|| view! { <ul class="projected-doors">{doors}</ul> })}
    }
}
