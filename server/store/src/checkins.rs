//! The door: every scan is kept as it came, judged by the conference's rules.

use domain::checkin::{Door, Holder, Passage, Reason, Verdict, judge};
use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error, participants};

/// A scan to judge, with the identity the device gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scan {
    /// Its identity: the same one answers the same.
    pub id: Uuid,
    /// Whose ticket it is; `None` when it is nobody's.
    pub participant: Option<Uuid>,
    /// Where.
    pub door: Door,
    /// Which member of the team.
    pub account: Uuid,
    /// When, by the device's clock.
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
    if !keep(conn, &scan, &verdict, now).await? {
        // Sent twice at once: the other one was kept a moment ago.
        return answered(conn, scan.id).await?.ok_or(Error::Busy);
    }
    if let (Verdict::Accepted, Some(participant)) = (&verdict, scan.participant) {
        conn.exec(
            "insert into presence (participant_id, door, scan_id) values ($1, $2, $3)",
            (participant, door_word(scan.door), scan.id),
        )
        .await?;
    }
    Ok(verdict)
}

/// Takes an accepted scan back: an event of its own, beside the one it undoes.
///
/// # Errors
/// The database failed.
pub async fn undo(
    conn: &mut Conn,
    id: Uuid,
    undone: Uuid,
    account: Uuid,
    scanned_at: Moment,
    now: Moment,
) -> Result<Verdict, Error> {
    if let Some(verdict) = answered(conn, id).await? {
        return Ok(verdict);
    }
    let row: Option<(Option<Uuid>, Option<Uuid>)> =
        conn.opt("select participant_id, session_id from scan where id = $1", (undone,)).await?;
    let (participant, session) = row.unwrap_or((None, None));
    let door = session.map_or(Door::Main, Door::Session);
    if let Some(participant) = participant {
        participants::lock(conn, participant).await?;
    }
    let lifted = conn.exec("delete from presence where scan_id = $1", (undone,)).await?;
    let verdict =
        if lifted == 1 { Verdict::Undone } else { Verdict::Refused(Reason::NothingToUndo) };
    let scan = Scan { id, participant, door, account, scanned_at };
    if !insert(conn, &scan, &verdict, participant.map(|_| undone), now).await? {
        return answered(conn, id).await?.ok_or(Error::Busy);
    }
    Ok(verdict)
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
}

/// What was answered to a scan.
///
/// # Errors
/// The database failed.
pub async fn recall(conn: &mut Conn, id: Uuid) -> Result<Option<Answered>, Error> {
    let Some(verdict) = answered(conn, id).await? else { return Ok(None) };
    let (participant, standing): (Option<Uuid>, i64) = conn
        .one(
            "select participant_id, (select count(*) from presence e where e.scan_id = scan.id) \
             from scan where id = $1",
            (id,),
        )
        .await?;
    Ok(Some(Answered { verdict, participant, standing: standing > 0 }))
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
        "undone" => Verdict::Undone,
        "refused" => Verdict::Refused(
            reason.as_deref().and_then(Reason::parse).ok_or(Error::Corrupt("scan.reason"))?,
        ),
        "already_seen" => {
            let earlier = refers_to.ok_or(Error::Corrupt("scan.refers_to"))?;
            Verdict::AlreadySeen(passage(conn, earlier).await?)
        }
        _ => return Err(Error::Corrupt("scan.verdict")),
    }))
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

async fn passage(conn: &mut Conn, scan: Uuid) -> Result<Passage, Error> {
    let (at, by): (i64, String) = conn
        .one(
            "select s.scanned_at, a.email from scan s join account a on a.id = s.account_id \
             where s.id = $1",
            (scan,),
        )
        .await?;
    Ok(Passage { scan, at: Moment::from_micros(at), by })
}

async fn keep(conn: &mut Conn, scan: &Scan, verdict: &Verdict, now: Moment) -> Result<bool, Error> {
    let refers_to = match verdict {
        Verdict::AlreadySeen(passage) => Some(passage.scan),
        Verdict::Accepted | Verdict::Refused(_) | Verdict::Undone => None,
    };
    insert(conn, scan, verdict, refers_to, now).await
}

/// Writes the row. `false` when a scan with this identity is there already.
async fn insert(
    conn: &mut Conn,
    scan: &Scan,
    verdict: &Verdict,
    refers_to: Option<Uuid>,
    now: Moment,
) -> Result<bool, Error> {
    let reason = match verdict {
        Verdict::Refused(reason) => Some(reason.as_str()),
        Verdict::Accepted | Verdict::AlreadySeen(_) | Verdict::Undone => None,
    };
    let added = conn
        .exec(
        "insert into scan (id, participant_id, session_id, account_id, scanned_at, received_at, \
         verdict, reason, refers_to) values ($1, $2, $3, $4, $5, $6, $7, $8, $9) \
         on conflict (id) do nothing",
        (
            scan.id,
            scan.participant,
            scan.door.session(),
            scan.account,
            scan.scanned_at.micros(),
            now.micros(),
            verdict.as_str(),
            reason,
            refers_to,
        ),
    )
    .await?;
    Ok(added == 1)
}
