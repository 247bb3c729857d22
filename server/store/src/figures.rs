//! The numbers organisers look at first.

use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error, checkins};
use domain::checkin::Door;

/// How many people there are, by where they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct People {
    /// With a place.
    pub registered: u32,
    /// On the waiting list.
    pub waiting: u32,
    /// Who gave their place up.
    pub cancelled: u32,
    /// Let in at the main entrance.
    pub arrived: u32,
}

/// Counts people.
///
/// # Errors
/// The database failed.
pub async fn people(conn: &mut Conn) -> Result<People, Error> {
    let rows: Vec<(String, i64)> = conn
        .all(
            "select standing, count(*) from participant where merged_into is null group by standing",
            (),
        )
        .await?;
    let of = |word: &str| rows.iter().find(|(w, _)| w == word).map_or(0, |(_, n)| count(*n));
    Ok(People {
        registered: of("registered"),
        waiting: of("waiting"),
        cancelled: of("cancelled"),
        arrived: at_door(conn, Door::Main).await?,
    })
}

/// How many people were let in at a door.
///
/// # Errors
/// The database failed.
pub async fn at_door(conn: &mut Conn, door: Door) -> Result<u32, Error> {
    let (arrived,): (i64,) = conn
        .one("select count(*) from presence where door = $1", (checkins::door_word(door),))
        .await?;
    Ok(count(arrived))
}

/// How many people were let in at each session's door.
///
/// # Errors
/// The database failed.
pub async fn by_session(conn: &mut Conn) -> Result<Vec<(Uuid, u32)>, Error> {
    let rows: Vec<(String, i64)> = conn
        .all("select door, count(*) from presence where door <> 'main' group by door", ())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|(door, n)| Some((Uuid::try_parse(&door).ok()?, count(n))))
        .collect())
}
