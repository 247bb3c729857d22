//! Who did what to what, when: written to, never changed.

use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

/// Who did it, when people act for themselves.
pub const PARTICIPANT: &str = "participant";

/// Who did it, when the contact of a group registers the others.
pub const CONTACT: &str = "contact";

/// Who did it, when the rules did.
pub const PASSERELLE: &str = "passerelle";

/// One line of the journal.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Line {
    /// When, in microseconds since 1970 UTC.
    pub at: i64,
    /// Who: a team member's address, « participant », or the command line.
    pub actor: String,
    /// What was done, as a word of the code: `export.participants`.
    pub action: String,
    /// To whom or what.
    pub subject: String,
    /// More about it.
    pub detail: String,
}

/// Adds a line.
///
/// # Errors
/// The database failed.
pub async fn write(
    conn: &mut Conn,
    actor: &str,
    action: &str,
    subject: &str,
    detail: &str,
    now: Moment,
) -> Result<(), Error> {
    conn.exec(
        "insert into journal (id, at, actor, action, subject, detail) \
         values ($1, $2, $3, $4, $5, $6)",
        (
            Uuid::now_v7(),
            now.micros(),
            actor.to_owned(),
            action.to_owned(),
            subject.to_owned(),
            detail.to_owned(),
        ),
    )
    .await?;
    Ok(())
}

/// A page of the journal, newest first.
///
/// # Errors
/// The database failed.
pub async fn list(conn: &mut Conn, offset: u32, size: u32) -> Result<Vec<Line>, Error> {
    conn.all(
        "select at, actor, action, subject, detail from journal \
         order by at desc, id desc limit $1 offset $2",
        (i64::from(size), i64::from(offset)),
    )
    .await
}

/// How many lines there are.
///
/// # Errors
/// The database failed.
pub async fn total(conn: &mut Conn) -> Result<u32, Error> {
    let (lines,): (i64,) = conn.one("select count(*) from journal", ()).await?;
    Ok(count(lines))
}

/// What happened to one subject, newest first.
///
/// # Errors
/// The database failed.
pub async fn of(conn: &mut Conn, subject: &str) -> Result<Vec<Line>, Error> {
    conn.all(
        "select at, actor, action, subject, detail from journal where subject = $1 \
         order by at desc, id desc limit 200",
        (subject.to_owned(),),
    )
    .await
}
