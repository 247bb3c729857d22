//! Reminders: which are switched off, and their letters, once for each person and day.

use domain::letter::Letter;
use domain::reminder::Reminder;
use domain::time::{Moment, Span};
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error};

/// Who switched a reminder off, and when; `None` while it is on.
///
/// # Errors
/// The database failed.
pub async fn switched_off(
    conn: &mut Conn,
    reminder: Reminder,
) -> Result<Option<(String, Moment)>, Error> {
    let row: Option<(String, i64)> = conn
        .opt(
            "select switched_by, switched_at from reminder_off where kind = $1",
            (reminder.letter().as_str(),),
        )
        .await?;
    Ok(row.map(|(by, at)| (by, Moment::from_micros(at))))
}

/// Switches a reminder on or off. `false` when it was so before.
///
/// # Errors
/// The database failed.
pub async fn switch(
    conn: &mut Conn,
    reminder: Reminder,
    on: bool,
    by: &str,
    now: Moment,
) -> Result<bool, Error> {
    let kind = reminder.letter().as_str();
    let changed = if on {
        conn.exec("delete from reminder_off where kind = $1", (kind,)).await?
    } else {
        conn.exec(
            "insert into reminder_off (kind, switched_at, switched_by) values ($1, $2, $3) \
             on conflict (kind) do nothing",
            (kind, now.micros(), by.to_owned()),
        )
        .await?
    };
    Ok(changed == 1)
}

/// The letters of a reminder about one day: written, sent, given up.
///
/// # Errors
/// The database failed.
pub async fn sent(conn: &mut Conn, reminder: Reminder, occasion: &str) -> Result<[u32; 3], Error> {
    let rows: Vec<(String, i64)> = conn
        .all(
            "select state, count(*) from letter where kind = $1 and about = $2 group by state",
            (reminder.letter().as_str(), occasion.to_owned()),
        )
        .await?;
    let of =
        |state: &str| rows.iter().find(|(word, _)| word == state).map_or(0, |(_, n)| count(*n));
    let (sent, failed) = (of("sent"), of("failed"));
    Ok([sent + failed + of("waiting"), sent, failed])
}

/// Those a reminder is still to be written to: whoever has a place and an address, had registered
/// when its time came, and did not decline it. Whoever registers later has just read the same in
/// their confirmation.
///
/// # Errors
/// The database failed.
pub async fn awaiting(
    conn: &mut Conn,
    reminder: Reminder,
    (occasion, window): (&str, Span),
) -> Result<Vec<Uuid>, Error> {
    let declines = i64::from(reminder.letter().can_be_declined());
    let rows: Vec<(Uuid,)> = conn
        .all(
            "select p.id from participant p where p.standing = 'registered' \
             and p.email is not null and p.created_at < $3 \
             and not exists (select 1 from letter l where l.participant_id = p.id \
             and l.kind = $1 and l.about = $2) \
             and ($4 = 0 or not exists (select 1 from unsubscription n \
             where n.participant_id = p.id)) order by p.id",
            (reminder.letter().as_str(), occasion.to_owned(), window.start().micros(), declines),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// Writes a reminder to these people; how many letters that made. Nobody gets a second one about
/// the same day, whoever else writes them at the same time, nor anybody once it is switched off.
///
/// # Errors
/// The database failed.
pub async fn write(
    conn: &mut Conn,
    reminder: Reminder,
    occasion: &str,
    people: &[Uuid],
    now: Moment,
) -> Result<u32, Error> {
    if switched_off(conn, reminder).await?.is_some() {
        return Ok(0);
    }
    let mut written = 0;
    for person in people {
        written += enqueue(conn, reminder.letter(), occasion, *person, now).await?;
    }
    Ok(u32::try_from(written).unwrap_or(u32::MAX))
}

async fn enqueue(
    conn: &mut Conn,
    letter: Letter,
    occasion: &str,
    person: Uuid,
    now: Moment,
) -> Result<u64, Error> {
    conn.exec(
        "insert into letter (id, kind, participant_id, recipient, about, state, due_at, created_at, \
         bulk) select $1, $2, id, email, $4, 'waiting', $5, $5, 1 from participant \
         where id = $3 and email is not null and standing = 'registered' on conflict do nothing",
        (Uuid::now_v7(), letter.as_str(), person, occasion.to_owned(), now.micros()),
    )
    .await
}
