use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::{or_dash, pages, participant_href, range};
use crate::components::{Icon, Pagination};
use crate::fr;

/// How many lines are shown on a page.
pub const SIZE: u32 = 100;

/// Something that was done.
#[derive(Clone, Debug)]
pub struct JournalLine {
    /// When.
    pub at: Moment,
    /// Who.
    pub actor: String,
    /// The journal's word for it.
    pub action: String,
    /// To whom or what, in words; may be empty.
    pub subject: String,
    /// Whose page that is, when it is a participant's.
    pub participant: Option<Uuid>,
    /// More about it; may be empty.
    pub detail: String,
    /// What changed: the field, what it was, what it became.
    pub changes: Vec<(String, String, String)>,
}

/// What is asked of the journal, as typed.
#[derive(Clone, Debug, Default)]
pub struct JournalFilter {
    /// What a line holds.
    pub text: String,
    /// Who did it.
    pub actor: String,
    /// What was done, as a word of the code.
    pub action: String,
    /// From which day on: `2026-11-07`.
    pub from: String,
    /// Up to which day, included.
    pub to: String,
}

impl JournalFilter {
    fn is_empty(&self) -> bool {
        [&self.text, &self.actor, &self.action, &self.from, &self.to]
            .into_iter()
            .all(String::is_empty)
    }
}

/// A page of the journal.
#[derive(Clone, Debug)]
pub struct JournalView {
    /// The page, newest first.
    pub lines: Vec<JournalLine>,
    /// How many there are in all.
    pub total: u32,
    /// Which page it is, from 1.
    pub page: u32,
    /// What is asked.
    pub filter: JournalFilter,
    /// Who may be asked for.
    pub actors: Vec<String>,
    /// What may be asked for, as words of the code.
    pub actions: Vec<String>,
    /// The same question as part of an address: `q=…&qui=…`.
    pub query: String,
}

/// `/organisation/journal`: who did what to what, when.
#[component]
pub fn JournalPage(
    /// The page.
    journal: JournalView,
) -> impl IntoView {
    let body = if journal.lines.is_empty() { empty(&journal) } else { table(&journal) };
    let file = format!("/organisation/journal.csv?{}", journal.query);
    view! {
        <header class="page-head">
            <h1>"Journal"</h1>
            {(!journal.lines.is_empty()).then(|| view! {
                <p class="actions">
                    <a class="button small secondary" href=file>
                        <Icon name="download"/>"CSV"<span class="spoken">"\u{a0}: ces lignes du journal"</span>
                    </a>
                </p>
            })}
        </header>
        {search(&journal)}
        {body}
    }
}

fn empty(journal: &JournalView) -> AnyView {
    if journal.filter.is_empty() {
        return view! {
            <div class="empty">
                <h2>"Rien n’est encore noté"</h2>
                <p>"Les inscriptions faites par l’équipe, les annulations, les exports et les comptes créés apparaîtront ici. Une ligne du journal ne peut être ni changée ni effacée."</p>
            </div>
        }
        .into_any();
    }
    view! {
        <div class="empty" role="status">
            <h2>"Aucune ligne ne correspond"</h2>
            <p>"Essayez un seul mot, ou une période plus longue."</p>
            <p class="actions"><a class="button secondary" href="/organisation/journal">"Voir tout le journal"</a></p>
        </div>
    }
    .into_any()
}

fn search(journal: &JournalView) -> AnyView {
    let filter = &journal.filter;
    let mut actions: Vec<(&str, String)> =
        journal.actions.iter().map(|word| (word.as_str(), fr::action(word))).collect();
    actions.sort_by(|a, b| a.1.cmp(&b.1));
    let actions: Vec<_> =
        actions.into_iter().map(|(word, label)| option(word, label, &filter.action)).collect();
    let actors: Vec<_> = journal
        .actors
        .iter()
        .map(|actor| option(actor, fr::actor(actor).to_owned(), &filter.actor))
        .collect();
    view! {
        <search>
            <form class="inline-form" method="get" action="/organisation/journal">
                <div class="field">
                    <label for="q">"Nom, adresse, séance ou mot"</label>
                    <input id="q" name="q" type="search" autocomplete="off" value=filter.text.clone()/>
                </div>
                <div class="field medium">
                    <label for="quoi">"Quoi"</label>
                    <select id="quoi" name="quoi"><option value="">"Tout"</option>{actions}</select>
                </div>
                <div class="field medium">
                    <label for="qui">"Qui"</label>
                    <select id="qui" name="qui"><option value="">"Tout le monde"</option>{actors}</select>
                </div>
                <div class="field short">
                    <label for="du">"Du"</label>
                    <input id="du" name="du" type="date" value=filter.from.clone()/>
                </div>
                <div class="field short">
                    <label for="au">"Au"</label>
                    <input id="au" name="au" type="date" value=filter.to.clone()/>
                </div>
                <button type="submit"><Icon name="search"/>"Chercher"</button>
            </form>
        </search>
    }
    .into_any()
}

fn option(value: &str, label: String, chosen: &str) -> AnyView {
    view! { <option value=value.to_owned() selected=value == chosen>{label}</option> }.into_any()
}

fn table(journal: &JournalView) -> AnyView {
    let rows: Vec<_> = journal.lines.iter().map(row).collect();
    view! {
        <p><strong>{range(journal.total, journal.page, SIZE, "ligne", "lignes")}</strong></p>
        <table class="rows">
            <caption class="spoken">"Ce qui s’est passé, le plus récent d’abord"</caption>
            <thead>
                <tr>
                    <th scope="col">"Quand"</th>
                    <th scope="col">"Qui"</th>
                    <th scope="col">"Quoi"</th>
                    <th scope="col">"Sur"</th>
                    <th scope="col">"Précision"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <Pagination page=journal.page pages=pages(journal.total, SIZE) href=format!("/organisation/journal?{}page=", amp(&journal.query))/>
    }
    .into_any()
}

fn amp(query: &str) -> String {
    if query.is_empty() { String::new() } else { format!("{query}&") }
}

fn row(line: &JournalLine) -> AnyView {
    let subject = line.participant.map_or_else(
        || or_dash(&line.subject).into_any(),
        |id| view! { <a href=participant_href(id)>{line.subject.clone()}</a> }.into_any(),
    );
    let detail = fr::action_detail(&line.action, &line.detail);
    view! {
        <tr>
            <td data-label="Quand">
                <time class="nowrap" datetime=line.at.rfc3339()>{fr::short_date_time(line.at)}</time>
            </td>
            <td data-label="Qui">{fr::actor(&line.actor).to_owned()}</td>
            <th scope="row">{fr::action(&line.action)}</th>
            <td data-label="Sur">{subject}</td>
            <td data-label="Précision">{precision(&detail, &line.changes)}</td>
        </tr>
    }
    .into_any()
}

/// More about an act: its detail, then each value that changed.
fn precision(detail: &str, changes: &[(String, String, String)]) -> AnyView {
    if changes.is_empty() {
        return or_dash(detail).into_any();
    }
    let changes: Vec<_> = changes
        .iter()
        .map(|(field, before, after)| {
            view! {
                <li>
                    {field.clone()}"\u{a0}: "<del>{before.clone()}</del>
                    <span aria-hidden="true">" → "</span><span class="spoken">" devenu "</span>
                    <ins>{after.clone()}</ins>
                </li>
            }
        })
        .collect();
    view! { {detail.to_owned()}<ul class="changes">{changes}</ul> }.into_any()
}
