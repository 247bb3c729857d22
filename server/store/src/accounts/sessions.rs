//! Sessions of the team: begun, recognised, listed, ended.

use domain::role::Role;
use domain::time::Moment;
use uuid::Uuid;

use super::{Account, Row, select_account};
use crate::{Conn, Error};

/// A session to begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSession {
    /// The hash of its secret.
    pub token_hash: Vec<u8>,
    /// Until when it goes on.
    pub expires_at: Moment,
    /// The browser, in a few words.
    pub browser: String,
    /// Whether the code of the second factor is still to come: until then it opens nothing.
    pub awaits_code: bool,
}

/// Begins a session; those that are over are forgotten.
///
/// # Errors
/// The database failed.
pub async fn begin(
    conn: &mut Conn,
    account: Uuid,
    new: NewSession,
    now: Moment,
) -> Result<(), Error> {
    conn.exec("delete from account_session where expires_at <= $1", (now.micros(),)).await?;
    conn.exec(
        "insert into account_session (token_hash, account_id, created_at, expires_at, browser, \
         awaits_code, seen_at) values ($1, $2, $3, $4, $5, $6, $3)",
        (
            new.token_hash,
            account,
            now.micros(),
            new.expires_at.micros(),
            new.browser,
            i64::from(new.awaits_code),
        ),
    )
    .await?;
    Ok(())
}

/// Begins a session, kept by the hash of its secret.
///
/// # Errors
/// The database failed.
pub async fn begin_session(
    conn: &mut Conn,
    account: Uuid,
    token_hash: Vec<u8>,
    now: Moment,
    expires_at: Moment,
) -> Result<(), Error> {
    let new = NewSession { token_hash, expires_at, browser: String::new(), awaits_code: false };
    begin(conn, account, new, now).await
}

/// Whose session this is, if it goes on and has passed the second factor.
///
/// # Errors
/// The database failed.
pub async fn by_session(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    now: Moment,
) -> Result<Option<Account>, Error> {
    in_stage(conn, token_hash, false, now).await
}

/// Who has given the right password and still owes the code of their second factor.
///
/// # Errors
/// The database failed.
pub async fn awaiting_code(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    now: Moment,
) -> Result<Option<Account>, Error> {
    in_stage(conn, token_hash, true, now).await
}

async fn in_stage(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    awaits_code: bool,
    now: Moment,
) -> Result<Option<Account>, Error> {
    let row: Option<Row> = conn
        .opt(
            select_account!(
                "join account_session s on s.account_id = a.id \
                 where s.token_hash = $1 and s.expires_at > $2 and s.awaits_code = $3 \
                 and a.closed_at is null"
            ),
            (token_hash, now.micros(), i64::from(awaits_code)),
        )
        .await?;
    row.map(Row::account).transpose()
}

/// Someone signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    /// Their identity.
    pub id: Uuid,
    /// Their address.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// When the session was last noted to be in use.
    pub seen_at: Moment,
    /// Whether they must set a second factor up before anything else.
    pub must_set_up: bool,
}

/// Whose session this is and how it stands, in one question: asked with every page of the team's.
///
/// # Errors
/// The database failed.
pub async fn signed_in(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    now: Moment,
) -> Result<Option<SignedIn>, Error> {
    let row: Option<(Uuid, String, String, i64, i64)> = conn
        .opt(
            "select a.id, a.email, a.role, s.seen_at, \
             case when a.role = 'admin' and a.totp_since is null then t.admins_need_totp \
             else 0 end from account a join account_session s on s.account_id = a.id \
             join team_setting t on t.id = 1 where s.token_hash = $1 and s.expires_at > $2 \
             and s.awaits_code = 0 and a.closed_at is null",
            (token_hash, now.micros()),
        )
        .await?;
    row.map(|(id, email, role, seen_at, must_set_up)| {
        Ok(SignedIn {
            role: Role::parse(&role).ok_or(Error::Corrupt("account.role"))?,
            seen_at: Moment::from_micros(seen_at),
            must_set_up: must_set_up > 0,
            id,
            email,
        })
    })
    .transpose()
}

/// Notes that a session is in use.
///
/// # Errors
/// The database failed.
pub async fn seen(conn: &mut Conn, token_hash: Vec<u8>, now: Moment) -> Result<(), Error> {
    conn.exec(
        "update account_session set seen_at = $2 where token_hash = $1",
        (token_hash, now.micros()),
    )
    .await?;
    Ok(())
}

/// A session that goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenSession {
    /// The hash of its secret: its identity.
    pub token_hash: Vec<u8>,
    /// The browser, in a few words; may be empty.
    pub browser: String,
    /// When it began.
    pub created_at: Moment,
    /// When it was last noted to be in use.
    pub seen_at: Moment,
}

/// The sessions of an account that go on, the latest first.
///
/// # Errors
/// The database failed.
pub async fn of_account(
    conn: &mut Conn,
    account: Uuid,
    now: Moment,
) -> Result<Vec<OpenSession>, Error> {
    let rows: Vec<(Vec<u8>, String, i64, i64)> = conn
        .all(
            "select token_hash, browser, created_at, seen_at from account_session \
             where account_id = $1 and expires_at > $2 and awaits_code = 0 \
             order by seen_at desc, created_at desc",
            (account, now.micros()),
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(token_hash, browser, created_at, seen_at)| OpenSession {
            token_hash,
            browser,
            created_at: Moment::from_micros(created_at),
            seen_at: Moment::from_micros(seen_at),
        })
        .collect())
}

/// When each account that is signed in was last noted to be in use.
///
/// # Errors
/// The database failed.
pub async fn last_seen(conn: &mut Conn, now: Moment) -> Result<Vec<(Uuid, Moment)>, Error> {
    let rows: Vec<(Uuid, i64)> = conn
        .all(
            "select account_id, max(seen_at) from account_session \
             where expires_at > $1 and awaits_code = 0 group by account_id",
            (now.micros(),),
        )
        .await?;
    Ok(rows.into_iter().map(|(id, at)| (id, Moment::from_micros(at))).collect())
}

/// Ends one session.
///
/// # Errors
/// The database failed.
pub async fn end_session(conn: &mut Conn, token_hash: Vec<u8>) -> Result<(), Error> {
    conn.exec("delete from account_session where token_hash = $1", (token_hash,)).await?;
    Ok(())
}

/// Ends one session of this account, and no other account's. Answers whether it went on.
///
/// # Errors
/// The database failed.
pub async fn end_session_of(
    conn: &mut Conn,
    account: Uuid,
    token_hash: Vec<u8>,
) -> Result<bool, Error> {
    let ended = conn
        .exec(
            "delete from account_session where token_hash = $1 and account_id = $2",
            (token_hash, account),
        )
        .await?;
    Ok(ended > 0)
}

/// Ends every session of an account.
///
/// # Errors
/// The database failed.
pub async fn end_sessions(conn: &mut Conn, account: Uuid) -> Result<(), Error> {
    conn.exec("delete from account_session where account_id = $1", (account,)).await?;
    Ok(())
}
