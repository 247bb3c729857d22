use leptos::prelude::*;

use super::{ParticipantLine, ParticipantsView, SIZE, pages, participant_href, range};
use crate::components::Icon;
use crate::fr;

/// The page of people. The whole of it is one form: leaving it by any of its buttons keeps the ticks,
/// with and without scripts.
pub(super) fn people(list: &ParticipantsView) -> AnyView {
    let headings: Vec<_> = list.columns.iter().map(|column| column.heading()).collect();
    let rows: Vec<_> = list.lines.iter().map(|line| row(list, line)).collect();
    let found = range(list.total, list.page, SIZE, "personne", "personnes");
    view! {
        <form method="post" action="/organisation/participants/choix" id="choix">
            // What the Enter key presses.
            <button class="spoken" type="submit" tabindex="-1" aria-hidden="true">"Garder la sélection"</button>
            <input type="hidden" name="retour" value=list.here()/>
            <p id="compte" role="status"><strong>{found}</strong></p>
            {(!list.filters.is_empty()).then(|| view! {
                <p><a href="/organisation/participants">"Effacer la recherche et les filtres"</a></p>
            })}
            {chosen(list)}
            <table class="rows people">
                <caption class="spoken">"Participants, par nom"</caption>
                <thead>
                    <tr>
                        <th scope="col" class="tick"><span class="spoken">"Choisir"</span></th>
                        <th scope="col">"Nom"</th>
                        {headings}
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {turning(list)}
        </form>
    }
    .into_any()
}

fn row(list: &ParticipantsView, line: &ParticipantLine) -> AnyView {
    let cells: Vec<_> = list.columns.iter().map(|column| column.cell(line)).collect();
    let id = line.id.to_string();
    let name = format!("{} {}", line.last_name, line.first_name);
    let ticked = list.ticked.contains(&line.id);
    view! {
        <tr>
            <td class="tick">
                <input type="hidden" name="vu" value=id.clone()/>
                <input type="checkbox" name="choisi" value=id checked=ticked aria-label=format!("Choisir {name}")/>
            </td>
            <th scope="row"><a href=participant_href(line.id)>{name}</a></th>
            {cells}
        </tr>
    }
    .into_any()
}

/// How many are ticked, and what can be done with them.
fn chosen(list: &ParticipantsView) -> AnyView {
    let count = list.selected;
    view! {
        <div class="selection">
            <p id="selection" role="status">
                <strong>{fr::count(count, "personne choisie", "personnes choisies")}</strong>
            </p>
            <p class="actions">
                <button class="small secondary" type="submit" name="vers" value="page">"Garder les cases cochées"</button>
                " "
                <button class="small secondary" type="submit" name="vers" value="tous">
                    {format!("Choisir les {} de la liste", fr::count(list.total, "personne", "personnes"))}
                </button>
                " "
                <button class="small secondary" type="submit" name="vers" value="aucun">"Ne choisir personne"</button>
            </p>
            {act(list)}
        </div>
    }
    .into_any()
}

/// What to do with everybody who is ticked: shown before it is done.
fn act(list: &ParticipantsView) -> AnyView {
    let acts: Vec<_> = fr::bulk::ACTS
        .into_iter()
        .map(|(word, label)| view! { <option value=word>{label}</option> })
        .collect();
    let sessions: Vec<_> = list
        .filters
        .sessions
        .iter()
        .map(|(id, name)| view! { <option value=id.to_string()>{name.clone()}</option> })
        .collect();
    view! {
        <details class="further act">
            <summary>"Agir sur les personnes choisies"</summary>
            <div class="filter-fields">
                <div class="field">
                    <label for="acte">"Action"</label>
                    <select id="acte" name="acte">{acts}</select>
                </div>
                <div class="field">
                    <label for="seance_acte">"Séance, pour en ajouter une"</label>
                    <select id="seance_acte" name="seance_acte">{sessions}</select>
                </div>
                <p class="actions"><button type="submit" name="vers" value="suite">"Voir ce qui va changer"</button></p>
            </div>
        </details>
    }
    .into_any()
}

/// The other pages: buttons, so that the ticks of this one come along.
fn turning(list: &ParticipantsView) -> AnyView {
    let (page, last) = (list.page, pages(list.total, SIZE));
    if last < 2 {
        return ().into_any();
    }
    let near: Vec<_> = shown_pages(page, last)
        .into_iter()
        .map(|number| {
            let Some(number) = number else {
                return view! { <li aria-hidden="true">"…"</li> }.into_any();
            };
            let current = (number == page).then_some("page");
            view! {
                <li>
                    <button class="plain" type="submit" name="page" value=number.to_string()
                        aria-current=current aria-label=format!("Page {number}")>{number}</button>
                </li>
            }
            .into_any()
        })
        .collect();
    view! {
        <nav class="pagination" aria-label="Pages de la liste">
            <ul>
                {(page > 1).then(|| view! {
                    <li><button class="plain" type="submit" name="page" value=(page - 1).to_string()><Icon name="arrow-back"/>"Précédente"</button></li>
                })}
                {near}
                {(page < last).then(|| view! {
                    <li><button class="plain" type="submit" name="page" value=(page + 1).to_string()>"Suivante"<Icon name="arrow"/></button></li>
                })}
            </ul>
        </nav>
    }
    .into_any()
}

/// The first page, the last and those near this one; `None` where some are left out.
fn shown_pages(page: u32, last: u32) -> Vec<Option<u32>> {
    let mut shown: Vec<Option<u32>> = Vec::new();
    for number in 1..=last {
        if number == 1 || number == last || number.abs_diff(page) <= 2 {
            shown.push(Some(number));
        } else if shown.last() != Some(&None) {
            shown.push(None);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_that_are_left_out_leave_a_sign() {
        assert_eq!(shown_pages(1, 5), [Some(1), Some(2), Some(3), None, Some(5)]);
        assert_eq!(shown_pages(2, 3), [Some(1), Some(2), Some(3)]);
        let middle = [Some(1), None, Some(6), Some(7), Some(8), Some(9), Some(10), None, Some(40)];
        assert_eq!(shown_pages(8, 40), middle);
    }
}
