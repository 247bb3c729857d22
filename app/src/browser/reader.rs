//! Reads codes off a playing video, by the browser's own means or by ours.

use web_sys::HtmlVideoElement;

use super::decoding::{Desk, decode};
use super::detector::Detector;
use super::frames::Frames;

/// Why no frame is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReaderFault {
    /// The decoder could not be fetched; the next frame tries again.
    NotLoaded,
    /// The browser gives no canvas to draw on.
    NoCanvas,
}

/// One reader for as long as a camera is open.
pub struct Reader {
    own: Option<Detector>,
    frames: Option<Frames>,
    desk: Desk,
}

impl Reader {
    /// Prefers the browser's own detector, which costs nothing to load.
    pub async fn new() -> Self {
        Self { own: Detector::find().await, frames: None, desk: Desk::default() }
    }

    /// The text of a code that the video shows now.
    pub async fn read(&mut self, video: &HtmlVideoElement) -> Result<Option<String>, ReaderFault> {
        if let Some(own) = &self.own {
            match own.read(video).await {
                Ok(text) => return Ok(text),
                // Some systems name a detector and have none: from here on, ours.
                Err(_) => self.own = None,
            }
        }
        if self.frames.is_none() {
            self.frames = Frames::new();
        }
        let frames = self.frames.as_ref().ok_or(ReaderFault::NoCanvas)?;
        match frames.take(video) {
            Some(frame) => decode(&mut self.desk, &frame).await,
            None => Ok(None),
        }
    }
}
