//! Seats that change hands at a door: someone goes where a seat is free, in place of what they
//! would have been at meanwhile. The later of two moves wins, whichever is heard of first.

use domain::Refusal;
use domain::checkin::{Reason, Standing};
use domain::programme::Session;
use domain::schedule::{Origin, given_up_for, stands_in_the_way};
use domain::time::Moment;
use uuid::Uuid;

use crate::seats::Book;
use crate::{Conn, Error, letters, seats, signups, waitlist};

/// A move that is known by now.
pub(super) struct Move {
    pub(super) act: Uuid,
    pub(super) person: Uuid,
    pub(super) to: Uuid,
    /// When, by a clock that is right.
    pub(super) at: Moment,
}

/// Seats someone elsewhere; `Err` says why not. The book is open, the person's row held.
pub(super) async fn carry_out(
    conn: &mut Conn,
    book: &Book,
    standing: Standing,
    moved: &Move,
    now: Moment,
) -> Result<Result<(), Reason>, Error> {
    match standing {
        Standing::Registered => {}
        Standing::Waiting => return Ok(Err(Reason::Waiting)),
        Standing::Cancelled => return Ok(Err(Reason::Cancelled)),
    }
    let wanted = match seats::session(conn, moved.to).await {
        Ok(session) if !session.cancelled => session,
        Ok(_) | Err(Error::Refused(Refusal::NotFound)) => return Ok(Err(Reason::Malformed)),
        Err(error) => return Err(error),
    };
    let held = signups::held(conn, moved.person).await?;
    let later = later_than(conn, moved).await?;
    let overtaken = later.iter().any(|one| stands_in_the_way(one, &wanted, book.walk));
    let given_up: Vec<Uuid> = given_up_for(&wanted, &held, book.walk)
        .map(|one| one.id)
        .filter(|id| later.iter().all(|one| one.id != *id))
        .collect();
    if overtaken {
        for old in &given_up {
            seats::free(conn, moved.person, *old).await?;
        }
    } else if held.iter().all(|one| one.id != wanted.id) {
        let origin = Origin::Team;
        match seats::seat_instead(conn, moved.person, &wanted, &given_up, origin, now).await {
            Ok(()) => waitlist::seated(conn, moved.person, &wanted).await?,
            Err(Error::Refused(Refusal::SessionFull { .. })) => return Ok(Err(Reason::Full)),
            Err(error) => return Err(error),
        }
        letters::enqueue_change(conn, moved.person, now).await?;
    }
    if !given_up.is_empty() {
        waitlist::settle(conn, given_up, vec![moved.person], now).await?;
    }
    Ok(Ok(()))
}

/// Where the person was moved afterwards.
async fn later_than(conn: &mut Conn, moved: &Move) -> Result<Vec<Session>, Error> {
    let rows: Vec<(Uuid,)> = conn
        .all(
            "select to_session_id from scan where participant_id = $1 and deed = 'move' \
             and verdict = 'moved' and to_session_id is not null \
             and (corrected_at, id) > ($2, $3)",
            (moved.person, moved.at.micros(), moved.act),
        )
        .await?;
    let mut later = Vec::with_capacity(rows.len());
    for (session,) in rows {
        later.push(seats::session(conn, session).await?);
    }
    Ok(later)
}

/// The moves of someone who was not known when they were heard of, in order.
pub(super) async fn waiting_for(conn: &mut Conn, person: Uuid) -> Result<Vec<Move>, Error> {
    let rows: Vec<(Uuid, Uuid, i64)> = conn
        .all(
            "select id, to_session_id, corrected_at from scan where participant_id = $1 \
             and deed = 'move' and verdict = 'moved' and to_session_id is not null \
             order by corrected_at, id",
            (person,),
        )
        .await?;
    let moved = |(act, to, at)| Move { act, person, to, at: Moment::from_micros(at) };
    Ok(rows.into_iter().map(moved).collect())
}

/// Writes down what became of a move.
pub(super) async fn refuse(conn: &mut Conn, act: Uuid, reason: Reason) -> Result<(), Error> {
    conn.exec(
        "update scan set verdict = 'refused', reason = $2 where id = $1",
        (act, reason.as_str()),
    )
    .await?;
    Ok(())
}
