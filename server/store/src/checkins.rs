//! The door: every act is kept as it came; who is inside is worked out from all of them.

mod acts;
mod doubles;
mod merge;
mod moves;
mod recent;
mod row;
mod walk_ins;

use domain::checkin::{Door, Holder, Passage, Reason, Verdict, judge};
use domain::time::Moment;
use uuid::Uuid;

pub use acts::{Act, Became, Deed, apply};
pub use doubles::{Double, doubles};
pub(crate) use merge::settle_at;
pub use recent::{Recent, recent};
pub use walk_ins::{NewWalkIn, WalkIn, walk_ins};

use crate::{Conn, Error, participants};
use row::{Row, insert, judged};

/// Who keeps a door.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keeper {
    /// A member of the team, signed in.
    Member(Uuid),
    /// A phone that was prepared for it.
    Phone(Uuid),
}

impl Keeper {
    pub(crate) fn account(self) -> Option<Uuid> {
        match self {
            Self::Member(account) => Some(account),
            Self::Phone(_) => None,
        }
    }

    pub(crate) fn device(self) -> Option<Uuid> {
        match self {
            Self::Member(_) => None,
            Self::Phone(device) => Some(device),
        }
    }
}

/// A scan to judge here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Its identity: the same one answers the same.
    pub id: Uuid,
    /// Whose ticket it is; `None` when it is nobody's.
    pub participant: Option<Uuid>,
    /// Where.
    pub door: Door,
    /// By whom.
    pub by: Keeper,
    /// When.
    pub scanned_at: Moment,
}

/// Judges and keeps a scan.
///
/// # Errors
/// The database failed.
pub async fn record(conn: &mut Conn, scan: Scan, now: Moment) -> Result<Verdict, Error> {
    if let Some(verdict) = answered(conn, scan.id).await? {
        return Ok(verdict);
    }
    let holder = match scan.participant {
        Some(participant) => Some(holder(conn, participant, scan.door).await?),
        None => None,
    };
    let verdict = judge(holder.as_ref());
    let refers_to = match &verdict {
        Verdict::AlreadySeen(passage) => Some(passage.scan),
        Verdict::Accepted | Verdict::Refused(_) | Verdict::Undone => None,
    };
    if !insert(conn, &judged(&scan, &verdict, refers_to), now).await? {
        // Sent twice at once: the other one was kept a moment ago.
        return answered(conn, scan.id).await?.ok_or(Error::Busy);
    }
    if let (Verdict::Accepted, Some(participant)) = (&verdict, scan.participant) {
        merge::settle_at(conn, participant, scan.door).await?;
    }
    Ok(verdict)
}

/// Takes an accepted scan of this door back: an event of its own, beside the one it undoes. Whoever
/// was registered by it is no longer.
///
/// # Errors
/// The database failed.
pub async fn undo(
    conn: &mut Conn,
    id: Uuid,
    undone: Uuid,
    (door, by): (Door, Keeper),
    scanned_at: Moment,
    now: Moment,
) -> Result<Verdict, Error> {
    if let Some(verdict) = answered(conn, id).await? {
        return Ok(verdict);
    }
    let target = target(conn, undone).await?.filter(|target| target.door == door);
    let (made, participant) =
        target.map_or((false, None), |target| (target.deed == "walk_in", target.participant));
    let registered = made && walk_ins::was_made_by(conn, undone, participant).await?;
    if registered {
        crate::seats::open(conn).await?;
    }
    if let Some(participant) = participant {
        participants::lock(conn, participant).await?;
    }
    let (standing,): (i64,) = conn
        .one(
            "select count(*) from presence where scan_id = $1 and door = $2",
            (undone, door_word(door)),
        )
        .await?;
    let verdict =
        if standing > 0 { Verdict::Undone } else { Verdict::Refused(Reason::NothingToUndo) };
    let scan = Scan { id, participant, door, by, scanned_at };
    let row = Row { deed: "undo", ..judged(&scan, &verdict, participant.map(|_| undone)) };
    if !insert(conn, &row, now).await? {
        return answered(conn, id).await?.ok_or(Error::Busy);
    }
    if let (Verdict::Undone, Some(participant)) = (&verdict, participant) {
        merge::settle_at(conn, participant, door).await?;
        if registered {
            participants::cancel(conn, participant, now).await?;
        }
    }
    Ok(verdict)
}

/// What an act was about that is to be taken back.
struct Target {
    participant: Option<Uuid>,
    door: Door,
    deed: String,
}

async fn target(conn: &mut Conn, act: Uuid) -> Result<Option<Target>, Error> {
    let row: Option<(Option<Uuid>, String, String)> =
        conn.opt("select participant_id, door, deed from scan where id = $1", (act,)).await?;
    row.map(|(participant, door, deed)| {
        let door = Door::parse(&door).ok_or(Error::Corrupt("scan.door"))?;
        Ok(Target { participant, door, deed })
    })
    .transpose()
}

