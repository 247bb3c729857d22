//! Taking back an act on several people, as long as nothing of it has left the house and nobody has
//! changed anything of it since.

use domain::Refusal;
use domain::checkin::Standing;
use domain::time::Moment;
use uuid::Uuid;

use super::state::{Place, Seat, State, Undo, Wish};
use crate::participants::{by_email, promote_waiting};
use crate::{Conn, Error, journal, seats, waitlist};

/// Takes it back: letters that wait are withdrawn, and everything is as it was. `false` when that was
/// done before.
///
/// # Errors
/// A letter has left, somebody has changed something since, a seat was taken meanwhile
/// ([`Refusal::TooLateToUndo`]); there is no such act; or the database failed.
pub async fn undo(conn: &mut Conn, id: Uuid, actor: &str, now: Moment) -> Result<bool, Error> {
    seats::open(conn).await?;
    let row: Option<(String, Option<i64>)> =
        conn.opt("select undo, undone_at from batch where id = $1", (id,)).await?;
    let (undo, undone) = row.ok_or(Refusal::NotFound)?;
    if undone.is_some() {
        return Ok(false);
    }
    let undo: Undo = serde_json::from_str(&undo).map_err(|_| Error::Corrupt("batch.undo"))?;
    withdraw(conn, id).await?;
    if !undo.still_stands(&State::load(conn, id).await?) {
        return Err(Refusal::TooLateToUndo.into());
    }
    put_back_seats(conn, &undo).await?;
    put_back_the_rest(conn, &undo).await?;
    check_places(conn).await?;
    // What others gave back meanwhile may now be somebody's turn.
    promote_waiting(conn, now).await?;
    waitlist::settle_all(conn, now).await?;
    conn.exec("update batch set undone_at = $2, undo = '' where id = $1", (id, now.micros()))
        .await?;
    for person in undo.touched() {
        journal::write(conn, actor, "participant.undo", &person.to_string(), "", now).await?;
    }
    Ok(true)
}

/// Deletes the letters, all of which are still here.
async fn withdraw(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    let deleted = conn
        .exec(
            "delete from letter where batch_id = $1 and state = 'waiting' and attempts = 0 \
             and leased_until is null",
            (id,),
        )
        .await?;
    let (left,): (i64,) =
        conn.one("select count(*) from letter where batch_id = $1", (id,)).await?;
    tracing::debug!(batch = %id, deleted, left, "letters withdrawn");
    if left > 0 { Err(Refusal::TooLateToUndo.into()) } else { Ok(()) }
}

async fn put_back_seats(conn: &mut Conn, undo: &Undo) -> Result<(), Error> {
    for seat in &undo.seats.come {
        seats::free(conn, seat.0, seat.1).await?;
    }
    for (person, was, _) in &undo.stands {
        if registered_anew(conn, *person, &was.0).await? {
            return Err(Refusal::TooLateToUndo.into());
        }
        let (standing, waiting_since, cancelled_at) = was.clone();
        conn.exec(
            "update participant set standing = $2, waiting_since = $3, cancelled_at = $4 \
             where id = $1",
            (*person, standing, waiting_since, cancelled_at),
        )
        .await?;
    }
    for seat in &undo.seats.gone {
        let (person, session, slot, created_at, origin, accepted_at): Seat = seat.clone();
        // Whoever came in between keeps what they took: then nothing can be taken back.
        let taken = conn
            .exec(
                "update session set taken = taken + 1 \
                 where id = $1 and taken < capacity and cancelled_at is null",
                (session,),
            )
            .await?;
        if taken == 0 {
            return Err(Refusal::TooLateToUndo.into());
        }
        let held = conn
            .exec(
                "insert into signup (participant_id, session_id, slot, created_at, origin, \
                 accepted_at) values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
                (person, session, slot, created_at, origin, accepted_at),
            )
            .await?;
        if held == 0 {
            return Err(Refusal::TooLateToUndo.into());
        }
    }
    Ok(())
}

/// Whether the address of someone who is to come back belongs to another living registration now.
async fn registered_anew(conn: &mut Conn, person: Uuid, standing: &str) -> Result<bool, Error> {
    if standing == Standing::Cancelled.as_str() {
        return Ok(false);
    }
    let (key,): (Option<String>,) =
        conn.one("select email_key from participant where id = $1", (person,)).await?;
    let Some(key) = key else { return Ok(false) };
    Ok(by_email(conn, &key).await?.is_some_and(|other| other != person))
}

async fn put_back_the_rest(conn: &mut Conn, undo: &Undo) -> Result<(), Error> {
    for place in &undo.places.come {
        conn.exec(
            "delete from waitlist_entry where participant_id = $1 and session_id = $2",
            (place.0, place.1),
        )
        .await?;
    }
    for place in &undo.places.gone {
        let (person, session, slot, swap, rank, order, joined, reason): Place = place.clone();
        conn.exec(
            "insert into waitlist_entry (participant_id, session_id, slot, swap, wish_rank, \
             order_key, joined_at, moved_reason) values ($1, $2, $3, $4, $5, $6, $7, $8)",
            (person, session, slot, swap, rank, order, joined, reason),
        )
        .await?;
    }
    for wish in &undo.wishes.gone {
        let (person, slot, session, rank, at): Wish = wish.clone();
        conn.exec(
            "insert into wish (participant_id, slot, session_id, wish_rank, submitted_at) \
             values ($1, $2, $3, $4, $5)",
            (person, slot, session, rank, at),
        )
        .await?;
    }
    Ok(())
}

/// The conference's places are counted again: somebody may have registered into one meanwhile.
async fn check_places(conn: &mut Conn) -> Result<(), Error> {
    let counted = conn
        .exec(
            "update event set taken = (select count(*) from participant \
             where standing = 'registered') where id = 1 and capacity >= \
             (select count(*) from participant where standing = 'registered')",
            (),
        )
        .await?;
    if counted == 0 { Err(Refusal::TooLateToUndo.into()) } else { Ok(()) }
}
