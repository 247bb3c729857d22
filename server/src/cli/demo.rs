//! `passerelle demo`: a conference full of people who do not exist, to try things on and to train
//! the team with.

mod people;

use domain::Refusal;
use domain::programme::{Kind, Programme, Session};
use domain::time::Moment;
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use store::participants::{Outcome, register};
use store::signups::{By, take};
use store::{Conn, Error, Store, figures, journal, waitlist};
use uuid::Uuid;

use super::{CommandError, say};
use crate::clock::now;
use crate::config::Config;
use crate::keys::Keys;
use crate::registering::newcomer;

/// How many people are written in one unit.
const AT_ONCE: u32 = 100;

/// Over how many days before now people register.
const DAYS: i64 = 21;

/// One in so many has not chosen yet.
const UNDECIDED: u32 = 8;

/// Registers so many people and lets them choose. The same seed makes the same people and the same
/// choices.
///
/// # Errors
/// There are people already, letters would leave, or the database failed.
pub async fn fill(
    store: &Store,
    keys: &Keys,
    config: &Config,
    participants: u32,
    seed: u64,
) -> Result<(), CommandError> {
    if config.smtp_url.is_some() {
        return Err(CommandError::Demo(
            "La démonstration n'écrit à personne : videz SMTP_URL, puis recommencez.",
        ));
    }
    let there = figures::people(&mut store.reader().await?).await?;
    if there.registered + there.waiting + there.cancelled > 0 {
        return Err(CommandError::Demo(
            "Il y a déjà des inscriptions : la démonstration ne s'y mêle pas. Utilisez une base vide (DATABASE_URL).",
        ));
    }
    let programme = store.programme().await?;
    for first in (0..participants).step_by(AT_ONCE as usize) {
        let last = participants.min(first + AT_ONCE);
        let (programme, keys) = (programme.clone(), keys.clone());
        let moments = moments(&programme, participants);
        store
            .write_long(async move |conn| {
                for number in first..last {
                    // Each person draws alone: a conference twice as big begins with the same ones.
                    let mut dice = StdRng::seed_from_u64(seed.rotate_left(32) ^ u64::from(number));
                    let at = moments(number);
                    add(conn, &programme, &keys, number, at, &mut dice).await?;
                }
                Ok(())
            })
            .await?;
    }
    tell(store, participants, seed).await
}

/// When each registers: evenly over the last weeks of the window that have passed; all at its
/// opening when that is still to come.
fn moments(programme: &Programme, participants: u32) -> impl Fn(u32) -> Moment + Send + 'static {
    let window = programme.plan.event.registration;
    let end = now().min(window.end().plus_seconds(-1)).max(window.start());
    let start = end.plus_seconds(-DAYS * 24 * 3600).max(window.start());
    let seconds = end.seconds_since(start);
    move |number| start.plus_seconds(seconds * i64::from(number) / i64::from(participants.max(1)))
}

async fn add(
    conn: &mut Conn,
    programme: &Programme,
    keys: &Keys,
    number: u32,
    at: Moment,
    dice: &mut StdRng,
) -> Result<(), Error> {
    let new = newcomer(keys, people::person(number, dice), Uuid::now_v7(), None);
    let id = new.id;
    let seated = register(conn, new, at).await? == Outcome::Registered;
    journal::write(conn, "démonstration", "participant.register", &id.to_string(), "", at).await?;
    if !seated || dice.random_ratio(1, UNDECIDED) {
        return Ok(());
    }
    let by = if programme.plan.event.sign_up.contains(at) { By::Themselves } else { By::Team };
    for slot in &programme.plan.slots {
        let sessions: Vec<&Session> = programme.sessions_in(&slot.code).collect();
        choose(conn, id, &sessions, by, at, dice).await?;
    }
    if dice.random_ratio(3, 5) {
        let visits: Vec<&Session> =
            programme.sessions.iter().filter(|session| session.kind == Kind::Kiosk).collect();
        choose(conn, id, &visits, by, at, dice).await?;
    }
    Ok(())
}

/// Takes a seat in the session someone likes best of those that still have one; half of those who
/// come too late for their first choice wait for it as well. The first sessions of a list are the
/// most liked, so that some fill up and others do not.
async fn choose(
    conn: &mut Conn,
    id: Uuid,
    sessions: &[&Session],
    by: By,
    at: Moment,
    dice: &mut StdRng,
) -> Result<(), Error> {
    let mut liked: Vec<(f64, &Session)> = sessions
        .iter()
        .zip(0u32..)
        .map(|(session, place)| {
            // A weighted order without weights to add up (Efraimidis and Spirakis, 2006).
            (dice.random::<f64>().powf(1.0 + f64::from(place) / 4.0), *session)
        })
        .collect();
    liked.sort_by(|one, other| other.0.total_cmp(&one.0));
    for (rank, (_, session)) in liked.into_iter().enumerate() {
        match take(conn, id, session.id, by, None, at).await {
            Ok(_) => return Ok(()),
            Err(Error::Refused(Refusal::SessionFull { .. })) if rank == 0 && dice.random() => {
                skip_refusal(waitlist::join(conn, id, session.id, true, by, None, at).await)?;
            }
            other => skip_refusal(other)?,
        }
    }
    Ok(())
}

/// What the rules refuse is not taken; anything else is a fault.
fn skip_refusal<T>(done: Result<T, Error>) -> Result<(), Error> {
    match done {
        Ok(_) | Err(Error::Refused(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

async fn tell(store: &Store, participants: u32, seed: u64) -> Result<(), CommandError> {
    let there = figures::people(&mut store.reader().await?).await?;
    say(&format!(
        "{} (graine {seed}) : {} avec une place, {} en liste d'attente.",
        app::fr::count(participants, "personne fictive", "personnes fictives"),
        there.registered,
        there.waiting,
    ));
    Ok(())
}
