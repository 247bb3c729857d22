//! Which door?

use domain::door::RollSession;
use leptos::ev::MouseEvent;
use leptos::prelude::*;

use super::station::{Station, address_of};
use crate::browser::worker;
use crate::components::Icon;
use crate::door::book::{Book, MAIN};
use crate::fr;

/// The doors this phone may keep, and the way to have it as an application.
pub(super) fn choice(station: Station) -> impl IntoView {
    let doors = move || {
        station.look(|book| {
            let main = book.keeps(MAIN).then(|| main_door(station));
            let of = |kiosk| sessions(station, book, kiosk);
            let (workshops, kiosks) = (of(false), of(true));
            view! {
                <ul class="doors">{main}</ul>
                {titled("Ateliers", workshops)}
                {titled("Visites des kiosques", kiosks)}
                <p class="soft door-device">{fr::station(&book.head.station)}</p>
            }
        })
    };
    view! {
        <p>"À quelle porte êtes-vous\u{202f}?"</p>
        {installation(station)}
        {doors}
    }
}

fn titled<T: IntoView + 'static>(title: &'static str, doors: Vec<T>) -> Option<impl IntoView> {
    (!doors.is_empty()).then(|| view! { <h2>{title}</h2> <ul class="doors">{doors}</ul> })
}

fn main_door(station: Station) -> impl IntoView {
    view! {
        <li>
            <a class="main-door" href=address_of(Some(MAIN)) on:click=to(station, MAIN.to_owned())>
                <Icon name="door"/>"Entrée principale "<span class="soft">"Toute la conférence"</span>
            </a>
        </li>
    }
}

fn sessions(station: Station, book: &Book, kiosk: bool) -> Vec<impl IntoView + use<>> {
    let kept =
        |session: &&RollSession| session.kiosk == kiosk && book.keeps(&session.id.to_string());
    let line = |session: &RollSession| {
        let door = session.id.to_string();
        let place = format!("{}, {}", session.room, fr::clock(session.starts_at));
        view! {
            <li>
                <a href=address_of(Some(&door)) on:click=to(station, door)>
                    <span class="code">{session.code.clone()}</span>{session.title.clone()}" "
                    <span class="soft">{place}</span>
                </a>
            </li>
        }
    };
    book.head.sessions.iter().filter(kept).map(line).collect()
}

fn to(station: Station, door: String) -> impl Fn(MouseEvent) + 'static {
    move |event| {
        event.prevent_default();
        station.wake_signals();
        station.open(Some(door.clone()));
    }
}

/// « Installer l’application », where the browser allows it; where only its menu does, how.
fn installation(station: Station) -> impl IntoView {
    let install = move |_| {
        station.program.update(|program| program.installable = false);
        leptos::task::spawn_local(worker::offer_installation());
    };
    move || {
        if station.program.read().installable {
            return view! {
                <p><button type="button" class="secondary" on:click=install>
                    <Icon name="download"/>" Installer l’application"
                </button></p>
            }
            .into_any();
        }
        worker::installs_by_its_menu()
            .then(|| view! {
                <p class="soft">"Pour l’installer\u{a0}: touchez Partager, puis «\u{a0}Sur l’écran d’accueil\u{a0}»."</p>
            })
            .into_any()
    }
}
