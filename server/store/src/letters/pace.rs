//! Who takes which letters in hand, and how many a minute.

use domain::time::Moment;

use super::{Entry, Row};
use crate::{Conn, Error};

/// How long a letter that was tried counts, in seconds.
const MINUTE: i64 = 60;

/// How many letters may leave in a minute; `None` for as many as the relay takes.
///
/// # Errors
/// The database failed.
pub async fn pace(conn: &mut Conn) -> Result<Option<u32>, Error> {
    let (pace,): (Option<i64>,) =
        conn.one("select per_minute from mail_pace where id = 1", ()).await?;
    Ok(pace.map(crate::programme::count))
}

/// Sets how many letters may leave in a minute, one at least.
///
/// # Errors
/// The database failed.
pub async fn set_pace(conn: &mut Conn, per_minute: Option<u32>) -> Result<(), Error> {
    let pace = per_minute.map(|number| i64::from(number.max(1)));
    conn.exec("update mail_pace set per_minute = $1 where id = 1", (pace,)).await?;
    Ok(())
}

/// Whether a letter could be taken in hand, asked without writing.
///
/// # Errors
/// The database failed.
pub async fn is_one_due(conn: &mut Conn, now: Moment) -> Result<bool, Error> {
    let due: Option<(i64,)> = conn
        .opt(
            "select l.due_at from letter l where l.state = 'waiting' and l.due_at <= $1 \
             and (l.leased_until is null or l.leased_until < $1) and not exists (select 1 from \
             mailing m where m.id = l.mailing_id and m.state <> 'sending') limit 1",
            (now.micros(),),
        )
        .await?;
    Ok(due.is_some())
}

/// Takes up to `size` letters that are due, fewer when the pace says so, and keeps other workers
/// off them until the lease ends. Letters to many come after the others; those of a mailing that is
/// paused or stopped stay where they are.
///
/// # Errors
/// The database failed.
pub async fn lease(
    conn: &mut Conn,
    size: u32,
    now: Moment,
    until: Moment,
) -> Result<Vec<Entry>, Error> {
    let size = i64::from(size).min(room(conn, now).await?);
    if size <= 0 {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = conn
        .all(
            "update letter set leased_until = $2, attempts = attempts + 1, tried_at = $1 \
             where state = 'waiting' and (leased_until is null or leased_until < $1) and id in \
             (select l.id from letter l where l.state = 'waiting' and l.due_at <= $1 \
             and (l.leased_until is null or l.leased_until < $1) \
             and not exists (select 1 from mailing m where m.id = l.mailing_id \
             and m.state <> 'sending') order by l.bulk, l.due_at, l.id limit $3) \
             returning id, kind, participant_id, recipient, about, state, attempts, \
             last_error, created_at, sent_at",
            (now.micros(), until.micros(), size),
        )
        .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// How many letters may still be tried in this minute. Workers of one database take turns: the row
/// is theirs until the unit is committed.
async fn room(conn: &mut Conn, now: Moment) -> Result<i64, Error> {
    let (pace,): (Option<i64>,) = conn
        .one("update mail_pace set turns = turns + 1 where id = 1 returning per_minute", ())
        .await?;
    let Some(pace) = pace else { return Ok(i64::MAX) };
    let (tried,): (i64,) = conn
        .one(
            "select count(*) from letter where tried_at > $1",
            (now.plus_seconds(-MINUTE).micros(),),
        )
        .await?;
    Ok(pace - tried)
}
