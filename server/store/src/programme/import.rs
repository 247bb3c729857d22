//! Loading a programme: everything at once, by code, without losing a sign-up.

mod frame;
mod promises;
mod sessions;

use std::collections::HashMap;

use domain::Refusal;
use domain::programme::{Activity, Event, Plan};
use domain::time::Moment;
use uuid::Uuid;

use super::clashes::Clash;
use crate::programme::count;
use crate::{Conn, Error, participants, waitlist};

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Activities that were not there before.
    pub added: usize,
    /// Activities that were.
    pub updated: usize,
    /// Activities that are no longer in the file, and that nobody held.
    pub removed: usize,
}

/// Refuses a programme in which somebody would have to be in two places at once.
pub(super) fn refuse(clashes: &[Clash]) -> Result<(), Refusal> {
    let Some(Clash { codes: [code, other], .. }) = clashes.first() else { return Ok(()) };
    let people = clashes.iter().filter(|clash| clash.codes == [code.clone(), other.clone()]);
    let people = u32::try_from(people.count()).unwrap_or(u32::MAX);
    Err(Refusal::WouldClash { code: code.clone(), other: other.clone(), people })
}

/// Writes a programme as it is, whoever is then in two places at once. Activities are found again
/// by their code and sessions by their hour, else by their place among the activity's
/// ([`domain::programme::pair`]), so people keep what they hold.
pub(super) async fn put(conn: &mut Conn, plan: &Plan) -> Result<Imported, Error> {
    participants::lock_places(conn).await?;
    let known = known_activities(conn).await?;
    put_event(conn, &plan.event).await?;
    frame::put(conn, plan).await?;
    let mut imported = Imported::default();
    for (position, activity) in (0_i64..).zip(&plan.activities) {
        let id = put_activity(conn, known.get(&activity.code).copied(), activity, position).await?;
        put_hosts(conn, id, activity).await?;
        sessions::put(conn, id, activity).await?;
        if known.contains_key(&activity.code) {
            imported.updated += 1;
        } else {
            imported.added += 1;
        }
    }
    for (code, id) in &known {
        if !plan.activities.iter().any(|activity| activity.code == *code) {
            sessions::remove_all(conn, *id, code).await?;
            conn.exec("delete from activity where id = $1", (*id,)).await?;
            imported.removed += 1;
        }
    }
    promises::follow_slots(conn).await?;
    frame::remove_unused(conn, plan).await?;
    Ok(imported)
}

/// Places and seats that a new programme makes free go to those who wait.
pub(super) async fn settle(conn: &mut Conn, now: Moment) -> Result<(), Error> {
    participants::promote_waiting(conn, now).await?;
    waitlist::settle_all(conn, now).await?;
    Ok(())
}

async fn known_activities(conn: &mut Conn) -> Result<HashMap<String, Uuid>, Error> {
    let rows: Vec<(String, Uuid)> = conn.all("select code, id from activity", ()).await?;
    Ok(rows.into_iter().collect())
}

async fn put_event(conn: &mut Conn, event: &Event) -> Result<(), Error> {
    let before: Option<(i64, i64)> =
        conn.opt("select taken, beyond from event where id = 1", ()).await?;
    let (taken, beyond) = before.unwrap_or_default();
    if i64::from(event.capacity).saturating_add(beyond) < taken {
        return Err(
            Refusal::CapacityUnderTaken { what: event.name.clone(), taken: count(taken) }.into()
        );
    }
    let legal = serde_json::to_string(&event.legal).map_err(|_| Error::Corrupt("event.legal"))?;
    conn.exec(
        "insert into event (id, name, short_name, place, address, welcome, aims, practical, \
         notice, contact_email, contact_phone, legal, starts_at, ends_at, registration_opens_at, \
         registration_closes_at, sign_up_opens_at, sign_up_closes_at, capacity, taken, \
         freezes_at, walk_minutes, beyond) \
         values (1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, \
         $18, $19, $20, $21, $22) \
         on conflict (id) do update set name = excluded.name, short_name = excluded.short_name, \
         place = excluded.place, address = excluded.address, welcome = excluded.welcome, \
         aims = excluded.aims, practical = excluded.practical, notice = excluded.notice, \
         contact_email = excluded.contact_email, contact_phone = excluded.contact_phone, \
         legal = excluded.legal, starts_at = excluded.starts_at, ends_at = excluded.ends_at, \
         registration_opens_at = excluded.registration_opens_at, \
         registration_closes_at = excluded.registration_closes_at, \
         sign_up_opens_at = excluded.sign_up_opens_at, \
         sign_up_closes_at = excluded.sign_up_closes_at, capacity = excluded.capacity, \
         freezes_at = excluded.freezes_at, walk_minutes = excluded.walk_minutes",
        (
            event.name.clone(),
            event.short_name.clone(),
            event.place.clone(),
            event.address.clone(),
            event.welcome.clone(),
            event.aims.join("\n"),
            event.practical.join("\n"),
            event.notice.clone(),
            event.contact_email.clone(),
            event.contact_phone.clone(),
            legal,
            event.span.start().micros(),
            event.span.end().micros(),
            event.registration.start().micros(),
            event.registration.end().micros(),
            event.sign_up.start().micros(),
            event.sign_up.end().micros(),
            i64::from(event.capacity),
            taken,
            event.freezes_at.map(Moment::micros),
            i64::from(event.walk),
            beyond,
        ),
    )
    .await?;
    Ok(())
}

async fn put_activity(
    conn: &mut Conn,
    known: Option<Uuid>,
    activity: &Activity,
    position: i64,
) -> Result<Uuid, Error> {
    let id = known.unwrap_or_else(Uuid::now_v7);
    conn.exec(
        "insert into activity (id, code, position, kind, title, summary, theme) \
         values ($1, $2, $3, $4, $5, $6, $7) \
         on conflict (id) do update set position = excluded.position, kind = excluded.kind, \
         title = excluded.title, summary = excluded.summary, theme = excluded.theme",
        (
            id,
            activity.code.clone(),
            position,
            activity.kind.as_str(),
            activity.title.clone(),
            activity.summary.clone(),
            activity.theme.clone(),
        ),
    )
    .await?;
    Ok(id)
}

async fn put_hosts(conn: &mut Conn, id: Uuid, activity: &Activity) -> Result<(), Error> {
    conn.exec("delete from activity_host where activity_id = $1", (id,)).await?;
    for (position, host) in (0_i64..).zip(&activity.hosts) {
        conn.exec(
            "insert into activity_host (activity_id, position, host) values ($1, $2, $3)",
            (id, position, host.code.clone()),
        )
        .await?;
    }
    Ok(())
}
