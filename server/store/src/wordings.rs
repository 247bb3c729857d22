//! What organisers changed in the letters that leave by themselves.

use domain::letter::Letter;
use domain::time::Moment;
use domain::wording::WordingForm;

use crate::{Conn, Error};

/// What was changed in a letter, by whom, when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The letter.
    pub letter: Letter,
    /// Its heading, empty for ours; and what it begins with, which may be empty.
    pub words: WordingForm,
    /// When.
    pub changed_at: Moment,
    /// The address of the member of the team.
    pub changed_by: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    kind: String,
    subject: String,
    intro: String,
    changed_at: i64,
    changed_by: String,
}

impl Row {
    fn wording(self) -> Result<Wording, Error> {
        Ok(Wording {
            letter: Letter::parse(&self.kind).ok_or(Error::Corrupt("letter_wording.kind"))?,
            words: WordingForm { subject: self.subject, text: self.intro },
            changed_at: Moment::from_micros(self.changed_at),
            changed_by: self.changed_by,
        })
    }
}

/// What was changed in a letter; `None` when it is as we wrote it.
///
/// # Errors
/// The database failed.
pub async fn of(conn: &mut Conn, letter: Letter) -> Result<Option<Wording>, Error> {
    let row: Option<Row> = conn
        .opt(
            "select kind, subject, intro, changed_at, changed_by from letter_wording \
             where kind = $1",
            (letter.as_str(),),
        )
        .await?;
    row.map(Row::wording).transpose()
}

/// Every letter that was changed.
///
/// # Errors
/// The database failed.
pub async fn all(conn: &mut Conn) -> Result<Vec<Wording>, Error> {
    let rows: Vec<Row> = conn
        .all("select kind, subject, intro, changed_at, changed_by from letter_wording", ())
        .await?;
    rows.into_iter().map(Row::wording).collect()
}

/// Changes a letter.
///
/// # Errors
/// The database failed.
pub async fn put(
    conn: &mut Conn,
    letter: Letter,
    words: &WordingForm,
    by: &str,
    now: Moment,
) -> Result<(), Error> {
    conn.exec(
        "insert into letter_wording (kind, subject, intro, changed_at, changed_by) \
         values ($1, $2, $3, $4, $5) on conflict (kind) do update set \
         subject = excluded.subject, intro = excluded.intro, changed_at = excluded.changed_at, \
         changed_by = excluded.changed_by",
        (letter.as_str(), words.subject.clone(), words.text.clone(), now.micros(), by.to_owned()),
    )
    .await?;
    Ok(())
}

/// Goes back to our words. `false` when they were ours.
///
/// # Errors
/// The database failed.
pub async fn reset(conn: &mut Conn, letter: Letter) -> Result<bool, Error> {
    let kind = letter.as_str();
    Ok(conn.exec("delete from letter_wording where kind = $1", (kind,)).await? == 1)
}
