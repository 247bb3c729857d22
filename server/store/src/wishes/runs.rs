//! Runs: what each was asked, how far it has come, what it found.

use std::collections::{BTreeMap, BTreeSet};

use domain::allocation::{Person, Problem, Report, Wishes};
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::{count, load};
use crate::{Conn, Error};

/// A run that gives no sign of life for so many seconds has been interrupted.
const SILENCE: i64 = 30;

/// One run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its identity.
    pub id: Uuid,
    /// When it was asked for.
    pub created_at: Moment,
    /// Who asked for it, by their address.
    pub created_by: String,
    /// The codes of its slots, in the order of the day.
    pub slots: Vec<String>,
    /// Where its lots come from.
    pub seed: u64,
    /// The sessions it leaves out.
    pub closed: BTreeSet<Uuid>,
    /// Of all it depends on.
    pub fingerprint: String,
    /// Where it stands.
    pub state: RunState,
    /// How far it has come, in thousandths.
    pub progress: u32,
    /// When it last gave a sign of life.
    pub touched_at: Moment,
    /// When it was published.
    pub published_at: Option<Moment>,
}

impl Run {
    /// Whether it was interrupted: the server that worked on it has stopped.
    #[must_use]
    pub fn is_interrupted(&self, now: Moment) -> bool {
        self.state == RunState::Running && now.seconds_since(self.touched_at) > SILENCE
    }
}

/// Where a run stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RunState {
    /// At work.
    Running,
    /// Done, to be looked at.
    Draft,
    /// Done, and its seats are given.
    Published,
    /// It came to no end.
    Failed,
}

impl RunState {
    /// All states.
    pub const ALL: [Self; 4] = [Self::Running, Self::Draft, Self::Published, Self::Failed];

    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Draft => "draft",
            Self::Published => "published",
            Self::Failed => "failed",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    created_at: i64,
    created_by: String,
    slots: String,
    seed: i64,
    closed: String,
    fingerprint: String,
    state: String,
    progress: i64,
    touched_at: i64,
    published_at: Option<i64>,
}

impl Row {
    fn run(self) -> Result<Run, Error> {
        Ok(Run {
            id: self.id,
            created_at: Moment::from_micros(self.created_at),
            created_by: self.created_by,
            slots: parse(&self.slots)?,
            seed: u64::try_from(self.seed).unwrap_or(0),
            closed: parse(&self.closed)?,
            fingerprint: self.fingerprint,
            state: RunState::parse(&self.state).ok_or(Error::Corrupt("allocation_run.state"))?,
            progress: count(self.progress),
            touched_at: Moment::from_micros(self.touched_at),
            published_at: self.published_at.map(Moment::from_micros),
        })
    }
}

pub(super) fn parse<T: serde::de::DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json).map_err(|_| Error::Corrupt("the JSON of wishes"))
}

pub(super) fn json<T: serde::Serialize>(value: &T) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::Corrupt("the JSON of wishes"))
}

/// Everything an allocation of these slots depends on, as it stands: everybody with a place at the
/// conference and a wish in one of them, with what they hold.
///
/// # Errors
/// No programme has been imported, or the database failed.
pub async fn problem(
    conn: &mut Conn,
    slots: &[String],
    closed: BTreeSet<Uuid>,
    seed: u64,
    now: Moment,
) -> Result<Problem, Error> {
    let programme = load(conn).await?;
    let mut chosen: Vec<_> =
        programme.plan.slots.iter().filter(|s| slots.contains(&s.code)).collect();
    chosen.sort_by_key(|slot| slot.span.start());
    let slots: Vec<String> = chosen.into_iter().map(|slot| slot.code.clone()).collect();
    let people = people_with_wishes(conn, &slots).await?;
    let walk = programme.plan.event.walk;
    Ok(Problem { seed, now, walk, slots, sessions: programme.sessions, closed, people })
}

async fn people_with_wishes(conn: &mut Conn, slots: &[String]) -> Result<Vec<Person>, Error> {
    let wishes: Vec<(Uuid, String, i64, Uuid, i64)> = conn
        .all(
            "select w.participant_id, w.slot, w.wish_rank, w.session_id, w.submitted_at \
             from wish w join participant p on p.id = w.participant_id \
             where p.standing = 'registered' order by w.participant_id, w.slot, w.wish_rank",
            (),
        )
        .await?;
    let mut people: BTreeMap<Uuid, Person> = BTreeMap::new();
    for (id, slot, rank, session, at) in wishes {
        if !slots.contains(&slot) {
            continue;
        }
        let new = || Person { id, held: Vec::new(), wishes: Vec::new() };
        let person = people.entry(id).or_insert_with(new);
        if person.wishes.last().is_none_or(|last| last.slot != slot) {
            let submitted_at = Moment::from_micros(at);
            person.wishes.push(Wishes { slot, submitted_at, ranked: Vec::new() });
        }
        if let Some(last) = person.wishes.last_mut() {
            last.ranked.push((u8::try_from(rank).unwrap_or(u8::MAX), session));
        }
    }
    let held: Vec<(Uuid, Uuid)> = conn
        .all(
            "select participant_id, session_id from signup where participant_id in \
             (select participant_id from wish) order by participant_id, session_id",
            (),
        )
        .await?;
    for (id, session) in held {
        if let Some(person) = people.get_mut(&id) {
            person.held.push(session);
        }
    }
    Ok(people.into_values().collect())
}

