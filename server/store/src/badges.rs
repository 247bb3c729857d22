//! Badges: whose are printed, and whose are still to be.

use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

/// Whose badge it is, and what is on it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct BadgeRow {
    /// Their identity.
    pub id: Uuid,
    /// Family name.
    pub last_name: String,
    /// Given name.
    pub first_name: String,
    /// Where they work or volunteer.
    pub organisation: String,
    /// Their readable code, without its dash.
    pub code: String,
    /// Of their QR token.
    pub ticket_version: i64,
    /// More than nought when it has been printed with these words.
    pub printed: i64,
}

macro_rules! select_badge {
    ($rest:literal) => {
        concat!(
            "select p.id, p.last_name, p.first_name, p.organisation, p.code, p.ticket_version, \
             (select count(*) from badge b where b.participant_id = p.id and b.words = \
             p.first_name || '/' || p.last_name || '/' || p.organisation) as printed \
             from participant p where p.standing = 'registered' ",
            $rest
        )
    };
}

/// Everybody who has a place at the conference, by last name.
///
/// # Errors
/// The database failed.
pub async fn all(conn: &mut Conn) -> Result<Vec<BadgeRow>, Error> {
    conn.all(select_badge!("order by p.sort_key, p.id"), ()).await
}

/// One of them.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<BadgeRow>, Error> {
    conn.opt(select_badge!("and p.id = $1"), (id,)).await
}

/// Someone's badge is printed, with the words of this moment. `false` when they have no place.
///
/// # Errors
/// The database failed.
pub async fn mark_printed(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, Error> {
    let marked = conn
        .exec(
            "insert into badge (participant_id, words, printed_at) \
             select id, first_name || '/' || last_name || '/' || organisation, $2 \
             from participant where id = $1 and standing = 'registered' \
             on conflict (participant_id) do update \
             set words = excluded.words, printed_at = excluded.printed_at",
            (id, now.micros()),
        )
        .await?;
    Ok(marked > 0)
}
