//! Keeps the screen on while a camera watches.

use js_sys::{Array, Reflect};
use leptos::prelude::window;

use super::{ask, navigator_has};

/// Asks the device to keep its screen on. It gives the promise back when the page is hidden, so
/// ask again when the page shows. A refusal (low battery) changes nothing else.
pub async fn keep_screen_on() {
    if !navigator_has("wakeLock") {
        return;
    }
    if let Ok(wake_lock) = Reflect::get(&window().navigator(), &"wakeLock".into()) {
        let _ = ask(&wake_lock, "request", &Array::of1(&"screen".into())).await;
    }
}
