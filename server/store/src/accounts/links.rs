//! One-time links, by which a password is set.

use domain::Refusal;
use domain::time::Moment;
use uuid::Uuid;

use super::{Account, Row, end_sessions, select_account};
use crate::{Conn, Error};

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
            select_account!(
                "join account_link l on l.account_id = a.id \
                 where l.token_hash = $1 and l.used_at is null and l.expires_at > $2 \
                 and a.closed_at is null"
            ),
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

/// Sets the password of someone who gave the one before; every session of theirs ends.
///
/// # Errors
/// The database failed.
pub async fn set_own_password(
    conn: &mut Conn,
    account: Uuid,
    password_hash: String,
) -> Result<(), Error> {
    conn.exec("update account set password_hash = $2 where id = $1", (account, password_hash))
        .await?;
    end_sessions(conn, account).await
}
