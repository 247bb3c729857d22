//! Ranked wishes: which slots are on wishes, and what people ask for. Runs and what is published
//! are in files of their own.

mod publication;
mod runs;

use domain::Refusal;
use domain::allocation::RANKS;
use domain::checkin::Standing;
use domain::programme::{Session, WishedSlot};
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::signups::By;
use crate::{Conn, Error, participants, seats};

pub use publication::{Published, SlotOutcome, outcomes, publish};
pub use runs::{
    Run, RunState, advance, begin, by_id, fail, finish, list, people, problem, report,
    without_address,
};

/// What someone wishes for in one slot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotWishes {
    /// The code of the slot.
    pub slot: String,
    /// When they said so last.
    pub submitted_at: Moment,
    /// Their sessions, best first.
    pub sessions: Vec<Uuid>,
}

/// How far a slot on wishes has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answers {
    /// The code of the slot.
    pub slot: String,
    /// How many registered people have wished in it.
    pub people: u32,
    /// How many registered people have a seat in it.
    pub seated: u32,
}

/// The slots that are on wishes, in the order of the day.
pub(crate) async fn wished_slots(conn: &mut Conn) -> Result<Vec<WishedSlot>, Error> {
    let rows: Vec<(String, i64)> = conn
        .all(
            "select code, wishes_until from slot where mode = 'wishes' \
             and wishes_until is not null order by position",
            (),
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(slot, until)| WishedSlot { slot, until: Moment::from_micros(until) })
        .collect())
}

/// Puts a slot on wishes until a moment, changes that moment, or lets people take seats again
/// (`None`). Wishes made before are kept. `false` when there is no such slot.
///
/// # Errors
/// The database failed.
pub async fn switch(conn: &mut Conn, slot: &str, until: Option<Moment>) -> Result<bool, Error> {
    participants::lock_places(conn).await?;
    let mode = if until.is_some() { "wishes" } else { "first_come" };
    let changed = conn
        .exec(
            "update slot set mode = $2, wishes_until = $3 where code = $1",
            (slot.to_owned(), mode, until.map(Moment::micros)),
        )
        .await?;
    Ok(changed == 1)
}

/// Keeps what someone wishes for in a slot, best first, instead of what they wished for before;
/// nothing at all takes their wishes back. `false` when that is what they wished for already.
///
/// # Errors
/// Self-service is frozen, the slot is not on wishes or no longer so, they have a seat in it, or no
/// place at the conference, or one of the sessions is not of this slot.
pub async fn answer(
    conn: &mut Conn,
    participant: Uuid,
    slot: &str,
    sessions: Vec<Uuid>,
    now: Moment,
) -> Result<bool, Error> {
    let book = seats::open(conn).await?;
    match participants::lock(conn, participant).await? {
        Standing::Registered => {}
        Standing::Waiting => return Err(Refusal::StillWaiting.into()),
        Standing::Cancelled => return Err(Refusal::RegistrationCancelled.into()),
    }
    book.check_changing(By::Themselves, now)?;
    check_open(conn, slot, now).await?;
    check_seatless(conn, participant, slot).await?;
    if sessions == in_slot(conn, participant, slot).await? {
        return Ok(false);
    }
    conn.exec(
        "delete from wish where participant_id = $1 and slot = $2",
        (participant, slot.to_owned()),
    )
    .await?;
    for (rank, session) in (1_i64..).zip(sessions.into_iter().take(RANKS)) {
        let kept = conn
            .exec(
                "insert into wish (participant_id, slot, session_id, wish_rank, submitted_at) \
                 select $1, $2, id, $4, $5 from session where id = $3 and slot = $2 \
                 on conflict do nothing",
                (participant, slot.to_owned(), session, rank, now.micros()),
            )
            .await?;
        if kept == 0 {
            return Err(Refusal::NotFound.into());
        }
    }
    Ok(true)
}

