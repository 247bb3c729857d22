//! The second factor: codes of a telephone, and recovery codes for whoever has lost it.

use domain::time::Moment;
use uuid::Uuid;

use super::end_sessions;
use crate::programme::count;
use crate::{Conn, Error};

/// A second factor that was just confirmed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondFactor {
    /// The version its secret is derived from: the one that follows the account's.
    pub version: u32,
    /// The step of the code that confirmed it, which no longer serves.
    pub step: i64,
    /// The hashes of its recovery codes.
    pub recovery: Vec<Vec<u8>>,
}

/// Has an account ask for a second factor from now on, which ends its sessions. Answers `false`, and
/// changes nothing, when another one was set up meanwhile.
///
/// # Errors
/// The database failed.
pub async fn set_second_factor(
    conn: &mut Conn,
    account: Uuid,
    factor: SecondFactor,
    now: Moment,
) -> Result<bool, Error> {
    let changed = conn
        .exec(
            "update account set totp_version = $2, totp_since = $3, totp_step = $4 \
             where id = $1 and totp_version = $2 - 1",
            (account, i64::from(factor.version), now.micros(), factor.step),
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    replace_recovery(conn, account, factor.recovery).await?;
    end_sessions(conn, account).await?;
    Ok(true)
}

/// Takes the second factor of an account away, with its recovery codes; its sessions end. Answers
/// whether there was one.
///
/// # Errors
/// The database failed.
pub async fn clear_second_factor(conn: &mut Conn, account: Uuid) -> Result<bool, Error> {
    let changed = conn
        .exec(
            "update account set totp_since = null where id = $1 and totp_since is not null",
            (account,),
        )
        .await?;
    if changed == 0 {
        return Ok(false);
    }
    conn.exec("delete from account_recovery where account_id = $1", (account,)).await?;
    end_sessions(conn, account).await?;
    Ok(true)
}

/// Uses a code of this step up; `false` when it, or a later one, has served already.
///
/// # Errors
/// The database failed.
pub async fn use_step(conn: &mut Conn, account: Uuid, step: i64) -> Result<bool, Error> {
    let changed = conn
        .exec(
            "update account set totp_step = $2 where id = $1 and totp_step < $2 \
             and totp_since is not null",
            (account, step),
        )
        .await?;
    Ok(changed > 0)
}

/// Gives an account these recovery codes and no others.
///
/// # Errors
/// The database failed.
pub async fn replace_recovery(
    conn: &mut Conn,
    account: Uuid,
    hashes: Vec<Vec<u8>>,
) -> Result<(), Error> {
    conn.exec("delete from account_recovery where account_id = $1", (account,)).await?;
    for hash in hashes {
        conn.exec(
            "insert into account_recovery (code_hash, account_id) values ($1, $2)",
            (hash, account),
        )
        .await?;
    }
    Ok(())
}

/// Uses a recovery code up; `false` when it is none of the account's, or has served.
///
/// # Errors
/// The database failed.
pub async fn use_recovery(
    conn: &mut Conn,
    account: Uuid,
    hash: Vec<u8>,
    now: Moment,
) -> Result<bool, Error> {
    let changed = conn
        .exec(
            "update account_recovery set used_at = $3 \
             where code_hash = $2 and account_id = $1 and used_at is null",
            (account, hash, now.micros()),
        )
        .await?;
    Ok(changed > 0)
}

/// How many recovery codes an account has left.
///
/// # Errors
/// The database failed.
pub async fn recovery_left(conn: &mut Conn, account: Uuid) -> Result<u32, Error> {
    let (left,): (i64,) = conn
        .one(
            "select count(*) from account_recovery where account_id = $1 and used_at is null",
            (account,),
        )
        .await?;
    Ok(count(left))
}

/// Whether admins must have a second factor.
///
/// # Errors
/// The database failed.
pub async fn admins_need_totp(conn: &mut Conn) -> Result<bool, Error> {
    let (needed,): (i64,) =
        conn.one("select admins_need_totp from team_setting where id = 1", ()).await?;
    Ok(needed > 0)
}

/// Says whether admins must have a second factor. Answers whether that is new.
///
/// # Errors
/// The database failed.
pub async fn set_admins_need_totp(conn: &mut Conn, needed: bool) -> Result<bool, Error> {
    let changed = conn
        .exec(
            "update team_setting set admins_need_totp = $1 where id = 1 and admins_need_totp <> $1",
            (i64::from(needed),),
        )
        .await?;
    Ok(changed > 0)
}
