//! The team: accounts, one-time links to set a password, sessions.

use domain::Refusal;
use domain::participant::Email;
use domain::role::Role;
use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

pub use crate::hostings::{leads, sessions_of};

/// A member of the team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// Their identity.
    pub id: Uuid,
    /// Their address, by which they sign in.
    pub email: String,
    /// What they may do.
    pub role: Role,
    /// Their password, as an argon2 PHC string; `None` until they have set one.
    pub password_hash: Option<String>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    email: String,
    role: String,
    password_hash: Option<String>,
}

impl Row {
    fn account(self) -> Result<Account, Error> {
        Ok(Account {
            role: Role::parse(&self.role).ok_or(Error::Corrupt("account.role"))?,
            id: self.id,
            email: self.email,
            password_hash: self.password_hash,
        })
    }
}

/// Adds someone to the team, or changes the role of who is there already. A changed role ends
/// their sessions.
///
/// # Errors
/// The database failed.
pub async fn put(conn: &mut Conn, email: &Email, role: Role, now: Moment) -> Result<Uuid, Error> {
    let (id, before): (Uuid, String) = conn
        .one(
            "insert into account (id, email, email_key, role, created_at) \
             values ($1, $2, $3, $4, $5) \
             on conflict (email_key) do update set email = excluded.email \
             returning id, role",
            (Uuid::now_v7(), email.to_string(), email.key(), role.as_str(), now.micros()),
        )
        .await?;
    if before != role.as_str() {
        conn.exec("update account set role = $2 where id = $1", (id, role.as_str())).await?;
        end_sessions(conn, id).await?;
    }
    Ok(id)
}

/// Whether anybody manages accounts yet, that is: an admin who has set a password.
///
/// # Errors
/// The database failed.
pub async fn has_admin(conn: &mut Conn) -> Result<bool, Error> {
    let (admins,): (i64,) = conn
        .one(
            "select count(*) from account where role = 'admin' and password_hash is not null \
             and closed_at is null",
            (),
        )
        .await?;
    Ok(admins > 0)
}

/// The whole team, by address.
///
/// # Errors
/// The database failed.
pub async fn all(conn: &mut Conn) -> Result<Vec<Account>, Error> {
    let rows: Vec<Row> = conn
        .all(
            "select id, email, role, password_hash from account where closed_at is null \
             order by email_key",
            (),
        )
        .await?;
    rows.into_iter().map(Row::account).collect()
}

/// The open account with this address.
///
/// # Errors
/// The database failed.
pub async fn by_email(conn: &mut Conn, email: &Email) -> Result<Option<Account>, Error> {
    let row: Option<Row> = conn
        .opt(
            "select id, email, role, password_hash from account \
             where email_key = $1 and closed_at is null",
            (email.key(),),
        )
        .await?;
    row.map(Row::account).transpose()
}

/// Keeps a one-time link by the hash of its secret.
///
/// # Errors
/// The database failed.
pub async fn add_link(
    conn: &mut Conn,
    account: Uuid,
    token_hash: Vec<u8>,
    expires_at: Moment,
) -> Result<(), Error> {
    conn.exec(
        "insert into account_link (token_hash, account_id, expires_at) values ($1, $2, $3)",
        (token_hash, account, expires_at.micros()),
    )
    .await?;
    Ok(())
}

/// Whose link this is, while it can still serve.
///
/// # Errors
/// The database failed.
pub async fn by_one_time_link(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    now: Moment,
) -> Result<Option<Account>, Error> {
    let row: Option<Row> = conn
        .opt(
            "select a.id, a.email, a.role, a.password_hash from account a \
             join account_link l on l.account_id = a.id \
             where l.token_hash = $1 and l.used_at is null and l.expires_at > $2 \
             and a.closed_at is null",
            (token_hash, now.micros()),
        )
        .await?;
    row.map(Row::account).transpose()
}

/// Sets a password through a one-time link, which then no longer serves, nor does any other of
/// the account's; every session of the account ends. Returns whose it is.
///
/// # Errors
/// The link has served or is too old.
pub async fn set_password(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    password_hash: String,
    now: Moment,
) -> Result<Uuid, Error> {
    let row: Option<(Uuid,)> = conn
        .opt(
            "update account_link set used_at = $2 \
             where token_hash = $1 and used_at is null and expires_at > $2 returning account_id",
            (token_hash, now.micros()),
        )
        .await?;
    let (account,) = row.ok_or(Refusal::LinkExpired)?;
    conn.exec(
        "update account_link set used_at = $2 where account_id = $1 and used_at is null",
        (account, now.micros()),
    )
    .await?;
    conn.exec("update account set password_hash = $2 where id = $1", (account, password_hash))
        .await?;
    end_sessions(conn, account).await?;
    Ok(account)
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
    conn.exec("delete from account_session where expires_at <= $1", (now.micros(),)).await?;
    conn.exec(
        "insert into account_session (token_hash, account_id, created_at, expires_at) \
         values ($1, $2, $3, $4)",
        (token_hash, account, now.micros(), expires_at.micros()),
    )
    .await?;
    Ok(())
}

/// Whose session this is, if it goes on.
///
/// # Errors
/// The database failed.
pub async fn by_session(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    now: Moment,
) -> Result<Option<Account>, Error> {
    let row: Option<Row> = conn
        .opt(
            "select a.id, a.email, a.role, a.password_hash from account a \
             join account_session s on s.account_id = a.id \
             where s.token_hash = $1 and s.expires_at > $2 and a.closed_at is null",
            (token_hash, now.micros()),
        )
        .await?;
    row.map(Row::account).transpose()
}

/// Ends one session.
///
/// # Errors
/// The database failed.
pub async fn end_session(conn: &mut Conn, token_hash: Vec<u8>) -> Result<(), Error> {
    conn.exec("delete from account_session where token_hash = $1", (token_hash,)).await?;
    Ok(())
}

/// Ends every session of an account.
///
/// # Errors
/// The database failed.
pub async fn end_sessions(conn: &mut Conn, account: Uuid) -> Result<(), Error> {
    conn.exec("delete from account_session where account_id = $1", (account,)).await?;
    Ok(())
}
