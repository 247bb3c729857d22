//! Finding participants.

use domain::checkin::Standing;
use domain::participant::{AccessNeed, AccessNeeds};
use domain::ticket::Code;
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

/// A participant, as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Participant {
    /// Their identity.
    pub id: Uuid,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where letters go.
    pub email: Option<String>,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// The number of their département.
    pub department: Option<String>,
    /// What they do; may be empty.
    pub role_title: String,
    /// How to call them; may be empty.
    pub phone: String,
    /// Where their registration stands.
    pub standing: Standing,
    /// Their readable code.
    pub code: Code,
    /// Raised to make the former personal link useless.
    pub link_version: u32,
    /// Raised to make the former QR code useless.
    pub ticket_version: u32,
    /// When they registered.
    pub created_at: Moment,
    /// Whether they were let in at the main entrance.
    pub arrived: bool,
    /// What the door is told about them; may be empty.
    pub door_note: String,
    /// The registration this one is part of now.
    pub merged_into: Option<Uuid>,
}

impl Participant {
    /// First name and last name.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

#[derive(sqlx::FromRow)]
pub(super) struct Row {
    id: Uuid,
    first_name: String,
    last_name: String,
    email: Option<String>,
    organisation: String,
    department: Option<String>,
    role_title: String,
    phone: String,
    standing: String,
    code: String,
    link_version: i64,
    ticket_version: i64,
    created_at: i64,
    arrived: i64,
    door_note: String,
    merged_into: Option<Uuid>,
}

impl Row {
    pub(super) fn participant(self) -> Result<Participant, Error> {
        Ok(Participant {
            standing: Standing::parse(&self.standing)
                .ok_or(Error::Corrupt("participant.standing"))?,
            code: Code::parse(&self.code).ok_or(Error::Corrupt("participant.code"))?,
            link_version: count(self.link_version),
            ticket_version: count(self.ticket_version),
            created_at: Moment::from_micros(self.created_at),
            arrived: self.arrived > 0,
            door_note: self.door_note,
            merged_into: self.merged_into,
            id: self.id,
            first_name: self.first_name,
            last_name: self.last_name,
            email: self.email,
            organisation: self.organisation,
            department: self.department,
            role_title: self.role_title,
            phone: self.phone,
        })
    }
}

macro_rules! select_participant {
    ($more:expr, $rest:expr) => {
        concat!(
            "select p.id, p.first_name, p.last_name, p.email, p.organisation, p.department, \
             p.role_title, p.phone, p.standing, p.code, p.link_version, p.ticket_version, \
             p.created_at, p.door_note, p.merged_into, (select count(*) from presence e where e.participant_id = p.id \
             and e.door = 'main') as arrived",
            $more,
            "from participant p ",
            $rest
        )
    };
    ($rest:expr) => {
        select_participant!(" ", $rest)
    };
}
pub(super) use select_participant;

/// Whoever has this value, or the registration that one is part of now.
macro_rules! kept {
    ($column:literal) => {
        concat!(
            "where p.id = (select coalesce(k.merged_into, k.id) from participant k where ",
            $column,
            " = $1)"
        )
    };
}

/// The participant with this identity.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Participant>, Error> {
    let row: Option<Row> = conn.opt(select_participant!("where p.id = $1"), (id,)).await?;
    row.map(Row::participant).transpose()
}

/// The participant whose personal link has this hash.
///
/// # Errors
/// The database failed.
pub async fn by_link(conn: &mut Conn, hash: Vec<u8>) -> Result<Option<Participant>, Error> {
    let row: Option<Row> = conn.opt(select_participant!(kept!("k.link_hash")), (hash,)).await?;
    row.map(Row::participant).transpose()
}

/// The participant whose QR token has this hash.
///
/// # Errors
/// The database failed.
pub async fn by_ticket(conn: &mut Conn, hash: Vec<u8>) -> Result<Option<Participant>, Error> {
    let row: Option<Row> = conn.opt(select_participant!(kept!("k.ticket_hash")), (hash,)).await?;
    row.map(Row::participant).transpose()
}

/// The participant with this readable code.
///
/// # Errors
/// The database failed.
pub async fn by_code(conn: &mut Conn, code: &Code) -> Result<Option<Participant>, Error> {
    let row: Option<Row> =
        conn.opt(select_participant!(kept!("k.code")), (code.as_str().to_owned(),)).await?;
    row.map(Row::participant).transpose()
}

/// What someone needs to take part, if they said so.
///
/// # Errors
/// The database failed.
pub async fn needs(conn: &mut Conn, id: Uuid) -> Result<AccessNeeds, Error> {
    let row: Option<(String, String)> =
        conn.opt("select choices, other from access_need where participant_id = $1", (id,)).await?;
    Ok(row.map_or_else(AccessNeeds::default, |(choices, other)| AccessNeeds {
        choices: choices.split(' ').filter_map(AccessNeed::parse).collect(),
        other,
    }))
}

/// The place of a waiting person in the conference's line, from 1; `None` when they do not wait.
///
/// # Errors
/// The database failed.
pub async fn place_in_line(conn: &mut Conn, id: Uuid) -> Result<Option<u32>, Error> {
    let (place,): (i64,) = conn
        .one(
            "select count(*) from participant before, participant me \
             where me.id = $1 and me.standing = 'waiting' and before.standing = 'waiting' \
             and (before.waiting_since < me.waiting_since \
             or (before.waiting_since = me.waiting_since and before.id <= me.id))",
            (id,),
        )
        .await?;
    Ok((place > 0).then(|| count(place)))
}
