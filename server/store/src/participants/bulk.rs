//! One act on several people: what it will do, doing it, and taking it back while its letters are
//! still in the house.

mod state;
mod taking_back;

use domain::Refusal;
use domain::checkin::Standing;
use domain::time::Moment;
use uuid::Uuid;

use super::{Participant, Restored, by_id, cancel, restore, selection, send_link};
use crate::programme::count;
use crate::signups::{self, By, Taken};
use crate::{Conn, Error, Store, journal, letters, seats};

use state::State;
pub use taking_back::undo;

/// How long the letters of an act on several people are held, in seconds.
pub const HELD: i64 = 120;

/// What is done to each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Their registration is cancelled.
    Cancel,
    /// Their cancelled registration stands again.
    Restore,
    /// Their link is sent again.
    Link,
    /// They are given a seat in this session.
    Seat(Uuid),
}

impl Act {
    /// The word kept in the database and used in forms.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cancel => "cancel",
            Self::Restore => "restore",
            Self::Link => "link",
            Self::Seat(_) => "seat",
        }
    }

    /// Reads the word back, with the session that one of them needs.
    #[must_use]
    pub fn parse(word: &str, session: Option<Uuid>) -> Option<Self> {
        match word {
            "cancel" => Some(Self::Cancel),
            "restore" => Some(Self::Restore),
            "link" => Some(Self::Link),
            "seat" => session.map(Self::Seat),
            _ => None,
        }
    }

    fn session(self) -> Option<Uuid> {
        match self {
            Self::Seat(session) => Some(session),
            Self::Cancel | Self::Restore | Self::Link => None,
        }
    }
}

/// What is asked, by whom: of everybody whom that member of the team has ticked.
#[derive(Clone, Debug)]
pub struct Order {
    /// Its identity: the same one is done once.
    pub id: Uuid,
    /// What is done.
    pub act: Act,
    /// Whose ticks say to whom.
    pub account: Uuid,
    /// How the journal calls them.
    pub actor: String,
}

/// What came of it for one person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// It was done.
    Changed,
    /// They have the seat, and gave back the one with this code.
    Swapped(String),
    /// They stand at the end of the conference's line.
    Waits,
    /// It was so before.
    Same,
    /// They have no address to write to.
    NoAddress,
    /// The rules say no: nothing was changed for them.
    Refused(Refusal),
}

impl Done {
    /// Whether anything was changed for them.
    #[must_use]
    pub fn changed(&self) -> bool {
        matches!(self, Self::Changed | Self::Swapped(_) | Self::Waits)
    }
}

/// What came of it for everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Each of those ticked, by last name, with their full names.
    pub people: Vec<(Uuid, String, Done)>,
    /// How many letters it writes.
    pub letters: u32,
    /// How many others it gives a place or a seat.
    pub others: u32,
}

impl Report {
    /// For how many people something changes.
    #[must_use]
    pub fn changed(&self) -> u32 {
        let changed = self.people.iter().filter(|(_, _, done)| done.changed()).count();
        u32::try_from(changed).unwrap_or(u32::MAX)
    }
}

/// Does it, in one unit: each person in turn, and what the rules refuse to one is left for that one
/// alone. Letters are held for [`HELD`]. `None` when it was done before.
///
/// # Errors
/// No programme has been imported, there is no such session, or the database failed.
pub async fn apply(conn: &mut Conn, order: &Order, now: Moment) -> Result<Option<Report>, Error> {
    seats::open(conn).await?;
    if batch(conn, order.id).await?.is_some() {
        return Ok(None);
    }
    let marker = Uuid::now_v7();
    begin(conn, order, now).await?;
    let before = State::load(conn, order.id).await?;
    let mut report = Report::default();
    for id in selection::who_is(conn, order.account).await? {
        let person = by_id(conn, id).await?.ok_or(Refusal::NotFound)?;
        let done = one(conn, order, &person, now).await?;
        report.people.push((id, person.full_name(), done));
    }
    let held = conn
        .exec(
            "update letter set batch_id = $1, due_at = $2 where created_at = $3 and id > $4 \
             and state = 'waiting' and attempts = 0 and batch_id is null",
            (order.id, now.plus_seconds(HELD).micros(), now.micros(), marker),
        )
        .await?;
    report.letters = u32::try_from(held).unwrap_or(u32::MAX);
    let undo = State::load(conn, order.id).await?.since(&before);
    let chosen: std::collections::HashSet<_> = report.people.iter().map(|(id, _, _)| *id).collect();
    let touched = undo.touched().into_iter().filter(|id| !chosen.contains(id)).count();
    report.others = u32::try_from(touched).unwrap_or(u32::MAX);
    let undo = serde_json::to_string(&undo).map_err(|_| Error::Corrupt("batch.undo"))?;
    conn.exec(
        "update batch set people = $2, undo = $3 where id = $1",
        (order.id, i64::from(report.changed()), undo),
    )
    .await?;
    Ok(Some(report))
}

