//! One-time links with which a member of the team sets a password.

use domain::participant::Email;
use domain::role::Role;
use store::{Store, accounts, journal};

use crate::clock::now;
use crate::keys::{hash, random_secret};

/// How long a link serves, in seconds.
const LASTS: i64 = 24 * 3600;

/// Puts someone in the team and makes their link; returns its path, which is kept nowhere else.
///
/// # Errors
/// The database failed.
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
    Ok(format!("/mot-de-passe/{token}"))
}
