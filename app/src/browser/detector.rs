//! The browser's own reader of codes, where there is one.

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlVideoElement;

use super::{ask, window_has};

const FORMAT: &str = "qr_code";

/// A `BarcodeDetector` for QR codes.
pub(super) struct Detector(JsValue);

impl Detector {
    /// Nothing when the browser has none, or one that does not read QR codes.
    pub async fn find() -> Option<Self> {
        if !window_has("BarcodeDetector") {
            return None;
        }
        let class = Reflect::get(&window(), &"BarcodeDetector".into()).ok()?;
        let class = class.dyn_into::<Function>().ok()?;
        let formats = ask(&class, "getSupportedFormats", &Array::new()).await.ok()?;
        if !Array::from(&formats).includes(&FORMAT.into(), 0) {
            return None;
        }
        let options = Object::new();
        let wanted = Array::of1(&FORMAT.into());
        Reflect::set(&options, &"formats".into(), &wanted).ok()?;
        Reflect::construct(&class, &Array::of1(&options)).ok().map(Self)
    }

    /// The text of a code that the video shows now.
    pub async fn read(&self, video: &HtmlVideoElement) -> Result<Option<String>, JsValue> {
        let found = ask(&self.0, "detect", &Array::of1(video)).await?;
        let first = Array::from(&found).get(0);
        if first.is_undefined() {
            return Ok(None);
        }
        Ok(Reflect::get(&first, &"rawValue".into())?.as_string())
    }
}
