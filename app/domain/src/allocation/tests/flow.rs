//! Larger cases, against a flow on the whole graph of people and places: Bellman and Ford, costs
//! compared part by part, nothing packed, nothing incremental, nothing shared with what is tested.

use super::objective::judge;
use super::{Dice, any_slate};
use crate::allocation::first_come;
use crate::allocation::slot::{Slate, solve};

/// Sum of ranks, then of lots.
type Cost = (i64, i64);

const FAR: Cost = (i64::MAX / 4, 0);

#[derive(Clone, Copy)]
struct Edge {
    from: usize,
    to: usize,
    room: u32,
    cost: Cost,
}

/// The largest flow from node 0 to node 1 among those the cheapest. Each edge is followed by its
/// way back.
fn flow(nodes: usize, edges: &mut [Edge]) -> (usize, Cost) {
    let (mut sent, mut total) = (0, (0, 0));
    loop {
        let mut distance = vec![FAR; nodes];
        let mut by = vec![usize::MAX; nodes];
        distance[0] = (0, 0);
        let mut changed = true;
        while changed {
            changed = false;
            for (number, edge) in edges.iter().enumerate() {
                let here = distance[edge.from];
                let there = (here.0 + edge.cost.0, here.1 + edge.cost.1);
                if edge.room > 0 && here != FAR && there < distance[edge.to] {
                    distance[edge.to] = there;
                    by[edge.to] = number;
                    changed = true;
                }
            }
        }
        if distance[1] == FAR {
            return (sent, total);
        }
        let mut node = 1;
        while node != 0 {
            let number = by[node];
            edges[number].room -= 1;
            edges[number ^ 1].room += 1;
            node = edges[number].from;
        }
        sent += 1;
        total = (total.0 + distance[1].0, total.1 + distance[1].1);
    }
}

/// How many can be seated with ranks up to this one, and what that costs.
fn with_ranks(slate: &Slate, worst: u8) -> (usize, Cost) {
    let people = slate.applicants.len();
    let mut edges = Vec::new();
    let mut join = |from, to, room, cost: Cost| {
        edges.push(Edge { from, to, room, cost });
        edges.push(Edge { from: to, to: from, room: 0, cost: (-cost.0, -cost.1) });
    };
    for (place, seats) in slate.seats.iter().enumerate() {
        join(2 + people + place, 1, *seats, (0, 0));
    }
    for (person, applicant) in slate.applicants.iter().enumerate() {
        join(0, 2 + person, 1, (0, 0));
        for option in applicant.options.iter().filter(|option| option.rank <= worst) {
            // A seat costs its rank and saves the 6 that having none would.
            let ranks = i64::from(applicant.weight) * (i64::from(option.rank) - 6);
            join(2 + person, 2 + people + option.place, 1, (ranks, i64::from(option.lot)));
        }
    }
    flow(2 + people + slate.seats.len(), &mut edges)
}

/// Without, worst rank, sum of ranks, sum of lots.
fn best(slate: &Slate) -> (usize, u8, i64, i64) {
    let (most, _) = with_ranks(slate, 5);
    let worst =
        if most == 0 { 0 } else { (1..=5).find(|r| with_ranks(slate, *r).0 == most).unwrap() };
    let (_, (saved, lots)) = with_ranks(slate, worst);
    let all: i64 = slate.applicants.iter().map(|one| 6 * i64::from(one.weight)).sum();
    (slate.applicants.len() - most, worst, all + saved, lots)
}

fn missed(solver: fn(&Slate) -> Vec<Option<usize>>, cases: u64) -> usize {
    let mut missed = 0;
    for seed in 0..cases {
        let slate = any_slate(&mut Dice::new(1_000_000 + seed), 70, 12, 9);
        let found = judge(&slate, &solver(&slate));
        let parts = (
            found.without,
            found.worst_rank,
            i64::try_from(found.ranks).unwrap(),
            i64::try_from(found.lots).unwrap(),
        );
        missed += usize::from(parts != best(&slate));
    }
    missed
}

#[test]
fn cases_of_seventy_people_are_solved_as_well_as_by_a_flow_on_the_whole_graph() {
    assert_eq!(missed(solve, 150), 0);
}

#[test]
fn the_same_cases_catch_one_who_takes_the_best_free_seat_for_each_in_turn() {
    assert!(missed(first_come::solve, 30) > 20);
}
