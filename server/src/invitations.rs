//! One-time links with which a member of the team sets a password: shown once, or sent in a letter.
//!
//! A link that is shown is drawn at random. One that is sent is derived from the instance's key, so
//! that it does not lie in the outbox; whoever reads the outbox is not shown it.

use domain::letter::Letter;
use domain::participant::Email;
use domain::role::Role;
use domain::time::Moment;
use store::{Conn, Store, accounts, journal, letters};
use uuid::Uuid;

use crate::clock::now;
use crate::keys::{Keys, Purpose, hash, random_secret};
use crate::state::App;

/// How long a link serves, in seconds.
const LASTS: i64 = 24 * 3600;

/// What came of an invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Invited {
    /// A letter is on its way.
    Sent,
    /// The path of the link, which is kept nowhere else.
    Shown(String),
}

/// Puts someone in the team and makes their link; returns its path, which is kept nowhere else.
///
/// # Errors
/// They are the last admin and would no longer be one, or the database failed.
pub async fn invite(
    store: &Store,
    email: Email,
    role: Role,
    by: String,
) -> Result<String, store::Error> {
    let (token, at) = (random_secret(), now());
    let kept = hash(&token);
    store
        .write(async move |conn| {
            let id = accounts::put(conn, &email, role, at).await?;
            accounts::add_link(conn, id, kept, at.plus_seconds(LASTS)).await?;
            journal::write(conn, &by, "team.link", email.as_str(), role.as_str(), at).await
        })
        .await?;
    Ok(path(&token))
}

/// Puts someone in the team, by letter where letters can be sent.
///
/// # Errors
/// They are the last admin and would no longer be one, or the database failed.
pub async fn invite_from_page(
    app: &App,
    email: Email,
    role: Role,
    by: String,
) -> Result<Invited, store::Error> {
    if app.config.smtp_url.is_none() {
        return Ok(Invited::Shown(invite(&app.store, email, role, by).await?));
    }
    let (link, at) = (Uuid::now_v7(), now());
    let kept = hash(&secret(&app.keys, link));
    app.store
        .write(async move |conn| {
            let id = accounts::put(conn, &email, role, at).await?;
            send(conn, id, email.as_str(), (link, kept), at).await?;
            journal::write(conn, &by, "team.invite", email.as_str(), role.as_str(), at).await
        })
        .await?;
    Ok(Invited::Sent)
}

/// Makes a link for someone who is in the team.
///
/// # Errors
/// The database failed.
pub async fn renew(
    app: &App,
    account: Uuid,
    email: String,
    by: String,
) -> Result<Invited, store::Error> {
    let at = now();
    let (link, token) = (Uuid::now_v7(), random_secret());
    let by_letter = app.config.smtp_url.is_some();
    let kept = hash(&if by_letter { secret(&app.keys, link) } else { token.clone() });
    app.store
        .write_beside(async move |conn| {
            if by_letter {
                send(conn, account, &email, (link, kept), at).await?;
            } else {
                accounts::add_link(conn, account, kept, at.plus_seconds(LASTS)).await?;
            }
            let action = if by_letter { "team.invite" } else { "team.link" };
            journal::write(conn, &by, action, &email, "", at).await
        })
        .await?;
    Ok(if by_letter { Invited::Sent } else { Invited::Shown(path(&token)) })
}

async fn send(
    conn: &mut Conn,
    account: Uuid,
    email: &str,
    (link, kept): (Uuid, Vec<u8>),
    at: Moment,
) -> Result<(), store::Error> {
    accounts::add_link(conn, account, kept, at.plus_seconds(LASTS)).await?;
    letters::enqueue_to(conn, Letter::Invitation, email, &link.to_string(), at).await
}

/// The secret of a link that is sent.
#[must_use]
pub fn secret(keys: &Keys, link: Uuid) -> String {
    keys.secret(Purpose::Invitation, link, 1)
}

/// Where a link leads.
#[must_use]
pub fn path(token: &str) -> String {
    format!("/mot-de-passe/{token}")
}
