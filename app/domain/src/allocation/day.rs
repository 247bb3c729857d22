//! Going through the day slot by slot: what was given in one bars wishes in the next, and what was
//! lost makes people weigh more.

use std::collections::{BTreeMap, BTreeSet};

use uuid::Uuid;

use super::barred::{Barred, barred};
use super::draw::lot;
use super::slot::{Applicant, Choice, Slate};
use super::{Problem, RANKS, Wishes};
use crate::programme::Session;

/// The most a person weighs: bounds the sums of [`super::slot`].
const HEAVIEST: u32 = 500;

/// A problem with its sessions at hand.
pub(super) struct Days<'a> {
    pub problem: &'a Problem,
    sessions: BTreeMap<Uuid, &'a Session>,
}

/// One slot, decided.
pub(super) struct Run<'a> {
    /// The sessions of the slot, in the order of the programme: the places of the slate.
    pub sessions: Vec<&'a Session>,
    /// What was solved.
    pub slate: Slate,
    /// What became of everybody with wishes here, in the order of their identities.
    pub people: Vec<Wisher>,
}

/// Someone with wishes in a slot.
pub(super) struct Wisher {
    /// Their number among the people of the problem.
    pub person: usize,
    /// Their number among the applicants, unless all they wish for is barred.
    pub applicant: Option<usize>,
    /// What they were given, as the number of one of the applicant's options.
    pub chosen: Option<usize>,
    /// The wishes that could not be given.
    pub barred: Vec<(u8, Uuid, Barred)>,
}

impl Run<'_> {
    /// What someone was given.
    pub fn given(&self, wisher: &Wisher) -> Option<Choice> {
        Some(self.slate.applicants[wisher.applicant?].options[wisher.chosen?])
    }

    /// What this slot means for those after it: a day fuller by what was given, and what was lost.
    fn settle(&self, people: &mut [State]) {
        for wisher in self.people.iter().filter(|wisher| wisher.applicant.is_some()) {
            let state = &mut people[wisher.person];
            state.lost += wisher.chosen.unwrap_or(RANKS);
            state.day.extend(self.given(wisher).map(|given| self.sessions[given.place].clone()));
        }
    }
}

impl<'a> Days<'a> {
    pub fn new(problem: &'a Problem) -> Self {
        let sessions = problem.sessions.iter().map(|session| (session.id, session)).collect();
        Self { problem, sessions }
    }

    /// Decides every slot with this solver, without the sessions that are closed.
    pub fn run(
        &self,
        closed: &BTreeSet<Uuid>,
        solve: &mut dyn FnMut(&Slate) -> Vec<Option<usize>>,
    ) -> Vec<Run<'a>> {
        self.run_after(&[], closed, solve)
    }

    /// The same for the slots that come after these, decided before.
    pub fn run_after(
        &self,
        before: &[Run<'a>],
        closed: &BTreeSet<Uuid>,
        solve: &mut dyn FnMut(&Slate) -> Vec<Option<usize>>,
    ) -> Vec<Run<'a>> {
        let mut people: Vec<State> = self.problem.people.iter().map(|p| self.state(p)).collect();
        for run in before {
            run.settle(&mut people);
        }
        let mut runs = Vec::new();
        for slot in &self.problem.slots[before.len()..] {
            let mut run = self.slate(slot, closed, &people);
            let chosen = solve(&run.slate);
            for wisher in &mut run.people {
                wisher.chosen = wisher.applicant.and_then(|number| chosen[number]);
            }
            run.settle(&mut people);
            runs.push(run);
        }
        runs
    }

    fn state(&self, person: &super::Person) -> State {
        let held = person.held.iter().filter_map(|id| self.sessions.get(id));
        State { day: held.map(|session| (*session).clone()).collect(), lost: 0 }
    }

    fn slate(&self, slot: &str, closed: &BTreeSet<Uuid>, people: &[State]) -> Run<'a> {
        let here = |session: &&Session| session.slot.as_deref() == Some(slot);
        let sessions: Vec<&Session> = self.problem.sessions.iter().filter(here).collect();
        let seats = sessions.iter().map(|session| session.seats.left()).collect();
        let places: BTreeMap<Uuid, usize> =
            sessions.iter().enumerate().map(|(place, session)| (session.id, place)).collect();
        let slate = Slate { seats, applicants: Vec::new() };
        let mut run = Run { sessions, slate, people: Vec::new() };
        for (person, state) in people.iter().enumerate() {
            // Whoever has a seat here wishes for nothing more.
            if state.day.iter().any(|held| held.slot.as_deref() == Some(slot)) {
                continue;
            }
            let wishes = &self.problem.people[person].wishes;
            if let Some(wishes) = wishes.iter().find(|wishes| wishes.slot == slot) {
                self.enter(&mut run, (person, state), wishes, (&places, closed));
            }
        }
        run
    }

    /// Puts someone on the slate with what they can be given, and notes what they cannot.
    fn enter(
        &self,
        run: &mut Run<'a>,
        (person, state): (usize, &State),
        wishes: &Wishes,
        (places, closed): (&BTreeMap<Uuid, usize>, &BTreeSet<Uuid>),
    ) {
        let mut options = Vec::new();
        let mut wisher = Wisher { person, applicant: None, chosen: None, barred: Vec::new() };
        for &(rank, id) in &wishes.ranked {
            match self.judge(id, state, places, closed) {
                Ok(place) => {
                    let lot = lot(self.problem.seed, self.problem.people[person].id, id);
                    options.push(Choice { place, rank, lot });
                }
                Err(why) => wisher.barred.push((rank, id, why)),
            }
        }
        if !options.is_empty() {
            options.sort_by_key(|option| option.rank);
            wisher.applicant = Some(run.slate.applicants.len());
            run.slate.applicants.push(Applicant {
                weight: state.weight(),
                submitted_at: wishes.submitted_at.micros(),
                options,
            });
        }
        run.people.push(wisher);
    }

    /// The place of a wish, or why it cannot be given.
    fn judge(
        &self,
        id: Uuid,
        state: &State,
        places: &BTreeMap<Uuid, usize>,
        closed: &BTreeSet<Uuid>,
    ) -> Result<usize, Barred> {
        let (place, session) = places.get(&id).zip(self.sessions.get(&id)).ok_or(Barred::Gone)?;
        match barred(session, &state.day, self.problem.walk, self.problem.now) {
            Some(why) => Err(why),
            None if closed.contains(&id) => Err(Barred::Closed),
            None => Ok(*place),
        }
    }
}

/// Someone on their way through the day.
struct State {
    /// What they hold, and what they were given so far.
    day: Vec<Session>,
    /// How many wishes that they could have been given went to others; [`RANKS`] for each slot in
    /// which all of them did.
    lost: usize,
}

impl State {
    fn weight(&self) -> u32 {
        u32::try_from(self.lost + 1).unwrap_or(HEAVIEST).min(HEAVIEST)
    }
}
