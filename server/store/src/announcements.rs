//! Announcements: changes that people are told of. Their letters wait for two minutes, and are
//! called back together for as long as they have not left.

use domain::Refusal;
use domain::letter::{Letter, SessionsMoved};
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

/// How long the letters of an announcement wait, in seconds.
pub const PAUSE: i64 = 120;

/// For how long an announcement without waiting letters is still shown, in seconds.
const SHOWN: i64 = 24 * 3600;

/// A change that people are told of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Its identity.
    pub id: Uuid,
    /// When the change was made.
    pub created_at: Moment,
    /// Who made it.
    pub created_by: String,
    /// What has changed, in words.
    pub about: String,
    /// How many letters were written.
    pub letters: u32,
    /// When they leave.
    pub due_at: Moment,
    /// When they were called back.
    pub called_back_at: Option<Moment>,
    /// How many can still be called back.
    pub waiting: u32,
}

/// An announcement being written.
#[derive(Debug)]
pub(crate) struct Draft {
    id: Uuid,
    due: Moment,
    now: Moment,
}

/// Begins an announcement.
pub(crate) async fn begin(
    conn: &mut Conn,
    by: &str,
    about: &str,
    now: Moment,
) -> Result<Draft, Error> {
    let draft = Draft { id: Uuid::now_v7(), due: now.plus_seconds(PAUSE), now };
    conn.exec(
        "insert into announcement (id, created_at, created_by, about, letters, due_at) \
         values ($1, $2, $3, $4, 0, $5)",
        (draft.id, now.micros(), by.to_owned(), about.to_owned(), draft.due.micros()),
    )
    .await?;
    Ok(draft)
}

impl Draft {
    /// Writes a letter to someone. Whoever has no address gets none.
    pub(crate) async fn write(
        &self,
        conn: &mut Conn,
        kind: Letter,
        participant: Uuid,
        about: &str,
    ) -> Result<(), Error> {
        let letter = Uuid::now_v7();
        let written = conn
            .exec(
                "insert into letter (id, kind, participant_id, recipient, about, state, due_at, \
                 created_at) select $1, $2, id, email, $4, 'waiting', $5, $6 \
                 from participant where id = $3 and email is not null",
                (
                    letter,
                    kind.as_str(),
                    participant,
                    about.to_owned(),
                    self.due.micros(),
                    self.now.micros(),
                ),
            )
            .await?;
        if written == 1 { self.say(conn, letter, about).await } else { Ok(()) }
    }

    async fn say(&self, conn: &mut Conn, letter: Uuid, about: &str) -> Result<(), Error> {
        conn.exec(
            "insert into announced (letter_id, announcement_id, about) values ($1, $2, $3)",
            (letter, self.id, about.to_owned()),
        )
        .await?;
        Ok(())
    }

    /// Tells someone which sessions have moved for them. A letter about an earlier change that has
    /// not left yet says this too: how things were before both.
    pub(crate) async fn tell_moved(
        &self,
        conn: &mut Conn,
        participant: Uuid,
        moved: SessionsMoved,
    ) -> Result<(), Error> {
        let about = moved.to_string();
        let Some(letter) = self.hold_back(conn, participant).await? else {
            return self.write(conn, Letter::SessionMoved, participant, &about).await;
        };
        self.say(conn, letter, &about).await?;
        retell(conn, letter).await
    }

    /// Puts off the letter about an earlier change, if there is one: which one that is. It is looked
    /// at once more by the statement that takes it, since a worker may have it in hand by then, or
    /// somebody have called it back.
    async fn hold_back(&self, conn: &mut Conn, participant: Uuid) -> Result<Option<Uuid>, Error> {
        let earlier: Option<(Uuid,)> = conn
            .opt(
                "select id from letter where participant_id = $1 and kind = 'session_moved' \
                 and state = 'waiting' and attempts = 0 order by id limit 1",
                (participant,),
            )
            .await?;
        let Some((letter,)) = earlier else { return Ok(None) };
        let held = conn
            .exec(
                "update letter set due_at = $2 \
                 where id = $1 and state = 'waiting' and attempts = 0",
                (letter, self.due.micros()),
            )
            .await?;
        Ok((held == 1).then_some(letter))
    }

    /// Ends it: which announcement it was, or nothing when nobody could be written to.
    pub(crate) async fn end(self, conn: &mut Conn) -> Result<Option<Uuid>, Error> {
        let (letters,): (i64,) = conn
            .one("select count(*) from announced where announcement_id = $1", (self.id,))
            .await?;
        if letters == 0 {
            conn.exec("delete from announcement where id = $1", (self.id,)).await?;
            return Ok(None);
        }
        conn.exec("update announcement set letters = $2 where id = $1", (self.id, letters)).await?;
        Ok(Some(self.id))
    }
}

