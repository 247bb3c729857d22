//! Whom a member of the team has ticked in the list, from one page to the next; and how they like
//! that list.

use std::collections::HashSet;

use uuid::Uuid;

use super::list::{Criteria, who};
use crate::programme::count;
use crate::{Conn, Error};

/// The most people who are ticked at once.
pub const MOST: u32 = 1_000;

/// Ticks and unticks people.
///
/// # Errors
/// The database failed.
pub async fn put(
    conn: &mut Conn,
    account: Uuid,
    ticked: &[Uuid],
    unticked: &[Uuid],
) -> Result<(), Error> {
    for id in unticked {
        conn.exec(
            "delete from selected where account_id = $1 and participant_id = $2",
            (account, *id),
        )
        .await?;
    }
    for id in ticked {
        conn.exec(
            "insert into selected (account_id, participant_id) select $1, id from participant \
             where id = $2 and merged_into is null on conflict do nothing",
            (account, *id),
        )
        .await?;
    }
    Ok(())
}

/// Ticks everybody who matches, up to so many.
///
/// # Errors
/// The database failed.
pub async fn add_all(
    conn: &mut Conn,
    account: Uuid,
    asked: &Criteria,
    most: u32,
) -> Result<(), Error> {
    let everybody = who(conn, asked, most).await?;
    put(conn, account, &everybody, &[]).await
}

/// Unticks everybody.
///
/// # Errors
/// The database failed.
pub async fn clear(conn: &mut Conn, account: Uuid) -> Result<(), Error> {
    conn.exec("delete from selected where account_id = $1", (account,)).await?;
    Ok(())
}

/// Who is ticked, by last name.
///
/// # Errors
/// The database failed.
pub async fn who_is(conn: &mut Conn, account: Uuid) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<(Uuid,)> = conn
        .all(
            "select p.id from selected s join participant p on p.id = s.participant_id \
             where s.account_id = $1 order by p.sort_key, p.id",
            (account,),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Who of these is ticked, and how many people are in all.
///
/// # Errors
/// The database failed.
pub async fn among(
    conn: &mut Conn,
    account: Uuid,
    these: &[Uuid],
) -> Result<(HashSet<Uuid>, u32), Error> {
    let (total,): (i64,) =
        conn.one("select count(*) from selected where account_id = $1", (account,)).await?;
    let mut ticked = HashSet::new();
    if total > 0 {
        for id in these {
            let (one,): (i64,) = conn
                .one(
                    "select count(*) from selected where account_id = $1 and participant_id = $2",
                    (account, *id),
                )
                .await?;
            if one > 0 {
                ticked.insert(*id);
            }
        }
    }
    Ok((ticked, count(total)))
}

/// A setting of a member of the team; `None` when they never chose.
///
/// # Errors
/// The database failed.
pub async fn setting(conn: &mut Conn, account: Uuid, name: &str) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = conn
        .opt(
            "select value from account_setting where account_id = $1 and name = $2",
            (account, name.to_owned()),
        )
        .await?;
    Ok(row.map(|(value,)| value))
}

/// Remembers a setting of a member of the team.
///
/// # Errors
/// The database failed.
pub async fn put_setting(
    conn: &mut Conn,
    account: Uuid,
    name: &str,
    value: &str,
) -> Result<(), Error> {
    conn.exec(
        "insert into account_setting (account_id, name, value) values ($1, $2, $3) \
         on conflict (account_id, name) do update set value = excluded.value",
        (account, name.to_owned(), value.to_owned()),
    )
    .await?;
    Ok(())
}
