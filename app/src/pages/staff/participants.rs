mod columns;
mod filters;
mod table;

use std::collections::HashSet;

use domain::checkin::Standing;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::{StandingWord, or_dash, pages, participant_href, range};
use crate::components::{Icon, Notice, Tone};

pub use columns::Column;
pub use filters::{FiltersView, Shown};

/// How many people are shown on a page.
pub const SIZE: u32 = 50;

/// Searches while one types, keeps ticks without leaving the page, and moves by keyboard; the forms
/// do the same without it.
pub const LIST_SCRIPT: &str = include_str!("participants/list.js");

/// One person of the list.
#[derive(Clone, Debug)]
pub struct ParticipantLine {
    /// Their identity.
    pub id: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where letters go; may be empty.
    pub email: String,
    /// How to call them; may be empty.
    pub phone: String,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// What they do; may be empty.
    pub role_title: String,
    /// Where they come from, in words; may be empty.
    pub department: String,
    /// Their readable code.
    pub code: String,
    /// Where their registration stands.
    pub standing: Standing,
    /// When they were let in at the main entrance.
    pub arrived_at: Option<Moment>,
    /// The codes of what they hold; may be empty.
    pub chosen: String,
    /// What organisers noted; may be empty.
    pub note: String,
    /// When they registered.
    pub created_at: Moment,
}

/// A page of the list.
#[derive(Clone, Debug)]
pub struct ParticipantsView {
    /// What narrows it.
    pub filters: FiltersView,
    /// Which columns are shown.
    pub columns: Vec<Column>,
    /// The page.
    pub lines: Vec<ParticipantLine>,
    /// How many match.
    pub total: u32,
    /// Which page it is, from 1.
    pub page: u32,
    /// The address of a page of the same search, up to its number.
    pub href: String,
    /// Who of the page is ticked.
    pub ticked: HashSet<Uuid>,
    /// How many people are ticked in all.
    pub selected: u32,
    /// What was just done.
    pub said: Option<(Tone, String)>,
}

impl ParticipantsView {
    /// The address of this very page.
    fn here(&self) -> String {
        format!("{}{}", self.href, self.page)
    }
}

/// `/organisation/participants`: everybody, searched and filtered.
#[component]
pub fn ParticipantsPage(
    /// The list.
    list: ParticipantsView,
) -> impl IntoView {
    let body = if list.total == 0 { empty(&list) } else { table::people(&list) };
    view! {
        <header class="page-head">
            <h1>"Participants"</h1>
            <p class="actions">
                <a class="button small" href="/organisation/participants/nouveau">"Inscrire une personne"</a>
                " "
                <a class="button small secondary" href="/organisation/participants/import">"Importer une liste"</a>
                " "
                <a class="button small secondary" href="/organisation/participants/doublons">"Doublons"</a>
                " "
                <a class="button small secondary" href="/organisation/exports/participants.xlsx">
                    <Icon name="download"/>"Excel"<span class="spoken">"\u{a0}: tous les participants"</span>
                </a>
            </p>
        </header>
        {list.said.clone().map(|(tone, sentence)| view! {
            <Notice tone><p role="status">{sentence}</p></Notice>
        })}
        {filters::form(&list)}
        {columns::form(&list)}
        <div id="liste">{body}</div>
    }
}

fn empty(list: &ParticipantsView) -> AnyView {
    if list.filters.is_empty() {
        return view! {
            <div class="empty" role="status">
                <h2>"Personne n’est encore inscrit"</h2>
                <p>"Les inscriptions faites sur ce site apparaissent ici aussitôt. Vous pouvez aussi inscrire quelqu’un au téléphone ou au guichet."</p>
                <p class="actions"><a class="button" href="/organisation/participants/nouveau">"Inscrire une personne"</a></p>
            </div>
        }
        .into_any();
    }
    let typed = &list.filters.words;
    let title = if typed.is_empty() {
        "Personne ne répond à ces critères".to_owned()
    } else {
        format!("Personne ne correspond à «\u{a0}{typed}\u{a0}»")
    };
    view! {
        <div class="empty" role="status">
            <h2>{title}</h2>
            <p>"La recherche ignore les accents, les majuscules et l’ordre des noms. Essayez un seul mot ou une partie de mot, et regardez les filtres choisis\u{a0}: les annulations ne sont montrées que si vous les demandez."</p>
            <p class="actions"><a class="button secondary" href="/organisation/participants">"Voir tout le monde"</a></p>
        </div>
    }
    .into_any()
}
