//! Groups: several people registered by one, their contact, and who takes over their own.

use domain::Refusal;
use domain::letter::Letter;
use domain::participant::Email;
use domain::party::Waits;
use domain::time::Moment;
use uuid::Uuid;

use crate::participants::{self, NewParticipant, Participant};
use crate::programme::count;
use crate::{Conn, Error, letters};

/// How many letters with the same link a contact may be sent in a while: the first one, and one
/// more for whoever did not find it.
const LINKS: i64 = 2;

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

/// A group, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Party {
    /// Its identity.
    pub id: Uuid,
    /// Who registered the others: first name and last name.
    pub contact_name: String,
    /// Where the group's link goes.
    pub contact_email: String,
    /// Raised to make the former link useless.
    pub link_version: u32,
    /// When it was registered.
    pub created_at: Moment,
}

impl Party {
    /// Whether this person is the contact, who came with the group.
    #[must_use]
    pub fn is_contact(&self, person: &Participant) -> bool {
        let own = person.email.as_ref().map(|email| email.to_lowercase());
        own == Some(self.contact_email.to_lowercase())
    }
}

/// Somebody of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Who.
    pub person: Participant,
    /// Since when they manage their own registration; `None` while the contact does.
    pub taken_over_at: Option<Moment>,
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

/// How many of these still come, besides the contact.
#[must_use]
pub fn colleagues(party: &Party, members: &[Member]) -> usize {
    let comes = |member: &&Member| {
        member.person.standing != domain::checkin::Standing::Cancelled
            && !party.is_contact(&member.person)
    };
    members.iter().filter(comes).count()
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

/// Writes to a group's contact who is in the group, with its link.
async fn write_to_contact(conn: &mut Conn, party: Uuid, now: Moment) -> Result<(), Error> {
    conn.exec(
        "insert into letter (id, kind, participant_id, recipient, about, state, due_at, created_at) \
         select $1, 'group', null, contact_email, $3, 'waiting', $4, $4 from party where id = $2",
        (Uuid::now_v7(), party, party.to_string(), now.micros()),
    )
    .await?;
    Ok(())
}

/// Sends the links of all groups of this contact again, unless that was done a moment ago.
///
/// # Errors
/// The database failed.
pub async fn send_links(conn: &mut Conn, key: &str, now: Moment) -> Result<(), Error> {
    let parties: Vec<(Uuid,)> = conn
        .all("select id from party where email_key = $1 order by id", (key.to_owned(),))
        .await?;
    for (id,) in parties {
        // Taking the row's lock, so that two askings follow each other.
        conn.exec("update party set link_version = link_version where id = $1", (id,)).await?;
        let (recent,): (i64,) = conn
            .one(
                "select count(*) from letter where kind = 'group' and about = $1 \
                 and recipient = (select contact_email from party where id = $2) and created_at > $3",
                (id.to_string(), id, now.plus_seconds(-participants::LINK_PAUSE).micros()),
            )
            .await?;
        if recent < LINKS {
            write_to_contact(conn, id, now).await?;
        }
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    contact_name: String,
    contact_email: String,
    link_version: i64,
    created_at: i64,
}

impl Row {
    fn party(self) -> Party {
        Party {
            id: self.id,
            contact_name: self.contact_name,
            contact_email: self.contact_email,
            link_version: count(self.link_version),
            created_at: Moment::from_micros(self.created_at),
        }
    }
}

macro_rules! select_party {
    ($rest:literal) => {
        concat!(
            "select y.id, y.contact_name, y.contact_email, y.link_version, y.created_at \
             from party y ",
            $rest
        )
    };
}

/// The group with this identity.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Party>, Error> {
    let row: Option<Row> = conn.opt(select_party!("where y.id = $1"), (id,)).await?;
    Ok(row.map(Row::party))
}

/// A group, to show what its letter says; `None` when there is none.
///
/// # Errors
/// The database failed.
pub async fn first(conn: &mut Conn) -> Result<Option<Party>, Error> {
    let row: Option<Row> =
        conn.opt(select_party!("order by y.created_at, y.id limit 1"), ()).await?;
    Ok(row.map(Row::party))
}

/// The group whose link has this hash.
///
/// # Errors
/// The database failed.
pub async fn by_link(conn: &mut Conn, hash: Vec<u8>) -> Result<Option<Party>, Error> {
    let row: Option<Row> = conn.opt(select_party!("where y.link_hash = $1"), (hash,)).await?;
    Ok(row.map(Row::party))
}

async fn by_request(conn: &mut Conn, key: Uuid) -> Result<Option<Uuid>, Error> {
    let row: Option<(Uuid,)> =
        conn.opt("select id from party where request_key = $1", (key,)).await?;
    Ok(row.map(|(id,)| id))
}

/// The group someone was registered with, and since when they manage their own registration.
///
/// # Errors
/// The database failed.
pub async fn of_participant(
    conn: &mut Conn,
    participant: Uuid,
) -> Result<Option<(Party, Option<Moment>)>, Error> {
    let row: Option<Row> = conn
        .opt(
            select_party!("join participant p on p.party_id = y.id where p.id = $1"),
            (participant,),
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (since,): (Option<i64>,) =
        conn.one("select taken_over_at from participant where id = $1", (participant,)).await?;
    Ok(Some((row.party(), since.map(Moment::from_micros))))
}

/// Everybody of a group, in the order in which they were registered.
///
/// # Errors
/// The database failed.
pub async fn members(conn: &mut Conn, party: Uuid) -> Result<Vec<Member>, Error> {
    let rows: Vec<(Uuid, Option<i64>)> = conn
        .all(
            "select id, taken_over_at from participant where party_id = $1 order by created_at, id",
            (party,),
        )
        .await?;
    let mut members = Vec::with_capacity(rows.len());
    for (id, since) in rows {
        if let Some(person) = participants::by_id(conn, id).await? {
            members.push(Member { person, taken_over_at: since.map(Moment::from_micros) });
        }
    }
    Ok(members)
}

/// Someone of a group manages their own registration from now on: their former link, which the
/// contact knows, opens nothing any more, and the new one goes to their own address. `false` when
/// that was done before.
///
/// # Errors
/// They are in no group, have no address or gave their place up; their link was changed meanwhile;
/// or the database failed.
pub async fn take_over(
    conn: &mut Conn,
    person: &Participant,
    link_hash: Vec<u8>,
    about: &str,
    now: Moment,
) -> Result<bool, Error> {
    participants::lock(conn, person.id).await?;
    let changed = conn
        .exec(
            "update participant set link_hash = $2, link_version = link_version + 1, \
             taken_over_at = $3 where id = $1 and link_version = $4 and taken_over_at is null \
             and party_id is not null and email is not null and standing <> 'cancelled'",
            (person.id, link_hash, now.micros(), i64::from(person.link_version)),
        )
        .await?;
    if changed == 1 {
        letters::enqueue(conn, Letter::Link, person.id, about, now).await?;
        return Ok(true);
    }
    let before: Option<(i64,)> = conn
        .opt(
            "select taken_over_at from participant where id = $1 and taken_over_at is not null",
            (person.id,),
        )
        .await?;
    before.map(|_| false).ok_or_else(|| Refusal::NotFound.into())
}
