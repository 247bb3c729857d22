//! Mailings: what organisers write to many, whom it is for, and how far its letters are.

mod audience;
mod launch;
mod progress;

use domain::audience::{Arrival, Audience};
use domain::checkin::Standing;
use domain::participant::Department;
use domain::time::Moment;
use domain::wording::WordingForm;
use uuid::Uuid;

use crate::{Conn, Error};

pub use audience::{Reach, Unreached, includes, reach, sample, unreached, unsubscribed_among};
pub(crate) use launch::refuse_stopped;
pub use launch::{Confirmed, Launched, change_state, launch, retry};
pub use progress::{Progress, Recipient, RecipientState, progress, progress_of_all, recipients};

/// A mailing, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mailing {
    /// Its identity.
    pub id: Uuid,
    /// What it says, with its blanks.
    pub wording: WordingForm,
    /// Whom it is for.
    pub audience: Audience,
    /// Where it stands.
    pub state: MailingState,
    /// When it was first written down.
    pub created_at: Moment,
    /// The address of the member of the team who wrote it.
    pub created_by: String,
    /// When its letters may leave; `None` for a draft.
    pub starts_at: Option<Moment>,
    /// The address of the member of the team who launched it; empty for a draft.
    pub launched_by: String,
}

/// Where a mailing stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MailingState {
    /// Being written.
    Draft,
    /// Its letters leave when they are due.
    Sending,
    /// Its letters wait until it is taken up again.
    Paused,
    /// Whatever had not left never will.
    Stopped,
}

impl MailingState {
    const ALL: [Self; 4] = [Self::Draft, Self::Sending, Self::Paused, Self::Stopped];

    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Sending => "sending",
            Self::Paused => "paused",
            Self::Stopped => "stopped",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    subject: String,
    body: String,
    standing: String,
    session_id: Option<Uuid>,
    department: String,
    organisation: String,
    arrival: String,
    state: String,
    created_at: i64,
    created_by: String,
    starts_at: Option<i64>,
    launched_by: String,
}

impl Row {
    fn mailing(self) -> Result<Mailing, Error> {
        Ok(Mailing {
            audience: Audience {
                standing: known(&self.standing, Standing::parse, "mailing.standing")?,
                session: self.session_id,
                department: known(&self.department, Department::parse, "mailing.department")?,
                organisation: self.organisation,
                arrival: known(&self.arrival, Arrival::parse, "mailing.arrival")?,
            },
            state: MailingState::parse(&self.state).ok_or(Error::Corrupt("mailing.state"))?,
            wording: WordingForm { subject: self.subject, text: self.body },
            id: self.id,
            created_at: Moment::from_micros(self.created_at),
            created_by: self.created_by,
            starts_at: self.starts_at.map(Moment::from_micros),
            launched_by: self.launched_by,
        })
    }
}

/// A word that may be empty; one that cannot be read narrows to something unknown, which must not
/// be taken for « everybody ».
fn known<T>(
    word: &str,
    parse: impl Fn(&str) -> Option<T>,
    what: &'static str,
) -> Result<Option<T>, Error> {
    if word.is_empty() {
        return Ok(None);
    }
    parse(word).map(Some).ok_or(Error::Corrupt(what))
}

macro_rules! select_mailing {
    ($rest:literal) => {
        concat!(
            "select id, subject, body, standing, session_id, department, organisation, arrival, \
             state, created_at, created_by, starts_at, launched_by from mailing ",
            $rest
        )
    };
}

/// One mailing.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Mailing>, Error> {
    let row: Option<Row> = conn.opt(select_mailing!("where id = $1"), (id,)).await?;
    row.map(Row::mailing).transpose()
}

/// The mailings written last, newest first.
///
/// # Errors
/// The database failed.
pub async fn list(conn: &mut Conn, size: u32) -> Result<Vec<Mailing>, Error> {
    let rows: Vec<Row> = conn
        .all(select_mailing!("order by created_at desc, id desc limit $1"), (i64::from(size),))
        .await?;
    rows.into_iter().map(Row::mailing).collect()
}

/// Writes a draft down, or changes it. `false` when it is none any more: it was launched meanwhile.
///
/// # Errors
/// The database failed.
pub async fn put(
    conn: &mut Conn,
    id: Uuid,
    (wording, audience): (&WordingForm, &Audience),
    by: &str,
    now: Moment,
) -> Result<bool, Error> {
    let written = conn
        .exec(
            "insert into mailing (id, subject, body, standing, session_id, department, \
             organisation, arrival, state, created_at, created_by, launched_by) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, 'draft', $9, $10, $11) \
             on conflict (id) do update set subject = excluded.subject, body = excluded.body, \
             standing = excluded.standing, session_id = excluded.session_id, \
             department = excluded.department, organisation = excluded.organisation, \
             arrival = excluded.arrival where mailing.state = 'draft'",
            (
                id,
                wording.subject.clone(),
                wording.text.clone(),
                audience.standing.map_or("", Standing::as_str),
                audience.session,
                audience.department.map_or("", Department::as_str),
                audience.organisation.clone(),
                audience.arrival.map_or("", Arrival::as_str),
                now.micros(),
                by.to_owned(),
                "",
            ),
        )
        .await?;
    Ok(written == 1)
}

/// Throws a draft away. `false` when it is none any more.
///
/// # Errors
/// The database failed.
pub async fn discard(conn: &mut Conn, id: Uuid) -> Result<bool, Error> {
    Ok(conn.exec("delete from mailing where id = $1 and state = 'draft'", (id,)).await? == 1)
}
