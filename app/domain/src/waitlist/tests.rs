use proptest::prelude::*;

use super::*;
use crate::capacity::Seats;
use crate::programme::Kind;
use crate::schedule::clash;
use crate::time::Span;

const WALK: u32 = 5;

/// What somebody does to a small conference, drawn at random.
#[derive(Clone, Copy, Debug)]
enum Act {
    Take,
    GiveBack,
    Join { swap: bool },
    Widen,
    CloseDown,
}

/// A conference in memory: who holds what, who waits where.
#[derive(Clone, Debug, PartialEq, Eq)]
struct World {
    sessions: Vec<Session>,
    /// By person: the places of sessions in the list above.
    held: Vec<BTreeSet<usize>>,
    /// By session: who waits, and whether they would swap.
    lines: Vec<Vec<(usize, bool)>>,
}

fn moment(minutes: i64) -> Moment {
    Moment::from_micros(0).plus_seconds(minutes * 60)
}

fn now() -> Moment {
    moment(0)
}

fn person(who: usize) -> Uuid {
    Uuid::from_u128(who as u128)
}

fn session(
    at: usize,
    (slot, start, length, room, capacity): (usize, i64, i64, usize, u32),
) -> Session {
    let slot = ["A", "B"].get(slot).map(|slot| (*slot).to_owned());
    Session {
        id: Uuid::from_u128(1000 + at as u128),
        code: slot.as_ref().map_or_else(|| format!("K{}", at % 2), |slot| format!("{slot}{at}")),
        kind: if slot.is_some() { Kind::Workshop } else { Kind::Kiosk },
        title: String::new(),
        theme: String::new(),
        slot,
        room: format!("Salle {room}"),
        span: Span::new(moment(start), moment(start + length)).unwrap(),
        seats: Seats { capacity, taken: 0 },
        waiting: 0,
        minimum: 0,
        cancelled: false,
    }
}

impl World {
    fn new(sessions: Vec<(usize, i64, i64, usize, u32)>, people: usize) -> Self {
        let sessions: Vec<_> =
            sessions.into_iter().enumerate().map(|(at, drawn)| session(at, drawn)).collect();
        let lines = vec![Vec::new(); sessions.len()];
        Self { sessions, held: vec![BTreeSet::new(); people], lines }
    }

    fn day(&self, who: usize) -> Vec<Session> {
        self.held[who].iter().map(|at| self.sessions[*at].clone()).collect()
    }

    fn place(&self, id: Uuid) -> usize {
        self.sessions.iter().position(|session| session.id == id).unwrap()
    }

    fn line(&self, at: usize) -> Vec<Candidate> {
        let candidate = |&(who, swap): &(usize, bool)| Candidate {
            participant: person(who),
            swap,
            rank: None,
            held: self.day(who),
        };
        self.lines[at].iter().map(candidate).collect()
    }

    fn seat(&mut self, who: usize, at: usize) {
        assert!(self.held[who].insert(at));
        self.sessions[at].seats.taken += 1;
        self.lines[at].retain(|(waiting, _)| *waiting != who);
    }

    fn free(&mut self, who: usize, at: usize) {
        assert!(self.held[who].remove(&at));
        self.sessions[at].seats.taken -= 1;
    }

    /// Seats whoever's turn it is, in this session; who that was and what they gave back.
    fn promote(&mut self, at: usize) -> Option<(usize, Option<usize>)> {
        let line = self.line(at);
        let (candidate, turn) = next(&self.sessions[at], &line, WALK, now())?;
        let who = usize::try_from(candidate.participant.as_u128()).unwrap();
        let old = match turn {
            Turn::Seated => None,
            Turn::Swapped(old) => Some(self.place(old.id)),
        };
        if let Some(old) = old {
            self.free(who, old);
        }
        self.seat(who, at);
        Some((who, old))
    }

    /// The rule to the letter: the whole conference is looked at again after each promotion.
    fn settle_slowly(&mut self) {
        let mut order: Vec<usize> = (0..self.sessions.len()).collect();
        order.sort_by_key(|at| (self.sessions[*at].span.start(), self.sessions[*at].id));
        while order.iter().any(|at| self.promote(*at).is_some()) {}
    }

    /// As the store does it: only what was touched is looked at.
    fn settle(&mut self, freed: &[usize], freer: Option<usize>) {
        let mut agenda = Agenda::default();
        let put = |world: &Self, agenda: &mut Agenda, at: usize| {
            agenda.put(world.sessions[at].span.start(), world.sessions[at].id);
        };
        let put_lines_of = |world: &Self, agenda: &mut Agenda, who: usize| {
            for (at, line) in world.lines.iter().enumerate() {
                if line.iter().any(|(waiting, _)| *waiting == who) {
                    put(world, agenda, at);
                }
            }
        };
        for at in freed {
            put(self, &mut agenda, *at);
        }
        if let Some(who) = freer {
            put_lines_of(self, &mut agenda, who);
        }
        while let Some(id) = agenda.take() {
            let at = self.place(id);
            let Some((who, old)) = self.promote(at) else { continue };
            put(self, &mut agenda, at);
            if let Some(old) = old {
                put(self, &mut agenda, old);
                put_lines_of(self, &mut agenda, who);
            }
        }
        assert!(agenda.is_empty());
    }

