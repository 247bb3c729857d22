//! One slot, solved exactly.

use super::least_cost::{Place, least_cost};
use super::reach::seated_by_rank;
use super::{NOTHING, RANKS};

/// One slot as the solvers see it: places are numbered from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Slate {
    /// The seats left in each place.
    pub seats: Vec<u32>,
    /// Who wants one, in the order of their identities.
    pub applicants: Vec<Applicant>,
}

/// Someone who can be given at least one of their wishes.
#[derive(Clone, Debug)]
pub(super) struct Applicant {
    /// How much their rank counts: 1 for whoever has lost nothing yet.
    pub weight: u32,
    /// When they sent their wishes, in microseconds.
    pub submitted_at: i64,
    /// What they can be given, best first.
    pub options: Vec<Choice>,
}

/// Something an applicant can be given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Choice {
    /// Which place.
    pub place: usize,
    /// The rank they gave it, from 1.
    pub rank: u8,
    /// Their lot for it.
    pub lot: u32,
}

/// Lots lie below this bit. They have 32 bits each: of up to 2^20 people their sum stays under 2^52.
const RANK: u32 = 52;

/// Ranks lie below this bit. With weights up to 2^9 ([`super::day`]) and rank 6, one person's share
/// is under 2^12, that of 2^20 people under 2^32: their sum never reaches 2^84, the price of one
/// person more without a seat.
const SEAT: u32 = 84;

/// What each applicant is given, as the number of one of their options.
pub(super) fn solve(slate: &Slate) -> Vec<Option<usize>> {
    seat_up_to(slate, worst_rank(slate))
}

/// The same with wishes up to this rank.
fn seat_up_to(slate: &Slate, worst: u8) -> Vec<Option<usize>> {
    let nobody = slate.seats.len();
    let capacity: Vec<usize> = slate
        .seats
        .iter()
        .map(|seats| usize::try_from(*seats).unwrap_or(usize::MAX))
        .chain([usize::MAX])
        .collect();
    let people: Vec<Vec<Place>> = slate
        .applicants
        .iter()
        .map(|applicant| {
            let options = applicant.options.iter().filter(|option| option.rank <= worst);
            let without = Place { at: nobody, cost: (1 << SEAT) + share(applicant, NOTHING) };
            options
                .map(|option| Place {
                    at: option.place,
                    cost: share(applicant, option.rank.into()) + i128::from(option.lot),
                })
                .chain([without])
                .collect()
        })
        .collect();
    // Options are in the order of their ranks, so that those left out are the last ones: numbers
    // are the same in both lists.
    least_cost(&capacity, &people)
        .into_iter()
        .zip(&people)
        .map(|(taken, places)| (places.get(taken)?.at != nobody).then_some(taken))
        .collect()
}

/// The smallest rank such that wishes up to it seat as many people as all of them.
fn worst_rank(slate: &Slate) -> u8 {
    let reach = seated_by_rank(slate);
    let most = reach[RANKS - 1];
    let ranks = (1..).zip(reach).find(|(_, seated)| *seated == most);
    ranks.map_or(0, |(rank, _)| rank)
}

fn share(applicant: &Applicant, rank: u32) -> i128 {
    (i128::from(applicant.weight) * i128::from(rank)) << RANK
}

/// A control for the tests: minds everything but the worst rank.
#[cfg(test)]
pub(super) fn solve_whatever_the_worst(slate: &Slate) -> Vec<Option<usize>> {
    seat_up_to(slate, u8::MAX)
}
