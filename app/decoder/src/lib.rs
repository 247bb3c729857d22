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
use rxing::qrcode::cpp_port::QrReader;
use rxing::{BarcodeFormat, BinaryBitmap, DecodeHints, Luma8Source, Reader};

/// The smallest QR code has 21 modules a side, so a smaller frame holds none.
const SMALLEST_SIDE: u32 = 21;

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

    /// The text of the QR code in a grey picture of `width` × `height` bytes, row by row.
    ///
    /// A picture whose length is not `width` × `height` holds no code.
    pub fn frame(&mut self, luma: &[u8], width: u32, height: u32) -> Option<String> {
        if width < SMALLEST_SIDE || height < SMALLEST_SIDE || !is_whole(luma, width, height) {
            return None;
        }
        read(luma, width, height).or_else(|| self.second_look(luma, width, height))
    }

    fn second_look(&mut self, luma: &[u8], width: u32, height: u32) -> Option<String> {
        self.preparation.apply(luma, width, &mut self.prepared);
        let text = read(&self.prepared, width, height);
        // What worked is likely to work for the next person in the same light.
        if text.is_none() {
            self.preparation = self.preparation.next();
        }
        text
    }
}

fn is_whole(luma: &[u8], width: u32, height: u32) -> bool {
    usize::try_from(u64::from(width) * u64::from(height)) == Ok(luma.len())
}

/// Of rxing's two readers, the one ported from zxing-cpp reads about half as many again.
fn read(luma: &[u8], width: u32, height: u32) -> Option<String> {
    let source = Luma8Source::new_with_slice(luma, width, height).ok()?;
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let hints = DecodeHints {
        PossibleFormats: Some(HashSet::from([BarcodeFormat::QR_CODE])),
        ..DecodeHints::default()
    };
    let found = QrReader.decode_with_hints(&mut bitmap, &hints).ok()?;
    Some(found.getText().to_owned())
}
