mod visit;
mod workshop;

use domain::programme::{Kind, Programme, Session, Slot};
use domain::schedule::held_there;
use leptos::prelude::*;

use self::visit::visit;
use self::workshop::workshop;
use super::TicketView;
use crate::components::ThemeMark;
use crate::fr;

/// What there is to choose: workshops by slot, then the kiosks' visits.
pub(super) fn choices(programme: &Programme, ticket: &TicketView) -> Vec<AnyView> {
    let mut sections: Vec<AnyView> =
        programme.plan.slots.iter().map(|slot| slot_choices(programme, ticket, slot)).collect();
    sections.push(kiosk_choices(programme, ticket));
    sections
}

/// What is held and can still be given back, when nothing can be chosen.
pub(super) fn kept(programme: &Programme, ticket: &TicketView) -> Option<AnyView> {
    let items: Vec<_> = ticket
        .held
        .iter()
        .filter(|session| ticket.now < session.span.start())
        .map(|session| {
            view! {
                <li>
                    {heading(programme, session)}
                    <p class="soft">{fr::hours(session.span)}</p>
                    {act(ticket, session, "rendre", "secondary danger", "Rendre ma place")}
                </li>
            }
        })
        .collect();
    (!items.is_empty()).then(|| {
        view! {
            <section class="screen-only" aria-labelledby="rendre">
                <h2 id="rendre">"Rendre une place"</h2>
                <p class="soft">"Une place rendue va tout de suite à une personne qui attend."</p>
                <ul class="choices">{items}</ul>
            </section>
        }
        .into_any()
    })
}

fn slot_choices(programme: &Programme, ticket: &TicketView, slot: &Slot) -> AnyView {
    let id = format!("choix-{}", slot.code);
    let here: Vec<&Session> = programme
        .sessions
        .iter()
        .filter(|session| session.slot.as_ref() == Some(&slot.code))
        .collect();
    let held = ticket.held.iter().find(|session| session.slot.as_ref() == Some(&slot.code));
    let waitable = here.iter().any(|session| {
        session.seats.is_full() && !ticket.holds(session.id) && ticket.waits(session.id).is_none()
    });
    let items: Vec<_> = here.iter().map(|session| workshop(programme, ticket, session)).collect();
    view! {
        <section class="screen-only" id=id.clone() aria-labelledby=format!("{id}-titre")>
            <h2 id=format!("{id}-titre")>{slot.name.clone()}" · "{fr::hours(slot.span)}</h2>
            {held.map(|held| how_to_change(held, waitable))}
            <ul class="choices">{items}</ul>
        </section>
    }
    .into_any()
}

fn how_to_change(held: &Session, waitable: bool) -> AnyView {
    let code = held.code.clone();
    let waiting = waitable.then(|| {
        let code = code.clone();
        view! {
            <p class="soft">
                "Pour un atelier complet, mettez-vous en liste d’attente. Avec «\u{a0}échanger\u{a0}», "{code.clone()}
                " est rendu dès qu’une place se libère pour vous. Avec «\u{a0}garder\u{a0}», votre tour passe tant que vous avez "{code}"."
            </p>
        }
    });
    view! {
        <p class="soft">"Vous êtes à l’atelier "{code}". En choisir un autre l’échange\u{a0}: votre place actuelle n’est rendue qu’une fois la nouvelle obtenue."</p>
        {waiting}
    }
    .into_any()
}

fn heading(programme: &Programme, session: &Session) -> impl IntoView + use<> {
    let theme = programme.theme(&session.theme).cloned();
    view! {
        <div>
            <h3><span class="code">{session.code.clone()}</span>" "<a href=format!("/programme/{}", session.code)>{session.title.clone()}</a></h3>
            <p class="details">{theme.map(|theme| view! { <ThemeMark theme/> })}" "<span>{session.room.clone()}</span></p>
        </div>
    }
}

fn why_not(sentence: String) -> AnyView {
    view! { <p class="why-not">{sentence}</p> }.into_any()
}

/// One button that does one thing to one session.
pub(super) fn act(
    ticket: &TicketView,
    session: &Session,
    verb: &'static str,
    class: &'static str,
    label: &'static str,
) -> AnyView {
    let title = session.title.clone();
    let button = view! {
        <button class=class type="submit">{label}<span class="spoken">"\u{a0}: "{title}</span></button>
    };
    form(ticket, session, verb, button.into_any())
}

/// A form about one session. It says what this page believes to be held in its place, so that a page
/// left open does nothing that its reader did not mean.
fn form(ticket: &TicketView, session: &Session, verb: &'static str, buttons: AnyView) -> AnyView {
    let believed = held_there(session, &ticket.held)
        .map_or_else(|| "rien".to_owned(), |held| held.id.to_string());
    view! {
        <form method="post" action=format!("/billet/{}/{verb}", ticket.secret)>
            <input type="hidden" name="session" value=session.id.to_string()/>
            <input type="hidden" name="tient" value=believed/>
            {buttons}
        </form>
    }
    .into_any()
}

fn kiosk_choices(programme: &Programme, ticket: &TicketView) -> AnyView {
    let kiosks: Vec<_> = programme
        .plan
        .activities
        .iter()
        .filter(|activity| activity.kind == Kind::Kiosk)
        .filter_map(|activity| {
            let sessions: Vec<_> = programme.sessions_of(&activity.code).collect();
            let first = *sessions.first()?;
            let visits: Vec<_> =
                sessions.iter().map(|session| visit(programme, ticket, session)).collect();
            let clash = clash_with_kiosk(programme, ticket, &sessions);
            Some(view! {
                <li>
                    {heading(programme, first)}
                    <ul class="visit-choices">{visits}</ul>
                    {clash.map(why_not)}
                </li>
            })
        })
        .collect();
    let full = programme
        .sessions
        .iter()
        .any(|session| session.kind == Kind::Kiosk && session.seats.is_full());
    view! {
        <section class="screen-only" id="choix-kiosques" aria-labelledby="choix-kiosques-titre">
            <h2 id="choix-kiosques-titre">"Visites des kiosques"</h2>
            <p class="soft">
                "Une visite dure environ vingt minutes. Vous pouvez en réserver plusieurs, à des heures différentes."
                {full.then_some(" Pour une visite complète, son bouton vous met en liste d’attente.")}
            </p>
            <ul class="choices kiosks">{kiosks}</ul>
        </section>
    }
    .into_any()
}

/// Why none of a kiosk's free visits can be taken, when that is so.
fn clash_with_kiosk(
    programme: &Programme,
    ticket: &TicketView,
    sessions: &[&Session],
) -> Option<String> {
    let refusals: Vec<_> =
        sessions.iter().filter_map(|session| ticket.fits(programme, session).err()).collect();
    (refusals.len() == sessions.len()).then(|| refusals.first().map(fr::refusal))?
}
