//! What people and the team do, drawn from a seed, and how it is asked of the store.

use domain::participant::Email;
use domain::programme::Plan;
use domain::time::Moment;
use store::participants::{NewParticipant, Outcome as Registered};
use store::signups::{By, Seen, Taken};
use store::waitlist::Joined;
use store::{Conn, Error, letters, participants, programme, sessions, signups, waitlist};
use uuid::Uuid;

use super::rules::Outcome;
use super::world::{Place, World};
use crate::support::{silently, someone};

#[derive(Clone, Debug)]
pub enum Act {
    Register(Box<NewParticipant>),
    Cancel(Uuid),
    /// From a page that shows `seen`, if it says so.
    Take {
        who: Uuid,
        at: usize,
        by: By,
        seen: Shown,
    },
    GiveBack {
        who: Uuid,
        at: usize,
        by: By,
    },
    Join {
        who: Uuid,
        at: usize,
        swap: bool,
        by: By,
        seen: Shown,
    },
    Leave {
        who: Uuid,
        at: usize,
        by: By,
    },
    MoveUp {
        who: Uuid,
        at: usize,
    },
    /// What publishing an allocation does for a wish that was not fulfilled.
    Wish {
        who: Uuid,
        at: usize,
        rank: u8,
    },
    SetCapacity {
        at: usize,
        capacity: u32,
    },
    CallOff(usize),
    Import(Box<Plan>),
}

/// What a page shows in the place of a session.
#[derive(Clone, Copy, Debug)]
pub enum Shown {
    /// It does not say.
    Unsaid,
    Held(Option<usize>),
}

impl Shown {
    pub fn is_out_of_date(self, held: Option<usize>) -> bool {
        matches!(self, Self::Held(shown) if shown != held)
    }

    fn told(self, places: &[Place]) -> Option<Seen> {
        match self {
            Self::Unsaid => None,
            Self::Held(held) => Some(Seen { held: held.map(|at| places[at].id) }),
        }
    }
}

/// A source of chance that is the same everywhere: SplitMix64.
#[derive(Clone, Debug)]
pub struct Chance(pub u64);

impl Chance {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }

    /// Once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

/// How many people there are at most who have not cancelled.
const CROWD: usize = 16;

pub fn draw(chance: &mut Chance, world: &World) -> Act {
    let living: Vec<Uuid> = world.living().collect();
    let kind = chance.below(1000);
    if living.is_empty() || (kind < 80 && living.len() < CROWD) {
        return Act::Register(Box::new(newcomer(chance, world.people.len())));
    }
    let everybody: Vec<Uuid> = world.people.keys().copied().collect();
    let who = if chance.one_in(40) {
        everybody[chance.below(everybody.len())]
    } else {
        living[chance.below(living.len())]
    };
    let at = chance.below(world.places.len());
    let by = if chance.one_in(4) { By::Team } else { By::Themselves };
    match kind {
        40..390 => Act::Take { who, at, by, seen: seen(chance, world, who, at) },
        390..580 => Act::GiveBack { who, at: held(chance, world, who).unwrap_or(at), by },
        580..830 => {
            Act::Join { who, at, swap: chance.one_in(2), by, seen: seen(chance, world, who, at) }
        }
        830..880 => Act::Leave { who, at: waited(world, who).unwrap_or(at), by },
        880..910 => Act::MoveUp { who, at: waited(world, who).unwrap_or(at) },
        910..935 => Act::Wish { who, at, rank: 1 + u8::try_from(chance.below(3)).unwrap() },
        935..985 => Act::SetCapacity { at, capacity: u32::try_from(chance.below(5)).unwrap() },
        985 if chance.one_in(2) => Act::CallOff(at),
        986..992 => Act::Import(Box::new(altered(chance, world))),
        _ => Act::Cancel(who),
    }
}

fn newcomer(chance: &mut Chance, n: usize) -> NewParticipant {
    let mut new = someone("Personne", &format!("Numéro {n}"), None);
    // Ties between people are told apart by their identity: it comes from the seed, too.
    new.id = Uuid::from_u64_pair(chance.next(), chance.next());
    if !chance.one_in(5) {
        new.registration.email = Email::parse(&format!("personne{n}@exemple.fr"));
    }
    new
}

/// What the page shows: nearly always the truth, when it says anything.
fn seen(chance: &mut Chance, world: &World, who: Uuid, at: usize) -> Shown {
    match chance.below(10) {
        0..3 => Shown::Unsaid,
        3..9 => Shown::Held(world.held_there(who, at)),
        _ => Shown::Held(Some(at)),
    }
}

