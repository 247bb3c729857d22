//! The camera that looks away from the person who holds the phone, or the one they chose.

use js_sys::{Array, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::{ask, call, get, has, navigator_has, number, truthy};

/// The scanner reads best at this size (modules of 3 to 4 pixels at arm's length).
const WIDTH: u32 = 1280;
const HEIGHT: u32 = 720;

/// Why there is no picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum CameraFault {
    /// The person or the browser's settings said no.
    Refused,
    /// This device has no camera.
    Absent,
    /// Another program holds the camera.
    Busy,
    /// Browsers open no camera for an address that does not begin with https.
    Insecure,
    /// The browser offers no camera at all.
    Unsupported,
    /// The picture stopped: unplugged, or taken by a call.
    Lost,
    /// Anything else.
    Other,
}

/// One of the device's cameras.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Device {
    /// Names it on this site, as long as the person keeps the site's data.
    pub id: String,
    /// What the system calls it.
    pub label: String,
}

/// How far a camera can enlarge, in its own unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Zoom {
    /// The widest picture.
    pub least: f64,
    /// The closest picture.
    pub most: f64,
    /// The smallest change.
    pub step: f64,
    /// As it is now.
    pub now: f64,
}

/// An open camera, shown in a `<video>`.
#[derive(Clone)]
pub struct Camera {
    track: MediaStreamTrack,
}

impl Camera {
    /// Asks for the camera `wanted`, or for the one at the back of the device when nothing is
    /// wanted or it is gone, and shows its picture in `video`.
    pub async fn open(video: &HtmlVideoElement, wanted: Option<&str>) -> Result<Self, CameraFault> {
        let stream = match wanted {
            Some(id) => match picture(&by_id(id)).await {
                Err(CameraFault::Absent) => picture(&at_the_back()).await,
                picture => picture,
            },
            None => picture(&at_the_back()).await,
        }?;
        let track = stream.get_video_tracks().get(0).dyn_into::<MediaStreamTrack>();
        let camera = Self { track: track.map_err(|_| CameraFault::Absent)? };
        // iOS plays a picture inside the page only when it is muted, by property.
        video.set_muted(true);
        video.set_src_object(Some(&stream));
        let playing = video.play().map_err(fault);
        let playing = match playing {
            Ok(playing) => JsFuture::from(playing).await.map_err(fault),
            Err(fault) => Err(fault),
        };
        match playing {
            Ok(_) => Ok(camera),
            Err(fault) => {
                camera.close();
                Err(fault)
            }
        }
    }

    /// Calls `lost` once when the picture stops.
    pub fn on_lost(&self, lost: impl FnOnce() + 'static) {
        let lost = Closure::once_into_js(lost);
        self.track.set_onended(Some(lost.unchecked_ref()));
    }

    /// Calls `paused` with true whenever the system takes the picture away for a while (a call,
    /// another application), and with false when it is back.
    pub fn on_pause(&self, paused: impl Fn(bool) + Clone + 'static) {
        let back = paused.clone();
        let away = Closure::<dyn Fn()>::new(move || paused(true)).into_js_value();
        let back = Closure::<dyn Fn()>::new(move || back(false)).into_js_value();
        self.track.set_onmute(Some(away.unchecked_ref()));
        self.track.set_onunmute(Some(back.unchecked_ref()));
    }

    /// Lets go of the device, so that its lamp goes out and others may have it.
    pub fn close(&self) {
        self.track.set_onended(None);
        self.track.set_onmute(None);
        self.track.set_onunmute(None);
        self.track.stop();
    }

    /// Which of the device's cameras this is, where the browser tells.
    pub fn id(&self) -> Option<String> {
        let settings = call(&self.track, "getSettings", &Array::new()).ok()?;
        get(&settings, "deviceId")?.as_string().filter(|id| !id.is_empty())
    }

    /// Whether the device has a light beside this camera.
    pub fn has_torch(&self) -> bool {
        self.abilities().is_some_and(|abilities| truthy(&abilities, "torch"))
    }

    /// Puts the light on or off; tells whether that worked.
    pub async fn light(&self, on: bool) -> bool {
        self.apply("torch", on.into()).await
    }

