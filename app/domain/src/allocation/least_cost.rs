//! Seating people one after the other, always at the least total cost: successive shortest paths.
//!
//! Everybody seated so far sits at the least cost possible for them all. To seat one more, some may
//! have to move on: the cheapest chain of moves is a shortest path between places, where going from
//! one place to another costs what it costs the cheapest of those who sit there to do so. The graph
//! has the places for nodes (some fifty), not the people (some thousands): that is what makes it
//! quick. Paths are found by Dijkstra's algorithm over costs made positive by potentials.
//!
//! Costs stay within 2^85 of nought ([`super::slot`]), and so does the price of any one move. A path
//! has at most as many moves as there are places, so that with 2^12 places it costs less than 2^98.
//! For each person a potential sinks under the lowest one of a free place by at most two such paths:
//! with 2^20 people all stays under 2^120, far from the 2^127 there are.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Where someone may sit, and what that costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The place's number.
    pub at: usize,
    /// What it costs.
    pub cost: i128,
}

/// Seats everybody: the number of one of their places each. `capacity` has a number for each place;
/// everybody's last place is one that is never full, and no place is named twice by one person.
pub(super) fn least_cost(capacity: &[usize], people: &[Vec<Place>]) -> Vec<usize> {
    let mut seating = Seating {
        people,
        room: capacity.to_vec(),
        at: vec![None; people.len()],
        moves: vec![BinaryHeap::new(); capacity.len() * capacity.len()],
        potential: vec![0; capacity.len()],
    };
    for newcomer in 0..people.len() {
        seating.seat(newcomer);
    }
    let last = |places: &Vec<Place>| places.len().saturating_sub(1);
    people
        .iter()
        .zip(&seating.at)
        .map(|(places, at)| {
            places.iter().position(|place| Some(place.at) == *at).unwrap_or_else(|| last(places))
        })
        .collect()
}

/// What it costs someone more to move, and who that is. Of two that cost the same, the first.
type Move = Reverse<(i128, usize)>;

struct Seating<'a> {
    people: &'a [Vec<Place>],
    /// How many seats each place has left.
    room: Vec<usize>,
    /// Where each person sits.
    at: Vec<Option<usize>>,
    /// For each pair of places, those who may go from one to the other, the cheapest on top. Whoever
    /// has left in between is found out when they come to the top.
    moves: Vec<BinaryHeap<Move>>,
    /// With these, no move is cheaper than nothing: `cost + potential[from] - potential[to] >= 0`.
    potential: Vec<i128>,
}

/// The cheapest chains of moves that let someone in. Costs are counted with potentials.
struct Paths {
    /// What it costs to get to each place, of those looked at.
    cost: Vec<Option<i128>>,
    /// The place before, and who leaves it for this one; `None` where the newcomer sits down.
    before: Vec<Option<(usize, usize)>>,
    /// Where the cheapest chain of all ends: a place with a seat left.
    end: usize,
    /// How far the search went: every place that costs less than this is known.
    reach: i128,
}

impl Seating<'_> {
    fn seat(&mut self, newcomer: usize) {
        let Some(paths) = self.cheapest_paths(newcomer) else { return };
        let mut place = paths.end;
        self.room[place] -= 1;
        while let Some((from, person)) = paths.before[place] {
            self.sit(person, place);
            place = from;
        }
        self.sit(newcomer, place);
        self.follow(&paths);
    }

    /// Dijkstra's algorithm on a dense graph, the nearest place found by looking at all of them. It
    /// stops at the first one from which going on cannot be cheaper than sitting down somewhere.
    fn cheapest_paths(&mut self, newcomer: usize) -> Option<Paths> {
        let places = self.room.len();
        let mut cost = vec![None; places];
        let mut before = vec![None; places];
        let wishes = &self.people[newcomer];
        // Makes the newcomer's own costs positive, too.
        let raised = wishes.iter().map(|wish| self.potential[wish.at] - wish.cost).max()?;
        for wish in wishes {
            cost[wish.at] = Some(wish.cost - self.potential[wish.at] + raised);
        }
        // Sitting down costs nothing: with potentials, what this place is above the lowest free one.
        let free = |room: &[usize], place: usize| room[place] > 0;
        let lowest = (0..places).filter(|&place| free(&self.room, place));
        let lowest = lowest.map(|place| self.potential[place]).min()?;
        let mut best: Option<(i128, usize)> = None;
        let mut done = vec![false; places];
        while let Some((here, near)) = (0..places)
            .filter(|&place| !done[place])
            .filter_map(|place| Some((cost[place]?, place)))
            .min()
        {
            if best.is_some_and(|(reach, _)| here >= reach) {
                break;
            }
            done[near] = true;
            if free(&self.room, near) {
                let seated = (here + self.potential[near] - lowest, near);
                best = Some(best.map_or(seated, |known| known.min(seated)));
            }
            for next in (0..places).filter(|&next| !done[next]) {
                let Some((extra, person)) = self.cheapest_move(near, next) else { continue };
                let there = here + extra + self.potential[near] - self.potential[next];
                if cost[next].is_none_or(|known| there < known) {
                    cost[next] = Some(there);
                    before[next] = Some((near, person));
                }
            }
        }
        best.map(|(reach, end)| Paths { cost, before, end, reach })
    }

    fn cheapest_move(&mut self, from: usize, to: usize) -> Option<(i128, usize)> {
        let moves = &mut self.moves[from * self.room.len() + to];
        while let Some(&Reverse((extra, person))) = moves.peek() {
            if self.at[person] == Some(from) {
                return Some((extra, person));
            }
            moves.pop();
        }
        None
    }

    fn sit(&mut self, person: usize, place: usize) {
        self.at[person] = Some(place);
        let places = &self.people[person];
        let cost = places.iter().find(|other| other.at == place).map_or(0, |place| place.cost);
        for other in places.iter().filter(|other| other.at != place) {
            let moves = &mut self.moves[place * self.room.len() + other.at];
            moves.push(Reverse((other.cost - cost, person)));
        }
    }

    /// Lowers the potential of every place nearer than the search went: along the path every move
    /// then costs nothing, and no other one less. To a place `from` that was looked at, and its
    /// neighbour `to`: what `to` costs is at most what `from` does and the move between them, so
    /// that `to` is not lowered less than `from` by more than that move. From farther places nothing
    /// is lowered, and so no move from them becomes cheaper.
    fn follow(&mut self, paths: &Paths) {
        for (potential, cost) in self.potential.iter_mut().zip(&paths.cost) {
            *potential -= cost.map_or(0, |cost| (paths.reach - cost).max(0));
        }
    }
}
