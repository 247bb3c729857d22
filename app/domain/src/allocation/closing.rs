//! Sessions that too few people would attend, and what closing each would change.

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
pub(super) fn too_few(days: &Days<'_>, runs: &[Run<'_>], steps: &mut Steps<'_>) -> Vec<TooFew> {
    let mut fills: Vec<Fill> = runs.iter().flat_map(|run| fill(days, run)).collect();
    fills.retain(|fill| !fill.closed && fill.attendance() < fill.minimum);
    let mut emptiest: Vec<_> = fills.iter().map(|fill| (fill.attendance(), fill.session)).collect();
    emptiest.sort_unstable();
    emptiest.truncate(REPEATED);
    fills
        .iter()
        .map(|fill| {
            let session = fill.session;
            let repeated = emptiest.contains(&(fill.attendance(), session));
            TooFew {
                session,
                attendance: fill.attendance(),
                minimum: fill.minimum,
                closing: repeated.then(|| without(days, session, steps)),
            }
        })
        .collect()
}

fn without(days: &Days<'_>, session: uuid::Uuid, steps: &mut Steps<'_>) -> Closing {
    let mut closed = days.problem.closed.clone();
    closed.insert(session);
    let runs = days.run(&closed, &mut |slate| {
        let chosen = slot::solve(slate);
        steps.done();
        chosen
    });
    Closing { tallies: runs.iter().map(Tally::of).collect() }
}
