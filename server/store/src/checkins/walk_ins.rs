//! People registered at a door, on a phone that may hear of nobody else.

use domain::participant::{AccessNeeds, Registration};
use domain::ticket::{CODES_IN_BLOCK, Code, walk_in_code};
use domain::time::Moment;
use uuid::Uuid;

use crate::participants::NewParticipant;
use crate::{Conn, Error, participants};

/// Someone to register, with the identities and secrets made for them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWalkIn {
    /// Their identity.
    pub person: Uuid,
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Where they come from; may be empty.
    pub organisation: String,
    /// The code they were given.
    pub code: Code,
    /// The block it is of: where another one is looked for when it is taken.
    pub block: String,
    /// Why, when the conference was full; may be empty.
    pub reason: String,
    /// SHA-256 of the personal link's secret.
    pub link_hash: Vec<u8>,
    /// SHA-256 of the QR token.
    pub ticket_hash: Vec<u8>,
}

/// What registering them came to.
pub(super) struct Done {
    /// The code they have, when it is not the one they were given.
    pub(super) other_code: Option<Code>,
    /// Whether they came beyond the capacity.
    pub(super) beyond: bool,
}

/// How many codes are tried when the one given is taken.
const SPARE: u32 = 50;

/// Registers someone, room or not. The places are locked by whoever calls. `None` when they are
/// there already.
pub(super) async fn register(
    conn: &mut Conn,
    act: Uuid,
    new: &NewWalkIn,
    now: Moment,
) -> Result<Option<Done>, Error> {
    if participants::by_id(conn, new.person).await?.is_some() {
        return Ok(None);
    }
    let (person, given) = (newcomer(act, new), new.code.clone());
    if !participants::insert(conn, &person, now).await? {
        return Ok(None);
    }
    let (taken, capacity): (i64, i64) = conn
        .one(
            "update event set taken = taken + 1, \
             beyond = case when taken + 1 > capacity + beyond then taken + 1 - capacity \
             else beyond end where id = 1 returning taken, capacity",
            (),
        )
        .await?;
    conn.exec(
        "update participant set standing = 'registered', waiting_since = null where id = $1",
        (new.person,),
    )
    .await?;
    let beyond = taken > capacity;
    conn.exec(
        "insert into walk_in (participant_id, scan_id, reason, beyond, created_at) \
         values ($1, $2, $3, $4, $5)",
        (new.person, act, new.reason.clone(), beyond, now.micros()),
    )
    .await?;
    let kept = participants::by_id(conn, new.person).await?.map(|person| person.code);
    Ok(Some(Done { other_code: kept.filter(|code| *code != given), beyond }))
}

fn newcomer(act: Uuid, new: &NewWalkIn) -> NewParticipant {
    // Counted from the end of the block, where a phone's own count does not come.
    let spare = (CODES_IN_BLOCK.saturating_sub(SPARE)..CODES_IN_BLOCK)
        .rev()
        .filter_map(|number| walk_in_code(&new.block, number));
    NewParticipant {
        id: new.person,
        request_key: act,
        registration: Registration {
            first_name: new.first_name.clone(),
            last_name: new.last_name.clone(),
            email: None,
            organisation: new.organisation.clone(),
            department: None,
            role_title: String::new(),
            phone: String::new(),
            needs: AccessNeeds::default(),
        },
        codes: std::iter::once(new.code.clone()).chain(spare).collect(),
        link_hash: new.link_hash.clone(),
        ticket_hash: new.ticket_hash.clone(),
        registered_by: None,
    }
}

/// Someone who was registered at a door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WalkIn {
    /// Who.
    pub participant: Uuid,
    /// First name and last name.
    pub name: String,
    /// Why, when the conference was full; may be empty.
    pub reason: String,
    /// Whether they came beyond the capacity.
    pub beyond: bool,
    /// When they were let in, by a clock that is right.
    pub at: Moment,
    /// By which phone or member of the team.
    pub by: String,
}

#[derive(sqlx::FromRow)]
struct Row {
    participant_id: Uuid,
    first_name: String,
    last_name: String,
    reason: String,
    beyond: bool,
    at: i64,
    keeper: String,
}

/// Everybody who was registered at a door and still is, the newest first.
///
/// # Errors
/// The database failed.
pub async fn walk_ins(conn: &mut Conn) -> Result<Vec<WalkIn>, Error> {
    let rows: Vec<Row> = conn
        .all(
            "select w.participant_id, p.first_name, p.last_name, w.reason, w.beyond, \
             s.corrected_at as at, coalesce(d.name, a.email) as keeper from walk_in w \
             join participant p on p.id = w.participant_id join scan s on s.id = w.scan_id \
             left join device d on d.id = s.device_id left join account a on a.id = s.account_id \
             where p.standing = 'registered' order by s.corrected_at desc, s.id desc",
            (),
        )
        .await?;
    let walk_in = |row: Row| WalkIn {
        participant: row.participant_id,
        name: format!("{} {}", row.first_name, row.last_name),
        reason: row.reason,
        beyond: row.beyond,
        at: Moment::from_micros(row.at),
        by: row.keeper,
    };
    Ok(rows.into_iter().map(walk_in).collect())
}

/// Whether someone is registered by this act alone, and so no longer once it is taken back: a walk-in
/// that was merged with a registration of before is not.
pub(super) async fn was_made_by(
    conn: &mut Conn,
    act: Uuid,
    participant: Uuid,
) -> Result<bool, Error> {
    let (made,): (i64,) = conn
        .one(
            "select count(*) from walk_in w join participant p on p.id = w.participant_id \
             where w.participant_id = $1 and w.scan_id = $2 and p.created_at >= w.created_at \
             and not exists (select 1 from participant g where g.merged_into = p.id)",
            (participant, act),
        )
        .await?;
    Ok(made > 0)
}
