//! What a way to seat people is worth, written down without any packing.

use crate::allocation::slot::Slate;

/// Smaller is better, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Objective {
    pub without: usize,
    pub worst_rank: u8,
    pub ranks: u64,
    pub lots: u64,
}

/// Judges a way to seat people, after checking that it is one.
pub fn judge(slate: &Slate, chosen: &[Option<usize>]) -> Objective {
    assert_eq!(chosen.len(), slate.applicants.len());
    let mut room: Vec<i64> = slate.seats.iter().map(|seats| i64::from(*seats)).collect();
    let mut worth = Objective { without: 0, worst_rank: 0, ranks: 0, lots: 0 };
    for (applicant, chosen) in slate.applicants.iter().zip(chosen) {
        let weight = u64::from(applicant.weight);
        let Some(option) = chosen.map(|chosen| applicant.options[chosen]) else {
            worth.without += 1;
            worth.ranks += weight * 6;
            continue;
        };
        room[option.place] -= 1;
        worth.worst_rank = worth.worst_rank.max(option.rank);
        worth.ranks += weight * u64::from(option.rank);
        worth.lots += u64::from(option.lot);
    }
    assert!(room.iter().all(|left| *left >= 0), "more people than seats: {slate:?} {chosen:?}");
    worth
}
