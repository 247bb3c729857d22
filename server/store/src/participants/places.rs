//! The places of the conference and the line of those who wait for one.

use domain::Refusal;
use domain::checkin::Standing;
use domain::letter::Letter;
use domain::time::Moment;
use uuid::Uuid;

use super::{by_email, lock};
use crate::{Conn, Error, letters, seats, waitlist, wishes};

/// Takes the event's row before places and the waiting list are weighed, and before anybody's own
/// row, so that on PostgreSQL nobody joins the line beside a place that is given back at that very
/// moment. Answers when registration opens and closes.
pub(crate) async fn lock_places(conn: &mut Conn) -> Result<Option<(Moment, Moment)>, Error> {
    let window: Option<(i64, i64)> = conn
        .opt(
            "update event set taken = taken where id = 1 \
             returning registration_opens_at, registration_closes_at",
            (),
        )
        .await?;
    Ok(window.map(|(opens, closes)| (Moment::from_micros(opens), Moment::from_micros(closes))))
}

/// Gives a waiting person a place if there is one and nobody waited before them.
pub(crate) async fn take_place(conn: &mut Conn, id: Uuid) -> Result<bool, Error> {
    let taken = conn
        .exec(
            "update event set taken = taken + 1 where id = 1 and taken < capacity \
             and not exists (select 1 from participant where standing = 'waiting' and id <> $1)",
            (id,),
        )
        .await?;
    if taken == 1 {
        seat(conn, id).await?;
    }
    Ok(taken == 1)
}

async fn seat(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    conn.exec(
        "update participant set standing = 'registered', waiting_since = null where id = $1",
        (id,),
    )
    .await?;
    Ok(())
}

/// Gives free places to those who wait, in the order in which they came, each with a letter.
/// Returns how many. The places are locked ([`lock_places`]) by whoever calls.
///
/// # Errors
/// The database failed.
pub(crate) async fn promote_waiting(conn: &mut Conn, now: Moment) -> Result<u32, Error> {
    let mut promoted = 0;
    loop {
        let taken = conn
            .exec(
                "update event set taken = taken + 1 where id = 1 and taken < capacity \
                 and exists (select 1 from participant where standing = 'waiting')",
                (),
            )
            .await?;
        if taken == 0 {
            return Ok(promoted);
        }
        let next: Option<(Uuid,)> = conn
            .opt(
                "update participant set standing = 'registered', waiting_since = null \
                 where id = (select id from participant where standing = 'waiting' \
                 order by waiting_since, id limit 1) returning id",
                (),
            )
            .await?;
        let Some((id,)) = next else {
            conn.exec("update event set taken = taken - 1 where id = 1", ()).await?;
            return Ok(promoted);
        };
        letters::enqueue(conn, Letter::Promotion, id, "", now).await?;
        promoted += 1;
    }
}

/// What a cancellation gave back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cancelled {
    /// How many seats in workshops and kiosks.
    pub seats: u32,
    /// Whether it was already cancelled, so that nothing was done.
    pub before: bool,
}

/// Cancels a registration: the place and every seat are free at once, the next in line comes in,
/// a letter confirms it. Cancelling twice changes nothing.
///
/// # Errors
/// No such participant, or the database failed.
pub async fn cancel(conn: &mut Conn, id: Uuid, now: Moment) -> Result<Cancelled, Error> {
    lock_places(conn).await?;
    let standing = lock(conn, id).await?;
    if standing == Standing::Cancelled {
        return Ok(Cancelled { seats: 0, before: true });
    }
    let freed = seats::free_all(conn, id).await?;
    waitlist::leave_all(conn, id).await?;
    wishes::take_back_all(conn, id).await?;
    conn.exec(
        "update participant set standing = 'cancelled', waiting_since = null, cancelled_at = $2 \
         where id = $1",
        (id, now.micros()),
    )
    .await?;
    letters::enqueue(conn, Letter::Cancellation, id, "", now).await?;
    if standing == Standing::Registered {
        conn.exec("update event set taken = taken - 1 where id = 1", ()).await?;
        promote_waiting(conn, now).await?;
    }
    let seats = u32::try_from(freed.len()).unwrap_or(u32::MAX);
    waitlist::settle(conn, freed, Vec::new(), now).await?;
    Ok(Cancelled { seats, before: false })
}

/// What restoring a registration came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Restored {
    /// Has a place again.
    Registered,
    /// Is on the waiting list, behind everybody.
    Waiting,
    /// Was not cancelled: nothing was done.
    Before,
}

/// Takes a cancellation back: a place if there is one, else the end of the waiting list; a letter
/// says which. What they held has gone to others and is not given back. Doing it twice changes
/// nothing.
///
/// # Errors
/// Their address has registered anew meanwhile, they are part of another registration now, or the
/// database failed.
pub async fn restore(conn: &mut Conn, id: Uuid, now: Moment) -> Result<Restored, Error> {
    lock_places(conn).await?;
    if lock(conn, id).await? != Standing::Cancelled {
        return Ok(Restored::Before);
    }
    let (key, merged): (Option<String>, Option<Uuid>) =
        conn.one("select email_key, merged_into from participant where id = $1", (id,)).await?;
    if merged.is_some() {
        return Err(Refusal::NotFound.into());
    }
    if let Some(key) = key
        && let Some(participant) = by_email(conn, &key).await?
    {
        return Err(Refusal::AlreadyRegistered { participant }.into());
    }
    conn.exec(
        "update participant set standing = 'waiting', waiting_since = $2, cancelled_at = null \
         where id = $1",
        (id, now.micros()),
    )
    .await?;
    let seated = take_place(conn, id).await?;
    let letter = if seated { Letter::Confirmation } else { Letter::Waiting };
    letters::enqueue(conn, letter, id, "", now).await?;
    Ok(if seated { Restored::Registered } else { Restored::Waiting })
}
