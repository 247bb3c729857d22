//! Small choices of the person who holds this device, kept from one day to the next.

use leptos::prelude::window;
use web_sys::Storage;

/// What was kept under `name`; nothing in a private window that keeps nothing.
pub fn recall(name: &str) -> Option<String> {
    storage()?.get_item(name).ok()?
}

/// Keeps `value` where the browser lets us.
pub fn remember(name: &str, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage costs a choice made again, nothing else.
        let _ = storage.set_item(name, value);
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok()?
}
