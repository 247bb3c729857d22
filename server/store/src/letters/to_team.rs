use domain::letter::Letter;
use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

/// Writes a letter to a member of the team: a trial, or one that shows that letters arrive.
///
/// # Errors
/// The database failed.
pub async fn enqueue_to_member(
    conn: &mut Conn,
    kind: Letter,
    email: &str,
    about: &str,
    now: Moment,
) -> Result<Uuid, Error> {
    let id = Uuid::now_v7();
    conn.exec(
        "insert into letter (id, kind, recipient, about, state, due_at, created_at) \
         values ($1, $2, $3, $4, 'waiting', $5, $5)",
        (id, kind.as_str(), email.to_owned(), about.to_owned(), now.micros()),
    )
    .await?;
    Ok(id)
}
