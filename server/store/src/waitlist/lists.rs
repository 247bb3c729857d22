//! Who waits for what, as their pages and the organisers' show it.

use std::collections::HashMap;

use domain::programme::Session;
use domain::ticket::Code;
use domain::time::Moment;
use domain::waitlist::{Candidate, turn};
use uuid::Uuid;

use crate::programme::{SessionRow, count, select_session};
use crate::{Conn, Error, seats};

/// A session someone waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waited {
    /// Which.
    pub session: Session,
    /// Their place in its line, from 1.
    pub place: u32,
    /// Whether they would give back their workshop of the same slot for it.
    pub swap: bool,
    /// Their wish's rank; `None` when they joined the line by hand.
    pub rank: Option<u8>,
}

/// Someone in a session's line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InLine {
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
    /// When they joined.
    pub joined_at: Moment,
    /// Whether they would give back their workshop of the same slot for it.
    pub swap: bool,
    /// Their wish's rank; `None` when they joined the line by hand.
    pub rank: Option<u8>,
    /// Why an organiser moved them up; empty for nearly everybody.
    pub moved_reason: String,
    /// Whether they would get a seat that became free now.
    pub free: bool,
}

#[derive(sqlx::FromRow)]
struct WaitedRow {
    #[sqlx(flatten)]
    session: SessionRow,
    place: i64,
    swap: bool,
    wish_rank: Option<i64>,
}

/// What someone waits for, in the order of the day.
///
/// # Errors
/// The database failed.
pub async fn of_participant(conn: &mut Conn, participant: Uuid) -> Result<Vec<Waited>, Error> {
    let rows: Vec<WaitedRow> = conn
        .all(
            select_session!(
                ", w.swap, w.wish_rank, (select count(*) from waitlist_entry b \
                 where b.session_id = w.session_id and (b.order_key < w.order_key \
                 or (b.order_key = w.order_key and b.participant_id <= w.participant_id))) \
                 as place from waitlist_entry w join session s on s.id = w.session_id \
                 join activity a on a.id = s.activity_id \
                 where w.participant_id = $1 order by s.starts_at, a.position"
            ),
            (participant,),
        )
        .await?;
    let waited = |row: WaitedRow| {
        Ok(Waited {
            session: row.session.session()?,
            place: count(row.place),
            swap: row.swap,
            rank: rank(row.wish_rank),
        })
    };
    rows.into_iter().map(waited).collect()
}

#[derive(sqlx::FromRow)]
struct InLineRow {
    participant_id: Uuid,
    first_name: String,
    last_name: String,
    organisation: String,
    code: String,
    joined_at: i64,
    swap: bool,
    wish_rank: Option<i64>,
    moved_reason: String,
}

/// A session's line, first to come first.
///
/// # Errors
/// No such session, or the database failed.
pub async fn of_session(conn: &mut Conn, session: Uuid, now: Moment) -> Result<Vec<InLine>, Error> {
    let wanted = seats::session(conn, session).await?;
    let (walk,): (i64,) = conn.one("select walk_minutes from event where id = 1", ()).await?;
    let (line, _) = candidates(conn, session, End::default(), u32::MAX).await?;
    let free: HashMap<Uuid, bool> = line
        .iter()
        .map(|one| (one.participant, turn(&wanted, one, count(walk), now).is_some()))
        .collect();
    let rows: Vec<InLineRow> = conn
        .all(
            "select w.participant_id, p.first_name, p.last_name, p.organisation, p.code, \
             w.joined_at, w.swap, w.wish_rank, w.moved_reason from waitlist_entry w \
             join participant p on p.id = w.participant_id where w.session_id = $1 \
             order by w.order_key, w.participant_id",
            (session,),
        )
        .await?;
    let in_line = |row: InLineRow| {
        Ok(InLine {
            free: free.get(&row.participant_id).copied().unwrap_or(false),
            code: Code::parse(&row.code).ok_or(Error::Corrupt("participant.code"))?,
            joined_at: Moment::from_micros(row.joined_at),
            rank: rank(row.wish_rank),
            participant: row.participant_id,
            first_name: row.first_name,
            last_name: row.last_name,
            organisation: row.organisation,
            swap: row.swap,
            moved_reason: row.moved_reason,
        })
    };
    rows.into_iter().map(in_line).collect()
}

/// Where a part of a line ends: what it is ordered by, of the last in that part.
#[derive(Clone, Copy, Debug)]
pub(super) struct End {
    order_key: i64,
    participant: Uuid,
}

impl Default for End {
    /// Before everybody.
    fn default() -> Self {
        Self { order_key: i64::MIN, participant: Uuid::nil() }
    }
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    participant_id: Uuid,
    #[sqlx(flatten)]
    session: SessionRow,
}

/// The next of a line, at most `size`, with what they hold; and where they end, if more may follow.
pub(super) async fn candidates(
    conn: &mut Conn,
    session: Uuid,
    from: End,
    size: u32,
) -> Result<(Vec<Candidate>, Option<End>), Error> {
    let rows: Vec<(Uuid, i64, bool, Option<i64>)> = conn
        .all(
            "select participant_id, order_key, swap, wish_rank from waitlist_entry \
             where session_id = $1 \
             and (order_key > $2 or (order_key = $2 and participant_id > $3)) \
             order by order_key, participant_id limit $4",
            (session, from.order_key, from.participant, i64::from(size)),
        )
        .await?;
    let Some(last) = rows.last() else { return Ok((Vec::new(), None)) };
    let end = End { order_key: last.1, participant: last.0 };
    let mut held = held_in_line(conn, session, from, end).await?;
    let more = u32::try_from(rows.len()).is_ok_and(|read| read == size);
    let line = rows
        .into_iter()
        .map(|(participant, _, swap, wish)| Candidate {
            held: held.remove(&participant).unwrap_or_default(),
            rank: rank(wish),
            participant,
            swap,
        })
        .collect();
    Ok((line, more.then_some(end)))
}

/// What those in a part of a line hold.
async fn held_in_line(
    conn: &mut Conn,
    session: Uuid,
    from: End,
    to: End,
) -> Result<HashMap<Uuid, Vec<Session>>, Error> {
    let rows: Vec<HeldRow> = conn
        .all(
            select_session!(
                ", l.participant_id from waitlist_entry l \
                 join signup u on u.participant_id = l.participant_id \
                 join session s on s.id = u.session_id join activity a on a.id = s.activity_id \
                 where l.session_id = $1 \
                 and (l.order_key > $2 or (l.order_key = $2 and l.participant_id > $3)) \
                 and (l.order_key < $4 or (l.order_key = $4 and l.participant_id <= $5)) \
                 order by s.starts_at, a.position"
            ),
            (session, from.order_key, from.participant, to.order_key, to.participant),
        )
        .await?;
    let mut held: HashMap<Uuid, Vec<Session>> = HashMap::new();
    for row in rows {
        held.entry(row.participant_id).or_default().push(row.session.session()?);
    }
    Ok(held)
}

fn rank(wish: Option<i64>) -> Option<u8> {
    wish.and_then(|rank| u8::try_from(rank).ok())
}
