//! Badges: whose are printed, with which words, and whose are still to be.

use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
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
    /// The words with which it was printed last; `None` when it never was.
    pub printed: Option<String>,
}

/// Where a badge stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It was never printed.
    New,
    /// It was printed with other words.
    Outdated,
    /// It was printed as it is.
    Printed,
}

/// How many badges are still to be printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fresh {
    /// Those that never were.
    pub new: u32,
    /// Those whose words have changed since.
    pub outdated: u32,
}

impl BadgeRow {
    /// The words on it.
    #[must_use]
    pub fn words(&self) -> String {
        format!("{}/{}/{}", self.first_name, self.last_name, self.organisation)
    }

    /// Where it stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match &self.printed {
            None => Standing::New,
            Some(words) if *words == self.words() => Standing::Printed,
            Some(_) => Standing::Outdated,
        }
    }
}

macro_rules! select_badge {
    ($rest:literal) => {
        concat!(
            "select p.id, p.last_name, p.first_name, p.organisation, p.code, p.ticket_version, \
             b.words as printed from participant p left join badge b on b.participant_id = p.id \
             where p.standing = 'registered' ",
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

/// How many are still to be printed.
///
/// # Errors
/// The database failed.
pub async fn fresh(conn: &mut Conn) -> Result<Fresh, Error> {
    let (all, known): (i64, i64) = conn
        .one(
            "select count(*), count(b.words) from participant p \
             left join badge b on b.participant_id = p.id \
             where p.standing = 'registered' and b.words is distinct from \
             p.first_name || '/' || p.last_name || '/' || p.organisation",
            (),
        )
        .await?;
    Ok(Fresh { new: count(all - known), outdated: count(known) })
}

/// Someone's badge is printed with these words; empty ones when they are no longer known. `false`
/// when the person has no place.
///
/// # Errors
/// The database failed.
pub async fn mark_printed(
    conn: &mut Conn,
    id: Uuid,
    words: &str,
    now: Moment,
) -> Result<bool, Error> {
    let marked = conn
        .exec(
            "insert into badge (participant_id, words, printed_at) \
             select id, $2, $3 from participant where id = $1 and standing = 'registered' \
             on conflict (participant_id) do update \
             set words = excluded.words, printed_at = excluded.printed_at",
            (id, words.to_owned(), now.micros()),
        )
        .await?;
    Ok(marked > 0)
}
