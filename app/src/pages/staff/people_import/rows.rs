use domain::people_list::Column;
use leptos::prelude::*;

use super::HERE;
use super::preview::{ImportPreviewView, ImportRow, RowTone, SIZE};
use crate::components::{Pagination, StateWord};
use crate::fr;
use crate::pages::staff::{pages, participant_href, range};

/// The rows of the page, each with what becomes of it, to be put right or left out.
pub(super) fn rows(list: &ImportPreviewView) -> AnyView {
    if list.rows.is_empty() {
        return view! { <p class="soft">"Aucune ligne de cette sorte."</p> }.into_any();
    }
    let headings: Vec<_> = list
        .columns
        .iter()
        .filter(|choice| choice.column != Column::Ignored)
        .map(|choice| view! { <th scope="col">{fr::import::column(choice.column)}</th> })
        .collect();
    let lines: Vec<_> = list.rows.iter().map(row).collect();
    let editable = list.rows.iter().any(|row| editable(row.tone));
    let voir = list.shown.map_or("", RowTone::as_str);
    view! {
        <form method="post" action=format!("{HERE}/{}/corriger", list.id)>
            <input type="hidden" name="voir" value=voir/>
            <input type="hidden" name="page" value=list.page.to_string()/>
            <p>{range(list.total, list.page, SIZE, "ligne", "lignes")}</p>
            <table class="rows import">
                <caption class="spoken">"Lignes de la liste"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="number">"Ligne"</th>
                        <th scope="col">"Verdict"</th>
                        {headings}
                        <th scope="col">"Laisser de côté"</th>
                    </tr>
                </thead>
                <tbody>{lines}</tbody>
            </table>
            {editable.then(|| view! {
                <p class="actions"><button type="submit">"Enregistrer les corrections de cette page"</button></p>
            })}
        </form>
        <Pagination page=list.page pages=pages(list.total, SIZE) href=format!("{HERE}/{}?voir={voir}&page=", list.id)/>
    }
    .into_any()
}

/// What can be put right or left out here.
fn editable(tone: RowTone) -> bool {
    !matches!(tone, RowTone::Known)
}

fn row(row: &ImportRow) -> AnyView {
    let number = row.place.saturating_add(1);
    let words = row.words.clone();
    let verdict = view! { <StateWord tone=row.tone.tone() word=words/> };
    let cells: Vec<_> = row
        .cells
        .iter()
        .map(|(place, column, value)| {
            let label = fr::import::column(*column);
            let value = value.clone();
            if row.tone == RowTone::Refused {
                let name = format!("c-{}-{place}", row.place);
                view! {
                    <td data-label=label><input name=name type="text" value=value autocomplete="off" aria-label=format!("{label}, ligne {number}")/></td>
                }
                .into_any()
            } else {
                view! { <td data-label=label>{value}</td> }.into_any()
            }
        })
        .collect();
    let skipped = row.tone == RowTone::Skipped;
    view! {
        <tr>
            <th scope="row" class="number">{number}</th>
            <td data-label="Verdict">
                {verdict}
                {row.who.map(|who| view! { " "<a href=participant_href(who)>"Sa fiche"</a> })}
            </td>
            {cells}
            <td data-label="Laisser de côté">
                {editable(row.tone).then(|| view! {
                    <input type="hidden" name="ligne" value=row.place.to_string()/>
                    <input type="checkbox" name="laisser" value=row.place.to_string() checked=skipped aria-label=format!("Laisser la ligne {number} de côté")/>
                })}
            </td>
        </tr>
    }
    .into_any()
}
