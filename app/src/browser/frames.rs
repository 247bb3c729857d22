//! Single frames out of a playing video.

use js_sys::{Array, Function, Object, Promise, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

use super::pace::Cut;
use super::{call, get};

/// Where the browser does not tell of new frames: as often as cameras make them.
const FRAME_MS: i32 = 33;
/// A camera that is silent for so long has stopped, or the page is hidden.
const SILENCE_MS: i32 = 500;

/// Where frames are drawn to be read; never shown.
pub(super) struct Frames {
    canvas: HtmlCanvasElement,
    context: CanvasRenderingContext2d,
}

/// Red, green, blue and alpha bytes, row by row.
pub(super) struct Frame {
    pub rgba: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

impl Frames {
    pub fn new() -> Option<Self> {
        let canvas = document().create_element("canvas").ok()?;
        let canvas = canvas.dyn_into::<HtmlCanvasElement>().ok()?;
        let options = Object::new();
        // Keeps the picture where the processor reads it.
        Reflect::set(&options, &"willReadFrequently".into(), &true.into()).ok()?;
        let context = canvas.get_context_with_context_options("2d", &options).ok()??;
        let context = context.dyn_into().ok()?;
        Some(Self { canvas, context })
    }

    /// A part of what the video shows now.
    pub fn take(&self, video: &HtmlVideoElement, cut: &Cut) -> Option<Frame> {
        let [width, height] = cut.to;
        // It only grows: a canvas that changes its size is a new one each time.
        if self.canvas.width() < width || self.canvas.height() < height {
            self.canvas.set_width(width.max(self.canvas.width()));
            self.canvas.set_height(height.max(self.canvas.height()));
        }
        let [left, top, from_width, from_height] = cut.from.map(f64::from);
        let (to_width, to_height) = (f64::from(width), f64::from(height));
        self.context
            .draw_image_with_html_video_element_and_sw_and_sh_and_dx_and_dy_and_dw_and_dh(
                video,
                left,
                top,
                from_width,
                from_height,
                0.0,
                0.0,
                to_width,
                to_height,
            )
            .ok()?;
        let picture = self.context.get_image_data(0.0, 0.0, to_width, to_height).ok()?;
        Some(Frame { rgba: picture.data().0, width, height })
    }
}

/// Waits until the video shows a new frame, or should have.
pub async fn next_frame(video: &HtmlVideoElement) {
    let told = get(video, "requestVideoFrameCallback").is_some();
    let next = Promise::new(&mut |resolve: Function, _| {
        let wait = if told { SILENCE_MS } else { FRAME_MS };
        // Refused only by a document that is gone, and with it this program.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, wait);
        if told {
            let _ = call(video, "requestVideoFrameCallback", &Array::of1(&resolve));
        }
    });
    let _ = JsFuture::from(next).await;
}

/// Lets the browser draw and answer fingers before more is done.
pub(super) async fn breathe() {
    let scheduler = get(&window(), "scheduler").filter(|it| get(it, "yield").is_some());
    match scheduler {
        Some(scheduler) => {
            let _ = super::ask(&scheduler, "yield", &Array::new()).await;
        }
        None => super::clock::pause(0).await,
    }
}
