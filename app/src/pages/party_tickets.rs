use std::sync::Arc;

use domain::programme::{Programme, Session};
use leptos::prelude::*;

use crate::components::{Icon, TimeOfDay};
use crate::fr;
use crate::pages::home::Facts;
use crate::shell::Back;

/// A ticket to be printed among others.
#[derive(Clone, Debug)]
pub struct PartyTicket {
    /// What tells it from the others on the page.
    pub id: String,
    /// First name and last name.
    pub full_name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// Their readable code, with its dash.
    pub code: String,
    /// The address of the picture of their QR code.
    pub qr: String,
    /// What they hold.
    pub held: Vec<Session>,
}

/// `/groupe/{secret}/billets`: the tickets of a group, each on a page of its own.
#[component]
pub fn PartyTicketsPage(
    /// The secret of the group's pages.
    secret: String,
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// The tickets.
    tickets: Vec<PartyTicket>,
) -> impl IntoView {
    let many = u32::try_from(tickets.len()).unwrap_or(u32::MAX);
    let tickets: Vec<_> = tickets.into_iter().map(|one| ticket(&programme, one)).collect();
    view! {
        <div class="screen-only stack">
            <Back href=format!("/groupe/{secret}") label="Mon groupe"/>
            <h1>"Billets du groupe"</h1>
            <p>{fr::count(many, "billet", "billets")}". Chacun est imprimé sur sa page."</p>
            <p class="actions">
                <button type="button" data-print hidden><Icon name="print"/>"Imprimer"</button>
            </p>
            <p class="hint">"Ou choisissez «\u{a0}Imprimer\u{a0}» dans le menu de votre navigateur (Ctrl\u{a0}+\u{a0}P). Papier A4."</p>
        </div>
        {tickets}
    }
}

fn ticket(programme: &Programme, ticket: PartyTicket) -> AnyView {
    let event = programme.plan.event.clone();
    let held: Vec<_> = ticket.held.iter().map(held).collect();
    let alt = format!("Code QR du billet de {}", ticket.full_name);
    view! {
        <section class="party-ticket" aria-labelledby=ticket.id.clone()>
            <div class="ticket">
                <header>
                    <svg class="mark" aria-hidden="true"><use href="/icons.svg#passerelle"></use></svg>
                    <p>{event.name.clone()}</p>
                </header>
                <div class="holder">
                    <h2 id=ticket.id.clone()>{ticket.full_name}</h2>
                    <p>{ticket.organisation}</p>
                </div>
                <div class="stub">
                    <img class="qr" src=ticket.qr alt=alt width="240" height="240"/>
                    <p><span class="spoken">"Code du billet\u{a0}: "</span><strong class="ticket-code">{ticket.code}</strong></p>
                    <p class="hint">"Montrez ce carré à l’accueil, ou dites ce code."</p>
                </div>
                <div class="when"><Facts event/></div>
            </div>
            <h3>"Ateliers et kiosques"</h3>
            {if held.is_empty() {
                view! { <p>"Rien n’est choisi pour le moment."</p> }.into_any()
            } else {
                view! { <ol class="timeline">{held}</ol> }.into_any()
            }}
        </section>
    }
    .into_any()
}

fn held(session: &Session) -> AnyView {
    view! {
        <li class="choice">
            <TimeOfDay at=session.span.start()/>
            <div>
                <p class="what">{session.code.clone()}" · "{session.title.clone()}</p>
                <p class="soft">{session.room.clone()}", jusqu’à "{fr::clock(session.span.end())}</p>
            </div>
        </li>
    }
    .into_any()
}