/// Whether people may take seats in this session by themselves: not while its slot is on wishes.
/// The team may at any time.
pub(crate) async fn check_first_come(
    conn: &mut Conn,
    session: &Session,
    by: By,
    now: Moment,
) -> Result<(), Error> {
    let Some(slot) = session.slot.clone().filter(|_| by == By::Themselves) else { return Ok(()) };
    match check_open(conn, &slot, now).await {
        Err(Error::Refused(Refusal::NotByWishes { .. })) => Ok(()),
        Err(error) => Err(error),
        Ok((slot, until)) => Err(Refusal::GivenByWishes { slot, until }.into()),
    }
}

/// The name of a slot in which people may wish, and until when.
async fn check_open(conn: &mut Conn, slot: &str, now: Moment) -> Result<(String, Moment), Error> {
    let row: Option<(String, Option<i64>)> = conn
        .opt(
            "select name, case when mode = 'wishes' then wishes_until end from slot \
             where code = $1",
            (slot.to_owned(),),
        )
        .await?;
    match row.ok_or(Refusal::NotFound)? {
        (slot, None) => Err(Refusal::NotByWishes { slot }.into()),
        (_, Some(until)) if now.micros() >= until => {
            Err(Refusal::WishesClosed { until: Moment::from_micros(until) }.into())
        }
        (slot, Some(until)) => Ok((slot, Moment::from_micros(until))),
    }
}

async fn check_seatless(conn: &mut Conn, participant: Uuid, slot: &str) -> Result<(), Error> {
    let held: Option<(String,)> = conn
        .opt(
            "select a.code from signup u join session s on s.id = u.session_id \
             join activity a on a.id = s.activity_id where u.participant_id = $1 and u.slot = $2",
            (participant, slot.to_owned()),
        )
        .await?;
    held.map_or(Ok(()), |(code,)| Err(Refusal::SeatInSlot { code }.into()))
}

async fn in_slot(conn: &mut Conn, participant: Uuid, slot: &str) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<(Uuid,)> = conn
        .all(
            "select session_id from wish where participant_id = $1 and slot = $2 \
             order by wish_rank",
            (participant, slot.to_owned()),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Everything someone wishes for.
///
/// # Errors
/// The database failed.
pub async fn of_participant(conn: &mut Conn, participant: Uuid) -> Result<Vec<SlotWishes>, Error> {
    let rows: Vec<(String, Uuid, i64)> = conn
        .all(
            "select slot, session_id, submitted_at from wish where participant_id = $1 \
             order by slot, wish_rank",
            (participant,),
        )
        .await?;
    let mut wishes: Vec<SlotWishes> = Vec::new();
    for (slot, session, at) in rows {
        if wishes.last().is_none_or(|last| last.slot != slot) {
            let submitted_at = Moment::from_micros(at);
            wishes.push(SlotWishes { slot, submitted_at, sessions: Vec::new() });
        }
        if let Some(last) = wishes.last_mut() {
            last.sessions.push(session);
        }
    }
    Ok(wishes)
}

/// How many people have wished in each slot, and how many have a seat there, in the order of the
/// day.
///
/// # Errors
/// The database failed.
pub async fn answers(conn: &mut Conn) -> Result<Vec<Answers>, Error> {
    let rows: Vec<(String, i64, i64)> = conn
        .all(
            "select t.code, (select count(distinct w.participant_id) from wish w \
             join participant p on p.id = w.participant_id and p.standing = 'registered' \
             where w.slot = t.code), \
             (select count(*) from signup u where u.slot = t.code) \
             from slot t order by t.position",
            (),
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(slot, people, seated)| Answers {
            slot,
            people: count(people),
            seated: count(seated),
        })
        .collect())
}

/// Takes someone's wishes back: they do not come.
pub(crate) async fn take_back_all(conn: &mut Conn, participant: Uuid) -> Result<(), Error> {
    conn.exec("delete from wish where participant_id = $1", (participant,)).await?;
    Ok(())
}

/// Forgets everybody's wishes, and every run: their reports name people.
pub(crate) async fn forget(conn: &mut Conn) -> Result<(), Error> {
    conn.exec("delete from wish", ()).await?;
    conn.exec("delete from wish_result", ()).await?;
    conn.exec("update slot set published_run = null where published_run is not null", ()).await?;
    conn.exec("delete from allocation_run", ()).await?;
    Ok(())
}
