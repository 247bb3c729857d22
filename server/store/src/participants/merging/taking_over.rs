//! What the registration that is kept takes over from the other: its place, seats, lines, wishes and all
//! that happened to it.

use domain::checkin::{Door, Standing};
use uuid::Uuid;

use super::overlap;
use crate::participants::Participant;
use crate::{Conn, Error, checkins, seats};

/// The better standing of both. `true` when a place has become free.
pub(super) async fn place(
    conn: &mut Conn,
    own: &Participant,
    other: &Participant,
) -> Result<bool, Error> {
    use Standing::{Cancelled, Registered, Waiting};
    match (own.standing, other.standing) {
        (Registered, Registered) => {
            conn.exec("update event set taken = taken - 1 where id = 1", ()).await?;
            return Ok(true);
        }
        (Waiting | Cancelled, Registered) => {
            conn.exec(
                "update participant set standing = 'registered', waiting_since = null, \
                 cancelled_at = null where id = $1",
                (own.id,),
            )
            .await?;
        }
        (Waiting | Cancelled, Waiting) => {
            conn.exec(
                "update participant set standing = 'waiting', cancelled_at = null, \
                 waiting_since = (select min(w.waiting_since) from participant w \
                 where w.id = $1 or w.id = $2) where id = $1",
                (own.id, other.id),
            )
            .await?;
        }
        (Registered, Waiting | Cancelled) | (Waiting | Cancelled, Cancelled) => {}
    }
    Ok(false)
}

/// Seats that fit come along, the others are free. Which those are.
pub(super) async fn seats(conn: &mut Conn, kept: Uuid, gone: Uuid) -> Result<Vec<Uuid>, Error> {
    let overlap = overlap(conn, kept, gone).await?;
    let mut freed = Vec::new();
    for session in overlap.freed {
        seats::free(conn, gone, session.id).await?;
        freed.push(session.id);
    }
    conn.exec("update signup set participant_id = $1 where participant_id = $2", (kept, gone))
        .await?;
    Ok(freed)
}

/// Lines for what they do not hold; in both, the better place.
pub(super) async fn lines(conn: &mut Conn, kept: Uuid, gone: Uuid) -> Result<(), Error> {
    conn.exec(
        "delete from waitlist_entry where participant_id in ($1, $2) and session_id in \
         (select session_id from signup where participant_id = $1)",
        (kept, gone),
    )
    .await?;
    conn.exec(
        "update waitlist_entry set order_key = (select min(w.order_key) from waitlist_entry w \
         where w.session_id = waitlist_entry.session_id and w.participant_id in ($1, $2)) \
         where participant_id = $1",
        (kept, gone),
    )
    .await?;
    conn.exec(
        "delete from waitlist_entry where participant_id = $2 and session_id in \
         (select session_id from waitlist_entry where participant_id = $1)",
        (kept, gone),
    )
    .await?;
    conn.exec(
        "update waitlist_entry set participant_id = $1 where participant_id = $2",
        (kept, gone),
    )
    .await?;
    Ok(())
}

/// Wishes of the slots in which the kept one has none, and what came of them.
pub(super) async fn wishes(conn: &mut Conn, kept: Uuid, gone: Uuid) -> Result<(), Error> {
    conn.exec(
        "delete from wish where participant_id = $2 and slot in \
         (select slot from wish where participant_id = $1)",
        (kept, gone),
    )
    .await?;
    conn.exec("update wish set participant_id = $1 where participant_id = $2", (kept, gone))
        .await?;
    // A seat that came along keeps the result it came from.
    conn.exec(
        "delete from wish_result where participant_id = $1 and exists (select 1 from wish_result g \
         join signup u on u.session_id = g.session_id and u.participant_id = $1 \
         where g.participant_id = $2 and g.slot = wish_result.slot)",
        (kept, gone),
    )
    .await?;
    conn.exec(
        "delete from wish_result where participant_id = $2 and slot in \
         (select slot from wish_result where participant_id = $1)",
        (kept, gone),
    )
    .await?;
    conn.exec("update wish_result set participant_id = $1 where participant_id = $2", (kept, gone))
        .await?;
    Ok(())
}

/// Scans, presence, letters, values that were changed, the group, the lists they are ticked in, and
/// the shadows the other already had.
pub(super) async fn the_rest(conn: &mut Conn, kept: Uuid, gone: Uuid) -> Result<(), Error> {
    for sql in [
        "delete from presence where participant_id in ($1, $2)",
        "update scan set participant_id = $1 where participant_id = $2",
        "update letter set participant_id = $1 where participant_id = $2",
        "update participant_change set participant_id = $1 where participant_id = $2",
        "delete from selected where participant_id = $2 and account_id in \
         (select account_id from selected where participant_id = $1)",
        "update selected set participant_id = $1 where participant_id = $2",
        "update participant set merged_into = $1 where merged_into = $2",
        "update participant set party_id = coalesce(party_id, (select g.party_id from participant g \
         where g.id = $2)) where id = $1",
    ] {
        conn.exec(sql, (kept, gone)).await?;
    }
    let doors: Vec<(String,)> =
        conn.all("select distinct door from scan where participant_id = $1", (kept,)).await?;
    for (door,) in doors {
        let door = Door::parse(&door).ok_or(Error::Corrupt("scan.door"))?;
        checkins::settle_at(conn, kept, door).await?;
    }
    conn.exec(
        "update participant set waiting_since = null, party_id = null where id = $1",
        (gone,),
    )
    .await?;
    Ok(())
}
