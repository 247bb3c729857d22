//! The sessions of an activity: those that go on, those that are new, those that are no more.

use domain::Refusal;
use domain::programme::{Activity, Existing, PlannedSession, pair};
use domain::time::{Moment, Span};
use uuid::Uuid;

use super::promises;
use crate::programme::{count, span};
use crate::{Conn, Error};

/// Writes the sessions of an activity; which one continues which is [`pair`]'s rule.
pub(super) async fn put(conn: &mut Conn, id: Uuid, activity: &Activity) -> Result<(), Error> {
    let there = there(conn, id).await?;
    let existing: Vec<Existing> = there.iter().map(|(_, existing)| *existing).collect();
    let planned: Vec<Span> = activity.sessions.iter().map(|session| session.span).collect();
    let pairs = pair(activity.kind, &existing, &planned);
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

async fn there(conn: &mut Conn, activity: Uuid) -> Result<Vec<(Uuid, Existing)>, Error> {
    let rows: Vec<(Uuid, i64, i64, Option<i64>)> = conn
        .all(
            "select id, starts_at, ends_at, cancelled_at from session where activity_id = $1 \
             order by position",
            (activity,),
        )
        .await?;
    let existing = |(id, start, end, cancelled_at): (_, _, _, Option<i64>)| {
        Ok((id, Existing { span: span(start, end)?, cancelled: cancelled_at.is_some() }))
    };
    rows.into_iter().map(existing).collect()
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
    let before: Option<(i64, Option<String>)> = conn
        .opt("update session set taken = taken where id = $1 returning taken, slot", (id,))
        .await?;
    let (taken, slot) = before.unwrap_or_default();
    if i64::from(planned.capacity) < taken {
        let what = code.to_owned();
        return Err(Refusal::CapacityUnderTaken { what, taken: count(taken) }.into());
    }
    if slot != planned.slot {
        promises::leave_slot(conn, id).await?;
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
