//! Waiting lists of sessions: joining, leaving, and who is where. The conference's own line is
//! that of its participants ([`crate::participants`]).

mod lists;
mod settle;

use domain::Refusal;
use domain::programme::Session;
use domain::schedule::{Fit, fit};
use domain::time::Moment;
use domain::waitlist::fulfilled;
use uuid::Uuid;

pub use lists::{InLine, Waited, of_participant, of_session};
pub use settle::Promotion;
pub(crate) use settle::{settle, settle_all};

use crate::programme::count;
use crate::signups::{self, By, Seen};
use crate::{Conn, Error, participants, seats, wishes};

/// What joining a line came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joined {
    /// They wait.
    InLine {
        /// Their place in line, from 1.
        place: u32,
    },
    /// There was a seat for them: they have it.
    Seated,
    /// They waited before, and keep their place; whether they would swap is as they now said.
    Before {
        /// Their place in line, from 1.
        place: u32,
    },
    /// They hold it; nothing was done.
    Held,
}

/// Puts someone at the end of a session's line, unless a seat is free that they can take at once.
/// They keep what they hold meanwhile. `swap` says that they would give back their workshop of the
/// same slot for it; a kiosk visit is never swapped. Asking twice keeps the first place.
///
/// # Errors
/// The session is cancelled or has begun, choosing is not open, the page was out of date, the person
/// has no place at the conference, or there is no such session.
pub async fn join(
    conn: &mut Conn,
    participant: Uuid,
    session: Uuid,
    swap: bool,
    by: By,
    seen: Option<Seen>,
    now: Moment,
) -> Result<Joined, Error> {
    let book = signups::open_for(conn, participant, by, now).await?;
    let wanted = seats::session(conn, session).await?;
    wishes::check_first_come(conn, &wanted, by, now).await?;
    let swap = swap && wanted.slot.is_some();
    let held = signups::held(conn, participant).await?;
    let fit = fit(&wanted, &held, book.walk, now);
    if fit == Ok(Fit::Held) {
        return Ok(Joined::Held);
    }
    signups::check_seen(&wanted, &held, seen)?;
    let old = match fit {
        Ok(Fit::Held) => return Ok(Joined::Held),
        Ok(Fit::Free) => Some(None),
        Ok(Fit::Swaps(old)) => swap.then_some(Some(old)),
        Err(Refusal::Clash { .. } | Refusal::KioskAlreadyVisited { .. }) => None,
        Err(refusal) => return Err(refusal.into()),
    };
    if let Some(old) = old.filter(|_| !wanted.seats.is_full()) {
        signups::seat(conn, participant, &wanted, old, by.origin(), now).await?;
        return Ok(Joined::Seated);
    }
    let new = enter(conn, participant, &wanted, swap, now).await?;
    let place = place(conn, participant, session).await?;
    Ok(if new { Joined::InLine { place } } else { Joined::Before { place } })
}

/// Writes the entry, behind everybody: whatever the clock says, nobody joins before another.
/// `false` when they waited already.
async fn enter(
    conn: &mut Conn,
    participant: Uuid,
    wanted: &Session,
    swap: bool,
    now: Moment,
) -> Result<bool, Error> {
    let waited = conn
        .exec(
            "update waitlist_entry set swap = $3 where participant_id = $1 and session_id = $2",
            (participant, wanted.id, swap),
        )
        .await?;
    if waited == 1 {
        return Ok(false);
    }
    let (last,): (i64,) = conn
        .one(
            "select coalesce(max(order_key), 0) from waitlist_entry where session_id = $1",
            (wanted.id,),
        )
        .await?;
    let order_key = now.micros().max(last.saturating_add(1));
    conn.exec(
        "insert into waitlist_entry (participant_id, session_id, slot, swap, order_key, joined_at) \
         values ($1, $2, $3, $4, $5, $6)",
        (participant, wanted.id, wanted.slot.clone(), swap, order_key, now.micros()),
    )
    .await?;
    Ok(true)
}

