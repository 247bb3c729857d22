//! What was done last at a door, so that it can be taken back from the list.

use domain::checkin::Door;
use domain::time::Moment;
use uuid::Uuid;

use super::door_word;
use crate::{Conn, Error};

/// Someone who was let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recent {
    /// The act that let them in.
    pub scan: Uuid,
    /// First name and last name.
    pub name: String,
    /// When.
    pub at: Moment,
    /// By which phone or member of the team.
    pub by: String,
}

/// The last people who came in at a door and are inside, the newest first; at most so many.
///
/// # Errors
/// The database failed.
pub async fn recent(conn: &mut Conn, door: Door, most: u32) -> Result<Vec<Recent>, Error> {
    let rows: Vec<(Uuid, String, String, i64, String)> = conn
        .all(
            "select s.id, p.first_name, p.last_name, s.corrected_at, coalesce(d.name, a.email) \
             from presence e join scan s on s.id = e.scan_id \
             join participant p on p.id = e.participant_id \
             left join device d on d.id = s.device_id left join account a on a.id = s.account_id \
             where e.door = $1 order by s.corrected_at desc, s.id desc limit $2",
            (door_word(door), i64::from(most)),
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(scan, first, last, at, by)| Recent {
            scan,
            name: format!("{first} {last}"),
            at: Moment::from_micros(at),
            by,
        })
        .collect())
}