/// Whether a scan with this identity is already kept, and so only answered again.
///
/// # Errors
/// The database failed.
pub async fn is_known(conn: &mut Conn, id: Uuid) -> Result<bool, Error> {
    let (known,): (i64,) = conn.one("select count(*) from scan where id = $1", (id,)).await?;
    Ok(known > 0)
}

/// A scan as it was answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answered {
    /// What the door said.
    pub verdict: Verdict,
    /// Whose ticket it was.
    pub participant: Option<Uuid>,
    /// Whether it lets someone in now: accepted, and not taken back.
    pub standing: bool,
    /// Whether it registered them.
    pub registered: bool,
}

/// What was answered to a scan.
///
/// # Errors
/// The database failed.
pub async fn recall(conn: &mut Conn, id: Uuid) -> Result<Option<Answered>, Error> {
    let Some(verdict) = answered(conn, id).await? else { return Ok(None) };
    let (participant, standing, deed): (Option<Uuid>, i64, String) = conn
        .one(
            "select participant_id, (select count(*) from presence e where e.scan_id = scan.id), \
             deed from scan where id = $1",
            (id,),
        )
        .await?;
    let registered = deed == "walk_in";
    Ok(Some(Answered { verdict, participant, standing: standing > 0, registered }))
}

/// The scan that lets someone in at the main entrance now, if there is one.
///
/// # Errors
/// The database failed.
pub async fn entrance(conn: &mut Conn, participant: Uuid) -> Result<Option<Uuid>, Error> {
    let scan: Option<(Uuid,)> = conn
        .opt(
            "select scan_id from presence where participant_id = $1 and door = 'main'",
            (participant,),
        )
        .await?;
    Ok(scan.map(|(scan,)| scan))
}

/// The word by which presence at a door is kept.
#[must_use]
pub fn door_word(door: Door) -> String {
    door.session().map_or_else(|| "main".to_owned(), |id| id.simple().to_string())
}

/// What was answered to a scan before, if it is known.
async fn answered(conn: &mut Conn, id: Uuid) -> Result<Option<Verdict>, Error> {
    let row: Option<(String, Option<String>, Option<Uuid>)> =
        conn.opt("select verdict, reason, refers_to from scan where id = $1", (id,)).await?;
    let Some((verdict, reason, refers_to)) = row else { return Ok(None) };
    Ok(Some(match verdict.as_str() {
        "accepted" => Verdict::Accepted,
        // Moved into another session: done, as an undo is.
        "undone" | "moved" => Verdict::Undone,
        "refused" => Verdict::Refused(
            reason.as_deref().and_then(Reason::parse).ok_or(Error::Corrupt("scan.reason"))?,
        ),
        "already_seen" => {
            let earlier = match refers_to {
                Some(earlier) => earlier,
                None => entry_beside(conn, id).await?.unwrap_or(id),
            };
            Verdict::AlreadySeen(passage(conn, earlier).await?)
        }
        _ => return Err(Error::Corrupt("scan.verdict")),
    }))
}

/// The entry that a phone had heard of when it said « already seen ».
async fn entry_beside(conn: &mut Conn, id: Uuid) -> Result<Option<Uuid>, Error> {
    let row: Option<(Uuid,)> = conn
        .opt(
            "select e.scan_id from scan s join presence e on e.participant_id = s.participant_id \
             and e.door = s.door where s.id = $1",
            (id,),
        )
        .await?;
    Ok(row.map(|(entry,)| entry))
}

async fn holder(conn: &mut Conn, participant: Uuid, door: Door) -> Result<Holder, Error> {
    let standing = participants::lock(conn, participant).await?;
    let expected_here = match door {
        Door::Main => true,
        Door::Session(session) => holds(conn, participant, session).await?,
    };
    let scan: Option<(Uuid,)> = conn
        .opt(
            "select scan_id from presence where participant_id = $1 and door = $2",
            (participant, door_word(door)),
        )
        .await?;
    let passed = match scan {
        Some((scan,)) => Some(passage(conn, scan).await?),
        None => None,
    };
    Ok(Holder { standing, expected_here, passed })
}

async fn holds(conn: &mut Conn, participant: Uuid, session: Uuid) -> Result<bool, Error> {
    let (held,): (i64,) = conn
        .one(
            "select count(*) from signup where participant_id = $1 and session_id = $2",
            (participant, session),
        )
        .await?;
    Ok(held > 0)
}

pub(crate) async fn passage(conn: &mut Conn, scan: Uuid) -> Result<Passage, Error> {
    let (at, by): (i64, String) = conn
        .one(
            "select s.corrected_at, coalesce(d.name, a.email) from scan s \
             left join device d on d.id = s.device_id left join account a on a.id = s.account_id \
             where s.id = $1",
            (scan,),
        )
        .await?;
    Ok(Passage { scan, at: Moment::from_micros(at), by })
}
