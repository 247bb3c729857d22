//! The programme: reading it as a whole, and keeping it at hand.

mod at_hand;
mod change;
mod clashes;
mod hosts;
mod import;

use domain::Refusal;
use domain::capacity::Seats;
use domain::programme::{
    Activity, Event, Kind, Plan, PlannedSession, Programme, Room, Session, Slot, Theme,
    TimelineItem,
};
use domain::time::{Moment, Span};
use uuid::Uuid;

pub(crate) use at_hand::Snapshot;
pub use change::{Change, Changed, Concerned, change};
pub(crate) use clashes::clash;
pub use clashes::{Clash, clashes};
pub use import::Imported;

use crate::{Conn, Error, wishes};

/// The whole programme with its seats.
///
/// # Errors
/// No programme has been imported, or the database failed.
pub async fn load(conn: &mut Conn) -> Result<Programme, Error> {
    let row: EventRow = conn
        .opt(
            "select name, short_name, place, address, welcome, aims, practical, notice, \
             contact_email, contact_phone, legal, starts_at, ends_at, registration_opens_at, \
             registration_closes_at, sign_up_opens_at, sign_up_closes_at, freezes_at, \
             walk_minutes, capacity, taken from event where id = 1",
            (),
        )
        .await?
        .ok_or(Refusal::NoEvent)?;
    let places = row.places();
    let sessions = sessions(conn).await?;
    let plan = Plan {
        timeline: timeline(conn).await?,
        themes: themes(conn).await?,
        rooms: rooms(conn).await?,
        slots: slots(conn).await?,
        hosts: hosts::all(conn).await?,
        activities: activities(conn, &sessions).await?,
        event: row.event()?,
    };
    let (waiting,): (i64,) =
        conn.one("select count(*) from participant where standing = 'waiting'", ()).await?;
    Ok(Programme {
        plan,
        places,
        waiting: count(waiting),
        sessions: sessions.into_iter().map(SessionRow::session).collect::<Result<_, _>>()?,
        wished: wishes::wished_slots(conn).await?,
    })
}

#[derive(sqlx::FromRow)]
struct EventRow {
    name: String,
    short_name: String,
    place: String,
    address: String,
    welcome: String,
    aims: String,
    practical: String,
    notice: String,
    contact_email: String,
    contact_phone: String,
    legal: String,
    starts_at: i64,
    ends_at: i64,
    registration_opens_at: i64,
    registration_closes_at: i64,
    sign_up_opens_at: i64,
    sign_up_closes_at: i64,
    freezes_at: Option<i64>,
    walk_minutes: i64,
    capacity: i64,
    taken: i64,
}

impl EventRow {
    fn event(self) -> Result<Event, Error> {
        Ok(Event {
            span: span(self.starts_at, self.ends_at)?,
            registration: span(self.registration_opens_at, self.registration_closes_at)?,
            sign_up: span(self.sign_up_opens_at, self.sign_up_closes_at)?,
            freezes_at: self.freezes_at.map(Moment::from_micros),
            walk: count(self.walk_minutes),
            capacity: count(self.capacity),
            aims: lines(&self.aims),
            practical: lines(&self.practical),
            legal: serde_json::from_str(&self.legal).map_err(|_| Error::Corrupt("event.legal"))?,
            name: self.name,
            short_name: self.short_name,
            place: self.place,
            address: self.address,
            welcome: self.welcome,
            notice: self.notice,
            contact_email: self.contact_email,
            contact_phone: self.contact_phone,
        })
    }

    fn places(&self) -> Seats {
        Seats { capacity: count(self.capacity), taken: count(self.taken) }
    }
}

/// A session as the database has it; other questions of this crate return it too.
#[derive(sqlx::FromRow)]
pub(crate) struct SessionRow {
    id: Uuid,
    code: String,
    kind: String,
    title: String,
    theme: String,
    slot: Option<String>,
    room: String,
    starts_at: i64,
    ends_at: i64,
    capacity: i64,
    taken: i64,
    minimum: i64,
    waiting: i64,
    cancelled_at: Option<i64>,
}

