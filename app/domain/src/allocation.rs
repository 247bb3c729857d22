//! Ranked wishes: who sits where, exactly, and why.
//!
//! The slots are solved in the order of the day. In each, among all ways to seat people in what
//! they wished for, those are kept that
//!
//! 1. seat as many people as can be;
//! 2. make the worst rank anybody gets as good as it can be;
//! 3. make the sum of ranks least, where nothing at all counts as rank 6 and whoever lost more in
//!    the slots before weighs more ([`day`]);
//! 4. have the least sum of lots, drawn for each person and session from the seed ([`draw`]), which
//!    leaves one way where there were several.
//!
//! The ranks are those people wrote down. A wish is set aside, and said to be, when it cannot be
//! given at all: it shares time with something the person holds or was given, it is the workshop
//! they were given in an earlier slot, it is closed or will not take place. Nobody is placed where
//! they did not ask to be, nor out of a seat they hold.
//!
//! Everything here is whole numbers and ordered collections: one seed gives one result, on every
//! machine, whatever order the people come in.

mod barred;
mod closing;
mod day;
mod draw;
mod fingerprint;
mod first_come;
mod least_cost;
mod nearest;
mod reach;
mod report;
mod slot;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use uuid::Uuid;

use crate::programme::Session;
use crate::time::Moment;

pub use barred::Barred;
pub use nearest::nearest;
pub use report::{Closing, Fill, Given, Outcome, Passed, Report, SlotReport, Tally, TooFew, Why};

/// How many workshops a person may rank in one slot.
pub const RANKS: usize = 5;

/// What having nothing counts as, in the sum of ranks.
const NOTHING: u32 = 6;

/// Everything a run depends on.
#[derive(Clone, Debug)]
pub struct Problem {
    /// Where the lots come from: the same one gives the same result.
    pub seed: u64,
    /// When the run was asked for: nothing that has begun is given.
    pub now: Moment,
    /// How many minutes it takes to walk from one room to another.
    pub walk: u32,
    /// The codes of the slots to fill, in the order of the day.
    pub slots: Vec<String>,
    /// Every session of the programme, kiosk visits too: people hold those.
    pub sessions: Vec<Session>,
    /// Sessions that this run leaves out.
    pub closed: BTreeSet<Uuid>,
    /// Everybody who has a wish in one of the slots.
    pub people: Vec<Person>,
}

/// Someone with wishes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: Uuid,
    /// The sessions they hold, workshops and visits.
    pub held: Vec<Uuid>,
    /// What they wish for, one entry a slot.
    pub wishes: Vec<Wishes>,
}

/// What someone wishes for in one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wishes {
    /// The code of the slot.
    pub slot: String,
    /// When they said so: decides nothing but the comparison with « first come, first served ».
    pub submitted_at: Moment,
    /// Ranks from 1 to [`RANKS`], each with its session, best first.
    pub ranked: Vec<(u8, Uuid)>,
}

/// Seats everybody, compares, and explains. `progress` is told how many parts of how many are
/// done, so that a page can say so.
#[must_use]
pub fn allocate(mut problem: Problem, progress: &mut dyn FnMut(u32, u32)) -> Report {
    problem.people.sort_by_key(|person| person.id);
    let mut steps = closing::Steps::new(&problem, progress);
    let days = day::Days::new(&problem);
    let runs = days.run(&problem.closed, &mut |slate| {
        let chosen = slot::solve(slate);
        steps.done();
        chosen
    });
    let first_come = days.run(&problem.closed, &mut first_come::solve);
    let too_few = closing::too_few(&days, &runs, &mut steps);
    report::report(&days, &runs, &first_come, too_few)
}

impl Problem {
    /// What the result depends on besides seed and time, as 32 hexadecimal digits: when it differs,
    /// somebody has changed something since.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        fingerprint::of(self)
    }
}
