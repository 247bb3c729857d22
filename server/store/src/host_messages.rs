//! What hosts write to the people of their sessions: kept, sent after a pause, called back.

use domain::Refusal;
use domain::letter::Letter;
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

/// How long a message can be called back before its letters leave, in seconds.
pub const PAUSE: i64 = 120;

/// A message to write.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// Its identity, given by the form, so that sending it twice writes once.
    pub id: Uuid,
    /// Who writes.
    pub account: Uuid,
    /// To the people of which session.
    pub session: Uuid,
    /// Its heading.
    pub subject: String,
    /// Its words, one paragraph a line.
    pub body: String,
}

/// A message as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostMessage {
    /// Its identity.
    pub id: Uuid,
    /// Whose session it is about.
    pub session: Uuid,
    /// Its heading.
    pub subject: String,
    /// Its words.
    pub body: String,
    /// When it was written.
    pub created_at: Moment,
    /// Until when it can be called back.
    pub due_at: Moment,
    /// When it was called back.
    pub called_back_at: Option<Moment>,
    /// How many people it is for.
    pub recipients: u32,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    session_id: Uuid,
    subject: String,
    body: String,
    created_at: i64,
    due_at: i64,
    called_back_at: Option<i64>,
    recipients: i64,
}

impl Row {
    fn message(self) -> HostMessage {
        HostMessage {
            id: self.id,
            session: self.session_id,
            subject: self.subject,
            body: self.body,
            created_at: Moment::from_micros(self.created_at),
            due_at: Moment::from_micros(self.due_at),
            called_back_at: self.called_back_at.map(Moment::from_micros),
            recipients: count(self.recipients),
        }
    }
}

/// Writes a message to whoever holds a seat in the session and has an address: a letter each, which
/// leaves after [`PAUSE`]. Answers how many; `None` when the message was written before.
///
/// # Errors
/// Nobody there has an address ([`Refusal::NobodyToWriteTo`]), or the database failed.
pub async fn write(conn: &mut Conn, new: NewMessage, now: Moment) -> Result<Option<u32>, Error> {
    if by_id(conn, new.id).await?.is_some() {
        return Ok(None);
    }
    let people: Vec<(Uuid, String)> = conn
        .all(
            "select p.id, p.email from signup u join participant p on p.id = u.participant_id \
             where u.session_id = $1 and p.email is not null and p.standing = 'registered' \
             order by p.sort_key, p.id",
            (new.session,),
        )
        .await?;
    if people.is_empty() {
        return Err(Refusal::NobodyToWriteTo.into());
    }
    let due = now.plus_seconds(PAUSE).micros();
    let recipients = i64::try_from(people.len()).unwrap_or(i64::MAX);
    let about = new.id.to_string();
    conn.exec(
        "insert into host_message (id, account_id, session_id, subject, body, created_at, due_at, \
         recipients) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        (new.id, new.account, new.session, new.subject, new.body, now.micros(), due, recipients),
    )
    .await?;
    for (person, email) in people {
        conn.exec(
            "insert into letter (id, kind, participant_id, recipient, about, state, due_at, \
             created_at) values ($1, $2, $3, $4, $5, 'waiting', $6, $7)",
            (
                Uuid::now_v7(),
                Letter::HostMessage.as_str(),
                person,
                email,
                about.clone(),
                due,
                now.micros(),
            ),
        )
        .await?;
    }
    Ok(Some(count(recipients)))
}

/// Calls a message back: none of its letters leaves. `false` once it is too late, or was done
/// before.
///
/// # Errors
/// The database failed.
pub async fn call_back(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, Error> {
    let called = conn
        .exec(
            "update host_message set called_back_at = $2 \
             where id = $1 and called_back_at is null and due_at > $2",
            (id, now.micros()),
        )
        .await?;
    if called == 0 {
        return Ok(false);
    }
    conn.exec(
        "delete from letter where kind = 'host_message' and about = $1 and state = 'waiting' \
         and attempts = 0",
        (id.to_string(),),
    )
    .await?;
    Ok(true)
}

macro_rules! select_message {
    ($rest:literal) => {
        concat!(
            "select id, session_id, subject, body, created_at, due_at, called_back_at, recipients \
             from host_message ",
            $rest
        )
    };
}

/// One message.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<HostMessage>, Error> {
    let row: Option<Row> = conn.opt(select_message!("where id = $1"), (id,)).await?;
    Ok(row.map(Row::message))
}

/// The messages written to a session's people, the latest first.
///
/// # Errors
/// The database failed.
pub async fn of_session(conn: &mut Conn, session: Uuid) -> Result<Vec<HostMessage>, Error> {
    let rows: Vec<Row> = conn
        .all(select_message!("where session_id = $1 order by created_at desc, id desc"), (session,))
        .await?;
    Ok(rows.into_iter().map(Row::message).collect())
}
