//! Finding participants.

use domain::checkin::Standing;
use domain::participant::{AccessNeed, AccessNeeds};
use domain::text::fold;
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
}

impl Participant {
    /// First name and last name.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
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
}

impl Row {
    fn participant(self) -> Result<Participant, Error> {
        Ok(Participant {
            standing: Standing::parse(&self.standing)
                .ok_or(Error::Corrupt("participant.standing"))?,
            code: Code::parse(&self.code).ok_or(Error::Corrupt("participant.code"))?,
            link_version: count(self.link_version),
            ticket_version: count(self.ticket_version),
            created_at: Moment::from_micros(self.created_at),
            arrived: self.arrived > 0,
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
    ($rest:literal) => {
        concat!(
            "select p.id, p.first_name, p.last_name, p.email, p.organisation, p.department, \
             p.role_title, p.phone, p.standing, p.code, p.link_version, p.ticket_version, \
             p.created_at, (select count(*) from presence e where e.participant_id = p.id \
             and e.door = 'main') as arrived from participant p ",
            $rest
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
    let row: Option<Row> = conn.opt(select_participant!("where p.link_hash = $1"), (hash,)).await?;
    row.map(Row::participant).transpose()
}

/// The participant whose QR token has this hash.
///
/// # Errors
/// The database failed.
pub async fn by_ticket(conn: &mut Conn, hash: Vec<u8>) -> Result<Option<Participant>, Error> {
    let row: Option<Row> =
        conn.opt(select_participant!("where p.ticket_hash = $1"), (hash,)).await?;
    row.map(Row::participant).transpose()
}

/// The participant with this readable code.
///
/// # Errors
/// The database failed.
pub async fn by_code(conn: &mut Conn, code: &Code) -> Result<Option<Participant>, Error> {
    let row: Option<Row> =
        conn.opt(select_participant!("where p.code = $1"), (code.as_str().to_owned(),)).await?;
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

/// Which participants to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All but the cancelled.
    #[default]
    Living,
    /// Those with this standing.
    Standing(Standing),
    /// Those let in at the main entrance.
    Arrived,
    /// Those with a place who have not come yet.
    Expected,
}

impl Filter {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Living => "living",
            Self::Standing(standing) => standing.as_str(),
            Self::Arrived => "arrived",
            Self::Expected => "expected",
        }
    }
}

/// One page of a search, and how many there are in all.
#[derive(Clone, Debug)]
pub struct Found {
    /// The page.
    pub participants: Vec<Participant>,
    /// How many match.
    pub total: u32,
}

/// Participants whose names, organisation, address or code hold every word typed, whatever the
/// accents, capitals, hyphens and order; by last name, `size` of them from `offset` on.
///
/// # Errors
/// The database failed.
pub async fn search(
    conn: &mut Conn,
    typed: &str,
    filter: Filter,
    offset: u32,
    size: u32,
) -> Result<Found, Error> {
    let [a, b, c, d] = patterns(typed);
    let (total,): (i64,) = conn
        .one(
            concat!("select count(*) from participant p ", matching!()),
            (filter.word(), a.clone(), b.clone(), c.clone(), d.clone()),
        )
        .await?;
    let rows: Vec<Row> = conn
        .all(
            concat!(
                select_participant!(""),
                matching!(),
                " order by p.sort_key, p.id limit $6 offset $7"
            ),
            (filter.word(), a, b, c, d, i64::from(size), i64::from(offset)),
        )
        .await?;
    Ok(Found {
        participants: rows.into_iter().map(Row::participant).collect::<Result<_, _>>()?,
        total: count(total),
    })
}

macro_rules! matching {
    () => {
        "where p.folded like $2 escape '!' and p.folded like $3 escape '!' \
         and p.folded like $4 escape '!' and p.folded like $5 escape '!' \
         and case $1 \
         when 'living' then p.standing <> 'cancelled' \
         when 'arrived' then exists (select 1 from presence e where e.participant_id = p.id \
         and e.door = 'main') \
         when 'expected' then p.standing = 'registered' and not exists (select 1 from presence e \
         where e.participant_id = p.id and e.door = 'main') \
         else p.standing = $1 end"
    };
}
pub(super) use matching;

/// Up to four words, each as a pattern; missing ones match everything.
pub(super) fn patterns(typed: &str) -> [String; 4] {
    let words = if typed.contains('@') {
        vec![typed.trim().to_lowercase()]
    } else {
        fold(typed).split(' ').map(str::to_owned).collect()
    };
    let mut patterns: [String; 4] = std::array::from_fn(|_| "%".to_owned());
    for (pattern, word) in patterns.iter_mut().zip(words) {
        *pattern = format!("%{}%", literal(&word));
    }
    patterns
}

/// An address may hold the characters that mean something in a pattern.
pub(crate) fn literal(word: &str) -> String {
    let mut literal = String::with_capacity(word.len());
    for c in word.chars() {
        if matches!(c, '%' | '_' | '!') {
            literal.push('!');
        }
        literal.push(c);
    }
    literal
}
