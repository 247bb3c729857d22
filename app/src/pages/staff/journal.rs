use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::{or_dash, pages, participant_href, range};
use crate::components::Pagination;
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
}

/// `/organisation/journal`: who did what to what, when.
#[component]
pub fn JournalPage(
    /// The page.
    journal: JournalView,
) -> impl IntoView {
    let body = if journal.lines.is_empty() {
        view! {
            <div class="empty">
                <h2>"Rien n’est encore noté"</h2>
                <p>"Les inscriptions faites par l’équipe, les annulations, les exports et les comptes créés apparaîtront ici. Une ligne du journal ne peut être ni changée ni effacée."</p>
            </div>
        }
        .into_any()
    } else {
        table(&journal)
    };
    view! { <h1>"Journal"</h1>{body} }
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
        <Pagination page=journal.page pages=pages(journal.total, SIZE) href="/organisation/journal?page="/>
    }
    .into_any()
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
            <td data-label="Précision">{or_dash(&detail)}</td>
        </tr>
    }
    .into_any()
}
