//! What only a browser can do: camera, sound, screen, what it keeps, its service worker, and asking
//! the server.
//!
//! This compiles for the server as well and is never called there: only an `Effect` or an `on:`
//! handler leads here.

pub mod camera;
pub mod clock;
pub mod database;
mod decoding;
mod detector;
pub mod feedback;
mod frames;
mod pace;
pub mod reader;
pub mod remembered;
pub mod sending;
pub mod wake_lock;
pub mod worker;

use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Whether this browser knows `name` on `object`; asking first, since calling what is absent
/// would stop the whole program.
fn has(object: &JsValue, name: &str) -> bool {
    get(object, name).is_some()
}

/// A field of `object`, when there is one.
fn get(object: &JsValue, name: &str) -> Option<JsValue> {
    let found = Reflect::get(object, &name.into()).ok()?;
    (!found.is_undefined() && !found.is_null()).then_some(found)
}

fn truthy(object: &JsValue, name: &str) -> bool {
    get(object, name).is_some_and(|value| value.is_truthy())
}

fn number(object: &JsValue, name: &str) -> Option<f64> {
    get(object, name)?.as_f64().filter(|number| number.is_finite())
}

fn window_has(name: &str) -> bool {
    has(&window(), name)
}

fn navigator_has(name: &str) -> bool {
    has(&window().navigator(), name)
}

/// Calls a method that `web-sys` does not know yet.
fn call(object: &JsValue, method: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let method = Reflect::get(object, &method.into())?.dyn_into::<Function>()?;
    method.apply(object, arguments)
}

/// Calls a method that answers later, and waits for it.
async fn ask(object: &JsValue, method: &str, arguments: &Array) -> Result<JsValue, JsValue> {
    let promise = call(object, method, arguments)?.dyn_into::<Promise>()?;
    JsFuture::from(promise).await
}
