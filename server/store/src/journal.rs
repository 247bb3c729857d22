//! Who did what to what, when: written to, never changed.

use domain::time::Moment;
use serde_json::Value;
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
    /// What the values were, as a JSON object; `None` for acts that change none.
    pub old_value: Option<String>,
    /// What they became.
    pub new_value: Option<String>,
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
    add(conn, (actor, action, subject, detail), now).await?;
    Ok(())
}

/// From which values to which something went: two JSON objects with the same fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// What it was.
    pub before: Value,
    /// What it became.
    pub after: Value,
}

impl Change {
    /// Whether nothing changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.before == self.after
    }
}

/// Adds a line about an act that changed values. They are kept beside the journal and forgotten with
/// the people, since they may be personal.
///
/// # Errors
/// The database failed.
pub async fn write_change(
    conn: &mut Conn,
    (actor, action, subject, detail): (&str, &str, &str, &str),
    change: &Change,
    now: Moment,
) -> Result<(), Error> {
    let id = add(conn, (actor, action, subject, detail), now).await?;
    conn.exec(
        "insert into journal_value (journal_id, old_value, new_value) values ($1, $2, $3)",
        (id, change.before.to_string(), change.after.to_string()),
    )
    .await?;
    Ok(())
}

async fn add(
    conn: &mut Conn,
    (actor, action, subject, detail): (&str, &str, &str, &str),
    now: Moment,
) -> Result<Uuid, Error> {
    let id = Uuid::now_v7();
    conn.exec(
        "insert into journal (id, at, actor, action, subject, detail) \
         values ($1, $2, $3, $4, $5, $6)",
        (
            id,
            now.micros(),
            actor.to_owned(),
            action.to_owned(),
            subject.to_owned(),
            detail.to_owned(),
        ),
    )
    .await?;
    Ok(id)
}

/// A page of the journal, newest first.
///
/// # Errors
/// The database failed.
pub async fn list(conn: &mut Conn, offset: u32, size: u32) -> Result<Vec<Line>, Error> {
    conn.all(
        "select j.at, j.actor, j.action, j.subject, j.detail, v.old_value, v.new_value \
         from journal j left join journal_value v on v.journal_id = j.id \
         order by j.at desc, j.id desc limit $1 offset $2",
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
        "select j.at, j.actor, j.action, j.subject, j.detail, v.old_value, v.new_value \
         from journal j left join journal_value v on v.journal_id = j.id where j.subject = $1 \
         order by j.at desc, j.id desc limit 200",
        (subject.to_owned(),),
    )
    .await
}