/// Writes the batch, and whom it may change.
async fn begin(conn: &mut Conn, order: &Order, now: Moment) -> Result<(), Error> {
    if let Some(session) = order.act.session() {
        seats::session(conn, session).await?;
    }
    conn.exec(
        "insert into batch (id, act, session_id, actor, people, done_at, leaves_at, undo) \
         values ($1, $2, $3, $4, 0, $5, $6, '')",
        (
            order.id,
            order.act.as_str(),
            order.act.session(),
            order.actor.clone(),
            now.micros(),
            now.plus_seconds(HELD).micros(),
        ),
    )
    .await?;
    conn.exec(
        "insert into batch_person (batch_id, participant_id) select $1, p.id from participant p \
         where p.standing = 'waiting' \
         or exists (select 1 from waitlist_entry w where w.participant_id = p.id) \
         or exists (select 1 from selected s where s.participant_id = p.id and s.account_id = $2)",
        (order.id, order.account),
    )
    .await?;
    Ok(())
}

/// Does it for one person, and tells the journal.
async fn one(
    conn: &mut Conn,
    order: &Order,
    person: &Participant,
    now: Moment,
) -> Result<Done, Error> {
    let id = person.id;
    let (action, done, detail) = match order.act {
        Act::Cancel => {
            let before = cancel(conn, id, now).await?.before;
            let done = if before { Done::Same } else { Done::Changed };
            ("participant.cancel", Ok(done), String::new())
        }
        Act::Restore => {
            let done = restore(conn, id, now).await.map(|restored| match restored {
                Restored::Registered => Done::Changed,
                Restored::Waiting => Done::Waits,
                Restored::Before => Done::Same,
            });
            ("participant.restore", done, String::new())
        }
        Act::Link => ("participant.link", link(conn, person, now).await, String::new()),
        Act::Seat(session) => {
            let code = seats::session(conn, session).await?.code;
            ("signup.take", seat(conn, id, session, now).await, code)
        }
    };
    let done = match done {
        Err(Error::Refused(refusal)) => Done::Refused(refusal),
        done => done?,
    };
    if done.changed() {
        journal::write(conn, &order.actor, action, &id.to_string(), &detail, now).await?;
    }
    Ok(done)
}

async fn link(conn: &mut Conn, person: &Participant, now: Moment) -> Result<Done, Error> {
    if person.standing == Standing::Cancelled {
        return Ok(Done::Refused(Refusal::RegistrationCancelled));
    }
    if person.email.is_none() {
        return Ok(Done::NoAddress);
    }
    let sent = send_link(conn, person.id, now).await?;
    Ok(if sent { Done::Changed } else { Done::Same })
}

async fn seat(conn: &mut Conn, id: Uuid, session: Uuid, now: Moment) -> Result<Done, Error> {
    let done = match signups::take(conn, id, session, By::Team, None, now).await? {
        Taken::Before => return Ok(Done::Same),
        Taken::Seated => Done::Changed,
        Taken::Swapped { old } => Done::Swapped(old),
    };
    letters::enqueue_change(conn, id, now).await?;
    Ok(done)
}

/// An act on several people that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Its identity.
    pub id: Uuid,
    /// What was done.
    pub act: Act,
    /// By whom.
    pub actor: String,
    /// For how many people something changed.
    pub people: u32,
    /// When.
    pub done_at: Moment,
    /// When its letters leave.
    pub leaves_at: Moment,
    /// When it was taken back.
    pub undone_at: Option<Moment>,
    /// How many letters it has written, and how many of them have left the house.
    pub letters: (u32, u32),
}

type Row = (String, Option<Uuid>, String, i64, i64, i64, Option<i64>, i64, i64);

/// The act with this identity.
///
/// # Errors
/// The database failed.
pub async fn batch(conn: &mut Conn, id: Uuid) -> Result<Option<Batch>, Error> {
    let row: Option<Row> = conn
        .opt(
            "select b.act, b.session_id, b.actor, b.people, b.done_at, b.leaves_at, b.undone_at, \
             (select count(*) from letter l where l.batch_id = b.id), \
             (select count(*) from letter l where l.batch_id = b.id \
             and (l.state <> 'waiting' or l.attempts > 0)) from batch b where b.id = $1",
            (id,),
        )
        .await?;
    let Some((act, session, actor, people, done_at, leaves_at, undone_at, all, left)) = row else {
        return Ok(None);
    };
    let act = Act::parse(&act, session.or(Some(Uuid::nil()))).ok_or(Error::Corrupt("batch.act"))?;
    Ok(Some(Batch {
        id,
        act,
        actor,
        people: count(people),
        done_at: Moment::from_micros(done_at),
        leaves_at: Moment::from_micros(leaves_at),
        undone_at: undone_at.map(Moment::from_micros),
        letters: (count(all), count(left)),
    }))
}

/// What it would do: done in a unit that is then thrown away, so that what is shown beforehand is what
/// the rules say and not what somebody thought they say.
///
/// # Errors
/// As [`apply`].
pub async fn preview(store: &Store, order: Order, now: Moment) -> Result<Report, Error> {
    const THROWN_AWAY: &str = "it was a preview";
    let (tell, told) = tokio::sync::oneshot::channel();
    let unit = store
        .write_beside::<(), _>(async move |conn| {
            let report = apply(conn, &order, now).await?;
            // Whoever asked may have gone away.
            let _ = tell.send(report.unwrap_or_default());
            Err(Error::Abandoned(THROWN_AWAY))
        })
        .await;
    match (unit, told.await) {
        (Err(Error::Abandoned(THROWN_AWAY)), Ok(report)) => Ok(report),
        (Err(error), _) => Err(error),
        (Ok(()), _) => Err(Error::Abandoned("a preview was kept")),
    }
}
