//! The numbers organisers look at first.

use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error, checkins};
use domain::checkin::Door;
use domain::time::Moment;

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

/// One hour, in microseconds.
const HOUR: i64 = 3_600_000_000;

/// Five minutes, in microseconds.
const FIVE_MINUTES: i64 = 300_000_000;

/// How many of those who have a place registered in each hour that had any, in the order of time.
///
/// # Errors
/// The database failed.
pub async fn registrations(conn: &mut Conn) -> Result<Vec<(Moment, u32)>, Error> {
    let rows: Vec<(i64, i64)> = conn
        .all(
            "select created_at / 3600000000 as hour, count(*) from participant \
             where standing = 'registered' group by 1 order by 1",
            (),
        )
        .await?;
    Ok(rows.into_iter().map(|(hour, n)| (Moment::from_micros(hour * HOUR), count(n))).collect())
}

/// How many people were let in at the main entrance in each five minutes that saw any, in the order
/// of time.
///
/// # Errors
/// The database failed.
pub async fn arrivals(conn: &mut Conn) -> Result<Vec<(Moment, u32)>, Error> {
    let rows: Vec<(i64, i64)> = conn
        .all(
            "select s.corrected_at / $1, count(*) from presence e join scan s on s.id = e.scan_id \
             where e.door = 'main' group by s.corrected_at / $1 order by 1",
            (FIVE_MINUTES,),
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(five, n)| (Moment::from_micros(five * FIVE_MINUTES), count(n)))
        .collect())
}

/// How many of those who have a place come from each département; the first is those who said none.
///
/// # Errors
/// The database failed.
pub async fn departments(conn: &mut Conn) -> Result<Vec<(String, u32)>, Error> {
    let rows: Vec<(String, i64)> = conn
        .all(
            "select coalesce(department, ''), count(*) from participant \
             where standing = 'registered' group by 1 order by 1",
            (),
        )
        .await?;
    Ok(rows.into_iter().map(|(department, n)| (department, count(n))).collect())
}

/// How many of those who have a place come from each organisation, as they wrote it.
///
/// # Errors
/// The database failed.
pub async fn organisations(conn: &mut Conn) -> Result<Vec<(String, u32)>, Error> {
    let rows: Vec<(String, i64)> = conn
        .all(
            "select organisation, count(*) from participant where standing = 'registered' \
             group by organisation",
            (),
        )
        .await?;
    Ok(rows.into_iter().map(|(organisation, n)| (organisation, count(n))).collect())
}

/// How many people have the same name as somebody who registered before them, cancelled ones left
/// out.
///
/// # Errors
/// The database failed.
pub async fn namesakes(conn: &mut Conn) -> Result<u32, Error> {
    let (namesakes,): (i64,) = conn
        .one(
            "select cast(coalesce(sum(n - 1), 0) as bigint) from (select count(*) as n \
             from participant where standing <> 'cancelled' group by sort_key \
             having count(*) > 1) as names",
            (),
        )
        .await?;
    Ok(count(namesakes))
}

/// How many letters were tried and not taken yet.
///
/// # Errors
/// The database failed.
pub async fn delayed_letters(conn: &mut Conn) -> Result<u32, Error> {
    let (letters,): (i64,) = conn
        .one("select count(*) from letter where state = 'waiting' and last_error <> ''", ())
        .await?;
    Ok(count(letters))
}
