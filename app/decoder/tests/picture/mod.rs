//! Camera-like pictures of QR codes, the same at every run.

mod random;

use qrcode::{Color, EcLevel, QrCode};
pub use random::Random;

/// A grey picture.
#[derive(Clone)]
pub struct Picture {
    pub luma: Vec<u8>,
    pub width: u32,
    pub height: u32,
}

/// Where and how a code lies in the picture.
#[derive(Clone, Copy)]
pub struct Placement {
    /// Pixels a module takes.
    pub module: f64,
    pub degrees: f64,
    /// How much the far edge shrinks: 0 is head-on.
    pub tilt: f64,
    pub dark: u8,
    pub light: u8,
}

impl Default for Placement {
    fn default() -> Self {
        Self { module: 6.0, degrees: 0.0, tilt: 0.0, dark: 20, light: 235 }
    }
}

/// Draws the code for `text` in the middle of a picture of the camera's size.
pub fn code(text: &str, placement: Placement) -> Picture {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).unwrap();
    let side = code.width() as i64;
    let colors = code.to_colors();
    let (width, height) = (1280_u32, 720_u32);
    let (sin, cos) = placement.degrees.to_radians().sin_cos();
    let table = placement.dark / 2 + placement.light / 4;
    let mut luma = Vec::with_capacity((width * height) as usize);
    for y in 0..height {
        for x in 0..width {
            let mut sum = 0_u32;
            for (sx, sy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
                let dx = f64::from(x) + sx - f64::from(width) / 2.0;
                let dy = f64::from(y) + sy - f64::from(height) / 2.0;
                let scale = placement.module * (1.0 + placement.tilt * dy / f64::from(height));
                let column = ((dx * cos + dy * sin) / scale + side as f64 / 2.0).floor() as i64;
                let row = ((dy * cos - dx * sin) / scale + side as f64 / 2.0).floor() as i64;
                let inside = (0..side).contains(&column) && (0..side).contains(&row);
                let quiet = (-4..side + 4).contains(&column) && (-4..side + 4).contains(&row);
                let dark = inside && colors[(row * side + column) as usize] == Color::Dark;
                sum += u32::from(match (dark, quiet) {
                    (true, _) => placement.dark,
                    (_, true) => placement.light,
                    _ => table,
                });
            }
            luma.push((sum / 4) as u8);
        }
    }
    Picture { luma, width, height }
}

impl Picture {
    /// Averages over a square of `2 * radius + 1` pixels, one direction after the other.
    pub fn blurred(self, radius: i64) -> Self {
        let across = self.averaged(radius, |at, step| (at.0 + step, at.1));
        across.averaged(radius, |at, step| (at.0, at.1 + step))
    }

    fn averaged(&self, radius: i64, walk: impl Fn((i64, i64), i64) -> (i64, i64)) -> Self {
        let (width, height) = (i64::from(self.width), i64::from(self.height));
        let mut luma = Vec::with_capacity(self.luma.len());
        for y in 0..height {
            for x in 0..width {
                let sum: u32 = (-radius..=radius)
                    .map(|step| walk((x, y), step))
                    .map(|(x, y)| (x.clamp(0, width - 1), y.clamp(0, height - 1)))
                    .map(|(x, y)| u32::from(self.luma[(y * width + x) as usize]))
                    .sum();
                luma.push((sum / (2 * radius as u32 + 1)) as u8);
            }
        }
        Self { luma, ..*self }
    }

    /// Adds up to `strength` to each pixel, or takes it away.
    pub fn noisy(mut self, strength: i64, seed: u64) -> Self {
        let mut random = Random(seed);
        for grey in &mut self.luma {
            let change = random.below(2 * strength as u64 + 1) as i64 - strength;
            *grey = (i64::from(*grey) + change).clamp(0, 255) as u8;
        }
        self
    }

    pub fn inverted(mut self) -> Self {
        for grey in &mut self.luma {
            *grey = 255 - *grey;
        }
        self
    }

    /// A light that fades from left to right, down to `left` hundredths of itself.
    pub fn shaded(mut self, left: u32) -> Self {
        let width = self.width as usize;
        for (at, grey) in self.luma.iter_mut().enumerate() {
            let share = 100 - (100 - left) * (at % width) as u32 / self.width;
            *grey = (u32::from(*grey) * share / 100) as u8;
        }
        self
    }
}

/// Nothing but noise.
pub fn garbage(width: u32, height: u32, seed: u64) -> Picture {
    let mut random = Random(seed);
    let luma = (0..width * height).map(|_| random.below(256) as u8).collect();
    Picture { luma, width, height }
}
