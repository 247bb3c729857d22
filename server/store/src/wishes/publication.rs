//! Publishing a run: seats, lines, results and letters, in one unit.

use std::collections::{BTreeMap, BTreeSet};

use domain::Refusal;
use domain::allocation::{Given, Outcome, Passed, Report, Why};
use domain::letter::Letter;
use domain::programme::Session;
use domain::schedule::Origin;
use domain::time::Moment;
use uuid::Uuid;

use super::runs::{RunState, by_id, json, parse, problem, report};
use crate::{Conn, Error, letters, seats, sessions, signups, waitlist};

/// What a publication did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// How many people were given a seat, slot by slot.
    pub seats: u32,
    /// How many places in line they got for better wishes.
    pub lines: u32,
    /// How many people were told.
    pub people: u32,
    /// Whether it had been published before, so that nothing was done.
    pub before: bool,
}

/// What came of someone's wishes in one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotOutcome {
    /// The code of the slot.
    pub slot: String,
    /// The run that was published.
    pub run: Uuid,
    /// What they were given.
    pub given: Option<Given>,
    /// Why nothing better.
    pub passed: Vec<Passed>,
}

/// Gives the seats of a run, makes better wishes places in line, keeps the results, writes to
/// everybody and lets people take seats again. Sessions that the run left out are called off.
/// Publishing twice changes nothing.
///
/// # Errors
/// The run is not done, people may still wish in one of its slots, what it depends on has changed
/// since, or there is no such run.
pub async fn publish(conn: &mut Conn, id: Uuid, now: Moment) -> Result<Published, Error> {
    seats::open(conn).await?;
    let run = by_id(conn, id).await?.ok_or(Refusal::NotFound)?;
    match run.state {
        RunState::Published => return Ok(Published { before: true, ..Published::default() }),
        RunState::Draft => {}
        RunState::Running | RunState::Failed => return Err(Refusal::RunNotReady.into()),
    }
    let report = report(conn, id).await?.ok_or(Refusal::RunNotReady)?;
    for slot in &run.slots {
        check_closed(conn, slot, now).await?;
    }
    let problem = problem(conn, &run.slots, run.closed.clone(), run.seed, now).await?;
    if problem.fingerprint() != run.fingerprint {
        return Err(Refusal::RunOutOfDate.into());
    }
    let sessions = problem.sessions.into_iter().map(|session| (session.id, session)).collect();
    let (given, done) = (given(&report), Published::default());
    let mut publication = Publication { run: id, now, sessions, given, done };
    publication.carry_out(conn, &report).await?;
    for session in &run.closed {
        sessions::cancel(conn, *session, now).await?;
    }
    conn.exec(
        "update allocation_run set state = 'published', published_at = $2 where id = $1",
        (id, now.micros()),
    )
    .await?;
    // The lots have left no free seat beside somebody who could take it: the rule of every act all
    // the same.
    waitlist::settle(conn, publication.sessions.keys().copied().collect(), Vec::new(), now).await?;
    Ok(publication.done)
}

/// The slot is still on wishes, and nobody can add one any more.
async fn check_closed(conn: &mut Conn, slot: &str, now: Moment) -> Result<(), Error> {
    let row: Option<(String, Option<i64>)> =
        conn.opt("select name, wishes_until from slot where code = $1", (slot.to_owned(),)).await?;
    match row {
        Some((slot, Some(until))) if now.micros() < until => {
            Err(Refusal::WishesStillOpen { slot, until: Moment::from_micros(until) }.into())
        }
        Some((_, Some(_))) => Ok(()),
        // People take seats there again: the run is about something that is over.
        _ => Err(Refusal::RunOutOfDate.into()),
    }
}

fn given(report: &Report) -> BTreeMap<Uuid, Vec<Uuid>> {
    let mut given: BTreeMap<Uuid, Vec<Uuid>> = BTreeMap::new();
    for outcome in report.slots.iter().flat_map(|slot| &slot.people) {
        given.entry(outcome.person).or_default().extend(outcome.given.map(|given| given.session));
    }
    given
}

/// Whoever has a seat wishes for nothing more; the others may be served by another run.
async fn forget_wishes(conn: &mut Conn, person: Uuid, slot: &str) -> Result<(), Error> {
    conn.exec(
        "delete from wish where participant_id = $1 and slot = $2",
        (person, slot.to_owned()),
    )
    .await?;
    Ok(())
}

