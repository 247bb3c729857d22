//! Participants: registering, finding, cancelling, and the conference's own waiting list.

pub mod bulk;
mod changes;
mod day;
pub mod duplicates;
mod list;
mod lookup;
mod merging;
mod places;
mod search;
pub mod selection;

use domain::Refusal;
use domain::checkin::Standing;
use domain::letter::Letter;
use domain::participant::{AccessNeeds, Registration};
use domain::text::fold;
use domain::ticket::Code;
use domain::time::Moment;
use uuid::Uuid;

pub use changes::{Change, Edit, Edited, changes, edit, notes, put_notes};
pub use day::passages;
pub use list::{Criteria, Listed, Stands, list, matching, organisations, who};
pub use lookup::{Participant, by_code, by_id, by_link, by_ticket, needs, place_in_line};
pub(crate) use merging::merged;
pub use merging::{Merge, Overlap, merge, overlap, shadows};
pub use places::{Cancelled, Restored, cancel, restore};
pub(crate) use places::{lock_places, promote_waiting, take_place};
pub(crate) use search::literal;
pub use search::{Filter, Found, search};

use crate::{Conn, Error, letters};

/// A link is not sent again before this many seconds, so that nobody can fill a mailbox.
pub(crate) const LINK_PAUSE: i64 = 600;

/// A registration to record, with the identities and secrets made for it.
#[derive(Clone, Debug)]
pub struct NewParticipant {
    /// Its identity.
    pub id: Uuid,
    /// The form's own identity: the same one registers once.
    pub request_key: Uuid,
    /// What the person told us.
    pub registration: Registration,
    /// Readable codes to choose from; the first that is free is taken.
    pub codes: Vec<Code>,
    /// SHA-256 of the personal link's secret.
    pub link_hash: Vec<u8>,
    /// SHA-256 of the QR token.
    pub ticket_hash: Vec<u8>,
    /// The member of the team who fills in the form, if not the person.
    pub registered_by: Option<Uuid>,
}

/// What became of a registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Has a place.
    Registered,
    /// Is on the waiting list.
    Waiting,
    /// The same form was sent before: this is who it registered.
    Repeated(Uuid),
    /// The address is already registered: nobody new was recorded, the link was sent again.
    AlreadyThere(Uuid),
}

/// Records a registration, or says who is already there. The place, the waiting list and the
/// letter are settled in the same unit.
///
/// # Errors
/// No programme has been imported, registration is not open (for those who register themselves),
/// or the database failed.
pub async fn register(conn: &mut Conn, new: NewParticipant, now: Moment) -> Result<Outcome, Error> {
    let (opens, closes) = lock_places(conn).await?.ok_or(Refusal::NoEvent)?;
    if let Some(id) = by_request(conn, new.request_key).await? {
        return Ok(Outcome::Repeated(id));
    }
    if new.registered_by.is_none() {
        check_window(opens, closes, now)?;
    }
    if !insert(conn, &new, now).await? {
        return already_there(conn, &new, now).await;
    }
    put_needs(conn, new.id, &new.registration.needs, now).await?;
    let seated = take_place(conn, new.id).await?;
    if new.registration.email.is_some() {
        let letter = if seated { Letter::Confirmation } else { Letter::Waiting };
        letters::enqueue(conn, letter, new.id, "", now).await?;
    }
    Ok(if seated { Outcome::Registered } else { Outcome::Waiting })
}

pub(crate) fn check_window(opens: Moment, closes: Moment, now: Moment) -> Result<(), Refusal> {
    if now < opens {
        return Err(Refusal::RegistrationNotOpen { opens });
    }
    if now >= closes {
        return Err(Refusal::RegistrationClosed);
    }
    Ok(())
}

pub(crate) async fn by_request(conn: &mut Conn, key: Uuid) -> Result<Option<Uuid>, Error> {
    let row: Option<(Uuid,)> =
        conn.opt("select id from participant where request_key = $1", (key,)).await?;
    Ok(row.map(|(id,)| id))
}

