//! QR codes as pictures: dark on white whatever the theme, with their quiet zone.

use std::fmt::Write;

use app::components::QrPicture;
use qrcode::render::svg;
use qrcode::{Color, EcLevel, QrCode};

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

/// The same code as one shape, to be drawn inside another picture: without its quiet zone, which is
/// the paper around it.
#[must_use]
pub fn picture(text: &str) -> Option<QrPicture> {
    let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).ok()?;
    let (side, colors) = (code.width(), code.to_colors());
    let mut shape = String::new();
    for (y, row) in colors.chunks(side).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|one, next| one == next) {
            let length = run.len();
            if run.first() == Some(&Color::Dark) {
                // Writing to a string cannot fail.
                let _ = write!(shape, "M{x} {y}h{length}v1h-{length}z");
            }
            x += length;
        }
    }
    Some(QrPicture { side, shape })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shape_has_every_dark_module_and_no_other() {
        let text = "https://exemple.fr/b/abcdefghjkmnpqrstvwxyz0123";
        let code = QrCode::with_error_correction_level(text.as_bytes(), EcLevel::M).unwrap();
        let dark = code.to_colors().into_iter().filter(|color| *color == Color::Dark).count();
        let drawn = picture(text).unwrap();
        let lengths = drawn.shape.split('M').skip(1).map(|run| {
            run.split_once('h').unwrap().1.split_once('v').unwrap().0.parse::<usize>().unwrap()
        });
        assert_eq!((lengths.sum::<usize>(), drawn.side), (dark, code.width()));
    }
}
