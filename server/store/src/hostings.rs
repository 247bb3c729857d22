//! Which sessions a host leads.

use domain::checkin::Door;
use uuid::Uuid;

use crate::{Conn, Error, checkins};

/// The sessions someone leads, in the order of the day.
///
/// # Errors
/// The database failed.
pub async fn sessions_of(conn: &mut Conn, account: Uuid) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<(Uuid,)> = conn
        .all(
            "select h.session_id from hosting h join session s on s.id = h.session_id \
             where h.account_id = $1 order by s.starts_at, s.id",
            (account,),
        )
        .await?;
    Ok(rows.into_iter().map(|(session,)| session).collect())
}

/// Whether someone leads this session.
///
/// # Errors
/// The database failed.
pub async fn leads(conn: &mut Conn, account: Uuid, session: Uuid) -> Result<bool, Error> {
    let (bound,): (i64,) = conn
        .one(
            "select count(*) from hosting where account_id = $1 and session_id = $2",
            (account, session),
        )
        .await?;
    Ok(bound > 0)
}

/// Who leads what, for the whole team: account and session, in the order of the day.
///
/// # Errors
/// The database failed.
pub async fn all(conn: &mut Conn) -> Result<Vec<(Uuid, Uuid)>, Error> {
    conn.all(
        "select h.account_id, h.session_id from hosting h join session s on s.id = h.session_id \
         order by s.starts_at, s.id",
        (),
    )
    .await
}

/// Has someone lead these sessions and no others.
///
/// # Errors
/// One of them does not exist, or the database failed.
pub async fn set(conn: &mut Conn, account: Uuid, sessions: &[Uuid]) -> Result<(), Error> {
    conn.exec("delete from hosting where account_id = $1", (account,)).await?;
    for session in sessions {
        conn.exec(
            "insert into hosting (account_id, session_id) values ($1, $2) on conflict do nothing",
            (account, *session),
        )
        .await?;
    }
    Ok(())
}

/// Someone with a seat, as their host sees them: no address of any kind.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Attendee {
    /// Who.
    pub participant: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// The scan that let them in at the session's door, while it stands.
    pub scan: Option<Uuid>,
    /// Whether a letter can reach them: 1, or 0.
    pub has_email: i64,
}

/// Those who hold a seat in a session, by last name, and who of them is there.
///
/// # Errors
/// The database failed.
pub async fn attendance(conn: &mut Conn, session: Uuid) -> Result<Vec<Attendee>, Error> {
    conn.all(
        "select p.id as participant, p.first_name, p.last_name, p.organisation, \
         e.scan_id as scan, cast(case when p.email is null then 0 else 1 end as bigint) as has_email \
         from signup u join participant p on p.id = u.participant_id \
         left join presence e on e.participant_id = p.id and e.door = $2 \
         where u.session_id = $1 and p.standing = 'registered' order by p.sort_key, p.id",
        (session, checkins::door_word(Door::Session(session))),
    )
    .await
}
