//! What stands around a verdict on the door's page: what can be done about it, and what was done
//! before.

use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use crate::components::{Icon, TimeOfDay};
use crate::fr;

/// Someone who can be given a seat from here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeatOffer {
    /// Who.
    pub participant: Uuid,
    /// First name and last name.
    pub name: String,
    /// Where a seat is free: the session's identity, and what to call it with the seats left.
    pub sessions: Vec<(Uuid, String)>,
    /// Whether they are let in here with it.
    pub lets_in: bool,
}

/// Someone who was let in at this door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetInLine {
    /// The act that let them in.
    pub scan: Uuid,
    /// First name and last name.
    pub name: String,
    /// When.
    pub at: Moment,
    /// By which phone or member of the team.
    pub by: String,
}

/// The form that gives a seat.
pub(super) fn seat_offer(href: &str, offer: SeatOffer) -> AnyView {
    let button =
        if offer.lets_in { "Donner une place ici et faire entrer" } else { "Donner cette place" };
    let choice = if offer.lets_in {
        let (session, words) = offer.sessions.into_iter().next().unwrap_or_default();
        view! { <input type="hidden" name="session" value=session.to_string()/> <p>{words}</p> }
            .into_any()
    } else {
        let options: Vec<_> = offer
            .sessions
            .into_iter()
            .map(|(id, words)| view! { <option value=id.to_string()>{words}</option> })
            .collect();
        view! {
            <label for="place">"Une place d’atelier ou de kiosque pour "{offer.name}</label>
            <select id="place" name="session">{options}</select>
        }
        .into_any()
    };
    view! {
        <form class="door-offer" method="post" action=format!("{href}/deplacer")>
            <input type="hidden" name="participant" value=offer.participant.to_string()/>
            {offer.lets_in.then(|| view! { <input type="hidden" name="entre" value="oui"/> })}
            {choice}
            <button type="submit"><Icon name="seat"/>{button}</button>
        </form>
    }
    .into_any()
}

/// Who came last, each to be taken back.
pub(super) fn last_ones(href: &str, lines: Vec<LetInLine>) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let count = u32::try_from(lines.len()).unwrap_or(u32::MAX);
    let items: Vec<_> = lines
        .into_iter()
        .map(|line| {
            view! {
                <li>
                    <div>
                        <p class="who">{line.name.clone()}</p>
                        <p class="soft"><TimeOfDay at=line.at/>", "{line.by}</p>
                    </div>
                    <form method="post" action=format!("{href}/annuler")>
                        <input type="hidden" name="scan" value=line.scan.to_string()/>
                        <button class="secondary" type="submit">"Annuler"<span class="spoken">" le pointage de "{line.name}</span></button>
                    </form>
                </li>
            }
        })
        .collect();
    Some(
        view! {
            <details class="door-last">
                <summary>{fr::count(count, "dernier pointage", "derniers pointages")}</summary>
                <ul class="door-results">{items}</ul>
            </details>
        }
        .into_any(),
    )
}
