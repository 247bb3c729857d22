//! Pictures as a phone's camera makes them of a ticket that someone holds up.

use qrcode::types::QrError;
use qrcode::{Color, EcLevel, QrCode};

use crate::random::Random;

/// The size at which the door's scanner reads.
pub const WIDTH: u32 = 1280;
/// See [`WIDTH`].
pub const HEIGHT: u32 = 720;

/// Grey values of one frame, row by row.
#[derive(Debug)]
pub struct Picture {
    pub luma: Vec<u8>,
}

/// The modules of a code.
#[derive(Debug)]
pub struct Code {
    side: i64,
    dark: Vec<bool>,
}

impl Code {
    /// With the error correction of our tickets.
    pub fn new(text: &str) -> Result<Self, QrError> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
        let dark = code.to_colors().into_iter().map(|color| color == Color::Dark).collect();
        Ok(Self { side: code.width() as i64, dark })
    }

    fn is_dark(&self, column: i64, row: i64) -> bool {
        let inside = (0..self.side).contains(&column) && (0..self.side).contains(&row);
        inside && self.dark.get((row * self.side + column) as usize).copied().unwrap_or(false)
    }
}

/// What lies behind the ticket.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Ground {
    /// A wall, slightly uneven.
    Plain,
    /// Print, tiles and stripes of all sizes, with squares in squares as codes have them.
    Busy,
}

/// Everything that comes between a ticket and its picture. Lengths are in pixels, angles in
/// degrees, light in grey values of 0 to 255.
#[derive(Clone, Copy, Debug)]
pub struct Scene {
    pub seed: u64,
    /// The side of a module.
    pub module: f64,
    /// Turned in the picture.
    pub turn: f64,
    /// Leaning away from the camera, and in which direction.
    pub lean: (f64, f64),
    pub ground: Ground,
    /// Light on paper, and what black still shows.
    pub light: f64,
    pub black: f64,
    /// How much of the light is left at the right edge.
    pub shade: f64,
    /// How much a reflection adds at its middle, and its radius in widths of the code.
    pub glare: (f64, f64),
    /// Out of focus: the standard deviation of a point.
    pub blur: f64,
    /// Moved while it was taken: how far, and in which direction.
    pub motion: (f64, f64),
    /// The standard deviation of each pixel.
    pub noise: f64,
    /// How strong the grid of a screen is (0 to 1), and its pitch.
    pub screen: (f64, f64),
    /// How much of the code's side a thumb covers, from one corner that is no finder's.
    pub thumb: f64,
    /// How much of the code's side a sticker in the middle covers.
    pub sticker: f64,
}

