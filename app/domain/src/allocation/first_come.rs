//! What « first come, first served » would have given: only to compare with.

use super::slot::Slate;

/// In the order in which they sent their wishes, each takes the best one that is still free.
pub(super) fn solve(slate: &Slate) -> Vec<Option<usize>> {
    let mut room = slate.seats.clone();
    let mut order: Vec<usize> = (0..slate.applicants.len()).collect();
    // A stable sort: of two at the same moment, the one whose identity comes first.
    order.sort_by_key(|&person| slate.applicants[person].submitted_at);
    let mut chosen = vec![None; slate.applicants.len()];
    for person in order {
        let options = &slate.applicants[person].options;
        chosen[person] = options.iter().position(|option| room[option.place] > 0);
        if let Some(option) = chosen[person] {
            room[options[option].place] -= 1;
        }
    }
    chosen
}
