//! Reads QR codes from camera frames.
//!
//! Pure Rust without input or output, so that the tests run natively on what the browser runs as
//! WebAssembly.

mod luma;
mod preparation;

pub use luma::luma_from_rgba;

use std::collections::HashSet;

use preparation::Preparation;
use rxing::common::HybridBinarizer;
use rxing::multi::MultipleBarcodeReader;
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8Source, RXingResult};

/// The smallest QR code has 21 modules a side, so a smaller frame holds none.
const SMALLEST_SIDE: u32 = 21;

/// A code in a frame.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// What it says.
    pub text: String,
    /// Its middle, in pixels from the left edge.
    pub x: f32,
    /// Its middle, in pixels from the upper edge.
    pub y: f32,
}

/// Reads one frame after the other, and remembers which preparation to try next.
///
/// Every frame is read as it came. After a miss it is read once more under one preparation, a
/// different one for each missed frame: a code that stays in view for half a second is seen in
/// every light, and no single frame costs more than two readings.
#[derive(Debug, Default)]
pub struct Decoder {
    preparation: Preparation,
    prepared: Vec<u8>,
}

impl Decoder {
    /// A decoder that has seen nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The QR codes in a grey picture of `width` × `height` bytes, row by row: as it is, and when
    /// that shows none, prepared.
    ///
    /// A picture whose length is not `width` × `height` holds no code.
    pub fn frame(&mut self, luma: &[u8], width: u32, height: u32) -> Vec<Found> {
        let found = self.plain(luma, width, height);
        if found.is_empty() { self.prepared(luma, width, height) } else { found }
    }

    /// The first half of [`Decoder::frame`]: the picture as it is.
    pub fn plain(&mut self, luma: &[u8], width: u32, height: u32) -> Vec<Found> {
        if is_readable(luma, width, height) { read(luma, width, height) } else { Vec::new() }
    }

    /// The second half of [`Decoder::frame`], for a picture that showed nothing as it is.
    pub fn prepared(&mut self, luma: &[u8], width: u32, height: u32) -> Vec<Found> {
        if !is_readable(luma, width, height) {
            return Vec::new();
        }
        self.preparation.apply(luma, width, &mut self.prepared);
        let found = read(&self.prepared, width, height);
        // What worked is likely to work for the next person in the same light.
        if found.is_empty() {
            self.preparation = self.preparation.next();
        }
        found
    }
}

fn is_readable(luma: &[u8], width: u32, height: u32) -> bool {
    width >= SMALLEST_SIDE
        && height >= SMALLEST_SIDE
        && usize::try_from(u64::from(width) * u64::from(height)) == Ok(luma.len())
}

/// Of rxing's two readers, the one ported from zxing-cpp reads about half as many again.
fn read(luma: &[u8], width: u32, height: u32) -> Vec<Found> {
    let Ok(source) = Luma8Source::new_with_slice(luma, width, height) else { return Vec::new() };
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let hints = DecodeHints {
        PossibleFormats: Some(HashSet::from([BarcodeFormat::QR_CODE])),
        ..DecodeHints::default()
    };
    let found = QrReader.decode_multiple_with_hints(&mut bitmap, &hints).unwrap_or_default();
    found.iter().map(placed).collect()
}

fn placed(code: &RXingResult) -> Found {
    let corners = code.getPoints();
    let mean = |sum: f32| sum / corners.len().max(1) as f32;
    Found {
        text: code.getText().to_owned(),
        x: mean(corners.iter().map(|corner| corner.x).sum()),
        y: mean(corners.iter().map(|corner| corner.y).sum()),
    }
}
