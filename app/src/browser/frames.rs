//! Single frames out of a playing video.

use js_sys::{Object, Reflect};
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, HtmlVideoElement};

/// A larger picture costs more time than it reads codes.
const LONGEST_SIDE: u32 = 1280;

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

    /// What the video shows now, or nothing while it shows nothing.
    pub fn take(&self, video: &HtmlVideoElement) -> Option<Frame> {
        let (width, height) = fitting(video.video_width(), video.video_height())?;
        if self.canvas.width() != width || self.canvas.height() != height {
            self.canvas.set_width(width);
            self.canvas.set_height(height);
        }
        let (w, h) = (f64::from(width), f64::from(height));
        self.context
            .draw_image_with_html_video_element_and_dw_and_dh(video, 0.0, 0.0, w, h)
            .ok()?;
        let picture = self.context.get_image_data(0.0, 0.0, w, h).ok()?;
        Some(Frame { rgba: picture.data().0, width, height })
    }
}

/// The size to draw a picture in, of the same shape; nothing for an empty picture.
fn fitting(width: u32, height: u32) -> Option<(u32, u32)> {
    let longest = width.max(height);
    if width == 0 || height == 0 {
        return None;
    }
    if longest <= LONGEST_SIDE {
        return Some((width, height));
    }
    Some(((width * LONGEST_SIDE / longest).max(1), (height * LONGEST_SIDE / longest).max(1)))
}

#[cfg(test)]
mod tests {
    use super::fitting;

    #[test]
    fn a_frame_keeps_its_shape_and_is_never_larger_than_needed() {
        assert_eq!(fitting(1280, 720), Some((1280, 720)));
        assert_eq!(fitting(640, 480), Some((640, 480)));
        assert_eq!(fitting(3840, 2160), Some((1280, 720)));
        assert_eq!(fitting(1080, 1920), Some((720, 1280)));
        assert_eq!(fitting(0, 720), None);
    }
}
