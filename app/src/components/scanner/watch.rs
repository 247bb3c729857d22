//! The camera as the door uses it: open, watch, light, enlarge, close.

use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::HtmlVideoElement;

use super::picker::Picker;
use crate::browser::camera::{Camera, CameraFault, Device, Zoom, devices};
use crate::browser::clock::{now_ms, pause};
use crate::browser::reader::{Reader, next_frame};
use crate::browser::remembered::{recall, remember};
use crate::browser::wake_lock::{Awake, keep_screen_on};

/// Between two looks everything else gets at least a third of the time, but no longer than this.
const LONGEST_REST_MS: f64 = 60.0;
/// Before the decoder is fetched again.
const RETRY_MS: i32 = 2_000;
/// Where this device keeps which of its cameras it uses.
const CHOSEN: &str = "passerelle.camera";

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
    /// How far the picture is enlarged, where it can be.
    pub zoom: RwSignal<Option<Zoom>>,
    /// The device's cameras, and which of them this is.
    pub choice: RwSignal<(Vec<Device>, usize)>,
    /// Whether the decoder could not be fetched.
    pub blind: RwSignal<bool>,
    /// Whether the system has taken the picture away for a while.
    pub paused: RwSignal<bool>,
    // Values of the browser live on its one thread; the server never has one.
    camera: StoredValue<Option<SendWrapper<Camera>>>,
    awake: StoredValue<Option<SendWrapper<Awake>>>,
    /// Which opening this is: what belongs to an earlier one ends.
    opening: StoredValue<u32>,
}

impl Watch {
    pub fn new() -> Self {
        Self {
            view: RwSignal::new(View::Closed),
            torch: RwSignal::new(None),
            zoom: RwSignal::new(None),
            choice: RwSignal::new((Vec::new(), 0)),
            blind: RwSignal::new(false),
            paused: RwSignal::new(false),
            camera: StoredValue::new(None),
            awake: StoredValue::new(None),
            opening: StoredValue::new(0),
        }
    }

    pub fn is_open(self) -> bool {
        self.view.get() == View::Open
    }

    /// Opens the camera into `video`; from then on `saw` gets each code that is someone new, once.
    pub fn open(self, video: HtmlVideoElement, saw: Callback<String>) {
        if matches!(self.view.get_untracked(), View::Opening | View::Open) {
            return;
        }
        self.view.set(View::Opening);
        let opening = self.opening.get_value();
        spawn_local(async move {
            let opened = Camera::open(&video, recall(CHOSEN).as_deref()).await;
            match opened {
                // Closed again while the person was being asked.
                Ok(camera) if opening != self.opening.get_value() => camera.close(),
                Ok(camera) => {
                    self.opened(camera).await;
                    self.read_codes(&video, opening, saw).await;
                }
                Err(_) if opening != self.opening.get_value() => {}
                Err(fault) => self.view.set(View::Failed(fault)),
            }
        });
    }

    /// Lets go of the camera.
    pub fn close(self) {
        self.end(View::Closed);
    }

    async fn opened(self, camera: Camera) {
        self.torch.set(camera.has_torch().then_some(false));
        self.zoom.set(camera.zoom());
        self.paused.set(false);
        camera.on_lost(move || self.end(View::Failed(CameraFault::Lost)));
        camera.on_pause(move |paused| self.paused.set(paused));
        let id = camera.id();
        self.camera.set_value(Some(SendWrapper::new(camera)));
        self.view.set(View::Open);
        self.stay_awake();
        let devices = devices().await;
        let here = devices.iter().position(|device| Some(&device.id) == id.as_ref());
        self.choice.set((devices, here.unwrap_or_default()));
    }

    fn end(self, view: View) {
        self.opening.update_value(|opening| *opening += 1);
        if let Some(camera) = self.camera.try_update_value(Option::take).flatten() {
            camera.close();
        }
        if let Some(awake) = self.awake.try_update_value(Option::take).flatten() {
            spawn_local(awake.take().release());
        }
        self.torch.set(None);
        self.zoom.set(None);
        self.blind.set(false);
        self.view.set(view);
    }

    async fn read_codes(self, video: &HtmlVideoElement, opening: u32, saw: Callback<String>) {
        let mut reader = Reader::new().await;
        let mut picker = Picker::default();
        while self.opening.get_value() == opening {
            next_frame(video).await;
            let started = now_ms();
            let read = reader.read(video).await;
            if self.opening.get_value() != opening {
                return;
            }
            if self.blind.get_untracked() != read.is_err() {
                self.blind.set(read.is_err());
            }
            match read {
                Ok(codes) => {
                    if let Some(text) = picker.pick(&codes, now_ms()) {
                        saw.run(text);
                    }
                    pause(rest(now_ms() - started)).await;
                }
                Err(_) => pause(RETRY_MS).await,
            }
        }
    }

    /// Asks again for what the device takes away while the page is hidden.
    pub fn shown_again(self) {
        if self.view.get_untracked() == View::Open {
            self.stay_awake();
        }
    }

    fn stay_awake(self) {
        spawn_local(async move {
            let awake = keep_screen_on().await.map(SendWrapper::new);
            self.awake.set_value(awake);
        });
    }

    /// Goes on with the device's next camera, and keeps that choice.
    pub fn next_camera(self, video: HtmlVideoElement, saw: Callback<String>) {
        let (devices, here) = self.choice.get_untracked();
        if let Some(next) = devices.get((here + 1) % devices.len().max(1)) {
            remember(CHOSEN, &next.id);
            self.close();
            self.open(video, saw);
        }
    }

    /// Puts the light on or off.
    pub fn switch_torch(self) {
        let Some(on) = self.torch.get_untracked() else { return };
        self.with_camera(async move |camera| {
            if camera.light(!on).await {
                self.torch.set(Some(!on));
            }
        });
    }

    /// Enlarges the picture so far, as far as the camera can.
    pub fn enlarge(self, to: f64) {
        let Some(zoom) = self.zoom.get_untracked() else { return };
        let now = to.clamp(zoom.least, zoom.most);
        if (now - zoom.now).abs() < zoom.step / 2.0 {
            return;
        }
        self.zoom.set(Some(Zoom { now, ..zoom }));
        self.with_camera(async move |camera| {
            camera.enlarge(now).await;
        });
    }

    /// Borrows the camera for something that takes a while.
    fn with_camera(self, act: impl AsyncFnOnce(&Camera) + 'static) {
        let Some(camera) = self.camera.with_value(|camera| camera.as_deref().cloned()) else {
            return;
        };
        spawn_local(async move { act(&camera).await });
    }
}

/// How long to rest after a look that took so long, all in milliseconds.
#[expect(clippy::cast_possible_truncation, reason = "between 0 and 60")]
fn rest(spent: f64) -> i32 {
    (spent / 2.0).clamp(0.0, LONGEST_REST_MS) as i32
}

#[cfg(test)]
mod tests {
    use super::rest;

    #[test]
    fn a_slow_look_leaves_a_rest_and_a_quick_one_waits_for_the_next_frame() {
        assert_eq!(rest(0.0), 0);
        assert_eq!(rest(40.0), 20);
        assert_eq!(rest(900.0), 60);
        assert_eq!(rest(-5.0), 0);
    }
}
