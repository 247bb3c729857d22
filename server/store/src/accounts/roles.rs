//! What accounts may do, and whether they are open. An admin always remains.

use domain::Refusal;
use domain::role::Role;
use domain::time::Moment;
use uuid::Uuid;

use super::{Account, by_id, end_sessions};
use crate::{Conn, Error};

/// Gives an account another role, which ends its sessions; the same role changes nothing. Answers
/// the role before.
///
/// # Errors
/// No such account, or it is the last admin's.
pub async fn set_role(conn: &mut Conn, id: Uuid, role: Role) -> Result<Role, Error> {
    let account = hold(conn, id).await?;
    if account.role == role {
        return Ok(role);
    }
    refuse_last_admin(conn, &account).await?;
    conn.exec("update account set role = $2 where id = $1", (id, role.as_str())).await?;
    end_sessions(conn, id).await?;
    Ok(account.role)
}

/// Closes an account: its sessions end and its links no longer serve. Nothing it did is lost.
/// Answers whether it was open.
///
/// # Errors
/// No such account, or it is the last admin's.
pub async fn close(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, Error> {
    let account = hold(conn, id).await?;
    if account.closed_at.is_some() {
        return Ok(false);
    }
    refuse_last_admin(conn, &account).await?;
    conn.exec("update account set closed_at = $2 where id = $1", (id, now.micros())).await?;
    conn.exec(
        "update account_link set used_at = $2 where account_id = $1 and used_at is null",
        (id, now.micros()),
    )
    .await?;
    end_sessions(conn, id).await?;
    Ok(true)
}

/// Opens a closed account again, with the role and the password it had. Answers whether it was
/// closed.
///
/// # Errors
/// The database failed.
pub async fn reopen(conn: &mut Conn, id: Uuid) -> Result<bool, Error> {
    let changed = conn
        .exec("update account set closed_at = null where id = $1 and closed_at is not null", (id,))
        .await?;
    Ok(changed > 0)
}

/// The account, while nobody else changes who the admins are: two of them cannot leave at once.
async fn hold(conn: &mut Conn, id: Uuid) -> Result<Account, Error> {
    conn.exec("update team_setting set id = id where id = 1", ()).await?;
    Ok(by_id(conn, id).await?.ok_or(Refusal::NotFound)?)
}

async fn refuse_last_admin(conn: &mut Conn, account: &Account) -> Result<(), Error> {
    let is_admin = account.role == Role::Admin
        && account.password_hash.is_some()
        && account.closed_at.is_none();
    if !is_admin {
        return Ok(());
    }
    let (others,): (i64,) = conn
        .one(
            "select count(*) from account where role = 'admin' and password_hash is not null \
             and closed_at is null and id <> $1",
            (account.id,),
        )
        .await?;
    if others == 0 { Err(Refusal::LastAdmin.into()) } else { Ok(()) }
}
