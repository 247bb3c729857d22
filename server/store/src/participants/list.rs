//! The organisers' list of people: words and filters that combine, a page at a time.

use domain::time::Moment;
use uuid::Uuid;

use super::lookup::{Participant, Row, select_participant};
use super::search::patterns;
use crate::programme::count;
use crate::{Conn, Error};
use domain::text::fold;

/// Which standings are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Stands {
    /// All but the cancelled.
    #[default]
    Living,
    /// With a place.
    Registered,
    /// On the conference's waiting list.
    Waiting,
    /// Who gave their place up.
    Cancelled,
    /// Everybody.
    All,
}

impl Stands {
    fn word(self) -> &'static str {
        match self {
            Self::Living => "living",
            Self::Registered => "registered",
            Self::Waiting => "waiting",
            Self::Cancelled => "cancelled",
            Self::All => "all",
        }
    }
}

/// What is asked of the list; everything at once. What is left empty narrows nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Criteria {
    /// Words that names, organisation, address or code hold, up to four.
    pub words: String,
    /// Where registrations stand.
    pub stands: Stands,
    /// Whether they were let in at the main entrance.
    pub arrived: Option<bool>,
    /// A session in which they hold a seat.
    pub session: Option<Uuid>,
    /// The number of a département, or `none` for those who gave none.
    pub department: String,
    /// A part of the name of their organisation.
    pub organisation: String,
    /// The word of an access need, or `any`. To be asked only for those who may read them.
    pub need: String,
}

impl Criteria {
    /// Whether only words narrow the list of the living: the commonest question, which an index
    /// answers.
    fn is_plain(&self) -> bool {
        let plain = Self { words: self.words.clone(), ..Self::default() };
        *self == plain
    }

    fn values(
        &self,
    ) -> (
        String,
        String,
        String,
        String,
        &'static str,
        &'static str,
        Option<Uuid>,
        String,
        String,
        String,
    ) {
        let [a, b, c, d] = patterns(&self.words);
        let arrived = match self.arrived {
            None => "",
            Some(true) => "yes",
            Some(false) => "no",
        };
        let organisation = fold(&self.organisation);
        let organisation =
            if organisation.is_empty() { String::new() } else { format!("% {organisation}%") };
        let need = match self.need.as_str() {
            "" | "any" => self.need.clone(),
            word => format!("% {} %", word.replace('_', "!_")),
        };
        let stands = self.stands.word();
        (a, b, c, d, stands, arrived, self.session, self.department.clone(), organisation, need)
    }
}

/// One person of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who.
    pub person: Participant,
    /// The codes of what they hold, in the order of the day; may be empty.
    pub chosen: String,
    /// When they were let in at the main entrance.
    pub arrived_at: Option<Moment>,
    /// What organisers noted about them; may be empty.
    pub note: String,
}

#[derive(sqlx::FromRow)]
struct ListedRow {
    #[sqlx(flatten)]
    person: Row,
    chosen: String,
    arrived_at: Option<i64>,
    note: String,
}

/// Those who match words alone, among the living.
macro_rules! plain {
    () => {
        "where p.standing <> 'cancelled' and p.folded like $1 escape '!' \
         and p.folded like $2 escape '!' and p.folded like $3 escape '!' \
         and p.folded like $4 escape '!'"
    };
}

/// Those who match everything that was asked.
macro_rules! narrowed {
    () => {
        "where p.merged_into is null and case $5 when 'all' then true \
         when 'living' then p.standing <> 'cancelled' else p.standing = $5 end \
         and p.folded like $1 escape '!' and p.folded like $2 escape '!' \
         and p.folded like $3 escape '!' and p.folded like $4 escape '!' \
         and ($6 = '' or (($6 = 'yes') = exists (select 1 from presence e \
         where e.participant_id = p.id and e.door = 'main'))) \
         and ($7 is null or exists (select 1 from signup u \
         where u.participant_id = p.id and u.session_id = $7)) \
         and ($8 = '' or coalesce(p.department, 'none') = $8) \
         and ($9 = '' or p.folded like $9 escape '!') \
         and ($10 = '' or exists (select 1 from access_need n where n.participant_id = p.id \
         and ($10 = 'any' or ' ' || n.choices || ' ' like $10 escape '!')))"
    };
}