fn held(chance: &mut Chance, world: &World, who: Uuid) -> Option<usize> {
    let held: Vec<usize> = world.person(who).held.keys().copied().collect();
    (!held.is_empty() && !chance.one_in(8)).then(|| held[chance.below(held.len())])
}

fn waited(world: &World, who: Uuid) -> Option<usize> {
    world.lines.iter().position(|line| line.iter().any(|one| one.who == who))
}

/// The programme as it stands, but for one thing.
fn altered(chance: &mut Chance, world: &World) -> Plan {
    let mut plan = world.plan_as_it_stands();
    let few = |chance: &mut Chance| u32::try_from(chance.below(3)).unwrap();
    match chance.below(3) {
        0 => plan.event.capacity = 9 + few(chance),
        1 => plan.event.walk = [0, 10, 16][chance.below(3)],
        _ => {
            let activity = chance.below(plan.activities.len());
            plan.activities[activity].sessions[0].capacity = 1 + few(chance);
        }
    }
    plan
}

/// Asks it of the store, as the pages do, with the letter about the change.
pub async fn perform(
    conn: &mut Conn,
    act: &Act,
    places: &[Place],
    now: Moment,
) -> Result<Outcome, Error> {
    match ask(conn, act, places, now).await {
        Ok(word) => Ok(Ok(word)),
        Err(Error::Refused(refusal)) => {
            let name = format!("{refusal:?}");
            Ok(Err(name.split([' ', '{', '(']).next().unwrap().to_owned()))
        }
        Err(error) => Err(error),
    }
}

async fn ask(conn: &mut Conn, act: &Act, places: &[Place], now: Moment) -> Result<String, Error> {
    let id = |at: &usize| places[*at].id;
    match act {
        Act::Register(new) => match participants::register(conn, (**new).clone(), now).await? {
            Registered::Registered => Ok("Registered".to_owned()),
            Registered::Waiting => Ok("Waiting".to_owned()),
            other => panic!("{other:?}"),
        },
        Act::Cancel(who) => Ok(participants::cancel(conn, *who, now).await?.seats.to_string()),
        Act::Take { who, at, by, seen } => {
            let seen = seen.told(places);
            let taken = signups::take(conn, *who, id(at), *by, seen, now).await?;
            if taken != Taken::Before {
                letters::enqueue_change(conn, *who, now).await?;
            }
            Ok(match taken {
                Taken::Swapped { old } => format!("Swapped {old}"),
                other => format!("{other:?}"),
            })
        }
        Act::GiveBack { who, at, by } => {
            let given = signups::give_back(conn, *who, id(at), *by, now).await?;
            if given {
                letters::enqueue_change(conn, *who, now).await?;
            }
            Ok(given.to_string())
        }
        Act::Join { who, at, swap, by, seen } => {
            let seen = seen.told(places);
            let joined = waitlist::join(conn, *who, id(at), *swap, *by, seen, now).await?;
            if joined == Joined::Seated {
                letters::enqueue_change(conn, *who, now).await?;
            }
            Ok(match joined {
                Joined::InLine { place } => format!("InLine {place}"),
                Joined::Before { place } => format!("Before {place}"),
                other => format!("{other:?}"),
            })
        }
        Act::Leave { who, at, by } => {
            Ok(waitlist::leave(conn, *who, id(at), *by, now).await?.to_string())
        }
        Act::MoveUp { who, at } => {
            Ok(waitlist::move_up(conn, *who, id(at), "essai", now).await?.to_string())
        }
        Act::Wish { who, at, rank } => {
            waitlist::add_wish(conn, *who, id(at), *rank, now.micros(), now).await?;
            // The same number of seats: what is free is given out.
            let there = programme::load(conn).await?;
            let capacity = there.session(id(at)).unwrap().seats.capacity;
            sessions::set_capacity(conn, id(at), capacity, now).await?;
            Ok("wished".to_owned())
        }
        Act::SetCapacity { at, capacity } => {
            sessions::set_capacity(conn, id(at), *capacity, now).await?;
            Ok("set".to_owned())
        }
        Act::CallOff(at) => Ok(sessions::cancel(conn, id(at), now).await?.to_string()),
        Act::Import(plan) => {
            programme::change(conn, &silently(Plan::clone(plan)), now).await?;
            Ok("imported".to_owned())
        }
    }
}
