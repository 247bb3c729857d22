//! Keeps the screen on while a camera watches.

use js_sys::Array;
use leptos::prelude::window;
use wasm_bindgen::JsValue;

use super::{ask, get};

/// The device's promise to keep its screen on.
pub struct Awake(JsValue);

/// Asks the device to keep its screen on. It takes the promise back when the page is hidden, so
/// ask again when the page shows. A refusal (low battery) changes nothing else.
pub async fn keep_screen_on() -> Option<Awake> {
    let wake_lock = get(&window().navigator(), "wakeLock")?;
    ask(&wake_lock, "request", &Array::of1(&"screen".into())).await.ok().map(Awake)
}

impl Awake {
    /// Lets the screen go out again.
    pub async fn release(self) {
        // It may have been taken back already.
        let _ = ask(&self.0, "release", &Array::new()).await;
    }
}
