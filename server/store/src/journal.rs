//! Who did what to what, when: written to, never changed.

use domain::time::Moment;
use serde_json::Value;
use uuid::Uuid;

use crate::participants::literal;
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

/// Which lines are asked for; everything empty asks for all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// What the line holds, anywhere.
    pub text: String,
    /// Whom it may be about too: up to [`SUBJECTS`] people whose names hold that text.
    pub people: Vec<Uuid>,
    /// Who did it.
    pub actor: String,
    /// What was done, as a word of the code.
    pub action: String,
    /// From when on.
    pub from: Option<Moment>,
    /// Before when.
    pub until: Option<Moment>,
}

/// How many people a search by name looks for.
pub const SUBJECTS: usize = 5;

impl Filter {
    fn pattern(&self) -> String {
        let text = self.text.trim();
        if text.is_empty() { String::new() } else { format!("%{}%", literal(&text.to_lowercase())) }
    }

    fn subject(&self, place: usize) -> String {
        self.people.get(place).map(Uuid::to_string).unwrap_or_default()
    }

    fn from(&self) -> i64 {
        self.from.map_or(i64::MIN, Moment::micros)
    }

    fn until(&self) -> i64 {
        self.until.map_or(i64::MAX, Moment::micros)
    }
}

macro_rules! matching {
    ($select:literal, $rest:literal) => {
        concat!(
            $select,
            " from journal j left join journal_value v on v.journal_id = j.id \
             where ($1 = '' or lower(j.detail) like $1 escape '!' \
             or lower(j.actor) like $1 escape '!' or lower(j.subject) like $1 escape '!' \
             or lower(v.old_value) like $1 escape '!' or lower(v.new_value) like $1 escape '!' \
             or j.subject in ($2, $3, $4, $5, $6) and j.subject <> '') \
             and ($7 = '' or j.actor = $7) and ($8 = '' or j.action = $8) \
             and j.at >= $9 and j.at < $10 ",
            $rest
        )
    };
}

/// A page of the lines that match, newest first.
///
/// # Errors
/// The database failed.
pub async fn search(
    conn: &mut Conn,
    filter: &Filter,
    offset: u32,
    size: u32,
) -> Result<Vec<Line>, Error> {
    conn.all(
        matching!(
            "select j.at, j.actor, j.action, j.subject, j.detail, v.old_value, v.new_value",
            "order by j.at desc, j.id desc limit $11 offset $12"
        ),
        (
            filter.pattern(),
            filter.subject(0),
            filter.subject(1),
            filter.subject(2),
            filter.subject(3),
            filter.subject(4),
            filter.actor.clone(),
            filter.action.clone(),
            filter.from(),
            filter.until(),
            i64::from(size),
            i64::from(offset),
        ),
    )
    .await
}

/// How many lines match.
///
/// # Errors
/// The database failed.
pub async fn matches(conn: &mut Conn, filter: &Filter) -> Result<u32, Error> {
    let (lines,): (i64,) = conn
        .one(
            matching!("select count(*)", ""),
            (
                filter.pattern(),
                filter.subject(0),
                filter.subject(1),
                filter.subject(2),
                filter.subject(3),
                filter.subject(4),
                filter.actor.clone(),
                filter.action.clone(),
                filter.from(),
                filter.until(),
            ),
        )
        .await?;
    Ok(count(lines))
}

/// A page of the journal, newest first.
///
/// # Errors
/// The database failed.
pub async fn list(conn: &mut Conn, offset: u32, size: u32) -> Result<Vec<Line>, Error> {
    search(conn, &Filter::default(), offset, size).await
}

/// Everybody who ever did something, as the journal names them.
///
/// # Errors
/// The database failed.
pub async fn actors(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> =
        conn.all("select distinct actor from journal order by actor", ()).await?;
    Ok(rows.into_iter().map(|(actor,)| actor).collect())
}

/// Everything that was ever done, as words of the code.
///
/// # Errors
/// The database failed.
pub async fn actions(conn: &mut Conn) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> =
        conn.all("select distinct action from journal order by action", ()).await?;
    Ok(rows.into_iter().map(|(action,)| action).collect())
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
