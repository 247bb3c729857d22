use domain::programme::Session;
use leptos::prelude::*;
use uuid::Uuid;

use super::participant_href;
use super::session::session_href;
use crate::components::{Check, TimeOfDay};
use crate::fr;

/// One seat someone holds.
#[derive(Clone, Debug)]
pub struct HeldSeat {
    /// Where.
    pub session: Session,
    /// When they were let in at its door, in words; empty when they were not.
    pub present: String,
}

/// One line someone waits in.
#[derive(Clone, Debug)]
pub struct WaitedSeat {
    /// What for.
    pub session: Session,
    /// Their place in it, from 1.
    pub place: u32,
    /// Whether they give back what they hold in the same slot for it.
    pub swap: bool,
    /// Which of their wishes it was, from 1.
    pub rank: Option<u8>,
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
            <th scope="row">{name(session)}</th>
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

fn name(session: &Session) -> impl IntoView + use<> {
    view! {
        <span class="code">{session.code.clone()}</span>" "
        <a href=session_href(session.id)>{session.title.clone()}</a>
    }
}

/// The lines a person waits in, each with a way to leave it for them.
#[component]
pub(super) fn WaitedTable(
    /// Whose.
    person: Uuid,
    /// The lines.
    waited: Vec<WaitedSeat>,
) -> impl IntoView {
    if waited.is_empty() {
        return view! { <p class="soft">"N’attend aucune séance."</p> }.into_any();
    }
    let rows: Vec<_> = waited.iter().map(|seat| waited_row(person, seat)).collect();
    view! {
        <table class="rows">
            <caption class="spoken">"Listes d’attente"</caption>
            <thead>
                <tr>
                    <th scope="col">"Séance"</th>
                    <th scope="col">"Heure"</th>
                    <th scope="col">"Rang"</th>
                    <th scope="col"><span class="spoken">"Actions"</span></th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn waited_row(person: Uuid, seat: &WaitedSeat) -> AnyView {
    let session = &seat.session;
    let swap = seat.swap.then_some(", en échange");
    let rank = seat.rank.map(|rank| format!(", vœu {rank}"));
    view! {
        <tr>
            <th scope="row">{name(session)}</th>
            <td data-label="Heure"><TimeOfDay at=session.span.start()/></td>
            <td data-label="Rang">{fr::ordinal(seat.place)}{swap}{rank}</td>
            <td>
                <form class="row-actions" method="post" action=format!("{}/attente/quitter", participant_href(person))>
                    <input type="hidden" name="session" value=session.id.to_string()/>
                    <button class="plain" type="submit">
                        "Retirer"<span class="spoken">" de la liste de "{session.code.clone()}</span>
                    </button>
                </form>
            </td>
        </tr>
    }
    .into_any()
}

/// Someone put in the line of a full session for them.
#[component]
pub(super) fn LineAddition(
    /// Whose.
    person: Uuid,
    /// The full sessions they neither hold nor wait for.
    full: Vec<Session>,
) -> impl IntoView {
    if full.is_empty() {
        return ().into_any();
    }
    let option = |session: &Session| {
        let waiting = fr::count(session.waiting, "personne attend", "personnes attendent");
        let at = fr::clock(session.span.start());
        let words = format!("{} {} ({at}, {waiting})", session.code, session.title);
        view! { <option value=session.id.to_string()>{words}</option> }
    };
    let options: Vec<_> = full.iter().map(option).collect();
    view! {
        <form method="post" action=format!("{}/attente", participant_href(person))>
            <div class="field">
                <label for="complet">"Mettre en liste d’attente d’une séance complète"</label>
                <select id="complet" name="session">{options}</select>
            </div>
            <Check id="echange" name="echange" checked=false>
                "Si une place se libère, échanger celle de son créneau"
            </Check>
            <button class="secondary" type="submit">"Mettre en liste d’attente"</button>
        </form>
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
