//! Sessions as the team runs them: who is in, how many may be, and calling one off.

use domain::Refusal;
use domain::letter::Letter;
use domain::schedule::Origin;
use domain::ticket::Code;
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::waitlist::settle;
use crate::{Conn, Error, announcements, letters, seats};

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

/// What calling a session off did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CalledOff {
    /// How many people held it or waited for it.
    pub concerned: u32,
    /// Whose letters wait; `None` when there are none.
    pub announcement: Option<Uuid>,
}

/// Calls a session off, and tells its people two minutes later: until then their letters can be
/// called back. Calling it off twice changes nothing.
///
/// # Errors
/// No such session, or the database failed.
pub async fn call_off(
    conn: &mut Conn,
    session: Uuid,
    (by, about): (&str, &str),
    now: Moment,
) -> Result<CalledOff, Error> {
    seats::open(conn).await?;
    let Some(people) = empty(conn, session, now).await? else { return Ok(CalledOff::default()) };
    let draft = announcements::begin(conn, by, about, now).await?;
    let session = session.to_string();
    for person in &people {
        draft.write(conn, Letter::SessionCancelled, *person, &session).await?;
    }
    let announcement = draft.end(conn).await?;
    let concerned = u32::try_from(people.len()).unwrap_or(u32::MAX);
    settle(conn, Vec::new(), people, now).await?;
    Ok(CalledOff { concerned, announcement })
}

/// Calls a session off: its seats are given back, its line is emptied, each of these people gets a
/// letter, and then perhaps a seat elsewhere. How many they were; calling it off twice changes
/// nothing.
///
/// # Errors
/// No such session, or the database failed.
pub async fn cancel(conn: &mut Conn, session: Uuid, now: Moment) -> Result<u32, Error> {
    seats::open(conn).await?;
    let Some(people) = empty(conn, session, now).await? else { return Ok(0) };
    let about = session.to_string();
    for person in &people {
        letters::enqueue(conn, Letter::SessionCancelled, *person, &about, now).await?;
    }
    let concerned = u32::try_from(people.len()).unwrap_or(u32::MAX);
    settle(conn, Vec::new(), people, now).await?;
    Ok(concerned)
}

/// Marks a session as called off and takes everybody out; who they were, or nothing when it was
/// called off before.
async fn empty(conn: &mut Conn, session: Uuid, now: Moment) -> Result<Option<Vec<Uuid>>, Error> {
    if seats::session(conn, session).await?.cancelled {
        return Ok(None);
    }
    let people: Vec<(Uuid,)> = conn
        .all(
            "select participant_id from signup where session_id = $1 \
             union select participant_id from waitlist_entry where session_id = $1",
            (session,),
        )
        .await?;
    let mut people: Vec<Uuid> = people.into_iter().map(|(person,)| person).collect();
    people.sort_unstable();
    conn.exec("delete from signup where session_id = $1", (session,)).await?;
    conn.exec("delete from waitlist_entry where session_id = $1", (session,)).await?;
    conn.exec(
        "update session set taken = 0, cancelled_at = $2 where id = $1",
        (session, now.micros()),
    )
    .await?;
    Ok(Some(people))
}