struct Publication {
    run: Uuid,
    now: Moment,
    sessions: BTreeMap<Uuid, Session>,
    /// What each person is given, slot by slot.
    given: BTreeMap<Uuid, Vec<Uuid>>,
    done: Published,
}

impl Publication {
    async fn carry_out(&mut self, conn: &mut Conn, report: &Report) -> Result<(), Error> {
        let mut people = BTreeSet::new();
        for slot in &report.slots {
            for outcome in &slot.people {
                self.give(conn, &slot.slot, outcome).await?;
                self.keep(conn, &slot.slot, outcome).await?;
                people.insert(outcome.person);
            }
            conn.exec(
                "update slot set mode = 'first_come', wishes_until = null, published_run = $2 \
                 where code = $1",
                (slot.slot.clone(), self.run),
            )
            .await?;
        }
        let about = self.run.to_string();
        for person in people {
            letters::enqueue(conn, Letter::Results, person, &about, self.now).await?;
            self.done.people += 1;
        }
        Ok(())
    }

    /// The seat, then a place in the line of each better wish.
    async fn give(&mut self, conn: &mut Conn, slot: &str, outcome: &Outcome) -> Result<(), Error> {
        if let Some(given) = outcome.given {
            // What has begun since the run cannot be given any more.
            let session = self
                .sessions
                .get(&given.session)
                .filter(|session| session.span.start() > self.now)
                .ok_or(Refusal::RunOutOfDate)?;
            signups::seat(conn, outcome.person, session, None, Origin::Allocated, self.now).await?;
            forget_wishes(conn, outcome.person, slot).await?;
            self.done.seats += 1;
        }
        for passed in &outcome.passed {
            let Why::Full { lot, .. } = passed.why else { continue };
            if self.has_elsewhere(outcome.person, passed.session) {
                continue;
            }
            let key = order_key(self.now, passed.rank, lot);
            let (person, session) = (outcome.person, passed.session);
            waitlist::add_wish(conn, person, session, passed.rank, key, self.now).await?;
            self.done.lines += 1;
        }
        Ok(())
    }

    /// Whether someone is given the same workshop in another slot, which is no reason to wait.
    fn has_elsewhere(&self, person: Uuid, session: Uuid) -> bool {
        let code = |id: &Uuid| self.sessions.get(id).map(|session| &session.code);
        let given = self.given.get(&person);
        given.is_some_and(|given| given.iter().any(|id| code(id) == code(&session)))
    }

    async fn keep(&self, conn: &mut Conn, slot: &str, outcome: &Outcome) -> Result<(), Error> {
        conn.exec(
            "insert into wish_result (participant_id, slot, run_id, session_id, wish_rank, \
             explanation) values ($1, $2, $3, $4, $5, $6) \
             on conflict (participant_id, slot) do update set run_id = excluded.run_id, \
             session_id = excluded.session_id, wish_rank = excluded.wish_rank, \
             explanation = excluded.explanation",
            (
                outcome.person,
                slot.to_owned(),
                self.run,
                outcome.given.map(|given| given.session),
                outcome.given.map(|given| i64::from(given.rank)),
                json(&outcome.passed)?,
            ),
        )
        .await?;
        Ok(())
    }
}

/// Orders the lines by rank, then by lot, within the six seconds before the publication: behind
/// whoever joined by hand before, and before whoever does so afterwards.
fn order_key(now: Moment, rank: u8, lot: u32) -> i64 {
    const SECOND: i64 = 1 << 20;
    now.micros() - 6 * SECOND + i64::from(rank) * SECOND + i64::from(lot >> 12)
}

/// Slot, run, session given, its rank, what was passed over.
type OutcomeRow = (String, Uuid, Option<Uuid>, Option<i64>, String);

/// What came of someone's wishes, in the order of the day.
///
/// # Errors
/// The database failed.
pub async fn outcomes(conn: &mut Conn, participant: Uuid) -> Result<Vec<SlotOutcome>, Error> {
    let rows: Vec<OutcomeRow> = conn
        .all(
            "select r.slot, r.run_id, r.session_id, r.wish_rank, r.explanation \
             from wish_result r join slot t on t.code = r.slot \
             where r.participant_id = $1 order by t.position",
            (participant,),
        )
        .await?;
    let outcome = |(slot, run, session, rank, explanation): OutcomeRow| {
        let rank = rank.and_then(|rank| u8::try_from(rank).ok());
        let given = session.zip(rank).map(|(session, rank)| Given { session, rank });
        Ok(SlotOutcome { slot, run, given, passed: parse(&explanation)? })
    };
    rows.into_iter().map(outcome).collect()
}
