//! What is kept of an act on several people.

use domain::time::Moment;
use uuid::Uuid;

use super::Act;
use crate::programme::count;
use crate::{Conn, Error};

/// An act on several people that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its identity.
    pub id: Uuid,
    /// What was done.
    pub act: Act,
    /// By whom.
    pub actor: String,
    /// For how many people something changed.
    pub people: u32,
    /// When.
    pub done_at: Moment,
    /// When its letters leave.
    pub leaves_at: Moment,
    /// When it was taken back.
    pub undone_at: Option<Moment>,
    /// How many letters it has written, and how many of them have left the house.
    pub letters: (u32, u32),
}

type Row = (String, Option<Uuid>, String, i64, i64, i64, Option<i64>, i64, i64);

/// The act with this identity.
///
/// # Errors
/// The database failed.
pub async fn batch(conn: &mut Conn, id: Uuid) -> Result<Option<Batch>, Error> {
    let row: Option<Row> = conn
        .opt(
            "select b.act, b.session_id, b.actor, b.people, b.done_at, b.leaves_at, b.undone_at, \
             (select count(*) from letter l where l.batch_id = b.id), \
             (select count(*) from letter l where l.batch_id = b.id \
             and (l.state <> 'waiting' or l.attempts > 0)) from batch b where b.id = $1",
            (id,),
        )
        .await?;
    let Some((act, session, actor, people, done_at, leaves_at, undone_at, all, left)) = row else {
        return Ok(None);
    };
    let act = Act::parse(&act, session.or(Some(Uuid::nil()))).ok_or(Error::Corrupt("batch.act"))?;
    Ok(Some(Batch {
        id,
        act,
        actor,
        people: count(people),
        done_at: Moment::from_micros(done_at),
        leaves_at: Moment::from_micros(leaves_at),
        undone_at: undone_at.map(Moment::from_micros),
        letters: (count(all), count(left)),
    }))
}

/// What a member of the team did last since then and has not taken back.
///
/// # Errors
/// The database failed.
pub async fn latest(conn: &mut Conn, actor: &str, since: Moment) -> Result<Option<Batch>, Error> {
    let row: Option<(Uuid,)> = conn
        .opt(
            "select id from batch where actor = $1 and done_at > $2 and undone_at is null \
             order by done_at desc limit 1",
            (actor.to_owned(), since.micros()),
        )
        .await?;
    match row {
        Some((id,)) => batch(conn, id).await,
        None => Ok(None),
    }
}