macro_rules! select_listed {
    ($where:expr) => {
        select_participant!(
            ", p.note, coalesce((select string_agg(a.code, ', ' \
                 order by s.starts_at, a.position) from signup u \
                 join session s on s.id = u.session_id join activity a on a.id = s.activity_id \
                 where u.participant_id = p.id), '') as chosen, \
                 (select c.corrected_at from presence e join scan c on c.id = e.scan_id \
                 where e.participant_id = p.id and e.door = 'main') as arrived_at ",
            $where
        )
    };
}

/// How many people match.
///
/// # Errors
/// The database failed.
pub async fn matching(conn: &mut Conn, asked: &Criteria) -> Result<u32, Error> {
    let (a, b, c, d, stands, arrived, session, department, organisation, need) = asked.values();
    let (total,): (i64,) = if asked.is_plain() {
        let sql = concat!("select count(*) from participant p ", plain!());
        conn.one(sql, (a, b, c, d)).await?
    } else {
        let sql = concat!("select count(*) from participant p ", narrowed!());
        let rest = (a, b, c, d, stands, arrived, session, department, organisation, need);
        conn.one(sql, rest).await?
    };
    Ok(count(total))
}

/// Those who match, by last name: `size` of them from `offset` on.
///
/// # Errors
/// The database failed.
pub async fn list(
    conn: &mut Conn,
    asked: &Criteria,
    offset: u32,
    size: u32,
) -> Result<Vec<Listed>, Error> {
    let (a, b, c, d, stands, arrived, session, department, organisation, need) = asked.values();
    let (size, offset) = (i64::from(size), i64::from(offset));
    let rows: Vec<ListedRow> = if asked.is_plain() {
        let sql =
            select_listed!(concat!(plain!(), " order by p.sort_key, p.id limit $5 offset $6"));
        conn.all(sql, (a, b, c, d, size, offset)).await?
    } else {
        let sql =
            select_listed!(concat!(narrowed!(), " order by p.sort_key, p.id limit $11 offset $12"));
        let rest =
            (a, b, c, d, stands, arrived, session, department, organisation, need, size, offset);
        conn.all(sql, rest).await?
    };
    rows.into_iter()
        .map(|row| {
            Ok(Listed {
                person: row.person.participant()?,
                chosen: row.chosen,
                arrived_at: row.arrived_at.map(Moment::from_micros),
                note: row.note,
            })
        })
        .collect()
}

/// Who matches, by last name; at most so many.
///
/// # Errors
/// The database failed.
pub async fn who(conn: &mut Conn, asked: &Criteria, most: u32) -> Result<Vec<Uuid>, Error> {
    let (a, b, c, d, stands, arrived, session, department, organisation, need) = asked.values();
    let sql = concat!(
        "select p.id from participant p ",
        narrowed!(),
        " order by p.sort_key, p.id limit $11"
    );
    let most = i64::from(most);
    let rest = (a, b, c, d, stands, arrived, session, department, organisation, need, most);
    let rows: Vec<(Uuid,)> = conn.all(sql, rest).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The organisations people come from, the commonest first, at most so many.
///
/// # Errors
/// The database failed.
pub async fn organisations(conn: &mut Conn, most: u32) -> Result<Vec<String>, Error> {
    let rows: Vec<(String,)> = conn
        .all(
            "select organisation from participant \
             where standing <> 'cancelled' and organisation <> '' \
             group by organisation order by count(*) desc, organisation limit $1",
            (i64::from(most),),
        )
        .await?;
    Ok(rows.into_iter().map(|(name,)| name).collect())
}
