//! The lists beside the three first ones: who sits where, who waits, what people wish, what was
//! written to them, what they need.

use uuid::Uuid;

use super::PAGE;
use crate::{Conn, Error};

/// One seat taken, as exported.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct SeatedRow {
    /// Family name.
    pub last_name: String,
    /// Given name.
    pub first_name: String,
    /// Where they work or volunteer.
    pub organisation: String,
    /// Where letters go.
    pub email: Option<String>,
    /// Their readable code, without its dash.
    pub code: String,
    /// The word of how they came to it.
    pub origin: String,
    /// When they were scanned at its door, in microseconds.
    pub scanned_at: Option<i64>,
    /// By what the list is ordered.
    pub sort_key: String,
    /// Their identity, by which the next page begins.
    pub id: Uuid,
}

/// Who has a seat in a session, by last name, after `(sort_key, id)`.
///
/// # Errors
/// The database failed.
pub async fn seated(
    conn: &mut Conn,
    session: Uuid,
    door: String,
    after: (String, Uuid),
) -> Result<Vec<SeatedRow>, Error> {
    conn.all(
        "select p.last_name, p.first_name, p.organisation, p.email, p.code, u.origin, \
         s.corrected_at as scanned_at, p.sort_key, p.id \
         from signup u join participant p on p.id = u.participant_id \
         left join presence e on e.participant_id = p.id and e.door = $2 \
         left join scan s on s.id = e.scan_id \
         where u.session_id = $1 and (p.sort_key, p.id) > ($3, $4) \
         order by p.sort_key, p.id limit $5",
        (session, door, after.0, after.1, i64::from(PAGE)),
    )
    .await
}

/// One place in a line, as exported.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LineRow {
    /// Family name.
    pub last_name: String,
    /// Given name.
    pub first_name: String,
    /// Where they work or volunteer.
    pub organisation: String,
    /// Where letters go.
    pub email: Option<String>,
    /// Their readable code, without its dash.
    pub code: String,
    /// Since when, in microseconds.
    pub since: i64,
    /// Which of their wishes it was.
    pub wish_rank: Option<i64>,
    /// Why they were moved up.
    pub moved_reason: String,
}

/// A session's line, first to come first.
///
/// # Errors
/// The database failed.
pub async fn line(conn: &mut Conn, session: Uuid) -> Result<Vec<LineRow>, Error> {
    conn.all(
        "select p.last_name, p.first_name, p.organisation, p.email, p.code, \
         w.joined_at as since, w.wish_rank, w.moved_reason from waitlist_entry w \
         join participant p on p.id = w.participant_id where w.session_id = $1 \
         order by w.order_key, w.participant_id",
        (session,),
    )
    .await
}

/// The conference's own line, first to come first.
///
/// # Errors
/// The database failed.
pub async fn conference_line(conn: &mut Conn) -> Result<Vec<LineRow>, Error> {
    conn.all(
        "select last_name, first_name, organisation, email, code, \
         coalesce(waiting_since, created_at) as since, cast(null as bigint) as wish_rank, \
         '' as moved_reason from participant where standing = 'waiting' \
         order by waiting_since, id",
        (),
    )
    .await
}

/// One wish, as exported.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct WishRow {
    /// Who.
    pub participant_id: Uuid,
    /// The code of the slot.
    pub slot: String,
    /// The session wished for.
    pub session_id: Uuid,
    /// Which wish it is, from 1.
    pub wish_rank: i64,
}

/// What the participants of one page wish for, best first.
///
/// # Errors
/// The database failed.
pub async fn wishes_between(
    conn: &mut Conn,
    first: (String, Uuid),
    last: (String, Uuid),
) -> Result<Vec<WishRow>, Error> {
    conn.all(
        "select w.participant_id, w.slot, w.session_id, w.wish_rank \
         from participant p join wish w on w.participant_id = p.id \
         where (p.sort_key, p.id) >= ($1, $2) and (p.sort_key, p.id) <= ($3, $4) \
         order by w.participant_id, w.slot, w.wish_rank",
        (first.0, first.1, last.0, last.1),
    )
    .await
}

/// What came of someone's wishes in one slot, as exported.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct ResultRow {
    /// Who.
    pub participant_id: Uuid,
    /// The code of the slot.
    pub slot: String,
    /// What they were given; `None` for nothing.
    pub session_id: Option<Uuid>,
    /// Which of their wishes it was.
    pub wish_rank: Option<i64>,
}

