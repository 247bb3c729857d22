//! QR codes as pictures: dark on white whatever the theme, with their quiet zone.

use qrcode::render::svg;
use qrcode::{EcLevel, QrCode};

/// The code as SVG, error correction M: a text of 60 characters stays at modules large enough for
/// old cameras. `None` when the text is too long for any code.
#[must_use]
pub fn svg(text: &str) -> Option<String> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    Some(
        code.render::<svg::Color<'_>>()
            .quiet_zone(true)
            .min_dimensions(240, 240)
            .dark_color(svg::Color("#000"))
            .light_color(svg::Color("#fff"))
            .build(),
    )
}

/// [`svg`] as a part of a page: without what stands before the drawing in a file of its own.
#[must_use]
pub fn inline(text: &str) -> Option<String> {
    let file = svg(text)?;
    file.find("<svg").and_then(|start| file.get(start..)).map(str::to_owned)
}
