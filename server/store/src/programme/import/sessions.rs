//! The sessions of an activity: those that go on, those that are new, those that are no more.

use domain::Refusal;
use domain::programme::{Activity, PlannedSession, pair};
use domain::time::{Moment, Span};
use uuid::Uuid;

use super::promises;
use crate::programme::{count, span};
use crate::{Conn, Error};

/// Writes the sessions of an activity; which one continues which is [`pair`]'s rule.
pub(super) async fn put(conn: &mut Conn, id: Uuid, activity: &Activity) -> Result<(), Error> {
    let there = there(conn, id).await?;
    let spans: Vec<Span> = there.iter().map(|(_, span)| *span).collect();
    let planned: Vec<Span> = activity.sessions.iter().map(|session| session.span).collect();
    let pairs = pair(&spans, &planned);
    for (index, (session, _)) in there.iter().enumerate() {
        if !pairs.contains(&Some(index)) {
            remove(conn, *session, &activity.code).await?;
        }
    }
    // Out of each other's way, so that two may exchange their places.
    conn.exec("update session set position = -1 - position where activity_id = $1", (id,)).await?;
    for ((position, planned), pair) in (0_i64..).zip(&activity.sessions).zip(pairs) {
        let known = pair.and_then(|index| there.get(index)).map(|(session, _)| *session);
        put_one(conn, (id, &activity.code), known, position, planned).await?;
    }
    Ok(())
}

/// Removes every session of an activity, unless somebody would lose something.
pub(super) async fn remove_all(conn: &mut Conn, id: Uuid, code: &str) -> Result<(), Error> {
    for (session, _) in there(conn, id).await? {
        remove(conn, session, code).await?;
    }
    Ok(())
}

async fn there(conn: &mut Conn, activity: Uuid) -> Result<Vec<(Uuid, Span)>, Error> {
    let rows: Vec<(Uuid, i64, i64)> = conn
        .all(
            "select id, starts_at, ends_at from session where activity_id = $1 order by position",
            (activity,),
        )
        .await?;
    rows.into_iter().map(|(id, start, end)| Ok((id, span(start, end)?))).collect()
}

async fn remove(conn: &mut Conn, session: Uuid, code: &str) -> Result<(), Error> {
    promises::check_nobody_loses(conn, session, code).await?;
    conn.exec("delete from session where id = $1", (session,)).await?;
    Ok(())
}

async fn put_one(
    conn: &mut Conn,
    (activity, code): (Uuid, &str),
    known: Option<Uuid>,
    position: i64,
    planned: &PlannedSession,
) -> Result<(), Error> {
    let id = known.unwrap_or_else(Uuid::now_v7);
    let taken: Option<(i64,)> =
        conn.opt("update session set taken = taken where id = $1 returning taken", (id,)).await?;
    let taken = taken.map_or(0, |(taken,)| taken);
    if i64::from(planned.capacity) < taken {
        let what = code.to_owned();
        return Err(Refusal::CapacityUnderTaken { what, taken: count(taken) }.into());
    }
    let [start, end] = [planned.span.start(), planned.span.end()].map(Moment::micros);
    conn.exec(
        "insert into session (id, activity_id, position, slot, room, starts_at, ends_at, capacity, \
         minimum) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         on conflict (id) do update set position = excluded.position, slot = excluded.slot, \
         room = excluded.room, starts_at = excluded.starts_at, ends_at = excluded.ends_at, \
         capacity = excluded.capacity, minimum = excluded.minimum",
        (
            id,
            activity,
            position,
            planned.slot.clone(),
            planned.room.clone(),
            start,
            end,
            i64::from(planned.capacity),
            i64::from(planned.minimum),
        ),
    )
    .await?;
    Ok(())
}
