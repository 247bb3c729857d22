//! Small cases, against every way there is.

use super::objective::{Objective, judge};
use super::{Dice, any_slate};
use crate::allocation::first_come;
use crate::allocation::slot::{Slate, solve};

const CASES: u64 = 6_000;

/// The best of all ways to seat people.
fn best(slate: &Slate) -> Objective {
    let mut room = slate.seats.clone();
    let mut chosen = Vec::new();
    let mut best = None;
    try_all(slate, &mut room, &mut chosen, &mut best);
    best.unwrap()
}

fn try_all(
    slate: &Slate,
    room: &mut [u32],
    chosen: &mut Vec<Option<usize>>,
    best: &mut Option<Objective>,
) {
    let Some(applicant) = slate.applicants.get(chosen.len()) else {
        let worth = judge(slate, chosen);
        *best = Some(best.map_or(worth, |known| known.min(worth)));
        return;
    };
    chosen.push(None);
    try_all(slate, room, chosen, best);
    chosen.pop();
    for (number, option) in applicant.options.iter().enumerate() {
        if room[option.place] > 0 {
            room[option.place] -= 1;
            chosen.push(Some(number));
            try_all(slate, room, chosen, best);
            chosen.pop();
            room[option.place] += 1;
        }
    }
}

/// How many of the cases a solver does not solve as well as can be.
fn missed(solver: impl Fn(&Slate) -> Vec<Option<usize>>) -> Vec<String> {
    let mut missed = Vec::new();
    for seed in 0..CASES {
        let slate = any_slate(&mut Dice::new(seed), 6, 4, 3);
        let (found, best) = (judge(&slate, &solver(&slate)), best(&slate));
        if found != best {
            missed.push(format!("case {seed}: {found:?} where {best:?} is possible, {slate:?}"));
        }
    }
    missed
}

#[test]
fn thousands_of_small_cases_are_solved_as_well_as_exhaustive_search_can() {
    let missed = missed(solve);
    assert!(missed.is_empty(), "{} cases: {:?}", missed.len(), missed.first());
}

/// Without this, the test above could be one that nothing fails.
#[test]
fn the_same_cases_catch_one_who_takes_the_best_free_seat_for_each_in_turn() {
    assert!(missed(first_come::solve).len() > 1_000);
}

/// Ignoring any one part of the objective is caught, too.
#[test]
fn the_same_cases_catch_whoever_forgets_weights_or_lots_or_the_worst_rank() {
    let changed = |change: fn(&mut Slate)| {
        missed(|slate| {
            let mut slate = slate.clone();
            change(&mut slate);
            solve(&slate)
        })
    };
    let without_weights = changed(|slate| {
        slate.applicants.iter_mut().for_each(|applicant| applicant.weight = 1);
    });
    let without_lots = changed(|slate| {
        let options = slate.applicants.iter_mut().flat_map(|applicant| &mut applicant.options);
        options.for_each(|option| option.lot = 0);
    });
    assert!(without_weights.len() > 100 && without_lots.len() > 100);
    assert!(missed(crate::allocation::slot::solve_whatever_the_worst).len() > 20);
}
