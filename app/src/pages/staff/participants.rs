use domain::checkin::Standing;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::{StandingWord, or_dash, pages, participant_href, range};
use crate::components::{Icon, Pagination};
use crate::fr;

/// How many people are shown on a page.
pub const SIZE: u32 = 50;

/// Which people are listed.
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
    /// Let in at the main entrance.
    Arrived,
    /// With a place, not come yet.
    Expected,
}

impl Shown {
    const ALL: [Self; 6] = [
        Self::Living,
        Self::Registered,
        Self::Waiting,
        Self::Cancelled,
        Self::Arrived,
        Self::Expected,
    ];

    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Living => "",
            Self::Registered => "inscrits",
            Self::Waiting => "attente",
            Self::Cancelled => "annules",
            Self::Arrived => "arrives",
            Self::Expected => "attendus",
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
            Self::Arrived => "Arrivés",
            Self::Expected => "Attendus, pas encore là",
        }
    }
}

/// One person of the list.
#[derive(Clone, Debug)]
pub struct ParticipantLine {
    /// Their identity.
    pub id: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// Where they come from, in words; may be empty.
    pub department: String,
    /// Where their registration stands.
    pub standing: Standing,
    /// Whether they were let in at the main entrance.
    pub arrived: bool,
    /// The codes of what they hold; may be empty.
    pub chosen: String,
    /// When they registered.
    pub created_at: Moment,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct ParticipantsView {
    /// What was typed.
    pub typed: String,
    /// Which people are listed.
    pub shown: Shown,
    /// The page.
    pub lines: Vec<ParticipantLine>,
    /// How many match.
    pub total: u32,
    /// Which page it is, from 1.
    pub page: u32,
    /// The address of a page of the same search, up to its number.
    pub href: String,
}

/// `/organisation/participants`: everybody, searched and filtered.
#[component]
pub fn ParticipantsPage(
    /// The list.
    list: ParticipantsView,
) -> impl IntoView {
    let body = if list.total == 0 { empty(&list) } else { table(&list) };
    view! {
        <header class="page-head">
            <h1>"Participants"</h1>
            <p class="actions">
                <a class="button small" href="/organisation/participants/nouveau">"Inscrire une personne"</a>
                " "
                <a class="button small secondary" href="/organisation/exports/participants.xlsx">
                    <Icon name="download"/>"Excel"<span class="spoken">"\u{a0}: tous les participants"</span>
                </a>
            </p>
        </header>
        {search(&list)}
        {body}
    }
}

fn search(list: &ParticipantsView) -> AnyView {
    let options: Vec<_> = Shown::ALL
        .into_iter()
        .map(|shown| {
            let chosen = shown == list.shown;
            view! { <option value=shown.as_str() selected=chosen>{shown.label()}</option> }
        })
        .collect();
    view! {
        <search>
            <form class="inline-form" method="get" action="/organisation/participants">
                <div class="field">
                    <label for="q">"Nom, organisation, e-mail ou code"</label>
                    <input id="q" name="q" type="search" autocomplete="off" value=list.typed.clone()/>
                </div>
                <div class="field short">
                    <label for="etat">"État"</label>
                    <select id="etat" name="etat">{options}</select>
                </div>
                <button type="submit"><Icon name="search"/>"Chercher"</button>
            </form>
        </search>
    }
    .into_any()
}

fn table(list: &ParticipantsView) -> AnyView {
    let rows: Vec<_> = list.lines.iter().map(row).collect();
    view! {
        <p role="status"><strong>{range(list.total, list.page, SIZE, "personne", "personnes")}</strong></p>
        <table class="rows">
            <caption class="spoken">"Participants, par nom"</caption>
            <thead>
                <tr>
                    <th scope="col">"Nom"</th>
                    <th scope="col">"Organisation"</th>
                    <th scope="col">"Département"</th>
                    <th scope="col">"État"</th>
                    <th scope="col">"Séances"</th>
                    <th scope="col" class="number">"Inscription"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <Pagination page=list.page pages=pages(list.total, SIZE) href=list.href.clone()/>
    }
    .into_any()
}

fn row(line: &ParticipantLine) -> AnyView {
    view! {
        <tr>
            <th scope="row">
                <a href=participant_href(line.id)>{line.last_name.clone()}" "{line.first_name.clone()}</a>
            </th>
            <td data-label="Organisation">{or_dash(&line.organisation)}</td>
            <td data-label="Département">{or_dash(&line.department)}</td>
            <td data-label="État"><StandingWord standing=line.standing arrived=line.arrived/></td>
            <td data-label="Séances"><span class="code">{or_dash(&line.chosen)}</span></td>
            <td class="number" data-label="Inscription">
                <time datetime=line.created_at.rfc3339()>{fr::short_date_time(line.created_at)}</time>
            </td>
        </tr>
    }
    .into_any()
}

fn empty(list: &ParticipantsView) -> AnyView {
    if list.typed.is_empty() && list.shown == Shown::Living {
        return view! {
            <div class="empty" role="status">
                <h2>"Personne n’est encore inscrit"</h2>
                <p>"Les inscriptions faites sur ce site apparaissent ici aussitôt. Vous pouvez aussi inscrire quelqu’un au téléphone ou au guichet."</p>
                <p class="actions"><a class="button" href="/organisation/participants/nouveau">"Inscrire une personne"</a></p>
            </div>
        }
        .into_any();
    }
    let title = if list.typed.is_empty() {
        "Personne dans cet état".to_owned()
    } else {
        format!("Personne ne correspond à «\u{a0}{}\u{a0}»", list.typed)
    };
    view! {
        <div class="empty" role="status">
            <h2>{title}</h2>
            <p>"La recherche ignore les accents, les majuscules et l’ordre des noms. Essayez un seul mot ou une partie de mot, et regardez l’état choisi\u{a0}: les annulations ne sont montrées que si vous les demandez."</p>
            <p class="actions"><a class="button secondary" href="/organisation/participants">"Voir tout le monde"</a></p>
        </div>
    }
    .into_any()
}