impl Scene {
    /// An easy one.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            module: 5.0,
            turn: 0.0,
            lean: (0.0, 0.0),
            ground: Ground::Plain,
            light: 215.0,
            black: 35.0,
            shade: 1.0,
            glare: (0.0, 0.5),
            blur: 0.6,
            motion: (0.0, 0.0),
            noise: 3.0,
            screen: (0.0, 3.0),
            thumb: 0.0,
            sticker: 0.0,
        }
    }

    /// Takes the picture.
    pub fn picture(&self, code: &Code) -> Picture {
        let mut random = Random(self.seed);
        let shift = (chance(&mut random) * 60.0 - 30.0, chance(&mut random) * 60.0 - 30.0);
        let glare_at = (chance(&mut random) - 0.5, chance(&mut random) - 0.5);
        let texture = random.below(1 << 20);
        let view = View::new(self, shift);
        let mut light = vec![0.0_f32; (WIDTH * HEIGHT) as usize];
        for (at, value) in light.iter_mut().enumerate() {
            let (x, y) = place(at);
            *value = self.seen(code, &view, texture, x, y) as f32;
        }
        self.reflect(&mut light, &view, code.side as f64, glare_at);
        if self.motion.0 > 0.0 {
            light = smeared(&light, self.motion);
        }
        for _ in 0..3 {
            light = softened(&light, self.blur);
        }
        let luma = light.iter().map(|value| {
            let noise = self.noise * normal(&mut random);
            (f64::from(*value) + noise).round().clamp(0.0, 255.0) as u8
        });
        Picture { luma: luma.collect() }
    }

    /// The light of one pixel: of its four quarters on the ticket, of its middle elsewhere.
    fn seen(&self, code: &Code, view: &View, texture: u64, x: f64, y: f64) -> f64 {
        let shade = 1.0 - (1.0 - self.shade) * x / f64::from(WIDTH);
        let (u, v) = view.on_ticket(x + 0.5, y + 0.5);
        let half = code.side as f64 / 2.0;
        if u.abs().max(v.abs()) > half + 8.0 {
            return self.behind(texture, x as i64, y as i64) * shade;
        }
        let mut sum = 0.0;
        for (dx, dy) in [(0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)] {
            let (u, v) = view.on_ticket(x + dx, y + dy);
            sum += self.on_ticket(code, u, v);
        }
        // The grid of a screen is finer than a pixel sees well: that is what makes moiré.
        let (strength, pitch) = self.screen;
        let wave = |at: f64| (at * self.module / pitch * std::f64::consts::TAU).cos();
        let grid = 1.0 - strength * (0.5 + 0.25 * (wave(u) + wave(v)));
        sum / 4.0 * grid * shade
    }

    /// The light of a point of the ticket, in modules from the middle of its code.
    fn on_ticket(&self, code: &Code, u: f64, v: f64) -> f64 {
        let half = code.side as f64 / 2.0;
        let side = code.side as f64;
        let from_corner = (u - half).hypot((v - half) * 0.8);
        if from_corner < self.thumb * side {
            return self.black + (self.light - self.black) * 0.55;
        }
        if u.abs().max(v.abs()) < self.sticker * side / 2.0 {
            return self.black + (self.light - self.black) * 0.4;
        }
        let dark = code.is_dark((u + half).floor() as i64, (v + half).floor() as i64);
        if dark { self.black } else { self.light }
    }

    /// The light of a pixel beside the ticket.
    fn behind(&self, texture: u64, x: i64, y: i64) -> f64 {
        let span = self.light - self.black;
        match self.ground {
            Ground::Plain => self.black + span * (0.42 + 0.08 * ((x + y) as f64 / 140.0).sin()),
            Ground::Busy => {
                // Tiles of 96 pixels, each with a pattern of its own.
                let (column, row) = (x.div_euclid(96), y.div_euclid(96));
                let mut random = Random(texture ^ (column as u64) << 32 ^ row as u64);
                let scale = 3 + random.below(12) as i64;
                let (x, y) = (x.rem_euclid(96), y.rem_euclid(96));
                let dark = match random.below(4) {
                    0 => (x / scale + y / scale) % 2 == 0,
                    1 => x / scale % 3 == 0,
                    // Rings of squares, with a finder's widths.
                    2 => matches!((x - 48).abs().max((y - 48).abs()) * 2 / scale, 0..=2 | 5 | 6),
                    _ => Random((x / scale * 977 + y / scale) as u64 ^ texture).below(2) == 0,
                };
                self.black + span * if dark { 0.05 } else { 0.95 }
            }
        }
    }

    fn reflect(&self, light: &mut [f32], view: &View, side: f64, at: (f64, f64)) {
        let (strength, radius) = self.glare;
        if strength <= 0.0 {
            return;
        }
        let size = side * self.module;
        let middle = (view.middle.0 + at.0 * size, view.middle.1 + at.1 * size);
        for (index, value) in light.iter_mut().enumerate() {
            let (x, y) = place(index);
            let distance = (x - middle.0).hypot(y - middle.1) / (radius * size);
            *value = (*value + (strength * (-distance * distance).exp()) as f32).min(255.0);
        }
    }
}

/// Where the ticket is, seen from the camera.
#[derive(Debug)]
struct View {
    middle: (f64, f64),
    turn: (f64, f64),
    lean: (f64, f64, f64, f64),
    module: f64,
}

impl View {
    fn new(scene: &Scene, shift: (f64, f64)) -> Self {
        let (lean, direction) = (scene.lean.0.to_radians(), scene.lean.1.to_radians());
        Self {
            middle: (f64::from(WIDTH) / 2.0 + shift.0, f64::from(HEIGHT) / 2.0 + shift.1),
            turn: scene.turn.to_radians().sin_cos(),
            lean: (lean.sin(), lean.cos(), direction.sin(), direction.cos()),
            module: scene.module,
        }
    }