/// Has a letter say what its announcements say together, and leave with the last of them.
async fn retell(conn: &mut Conn, letter: Uuid) -> Result<(), Error> {
    let parts: Vec<(String, i64)> = conn
        .all(
            "select x.about, a.due_at from announced x \
             join announcement a on a.id = x.announcement_id \
             where x.letter_id = $1 order by a.created_at, a.id",
            (letter,),
        )
        .await?;
    let due = parts.last().map(|(_, due)| *due);
    let parts = parts.iter().filter_map(|(about, _)| SessionsMoved::parse(about));
    let about = parts.reduce(|earlier, later| later.after(earlier));
    if let (Some(due), Some(about)) = (due, about) {
        conn.exec(
            "update letter set about = $2, due_at = $3 where id = $1",
            (letter, about.to_string(), due),
        )
        .await?;
    }
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    created_at: i64,
    created_by: String,
    about: String,
    letters: i64,
    due_at: i64,
    called_back_at: Option<i64>,
    waiting: i64,
}

/// Selects a [`Row`] from the announcements that `$rest` keeps.
macro_rules! select_announcement {
    ($rest:literal) => {
        concat!(
            "select * from (select a.id, a.created_at, a.created_by, a.about, a.letters, \
             coalesce(w.due_at, a.due_at) as due_at, a.called_back_at, \
             coalesce(w.letters, 0) as waiting from announcement a left join \
             (select x.announcement_id, count(*) as letters, min(l.due_at) as due_at \
             from announced x join letter l on l.id = x.letter_id \
             where l.state = 'waiting' and l.attempts = 0 group by x.announcement_id) as w \
             on w.announcement_id = a.id) as known ",
            $rest
        )
    };
}

impl Row {
    fn announcement(self) -> Announcement {
        Announcement {
            created_at: Moment::from_micros(self.created_at),
            due_at: Moment::from_micros(self.due_at),
            called_back_at: self.called_back_at.map(Moment::from_micros),
            letters: count(self.letters),
            waiting: count(self.waiting),
            id: self.id,
            created_by: self.created_by,
            about: self.about,
        }
    }
}

/// The announcements whose letters can still be called back, and those of the last day; newest
/// first, at most ten.
///
/// # Errors
/// The database failed.
pub async fn recent(conn: &mut Conn, now: Moment) -> Result<Vec<Announcement>, Error> {
    let since = now.plus_seconds(-SHOWN);
    let rows: Vec<Row> = conn
        .all(
            select_announcement!(
                "where waiting > 0 or created_at > $1 order by created_at desc, id desc limit 10"
            ),
            (since.micros(),),
        )
        .await?;
    Ok(rows.into_iter().map(Row::announcement).collect())
}

/// One announcement.
///
/// # Errors
/// No such announcement, or the database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Announcement, Error> {
    let row: Option<Row> = conn.opt(select_announcement!("where id = $1"), (id,)).await?;
    Ok(row.ok_or(Refusal::NotFound)?.announcement())
}

/// Calls an announcement back: letters that no worker has in hand are never sent, or go on without
/// it when they have something else to say. How many there were.
///
/// # Errors
/// No such announcement, or the database failed.
pub async fn call_back(conn: &mut Conn, id: Uuid, now: Moment) -> Result<u32, Error> {
    by_id(conn, id).await?;
    take(conn, id).await?;
    let (alone, shared) = (drop_alone(conn, id).await?, take(conn, id).await?);
    for letter in &shared {
        conn.exec(
            "delete from announced where letter_id = $1 and announcement_id = $2",
            (*letter, id),
        )
        .await?;
        retell(conn, *letter).await?;
    }
    let back = alone.saturating_add(shared.len().try_into().unwrap_or(u64::MAX));
    if back > 0 {
        conn.exec("update announcement set called_back_at = $2 where id = $1", (id, now.micros()))
            .await?;
    }
    Ok(u32::try_from(back).unwrap_or(u32::MAX))
}

/// Keeps workers and further changes off the letters that can be called back; which those are.
async fn take(conn: &mut Conn, id: Uuid) -> Result<Vec<Uuid>, Error> {
    let letters: Vec<(Uuid,)> = conn
        .all(
            "update letter set due_at = due_at where state = 'waiting' and attempts = 0 \
             and leased_until is null and id in \
             (select letter_id from announced where announcement_id = $1) returning id",
            (id,),
        )
        .await?;
    Ok(letters.into_iter().map(|(letter,)| letter).collect())
}

/// Takes the letters out of the outbox that have nothing else to say.
async fn drop_alone(conn: &mut Conn, id: Uuid) -> Result<u64, Error> {
    conn.exec(
        "delete from letter where state = 'waiting' and attempts = 0 and leased_until is null \
         and id in (select letter_id from announced where announcement_id = $1) \
         and id not in (select letter_id from announced where announcement_id <> $1)",
        (id,),
    )
    .await
}
