//! The camera that looks away from the person who holds the phone.

use js_sys::{Array, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, HtmlVideoElement, MediaStream, MediaStreamConstraints, MediaStreamTrack,
};

use super::{call, has, navigator_has};

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
    /// The browser offers no camera at all, or not over an insecure connection.
    Unsupported,
    /// The picture stopped: unplugged, or taken by a call.
    Lost,
    /// Anything else.
    Other,
}

/// An open camera, shown in a `<video>`.
pub struct Camera {
    track: MediaStreamTrack,
}

impl Camera {
    /// Asks for the camera and shows its picture in `video`.
    pub async fn open(video: &HtmlVideoElement) -> Result<Self, CameraFault> {
        let stream = picture().await?;
        let track = stream.get_video_tracks().get(0).dyn_into::<MediaStreamTrack>();
        let track = track.map_err(|_| CameraFault::Absent)?;
        // iOS plays a picture inside the page only when it is muted, by property.
        video.set_muted(true);
        video.set_src_object(Some(&stream));
        let playing = video.play().map_err(fault)?;
        JsFuture::from(playing).await.map_err(fault)?;
        Ok(Self { track })
    }

    /// Calls `lost` once when the picture stops.
    pub fn on_lost(&self, lost: impl FnOnce() + 'static) {
        let lost = wasm_bindgen::closure::Closure::once_into_js(lost);
        self.track.set_onended(Some(lost.unchecked_ref()));
    }

    /// Whether the device has a light beside this camera.
    pub fn has_torch(&self) -> bool {
        let abilities = call(&self.track, "getCapabilities", &Array::new());
        abilities.is_ok_and(|abilities| has(&abilities, "torch"))
    }

    /// Puts the light on or off; tells whether that worked.
    pub async fn light(&self, on: bool) -> bool {
        let wish = object(&[("torch", on.into())]);
        let constraints = object(&[("advanced", Array::of1(&wish).into())]);
        match self.track.apply_constraints_with_constraints(constraints.unchecked_ref()) {
            Ok(promise) => JsFuture::from(promise).await.is_ok(),
            Err(_) => false,
        }
    }
}

async fn picture() -> Result<MediaStream, CameraFault> {
    if !navigator_has("mediaDevices") {
        return Err(CameraFault::Unsupported);
    }
    let devices = window().navigator().media_devices().map_err(fault)?;
    let wish = object(&[
        ("facingMode", "environment".into()),
        ("width", object(&[("ideal", WIDTH.into())]).into()),
        ("height", object(&[("ideal", HEIGHT.into())]).into()),
    ]);
    let constraints = MediaStreamConstraints::new();
    constraints.set_video(&wish);
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
    let name = error.dyn_into::<DomException>().map(|error| error.name());
    match name.as_deref() {
        Ok("NotAllowedError" | "SecurityError") => CameraFault::Refused,
        Ok("NotFoundError" | "OverconstrainedError") => CameraFault::Absent,
        Ok("NotReadableError" | "AbortError") => CameraFault::Busy,
        _ => CameraFault::Other,
    }
}
