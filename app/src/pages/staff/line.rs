use leptos::prelude::*;
use uuid::Uuid;

use super::session::{SessionForms, WaitingLine, session_href};
use super::{or_dash, participant_href};
use crate::components::{FieldError, StateWord, Tone};
use crate::fr;

/// The line of a session, first in line first.
#[component]
pub(super) fn LineTable(
    /// Who waits.
    waiting: Vec<WaitingLine>,
    /// Whether every seat is taken.
    full: bool,
) -> impl IntoView {
    if waiting.is_empty() {
        let sentence = if full {
            "Personne n’attend. Les places sont prises\u{a0}: la page de la séance propose la liste."
        } else {
            "Personne n’attend\u{a0}: il reste des places."
        };
        return view! { <p class="soft">{sentence}</p> }.into_any();
    }
    let rows: Vec<_> = (1..).zip(&waiting).map(|(place, line)| row(place, line)).collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Personnes qui attendent, dans l’ordre"</caption>
            <thead>
                <tr>
                    <th scope="col" class="number">"Rang"</th>
                    <th scope="col">"Nom"</th>
                    <th scope="col">"Organisation"</th>
                    <th scope="col" class="number">"Depuis"</th>
                    <th scope="col">"Si une place se libère"</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(place: u32, line: &WaitingLine) -> AnyView {
    let state = match (line.free, line.swap) {
        (true, true) => view! { <StateWord tone=Tone::Accepted word="La prend, en échange"/> },
        (true, false) => view! { <StateWord tone=Tone::Accepted word="La prend"/> },
        (false, _) => view! { <StateWord tone=Tone::Quiet word="Son tour passe"/> },
    };
    let more = [
        line.rank.map(|rank| format!("vœu {rank}")),
        (!line.moved_reason.is_empty()).then(|| format!("avancé·e\u{a0}: {}", line.moved_reason)),
        (!line.free).then(|| "pas libre à cette heure".to_owned()),
    ];
    let more: Vec<_> = more.into_iter().flatten().collect();
    view! {
        <tr>
            <td class="number" data-label="Rang">{place}</td>
            <th scope="row"><a href=participant_href(line.participant)>{line.name.clone()}</a></th>
            <td data-label="Organisation">{or_dash(&line.organisation)}</td>
            <td class="number" data-label="Depuis">
                <time datetime=line.since.rfc3339()>{fr::short_date_time(line.since)}</time>
            </td>
            <td data-label="Si une place se libère">
                <div>{state}{(!more.is_empty()).then(|| view! { <p class="soft">{more.join(", ")}</p> })}</div>
            </td>
        </tr>
    }
    .into_any()
}

/// Someone is moved to the head of the line, with a reason that the journal keeps.
#[component]
pub(super) fn MoveUp(
    /// Of which session.
    session: Uuid,
    /// Its line.
    waiting: Vec<WaitingLine>,
    /// What was typed, and what is wrong with it.
    typed: SessionForms,
) -> impl IntoView {
    let chosen = |id: Uuid| typed.participant == id.to_string();
    let options: Vec<_> = (1_u32..)
        .zip(&waiting)
        .skip(1)
        .map(|(place, line)| {
            let id = line.participant;
            view! {
                <option value=id.to_string() selected=chosen(id)>{format!("{place}. {}", line.name)}</option>
            }
        })
        .collect();
    if options.is_empty() {
        return ().into_any();
    }
    let error = typed.errors.of("raison");
    let invalid = error.is_some();
    let described = if invalid { "raison-aide raison-erreur" } else { "raison-aide" };
    view! {
        <h2>"Faire passer devant"</h2>
        <form method="post" action=format!("{}/devant", session_href(session))>
            <div class="field">
                <label for="participant">"Qui"</label>
                <select id="participant" name="participant">{options}</select>
            </div>
            <div class=if invalid { "field invalid" } else { "field" }>
                <label for="raison">"Pour quelle raison"</label>
                <p class="hint" id="raison-aide">"Elle est écrite dans le journal et sur la liste."</p>
                <FieldError field="raison" sentence=error/>
                <input id="raison" name="raison" type="text" maxlength="200" required autocomplete="off"
                    value=typed.reason.clone() aria-describedby=described aria-invalid=invalid.then_some("true")/>
            </div>
            <button class="secondary" type="submit">"Faire passer devant"</button>
        </form>
    }
    .into_any()
}
