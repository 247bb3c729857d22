//! The service worker beside this page: it brings the door back without a network, and sends what
//! waits when nobody has the page open.

use js_sys::{Array, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Event, EventTarget, MessageEvent, ServiceWorkerContainer, ServiceWorkerRegistration,
};

use super::{ask, get, has, navigator_has, number};

const ADDRESS: &str = "/accueil/service-worker.js";
const SCOPE: &str = "/accueil";

/// What the worker sends by itself when the network is back.
const ERRAND: &str = "actes";

/// The worker as this page knows it; copies are the same worker.
#[derive(Clone)]
pub struct Worker(ServiceWorkerRegistration);

impl Worker {
    /// Installs it, and with it everything that the door needs; `None` where the browser has none.
    pub async fn install() -> Option<Self> {
        let container = container()?;
        let options = Object::new();
        Reflect::set(&options, &"scope".into(), &SCOPE.into()).ok()?;
        // The list of files is in it: a copy from the browser's cache would hide a new version.
        Reflect::set(&options, &"updateViaCache".into(), &"none".into()).ok()?;
        let arguments = Array::of2(&ADDRESS.into(), &options);
        let registration = ask(&container, "register", &arguments).await.ok()?;
        Some(Self(registration.unchecked_into()))
    }

    /// Waits until everything is there for the day without a network.
    pub async fn ready() -> bool {
        let Some(container) = container() else { return false };
        match container.ready() {
            Ok(ready) => JsFuture::from(ready).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Calls `there` when a new version has been fetched and waits for its turn.
    pub fn on_new_version(&self, there: impl Fn() + Clone + 'static) {
        if self.0.waiting().is_some() && is_controlled() {
            there();
        }
        let registration = self.0.clone();
        listen(&self.0, "updatefound", move |_| {
            let Some(coming) = registration.installing() else { return };
            let (there, worker) = (there.clone(), coming.clone());
            listen(&coming, "statechange", move |_| {
                let state = get(&worker, "state").and_then(|state| state.as_string());
                if state.as_deref() == Some("installed") && is_controlled() {
                    there();
                }
            });
        });
    }

    /// Lets the new version take over, and shows the page again once it has.
    pub fn renew(&self) {
        let Some(waiting) = self.0.waiting() else { return };
        if let Some(container) = container() {
            listen(&container, "controllerchange", |_| {
                // Refused only by a page that is going away by itself.
                let _ = window().location().reload();
            });
        }
        let _ = waiting.post_message(&"renew".into());
    }

    /// Looks for a new version.
    pub fn look(&self) {
        // Without a network there is none to be found.
        let _ = self.0.update();
    }

    /// Has the worker send what waits once the network is back, where the browser can.
    pub async fn send_later(&self) {
        if let Some(sync) = get(&self.0, "sync") {
            // Refused by the person or the browser: the page sends when it is shown.
            let _ = ask(&sync, "register", &Array::of1(&ERRAND.into())).await;
        }
    }
}

/// Calls `asked` whenever the worker asks this page to send what waits, or has sent it.
pub fn on_message(asked: impl Fn(String) + 'static) {
    let Some(container) = container() else { return };
    listen(&container, "message", move |event| {
        let word = event.dyn_into::<MessageEvent>().ok().and_then(|event| event.data().as_string());
        if let Some(word) = word {
            asked(word);
        }
    });
}

/// Calls `act` at each event, as long as the page lives.
pub fn listen(target: &EventTarget, event: &str, act: impl Fn(Event) + 'static) {
    let act = Closure::<dyn Fn(Event)>::new(act).into_js_value();
    // Refused by no browser: the name is a plain text.
    let _ = target.add_event_listener_with_callback(event, act.unchecked_ref());
}

/// Asks the browser not to clear what is kept when the phone needs room.
pub async fn keep_for_good() {
    if let Some(storage) = storage() {
        let _ = ask(&storage, "persist", &Array::new()).await;
    }
}

/// Whether this is a private window, as far as a browser lets it be seen: the room it gives is
/// less than the memory it has.
pub async fn is_private_window() -> bool {
    let Some(storage) = storage() else { return false };
    let Ok(estimate) = ask(&storage, "estimate", &Array::new()).await else { return false };
    let memory = get(&window(), "performance").and_then(|all| get(&all, "memory"));
    let heap = memory.and_then(|memory| number(&memory, "jsHeapSizeLimit"));
    match (number(&estimate, "quota"), heap) {
        (Some(quota), Some(heap)) => quota < 2.0 * heap,
        _ => false,
    }
}

fn storage() -> Option<JsValue> {
    get(&window().navigator(), "storage").filter(|storage| has(storage, "estimate"))
}

/// What `demarrage.js` has caught of the browser's offer to install this as an application.
const OFFER: &str = "installation";

/// Whether the browser offers to install the door as an application.
pub fn can_be_installed() -> bool {
    has(&window(), OFFER)
}

/// Shows the browser's own question.
pub async fn offer_installation() {
    if let Some(offer) = get(&window(), OFFER) {
        let _ = ask(&offer, "prompt", &Array::new()).await;
        let _ = Reflect::set(&window(), &OFFER.into(), &JsValue::NULL);
    }
}

/// Whether this browser shows its menu, rather than our button, to install an application.
pub fn installs_by_its_menu() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let standalone = get(&window().navigator(), "standalone");
    (agent.contains("iPhone") || agent.contains("iPad"))
        && standalone.and_then(|value| value.as_bool()) == Some(false)
}

fn container() -> Option<ServiceWorkerContainer> {
    navigator_has("serviceWorker").then(|| window().navigator().service_worker())
}

fn is_controlled() -> bool {
    container().is_some_and(|container| container.controller().is_some())
}
