//! A change of the programme that people are told of.

use std::collections::{BTreeMap, BTreeSet};

use domain::Refusal;
use domain::letter::{SessionMoved, SessionsMoved};
use domain::programme::{Difference, Move, Plan, Programme, differences, moves};
use domain::time::Moment;
use uuid::Uuid;

use super::clashes::{self, Clash};
use super::import::{self, Imported};
use super::load;
use crate::{Conn, Error, announcements, participants};

/// A change of the programme.
#[derive(Clone, Debug)]
pub struct Change {
    /// The programme as it is to be.
    pub plan: Plan,
    /// The programme from which it was made: nothing is done once that has changed. `None` for a
    /// file, which says everything.
    pub from: Option<Plan>,
    /// Who makes it.
    pub by: String,
    /// What has changed, in words.
    pub about: String,
    /// Whether those concerned are written to.
    pub tell: bool,
}

/// What a change came to.
#[derive(Clone, Debug)]
pub struct Changed {
    /// Activities added, updated, removed.
    pub imported: Imported,
    /// In what the programme differs from before; nothing when there was none.
    pub differences: Vec<Difference>,
    /// The sessions that are not where, when or with whom they were, and who is concerned.
    pub moved: Vec<(Move, Vec<Concerned>)>,
    /// Those who can no longer attend all they hold.
    pub clashes: Vec<Clash>,
    /// Whose letters wait; `None` when there are none.
    pub announcement: Option<Uuid>,
    /// The programme as it is afterwards.
    pub programme: Programme,
}

/// Someone whom a change concerns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Concerned {
    /// Who.
    pub participant: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where a letter reaches them.
    pub email: Option<String>,
    /// Whether they wait, rather than have a seat.
    pub waits: bool,
}

/// Loads a checked programme, without anybody losing what they hold, and tells those who hold or
/// wait for a session that is no longer where, when or with whom it was. They keep it even when they
/// can no longer attend all they hold: their letter says so.
///
/// # Errors
/// The programme has changed since, leaves out something people hold or wait for, puts fewer seats
/// than are taken, or puts two workshops of somebody into one slot. When nobody is told, also that
/// somebody would have to be in two places at once.
pub async fn change(conn: &mut Conn, change: &Change, now: Moment) -> Result<Changed, Error> {
    participants::lock_places(conn).await?;
    let before = match load(conn).await {
        Ok(programme) => Some(programme),
        Err(Error::Refused(Refusal::NoEvent)) => None,
        Err(error) => return Err(error),
    };
    let known = before.as_ref().map(|programme| &programme.plan);
    if change.from.is_some() && change.from.as_ref() != known {
        return Err(Refusal::ProgrammeChanged.into());
    }
    let old: BTreeSet<_> = clashes::clashes(conn).await?.iter().map(clashes::Clash::pair).collect();
    let imported = import::put(conn, &change.plan).await?;
    let clashes = clashes::since(conn, &old).await?;
    if !change.tell {
        import::refuse(&clashes)?;
    }
    clashes::note(conn, &clashes, now).await?;
    let mut moved = Vec::new();
    for one in before.iter().flat_map(|before| moves(before, &change.plan)) {
        let concerned = concerned(conn, one.session).await?;
        moved.push((one, concerned));
    }
    let announcement = if change.tell { tell(conn, change, &moved, now).await? } else { None };
    import::settle(conn, now).await?;
    Ok(Changed {
        imported,
        differences: known.map(|plan| differences(plan, &change.plan)).unwrap_or_default(),
        moved,
        clashes,
        announcement,
        programme: load(conn).await?,
    })
}

/// Those who hold a session, then those who wait for it; by name.
async fn concerned(conn: &mut Conn, session: Uuid) -> Result<Vec<Concerned>, Error> {
    let rows: Vec<(Uuid, String, String, Option<String>, i64)> = conn
        .all(
            "select p.id, p.first_name, p.last_name, p.email, c.waits from participant p join \
             (select participant_id, cast(0 as bigint) as waits from signup \
             where session_id = $1 union all \
             select participant_id, cast(1 as bigint) as waits from waitlist_entry \
             where session_id = $1) as c \
             on c.participant_id = p.id order by c.waits, p.sort_key, p.id",
            (session,),
        )
        .await?;
    let person = |(participant, first_name, last_name, email, waits)| Concerned {
        participant,
        first_name,
        last_name,
        email,
        waits: waits == 1,
    };
    Ok(rows.into_iter().map(person).collect())
}

async fn tell(
    conn: &mut Conn,
    change: &Change,
    moved: &[(Move, Vec<Concerned>)],
    now: Moment,
) -> Result<Option<Uuid>, Error> {
    if moved.iter().all(|(_, concerned)| concerned.is_empty()) {
        return Ok(None);
    }
    let draft = announcements::begin(conn, &change.by, &change.about, now).await?;
    let mut letters: BTreeMap<Uuid, Vec<SessionMoved>> = BTreeMap::new();
    for (one, concerned) in moved {
        let about = SessionMoved { session: one.session, was: one.was.clone() };
        for person in concerned {
            letters.entry(person.participant).or_default().push(about.clone());
        }
    }
    for (participant, moved) in letters {
        draft.tell_moved(conn, participant, SessionsMoved(moved)).await?;
    }
    draft.end(conn).await
}
