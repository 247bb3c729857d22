//! Seating people one after the other, always at the least total cost: successive shortest paths.
//!
//! Everybody seated so far sits at the least cost possible for them all. To seat one more, some may
//! have to move on: the cheapest chain of moves is a shortest path between places, where going from
//! one place to another costs what it costs the cheapest of those who sit there to do so. The graph
//! has the places for nodes (some fifty), not the people (some thousands): that is what makes it
//! quick. Paths are found by Dijkstra's algorithm over costs made positive by potentials.
//!
//! Costs stay within ±2^85 ([`super::slot`]) and a path has at most as many steps as there are
//! places, so that 2^12 places keep distances within ±2^98. A potential is a distance, or was moved
//! along with them by at most 2^99 for each person: for 2^20 people all stays under 2^120.

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

/// The cheapest chains of moves that let someone in, one for each place where they may end.
struct Paths {
    distance: Vec<Option<i128>>,
    /// The place before, and who leaves it for this one; `None` where the newcomer sits down.
    before: Vec<Option<(usize, usize)>>,
}

impl Seating<'_> {
    fn seat(&mut self, newcomer: usize) {
        let paths = self.shortest_paths(newcomer);
        let free = (0..self.room.len()).filter(|&place| self.room[place] > 0);
        let end = free
            .filter_map(|place| Some((paths.distance[place]?, place)))
            .min()
            .map(|(_, place)| place);
        if let Some(mut place) = end {
            self.room[place] -= 1;
            while let Some((from, person)) = paths.before[place] {
                self.sit(person, place);
                place = from;
            }
            self.sit(newcomer, place);
        }
        self.follow(&paths);
    }

    /// Dijkstra's algorithm on a dense graph: the nearest place by looking at all of them.
    fn shortest_paths(&mut self, newcomer: usize) -> Paths {
        let places = self.room.len();
        let mut paths = Paths { distance: vec![None; places], before: vec![None; places] };
        let wishes = &self.people[newcomer];
        // Makes the newcomer's own costs positive, too.
        let raised =
            wishes.iter().map(|wish| self.potential[wish.at] - wish.cost).max().unwrap_or(0);
        for wish in wishes {
            paths.distance[wish.at] = Some(wish.cost - self.potential[wish.at] + raised);
        }
        let mut done = vec![false; places];
        while let Some((distance, near)) = (0..places)
            .filter(|&place| !done[place])
            .filter_map(|place| Some((paths.distance[place]?, place)))
            .min()
        {
            done[near] = true;
            for next in (0..places).filter(|&next| !done[next]) {
                let Some((extra, person)) = self.cheapest_move(near, next) else { continue };
                let further = distance + extra + self.potential[near] - self.potential[next];
                if paths.distance[next].is_none_or(|known| further < known) {
                    paths.distance[next] = Some(further);
                    paths.before[next] = Some((near, person));
                }
            }
        }
        for (distance, potential) in paths.distance.iter_mut().zip(&self.potential) {
            *distance = distance.map(|distance| distance - raised + potential);
        }
        paths
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

    /// The distances become the potentials: along the path they make every move cost nothing, and
    /// no other one less. Places out of reach are moved along, so that nobody there gains by coming.
    fn follow(&mut self, paths: &Paths) {
        let known = paths.distance.iter().zip(&self.potential);
        let most = known.filter_map(|(distance, old)| Some((*distance)? - old)).max().unwrap_or(0);
        for (potential, distance) in self.potential.iter_mut().zip(&paths.distance) {
            *potential = distance.unwrap_or(*potential + most);
        }
    }
}
