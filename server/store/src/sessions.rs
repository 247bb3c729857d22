//! Sessions as the team runs them: who is in, how many may be, and calling one off.

use domain::Refusal;
use domain::letter::Letter;
use domain::schedule::Origin;
use domain::ticket::Code;
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::waitlist::settle;
use crate::{Conn, Error, letters, seats};

/// Someone with a seat in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seated {
    /// Who.
    pub participant: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// Their readable code.
    pub code: Code,
    /// How they came to hold it.
    pub origin: Origin,
    /// When they said that they keep it.
    pub accepted_at: Option<Moment>,
}

#[derive(sqlx::FromRow)]
struct SeatedRow {
    participant_id: Uuid,
    first_name: String,
    last_name: String,
    organisation: String,
    code: String,
    origin: String,
    accepted_at: Option<i64>,
}

/// Those who hold a seat in a session, by last name.
///
/// # Errors
/// The database failed.
pub async fn people(conn: &mut Conn, session: Uuid) -> Result<Vec<Seated>, Error> {
    let rows: Vec<SeatedRow> = conn
        .all(
            "select u.participant_id, p.first_name, p.last_name, p.organisation, p.code, \
             u.origin, u.accepted_at from signup u join participant p on p.id = u.participant_id \
             where u.session_id = $1 order by p.sort_key, p.id",
            (session,),
        )
        .await?;
    let seated = |row: SeatedRow| {
        Ok(Seated {
            code: Code::parse(&row.code).ok_or(Error::Corrupt("participant.code"))?,
            origin: Origin::parse(&row.origin).ok_or(Error::Corrupt("signup.origin"))?,
            accepted_at: row.accepted_at.map(Moment::from_micros),
            participant: row.participant_id,
            first_name: row.first_name,
            last_name: row.last_name,
            organisation: row.organisation,
        })
    };
    rows.into_iter().map(seated).collect()
}

/// Sets how many people may come; more seats go to those who wait. A later import sets it again.
///
/// # Errors
/// More are seated than that, the room is smaller, or there is no such session.
pub async fn set_capacity(
    conn: &mut Conn,
    session: Uuid,
    capacity: u32,
    now: Moment,
) -> Result<(), Error> {
    seats::open(conn).await?;
    let there = seats::session(conn, session).await?;
    let taken = there.seats.taken;
    if capacity < taken {
        return Err(Refusal::MoveFirst { code: there.code, taken, people: taken - capacity }.into());
    }
    let room: Option<(Option<i64>,)> =
        conn.opt("select seats from room where name = $1", (there.room.clone(),)).await?;
    let seats = room.and_then(|(seats,)| seats).map(count);
    if let Some(seats) = seats.filter(|seats| capacity > *seats && capacity > there.seats.capacity)
    {
        return Err(Refusal::RoomTooSmall { room: there.room, seats }.into());
    }
    conn.exec("update session set capacity = $2 where id = $1", (session, i64::from(capacity)))
        .await?;
    settle(conn, vec![session], Vec::new(), now).await?;
    Ok(())
}

/// Calls a session off: its seats are given back, its line is emptied, each of these people gets a
/// letter, and then perhaps a seat elsewhere. How many they were; calling it off twice changes
/// nothing.
///
/// # Errors
/// No such session, or the database failed.
pub async fn cancel(conn: &mut Conn, session: Uuid, now: Moment) -> Result<u32, Error> {
    seats::open(conn).await?;
    if seats::session(conn, session).await?.cancelled {
        return Ok(0);
    }
    let mut people: Vec<(Uuid,)> = conn
        .all(
            "select participant_id from signup where session_id = $1 \
             union select participant_id from waitlist_entry where session_id = $1",
            (session,),
        )
        .await?;
    people.sort_unstable();
    conn.exec("delete from signup where session_id = $1", (session,)).await?;
    conn.exec("delete from waitlist_entry where session_id = $1", (session,)).await?;
    conn.exec(
        "update session set taken = 0, cancelled_at = $2 where id = $1",
        (session, now.micros()),
    )
    .await?;
    let about = session.to_string();
    for (person,) in &people {
        letters::enqueue(conn, Letter::SessionCancelled, *person, &about, now).await?;
    }
    let concerned = u32::try_from(people.len()).unwrap_or(u32::MAX);
    settle(conn, Vec::new(), people.into_iter().map(|(person,)| person).collect(), now).await?;
    Ok(concerned)
}
