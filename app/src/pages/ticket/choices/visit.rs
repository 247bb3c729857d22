use domain::Refusal;
use domain::programme::{Programme, Session};
use leptos::prelude::*;

use super::super::{TicketView, Waited};
use super::form;
use crate::{fr, live};

/// One visit of a kiosk: its hour, and one button at most.
pub(super) fn visit(programme: &Programme, ticket: &TicketView, session: &Session) -> AnyView {
    if ticket.holds(session.id) {
        return mine(ticket, session);
    }
    if let Some(waited) = ticket.waits(session.id) {
        return awaited(ticket, session, waited);
    }
    match ticket.fits(programme, session) {
        Err(Refusal::Clash { .. }) => closed(session, "Déjà pris·e"),
        Err(Refusal::KioskAlreadyVisited { .. }) => closed(session, "Autre heure"),
        Err(Refusal::SessionCancelled { .. }) => closed(session, "N’aura pas lieu"),
        Err(_) => closed(session, "Fermé"),
        Ok(_) => open(ticket, session),
    }
}

fn mine(ticket: &TicketView, session: &Session) -> AnyView {
    let button = view! {
        <button type="submit">
            {hour(session)}" "
            <span class="places">"Rendre ma place"{spoken(format!("\u{a0}: {}", session.title))}</span>
        </button>
    };
    view! { <li class="mine">{form(ticket, session, "rendre", button.into_any())}</li> }.into_any()
}

fn awaited(ticket: &TicketView, session: &Session, waited: &Waited) -> AnyView {
    let label = format!("{} en attente, quitter", fr::ordinal(waited.place));
    let about = format!("\u{a0}: quitter la liste de {}", session.title);
    let button = view! {
        <button class="secondary" type="submit">
            {hour(session)}" "<span class="places">{label}{spoken(about)}</span>
        </button>
    };
    view! { <li class="waited">{form(ticket, session, "quitter", button.into_any())}</li> }
        .into_any()
}

fn closed(session: &Session, word: &'static str) -> AnyView {
    view! {
        <li><p class="taken">{hour(session)}" "<span class="places">{word}</span></p></li>
    }
    .into_any()
}

/// A seat, or a place in the line where none is left. The words keep themselves up to date; what
/// the button asks does not change, and the server answers it as things then stand.
fn open(ticket: &TicketView, session: &Session) -> AnyView {
    let full = session.seats.is_full();
    let (class, verb, does) = if full {
        ("full", "attendre", "me mettre en liste d’attente pour")
    } else {
        ("", "choisir", "réserver")
    };
    let about = format!("\u{a0}: {does} {}", session.title);
    let button = view! {
        <button class="secondary" type="submit">
            {hour(session)}" "
            <span class="places" data-places=live::name(session)>
                <span>{fr::session_seats(session)}</span>{spoken(about)}
            </span>
        </button>
    };
    view! { <li class=class>{form(ticket, session, verb, button.into_any())}</li> }.into_any()
}

fn hour(session: &Session) -> String {
    fr::clock(session.span.start())
}

fn spoken(words: String) -> impl IntoView {
    view! { <span class="spoken">{words}</span> }
}
