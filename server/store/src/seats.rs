//! The book of seats. Every unit that changes seats, lines or places opens it first and is then
//! alone with them until it ends, on either engine: the same acts have the same outcome, and
//! nobody waits for anybody who waits for them.

use domain::Refusal;
use domain::programme::Session;
use domain::schedule::Origin;
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::{SessionRow, count, select_session};
use crate::signups::By;
use crate::{Conn, Error};

/// The book, open: when people may do what by themselves.
#[derive(Debug)]
pub(crate) struct Book {
    opens: Moment,
    closes: Moment,
    freezes_at: Option<Moment>,
    phone: String,
    email: String,
    /// How many minutes it takes to walk from one room to another.
    pub(crate) walk: u32,
}

#[derive(sqlx::FromRow)]
struct BookRow {
    sign_up_opens_at: i64,
    sign_up_closes_at: i64,
    freezes_at: Option<i64>,
    contact_phone: String,
    contact_email: String,
    walk_minutes: i64,
}

/// Opens the book. This comes before anybody's own row.
///
/// # Errors
/// No programme has been imported, or the database failed.
pub(crate) async fn open(conn: &mut Conn) -> Result<Book, Error> {
    let row: Option<BookRow> = conn
        .opt(
            "update event set taken = taken where id = 1 \
             returning sign_up_opens_at, sign_up_closes_at, freezes_at, contact_phone, \
             contact_email, walk_minutes",
            (),
        )
        .await?;
    let row = row.ok_or(Refusal::NoEvent)?;
    Ok(Book {
        opens: Moment::from_micros(row.sign_up_opens_at),
        closes: Moment::from_micros(row.sign_up_closes_at),
        freezes_at: row.freezes_at.map(Moment::from_micros),
        phone: row.contact_phone,
        email: row.contact_email,
        walk: count(row.walk_minutes),
    })
}

impl Book {
    /// Whether a seat may be taken, or a line joined.
    pub(crate) fn check_choosing(&self, by: By, now: Moment) -> Result<(), Refusal> {
        if by == By::Team {
            return Ok(());
        }
        if now < self.opens {
            return Err(Refusal::SignUpNotOpen { opens: self.opens });
        }
        self.check_changing(by, now)?;
        if now >= self.closes {
            return Err(Refusal::SignUpClosed);
        }
        Ok(())
    }

    /// Whether a seat may be given back, or a line left.
    pub(crate) fn check_changing(&self, by: By, now: Moment) -> Result<(), Refusal> {
        if by == By::Themselves && self.freezes_at.is_some_and(|freezes| now >= freezes) {
            let (phone, email) = (self.phone.clone(), self.email.clone());
            return Err(Refusal::SelfServiceFrozen { phone, email });
        }
        Ok(())
    }
}

/// One session, as it stands.
pub(crate) async fn session(conn: &mut Conn, id: Uuid) -> Result<Session, Error> {
    let row: Option<SessionRow> = conn
        .opt(
            select_session!(
                "from session s join activity a on a.id = s.activity_id where s.id = $1"
            ),
            (id,),
        )
        .await?;
    row.ok_or(Refusal::NotFound)?.session()
}

/// Gives someone a seat in `wanted`, and takes `old` from them. Nothing has changed when it is full.
pub(crate) async fn seat(
    conn: &mut Conn,
    participant: Uuid,
    wanted: &Session,
    old: Option<Uuid>,
    origin: Origin,
    now: Moment,
) -> Result<(), Error> {
    seat_instead(conn, participant, wanted, old.as_slice(), origin, now).await
}

/// The same in place of several seats.
pub(crate) async fn seat_instead(
    conn: &mut Conn,
    participant: Uuid,
    wanted: &Session,
    old: &[Uuid],
    origin: Origin,
    now: Moment,
) -> Result<(), Error> {
    claim(conn, wanted).await?;
    for old in old {
        free(conn, participant, *old).await?;
    }
    conn.exec(
        "insert into signup (participant_id, session_id, slot, created_at, origin) \
         values ($1, $2, $3, $4, $5)",
        (participant, wanted.id, wanted.slot.clone(), now.micros(), origin.as_str()),
    )
    .await?;
    Ok(())
}

/// The statement that guards the seats: two people and one last seat, one of them gets it.
async fn claim(conn: &mut Conn, session: &Session) -> Result<(), Error> {
    let claimed = conn
        .exec(
            "update session set taken = taken + 1 \
             where id = $1 and taken < capacity and cancelled_at is null",
            (session.id,),
        )
        .await?;
    if claimed == 0 {
        return Err(Refusal::SessionFull { code: session.code.clone() }.into());
    }
    Ok(())
}

/// Takes a seat from someone. `false` when they did not hold it.
pub(crate) async fn free(conn: &mut Conn, participant: Uuid, session: Uuid) -> Result<bool, Error> {
    let held = conn
        .exec(
            "delete from signup where participant_id = $1 and session_id = $2",
            (participant, session),
        )
        .await?;
    if held == 1 {
        conn.exec("update session set taken = taken - 1 where id = $1", (session,)).await?;
    }
    Ok(held == 1)
}

/// Takes every seat from someone; which these were.
pub(crate) async fn free_all(conn: &mut Conn, participant: Uuid) -> Result<Vec<Uuid>, Error> {
    let held: Vec<(Uuid,)> =
        conn.all("select session_id from signup where participant_id = $1", (participant,)).await?;
    for (session,) in &held {
        free(conn, participant, *session).await?;
    }
    Ok(held.into_iter().map(|(session,)| session).collect())
}
