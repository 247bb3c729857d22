//! Sign-ups: one participant's seat in one session.

use domain::Refusal;
use domain::checkin::Standing;
use domain::programme::Session;
use domain::schedule::{Fit, fit};
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::SessionRow;
use crate::{Conn, Error, participants};

/// Who asks: the person within the sign-up window, or the team at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The person, from their own page.
    Themselves,
    /// A member of the team.
    Team,
}

/// What choosing a session did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// They have the seat.
    Seated,
    /// They have the seat and gave back the one they held in the same slot.
    Swapped {
        /// The code of what was given back.
        old: String,
    },
    /// They already had it; nothing was done.
    Before,
}

/// The sessions someone holds, in the order of the day.
///
/// # Errors
/// The database failed.
pub async fn held(conn: &mut Conn, participant: Uuid) -> Result<Vec<Session>, Error> {
    let rows: Vec<SessionRow> = conn
        .all(
            "select s.id, a.code, a.kind, a.title, a.theme, s.slot, s.room, s.starts_at, \
             s.ends_at, s.capacity, s.taken, s.cancelled_at \
             from signup u join session s on s.id = u.session_id \
             join activity a on a.id = s.activity_id \
             where u.participant_id = $1 order by s.starts_at, a.position",
            (participant,),
        )
        .await?;
    rows.into_iter().map(SessionRow::session).collect()
}

/// Takes a seat. In the same slot this is a swap: both seats change hands in one unit, so the old
/// one is never lost before the new one is held. Asking twice changes nothing.
///
/// # Errors
/// The rules refuse ([`fit`]), the session is full, choosing is not open, or the person has no
/// place at the conference.
pub async fn take(
    conn: &mut Conn,
    participant: Uuid,
    session: Uuid,
    by: By,
    now: Moment,
) -> Result<Taken, Error> {
    match participants::lock(conn, participant).await? {
        Standing::Registered => {}
        Standing::Waiting => return Err(Refusal::StillWaiting.into()),
        Standing::Cancelled => return Err(Refusal::RegistrationCancelled.into()),
    }
    check_window(conn, by, now).await?;
    let wanted = session_by_id(conn, session).await?;
    let held = held(conn, participant).await?;
    match fit(&wanted, &held, now)? {
        Fit::Held => Ok(Taken::Before),
        Fit::Free => {
            claim(conn, &wanted).await?;
            record(conn, participant, &wanted, now).await?;
            Ok(Taken::Seated)
        }
        Fit::Swaps(old) => {
            swap_seats(conn, &wanted, old).await?;
            erase(conn, participant, old.id).await?;
            record(conn, participant, &wanted, now).await?;
            Ok(Taken::Swapped { old: old.code.clone() })
        }
    }
}

/// Gives a seat back. `false` when it was not held (any longer): asking twice changes nothing.
///
/// # Errors
/// Changes are closed, or the database failed.
pub async fn give_back(
    conn: &mut Conn,
    participant: Uuid,
    session: Uuid,
    by: By,
    now: Moment,
) -> Result<bool, Error> {
    participants::lock(conn, participant).await?;
    check_window(conn, by, now).await?;
    if erase(conn, participant, session).await? == 0 {
        return Ok(false);
    }
    release(conn, session).await?;
    Ok(true)
}

/// Gives back every seat of a person whose row is already locked; returns how many.
pub(crate) async fn give_back_all(conn: &mut Conn, participant: Uuid) -> Result<i64, Error> {
    let sessions: Vec<(Uuid,)> = conn
        .all("delete from signup where participant_id = $1 returning session_id", (participant,))
        .await?;
    let mut ids: Vec<Uuid> = sessions.into_iter().map(|(id,)| id).collect();
    // In one order for everybody, so that two people never wait for each other.
    ids.sort_unstable();
    for id in &ids {
        release(conn, *id).await?;
    }
    Ok(i64::try_from(ids.len()).unwrap_or(i64::MAX))
}

async fn check_window(conn: &mut Conn, by: By, now: Moment) -> Result<(), Error> {
    let row: Option<(i64, i64)> =
        conn.opt("select sign_up_opens_at, sign_up_closes_at from event where id = 1", ()).await?;
    let (opens, closes) = row.ok_or(Refusal::NoEvent)?;
    if by == By::Team {
        return Ok(());
    }
    let opens = Moment::from_micros(opens);
    if now < opens {
        return Err(Refusal::SignUpNotOpen { opens }.into());
    }
    if now >= Moment::from_micros(closes) {
        return Err(Refusal::SignUpClosed.into());
    }
    Ok(())
}

async fn session_by_id(conn: &mut Conn, id: Uuid) -> Result<Session, Error> {
    let row: Option<SessionRow> = conn
        .opt(
            "select s.id, a.code, a.kind, a.title, a.theme, s.slot, s.room, s.starts_at, \
             s.ends_at, s.capacity, s.taken, s.cancelled_at \
             from session s join activity a on a.id = s.activity_id where s.id = $1",
            (id,),
        )
        .await?;
    row.ok_or(Refusal::NotFound)?.session()
}

/// The statement that guards the seats: two people and one last seat, one of them gets it.
async fn claim(conn: &mut Conn, session: &Session) -> Result<(), Error> {
    let claimed = conn
        .exec(
            "update session set taken = taken + 1 \
             where id = $1 and taken < capacity and cancelled_at is null",
            (session.id,),
        )
        .await?;
    if claimed == 0 {
        return Err(Refusal::SessionFull { code: session.code.clone() }.into());
    }
    Ok(())
}

async fn release(conn: &mut Conn, session: Uuid) -> Result<(), Error> {
    conn.exec("update session set taken = taken - 1 where id = $1", (session,)).await?;
    Ok(())
}

/// Both rows in the order of their identities, so that two opposite swaps never wait for each
/// other on PostgreSQL.
async fn swap_seats(conn: &mut Conn, wanted: &Session, old: &Session) -> Result<(), Error> {
    if wanted.id < old.id {
        claim(conn, wanted).await?;
        release(conn, old.id).await
    } else {
        release(conn, old.id).await?;
        claim(conn, wanted).await
    }
}

async fn record(
    conn: &mut Conn,
    participant: Uuid,
    session: &Session,
    now: Moment,
) -> Result<(), Error> {
    conn.exec(
        "insert into signup (participant_id, session_id, slot, created_at) values ($1, $2, $3, $4)",
        (participant, session.id, session.slot.clone(), now.micros()),
    )
    .await?;
    Ok(())
}

async fn erase(conn: &mut Conn, participant: Uuid, session: Uuid) -> Result<u64, Error> {
    conn.exec(
        "delete from signup where participant_id = $1 and session_id = $2",
        (participant, session),
    )
    .await
}
