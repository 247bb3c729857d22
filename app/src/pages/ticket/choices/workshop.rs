use domain::Refusal;
use domain::programme::{Programme, Session};
use domain::schedule::Fit;
use leptos::prelude::*;

use super::super::lines::{place, until_given_back};
use super::super::{TicketView, Waited};
use super::{act, form, heading, why_not};
use crate::components::{Icon, SessionSeats};
use crate::fr;

/// One workshop: what it is, where it stands, what can be done.
pub(super) fn workshop(programme: &Programme, ticket: &TicketView, session: &Session) -> AnyView {
    let chosen = ticket.holds(session.id);
    let waited = ticket.waits(session.id);
    let class = match waited {
        _ if chosen => "chosen",
        Some(_) => "waited",
        None if session.seats.is_full() => "full",
        None => "",
    };
    let state = if chosen {
        view! { <p class="kept"><Icon name="check"/>"Votre choix"</p> }.into_any()
    } else {
        view! { <SessionSeats session=session.clone()/> }.into_any()
    };
    let actions = match waited {
        _ if chosen => act(ticket, session, "rendre", "secondary danger", "Rendre ma place"),
        Some(waited) => in_line(programme, ticket, waited, session),
        None => offer(programme, ticket, session),
    };
    view! {
        <li class=class>
            {heading(programme, session)}
            {state}
            <div class="acts">{actions}</div>
        </li>
    }
    .into_any()
}

/// Their place; a seat that is free while they wait can be taken, if only by swapping.
fn in_line(
    programme: &Programme,
    ticket: &TicketView,
    waited: &Waited,
    session: &Session,
) -> AnyView {
    let take = (!session.seats.is_full() && ticket.fits(programme, session).is_ok())
        .then(|| offer(programme, ticket, session));
    view! {
        <p class="place"><Icon name="clock"/>{place(waited)}</p>
        {take}
        {act(ticket, session, "quitter", "secondary", "Quitter la liste")}
    }
    .into_any()
}

fn offer(programme: &Programme, ticket: &TicketView, session: &Session) -> AnyView {
    let full = session.seats.is_full();
    match ticket.fits(programme, session) {
        Ok(Fit::Swaps(old)) if full => wait_or_swap(ticket, session, old),
        Ok(_) if full => wait(ticket, session),
        Ok(Fit::Swaps(_)) => act(ticket, session, "choisir", "secondary", "Changer pour celui-ci"),
        Ok(Fit::Free | Fit::Held) => {
            act(ticket, session, "choisir", "secondary", "Choisir cet atelier")
        }
        Err(Refusal::Clash { code, .. }) if full => view! {
            {wait(ticket, session)}
            {why_not(until_given_back(&code))}
        }
        .into_any(),
        Err(refusal) => why_not(fr::refusal(&refusal)),
    }
}

fn wait(ticket: &TicketView, session: &Session) -> AnyView {
    act(ticket, session, "attendre", "secondary", "Me mettre en liste d’attente")
}

/// Whoever holds another workshop of the slot says what becomes of it: nobody is swapped unasked.
fn wait_or_swap(ticket: &TicketView, session: &Session, old: &Session) -> AnyView {
    let about = format!("\u{a0}: liste d’attente de {}", session.title);
    let buttons = view! {
        <button class="secondary" type="submit" name="echange" value="oui">
            "Attendre, et échanger "{old.code.clone()}<span class="spoken">{about.clone()}</span>
        </button>
        <button class="plain" type="submit">
            "Attendre, et garder "{old.code.clone()}<span class="spoken">{about}</span>
        </button>
    };
    form(ticket, session, "attendre", buttons.into_any())
}