    /// The point of the ticket's plane that a point of the picture shows, in modules. The eye is
    /// as far away as the picture is wide.
    fn on_ticket(&self, x: f64, y: f64) -> (f64, f64) {
        let eye = f64::from(WIDTH);
        let (x, y) = (x - self.middle.0, y - self.middle.1);
        let (lean_sin, lean_cos, sin, cos) = self.lean;
        // Along the direction of leaning, and across it.
        let (along, across) = (x * cos + y * sin, y * cos - x * sin);
        let depth = eye / (eye * lean_cos - along * lean_sin);
        let (along, across) = (along * depth, across * depth * lean_cos);
        let (x, y) = (along * cos - across * sin, along * sin + across * cos);
        let (turn_sin, turn_cos) = self.turn;
        let u = (x * turn_cos + y * turn_sin) / self.module;
        (u, (y * turn_cos - x * turn_sin) / self.module)
    }
}

/// One of three passes that together come near to a Gaussian of this deviation.
fn softened(light: &[f32], deviation: f64) -> Vec<f32> {
    // A box of width w has a variance of (w² - 1) / 12; three of them make the whole.
    let width = (4.0 * deviation * deviation + 1.0).sqrt();
    let across = averaged(light, width, 1, WIDTH as usize);
    averaged(&across, width, WIDTH as usize, HEIGHT as usize)
}

/// The mean over `width` pixels along lines that are `step` apart and `length` long; the outer two
/// count by their share.
fn averaged(light: &[f32], width: f64, step: usize, length: usize) -> Vec<f32> {
    let radius = ((width - 1.0) / 2.0).max(0.0);
    let (whole, share) = (radius.floor() as isize, (radius.fract()) as f32);
    let at = |base: usize, place: isize| {
        light[base + place.clamp(0, length as isize - 1) as usize * step]
    };
    let mut out = vec![0.0; light.len()];
    for line in 0..light.len() / length {
        let base = if step == 1 { line * length } else { line };
        for place in 0..length as isize {
            let middle: f32 = (-whole..=whole).map(|offset| at(base, place + offset)).sum();
            let outer = at(base, place - whole - 1) + at(base, place + whole + 1);
            out[base + place as usize * step] =
                (middle + share * outer) / (2.0 * whole as f32 + 1.0 + 2.0 * share);
        }
    }
    out
}

/// The mean along the way that the picture moved.
fn smeared(light: &[f32], (length, degrees): (f64, f64)) -> Vec<f32> {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let steps = length.ceil() as i64;
    let mut out = vec![0.0; light.len()];
    for (index, value) in out.iter_mut().enumerate() {
        let (x, y) = place(index);
        let sum: f32 = (0..=steps)
            .map(|step| (step as f64 / steps as f64 - 0.5) * length)
            .map(|way| ((x + way * cos).round() as i64, (y + way * sin).round() as i64))
            .map(|(x, y)| (x.clamp(0, i64::from(WIDTH) - 1), y.clamp(0, i64::from(HEIGHT) - 1)))
            .map(|(x, y)| light[(y * i64::from(WIDTH) + x) as usize])
            .sum();
        *value = sum / (steps + 1) as f32;
    }
    out
}

/// Between 0 and 1.
fn chance(random: &mut Random) -> f64 {
    random.below(1 << 30) as f64 / f64::from(1 << 30)
}

/// Of mean 0 and deviation 1: the sum of four chances is close enough.
fn normal(random: &mut Random) -> f64 {
    let bits = random.below(1 << 60);
    let sum: u64 = (0..4).map(|part| bits >> (15 * part) & 0x7fff).sum();
    (sum as f64 / f64::from(0x7fff) - 2.0) * 3.0_f64.sqrt()
}

/// Where a pixel is, by its number.
fn place(index: usize) -> (f64, f64) {
    (f64::from(index as u32 % WIDTH), f64::from(index as u32 / WIDTH))
}
