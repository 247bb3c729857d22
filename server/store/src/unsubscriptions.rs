//! Who asked for no more letters that are not about their ticket.

use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

/// Whether someone gets no such letters.
///
/// # Errors
/// The database failed.
pub async fn holds(conn: &mut Conn, person: Uuid) -> Result<bool, Error> {
    let row: Option<(i64,)> =
        conn.opt("select at from unsubscription where participant_id = $1", (person,)).await?;
    Ok(row.is_some())
}

/// Sends someone no more such letters. `false` when that was so before, or there is no such person.
///
/// # Errors
/// The database failed.
pub async fn put(conn: &mut Conn, person: Uuid, now: Moment) -> Result<bool, Error> {
    let added = conn
        .exec(
            "insert into unsubscription (participant_id, at) select id, $2 from participant \
             where id = $1 on conflict (participant_id) do nothing",
            (person, now.micros()),
        )
        .await?;
    Ok(added == 1)
}

/// Sends someone such letters again. `false` when that was so before.
///
/// # Errors
/// The database failed.
pub async fn lift(conn: &mut Conn, person: Uuid) -> Result<bool, Error> {
    Ok(conn.exec("delete from unsubscription where participant_id = $1", (person,)).await? == 1)
}
