//! What a phone is told by others than its screen: keys, the network, its own service worker.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::read::Keys;
use super::station::{Phase, Station, door_at, path};
use crate::browser::clock::now_ms;
use crate::browser::worker;

/// Listens as long as the page lives.
pub(super) fn listen(station: Station) {
    hear_scanner(station);
    window_event_listener_untyped("online", move |_| station.sync_now());
    window_event_listener_untyped("pageshow", move |_| station.look_again());
    window_event_listener_untyped("popstate", move |_| station.go(door_at(&path())));
    window_event_listener_untyped("installable", move |_| {
        station.program.update(|program| program.installable = true);
    });
    worker::listen(&document(), "visibilitychange", move |_| {
        if !document().hidden() {
            station.look_again();
        }
    });
    worker::on_message(move |word| {
        if word == "send" || word == "sent" {
            station.look_again();
        }
    });
}

/// A hardware scanner types wherever the focus is; a field takes its keys itself.
fn hear_scanner(station: Station) {
    let keys = StoredValue::new(Keys::default());
    window_event_listener(ev::keydown, move |event: KeyboardEvent| {
        let at_a_door = station.door.with_untracked(Option::is_some);
        if station.phase.get_untracked() != Phase::Ready || !at_a_door || is_for_a_field(&event) {
            return;
        }
        let code = keys.try_update_value(|keys| keys.press(&event.key(), now_ms())).flatten();
        if let Some(code) = code {
            // Enter would otherwise press the button that has the focus.
            event.prevent_default();
            station.wake_signals();
            station.see(&code);
        }
    });
}

fn is_for_a_field(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target
        .is_some_and(|target| matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT"))
}
