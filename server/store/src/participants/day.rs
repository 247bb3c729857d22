//! What people chose and where they passed, for the organisers' pages.

use std::collections::HashMap;

use domain::checkin::Door;
use domain::time::Moment;
use uuid::Uuid;

use super::lookup::{Filter, matching, patterns};
use crate::{Conn, Error};

/// What those on one page of a [`super::search`] hold: the codes, in the order of the day.
///
/// # Errors
/// The database failed.
pub async fn chosen(
    conn: &mut Conn,
    typed: &str,
    filter: Filter,
    offset: u32,
    size: u32,
) -> Result<HashMap<Uuid, String>, Error> {
    let [a, b, c, d] = patterns(typed);
    let rows: Vec<(Uuid, String)> = conn
        .all(
            concat!(
                "select p.id, coalesce((select string_agg(a.code, ', ' \
                 order by s.starts_at, a.position) from signup u \
                 join session s on s.id = u.session_id join activity a on a.id = s.activity_id \
                 where u.participant_id = p.id), '') from participant p ",
                matching!(),
                " order by p.sort_key, p.id limit $6 offset $7"
            ),
            (filter.word(), a, b, c, d, i64::from(size), i64::from(offset)),
        )
        .await?;
    Ok(rows.into_iter().collect())
}

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
