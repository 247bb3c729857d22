//! The door's scanner: camera, hardware scanner or typed code in; a verdict out.

mod camera;
mod picker;
mod pinch;
mod read;
mod station;
mod verdict;
mod watch;
pub mod wire;
mod wording;

use domain::ticket::Reading;
use leptos::ev::{self, KeyboardEvent, SubmitEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use crate::browser::clock::now_ms;
use crate::components::Icon;
use crate::fr;
use camera::Camera;
use read::Keys;
use station::Station;
use verdict::card;
use watch::Watch;

/// The part of the page that shows what the server said of the last ticket.
pub(crate) const SAID_BY_SERVER: &str = "dit";

/// Scans tickets for one door: `main` or the UUID of a session.
///
/// A chunk of its own, so that it weighs on no other page.
#[island(lazy)]
pub fn Scanner(
    /// Sent with each scan.
    door: String,
    /// What people call this door.
    door_label: String,
) -> impl IntoView {
    let station = Station::new(door);
    let watch = Watch::new();
    // Without JavaScript the page has a form of its own, and none of this would answer.
    let ready = RwSignal::new(false);
    Effect::new(move || {
        ready.set(true);
        listen_to_keys(station);
        listen_to_field(station);
        take_over(station);
    });
    view! {
        <div class="door-status" hidden=move || !ready.get()>
            {move || station.counts.get().map(|counts| view! {
                <p><strong>{counts.arrived}</strong>{fr::checked_in_of(counts.arrived, counts.expected)}</p>
            })}
            {waiting(station)}
        </div>
        <div class="scanner" role="group" aria-label=door_label hidden=move || !ready.get()>
            <Camera watch saw=move |text: String| station.read(&text)
                touched=move |()| station.wake_signals()/>
        </div>
        <div class=move || live_class(station) role="status" aria-live="assertive" aria-atomic="true"
            aria-busy=move || (station.under_way.get() > 0).to_string()
            hidden=move || !ready.get()>
            {card(station)}
        </div>
    }
}

fn live_class(station: Station) -> &'static str {
    if station.card.read().is_some() { "verdict-live" } else { "verdict-live idle" }
}

/// What the server drew between the scanner and the field makes room for the first card.
fn take_over(station: Station) {
    Effect::new(move || {
        if station.card.read().is_none() {
            return;
        }
        let said = document().get_element_by_id(SAID_BY_SERVER);
        if let Some(said) = said {
            said.remove();
        }
    });
}

fn waiting(station: Station) -> impl IntoView {
    move || {
        let count = station.unsent.read().len();
        (count > 0).then(|| {
            view! {
                <p>
                    <Icon name="warning"/>
                    {wording::waiting(count)}
                    " "
                    <button class="small" type="button" on:click=move |_| station.retry()>
                        "Réessayer"
                    </button>
                </p>
            }
        })
    }
}

/// The page's own field takes codes and names. A code is judged here, at once; a name goes on to
/// the server, which searches.
fn listen_to_field(station: Station) {
    window_event_listener(ev::submit, move |event: SubmitEvent| {
        let Some(field) = field_of(&event).filter(|field| is_ticket(&field.value())) else {
            return;
        };
        event.prevent_default();
        station.wake_signals();
        station.read(&field.value());
        field.set_value("");
    });
}

fn field_of(event: &SubmitEvent) -> Option<HtmlInputElement> {
    let form = event.target()?.dyn_into::<Element>().ok()?;
    form.query_selector("input[name=saisie]").ok()??.dyn_into().ok()
}

/// A name of six letters could be a code; with a digit or a dash it is one.
fn is_ticket(typed: &str) -> bool {
    let telling = |c: char| c.is_ascii_digit() || c == '-' || c == '/';
    typed.contains(telling) && Reading::parse(typed).is_some()
}

/// A hardware scanner types wherever the focus is; a field takes its keys itself.
fn listen_to_keys(station: Station) {
    let keys = StoredValue::new(Keys::default());
    window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        if is_for_a_field(&event) {
            return;
        }
        let code = keys.try_update_value(|keys| keys.press(&event.key(), now_ms())).flatten();
        if let Some(code) = code {
            // Enter would otherwise press the button that has the focus.
            event.prevent_default();
            station.wake_signals();
            station.read(&code);
        }
    });
}

fn is_for_a_field(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target
        .is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
