//! Seats that are free go to those who wait: the rule is [`domain::waitlist`]'s, this file loads
//! what it needs and does what it says.

use domain::letter::{Letter, SeatFreed};
use domain::programme::Session;
use domain::schedule::Origin;
use domain::time::Moment;
use domain::waitlist::{Agenda, Candidate, Turn, next};
use uuid::Uuid;

use super::lists::{End, candidates};
use crate::programme::count;
use crate::{Conn, Error, journal, letters, seats, waitlist};

/// How many of a line are read at a time: nearly always, one of the first can take the seat.
const PART: u32 = 32;

/// Somebody who waited has got their seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promotion {
    /// Who.
    pub participant: Uuid,
    /// Where.
    pub session: Uuid,
    /// What they gave back for it.
    pub given_back: Option<Uuid>,
}

/// Gives the free seats of these sessions, and of those for which these people wait, to whoever
/// comes first and is then free, and so on until nobody moves. The book is open
/// ([`seats::open`]). What it costs depends on the lines that were touched alone.
///
/// # Errors
/// The database failed.
pub(crate) async fn settle(
    conn: &mut Conn,
    freed: Vec<Uuid>,
    freer: Vec<Uuid>,
    now: Moment,
) -> Result<Vec<Promotion>, Error> {
    let mut agenda = Agenda::default();
    for session in freed {
        look_at(conn, &mut agenda, session, now).await?;
    }
    for person in freer {
        look_at_lines_of(conn, &mut agenda, person, now).await?;
    }
    run(conn, agenda, now).await
}

/// The same for every session, when anything may have changed.
///
/// # Errors
/// The database failed.
pub(crate) async fn settle_all(conn: &mut Conn, now: Moment) -> Result<Vec<Promotion>, Error> {
    let rows: Vec<(i64, Uuid)> = conn
        .all(
            "select s.starts_at, s.id from session s where s.taken < s.capacity \
             and s.cancelled_at is null and s.starts_at > $1 \
             and exists (select 1 from waitlist_entry w where w.session_id = s.id)",
            (now.micros(),),
        )
        .await?;
    let mut agenda = Agenda::default();
    for (start, session) in rows {
        agenda.put(Moment::from_micros(start), session);
    }
    run(conn, agenda, now).await
}

/// Puts a session on the agenda if it has a free seat and a line.
async fn look_at(
    conn: &mut Conn,
    agenda: &mut Agenda,
    session: Uuid,
    now: Moment,
) -> Result<(), Error> {
    let row: Option<(i64,)> = conn
        .opt(
            "select s.starts_at from session s where s.id = $1 and s.taken < s.capacity \
             and s.cancelled_at is null and s.starts_at > $2 \
             and exists (select 1 from waitlist_entry w where w.session_id = s.id)",
            (session, now.micros()),
        )
        .await?;
    if let Some((start,)) = row {
        agenda.put(Moment::from_micros(start), session);
    }
    Ok(())
}

/// Puts the sessions on the agenda that have a free seat and for which someone waits.
async fn look_at_lines_of(
    conn: &mut Conn,
    agenda: &mut Agenda,
    person: Uuid,
    now: Moment,
) -> Result<(), Error> {
    let rows: Vec<(i64, Uuid)> = conn
        .all(
            "select s.starts_at, s.id from waitlist_entry w join session s on s.id = w.session_id \
             where w.participant_id = $1 and s.taken < s.capacity and s.cancelled_at is null \
             and s.starts_at > $2",
            (person, now.micros()),
        )
        .await?;
    for (start, session) in rows {
        agenda.put(Moment::from_micros(start), session);
    }
    Ok(())
}

async fn run(conn: &mut Conn, mut agenda: Agenda, now: Moment) -> Result<Vec<Promotion>, Error> {
    let mut promotions = Vec::new();
    if agenda.is_empty() {
        return Ok(promotions);
    }
    let (walk,): (i64,) = conn.one("select walk_minutes from event where id = 1", ()).await?;
    while let Some(id) = agenda.take() {
        let wanted = seats::session(conn, id).await?;
        let Some((participant, old)) = whose_turn(conn, &wanted, count(walk), now).await? else {
            continue;
        };
        promotions.push(promote(conn, participant, &wanted, old.as_ref(), now).await?);
        agenda.put(wanted.span.start(), id);
        if let Some(old) = old {
            look_at(conn, &mut agenda, old.id, now).await?;
            look_at_lines_of(conn, &mut agenda, participant, now).await?;
        }
    }
    Ok(promotions)
}

/// The first in line who can take a seat of this session, and what they give back for it.
async fn whose_turn(
    conn: &mut Conn,
    wanted: &Session,
    walk: u32,
    now: Moment,
) -> Result<Option<(Uuid, Option<Session>)>, Error> {
    let mut from = End::default();
    loop {
        let (line, end) = candidates(conn, wanted.id, from, PART).await?;
        if let Some((Candidate { participant, .. }, turn)) = next(wanted, &line, walk, now) {
            let old = match turn {
                Turn::Seated => None,
                Turn::Swapped(old) => Some(old.clone()),
            };
            return Ok(Some((*participant, old)));
        }
        match end {
            Some(end) if !wanted.seats.is_full() => from = end,
            _ => return Ok(None),
        }
    }
}

async fn promote(
    conn: &mut Conn,
    participant: Uuid,
    wanted: &Session,
    old: Option<&Session>,
    now: Moment,
) -> Result<Promotion, Error> {
    let given_back = old.map(|old| old.id);
    seats::seat(conn, participant, wanted, given_back, Origin::Promoted, now).await?;
    waitlist::seated(conn, participant, wanted).await?;
    let about = SeatFreed { session: wanted.id, given_back }.to_string();
    letters::enqueue(conn, Letter::SeatFreed, participant, &about, now).await?;
    let detail =
        old.map_or_else(|| wanted.code.clone(), |old| format!("{} → {}", old.code, wanted.code));
    let subject = participant.to_string();
    journal::write(conn, journal::PASSERELLE, "waitlist.promote", &subject, &detail, now).await?;
    Ok(Promotion { participant, session: wanted.id, given_back })
}
