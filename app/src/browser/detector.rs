//! The browser's own reader of codes, where there is one.

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::HtmlVideoElement;

use super::reader::Sighting;
use super::{ask, get, number, window_has};

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

    /// The codes that the video shows now.
    pub async fn read(&self, video: &HtmlVideoElement) -> Result<Vec<Sighting>, JsValue> {
        let found = ask(&self.0, "detect", &Array::of1(video)).await?;
        let middle = (f64::from(video.video_width()) / 2.0, f64::from(video.video_height()) / 2.0);
        Ok(Array::from(&found).iter().filter_map(|code| sighting(&code, middle)).collect())
    }
}

fn sighting(code: &JsValue, middle: (f64, f64)) -> Option<Sighting> {
    let text = get(code, "rawValue")?.as_string().filter(|text| !text.is_empty())?;
    let off_centre = get(code, "boundingBox").and_then(|area| {
        let x = number(&area, "x")? + number(&area, "width")? / 2.0;
        let y = number(&area, "y")? + number(&area, "height")? / 2.0;
        Some((x - middle.0).hypot(y - middle.1))
    });
    Some(Sighting { text, off_centre: off_centre.unwrap_or_default() })
}
