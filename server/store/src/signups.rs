//! Sign-ups: one participant's seat in one session.

use domain::Refusal;
use domain::checkin::Standing;
use domain::programme::Session;
use domain::schedule::{Fit, Origin, fit, held_there};
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::{SessionRow, select_session};
use crate::seats::{self, Book};
use crate::{Conn, Error, participants, waitlist, wishes};

/// Who asks: the person within the sign-up window, or the team at any time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The person, from their own page.
    Themselves,
    /// A member of the team.
    Team,
}

impl By {
    pub(crate) fn origin(self) -> Origin {
        match self {
            Self::Themselves => Origin::Chosen,
            Self::Team => Origin::Team,
        }
    }
}

/// What the page from which something is asked shows in its place
/// ([`held_there`]): when that is no longer so, nothing is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The session held, or nothing.
    pub held: Option<Uuid>,
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
            select_session!(
                "from signup u join session s on s.id = u.session_id \
                 join activity a on a.id = s.activity_id \
                 where u.participant_id = $1 order by s.starts_at, a.position"
            ),
            (participant,),
        )
        .await?;
    rows.into_iter().map(SessionRow::session).collect()
}

/// Takes a seat. In the same slot this is a swap: both seats change hands in one unit, so the old
/// one is never lost before the new one is held, and then goes on to its own line. They no longer
/// wait for this one. Asking twice changes nothing.
///
/// # Errors
/// The rules refuse ([`fit`]), the session is full, choosing is not open, the page was out of
/// date, or the person has no place at the conference.
pub async fn take(
    conn: &mut Conn,
    participant: Uuid,
    session: Uuid,
    by: By,
    seen: Option<Seen>,
    now: Moment,
) -> Result<Taken, Error> {
    let book = open_for(conn, participant, by, now).await?;
    let wanted = seats::session(conn, session).await?;
    let held = held(conn, participant).await?;
    let fit = fit(&wanted, &held, book.walk, now);
    if fit == Ok(Fit::Held) {
        return Ok(Taken::Before);
    }
    check_seen(&wanted, &held, seen)?;
    wishes::check_first_come(conn, &wanted, by, now).await?;
    let old = match fit? {
        Fit::Held => return Ok(Taken::Before),
        Fit::Free => None,
        Fit::Swaps(old) => Some(old),
    };
    seat(conn, participant, &wanted, old, by.origin(), now).await?;
    Ok(old.map_or(Taken::Seated, |old| Taken::Swapped { old: old.code.clone() }))
}

/// Opens the book for someone who wants a seat or a place in line, and has a right to one.
pub(crate) async fn open_for(
    conn: &mut Conn,
    participant: Uuid,
    by: By,
    now: Moment,
) -> Result<Book, Error> {
    let book = seats::open(conn).await?;
    match participants::lock(conn, participant).await? {
        Standing::Registered => {}
        Standing::Waiting => return Err(Refusal::StillWaiting.into()),
        Standing::Cancelled => return Err(Refusal::RegistrationCancelled.into()),
    }
    book.check_choosing(by, now)?;
    Ok(book)
}

/// Whether the page from which something is asked still shows what is.
pub(crate) fn check_seen(
    wanted: &Session,
    held: &[Session],
    seen: Option<Seen>,
) -> Result<(), Refusal> {
    let there = held_there(wanted, held);
    match seen {
        Some(seen) if seen.held != there.map(|session| session.id) => {
            Err(Refusal::PageOutOfDate { held: there.map(|session| session.code.clone()) })
        }
        _ => Ok(()),
    }
}

/// The seat itself, and all that follows from it.
pub(crate) async fn seat(
    conn: &mut Conn,
    participant: Uuid,
    wanted: &Session,
    old: Option<&Session>,
    origin: Origin,
    now: Moment,
) -> Result<(), Error> {
    let old = old.map(|old| old.id);
    seats::seat(conn, participant, wanted, old, origin, now).await?;
    waitlist::seated(conn, participant, wanted).await?;
    if let Some(old) = old {
        waitlist::settle(conn, vec![old], vec![participant], now).await?;
    }
    Ok(())
}

/// Gives a seat back: it goes to the first in line who is then free, and the person may get one
/// they waited for. `false` when it was not held (any longer): asking twice changes nothing.
///
/// # Errors
/// Self-service is frozen, no such person, or the database failed.
pub async fn give_back(
    conn: &mut Conn,
    participant: Uuid,
    session: Uuid,
    by: By,
    now: Moment,
) -> Result<bool, Error> {
    let book = seats::open(conn).await?;
    participants::lock(conn, participant).await?;
    book.check_changing(by, now)?;
    if !seats::free(conn, participant, session).await? {
        return Ok(false);
    }
    waitlist::settle(conn, vec![session], vec![participant], now).await?;
    Ok(true)
}

/// Notes that someone keeps what they were given; the first time counts. `false` when they do not
/// hold it (any longer).
///
/// # Errors
/// The database failed.
pub async fn keep(
    conn: &mut Conn,
    participant: Uuid,
    session: Uuid,
    now: Moment,
) -> Result<bool, Error> {
    let kept = conn
        .exec(
            "update signup set accepted_at = coalesce(accepted_at, $3) \
             where participant_id = $1 and session_id = $2",
            (participant, session, now.micros()),
        )
        .await?;
    Ok(kept == 1)
}
