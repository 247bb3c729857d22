//! Which door this is, and how the phone is doing.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::station::{Link, Station};
use crate::components::Icon;
use crate::door::book::Book;
use crate::door::card::door_name;
use crate::fr;

/// The door's name, and the way to another one.
pub(super) fn bar(station: Station) -> impl IntoView {
    let name = move || station.look_here(door_name).unwrap_or_else(|| "Accueil".to_owned());
    let change = move |event: MouseEvent| {
        event.prevent_default();
        station.open(None);
    };
    view! {
        <header class="door-bar">
            <h1><Icon name="door"/>{name}</h1>
            <a href="/accueil" on:click=change hidden=move || station.door.read().is_none()>
                "Changer"<span class="spoken">" de porte"</span>
            </a>
        </header>
    }
}

/// How many came, whether the phone is ready for the day without a network, and what waits.
pub(super) fn status(station: Station) -> impl IntoView {
    let counts = move || station.look_here(Book::counts);
    let ready = move || {
        let kept = station.keeping.with(|keeping| keeping.offline && keeping.fault.is_none());
        let now = station.now();
        station.look(|book| fr::ready(book.len(), book.head.fetched_at, now, kept))
    };
    let waiting = move || station.look(|book| book.log.waiting()).unwrap_or(0);
    let icon = move || if station.keeping.read().offline { "check" } else { "clock" };
    view! {
        <div class="door-status">
            {move || counts().map(|(arrived, expected)| view! {
                <p class="count"><span><strong>{arrived}</strong>{fr::checked_in_of(arrived, expected)}</span></p>
            })}
            <p class="ready">{move || view! { <Icon name=icon()/> }}<span>{ready}</span></p>
            {move || (waiting() > 0).then(|| view! {
                <p class="unsent"><Icon name="warning"/><span>{fr::unsent(waiting())}</span>{retry(station)}</p>
            })}
        </div>
    }
}

fn retry(station: Station) -> impl IntoView {
    (station.link.get() != Link::Fine).then(|| {
        view! {
            <button class="small" type="button" on:click=move |_| station.sync_now()>"Envoyer"</button>
        }
    })
}
