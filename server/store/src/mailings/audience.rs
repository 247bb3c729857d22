//! Who an audience is, asked of the database each time: one condition for every question.

use domain::audience::{Arrival, Audience};
use domain::checkin::Standing;
use domain::participant::Department;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

/// The values of [`matching`], in its order.
pub(super) type Values = (&'static str, Option<Uuid>, &'static str, String, &'static str);

/// What an audience is to a statement.
pub(super) fn values(audience: &Audience) -> Values {
    (
        audience.standing.map_or("", Standing::as_str),
        audience.session,
        audience.department.map_or("", Department::as_str),
        audience.organisation.clone(),
        audience.arrival.map_or("", Arrival::as_str),
    )
}

macro_rules! matching {
    () => {
        "p.merged_into is null and case $1 when '' then p.standing <> 'cancelled' else p.standing = $1 end \
         and ($2 is null or exists (select 1 from signup u where u.participant_id = p.id \
         and u.session_id = $2)) \
         and ($3 = '' or p.department = $3) and ($4 = '' or p.organisation = $4) \
         and ($5 = '' or ($5 = 'arrived') = exists (select 1 from presence e \
         where e.participant_id = p.id and e.door = 'main'))"
    };
}
pub(super) use matching;

macro_rules! declined {
    () => {
        "exists (select 1 from unsubscription n where n.participant_id = p.id)"
    };
}
pub(super) use declined;

/// How many people an audience is, and how many of them a mailing reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Who get the letter.
    pub reached: u32,
    /// Who have no address.
    pub without_address: u32,
    /// Who asked for no more such letters.
    pub unsubscribed: u32,
}

/// How many people a mailing would reach now.
///
/// # Errors
/// The database failed.
pub async fn reach(conn: &mut Conn, audience: &Audience) -> Result<Reach, Error> {
    let (all, without, declined): (i64, i64, i64) = conn
        .one(
            concat!(
                "select count(*), count(*) filter (where p.email is null), \
                 count(*) filter (where p.email is not null and ",
                declined!(),
                ") from participant p where ",
                matching!()
            ),
            values(audience),
        )
        .await?;
    Ok(Reach {
        reached: count(all - without - declined),
        without_address: count(without),
        unsubscribed: count(declined),
    })
}

/// Someone a mailing does not reach.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Unreached {
    /// Their identity.
    pub id: Uuid,
    /// Family name.
    pub last_name: String,
    /// Given name.
    pub first_name: String,
    /// How to call them; may be empty.
    pub phone: String,
}

/// Those of an audience who have no address, by name, at most so many.
///
/// # Errors
/// The database failed.
pub async fn unreached(
    conn: &mut Conn,
    audience: &Audience,
    size: u32,
) -> Result<Vec<Unreached>, Error> {
    let (standing, session, department, organisation, arrival) = values(audience);
    conn.all(
        concat!(
            "select p.id, p.last_name, p.first_name, p.phone from participant p where ",
            matching!(),
            " and p.email is null order by p.sort_key, p.id limit $6"
        ),
        (standing, session, department, organisation, arrival, i64::from(size)),
    )
    .await
}

/// Those of an audience who asked for no more such letters, by name, at most so many.
///
/// # Errors
/// The database failed.
pub async fn unsubscribed_among(
    conn: &mut Conn,
    audience: &Audience,
    size: u32,
) -> Result<Vec<Unreached>, Error> {
    let (standing, session, department, organisation, arrival) = values(audience);
    conn.all(
        concat!(
            "select p.id, p.last_name, p.first_name, p.phone from participant p where ",
            matching!(),
            " and p.email is not null and ",
            declined!(),
            " order by p.sort_key, p.id limit $6"
        ),
        (standing, session, department, organisation, arrival, i64::from(size)),
    )
    .await
}

/// Those a mailing would reach, by name, at most so many: identity and name.
///
/// # Errors
/// The database failed.
pub async fn sample(
    conn: &mut Conn,
    audience: &Audience,
    size: u32,
) -> Result<Vec<(Uuid, String)>, Error> {
    let (standing, session, department, organisation, arrival) = values(audience);
    conn.all(
        concat!(
            "select p.id, p.last_name || ' ' || p.first_name from participant p where ",
            matching!(),
            " and p.email is not null and not ",
            declined!(),
            " order by p.sort_key, p.id limit $6"
        ),
        (standing, session, department, organisation, arrival, i64::from(size)),
    )
    .await
}

/// Whether a mailing to this audience is for someone, as things stand now.
///
/// # Errors
/// The database failed.
pub async fn includes(conn: &mut Conn, audience: &Audience, person: Uuid) -> Result<bool, Error> {
    let (standing, session, department, organisation, arrival) = values(audience);
    let found: Option<(Uuid,)> = conn
        .opt(
            concat!("select p.id from participant p where ", matching!(), " and p.id = $6"),
            (standing, session, department, organisation, arrival, person),
        )
        .await?;
    Ok(found.is_some())
}
