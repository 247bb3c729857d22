//! What came of somebody's wishes, in words.

use app::fr;
use domain::allocation::{Why, nearest};
use domain::letter::Letter;
use domain::programme::{Programme, Session};
use domain::time::Moment;
use store::Conn;
use store::letters::Entry;
use store::wishes::{self, SlotOutcome};
use uuid::Uuid;

/// How many free sessions are proposed to whoever was given nothing.
const PROPOSED: usize = 3;

/// One slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SlotResult {
    /// « Créneau A, 11 h – 12 h 15 ».
    pub slot: String,
    /// « A05, « … », salle Maine »; empty for whoever was given nothing.
    pub seat: String,
    /// Why, in a sentence.
    pub why: String,
    /// What is free and near, when nothing was given.
    pub near: Vec<String>,
    /// Whether they wait for something better.
    pub waits: bool,
}

/// The results a letter is about, in the order of the day; none for other letters.
pub(super) async fn of(
    conn: &mut Conn,
    entry: &Entry,
    programme: &Programme,
    held: &[Session],
    now: Moment,
) -> Result<Vec<SlotResult>, store::Error> {
    let run = entry.about.parse::<Uuid>().ok().filter(|_| entry.kind == Letter::Results);
    let (Some(run), Some(person)) = (run, entry.participant) else { return Ok(Vec::new()) };
    let outcomes = wishes::outcomes(conn, person).await?;
    let of_this_run = outcomes.iter().filter(|outcome| outcome.run == run);
    Ok(of_this_run.map(|outcome| slot(programme, held, outcome, now)).collect())
}

fn slot(programme: &Programme, held: &[Session], outcome: &SlotOutcome, now: Moment) -> SlotResult {
    let slots = &programme.plan.slots;
    let slot = slots.iter().find(|slot| slot.code == outcome.slot);
    let code = |id| programme.session(id).map_or_else(String::new, |session| session.code.clone());
    let given = outcome.given.map(|given| (code(given.session), given.rank));
    let given = given.as_ref().map(|(code, rank)| (code.as_str(), *rank));
    let seat = outcome.given.and_then(|given| programme.session(given.session));
    SlotResult {
        slot: slot.map_or_else(
            || outcome.slot.clone(),
            |slot| format!("{}, {}", slot.name, fr::hours(slot.span)),
        ),
        seat: seat.map_or_else(String::new, |seat| {
            format!("{}, «\u{a0}{}\u{a0}», {}", seat.code, seat.title, seat.room)
        }),
        why: fr::outcome(given, &outcome.passed, |passed| code(passed.session)),
        near: if given.is_none() { near(programme, held, outcome, now) } else { Vec::new() },
        waits: outcome.passed.iter().any(|passed| matches!(passed.why, Why::Full { .. })),
    }
}

fn near(
    programme: &Programme,
    held: &[Session],
    outcome: &SlotOutcome,
    now: Moment,
) -> Vec<String> {
    let wished: Vec<&Session> =
        outcome.passed.iter().filter_map(|passed| programme.session(passed.session)).collect();
    let offered: Vec<Session> = programme.sessions_in(&outcome.slot).cloned().collect();
    nearest(&wished, &offered, held, programme.plan.event.walk, now)
        .into_iter()
        .take(PROPOSED)
        .map(|session| {
            format!("{}, «\u{a0}{}\u{a0}», {}", session.code, session.title, session.room)
        })
        .collect()
}
