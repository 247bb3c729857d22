//! What came out of a run, as data: figures for organisers, reasons for everybody.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::RANKS;
use super::barred::Barred;
use super::day::{Days, Run, Wisher};

/// A whole run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Each slot, in the order of the day.
    pub slots: Vec<SlotReport>,
    /// The sessions fewer people than their minimum would attend.
    pub too_few: Vec<TooFew>,
}

/// One slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SlotReport {
    /// Its code.
    pub slot: String,
    /// Who got which rank.
    pub tally: Tally,
    /// The same, had everybody taken the best free workshop in the order in which they wished.
    pub first_come: Tally,
    /// Its sessions, in the order of the programme.
    pub fill: Vec<Fill>,
    /// Everybody with wishes in it, in the order of their identities.
    pub people: Vec<Outcome>,
}

/// How many people got what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// How many got their first wish, their second, and so on.
    pub by_rank: [u32; RANKS],
    /// How many got none of what they could have been given.
    pub nothing: u32,
    /// How many could be given none of their wishes, whatever the others wish.
    pub barred: u32,
}

/// How a session fills.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fill {
    /// Which session.
    pub session: Uuid,
    /// The code of its activity.
    pub code: String,
    /// How many people it has seats for.
    pub capacity: u32,
    /// How many had a seat before.
    pub before: u32,
    /// How many are given one.
    pub given: u32,
    /// How many have it as their first wish.
    pub firsts: u32,
    /// How many have it among their wishes.
    pub asked: u32,
    /// The fewest people it is to take place with.
    pub minimum: u32,
    /// Whether this run leaves it out.
    pub closed: bool,
}

/// What became of one person's wishes in one slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Who.
    pub person: Uuid,
    /// What they are given.
    pub given: Option<Given>,
    /// The better wishes they are not given; all of them when they are given nothing.
    pub passed: Vec<Passed>,
}

/// A seat given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Which session.
    pub session: Uuid,
    /// The rank they gave it.
    pub rank: u8,
}

/// A wish not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passed {
    /// Which session.
    pub session: Uuid,
    /// The rank they gave it.
    pub rank: u8,
    /// Why.
    pub why: Why,
}

/// Why a wish is not given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Every seat went to others.
    Full {
        /// How many had it as their first wish.
        firsts: u32,
        /// How many had it among their wishes.
        asked: u32,
        /// How many seats there were to give.
        seats: u32,
        /// Orders those of one rank who wait for it: the smallest first.
        lot: u32,
    },
    /// It could not be given at all.
    Barred(Barred),
}

/// A session under its minimum.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TooFew {
    /// Which session.
    pub session: Uuid,
    /// How many people would attend.
    pub attendance: u32,
    /// The fewest it is to take place with.
    pub minimum: u32,
    /// What closing it would change; worked out for the emptiest ones.
    pub closing: Option<Closing>,
}

/// The run repeated without a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Closing {
    /// Who would get which rank, slot by slot.
    pub tallies: Vec<Tally>,
}

impl Tally {
    /// How many are seated in a wished workshop.
    #[must_use]
    pub fn seated(&self) -> u32 {
        self.by_rank.iter().sum()
    }

    /// How many people it is about.
    #[must_use]
    pub fn people(&self) -> u32 {
        self.seated() + self.nothing + self.barred
    }

    /// The worst rank anybody got; `None` when nobody got any.
    #[must_use]
    pub fn worst(&self) -> Option<usize> {
        self.by_rank.iter().rposition(|people| *people > 0).map(|index| index + 1)
    }

    /// Who got what in this run.
    pub(super) fn of(run: &Run<'_>) -> Self {
        let mut tally = Self::default();
        for wisher in &run.people {
            let count = match run.given(wisher) {
                Some(given) => &mut tally.by_rank[usize::from(given.rank) - 1],
                None if wisher.applicant.is_some() => &mut tally.nothing,
                None => &mut tally.barred,
            };
            *count += 1;
        }
        tally
    }
}

impl Fill {
    /// How many people would attend.
    #[must_use]
    pub fn attendance(&self) -> u32 {
        self.before + self.given
    }
}

pub(super) fn report(
    days: &Days<'_>,
    runs: &[Run<'_>],
    first_come: &[Run<'_>],
    too_few: Vec<TooFew>,
) -> Report {
    let slots = days.problem.slots.iter().zip(runs).zip(first_come);
    let slots = slots.map(|((slot, run), compared)| {
        let fill = fill(days, run);
        SlotReport {
            slot: slot.clone(),
            tally: Tally::of(run),
            first_come: Tally::of(compared),
            people: run.people.iter().map(|wisher| outcome(days, run, &fill, wisher)).collect(),
            fill,
        }
    });
    Report { slots: slots.collect(), too_few }
}

/// How the sessions of a slot fill.
pub(super) fn fill(days: &Days<'_>, run: &Run<'_>) -> Vec<Fill> {
    let mut fill: Vec<Fill> = run
        .sessions
        .iter()
        .map(|session| Fill {
            session: session.id,
            code: session.code.clone(),
            capacity: session.seats.capacity,
            before: session.seats.taken,
            given: 0,
            firsts: 0,
            asked: 0,
            minimum: session.minimum,
            closed: session.cancelled || days.problem.closed.contains(&session.id),
        })
        .collect();
    for option in run.slate.applicants.iter().flat_map(|applicant| &applicant.options) {
        fill[option.place].asked += 1;
        fill[option.place].firsts += u32::from(option.rank == 1);
    }
    for given in run.people.iter().filter_map(|wisher| run.given(wisher)) {
        fill[given.place].given += 1;
    }
    fill
}

fn outcome(days: &Days<'_>, run: &Run<'_>, fill: &[Fill], wisher: &Wisher) -> Outcome {
    let given = run.given(wisher);
    let better = |rank: u8| given.is_none_or(|given| rank < given.rank);
    let options = wisher.applicant.map_or(&[][..], |a| &run.slate.applicants[a].options);
    let full = options.iter().filter(|option| better(option.rank)).map(|option| {
        let (fill, seats) = (&fill[option.place], run.slate.seats[option.place]);
        let (firsts, asked, lot) = (fill.firsts, fill.asked, option.lot);
        let why = Why::Full { firsts, asked, seats, lot };
        Passed { session: fill.session, rank: option.rank, why }
    });
    let barred =
        wisher.barred.iter().filter(|(rank, ..)| better(*rank)).map(|(rank, session, why)| {
            Passed { session: *session, rank: *rank, why: Why::Barred(why.clone()) }
        });
    let mut passed: Vec<Passed> = full.chain(barred).collect();
    passed.sort_by_key(|passed| passed.rank);
    let given = given.map(|g| Given { session: run.sessions[g.place].id, rank: g.rank });
    Outcome { person: days.problem.people[wisher.person].id, given, passed }
}
