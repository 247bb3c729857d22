//! The allocation against others that work differently: exhaustive search on small cases, a flow on
//! the whole graph on larger ones, and a greedy one that both must catch.

mod day;
mod exhaustive;
mod flow;
mod objective;

use super::draw::split_mix;
use super::slot::{Applicant, Choice, Slate};

/// Numbers that look random and are the same in every run.
pub(super) struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(split_mix(seed))
    }

    /// A number below `sides`.
    pub fn below(&mut self, sides: u32) -> u32 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        u32::try_from((split_mix(self.0) >> 32) % u64::from(sides)).unwrap()
    }
}

/// Up to this many people and places, with few seats, gaps among the ranks, unequal weights.
pub(super) fn any_slate(dice: &mut Dice, people: u32, places: u32, seats: u32) -> Slate {
    let places = 1 + dice.below(places);
    let seats = (0..places).map(|_| dice.below(seats + 1)).collect();
    let people = 1 + dice.below(people);
    let applicants = (0..people).map(|_| any_applicant(dice, places)).collect();
    Slate { seats, applicants }
}

fn any_applicant(dice: &mut Dice, places: u32) -> Applicant {
    let mut left: Vec<u32> = (0..places).collect();
    let mut options = Vec::new();
    for rank in 1..=5 {
        // A wish may be missing: it was set aside, or never written.
        if left.is_empty() || dice.below(4) == 0 {
            continue;
        }
        // The first places are wanted more: they overflow.
        let sides = u32::try_from(left.len()).unwrap();
        let pick = dice.below(sides).min(dice.below(sides));
        let place = usize::try_from(left.remove(usize::try_from(pick).unwrap())).unwrap();
        // Few different lots, so that they tie, too.
        options.push(Choice { place, rank, lot: dice.below(50) });
    }
    let weight = if dice.below(3) == 0 { 1 + dice.below(11) } else { 1 };
    Applicant { weight, submitted_at: i64::from(dice.below(20)), options }
}