/// Selects a [`SessionRow`]: `s` is the session, `a` its activity.
macro_rules! select_session {
    ($rest:literal) => {
        concat!(
            "select s.id, a.code, a.kind, a.title, a.theme, s.slot, s.room, s.starts_at, \
             s.ends_at, s.capacity, s.taken, s.minimum, (select count(*) from waitlist_entry w \
             where w.session_id = s.id) as waiting, s.cancelled_at ",
            $rest
        )
    };
}
pub(crate) use select_session;

impl SessionRow {
    pub(crate) fn session(self) -> Result<Session, Error> {
        Ok(Session {
            id: self.id,
            kind: Kind::parse(&self.kind).ok_or(Error::Corrupt("activity.kind"))?,
            span: span(self.starts_at, self.ends_at)?,
            seats: Seats { capacity: count(self.capacity), taken: count(self.taken) },
            minimum: count(self.minimum),
            waiting: count(self.waiting),
            cancelled: self.cancelled_at.is_some(),
            code: self.code,
            title: self.title,
            theme: self.theme,
            slot: self.slot,
            room: self.room,
        })
    }

    fn planned(&self) -> Result<PlannedSession, Error> {
        Ok(PlannedSession {
            slot: self.slot.clone(),
            room: self.room.clone(),
            span: span(self.starts_at, self.ends_at)?,
            capacity: count(self.capacity),
            minimum: count(self.minimum),
        })
    }
}

async fn sessions(conn: &mut Conn) -> Result<Vec<SessionRow>, Error> {
    conn.all(
        select_session!(
            "from session s join activity a on a.id = s.activity_id \
             order by s.starts_at, a.position"
        ),
        (),
    )
    .await
}

async fn timeline(conn: &mut Conn) -> Result<Vec<TimelineItem>, Error> {
    let rows: Vec<(i64, Option<i64>, String, String)> = conn
        .all("select starts_at, ends_at, title, detail from timeline_item order by position", ())
        .await?;
    Ok(rows
        .into_iter()
        .map(|(start, end, title, detail)| TimelineItem {
            start: Moment::from_micros(start),
            end: end.map(Moment::from_micros),
            title,
            detail,
        })
        .collect())
}

async fn themes(conn: &mut Conn) -> Result<Vec<Theme>, Error> {
    let rows: Vec<(String, String, String, bool)> =
        conn.all("select code, name, label, roadmap from theme order by position", ()).await?;
    Ok(rows
        .into_iter()
        .map(|(code, name, label, roadmap)| Theme { code, name, label, roadmap })
        .collect())
}

async fn rooms(conn: &mut Conn) -> Result<Vec<Room>, Error> {
    let rows: Vec<(String, Option<i64>)> =
        conn.all("select name, seats from room order by position", ()).await?;
    Ok(rows.into_iter().map(|(name, seats)| Room { name, seats: seats.map(count) }).collect())
}

async fn slots(conn: &mut Conn) -> Result<Vec<Slot>, Error> {
    let rows: Vec<(String, String, i64, i64)> =
        conn.all("select code, name, starts_at, ends_at from slot order by position", ()).await?;
    rows.into_iter()
        .map(|(code, name, start, end)| Ok(Slot { code, name, span: span(start, end)? }))
        .collect()
}

async fn activities(conn: &mut Conn, sessions: &[SessionRow]) -> Result<Vec<Activity>, Error> {
    let rows: Vec<(Uuid, String, String, String, String, String)> = conn
        .all("select id, code, kind, title, summary, theme from activity order by position", ())
        .await?;
    let mut hosts = hosts::by_activity(conn).await?;
    rows.into_iter()
        .map(|(id, code, kind, title, summary, theme)| {
            Ok(Activity {
                kind: Kind::parse(&kind).ok_or(Error::Corrupt("activity.kind"))?,
                hosts: hosts.remove(&id).unwrap_or_default(),
                sessions: sessions
                    .iter()
                    .filter(|session| session.code == code)
                    .map(SessionRow::planned)
                    .collect::<Result<_, _>>()?,
                code,
                title,
                summary,
                theme,
            })
        })
        .collect()
}

fn span(start: i64, end: i64) -> Result<Span, Error> {
    Span::new(Moment::from_micros(start), Moment::from_micros(end))
        .ok_or(Error::Corrupt("a span of time"))
}

/// Counts in the database are never negative, and far from the bound.
pub(crate) fn count(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::to_owned).collect()
}
