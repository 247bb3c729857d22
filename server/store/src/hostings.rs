//! Which sessions a host leads.

use uuid::Uuid;

use crate::{Conn, Error};

/// The sessions someone leads, in the order of the day.
///
/// # Errors
/// The database failed.
pub async fn sessions_of(conn: &mut Conn, account: Uuid) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<(Uuid,)> = conn
        .all(
            "select h.session_id from hosting h join session s on s.id = h.session_id \
             where h.account_id = $1 order by s.starts_at, s.id",
            (account,),
        )
        .await?;
    Ok(rows.into_iter().map(|(session,)| session).collect())
}

/// Whether someone leads this session.
///
/// # Errors
/// The database failed.
pub async fn leads(conn: &mut Conn, account: Uuid, session: Uuid) -> Result<bool, Error> {
    let (bound,): (i64,) = conn
        .one(
            "select count(*) from hosting where account_id = $1 and session_id = $2",
            (account, session),
        )
        .await?;
    Ok(bound > 0)
}

/// Who leads what, for the whole team: account and session, in the order of the day.
///
/// # Errors
/// The database failed.
pub async fn all(conn: &mut Conn) -> Result<Vec<(Uuid, Uuid)>, Error> {
    conn.all(
        "select h.account_id, h.session_id from hosting h join session s on s.id = h.session_id \
         order by s.starts_at, s.id",
        (),
    )
    .await
}

/// Has someone lead these sessions and no others.
///
/// # Errors
/// One of them does not exist, or the database failed.
pub async fn set(conn: &mut Conn, account: Uuid, sessions: &[Uuid]) -> Result<(), Error> {
    conn.exec("delete from hosting where account_id = $1", (account,)).await?;
    for session in sessions {
        conn.exec(
            "insert into hosting (account_id, session_id) values ($1, $2) on conflict do nothing",
            (account, *session),
        )
        .await?;
    }
    Ok(())
}
