//! Sessions that too few people would attend, and what closing each would change.

use uuid::Uuid;

use super::Problem;
use super::day::{Days, Run};
use super::report::{Closing, Fill, Tally, TooFew, fill};
use super::slot;

/// For how many sessions at most the run is repeated: the emptiest ones.
const REPEATED: usize = 12;

/// Counts the slots solved, of all there are to solve.
pub(super) struct Steps<'a> {
    tell: &'a mut dyn FnMut(u32, u32),
    done: u32,
    all: u32,
}

impl<'a> Steps<'a> {
    pub fn new(problem: &Problem, tell: &'a mut dyn FnMut(u32, u32)) -> Self {
        let with_minimum = problem
            .sessions
            .iter()
            .filter(|session| session.minimum > session.seats.taken)
            .filter(|session| session.slot.as_ref().is_some_and(|s| problem.slots.contains(s)))
            .count();
        let runs = 1 + with_minimum.min(REPEATED);
        let all = u32::try_from(problem.slots.len() * runs).unwrap_or(u32::MAX);
        Self { tell, done: 0, all }
    }

    pub fn done(&mut self) {
        self.done = self.all.min(self.done + 1);
        (self.tell)(self.done, self.all);
    }
}

/// The sessions of these runs under their minimum, in the order of the day.
pub(super) fn too_few<'a>(days: &Days<'a>, runs: &[Run<'a>], steps: &mut Steps<'_>) -> Vec<TooFew> {
    let of_slot = |(slot, run)| fill(days, run).into_iter().map(move |fill| (slot, fill));
    let mut fills: Vec<(usize, Fill)> = runs.iter().enumerate().flat_map(of_slot).collect();
    fills.retain(|(_, fill)| !fill.closed && fill.attendance() < fill.minimum);
    let emptiness = |fill: &Fill| (fill.attendance(), fill.session);
    let mut emptiest: Vec<_> = fills.iter().map(|(_, fill)| emptiness(fill)).collect();
    emptiest.sort_unstable();
    emptiest.truncate(REPEATED);
    fills
        .iter()
        .map(|(slot, fill)| TooFew {
            session: fill.session,
            attendance: fill.attendance(),
            minimum: fill.minimum,
            closing: emptiest
                .contains(&emptiness(fill))
                .then(|| without(days, runs.split_at(*slot).0, fill.session, steps)),
        })
        .collect()
}

/// Slots before the one of a session do not depend on it.
fn without<'a>(
    days: &Days<'a>,
    before: &[Run<'a>],
    session: Uuid,
    steps: &mut Steps<'_>,
) -> Closing {
    let mut closed = days.problem.closed.clone();
    closed.insert(session);
    let after = days.run_after(before, &closed, &mut |slate| {
        let chosen = slot::solve(slate);
        steps.done();
        chosen
    });
    Closing { tallies: before.iter().chain(&after).map(Tally::of).collect() }
}
