//! Long lists, read page by page so that a hundred thousand rows never lie in memory at once.

mod lists;

use domain::time::Moment;
use uuid::Uuid;

use crate::{Conn, Error};

pub use lists::{
    LetterRow, LineRow, NeedRow, ResultRow, SeatedRow, WishRow, anonymous_needs, choice,
    conference_line, letters, line, needs_between, remember, results_between, seated,
    wishes_between,
};

/// How many rows are read at a time.
pub const PAGE: u32 = 1_000;

/// One participant, as exported. Access needs are not in it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ParticipantRow {
    /// Their identity, by which the next page begins.
    pub id: Uuid,
    /// Family name.
    pub last_name: String,
    /// Given name.
    pub first_name: String,
    /// Where letters go.
    pub email: Option<String>,
    /// Where they work or volunteer.
    pub organisation: String,
    /// The number of their département.
    pub department: Option<String>,
    /// What they do.
    pub role_title: String,
    /// How to call them.
    pub phone: String,
    /// The word of their standing.
    pub standing: String,
    /// Their readable code, without its dash.
    pub code: String,
    /// When they registered, in microseconds.
    pub created_at: i64,
    /// When they were let in at the main entrance, in microseconds.
    pub arrived_at: Option<i64>,
    /// By what the list is ordered.
    pub sort_key: String,
}

/// The participants that follow `(sort_key, id)`, by last name; not those merged into another.
///
/// # Errors
/// The database failed.
pub async fn participants(
    conn: &mut Conn,
    after: (String, Uuid),
) -> Result<Vec<ParticipantRow>, Error> {
    conn.all(
        "select p.id, p.last_name, p.first_name, p.email, p.organisation, p.department, \
         p.role_title, p.phone, p.standing, p.code, p.created_at, s.corrected_at as arrived_at, \
         p.sort_key \
         from participant p \
         left join presence e on e.participant_id = p.id and e.door = 'main' \
         left join scan s on s.id = e.scan_id \
         where (p.sort_key, p.id) > ($1, $2) and p.merged_into is null \
         order by p.sort_key, p.id limit $3",
        (after.0, after.1, i64::from(PAGE)),
    )
    .await
}

/// One participant's seat, as exported.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SignUpRow {
    /// The participant.
    pub participant_id: Uuid,
    /// The session.
    pub session_id: Uuid,
    /// The activity's code.
    pub code: String,
}

/// What the participants of one page hold.
///
/// # Errors
/// The database failed.
pub async fn sign_ups_between(
    conn: &mut Conn,
    first: (String, Uuid),
    last: (String, Uuid),
) -> Result<Vec<SignUpRow>, Error> {
    conn.all(
        "select u.participant_id, u.session_id, a.code \
         from participant p join signup u on u.participant_id = p.id \
         join session s on s.id = u.session_id join activity a on a.id = s.activity_id \
         where (p.sort_key, p.id) >= ($1, $2) and (p.sort_key, p.id) <= ($3, $4) \
         order by s.starts_at, a.position",
        (first.0, first.1, last.0, last.1),
    )
    .await
}

/// One person on an attendance sheet.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SheetRow {
    /// Family name.
    pub last_name: String,
    /// Given name.
    pub first_name: String,
    /// Where they work or volunteer.
    pub organisation: String,
    /// Their readable code, without its dash.
    pub code: String,
    /// When they were let in at that door, in microseconds.
    pub scanned_at: Option<i64>,
}

/// Those who hold a seat in a session, by last name.
///
/// # Errors
/// The database failed.
pub async fn session_sheet(
    conn: &mut Conn,
    session: Uuid,
    door: String,
) -> Result<Vec<SheetRow>, Error> {
    conn.all(
        "select p.last_name, p.first_name, p.organisation, p.code, \
         s.corrected_at as scanned_at from signup u join participant p on p.id = u.participant_id \
         left join presence e on e.participant_id = p.id and e.door = $2 \
         left join scan s on s.id = e.scan_id \
         where u.session_id = $1 order by p.sort_key, p.id",
        (session, door),
    )
    .await
}

/// Those with a place at the conference, by last name.
///
/// # Errors
/// The database failed.
pub async fn conference_sheet(conn: &mut Conn) -> Result<Vec<SheetRow>, Error> {
    conn.all(
        "select p.last_name, p.first_name, p.organisation, p.code, \
         s.corrected_at as scanned_at from participant p \
         left join presence e on e.participant_id = p.id and e.door = 'main' \
         left join scan s on s.id = e.scan_id \
         where p.standing = 'registered' order by p.sort_key, p.id",
        (),
    )
    .await
}

/// The same people, with when they were first seen at any door between two moments.
///
/// # Errors
/// The database failed.
pub async fn half_day_sheet(
    conn: &mut Conn,
    from: Moment,
    until: Moment,
) -> Result<Vec<SheetRow>, Error> {
    conn.all(
        "select p.last_name, p.first_name, p.organisation, p.code, \
         (select min(s.corrected_at) from presence e join scan s on s.id = e.scan_id \
         where e.participant_id = p.id and s.corrected_at >= $1 and s.corrected_at < $2) as scanned_at \
         from participant p where p.standing = 'registered' order by p.sort_key, p.id",
        (from.micros(), until.micros()),
    )
    .await
}

/// Who was let in at the main entrance, by last name.
///
/// # Errors
/// The database failed.
pub async fn present(conn: &mut Conn) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<(Uuid,)> = conn
        .all(
            "select p.id from presence e join participant p on p.id = e.participant_id \
             where e.door = 'main' order by p.sort_key, p.id",
            (),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// One scan, as exported.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ScanRow {
    /// Its identity, by which the next page begins.
    pub id: Uuid,
    /// When, by the device's clock put right, in microseconds.
    pub corrected_at: i64,
    /// When the server had it, in microseconds.
    pub received_at: i64,
    /// The session at whose door; the main entrance when `None`.
    pub session_id: Option<Uuid>,
    /// Its activity's code.
    pub code: Option<String>,
    /// The word of what was done.
    pub deed: String,
    /// The word of the verdict.
    pub verdict: String,
    /// The word of the reason.
    pub reason: Option<String>,
    /// Family name.
    pub last_name: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// Readable code, without its dash.
    pub ticket: Option<String>,
    /// By which phone, or which member of the team.
    pub keeper: String,
}

/// The scans that follow `(corrected_at, id)`, in the order of time.
///
/// # Errors
/// The database failed.
pub async fn scans(conn: &mut Conn, after: (i64, Uuid)) -> Result<Vec<ScanRow>, Error> {
    conn.all(
        "select s.id, s.corrected_at, s.received_at, s.session_id, a.code, s.deed, s.verdict, \
         s.reason, p.last_name, p.first_name, p.code as ticket, coalesce(d.name, c.email) as keeper \
         from scan s left join account c on c.id = s.account_id \
         left join device d on d.id = s.device_id \
         left join participant p on p.id = s.participant_id \
         left join session t on t.id = s.session_id \
         left join activity a on a.id = t.activity_id \
         where (s.corrected_at, s.id) > ($1, $2) order by s.corrected_at, s.id limit $3",
        (after.0, after.1, i64::from(PAGE)),
    )
    .await
}
