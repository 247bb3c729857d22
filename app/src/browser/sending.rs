//! Sending a text to this site's server.

use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, Request, RequestCredentials, RequestInit, Response};

/// Someone is waiting in front of the door.
const PATIENCE_MS: i32 = 8_000;

/// Why an answer did not come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SendingFault {
    /// The server was not reached, or not in time.
    NoNetwork,
    /// The session is over, or its role may not do this.
    SignedOut,
    /// The server asks to come back.
    Busy,
    /// The server does not take this, or answers nonsense.
    Broken,
}

/// Posts JSON to `path` on this site and gives the body of a good answer.
pub async fn post_json(path: &str, json: &str) -> Result<String, SendingFault> {
    let request = request(path, json).map_err(|_| SendingFault::Broken)?;
    let answer = JsFuture::from(window().fetch_with_request(&request)).await;
    let answer = answer.map_err(|_| SendingFault::NoNetwork)?;
    let answer = answer.dyn_into::<Response>().map_err(|_| SendingFault::Broken)?;
    match answer.status() {
        200..=299 => body(&answer).await,
        401 | 403 => Err(SendingFault::SignedOut),
        429 | 502..=504 => Err(SendingFault::Busy),
        _ => Err(SendingFault::Broken),
    }
}

async fn body(answer: &Response) -> Result<String, SendingFault> {
    let text = answer.text().map_err(|_| SendingFault::Broken)?;
    let text = JsFuture::from(text).await.map_err(|_| SendingFault::NoNetwork)?;
    text.as_string().ok_or(SendingFault::Broken)
}

fn request(path: &str, json: &str) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    headers.set("accept", "application/json")?;
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_headers(&headers);
    init.set_body(&json.into());
    let stop = AbortController::new()?;
    init.set_signal(Some(&stop.signal()));
    let give_up = Closure::once_into_js(move || stop.abort());
    window().set_timeout_with_callback_and_timeout_and_arguments_0(
        give_up.unchecked_ref(),
        PATIENCE_MS,
    )?;
    Request::new_with_str_and_init(path, &init)
}
