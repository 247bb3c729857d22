//! How far the letters of a mailing are, in all and person by person.

use std::collections::HashMap;

use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

/// How far a mailing is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Letters the relay has.
    pub sent: u32,
    /// Letters to be sent.
    pub waiting: u32,
    /// Letters given up.
    pub failed: u32,
    /// People whose letter was stopped before it left.
    pub stopped: u32,
}

impl Progress {
    /// How many people it was launched for.
    #[must_use]
    pub fn total(&self) -> u32 {
        self.sent + self.waiting + self.failed + self.stopped
    }

    fn put(&mut self, word: &str, letters: i64) -> Result<(), Error> {
        let number = match RecipientState::parse(word).ok_or(Error::Corrupt("letter.state"))? {
            RecipientState::Waiting => &mut self.waiting,
            RecipientState::Sent => &mut self.sent,
            RecipientState::Failed => &mut self.failed,
            RecipientState::Stopped => &mut self.stopped,
        };
        *number = count(letters);
        Ok(())
    }
}

/// Where the letter to one person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecipientState {
    /// To be sent.
    Waiting,
    /// The relay has it.
    Sent,
    /// Given up.
    Failed,
    /// It never left: the mailing was stopped.
    Stopped,
}

impl RecipientState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Waiting, Self::Sent, Self::Failed, Self::Stopped];

    /// The word statements know.
    fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::Stopped => "stopped",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// Someone a mailing was launched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    /// Their identity.
    pub participant: Uuid,
    /// Family name, given name.
    pub name: String,
    /// Their letter, while there is one.
    pub letter: Option<Uuid>,
    /// Where it stands.
    pub state: RecipientState,
    /// How often sending was tried.
    pub attempts: u32,
    /// Why the last try failed, or why it was not sent; may be empty.
    pub last_error: String,
    /// When the relay took it.
    pub sent_at: Option<Moment>,
}

/// How far a mailing is.
///
/// # Errors
/// The database failed.
pub async fn progress(conn: &mut Conn, id: Uuid) -> Result<Progress, Error> {
    let rows: Vec<(String, i64)> = conn
        .all(
            "select coalesce(l.state, 'stopped'), count(*) from mailing_recipient r \
             left join letter l on l.mailing_id = r.mailing_id \
             and l.participant_id = r.participant_id \
             where r.mailing_id = $1 group by coalesce(l.state, 'stopped')",
            (id,),
        )
        .await?;
    let mut progress = Progress::default();
    for (word, letters) in rows {
        progress.put(&word, letters)?;
    }
    Ok(progress)
}

/// How far each mailing is that was launched.
///
/// # Errors
/// The database failed.
pub async fn progress_of_all(conn: &mut Conn) -> Result<HashMap<Uuid, Progress>, Error> {
    let rows: Vec<(Uuid, String, i64)> = conn
        .all(
            "select r.mailing_id, coalesce(l.state, 'stopped'), count(*) from mailing_recipient r \
             left join letter l on l.mailing_id = r.mailing_id \
             and l.participant_id = r.participant_id \
             group by r.mailing_id, coalesce(l.state, 'stopped')",
            (),
        )
        .await?;
    let mut all = HashMap::<Uuid, Progress>::new();
    for (mailing, word, letters) in rows {
        all.entry(mailing).or_default().put(&word, letters)?;
    }
    Ok(all)
}

#[derive(sqlx::FromRow)]
struct Row {
    participant: Uuid,
    name: String,
    letter: Option<Uuid>,
    state: String,
    attempts: i64,
    last_error: String,
    sent_at: Option<i64>,
}

/// A page of those a mailing was launched for, by name: those whose letter stands there, or all.
///
/// # Errors
/// The database failed.
pub async fn recipients(
    conn: &mut Conn,
    id: Uuid,
    state: Option<RecipientState>,
    (offset, size): (u32, u32),
) -> Result<Vec<Recipient>, Error> {
    let rows: Vec<Row> = conn
        .all(
            "select p.id as participant, p.last_name || ' ' || p.first_name as name, \
             l.id as letter, coalesce(l.state, 'stopped') as state, \
             coalesce(l.attempts, 0) as attempts, coalesce(l.last_error, '') as last_error, \
             l.sent_at as sent_at from mailing_recipient r \
             join participant p on p.id = r.participant_id \
             left join letter l on l.mailing_id = r.mailing_id \
             and l.participant_id = r.participant_id \
             where r.mailing_id = $1 and ($2 = '' or coalesce(l.state, 'stopped') = $2) \
             order by p.sort_key, p.id limit $3 offset $4",
            (id, state.map_or("", RecipientState::as_str), i64::from(size), i64::from(offset)),
        )
        .await?;
    rows.into_iter().map(Row::recipient).collect()
}

impl Row {
    fn recipient(self) -> Result<Recipient, Error> {
        Ok(Recipient {
            state: RecipientState::parse(&self.state).ok_or(Error::Corrupt("letter.state"))?,
            participant: self.participant,
            name: self.name,
            letter: self.letter,
            attempts: count(self.attempts),
            last_error: self.last_error,
            sent_at: self.sent_at.map(Moment::from_micros),
        })
    }
}