    /// How far it can enlarge; nothing when it cannot.
    pub fn zoom(&self) -> Option<Zoom> {
        let abilities = self.abilities()?;
        let range = get(&abilities, "zoom")?;
        let settings = call(&self.track, "getSettings", &Array::new()).ok()?;
        let (least, most) = (number(&range, "min")?, number(&range, "max")?);
        let step = number(&range, "step").filter(|step| *step > 0.0);
        let zoom = Zoom {
            least,
            most,
            step: step.unwrap_or((most - least) / 100.0),
            now: number(&settings, "zoom").unwrap_or(least),
        };
        (most > least).then_some(zoom)
    }

    /// Enlarges; tells whether that worked.
    pub async fn enlarge(&self, zoom: f64) -> bool {
        self.apply("zoom", zoom.into()).await
    }

    fn abilities(&self) -> Option<JsValue> {
        call(&self.track, "getCapabilities", &Array::new()).ok()
    }

    async fn apply(&self, name: &str, value: JsValue) -> bool {
        let wish = object(&[(name, value)]);
        let constraints = object(&[("advanced", Array::of1(&wish).into())]);
        match self.track.apply_constraints_with_constraints(constraints.unchecked_ref()) {
            Ok(promise) => JsFuture::from(promise).await.is_ok(),
            Err(_) => false,
        }
    }
}

/// The device's cameras, in the system's order. Browsers name them once one was allowed.
pub async fn devices() -> Vec<Device> {
    let Some(all) = get(&window().navigator(), "mediaDevices") else { return Vec::new() };
    let Ok(found) = ask(&all, "enumerateDevices", &Array::new()).await else { return Vec::new() };
    let text = |device: &JsValue, name| get(device, name).and_then(|text| text.as_string());
    Array::from(&found)
        .iter()
        .filter(|device| text(device, "kind").as_deref() == Some("videoinput"))
        .filter_map(|device| {
            let id = text(&device, "deviceId").filter(|id| !id.is_empty())?;
            Some(Device { id, label: text(&device, "label").unwrap_or_default() })
        })
        .collect()
}

fn at_the_back() -> Object {
    wish(("facingMode", "environment".into()))
}

fn by_id(id: &str) -> Object {
    wish(("deviceId", object(&[("exact", id.into())]).into()))
}

fn wish(which: (&str, JsValue)) -> Object {
    object(&[
        which,
        ("width", object(&[("ideal", WIDTH.into())]).into()),
        ("height", object(&[("ideal", HEIGHT.into())]).into()),
        // Without asking for it, browsers do not offer the camera's zoom.
        ("zoom", true.into()),
    ])
}

async fn picture(wish: &Object) -> Result<MediaStream, CameraFault> {
    if !navigator_has("mediaDevices") {
        let secure = truthy(&window(), "isSecureContext");
        return Err(if secure { CameraFault::Unsupported } else { CameraFault::Insecure });
    }
    let devices = window().navigator().media_devices().map_err(fault)?;
    if !has(&devices, "getUserMedia") {
        return Err(CameraFault::Unsupported);
    }
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(wish);
    let asked = devices.get_user_media_with_constraints(&constraints).map_err(fault)?;
    let stream = JsFuture::from(asked).await.map_err(fault)?;
    stream.dyn_into().map_err(|_| CameraFault::Other)
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a fresh object cannot fail.
        let _ = Reflect::set(&object, &(*name).into(), value);
    }
    object
}

fn fault(error: JsValue) -> CameraFault {
    // An older error of constraints is no DOMException.
    let name = match error.dyn_ref::<DomException>() {
        Some(error) => Some(error.name()),
        None => get(&error, "name").and_then(|name| name.as_string()),
    };
    match name.as_deref() {
        Some("NotAllowedError" | "SecurityError") => CameraFault::Refused,
        Some("NotFoundError" | "OverconstrainedError") => CameraFault::Absent,
        Some("NotReadableError" | "AbortError") => CameraFault::Busy,
        _ => CameraFault::Other,
    }
}
