//! Where people passed, for the organisers' pages.

use domain::checkin::Door;
use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

/// The doors someone was let in at, and when.
///
/// # Errors
/// The database failed.
pub async fn passages(conn: &mut Conn, participant: Uuid) -> Result<Vec<(Door, Moment)>, Error> {
    let rows: Vec<(String, i64)> = conn
        .all(
            "select e.door, s.corrected_at from presence e join scan s on s.id = e.scan_id \
             where e.participant_id = $1",
            (participant,),
        )
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(door, at)| Some((Door::parse(&door)?, Moment::from_micros(at))))
        .collect())
}
