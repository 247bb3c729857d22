//! What phones did at doors, sent when they could: out of order, late, more than once.

mod moved;
mod registered;
mod round;

use domain::checkin::{Door, Passage, Reason, corrected};
use domain::door::Told;
use domain::ticket::Code;
use domain::time::Moment;
use uuid::Uuid;

use super::Keeper;
use super::walk_ins::NewWalkIn;
use crate::{Conn, Error};
use round::Round;

/// An act of a phone, read and understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// Its identity: kept once, however often it comes.
    pub id: Uuid,
    /// Where.
    pub door: Door,
    /// When, by the phone's own clock.
    pub at: Moment,
    /// How far that was ahead, in microseconds.
    pub clock_ahead: i64,
    /// What the person was told.
    pub told: Told,
    /// What was done.
    pub deed: Deed,
}

/// What was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Someone came to the door; `None` when it was nobody's ticket.
    Arrival(Option<Uuid>),
    /// An act is taken back.
    Undo(Uuid),
    /// Someone is registered and let in.
    WalkIn(Box<NewWalkIn>),
    /// Someone is moved into a session.
    Move {
        /// Who.
        person: Uuid,
        /// Where to.
        to: Uuid,
    },
    /// Something that may not be done, or makes no sense: kept, and nothing more.
    Void {
        /// Why it has no effect.
        reason: Reason,
        /// What it said.
        said: String,
    },
}

/// What became of an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Became {
    /// Kept, and it means what the phone said.
    Kept,
    /// Kept; nobody knows who that is (yet).
    Unknown,
    /// Another phone let them in before.
    Double(Passage),
    /// The phone let them in, though this stands against it.
    NotExpected(Reason),
    /// The phone sent them away, though they are expected here.
    Expected,
    /// Registered beyond the capacity of the conference.
    Beyond,
    /// Registered with another code than the one they were given, which was taken.
    OtherCode(Code),
    /// Kept, without effect.
    Refused(Reason),
}

/// Keeps the acts of one phone and works out what they come to, whatever came first. One answer for
/// each, in their order; the same act again changes nothing.
///
/// # Errors
/// No programme has been imported, or the database failed.
pub async fn apply(
    conn: &mut Conn,
    by: Keeper,
    acts: &[Act],
    now: Moment,
) -> Result<Vec<Became>, Error> {
    let acts = &merged(conn, acts).await?[..];
    let mut round = Round::open(conn, by, acts, now).await?;
    if round.holds_someone_cancelled() && *acts != merged(conn, acts).await?[..] {
        // Two registrations became one while this waited for their rows.
        return Err(Error::Busy);
    }
    let mut became = vec![Became::Kept; acts.len()];
    let mut order: Vec<usize> = (0..acts.len()).collect();
    order.sort_by_key(|place| {
        let act = &acts[*place];
        (act.deed.turn(), corrected(act.at, act.clock_ahead), act.id)
    });
    for place in &order {
        became[*place] = round.keep(conn, &acts[*place]).await?;
    }
    let settled = round.settle(conn).await?;
    for place in order {
        let act = &acts[place];
        if let (Deed::Arrival(person), Became::Kept) = (&act.deed, &became[place]) {
            became[place] = round.answer(conn, act, *person, &settled).await?;
        }
    }
    Ok(became)
}

/// The same acts about the registrations that people have now: a phone may not have heard that two
/// were made one.
async fn merged(conn: &mut Conn, acts: &[Act]) -> Result<Vec<Act>, Error> {
    let rows: Vec<(Uuid, Uuid)> = conn
        .all("select id, merged_into from participant where merged_into is not null", ())
        .await?;
    let now = |person: Uuid| rows.iter().find(|(id, _)| *id == person).map_or(person, |(_, k)| *k);
    let mut acts = acts.to_vec();
    for act in &mut acts {
        match &mut act.deed {
            Deed::Arrival(Some(person)) | Deed::Move { person, .. } => *person = now(*person),
            Deed::Arrival(None) | Deed::Undo(_) | Deed::WalkIn(_) | Deed::Void { .. } => {}
        }
    }
    Ok(acts)
}

impl Deed {
    /// What is done first when acts come together: people are there before they are let in.
    fn turn(&self) -> u8 {
        match self {
            Self::WalkIn(_) => 0,
            Self::Move { .. } => 1,
            Self::Arrival(_) | Self::Void { .. } => 2,
            Self::Undo(_) => 3,
        }
    }
}
