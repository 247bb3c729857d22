//! What only a browser can do: camera, sound, screen, and sending a scan.
//!
//! This compiles for the server as well and is never called there: only an `Effect` or an `on:`
//! handler leads here.

pub mod camera;
pub mod clock;
mod decoding;
mod detector;
pub mod feedback;
mod frames;
pub mod reader;
pub mod sending;
pub mod wake_lock;

use leptos::prelude::window;
use leptos::web_sys::wasm_bindgen::JsValue;

/// Whether this browser knows `name` on `object`; asking first, since calling what is absent
/// would stop the whole program.
fn has(object: &JsValue, name: &str) -> bool {
    let found = js_sys::Reflect::get(object, &name.into());
    found.is_ok_and(|found| !found.is_undefined() && !found.is_null())
}

fn window_has(name: &str) -> bool {
    has(&window(), name)
}

fn navigator_has(name: &str) -> bool {
    has(&window().navigator(), name)
}
