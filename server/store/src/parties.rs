//! Groups: several people registered by one, their contact, and who takes over their own.

mod admission;

use domain::Refusal;
use domain::letter::Letter;
use domain::time::Moment;
use uuid::Uuid;

pub use self::admission::{NewParty, Outcome, add, register};
use crate::participants::{self, Participant};
use crate::programme::count;
use crate::{Conn, Error, letters};

/// How many letters with the same link a contact may be sent in a while: the first one, and one
/// more for whoever did not find it.
const LINKS: i64 = 2;

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

/// How many of these still come, besides the contact.
#[must_use]
pub fn colleagues(party: &Party, members: &[Member]) -> usize {
    let comes = |member: &&Member| {
        member.person.standing != domain::checkin::Standing::Cancelled
            && !party.is_contact(&member.person)
    };
    members.iter().filter(comes).count()
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
