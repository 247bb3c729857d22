//! Registrations that are probably one person's, but for the pairs that somebody has said are two.

use std::collections::HashSet;

use domain::duplicates::{Known, Pair, probable};
use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

/// The pairs among the living registrations, most likely first.
///
/// # Errors
/// The database failed.
pub async fn find(conn: &mut Conn) -> Result<Vec<Pair>, Error> {
    let rows: Vec<(Uuid, String, String, Option<String>, String)> = conn
        .all(
            "select id, first_name, last_name, email, phone from participant \
             where standing <> 'cancelled' order by id",
            (),
        )
        .await?;
    let known: Vec<_> = rows
        .into_iter()
        .map(|(id, first, last, email, phone)| Known {
            id,
            name: format!("{first} {last}"),
            email: email.unwrap_or_default(),
            phone,
        })
        .collect();
    let distinct: Vec<(Uuid, Uuid)> = conn.all("select low, high from distinct_pair", ()).await?;
    let distinct: HashSet<_> = distinct.into_iter().collect();
    let mut pairs = probable(&known);
    pairs.retain(|pair| !distinct.contains(&(pair.low, pair.high)));
    Ok(pairs)
}

/// Somebody says that these are two people. `false` when that was said before.
///
/// # Errors
/// The database failed.
pub async fn dismiss(conn: &mut Conn, one: Uuid, other: Uuid, now: Moment) -> Result<bool, Error> {
    let (low, high) = (one.min(other), one.max(other));
    let said = conn
        .exec(
            "insert into distinct_pair (low, high, at) select a.id, b.id, $3 \
             from participant a, participant b where a.id = $1 and b.id = $2 \
             on conflict do nothing",
            (low, high, now.micros()),
        )
        .await?;
    Ok(said == 1)
}
