use domain::letter::Letter;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::mail_nav::MailNav;
use super::{letter_href, pages};
use crate::components::{Pagination, StateWord, Tone};
use crate::fr;

/// How many letters are shown on a page.
pub const SIZE: u32 = 50;

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LetterState {
    /// To be sent.
    Waiting,
    /// The relay has it.
    Sent,
    /// Given up.
    Failed,
}

impl LetterState {
    /// All states, in the order of their totals.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::Failed];

    /// The word in addresses.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "attente",
            Self::Sent => "parties",
            Self::Failed => "echecs",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }

    fn label(self) -> &'static str {
        match self {
            Self::Waiting => "En attente",
            Self::Sent => "Parties",
            Self::Failed => "Échecs",
        }
    }
}

/// One letter of the list.
#[derive(Clone, Debug)]
pub struct LetterLine {
    /// Its identity.
    pub id: Uuid,
    /// What it is about.
    pub kind: Letter,
    /// The address it goes to.
    pub recipient: String,
    /// Where it stands.
    pub state: LetterState,
    /// How often sending was tried.
    pub attempts: u32,
    /// Why the last try failed; empty when none did.
    pub last_error: String,
    /// When it was written.
    pub created_at: Moment,
}

/// A page of the outbox.
#[derive(Clone, Debug)]
pub struct LettersView {
    /// The letters in one state, or all.
    pub state: Option<LetterState>,
    /// How many there are in each state.
    pub totals: [u32; 3],
    /// The page.
    pub lines: Vec<LetterLine>,
    /// Which page it is, from 1.
    pub page: u32,
}

impl LettersView {
    /// How many letters the list has.
    #[must_use]
    pub fn total(&self) -> u32 {
        LetterState::ALL
            .into_iter()
            .zip(self.totals)
            .filter(|(state, _)| self.state.is_none_or(|shown| shown == *state))
            .map(|(_, total)| total)
            .sum()
    }
}

/// `/organisation/courriels`: the outbox.
#[component]
pub fn LettersPage(
    /// The list.
    list: LettersView,
) -> impl IntoView {
    let body = if list.lines.is_empty() { empty(&list) } else { table(&list) };
    view! {
        <h1>"Courriels"</h1>
        <MailNav current=super::mail_nav::OUTBOX/>
        {filters(&list)}
        {body}
    }
}

fn filters(list: &LettersView) -> AnyView {
    let link = |href: String, label: &str, total: u32, shown: bool| {
        view! {
            <li><a href=href aria-current=shown.then_some("true")>{format!("{label} ({total})")}</a></li>
        }
    };
    let all = link(
        "/organisation/courriels".to_owned(),
        "Toutes",
        list.totals.iter().sum(),
        list.state.is_none(),
    );
    let each: Vec<_> = LetterState::ALL
        .into_iter()
        .zip(list.totals)
        .map(|(state, total)| {
            let href = format!("/organisation/courriels?etat={}", state.as_str());
            link(href, state.label(), total, list.state == Some(state))
        })
        .collect();
    view! {
        <nav class="filters" aria-label="Filtrer les lettres"><ul>{all}{each}</ul></nav>
    }
    .into_any()
}

fn table(list: &LettersView) -> AnyView {
    let rows: Vec<_> = list.lines.iter().map(row).collect();
    let word = list.state.map_or("", LetterState::as_str);
    view! {
        <table class="rows">
            <caption class="spoken">"Lettres, les plus récentes d’abord"</caption>
            <thead>
                <tr>
                    <th scope="col">"Lettre"</th>
                    <th scope="col">"À"</th>
                    <th scope="col">"État"</th>
                    <th scope="col" class="number">"Essais"</th>
                    <th scope="col" class="number">"Écrite"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <Pagination page=list.page pages=pages(list.total(), SIZE)
            href=format!("/organisation/courriels?etat={word}&page=")/>
    }
    .into_any()
}

fn row(letter: &LetterLine) -> AnyView {
    let why = letter.last_error.clone();
    view! {
        <tr>
            <th scope="row"><a href=letter_href(letter.id)>{fr::letter(letter.kind)}</a></th>
            <td data-label="À">{letter.recipient.clone()}</td>
            <td data-label="État">
                <div>
                    {state_word(letter)}
                    {(!why.is_empty()).then(|| view! { <p class="soft">{why}</p> })}
                </div>
            </td>
            <td class="number" data-label="Essais">{letter.attempts}</td>
            <td class="number" data-label="Écrite">
                <time datetime=letter.created_at.rfc3339()>{fr::short_date_time(letter.created_at)}</time>
            </td>
        </tr>
    }
    .into_any()
}

/// Where a letter stands, in a word.
pub(super) fn state_word(letter: &LetterLine) -> AnyView {
    let (tone, word) = match letter.state {
        LetterState::Waiting if letter.attempts > 0 => (Tone::Attention, "Nouvel essai prévu"),
        LetterState::Waiting => (Tone::Attention, "En attente"),
        LetterState::Sent => (Tone::Accepted, "Partie"),
        LetterState::Failed => (Tone::Refused, "Échec"),
    };
    view! { <StateWord tone word/> }.into_any()
}

fn empty(list: &LettersView) -> AnyView {
    let (title, sentence) = match list.state {
        None => (
            "Aucune lettre pour le moment",
            "Chaque inscription, chaque changement et chaque annulation en écrit une. Vous pourrez \
             les lire ici.",
        ),
        Some(LetterState::Waiting) => ("Rien n’attend", "Toutes les lettres sont parties."),
        Some(LetterState::Sent) => {
            ("Aucune lettre n’est encore partie", "Celles qui attendent se lisent ici aussi.")
        }
        Some(LetterState::Failed) => {
            ("Aucun échec", "Une lettre refusée plusieurs fois apparaîtrait ici, avec la raison.")
        }
    };
    view! {
        <div class="empty">
            <h2>{title}</h2>
            <p>{sentence}</p>
            {list.state.is_some().then(|| view! {
                <p class="actions"><a class="button secondary" href="/organisation/courriels">"Voir toutes les lettres"</a></p>
            })}
        </div>
    }
    .into_any()
}
