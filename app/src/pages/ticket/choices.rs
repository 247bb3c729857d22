use domain::Refusal;
use domain::programme::{Kind, Programme, Session, Slot};
use domain::schedule::{Fit, fit};
use leptos::prelude::*;

use super::TicketView;
use crate::components::{Icon, SeatMeter, ThemeMark};
use crate::fr;

/// What there is to choose: workshops by slot, then the kiosks' visits.
pub(super) fn choices(programme: &Programme, ticket: &TicketView) -> Vec<AnyView> {
    let mut sections: Vec<AnyView> =
        programme.plan.slots.iter().map(|slot| slot_choices(programme, ticket, slot)).collect();
    sections.push(kiosk_choices(programme, ticket));
    sections
}

fn slot_choices(programme: &Programme, ticket: &TicketView, slot: &Slot) -> AnyView {
    let id = format!("choix-{}", slot.code);
    let items: Vec<_> = programme
        .sessions
        .iter()
        .filter(|session| session.slot.as_ref() == Some(&slot.code))
        .map(|session| workshop_choice(programme, ticket, session))
        .collect();
    let held = ticket.held.iter().find(|session| session.slot.as_ref() == Some(&slot.code));
    let hint = held.map(|held| {
        view! {
            <p class="soft">"Vous êtes à l’atelier "{held.code.clone()}". En choisir un autre l’échange\u{a0}: votre place actuelle n’est rendue qu’une fois la nouvelle obtenue."</p>
        }
    });
    view! {
        <section class="screen-only" id=id.clone() aria-labelledby=format!("{id}-titre")>
            <h2 id=format!("{id}-titre")>{slot.name.clone()}" · "{fr::hours(slot.span)}</h2>
            {hint}
            <ul class="choices">{items}</ul>
        </section>
    }
    .into_any()
}

fn workshop_choice(programme: &Programme, ticket: &TicketView, session: &Session) -> AnyView {
    let chosen = ticket.held.iter().any(|held| held.id == session.id);
    let judged = fit(session, &ticket.held, ticket.now);
    let class = if chosen {
        "chosen"
    } else if session.seats.is_full() {
        "full"
    } else {
        ""
    };
    let state = if chosen {
        view! { <p class="kept"><Icon name="check"/>"Votre choix"</p> }.into_any()
    } else {
        view! { <SeatMeter seats=session.seats/> }.into_any()
    };
    let action = match judged {
        _ if chosen => act(ticket, session, "rendre", "secondary danger", "Rendre ma place"),
        Err(refusal) => why_not(fr::refusal(&refusal)),
        Ok(_) if session.seats.is_full() => why_not("Plus de place pour le moment".to_owned()),
        Ok(Fit::Swaps(_)) => act(ticket, session, "choisir", "secondary", "Changer pour celui-ci"),
        Ok(Fit::Free | Fit::Held) => {
            act(ticket, session, "choisir", "secondary", "Choisir cet atelier")
        }
    };
    view! {
        <li class=class>
            {heading(programme, session, true)}
            {state}
            {action}
        </li>
    }
    .into_any()
}

fn heading(programme: &Programme, session: &Session, with_room: bool) -> impl IntoView + use<> {
    let theme = programme.theme(&session.theme).cloned();
    let room = with_room.then(|| view! { " "<span>{session.room.clone()}</span> });
    view! {
        <div>
            <h3><span class="code">{session.code.clone()}</span>" "<a href=format!("/programme/{}", session.code)>{session.title.clone()}</a></h3>
            <p class="details">{theme.map(|theme| view! { <ThemeMark theme/> })}{room}</p>
        </div>
    }
}

fn why_not(sentence: String) -> AnyView {
    view! { <p class="why-not">{sentence}</p> }.into_any()
}

fn act(
    ticket: &TicketView,
    session: &Session,
    verb: &'static str,
    class: &'static str,
    label: &'static str,
) -> AnyView {
    view! {
        <form method="post" action=format!("/billet/{}/{verb}", ticket.secret)>
            <input type="hidden" name="session" value=session.id.to_string()/>
            <button class=class type="submit">{label}<span class="spoken">"\u{a0}: "{session.title.clone()}</span></button>
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
            let visits: Vec<_> = sessions.iter().map(|session| visit(ticket, session)).collect();
            let clash = clash_with_kiosk(ticket, &sessions);
            Some(view! {
                <li>
                    {heading(programme, first, true)}
                    <ul class="visit-choices">{visits}</ul>
                    {clash.map(why_not)}
                </li>
            })
        })
        .collect();
    view! {
        <section class="screen-only" id="choix-kiosques" aria-labelledby="choix-kiosques-titre">
            <h2 id="choix-kiosques-titre">"Visites des kiosques"</h2>
            <p class="soft">"Une visite dure environ vingt minutes. Vous pouvez en réserver plusieurs, à des heures différentes."</p>
            <ul class="choices kiosks">{kiosks}</ul>
        </section>
    }
    .into_any()
}

fn visit(ticket: &TicketView, session: &Session) -> AnyView {
    let hour = fr::clock(session.span.start());
    if ticket.held.iter().any(|held| held.id == session.id) {
        return view! {
            <li class="mine">
                <form method="post" action=format!("/billet/{}/rendre", ticket.secret)>
                    <input type="hidden" name="session" value=session.id.to_string()/>
                    <button type="submit">{hour}" "<span class="places">"Rendre ma place"<span class="spoken">"\u{a0}: "{session.title.clone()}</span></span></button>
                </form>
            </li>
        }
        .into_any();
    }
    let taken = |word: &'static str| {
        view! { <li><p class="taken">{hour.clone()}" "<span class="places">{word}</span></p></li> }
            .into_any()
    };
    match fit(session, &ticket.held, ticket.now) {
        Err(Refusal::Clash { .. }) => taken("Déjà pris·e"),
        Err(Refusal::KioskAlreadyVisited { .. }) => taken("Autre heure"),
        Err(_) => taken("Fermé"),
        Ok(_) if session.seats.is_full() => taken("Complet"),
        Ok(_) => view! {
            <li>
                <form method="post" action=format!("/billet/{}/choisir", ticket.secret)>
                    <input type="hidden" name="session" value=session.id.to_string()/>
                    <button class="secondary" type="submit">
                        {hour}" "
                        <span class="places">
                            {fr::count(session.seats.left(), "place", "places")}
                            <span class="spoken">"\u{a0}: réserver "{session.title.clone()}</span>
                        </span>
                    </button>
                </form>
            </li>
        }
        .into_any(),
    }
}

/// Why none of a kiosk's free visits can be taken, when that is so.
fn clash_with_kiosk(ticket: &TicketView, sessions: &[&Session]) -> Option<String> {
    let refusals: Vec<Refusal> = sessions
        .iter()
        .filter_map(|session| fit(session, &ticket.held, ticket.now).err())
        .collect();
    (refusals.len() == sessions.len()).then(|| refusals.first().map(fr::refusal))?
}
