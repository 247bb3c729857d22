use domain::programme::Session;
use leptos::prelude::*;
use uuid::Uuid;

use super::participant_href;
use crate::components::TimeOfDay;
use crate::fr;

/// One seat someone holds.
#[derive(Clone, Debug)]
pub struct HeldSeat {
    /// Where.
    pub session: Session,
    /// When they were let in at its door, in words; empty when they were not.
    pub present: String,
}

/// What a person holds, each seat with a way to give it back for them.
#[component]
pub(super) fn SeatTable(
    /// Whose.
    person: Uuid,
    /// What they hold.
    held: Vec<HeldSeat>,
) -> impl IntoView {
    if held.is_empty() {
        return view! { <p class="soft">"Rien de choisi."</p> }.into_any();
    }
    let rows: Vec<_> = held.iter().map(|seat| row(person, seat)).collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Séances choisies"</caption>
            <thead>
                <tr>
                    <th scope="col">"Séance"</th>
                    <th scope="col">"Heure"</th>
                    <th scope="col">"Salle"</th>
                    <th scope="col">"Pointage"</th>
                    <th scope="col"><span class="spoken">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(person: Uuid, seat: &HeldSeat) -> AnyView {
    let session = &seat.session;
    view! {
        <tr>
            <th scope="row"><span class="code">{session.code.clone()}</span>" "{session.title.clone()}</th>
            <td data-label="Heure"><TimeOfDay at=session.span.start()/></td>
            <td data-label="Salle">{session.room.clone()}</td>
            <td data-label="Pointage">{super::or_dash(&seat.present)}</td>
            <td>
                <form class="row-actions" method="post" action=format!("{}/seances/retirer", participant_href(person))>
                    <input type="hidden" name="session" value=session.id.to_string()/>
                    <button class="plain" type="submit">
                        "Retirer"<span class="spoken">" de "{session.code.clone()}</span>
                    </button>
                </form>
            </td>
        </tr>
    }
    .into_any()
}

/// A seat taken for someone, among those that are free and fit their day.
#[component]
pub(super) fn SeatAddition(
    /// Whose.
    person: Uuid,
    /// What they could take now.
    free: Vec<Session>,
    /// What they hold: of the same slot, it is swapped.
    held: Vec<HeldSeat>,
) -> impl IntoView {
    if free.is_empty() {
        return view! { <p class="soft">"Aucune autre séance n’est libre à ses heures."</p> }
            .into_any();
    }
    let option = |session: &Session| {
        let swapped = held
            .iter()
            .find(|seat| session.slot.is_some() && seat.session.slot == session.slot)
            .map(|seat| format!(", à la place de {}", seat.session.code));
        view! {
            <option value=session.id.to_string()>
                {format!(
                    "{} {} ({}, {}{})",
                    session.code,
                    session.title,
                    fr::clock(session.span.start()),
                    fr::count(session.seats.left(), "place", "places"),
                    swapped.unwrap_or_default(),
                )}
            </option>
        }
    };
    let options: Vec<_> = free.iter().map(option).collect();
    view! {
        <form class="inline-form" method="post" action=format!("{}/seances", participant_href(person))>
            <div class="field">
                <label for="session">"Ajouter une séance libre"</label>
                <select id="session" name="session">{options}</select>
            </div>
            <button class="secondary" type="submit">"Ajouter"</button>
        </form>
    }
    .into_any()
}
