//! Asking this site's server.

use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, Request, RequestCache, RequestCredentials, RequestInit, Response,
};

/// Nobody waits for the answer: the verdict has been given. A list of 20,000 takes its time.
const PATIENCE_MS: i32 = 60_000;

/// Why an answer did not come.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum SendingFault {
    /// The server was not reached, or not in time, or asks to come back.
    NoNetwork,
    /// The session is over, and this phone is not paired.
    SignedOut,
    /// Someone of the team is signed in, on a phone that is not paired.
    NotPaired,
    /// This phone was revoked, or its time is over.
    Revoked,
    /// The server does not take this.
    Malformed,
    /// The server fails, or answers nonsense.
    Broken,
}

/// Asks for `path` and gives the body of a good answer.
pub async fn get(path: &str) -> Result<String, SendingFault> {
    send(path, RequestInit::new()).await
}

/// Posts JSON to `path` and gives the body of a good answer.
pub async fn post(path: &str, json: &str) -> Result<String, SendingFault> {
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&json.into());
    send(path, init).await
}

async fn send(path: &str, init: RequestInit) -> Result<String, SendingFault> {
    let request = request(path, &init).map_err(|_| SendingFault::Broken)?;
    let answer = JsFuture::from(window().fetch_with_request(&request)).await;
    let answer = answer.map_err(|_| SendingFault::NoNetwork)?;
    let answer = answer.dyn_into::<Response>().map_err(|_| SendingFault::Broken)?;
    match answer.status() {
        200..=299 => body(&answer).await,
        401 | 403 => Err(SendingFault::SignedOut),
        409 => Err(SendingFault::NotPaired),
        410 => Err(SendingFault::Revoked),
        400 | 413 | 415 | 422 => Err(SendingFault::Malformed),
        408 | 429 | 502..=504 => Err(SendingFault::NoNetwork),
        _ => Err(SendingFault::Broken),
    }
}

async fn body(answer: &Response) -> Result<String, SendingFault> {
    let text = answer.text().map_err(|_| SendingFault::Broken)?;
    let text = JsFuture::from(text).await.map_err(|_| SendingFault::NoNetwork)?;
    text.as_string().ok_or(SendingFault::Broken)
}

fn request(path: &str, init: &RequestInit) -> Result<Request, JsValue> {
    let headers = Headers::new()?;
    headers.set("content-type", "application/json")?;
    headers.set("accept", "application/json")?;
    init.set_credentials(RequestCredentials::SameOrigin);
    init.set_cache(RequestCache::NoStore);
    init.set_headers(&headers);
    let stop = AbortController::new()?;
    init.set_signal(Some(&stop.signal()));
    let give_up = Closure::once_into_js(move || stop.abort());
    window().set_timeout_with_callback_and_timeout_and_arguments_0(
        give_up.unchecked_ref(),
        PATIENCE_MS,
    )?;
    Request::new_with_str_and_init(path, init)
}
