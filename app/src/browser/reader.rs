//! Reads codes off a playing video, by the browser's own means or by ours.

use web_sys::HtmlVideoElement;

use super::clock::now_ms;
use super::decoding::{Desk, decode, decode_again};
use super::detector::Detector;
use super::frames::{Frames, breathe};
use super::pace::{Cut, Pace};

pub use super::frames::next_frame;

/// Why no frame is read.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum ReaderFault {
    /// The decoder could not be fetched; the next frame tries again.
    NotLoaded,
    /// The browser gives no canvas to draw on.
    NoCanvas,
}

/// A code in view.
#[derive(Clone, Debug, PartialEq)]
pub struct Sighting {
    /// What it says.
    pub text: String,
    /// How far its middle is from the picture's, in pixels of the camera.
    pub off_centre: f64,
}

/// One reader for as long as a camera is open.
pub struct Reader {
    own: Option<Detector>,
    frames: Option<Frames>,
    desk: Desk,
    pace: Pace,
}

impl Reader {
    /// Prefers the browser's own detector, which costs nothing to load.
    pub async fn new() -> Self {
        let own = Detector::find().await;
        Self { own, frames: None, desk: Desk::default(), pace: Pace::default() }
    }

    /// The codes that the video shows now.
    pub async fn read(&mut self, video: &HtmlVideoElement) -> Result<Vec<Sighting>, ReaderFault> {
        if let Some(own) = &self.own {
            match own.read(video).await {
                Ok(codes) => return Ok(codes),
                // Some systems name a detector and have none: from here on, ours.
                Err(_) => self.own = None,
            }
        }
        self.look(video).await
    }

    /// One look of ours, in steps between which the page is free.
    async fn look(&mut self, video: &HtmlVideoElement) -> Result<Vec<Sighting>, ReaderFault> {
        if self.frames.is_none() {
            self.frames = Frames::new();
        }
        let frames = self.frames.as_ref().ok_or(ReaderFault::NoCanvas)?;
        let Some(cut) = self.pace.next(video.video_width(), video.video_height()) else {
            return Ok(Vec::new());
        };
        let mut held = Held::default();
        let Some(frame) = held.during(|| frames.take(video, &cut)) else { return Ok(Vec::new()) };
        breathe().await;
        // The first of these waits for the network, which is not holding the page.
        let (mut found, plain) = decode(&mut self.desk, &frame).await?;
        held.note(plain);
        if found.is_empty() {
            breathe().await;
            let (more, prepared) = decode_again(&mut self.desk, &frame).await?;
            held.note(prepared);
            found = more;
        }
        self.pace.held(held.longest);
        Ok(found.into_iter().map(|code| sighting(code, &cut)).collect())
    }
}

/// The longest of several steps, in milliseconds.
#[derive(Default)]
struct Held {
    longest: f64,
}

impl Held {
    fn during<T>(&mut self, step: impl FnOnce() -> T) -> T {
        let begun = now_ms();
        let done = step();
        self.note(now_ms() - begun);
        done
    }

    fn note(&mut self, milliseconds: f64) {
        self.longest = self.longest.max(milliseconds);
    }
}

/// Puts a code of the part that was read back into the whole picture.
fn sighting(code: decoder::Found, cut: &Cut) -> Sighting {
    let [_, _, width, height] = cut.from.map(f64::from);
    let [read_width, read_height] = cut.to.map(f64::from);
    // Every part has the middle of the picture in its own middle.
    let x = (f64::from(code.x) / read_width - 0.5) * width;
    let y = (f64::from(code.y) / read_height - 0.5) * height;
    Sighting { text: code.text, off_centre: x.hypot(y) }
}

#[cfg(test)]
mod tests {
    use super::{Cut, sighting};
    use decoder::Found;

    #[test]
    fn a_code_is_as_far_from_the_middle_in_every_part_of_the_picture() {
        let whole = Cut { from: [0, 0, 1920, 1080], to: [1280, 720] };
        let middle = Cut { from: [600, 180, 720, 720], to: [720, 720] };
        let code = |x, y| Found { text: "a".to_owned(), x, y };
        assert!((sighting(code(740.0, 360.0), &whole).off_centre - 150.0).abs() < 0.01);
        assert!((sighting(code(510.0, 360.0), &middle).off_centre - 150.0).abs() < 0.01);
    }
}