/// Writes the row, waiting at first. `false` when the address, or the form, is already there.
pub(crate) async fn insert(
    conn: &mut Conn,
    new: &NewParticipant,
    now: Moment,
) -> Result<bool, Error> {
    let code = free_code(conn, &new.codes).await?;
    let person = &new.registration;
    let added = conn
        .exec(
            "insert into participant (id, first_name, last_name, email, email_key, organisation, \
             department, role_title, phone, standing, code, folded, sort_key, link_hash, \
             link_version, ticket_hash, ticket_version, request_key, registered_by, created_at, \
             waiting_since) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'waiting', $10, $11, $12, $13, 1, $14, 1, \
             $15, $16, $17, $17) \
             on conflict do nothing",
            (
                new.id,
                person.first_name.clone(),
                person.last_name.clone(),
                person.email.as_ref().map(ToString::to_string),
                person.email.as_ref().map(domain::participant::Email::key),
                person.organisation.clone(),
                person.department.map(domain::participant::Department::as_str),
                person.role_title.clone(),
                person.phone.clone(),
                code.as_str().to_owned(),
                folded(person, &code),
                fold(&format!("{} {}", person.last_name, person.first_name)),
                new.link_hash.clone(),
                new.ticket_hash.clone(),
                new.request_key,
                new.registered_by,
                now.micros(),
            ),
        )
        .await?;
    Ok(added == 1)
}

fn folded(person: &Registration, code: &Code) -> String {
    let email = person.email.as_ref().map_or("", domain::participant::Email::as_str);
    format!(
        " {} {} {} {}",
        fold(&format!("{} {} {}", person.first_name, person.last_name, person.organisation)),
        email.to_lowercase(),
        fold(code.as_str()),
        fold(&code.to_string()),
    )
}

async fn free_code(conn: &mut Conn, codes: &[Code]) -> Result<Code, Error> {
    for code in codes {
        let taken: Option<(i64,)> = conn
            .opt(
                "select cast(1 as bigint) from participant where code = $1",
                (code.as_str().to_owned(),),
            )
            .await?;
        if taken.is_none() {
            return Ok(code.clone());
        }
    }
    Err(Error::Busy)
}

/// The row was not written: the same form won a race, or the address is registered.
async fn already_there(
    conn: &mut Conn,
    new: &NewParticipant,
    now: Moment,
) -> Result<Outcome, Error> {
    if let Some(id) = by_request(conn, new.request_key).await? {
        return Ok(Outcome::Repeated(id));
    }
    let key = new.registration.email.as_ref().map(domain::participant::Email::key);
    let row: Option<(Uuid,)> = conn
        .opt("select id from participant where email_key = $1 and standing <> 'cancelled'", (key,))
        .await?;
    // Neither: a readable code taken in between. The caller tries again.
    let (id,) = row.ok_or(Error::Busy)?;
    send_link(conn, id, now).await?;
    Ok(Outcome::AlreadyThere(id))
}

/// Sends someone their link again, unless that was done a moment ago. `false` when it was.
///
/// # Errors
/// No such participant, or the database failed.
pub async fn send_link(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, Error> {
    lock(conn, id).await?;
    let recent: Option<(i64,)> = conn
        .opt(
            "select created_at from letter where participant_id = $1 and kind = 'link' \
             and created_at > $2 limit 1",
            (id, now.plus_seconds(-LINK_PAUSE).micros()),
        )
        .await?;
    if recent.is_none() {
        letters::enqueue(conn, Letter::Link, id, "", now).await?;
    }
    Ok(recent.is_none())
}

/// The living registration of an address, or of one that was merged into it, if there is one.
///
/// # Errors
/// The database failed.
pub async fn by_email(conn: &mut Conn, key: &str) -> Result<Option<Uuid>, Error> {
    let row: Option<(Uuid,)> = conn
        .opt(
            "select id from participant where email_key = $1 and standing <> 'cancelled' \
             union all select k.id from participant p join participant k on k.id = p.merged_into \
             where p.email_key = $1 and p.merged_into is not null and k.standing <> 'cancelled' \
             limit 1",
            (key.to_owned(),),
        )
        .await?;
    Ok(row.map(|(id,)| id))
}

async fn put_needs(
    conn: &mut Conn,
    id: Uuid,
    needs: &AccessNeeds,
    now: Moment,
) -> Result<(), Error> {
    if needs.is_empty() {
        return Ok(());
    }
    let choices: Vec<_> = needs.choices.iter().map(|need| need.as_str()).collect();
    conn.exec(
        "insert into access_need (participant_id, choices, other, consented_at) \
         values ($1, $2, $3, $4)",
        (id, choices.join(" "), needs.other.clone(), now.micros()),
    )
    .await?;
    Ok(())
}

/// Takes the person's row before anything of theirs is weighed, so that two acts of one person
/// follow each other on either engine.
pub(crate) async fn lock(conn: &mut Conn, id: Uuid) -> Result<Standing, Error> {
    let row: Option<(String,)> = conn
        .opt(
            "update participant set revision = revision + 1 where id = $1 returning standing",
            (id,),
        )
        .await?;
    let (standing,) = row.ok_or(Refusal::NotFound)?;
    Standing::parse(&standing).ok_or(Error::Corrupt("participant.standing"))
}
