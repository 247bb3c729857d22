//! The camera as the door uses it: open, watch, light.

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::HtmlVideoElement;

use super::station::Station;
use crate::browser::camera::{Camera, CameraFault};
use crate::browser::clock::{now_ms, pause};
use crate::browser::reader::Reader;
use crate::browser::wake_lock::keep_screen_on;

/// At most ten frames a second: enough for a passing code, and the phone stays cool.
const FRAME_MS: f64 = 100.0;
/// Even a slow phone gets this long between two frames for everything else.
const REST_MS: f64 = 15.0;
/// Before the decoder is fetched again.
const RETRY_MS: i32 = 2_000;

/// What the camera is doing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum View {
    /// Nobody has asked for it.
    Closed,
    /// The person is being asked, or the picture is coming.
    Opening,
    /// Codes are read.
    Open,
    /// There is no picture.
    Failed(CameraFault),
}

/// Handles to the camera's state; copies are the same camera.
#[derive(Clone, Copy)]
pub(super) struct Watch {
    /// What the camera is doing.
    pub view: RwSignal<View>,
    /// Whether the light is on, where there is one.
    pub torch: RwSignal<Option<bool>>,
    /// Whether the decoder could not be fetched.
    pub blind: RwSignal<bool>,
    camera: StoredValue<Option<SendWrapper<Camera>>>,
}

impl Watch {
    pub fn new() -> Self {
        Self {
            view: RwSignal::new(View::Closed),
            torch: RwSignal::new(None),
            blind: RwSignal::new(false),
            camera: StoredValue::new(None),
        }
    }

    pub fn is_open(self) -> bool {
        self.view.get() == View::Open
    }

    /// Opens the camera into `video` and hands every code to `station`.
    pub fn open(self, video: HtmlVideoElement, station: Station) {
        if matches!(self.view.get_untracked(), View::Opening | View::Open) {
            return;
        }
        self.view.set(View::Opening);
        spawn_local(async move {
            match Camera::open(&video).await {
                Ok(camera) => {
                    self.opened(camera);
                    keep_screen_on().await;
                    self.read_codes(&video, station).await;
                }
                Err(fault) => self.view.set(View::Failed(fault)),
            }
        });
    }

    fn opened(self, camera: Camera) {
        self.torch.set(camera.has_torch().then_some(false));
        camera.on_lost(move || {
            self.torch.set(None);
            self.view.set(View::Failed(CameraFault::Lost));
        });
        self.camera.set_value(Some(SendWrapper::new(camera)));
        self.view.set(View::Open);
    }

    async fn read_codes(self, video: &HtmlVideoElement, station: Station) {
        let mut reader = Reader::new().await;
        while self.view.get_untracked() == View::Open {
            let started = now_ms();
            let read = reader.read(video).await;
            if self.blind.get_untracked() != read.is_err() {
                self.blind.set(read.is_err());
            }
            match read {
                Ok(Some(text)) => station.saw(&text),
                Ok(None) => {}
                Err(_) => pause(RETRY_MS).await,
            }
            pause(rest(now_ms() - started)).await;
        }
    }

    /// Asks again for what the device takes away while the page is hidden.
    pub fn shown_again(self) {
        if self.view.get_untracked() == View::Open {
            spawn_local(keep_screen_on());
        }
    }

    /// Puts the light on or off.
    pub fn switch_torch(self) {
        let Some(on) = self.torch.get_untracked() else { return };
        spawn_local(async move {
            let camera = self.camera.try_update_value(Option::take).flatten();
            let Some(camera) = camera else { return };
            if camera.light(!on).await {
                self.torch.set(Some(!on));
            }
            self.camera.set_value(Some(camera));
        });
    }
}

#[expect(clippy::cast_possible_truncation, reason = "between 15 and 100")]
fn rest(spent: f64) -> i32 {
    (FRAME_MS - spent).clamp(REST_MS, FRAME_MS) as i32
}

#[cfg(test)]
mod tests {
    use super::rest;

    #[test]
    fn a_slow_frame_still_leaves_a_rest() {
        assert_eq!(rest(20.0), 80);
        assert_eq!(rest(900.0), 15);
        assert_eq!(rest(-5.0), 100);
    }
}