/// Makes a wish that was not fulfilled a place in line. Whoever waits there already, or holds the
/// session, is left as they are; a better wish is worth the seat of a lesser one.
///
/// # Errors
/// The database failed.
pub async fn add_wish(
    conn: &mut Conn,
    participant: Uuid,
    session: Uuid,
    rank: u8,
    order_key: i64,
    now: Moment,
) -> Result<(), Error> {
    conn.exec(
        "insert into waitlist_entry (participant_id, session_id, slot, swap, wish_rank, \
         order_key, joined_at) select p.id, s.id, s.slot, $3, $4, $5, $6 \
         from participant p, session s where p.id = $1 and s.id = $2 \
         and p.standing = 'registered' and s.cancelled_at is null and not exists \
         (select 1 from signup u where u.participant_id = p.id and u.session_id = s.id) \
         on conflict do nothing",
        (participant, session, true, i64::from(rank), order_key, now.micros()),
    )
    .await?;
    Ok(())
}

/// Takes someone out of a line. `false` when they did not wait (any longer).
///
/// # Errors
/// Self-service is frozen, no such person, or the database failed.
pub async fn leave(
    conn: &mut Conn,
    participant: Uuid,
    session: Uuid,
    by: By,
    now: Moment,
) -> Result<bool, Error> {
    let book = seats::open(conn).await?;
    participants::lock(conn, participant).await?;
    book.check_changing(by, now)?;
    remove(conn, participant, session).await
}

async fn remove(conn: &mut Conn, participant: Uuid, session: Uuid) -> Result<bool, Error> {
    let left = conn
        .exec(
            "delete from waitlist_entry where participant_id = $1 and session_id = $2",
            (participant, session),
        )
        .await?;
    Ok(left == 1)
}

/// Takes someone out of every line.
pub(crate) async fn leave_all(conn: &mut Conn, participant: Uuid) -> Result<(), Error> {
    conn.exec("delete from waitlist_entry where participant_id = $1", (participant,)).await?;
    Ok(())
}

/// Someone has got a seat: they no longer wait for it, nor for what they wished less.
pub(crate) async fn seated(
    conn: &mut Conn,
    participant: Uuid,
    session: &Session,
) -> Result<(), Error> {
    let rows: Vec<(Uuid, Option<String>, Option<i64>)> = conn
        .all(
            "select session_id, slot, wish_rank from waitlist_entry where participant_id = $1",
            (participant,),
        )
        .await?;
    let rank = |wish: Option<i64>| wish.and_then(|rank| u8::try_from(rank).ok());
    let obtained = rows.iter().find(|row| row.0 == session.id).and_then(|row| rank(row.2));
    for (id, slot, wish) in rows {
        let lesser = slot.is_some() && slot == session.slot && fulfilled(obtained, rank(wish));
        if id == session.id || lesser {
            remove(conn, participant, id).await?;
        }
    }
    Ok(())
}

/// Puts someone at the head of a line, for a reason that the line then shows. `false` when they do
/// not wait there. Doing it again changes nothing but the reason.
///
/// # Errors
/// The database failed.
pub async fn move_up(
    conn: &mut Conn,
    participant: Uuid,
    session: Uuid,
    reason: &str,
    now: Moment,
) -> Result<bool, Error> {
    seats::open(conn).await?;
    let line: Vec<(Uuid,)> = conn
        .all(
            "select participant_id from waitlist_entry where session_id = $1 \
             order by order_key, participant_id",
            (session,),
        )
        .await?;
    let others = line.iter().map(|(id,)| *id).filter(|id| *id != participant);
    if !line.contains(&(participant,)) {
        return Ok(false);
    }
    // Small numbers, so that whoever joins at any time of day comes behind.
    for (key, id) in (1_i64..).zip(std::iter::once(participant).chain(others)) {
        conn.exec(
            "update waitlist_entry set order_key = $3 where participant_id = $1 and session_id = $2",
            (id, session, key),
        )
        .await?;
    }
    conn.exec(
        "update waitlist_entry set moved_reason = $3 where participant_id = $1 and session_id = $2",
        (participant, session, reason.to_owned()),
    )
    .await?;
    // Nobody can be seated by this alone, but the rule is the same after every act.
    settle(conn, vec![session], Vec::new(), now).await?;
    Ok(true)
}

/// Someone's place in a line they are in, from 1.
async fn place(conn: &mut Conn, participant: Uuid, session: Uuid) -> Result<u32, Error> {
    let (place,): (i64,) = conn
        .one(
            "select count(*) from waitlist_entry b, waitlist_entry w \
             where w.participant_id = $1 and w.session_id = $2 and b.session_id = w.session_id \
             and (b.order_key < w.order_key or (b.order_key = w.order_key \
             and b.participant_id <= w.participant_id))",
            (participant, session),
        )
        .await?;
    Ok(count(place))
}