/// Notes that a run begins. Answers which one is at work: another one, when two were asked for at
/// once, or a button was pressed twice.
///
/// # Errors
/// The database failed.
pub async fn begin(
    conn: &mut Conn,
    id: Uuid,
    by: &str,
    problem: &Problem,
    now: Moment,
) -> Result<Uuid, Error> {
    crate::participants::lock_places(conn).await?;
    let at_work: Option<(Uuid,)> = conn
        .opt(
            "select id from allocation_run where state = 'running' and touched_at >= $1 \
             order by created_at limit 1",
            (now.plus_seconds(-SILENCE).micros(),),
        )
        .await?;
    if let Some((other,)) = at_work {
        return Ok(other);
    }
    conn.exec(
        "insert into allocation_run (id, created_at, created_by, slots, seed, closed, \
         fingerprint, state, touched_at) values ($1, $2, $3, $4, $5, $6, $7, 'running', $2)",
        (
            id,
            now.micros(),
            by.to_owned(),
            json(&problem.slots)?,
            i64::try_from(problem.seed).unwrap_or(i64::MAX),
            json(&problem.closed)?,
            problem.fingerprint(),
        ),
    )
    .await?;
    Ok(id)
}

/// A run gives a sign of life.
///
/// # Errors
/// The database failed.
pub async fn advance(conn: &mut Conn, id: Uuid, progress: u32, now: Moment) -> Result<(), Error> {
    conn.exec(
        "update allocation_run set progress = $2, touched_at = $3 \
         where id = $1 and state = 'running'",
        (id, i64::from(progress), now.micros()),
    )
    .await?;
    Ok(())
}

/// A run has come to its end.
///
/// # Errors
/// The database failed.
pub async fn finish(conn: &mut Conn, id: Uuid, report: &Report, now: Moment) -> Result<(), Error> {
    conn.exec(
        "update allocation_run set state = 'draft', progress = 1000, result = $2, \
         touched_at = $3 where id = $1 and state = 'running'",
        (id, json(report)?, now.micros()),
    )
    .await?;
    Ok(())
}

/// A run will come to no end.
///
/// # Errors
/// The database failed.
pub async fn fail(conn: &mut Conn, id: Uuid, now: Moment) -> Result<(), Error> {
    conn.exec(
        "update allocation_run set state = 'failed', touched_at = $2 \
         where id = $1 and state = 'running'",
        (id, now.micros()),
    )
    .await?;
    Ok(())
}

macro_rules! select_run {
    ($rest:literal) => {
        concat!(
            "select id, created_at, created_by, slots, seed, closed, fingerprint, state, \
             progress, touched_at, published_at from allocation_run ",
            $rest
        )
    };
}

/// One run.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Run>, Error> {
    let row: Option<Row> = conn.opt(select_run!("where id = $1"), (id,)).await?;
    row.map(Row::run).transpose()
}

/// The last runs, newest first.
///
/// # Errors
/// The database failed.
pub async fn list(conn: &mut Conn, size: u32) -> Result<Vec<Run>, Error> {
    let rows: Vec<Row> = conn
        .all(select_run!("order by created_at desc, id desc limit $1"), (i64::from(size),))
        .await?;
    rows.into_iter().map(Row::run).collect()
}

/// What a run found; `None` before its end.
///
/// # Errors
/// The database failed.
pub async fn report(conn: &mut Conn, id: Uuid) -> Result<Option<Report>, Error> {
    let row: Option<(String,)> =
        conn.opt("select result from allocation_run where id = $1 and result <> ''", (id,)).await?;
    row.map(|(json,)| parse(&json)).transpose()
}

/// The names of everybody who has wished, for the organisers' pages.
///
/// # Errors
/// The database failed.
pub async fn people(conn: &mut Conn) -> Result<BTreeMap<Uuid, String>, Error> {
    let rows: Vec<(Uuid, String, String)> = conn
        .all(
            "select id, first_name, last_name from participant \
             where id in (select participant_id from wish \
             union select participant_id from wish_result)",
            (),
        )
        .await?;
    Ok(rows.into_iter().map(|(id, first, last)| (id, format!("{first} {last}"))).collect())
}

/// How many of those who wished in these slots have no address: nobody writes to them.
///
/// # Errors
/// The database failed.
pub async fn without_address(conn: &mut Conn, slots: &[String]) -> Result<u32, Error> {
    let rows: Vec<(Uuid, String)> = conn
        .all(
            "select distinct p.id, w.slot from wish w join participant p \
             on p.id = w.participant_id where p.standing = 'registered' and p.email is null",
            (),
        )
        .await?;
    let people: BTreeSet<Uuid> =
        rows.into_iter().filter(|(_, slot)| slots.contains(slot)).map(|(id, _)| id).collect();
    Ok(u32::try_from(people.len()).unwrap_or(u32::MAX))
}
