//! The card after an act: one colour, one sign, one word, and what can be done next.

use leptos::prelude::*;
use uuid::Uuid;

use super::station::{Panel, Station};
use crate::components::Icon;
use crate::door::card::{Card, Line, Look, Offer};

/// The newest card; until there is one, what to do.
pub(super) fn card(station: Station) -> impl IntoView {
    move || {
        match station.card.get() {
        None => view! {
            <p class="door-idle">"Présentez un billet devant la caméra, ou tapez un code ou un nom."</p>
        }
        .into_any(),
        Some(card) => show(station, card).into_any(),
    }
    }
}

fn show(station: Station, card: Card) -> impl IntoView {
    let (class, icon) = look(card.look);
    let class = if station.is_turned() { format!("{class} again") } else { class.to_owned() };
    // Who was seen before came in by another act, which this one does not take back.
    let undoing =
        if card.look == Look::Seen { "Annuler ce passage" } else { "Annuler ce pointage" };
    let person = card.person;
    let offers: Vec<_> =
        card.offers.into_iter().map(|offer| offered(station, person, offer)).collect();
    view! {
        <section class=class>
            <h2 class="word"><Icon name=icon/> {card.word}</h2>
            {text("name", card.name)}
            {text("from", card.organisation)}
            {card.code.map(|code| view! { <p class="given-code">{code}</p> })}
            {text("reason", card.explanation)}
            {card.note.map(|note| view! { <p class="need"><Icon name="seat"/> {note}</p> })}
            {day(card.day)}
            <div class="actions">{offers}{undo(station, undoing)}</div>
        </section>
    }
}

fn look(look: Look) -> (&'static str, &'static str) {
    match look {
        Look::Accepted => ("verdict accepted", "check"),
        Look::Seen => ("verdict seen", "seen"),
        Look::Refused => ("verdict refused", "cross"),
        Look::Done => ("verdict seen undone", "undo"),
    }
}

fn text(class: &'static str, text: String) -> Option<impl IntoView> {
    (!text.is_empty()).then(|| view! { <p class=class>{text}</p> })
}

fn day(lines: Vec<Line>) -> Option<impl IntoView> {
    (!lines.is_empty()).then(|| {
        let lines = lines.into_iter().map(|line| {
            view! {
                <li>
                    <span>{line.time}</span>
                    " "
                    <span>{line.title} " · " <strong>{line.room}</strong></span>
                </li>
            }
        });
        view! { <ul class="day">{lines.collect_view()}</ul> }
    })
}

fn offered(station: Station, person: Option<Uuid>, offer: Offer) -> AnyView {
    match (offer, person) {
        (Offer::SamePerson, _) => view! {
            <button class="main" type="button" on:click=move |_| station.come_again()>
                "C’est bien cette personne"
            </button>
        }
        .into_any(),
        (Offer::MoveHere(to), Some(person)) => view! {
            <button class="main" type="button" on:click=move |_| station.move_here(person, to)>
                "Déplacer ici"
            </button>
        }
        .into_any(),
        (Offer::Seats(seats), Some(person)) => seats_offered(station, person, seats).into_any(),
        (Offer::Register, _) => view! {
            <button type="button" on:click=move |_| station.panel.set(Panel::WalkIn)>
                "Inscrire sur place"
            </button>
        }
        .into_any(),
        (Offer::MoveHere(_) | Offer::Seats(_), None) => ().into_any(),
    }
}

fn seats_offered(station: Station, person: Uuid, seats: Vec<(Uuid, String)>) -> impl IntoView {
    let seats: Vec<_> = seats
        .into_iter()
        .map(|(to, label)| {
            view! { <li><button type="button" on:click=move |_| station.choose(person, to)>{label}</button></li> }
        })
        .collect();
    view! {
        <details class="seats">
            <summary>"Choisir un atelier libre"</summary>
            <ul>{seats}</ul>
        </details>
    }
}

fn undo(station: Station, label: &'static str) -> impl IntoView {
    move || {
        station.undoable.get().map(|act| {
            view! {
                <button type="button" on:click=move |_| station.undo(act)>
                    <Icon name="undo"/>
                    " "
                    {label}
                </button>
            }
        })
    }
}
