use domain::participant::{AccessNeed, Department};
use leptos::prelude::*;
use uuid::Uuid;

use super::ParticipantsView;
use crate::components::Icon;
use crate::fr;

/// Which registrations are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shown {
    /// All but the cancelled.
    #[default]
    Living,
    /// With a place.
    Registered,
    /// On the waiting list.
    Waiting,
    /// Who gave their place up.
    Cancelled,
    /// Everybody.
    All,
}

impl Shown {
    const ALL: [Self; 5] =
        [Self::Living, Self::Registered, Self::Waiting, Self::Cancelled, Self::All];

    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Living => "",
            Self::Registered => "inscrits",
            Self::Waiting => "attente",
            Self::Cancelled => "annules",
            Self::All => "tous",
        }
    }

    /// Reads the word back; one that is unknown shows the usual list.
    #[must_use]
    pub fn parse(word: &str) -> Self {
        Self::ALL.into_iter().find(|shown| shown.as_str() == word).unwrap_or_default()
    }

    fn label(self) -> &'static str {
        match self {
            Self::Living => "Inscrits et en attente",
            Self::Registered => "Inscrits",
            Self::Waiting => "En attente",
            Self::Cancelled => "Annulés",
            Self::All => "Tout le monde",
        }
    }
}

/// What narrows the list, as the address says it.
#[derive(Clone, Debug, Default)]
pub struct FiltersView {
    /// What was typed.
    pub words: String,
    /// Which registrations.
    pub shown: Shown,
    /// `oui`, `non`, or nothing.
    pub arrived: String,
    /// The identity of a session, or nothing.
    pub session: String,
    /// The number of a département, `none`, or nothing.
    pub department: String,
    /// A part of an organisation's name, or nothing.
    pub organisation: String,
    /// The word of an access need, `any`, or nothing.
    pub need: String,
    /// Whether needs may be asked for.
    pub may_see_needs: bool,
    /// The sessions to choose among, each with its name.
    pub sessions: Vec<(Uuid, String)>,
    /// The organisations proposed.
    pub organisations: Vec<String>,
}

impl FiltersView {
    /// Whether nothing narrows the list.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty() && self.shown == Shown::Living && self.further() == 0
    }

    /// How many of the filters that are folded away are in force.
    fn further(&self) -> u32 {
        let all = [&self.arrived, &self.session, &self.department, &self.organisation, &self.need];
        all.into_iter().filter(|word| !word.is_empty()).fold(0, |count, _| count + 1)
    }
}

/// The search and the filters: one plain form, whose address can be kept and sent.
pub(super) fn form(list: &ParticipantsView) -> AnyView {
    let filters = &list.filters;
    let further = filters.further();
    view! {
        <search>
            <form id="recherche" class="filter-form" action="/organisation/participants" method="get">
                <div class="inline-form">
                    <div class="field">
                        <label for="q">"Nom, organisation, adresse ou code"</label>
                        <input id="q" name="q" type="search" value=filters.words.clone()
                            autocomplete="off" spellcheck="false" aria-keyshortcuts="/"/>
                    </div>
                    <div class="field short">
                        <label for="etat">"État"</label>
                        <select id="etat" name="etat">{states(filters.shown)}</select>
                    </div>
                    <button type="submit"><Icon name="search"/>"Chercher"</button>
                </div>
                <details class="further" open={further > 0}>
                    <summary>
                        "Plus de filtres"
                        {(further > 0).then(|| format!("\u{a0}: {further}"))}
                    </summary>
                    <div class="filter-fields">{more(filters)}</div>
                </details>
            </form>
        </search>
    }
    .into_any()
}

fn states(chosen: Shown) -> Vec<impl IntoView + use<>> {
    Shown::ALL
        .into_iter()
        .map(|shown| {
            view! { <option value=shown.as_str() selected={shown == chosen}>{shown.label()}</option> }
        })
        .collect()
}

fn more(filters: &FiltersView) -> AnyView {
    let sessions =
        filters.sessions.iter().map(|(id, name)| (id.to_string(), name.clone())).collect();
    let departments = Department::ALL
        .into_iter()
        .map(|department| (department.as_str().to_owned(), department.name().to_owned()))
        .chain([("none".to_owned(), "Non précisé".to_owned())])
        .collect();
    let needs = std::iter::once(("any".to_owned(), "Au moins un".to_owned()))
        .chain(
            AccessNeed::ALL
                .map(|need| (need.as_str().to_owned(), fr::access_need(need).to_owned())),
        )
        .collect();
    let arrivals =
        vec![("oui".to_owned(), "Arrivés".to_owned()), ("non".to_owned(), "Pas encore".to_owned())];
    let organisations: Vec<_> = filters
        .organisations
        .iter()
        .map(|name| view! { <option value=name.clone()></option> })
        .collect();
    view! {
        {choice("arrivee", "Arrivée", "Tous", &filters.arrived, arrivals)}
        {choice("seance", "Séance", "Toutes", &filters.session, sessions)}
        {choice("departement", "Département", "Tous", &filters.department, departments)}
        <div class="field">
            <label for="organisation">"Organisation"</label>
            <input id="organisation" name="organisation" type="text" list="organisations"
                value=filters.organisation.clone() autocomplete="off"/>
            <datalist id="organisations">{organisations}</datalist>
        </div>
        {filters.may_see_needs.then(|| choice("besoin", "Besoin pour participer", "Peu importe", &filters.need, needs))}
    }
    .into_any()
}

fn choice(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    chosen: &str,
    options: Vec<(String, String)>,
) -> AnyView {
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect();
    view! {
        <div class="field">
            <label for=name>{label}</label>
            <select id=name name=name>
                <option value="">{any}</option>
                {options}
            </select>
        </div>
    }
    .into_any()
}
