//! The door's application: camera, hardware scanner or typed code in; a verdict out, from the
//! phone's own list.

mod bar;
mod camera;
mod choice;
mod finder;
mod keys;
mod notices;
mod picker;
mod pinch;
mod plain;
mod read;
mod recent;
mod station;
mod verdict;
mod walk_in;
mod watch;

use leptos::prelude::*;
use web_sys::Element;

use bar::{bar, status};
use camera::Camera;
use choice::choice;
use finder::{entry, results};
use notices::notices;
use plain::plain;
use recent::recent;
use station::{Panel, Phase, Station};
use verdict::card;
use walk_in::walk_in;
use watch::Watch;

/// Marks the part of the page that the server drew, which makes room for the application.
pub(crate) const PLAIN: &str = "[data-plain]";

/// The door on a phone, where scripts run and there is a list; until then the server's page stays.
///
/// A chunk of its own, so that it weighs on no other page. Its address says which door it is.
#[island(lazy)]
pub fn DoorApp() -> impl IntoView {
    let station = Station::new();
    let watch = Watch::new();
    Effect::new(move || {
        station.wake();
        keys::listen(station);
    });
    Effect::new(move || {
        if matches!(station.phase.get(), Phase::Ready | Phase::Wiped(_)) {
            take_over();
        }
    });
    move || match station.phase.get() {
        Phase::Waking => ().into_any(),
        Phase::Plain(lacking) => plain(lacking).into_any(),
        Phase::Wiped(told) => wiped(told).into_any(),
        Phase::Ready => app(station, watch).into_any(),
    }
}

/// What the server drew makes room. Nothing that was typed there is lost: the list has just come.
fn take_over() {
    if let Ok(Some(drawn)) = document().query_selector(PLAIN) {
        Element::remove(&drawn);
    }
}

fn app(station: Station, watch: Watch) -> impl IntoView {
    let chosen = move || station.door.read().is_some();
    view! {
        <div class="door-app">
            {bar(station)}
            <main id="contenu" tabindex="-1">
                {status(station)}
                {notices(station)}
                <div class="door-choice page" hidden=chosen>{choice(station)}</div>
                <div class="door-work" hidden=move || !chosen()>{work(station, watch)}</div>
            </main>
        </div>
    }
}

fn work(station: Station, watch: Watch) -> impl IntoView {
    let shows = move |panel| station.panel.get() == panel;
    view! {
        <div class="door-scan" hidden=move || !shows(Panel::Scan)>
            <div class="scanner" role="group" aria-label="Caméra">
                <Camera watch saw=move |text: String| station.see(&text)
                    touched=move |()| station.wake_signals()/>
            </div>
            {results(station)}
            <div class=move || live_class(station) role="status" aria-live="assertive" aria-atomic="true">
                {card(station)}
            </div>
        </div>
        {move || shows(Panel::WalkIn).then(|| walk_in(station))}
        {move || shows(Panel::Recent).then(|| recent(station))}
        {entry(station)}
    }
}

/// While somebody is looked for, their names stand where the card was.
fn live_class(station: Station) -> &'static str {
    let searching = station.typed.with(|typed| crate::door::finder::Asked::parse(typed).is_some());
    match (searching, station.card.read().is_some()) {
        (true, _) => "verdict-live away",
        (false, true) => "verdict-live",
        (false, false) => "verdict-live idle",
    }
}

fn wiped(told: String) -> impl IntoView {
    view! {
        <main id="contenu" class="page" tabindex="-1">
            <h1>"Ce téléphone n’est plus à l’accueil"</h1>
            <p role="alert">{told}</p>
        </main>
    }
}
