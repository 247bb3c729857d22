//! The outbox: what must reach people, written in the unit that caused it, sent at least once.

mod pace;

use domain::letter::Letter;
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error, mailings};

pub use pace::{is_one_due, lease, pace, set_pace};

/// A letter waiting, sent or given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its identity, and the stable part of its Message-ID.
    pub id: Uuid,
    /// What it says.
    pub kind: Letter,
    /// The participant it is for.
    pub participant: Option<Uuid>,
    /// The address it goes to.
    pub recipient: String,
    /// A sentence about what has changed; empty for most letters.
    pub about: String,
    /// Where it stands.
    pub state: State,
    /// How often sending was tried.
    pub attempts: u32,
    /// Why the last try failed.
    pub last_error: String,
    /// When it was written.
    pub created_at: Moment,
    /// When the relay took it.
    pub sent_at: Option<Moment>,
}

/// Where a letter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// To be sent.
    Waiting,
    /// The relay has it.
    Sent,
    /// Given up after too many tries.
    Failed,
}

impl State {
    /// All states.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Sent, Self::Failed];

    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Sent => "sent",
            Self::Failed => "failed",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    kind: String,
    participant_id: Option<Uuid>,
    recipient: String,
    about: String,
    state: String,
    attempts: i64,
    last_error: String,
    created_at: i64,
    sent_at: Option<i64>,
}

impl Row {
    fn entry(self) -> Result<Entry, Error> {
        Ok(Entry {
            kind: Letter::parse(&self.kind).ok_or(Error::Corrupt("letter.kind"))?,
            state: State::parse(&self.state).ok_or(Error::Corrupt("letter.state"))?,
            attempts: count(self.attempts),
            created_at: Moment::from_micros(self.created_at),
            sent_at: self.sent_at.map(Moment::from_micros),
            id: self.id,
            participant: self.participant_id,
            recipient: self.recipient,
            about: self.about,
            last_error: self.last_error,
        })
    }
}

/// Writes a letter to a participant, in the unit that caused it. Whoever has no address gets none.
///
/// # Errors
/// The database failed.
pub async fn enqueue(
    conn: &mut Conn,
    kind: Letter,
    participant: Uuid,
    about: &str,
    now: Moment,
) -> Result<(), Error> {
    conn.exec(
        "insert into letter (id, kind, participant_id, recipient, about, state, due_at, created_at) \
         select $1, $2, id, email, $4, 'waiting', $5, $5 from participant \
         where id = $3 and email is not null",
        (Uuid::now_v7(), kind.as_str(), participant, about.to_owned(), now.micros()),
    )
    .await?;
    Ok(())
}

/// Writes a letter to an address that is no participant's, in the unit that caused it.
///
/// # Errors
/// The database failed.
pub async fn enqueue_to(
    conn: &mut Conn,
    kind: Letter,
    recipient: &str,
    about: &str,
    now: Moment,
) -> Result<(), Error> {
    conn.exec(
        "insert into letter (id, kind, participant_id, recipient, about, state, due_at, created_at) \
         values ($1, $2, null, $3, $4, 'waiting', $5, $5)",
        (
            Uuid::now_v7(),
            kind.as_str(),
            recipient.to_owned(),
            about.to_owned(),
            now.micros(),
        ),
    )
    .await?;
    Ok(())
}

/// How long a letter about a change waits for the next one, in seconds.
const CHANGE_PAUSE: i64 = 120;

/// Writes to a participant that what they hold has changed: one letter for all that changes within
/// two minutes, sent once they have done nothing more for that long.
///
/// # Errors
/// The database failed.
pub async fn enqueue_change(conn: &mut Conn, participant: Uuid, now: Moment) -> Result<(), Error> {
    let due = now.plus_seconds(CHANGE_PAUSE).micros();
    let put_off = conn
        .exec(
            "update letter set due_at = $2 where participant_id = $1 and kind = 'change' \
             and state = 'waiting' and attempts = 0",
            (participant, due),
        )
        .await?;
    if put_off == 0 {
        conn.exec(
            "insert into letter (id, kind, participant_id, recipient, about, state, due_at, \
             created_at) select $1, 'change', id, email, '', 'waiting', $3, $4 from participant \
             where id = $2 and email is not null",
            (Uuid::now_v7(), participant, due, now.micros()),
        )
        .await?;
    }
    Ok(())
}

