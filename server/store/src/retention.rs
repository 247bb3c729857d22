//! Forgetting people: access needs a week after the conference, everything else after ninety days.

use domain::retention::{needs_until, people_until};
use domain::time::Moment;

use crate::{Conn, Error, wishes};

/// What was forgotten.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forgotten {
    /// How many people's access needs.
    pub needs: u32,
    /// How many participants, with all that was kept about them.
    pub participants: u32,
}

/// Deletes what is no longer to be kept. Doing it again does nothing. The journal stays: it names
/// people by an identity that then leads nowhere.
///
/// # Errors
/// The database failed.
pub async fn purge(conn: &mut Conn, now: Moment) -> Result<Forgotten, Error> {
    let mut forgotten = Forgotten::default();
    let ended: Option<(i64,)> = conn.opt("select ends_at from event where id = 1", ()).await?;
    let Some(ended) = ended.map(|(at,)| Moment::from_micros(at)) else { return Ok(forgotten) };
    if now >= needs_until(ended) {
        forgotten.needs = amount(conn.exec("delete from access_need", ()).await?);
    }
    if now >= people_until(ended) {
        forgotten.participants = forget_people(conn).await?;
    }
    Ok(forgotten)
}

fn amount(rows: u64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

async fn forget_people(conn: &mut Conn) -> Result<u32, Error> {
    conn.exec("delete from letter", ()).await?;
    conn.exec("delete from host_message", ()).await?;
    conn.exec("delete from batch", ()).await?;
    conn.exec("delete from people_import", ()).await?;
    conn.exec("update participant set merged_into = null where merged_into is not null", ())
        .await?;
    conn.exec("delete from presence", ()).await?;
    conn.exec("delete from walk_in", ()).await?;
    conn.exec("delete from scan", ()).await?;
    // A phone is often called after whoever holds it.
    conn.exec("delete from device", ()).await?;
    conn.exec("delete from pairing", ()).await?;
    conn.exec("delete from waitlist_entry", ()).await?;
    conn.exec("delete from signup", ()).await?;
    wishes::forget(conn).await?;
    let people = conn.exec("delete from participant", ()).await?;
    conn.exec("delete from party", ()).await?;
    conn.exec("delete from journal_value", ()).await?;
    if people > 0 {
        conn.exec("update session set taken = 0", ()).await?;
        conn.exec("update event set taken = 0, beyond = 0 where id = 1", ()).await?;
    }
    Ok(amount(people))
}
