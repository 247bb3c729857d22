//! Who comes into a group: everybody of a form, or nobody.

use domain::Refusal;
use domain::letter::Letter;
use domain::participant::Email;
use domain::party::Waits;
use domain::time::Moment;
use uuid::Uuid;

use super::{Party, colleagues, members, write_to_contact};
use crate::participants::{self, NewParticipant};
use crate::programme::count;
use crate::{Conn, Error, letters};

/// A group to record, with the identities and secrets made for it.
#[derive(Clone, Debug)]
pub struct NewParty {
    /// Its identity.
    pub id: Uuid,
    /// The form's own identity: the same one registers once.
    pub request_key: Uuid,
    /// Who registers the others: first name and last name.
    pub contact_name: String,
    /// Where the group's link goes.
    pub contact_email: Email,
    /// SHA-256 of the group's link's secret.
    pub link_hash: Vec<u8>,
}

/// What became of a group's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Everybody is registered or waits.
    Registered(Uuid),
    /// The same form was sent before: this is the group it registered.
    Repeated(Uuid),
    /// These people, by their place in the form from 0, have an address that is registered: nobody
    /// was recorded, their links were sent again.
    AlreadyThere(Vec<usize>),
    /// Fewer places are left than people want one, and who waits was not chosen for so many:
    /// nobody was recorded.
    TooFew {
        /// How many places are left.
        left: u32,
    },
}

/// Records a group, everybody or nobody. The places, the waiting list and the letters are settled
/// in the same unit.
///
/// # Errors
/// No programme has been imported, registration is not open, or the database failed.
pub async fn register(
    conn: &mut Conn,
    new: NewParty,
    people: Vec<NewParticipant>,
    waits: &Waits,
    now: Moment,
) -> Result<Outcome, Error> {
    let window = participants::lock_places(conn).await?.ok_or(Refusal::NoEvent)?;
    if let Some(id) = by_request(conn, new.request_key).await? {
        return Ok(Outcome::Repeated(id));
    }
    participants::check_window(window.0, window.1, now)?;
    let seated = match weigh(conn, &people, waits, now).await? {
        Ok(seated) => seated,
        Err(outcome) => return Ok(outcome),
    };
    let id = new.id;
    insert(conn, new, now).await?;
    admit(conn, id, people, &seated, now).await?;
    write_to_contact(conn, id, now).await?;
    Ok(Outcome::Registered(id))
}

/// Adds people to a group, all or none of them.
///
/// # Errors
/// As [`register`]; the group would have more than `most` colleagues.
pub async fn add(
    conn: &mut Conn,
    party: &Party,
    people: Vec<NewParticipant>,
    waits: &Waits,
    most: usize,
    now: Moment,
) -> Result<Outcome, Error> {
    let window = participants::lock_places(conn).await?.ok_or(Refusal::NoEvent)?;
    for new in &people {
        if participants::by_request(conn, new.request_key).await?.is_some() {
            return Ok(Outcome::Repeated(party.id));
        }
    }
    participants::check_window(window.0, window.1, now)?;
    if colleagues(party, &members(conn, party.id).await?) + people.len() > most {
        return Err(Refusal::GroupFull.into());
    }
    let seated = match weigh(conn, &people, waits, now).await? {
        Ok(seated) => seated,
        Err(outcome) => return Ok(outcome),
    };
    admit(conn, party.id, people, &seated, now).await?;
    write_to_contact(conn, party.id, now).await?;
    Ok(Outcome::Registered(party.id))
}

/// Who gets a place, or why nobody is recorded. The places are locked, so that what is found stays
/// true to the end of the unit.
async fn weigh(
    conn: &mut Conn,
    people: &[NewParticipant],
    waits: &Waits,
    now: Moment,
) -> Result<Result<Vec<bool>, Outcome>, Error> {
    let mut there = Vec::new();
    for (place, new) in people.iter().enumerate() {
        let Some(email) = &new.registration.email else { continue };
        if let Some(id) = participants::by_email(conn, &email.key()).await? {
            participants::send_link(conn, id, now).await?;
            there.push(place);
        }
    }
    if !there.is_empty() {
        return Ok(Err(Outcome::AlreadyThere(there)));
    }
    let left = places_left(conn).await?;
    Ok(waits.placing(left).ok_or(Outcome::TooFew { left }))
}

/// How many newcomers get a place: none while somebody waits.
async fn places_left(conn: &mut Conn) -> Result<u32, Error> {
    let (left,): (i64,) = conn
        .one(
            "select case when exists (select 1 from participant where standing = 'waiting') \
             then 0 else capacity - taken end from event where id = 1",
            (),
        )
        .await?;
    Ok(count(left.max(0)))
}

async fn insert(conn: &mut Conn, new: NewParty, now: Moment) -> Result<(), Error> {
    conn.exec(
        "insert into party (id, contact_name, contact_email, email_key, link_hash, link_version, \
         request_key, created_at) values ($1, $2, $3, $4, $5, 1, $6, $7)",
        (
            new.id,
            new.contact_name,
            new.contact_email.as_str().to_owned(),
            new.contact_email.key(),
            new.link_hash,
            new.request_key,
            now.micros(),
        ),
    )
    .await?;
    Ok(())
}

/// Records everybody: those with a place first, since nobody is let in past someone who waits;
/// the others join the line in the order of the form.
async fn admit(
    conn: &mut Conn,
    party: Uuid,
    people: Vec<NewParticipant>,
    seated: &[bool],
    now: Moment,
) -> Result<(), Error> {
    let (first, then): (Vec<_>, Vec<_>) =
        people.into_iter().zip(seated).partition(|(_, seated)| **seated);
    for (new, seated) in first.into_iter().chain(then) {
        // A readable code taken in between; the caller tries again.
        if !participants::insert(conn, &new, now).await? {
            return Err(Error::Busy);
        }
        conn.exec("update participant set party_id = $2 where id = $1", (new.id, party)).await?;
        if *seated && !participants::take_place(conn, new.id).await? {
            return Err(Error::Busy);
        }
        let letter = if *seated { Letter::Confirmation } else { Letter::Waiting };
        letters::enqueue(conn, letter, new.id, "", now).await?;
    }
    Ok(())
}

async fn by_request(conn: &mut Conn, key: Uuid) -> Result<Option<Uuid>, Error> {
    let row: Option<(Uuid,)> =
        conn.opt("select id from party where request_key = $1", (key,)).await?;
    Ok(row.map(|(id,)| id))
}
