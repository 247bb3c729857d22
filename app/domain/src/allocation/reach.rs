//! How many people can be seated at all: a largest matching, grown rank by rank.

use std::collections::VecDeque;

use super::RANKS;
use super::slot::{Applicant, Slate};

/// How many people can be seated when only wishes of rank 1 count, of ranks 1 and 2, and so on.
/// What was found for one rank is kept for the next, and grown by augmenting paths.
pub(super) fn seated_by_rank(slate: &Slate) -> [usize; RANKS] {
    let mut matching = Matching {
        applicants: &slate.applicants,
        room: slate.seats.clone(),
        inside: vec![Vec::new(); slate.seats.len()],
    };
    let mut without: Vec<usize> = (0..slate.applicants.len()).collect();
    let mut reach = [0; RANKS];
    for (rank, seated) in (1..).zip(&mut reach) {
        // A place that a search could not get out of stays so until more wishes count: later paths
        // can neither end in it nor leave it.
        let mut hopeless = vec![false; slate.seats.len()];
        without.retain(|&person| !matching.seat(person, rank, &mut hopeless));
        *seated = slate.applicants.len() - without.len();
    }
    reach
}

struct Matching<'a> {
    applicants: &'a [Applicant],
    room: Vec<u32>,
    /// Who sits in each place.
    inside: Vec<Vec<usize>>,
}

/// Who would move into a place, and where they are now: nowhere for the newcomer.
#[derive(Clone, Copy)]
struct Step {
    person: usize,
    from: Option<usize>,
}

impl Matching<'_> {
    /// Seats one more person by moving others within their wishes. Breadth first, so that the
    /// fewest move.
    fn seat(&mut self, newcomer: usize, rank: u8, hopeless: &mut [bool]) -> bool {
        let mut steps: Vec<Option<Step>> = vec![None; self.room.len()];
        let mut queue = VecDeque::new();
        self.look(Step { person: newcomer, from: None }, rank, hopeless, &mut steps, &mut queue);
        while let Some(place) = queue.pop_front() {
            if self.room[place] > 0 {
                self.room[place] -= 1;
                self.shift(place, &steps);
                return true;
            }
            for person in self.inside[place].clone() {
                let step = Step { person, from: Some(place) };
                self.look(step, rank, hopeless, &mut steps, &mut queue);
            }
        }
        for (place, step) in steps.iter().enumerate() {
            hopeless[place] |= step.is_some();
        }
        false
    }

    fn look(
        &self,
        step: Step,
        rank: u8,
        hopeless: &[bool],
        steps: &mut [Option<Step>],
        queue: &mut VecDeque<usize>,
    ) {
        for option in &self.applicants[step.person].options {
            let new = steps[option.place].is_none() && !hopeless[option.place];
            if option.rank <= rank && new {
                steps[option.place] = Some(step);
                queue.push_back(option.place);
            }
        }
    }

    /// Moves everybody along the path that ends at `place`.
    fn shift(&mut self, mut place: usize, steps: &[Option<Step>]) {
        while let Some(Step { person, from }) = steps[place] {
            self.inside[place].push(person);
            let Some(from) = from else { return };
            self.inside[from].retain(|other| *other != person);
            place = from;
        }
    }
}
