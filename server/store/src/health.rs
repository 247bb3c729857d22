//! Whether the database takes writes.

use domain::time::Moment;

use crate::{Error, Store};

/// Commits a small write, all the way through.
///
/// # Errors
/// It could not be committed.
pub async fn beat(store: &Store, now: Moment) -> Result<(), Error> {
    store
        .write_beside(async move |conn| {
            conn.exec(
                "insert into heartbeat (id, at) values (1, $1) \
                 on conflict (id) do update set at = excluded.at",
                (now.micros(),),
            )
            .await
        })
        .await?;
    Ok(())
}