/// What was published for the participants of one page.
///
/// # Errors
/// The database failed.
pub async fn results_between(
    conn: &mut Conn,
    first: (String, Uuid),
    last: (String, Uuid),
) -> Result<Vec<ResultRow>, Error> {
    conn.all(
        "select r.participant_id, r.slot, r.session_id, r.wish_rank \
         from participant p join wish_result r on r.participant_id = p.id \
         where (p.sort_key, p.id) >= ($1, $2) and (p.sort_key, p.id) <= ($3, $4) \
         order by r.participant_id, r.slot",
        (first.0, first.1, last.0, last.1),
    )
    .await
}

/// One letter, as exported: never its words.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct LetterRow {
    /// Its identity, by which the next page begins.
    pub id: Uuid,
    /// The word of what it says.
    pub kind: String,
    /// The word of where it stands.
    pub state: String,
    /// Where it goes.
    pub recipient: String,
    /// Family name.
    pub last_name: Option<String>,
    /// Given name.
    pub first_name: Option<String>,
    /// How often sending was tried.
    pub attempts: i64,
    /// Why the last try failed.
    pub last_error: String,
    /// When it was written, in microseconds.
    pub created_at: i64,
    /// When the relay took it, in microseconds.
    pub sent_at: Option<i64>,
}

/// The letters that follow `(created_at, id)`, in the order of time.
///
/// # Errors
/// The database failed.
pub async fn letters(conn: &mut Conn, after: (i64, Uuid)) -> Result<Vec<LetterRow>, Error> {
    conn.all(
        "select l.id, l.kind, l.state, l.recipient, p.last_name, p.first_name, l.attempts, \
         l.last_error, l.created_at, l.sent_at \
         from letter l left join participant p on p.id = l.participant_id \
         where (l.created_at, l.id) > ($1, $2) order by l.created_at, l.id limit $3",
        (after.0, after.1, i64::from(PAGE)),
    )
    .await
}

/// What one person needs, as exported to the two roles that may read it.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct NeedRow {
    /// Who.
    pub participant_id: Uuid,
    /// Words of the usual needs, separated by spaces.
    pub choices: String,
    /// Another one, in their own words; may be empty.
    pub other: String,
}

/// What the participants of one page need.
///
/// # Errors
/// The database failed.
pub async fn needs_between(
    conn: &mut Conn,
    first: (String, Uuid),
    last: (String, Uuid),
) -> Result<Vec<NeedRow>, Error> {
    conn.all(
        "select n.participant_id, n.choices, n.other \
         from participant p join access_need n on n.participant_id = p.id \
         where (p.sort_key, p.id) >= ($1, $2) and (p.sort_key, p.id) <= ($3, $4)",
        (first.0, first.1, last.0, last.1),
    )
    .await
}

/// The needs of everybody with a place, without whose they are.
///
/// # Errors
/// The database failed.
pub async fn anonymous_needs(conn: &mut Conn) -> Result<Vec<(String, bool)>, Error> {
    let rows: Vec<(String, i64)> = conn
        .all(
            "select n.choices, cast(length(n.other) as bigint) from access_need n \
             join participant p on p.id = n.participant_id where p.standing = 'registered'",
            (),
        )
        .await?;
    Ok(rows.into_iter().map(|(choices, length)| (choices, length > 0)).collect())
}

/// The columns and filters that a member of the team wanted last; nothing when they never said.
///
/// # Errors
/// The database failed.
pub async fn choice(conn: &mut Conn, account: Uuid, list: &str) -> Result<Option<String>, Error> {
    let row: Option<(String,)> = conn
        .opt(
            "select query from export_choice where account_id = $1 and list = $2",
            (account, list.to_owned()),
        )
        .await?;
    Ok(row.map(|(query,)| query))
}

/// Remembers them.
///
/// # Errors
/// The database failed.
pub async fn remember(
    conn: &mut Conn,
    account: Uuid,
    list: &str,
    query: &str,
) -> Result<(), Error> {
    conn.exec(
        "insert into export_choice (account_id, list, query) values ($1, $2, $3) \
         on conflict (account_id, list) do update set query = excluded.query",
        (account, list.to_owned(), query.to_owned()),
    )
    .await?;
    Ok(())
}