    /// Does it, and answers which sessions have free seats now and who may do more.
    fn act(&mut self, act: Act, who: usize, at: usize) -> (Vec<usize>, Option<usize>) {
        let wanted = self.sessions[at].clone();
        let day = self.day(who);
        match (act, fit(&wanted, &day, WALK, now())) {
            (Act::Take, Ok(Fit::Free)) if !wanted.seats.is_full() => self.seat(who, at),
            (Act::Take, Ok(Fit::Swaps(old))) if !wanted.seats.is_full() => {
                let old = self.place(old.id);
                self.free(who, old);
                self.seat(who, at);
                return (vec![old], Some(who));
            }
            (Act::GiveBack, Ok(Fit::Held)) => {
                self.free(who, at);
                return (vec![at], Some(who));
            }
            (Act::Join { swap }, Ok(_) | Err(_))
                if !day.contains(&wanted)
                    && !self.lines[at].iter().any(|(waiting, _)| *waiting == who) =>
            {
                self.lines[at].push((who, swap));
                return (vec![at], None);
            }
            (Act::Widen, _) => {
                self.sessions[at].seats.capacity += 1;
                return (vec![at], None);
            }
            (Act::CloseDown, _) if wanted.seats.capacity > wanted.seats.taken => {
                self.sessions[at].seats.capacity -= 1;
            }
            _ => {}
        }
        (Vec::new(), None)
    }

    fn assert_sound(&self) {
        for (who, held) in self.held.iter().enumerate() {
            for one in held {
                for other in held.iter().filter(|other| *other > one) {
                    let (one, other) = (&self.sessions[*one], &self.sessions[*other]);
                    assert!(!clash(one, other, WALK), "{who}: {one:?} {other:?}");
                    assert!(one.slot.is_none() || one.slot != other.slot);
                }
            }
        }
        for (at, session) in self.sessions.iter().enumerate() {
            let seated = self.held.iter().filter(|held| held.contains(&at)).count();
            assert_eq!(session.seats.taken as usize, seated);
            assert!(session.seats.taken <= session.seats.capacity);
            assert_eq!(
                next(session, &self.line(at), WALK, now()),
                None,
                "somebody waits for nothing"
            );
        }
    }
}

fn acts() -> impl Strategy<Value = Act> {
    prop_oneof![
        4 => Just(Act::Take),
        3 => Just(Act::GiveBack),
        4 => any::<bool>().prop_map(|swap| Act::Join { swap }),
        1 => Just(Act::Widen),
        1 => Just(Act::CloseDown),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, ..ProptestConfig::default() })]

    #[test]
    fn looking_at_what_was_touched_is_as_good_as_looking_at_everything(
        drawn in prop::collection::vec((0..3_usize, 1..40_i64, 5..30_i64, 0..2_usize, 1..3_u32), 2..9),
        acts in prop::collection::vec((acts(), 0..5_usize, 0..9_usize), 1..80),
    ) {
        let mut quick = World::new(drawn, 5);
        let mut slow = quick.clone();
        for (act, who, at) in acts {
            let at = at % quick.sessions.len();
            let (freed, freer) = quick.act(act, who, at);
            quick.settle(&freed, freer);
            slow.act(act, who, at);
            slow.settle_slowly();
            prop_assert_eq!(&quick, &slow);
            quick.assert_sound();
        }
    }
}

/// A01 and A02 share a slot; K is a visit later on.
fn small() -> World {
    World::new(vec![(0, 60, 60, 0, 1), (0, 60, 60, 1, 1), (2, 150, 20, 0, 1)], 4)
}

#[test]
fn a_freed_seat_passes_over_those_who_are_busy_and_keeps_their_place() {
    let mut world = small();
    world.seat(0, 0);
    world.seat(1, 1);
    world.lines[0] = vec![(1, false), (2, false), (3, false)];
    world.free(0, 0);
    world.settle(&[0], Some(0));
    assert!(world.held[2].contains(&0));
    assert_eq!(world.lines[0], [(1, false), (3, false)]);
}

#[test]
fn a_chain_of_swaps_goes_to_its_end() {
    let mut world = small();
    world.seat(0, 0);
    world.seat(1, 1);
    world.lines[0] = vec![(1, true)];
    world.lines[1] = vec![(2, false)];
    world.free(0, 0);
    world.settle(&[0], Some(0));
    assert!(world.held[1].contains(&0) && world.held[2].contains(&1));
    assert_eq!(world.lines, [vec![], vec![], vec![]]);
}

#[test]
fn nobody_is_taken_out_of_a_workshop_that_has_begun_nor_put_into_one() {
    let mut world = small();
    world.sessions[1].span = Span::new(moment(30), moment(120)).unwrap();
    let candidate = Candidate {
        participant: person(1),
        swap: true,
        rank: None,
        held: vec![world.sessions[1].clone()],
    };
    let wanted = &world.sessions[0];
    assert!(matches!(turn(wanted, &candidate, WALK, moment(29)), Some(Turn::Swapped(_))));
    assert_eq!(turn(wanted, &candidate, WALK, moment(30)), None);
    let idle = Candidate { held: Vec::new(), ..candidate };
    assert_eq!(turn(wanted, &idle, WALK, moment(59)), Some(Turn::Seated));
    assert_eq!(turn(wanted, &idle, WALK, moment(60)), None);
}

#[test]
fn a_wish_ends_those_that_were_not_dearer() {
    assert!(fulfilled(Some(2), Some(2)) && fulfilled(Some(2), Some(3)));
    assert!(!fulfilled(Some(2), Some(1)));
    assert!(!fulfilled(Some(2), None) && !fulfilled(None, Some(1)));
}
