//! What a phone keeps: the list, and the acts that the server has not answered. In IndexedDB,
//! which the service worker reads too.

use domain::door::Entry;
use js_sys::{Array, JSON, Object, Reflect};
use leptos::prelude::window;
use leptos::serde_json;
use uuid::Uuid;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbObjectStoreParameters, IdbOpenDbRequest,
    IdbRequest, IdbTransaction, IdbTransactionMode,
};

use super::{call, window_has};
use crate::door::log::Record;

/// The service worker opens it by this name too.
const NAME: &str = "accueil";
const VERSION: u32 = 1;

/// The one thing that is not a person or an act.
const HEAD: &str = "head";
/// The people, in parts: number, then entries as JSON.
const PEOPLE: &str = "people";
/// The acts, each under its identity, as the service worker reads them.
const ACTS: &str = "acts";

/// Why nothing can be kept.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum KeepingFault {
    /// The browser gives no storage: a private window, or a setting.
    Refused,
    /// There is no room left.
    Full,
}

/// What was kept.
#[derive(Debug, Default)]
pub struct Kept {
    /// The head of the book, as JSON; `None` when there is no list yet.
    pub head: Option<String>,
    /// The people of the list.
    pub people: Vec<Entry>,
    /// The acts of this phone.
    pub records: Vec<Record>,
}

/// What is to be kept, all of it or nothing.
#[derive(Debug, Default)]
pub struct Changes {
    /// The head of the book, as JSON.
    pub head: Option<String>,
    /// Parts of the list: number, and entries as JSON.
    pub parts: Vec<(u8, String)>,
    /// Acts, each as JSON.
    pub records: Vec<String>,
    /// Acts that need no longer be kept.
    pub forgotten: Vec<Uuid>,
}

/// The open database of this phone.
pub struct Database(IdbDatabase);

impl Database {
    /// Opens it, or makes it.
    pub async fn open() -> Result<Self, KeepingFault> {
        if !window_has("indexedDB") {
            return Err(KeepingFault::Refused);
        }
        let factory = window().indexed_db().ok().flatten().ok_or(KeepingFault::Refused)?;
        let request = factory.open_with_u32(NAME, VERSION).map_err(fault)?;
        let asked = request.clone();
        let make = Closure::once(move |_: JsValue| {
            if let Some(database) = opened(&asked) {
                make_stores(&database);
            }
        });
        request.set_onupgradeneeded(Some(make.as_ref().unchecked_ref()));
        done(&request).await?;
        opened(&request).map(Self).ok_or(KeepingFault::Refused)
    }

    /// Reads everything.
    pub async fn load(&self) -> Result<Kept, KeepingFault> {
        let all = self.begin(IdbTransactionMode::Readonly)?;
        let head = store(&all, HEAD)?.get(&HEAD.into()).map_err(fault)?;
        let people = store(&all, PEOPLE)?.get_all().map_err(fault)?;
        let acts = store(&all, ACTS)?.get_all().map_err(fault)?;
        done(&acts).await?;
        let parts = Array::from(&result(&people));
        Ok(Kept {
            head: result(&head).as_string(),
            people: parts.iter().flat_map(|part| entries(&part)).collect(),
            records: Array::from(&result(&acts)).iter().filter_map(|act| record(&act)).collect(),
        })
    }

    /// The acts alone: the service worker may have sent some.
    pub async fn acts(&self) -> Result<Vec<Record>, KeepingFault> {
        let all = self.begin(IdbTransactionMode::Readonly)?;
        let acts = store(&all, ACTS)?.get_all().map_err(fault)?;
        done(&acts).await?;
        Ok(Array::from(&result(&acts)).iter().filter_map(|act| record(&act)).collect())
    }

    /// Keeps all of these changes, or none; answers once they would survive the battery.
    pub async fn keep(&self, changes: &Changes) -> Result<(), KeepingFault> {
        let all = self.begin(IdbTransactionMode::Readwrite)?;
        if let Some(head) = &changes.head {
            let heads = store(&all, HEAD)?;
            heads.put_with_key(&head.into(), &HEAD.into()).map_err(fault)?;
        }
        let people = store(&all, PEOPLE)?;
        for (number, part) in &changes.parts {
            people.put_with_key(&part.into(), &JsValue::from(*number)).map_err(fault)?;
        }
        let acts = store(&all, ACTS)?;
        for record in &changes.records {
            acts.put(&JSON::parse(record).map_err(fault)?).map_err(fault)?;
        }
        for id in &changes.forgotten {
            acts.delete(&id.to_string().into()).map_err(fault)?;
        }
        finished(&all).await
    }

    /// Forgets everything.
    pub async fn wipe(&self) -> Result<(), KeepingFault> {
        let all = self.begin(IdbTransactionMode::Readwrite)?;
        for name in [HEAD, PEOPLE, ACTS] {
            store(&all, name)?.clear().map_err(fault)?;
        }
        finished(&all).await
    }

    /// « strict »: a phone whose battery dies keeps what it has confirmed.
    fn begin(&self, mode: IdbTransactionMode) -> Result<IdbTransaction, KeepingFault> {
        let names: Array = [HEAD, PEOPLE, ACTS].iter().map(|name| JsValue::from(*name)).collect();
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(fault)?;
        let arguments = Array::of3(&names, &mode.into(), &options);
        call(&self.0, "transaction", &arguments).map(JsCast::unchecked_into).map_err(fault)
    }
}

fn opened(request: &IdbOpenDbRequest) -> Option<IdbDatabase> {
    request.result().ok()?.dyn_into().ok()
}

/// A store that cannot be made fails the opening, which tells.
fn make_stores(database: &IdbDatabase) {
    let _ = database.create_object_store(HEAD);
    let _ = database.create_object_store(PEOPLE);
    let by_id = IdbObjectStoreParameters::new();
    by_id.set_key_path(&"id".into());
    let _ = database.create_object_store_with_optional_parameters(ACTS, &by_id);
}

fn store(all: &IdbTransaction, name: &str) -> Result<IdbObjectStore, KeepingFault> {
    all.object_store(name).map_err(fault)
}

fn result(request: &IdbRequest) -> JsValue {
    request.result().unwrap_or(JsValue::UNDEFINED)
}

fn entries(part: &JsValue) -> Vec<Entry> {
    part.as_string().and_then(|part| serde_json::from_str(&part).ok()).unwrap_or_default()
}

fn record(act: &JsValue) -> Option<Record> {
    let json = JSON::stringify(act).ok()?.as_string()?;
    serde_json::from_str(&json).ok()
}

/// Waits for a question's answer.
async fn done(request: &IdbRequest) -> Result<(), KeepingFault> {
    let waiting = js_sys::Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    let answered = JsFuture::from(waiting).await;
    answered.map(|_| ()).map_err(|_| named(request.error().ok().flatten()))
}

/// Waits until all of it is kept.
async fn finished(all: &IdbTransaction) -> Result<(), KeepingFault> {
    let waiting = js_sys::Promise::new(&mut |resolve, reject| {
        all.set_oncomplete(Some(&resolve));
        all.set_onabort(Some(&reject));
    });
    JsFuture::from(waiting).await.map(|_| ()).map_err(|_| named(all.error()))
}

fn fault(error: JsValue) -> KeepingFault {
    named(error.dyn_into::<DomException>().ok())
}

fn named(error: Option<DomException>) -> KeepingFault {
    match error.map(|error| error.name()).as_deref() {
        Some("QuotaExceededError") => KeepingFault::Full,
        _ => KeepingFault::Refused,
    }
}
