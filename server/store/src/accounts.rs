//! The team: accounts and roles; their one-time links, sessions and second factors.

mod links;
mod roles;
mod second_factor;
mod sessions;

use domain::participant::Email;
use domain::role::Role;
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

pub use crate::hostings::{leads, sessions_of};
pub use links::{add_link, by_one_time_link, set_own_password, set_password};
pub use roles::{close, reopen, set_role};
pub use second_factor::{
    SecondFactor, admins_need_totp, clear_second_factor, recovery_left, replace_recovery,
    set_admins_need_totp, set_second_factor, use_recovery, use_step,
};
pub use sessions::{
    NewSession, OpenSession, SignedIn, awaiting_code, begin, begin_session, by_session,
    end_session, end_session_of, end_sessions, last_seen, of_account, seen, signed_in,
};

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
    /// The version of their second factor's secret; a new one is derived from the next version.
    pub totp_version: u32,
    /// Since when the second factor is asked for; `None` when it is not.
    pub totp_since: Option<Moment>,
    /// When the account was closed; `None` while it is open.
    pub closed_at: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    email: String,
    role: String,
    password_hash: Option<String>,
    totp_version: i64,
    totp_since: Option<i64>,
    closed_at: Option<i64>,
}

impl Row {
    fn account(self) -> Result<Account, Error> {
        Ok(Account {
            role: Role::parse(&self.role).ok_or(Error::Corrupt("account.role"))?,
            id: self.id,
            email: self.email,
            password_hash: self.password_hash,
            totp_version: count(self.totp_version),
            totp_since: self.totp_since.map(Moment::from_micros),
            closed_at: self.closed_at.map(Moment::from_micros),
        })
    }
}

macro_rules! select_account {
    ($rest:literal) => {
        concat!(
            "select a.id, a.email, a.role, a.password_hash, a.totp_version, a.totp_since, \
             a.closed_at from account a ",
            $rest
        )
    };
}
use select_account;

/// Adds someone to the team, or changes the role of who is there already and opens their account
/// again. A changed role ends their sessions.
///
/// # Errors
/// They are the last admin and would no longer be one, or the database failed.
pub async fn put(conn: &mut Conn, email: &Email, role: Role, now: Moment) -> Result<Uuid, Error> {
    let (id, before, closed): (Uuid, String, Option<i64>) = conn
        .one(
            "insert into account (id, email, email_key, role, created_at) \
             values ($1, $2, $3, $4, $5) \
             on conflict (email_key) do update set email = excluded.email \
             returning id, role, closed_at",
            (Uuid::now_v7(), email.to_string(), email.key(), role.as_str(), now.micros()),
        )
        .await?;
    if before != role.as_str() {
        set_role(conn, id, role).await?;
    }
    if closed.is_some() {
        reopen(conn, id).await?;
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

/// The whole team, by address; closed accounts come last.
///
/// # Errors
/// The database failed.
pub async fn all(conn: &mut Conn) -> Result<Vec<Account>, Error> {
    let rows: Vec<Row> = conn
        .all(
            select_account!(
                "order by case when a.closed_at is null then 0 else 1 end, a.email_key"
            ),
            (),
        )
        .await?;
    rows.into_iter().map(Row::account).collect()
}

/// The account with this identity, open or closed.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Account>, Error> {
    let row: Option<Row> = conn.opt(select_account!("where a.id = $1"), (id,)).await?;
    row.map(Row::account).transpose()
}

/// The open account with this address.
///
/// # Errors
/// The database failed.
pub async fn by_email(conn: &mut Conn, email: &Email) -> Result<Option<Account>, Error> {
    let row: Option<Row> = conn
        .opt(select_account!("where a.email_key = $1 and a.closed_at is null"), (email.key(),))
        .await?;
    row.map(Row::account).transpose()
}