/// Whatever has not left goes to the address that someone has now. Whoever has none any more is
/// still written to where they were.
///
/// # Errors
/// The database failed.
pub async fn follow(conn: &mut Conn, participant: Uuid) -> Result<(), Error> {
    conn.exec(
        "update letter set recipient = (select p.email from participant p where p.id = $1) \
         where participant_id = $1 and state <> 'sent' \
         and exists (select 1 from participant p where p.id = $1 and p.email is not null)",
        (participant,),
    )
    .await?;
    Ok(())
}

/// The relay has taken a letter, to this address: another may have been written down meanwhile.
///
/// # Errors
/// The database failed.
pub async fn mark_sent(
    conn: &mut Conn,
    id: Uuid,
    recipient: &str,
    now: Moment,
) -> Result<(), Error> {
    conn.exec(
        "update letter set state = 'sent', recipient = $2, sent_at = $3, leased_until = null, \
         last_error = '' where id = $1",
        (id, recipient.to_owned(), now.micros()),
    )
    .await?;
    Ok(())
}

/// Sending a letter failed: it is due again later, or given up when `again` is `None`. One that
/// another worker has sent meanwhile stays sent.
///
/// # Errors
/// The database failed.
pub async fn mark_failed(
    conn: &mut Conn,
    id: Uuid,
    error: &str,
    again: Option<Moment>,
) -> Result<(), Error> {
    let state = if again.is_some() { State::Waiting } else { State::Failed };
    conn.exec(
        "update letter set state = $2, leased_until = null, last_error = $3, \
         due_at = coalesce($4, due_at) where id = $1 and state = 'waiting'",
        (id, state.as_str(), error.to_owned(), again.map(Moment::micros)),
    )
    .await?;
    // One that was in hand when its mailing was stopped is not tried again.
    conn.exec(
        "delete from letter where id = $1 and state = 'waiting' and exists (select 1 from mailing m \
         where m.id = mailing_id and m.state = 'stopped')",
        (id,),
    )
    .await?;
    Ok(())
}

/// Puts a letter that was given up back among those to send. `false` when it was not given up.
///
/// # Errors
/// It is of a mailing that was stopped ([`Refusal::MailingStopped`]), or the database failed.
pub async fn retry(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, Error> {
    let (mailing,): (Option<Uuid>,) =
        conn.opt("select mailing_id from letter where id = $1", (id,)).await?.unwrap_or_default();
    if let Some(mailing) = mailing {
        mailings::refuse_stopped(conn, mailing).await?;
    }
    let changed = conn
        .exec(
            "update letter set state = 'waiting', attempts = 0, due_at = $2, leased_until = null \
             where id = $1 and state = 'failed'",
            (id, now.micros()),
        )
        .await?;
    Ok(changed == 1)
}

macro_rules! select_letter {
    ($rest:literal) => {
        concat!(
            "select id, kind, participant_id, recipient, about, state, attempts, \
             last_error, created_at, sent_at from letter ",
            $rest
        )
    };
}

/// One letter.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Entry>, Error> {
    let row: Option<Row> = conn.opt(select_letter!("where id = $1"), (id,)).await?;
    row.map(Row::entry).transpose()
}

/// The letters written to one participant, newest first.
///
/// # Errors
/// The database failed.
pub async fn of_participant(conn: &mut Conn, participant: Uuid) -> Result<Vec<Entry>, Error> {
    let rows: Vec<Row> = conn
        .all(
            select_letter!("where participant_id = $1 order by created_at desc, id desc"),
            (participant,),
        )
        .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// A page of letters, newest first: those in one state, or all.
///
/// # Errors
/// The database failed.
pub async fn list(
    conn: &mut Conn,
    state: Option<State>,
    offset: u32,
    size: u32,
) -> Result<Vec<Entry>, Error> {
    let rows: Vec<Row> = conn
        .all(
            select_letter!(
                "where $1 = '' or state = $1 order by created_at desc, id desc limit $2 offset $3"
            ),
            (state.map_or("", State::as_str), i64::from(size), i64::from(offset)),
        )
        .await?;
    rows.into_iter().map(Row::entry).collect()
}

/// How many letters wait, were sent, and were given up.
///
/// # Errors
/// The database failed.
pub async fn totals(conn: &mut Conn) -> Result<[u32; 3], Error> {
    let rows: Vec<(String, i64)> =
        conn.all("select state, count(*) from letter group by state", ()).await?;
    Ok(State::ALL.map(|state| {
        rows.iter().find(|(word, _)| word == state.as_str()).map_or(0, |(_, n)| count(*n))
    }))
}
