//! Keeps the screen on while a camera watches.

use leptos::prelude::window;
use wasm_bindgen_futures::JsFuture;
use web_sys::WakeLockType;

use super::navigator_has;

/// Asks the device to keep its screen on. It gives the promise back when the page is hidden, so
/// ask again when the page shows. A refusal (low battery) changes nothing else.
pub async fn keep_screen_on() {
    if navigator_has("wakeLock") {
        let asked = window().navigator().wake_lock().request(WakeLockType::Screen);
        let _ = JsFuture::from(asked).await;
    }
}
