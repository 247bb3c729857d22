//! The QR code as a PNG: many mail programs show no SVG.

use png::{BitDepth, ColorType, Encoder};
use qrcode::{Color, EcLevel, QrCode};

use super::ComposeError;

/// Pixels a side of one module: about 3 mm on paper at 72 dpi, and sharp on any screen.
const MODULE: usize = 8;

/// White modules around the code (ISO/IEC 18004 asks for four).
const QUIET: usize = 4;

/// Draws the QR code of a text, black on white, one bit a pixel.
///
/// # Errors
/// The text is too long for a QR code, or the picture cannot be made.
pub fn png(text: &str) -> Result<Vec<u8>, ComposeError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
    let modules = code.width() + 2 * QUIET;
    let side = modules * MODULE;
    let mut pixels = Vec::with_capacity(side * modules);
    for row in 0..modules {
        let line: Vec<u8> = (0..modules).map(|column| byte(&code, column, row)).collect();
        (0..MODULE).for_each(|_| pixels.extend_from_slice(&line));
    }
    let mut picture = Vec::new();
    let width = u32::try_from(side).unwrap_or(u32::MAX);
    let mut encoder = Encoder::new(&mut picture, width, width);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.write_header()?.write_image_data(&pixels)?;
    Ok(picture)
}

/// A module is eight pixels wide, and eight pixels are one byte.
fn byte(code: &QrCode, column: usize, row: usize) -> u8 {
    let inside = QUIET..QUIET + code.width();
    let dark = inside.contains(&column)
        && inside.contains(&row)
        && code[(column - QUIET, row - QUIET)] == Color::Dark;
    if dark { 0x00 } else { 0xff }
}
