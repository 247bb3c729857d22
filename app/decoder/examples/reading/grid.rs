//! The grid of distortions: each class from what any reader reads to what none does.

use crate::random::Random;
use crate::scene::{Code, Ground, Picture, Scene};

/// The seed of the figures in the README.
pub const SEED: u64 = 2026;

/// How many pictures each strength of a class has, each turned and placed differently.
const EACH: u64 = 8;

/// One picture to take.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// What makes it hard.
    pub class: &'static str,
    scene: Scene,
}

impl Case {
    /// Takes the picture.
    pub fn picture(&self, code: &Code) -> Picture {
        self.scene.picture(code)
    }
}

/// How a class makes a scene harder, by a strength between 0 and 1.
type Harder = fn(&mut Scene, f64, &mut Random);

const CLASSES: [(&str, Harder); 10] = [
    ("Incliné", |scene, strength, random| {
        scene.lean = (30.0 + 45.0 * strength, degrees(random));
        scene.module = 6.0;
    }),
    ("Flou", |scene, strength, random| {
        if random.below(2) == 0 {
            scene.blur = 1.0 + 3.4 * strength;
        } else {
            scene.motion = (3.0 + 11.0 * strength, degrees(random));
        }
    }),
    ("Sombre", |scene, strength, _| {
        scene.light = 70.0 - 48.0 * strength;
        scene.black = 14.0 - 6.0 * strength;
        scene.noise = 4.0;
        scene.shade = 1.0 - 0.5 * strength;
    }),
    ("Reflet", |scene, strength, random| {
        scene.glare = (90.0 + 190.0 * strength, 0.2 + 0.03 * random.below(10) as f64);
        scene.black = 45.0;
    }),
    ("Bruit", |scene, strength, _| scene.noise = 15.0 + 65.0 * strength),
    ("Moiré d’écran", |scene, strength, random| {
        scene.screen = (0.35 + 0.6 * strength, 1.6 + 0.35 * random.below(10) as f64);
    }),
    ("Caché en partie", |scene, strength, random| {
        if random.below(2) == 0 {
            scene.thumb = 0.1 + 0.28 * strength;
        } else {
            scene.sticker = 0.1 + 0.3 * strength;
        }
    }),
    ("Fond chargé", |scene, strength, random| {
        scene.ground = Ground::Busy;
        scene.module = 5.0 - 2.8 * strength;
        scene.lean = (25.0, degrees(random));
        scene.noise = 6.0;
    }),
    ("Petit", |scene, strength, _| {
        scene.module = 3.0 - 1.8 * strength;
        scene.noise = 4.0;
    }),
    ("Plusieurs à la fois", |scene, strength, random| {
        scene.module = 4.5 - 1.2 * strength;
        scene.lean = (15.0 + 25.0 * strength, degrees(random));
        scene.blur = 0.8 + 0.7 * strength;
        scene.noise = 6.0 + 14.0 * strength;
        scene.light = 190.0 - 90.0 * strength;
        scene.shade = 1.0 - 0.5 * strength;
        scene.glare = (60.0 * random.below(2) as f64 * strength, 0.3);
        scene.ground = if random.below(2) == 0 { Ground::Busy } else { Ground::Plain };
    }),
];

/// The names of the classes, in the order of the table.
pub fn classes() -> impl Iterator<Item = &'static str> {
    CLASSES.iter().map(|(name, _)| *name)
}

/// Every picture, class after class.
pub fn all(seed: u64) -> Vec<Case> {
    let mut random = Random(seed);
    let mut cases = Vec::new();
    for (class, harder) in CLASSES {
        for strength in 0..=10_u32 {
            for _ in 0..EACH {
                let mut scene = Scene::new(random.below(1 << 60));
                scene.turn = degrees(&mut random);
                harder(&mut scene, f64::from(strength) / 10.0, &mut random);
                cases.push(Case { class, scene });
            }
        }
    }
    cases
}

fn degrees(random: &mut Random) -> f64 {
    random.below(3600) as f64 / 10.0
}
