//! Launching a mailing, holding it, taking it up again, stopping it.

use domain::Refusal;
use domain::audience::Audience;
use domain::letter::Letter;
use domain::time::Moment;
use domain::wording::WordingForm;
use uuid::Uuid;

use super::audience::{declined, matching, values};
use super::{MailingState, by_id};
use crate::{Conn, Error};

/// What an organiser has seen, and confirms.
#[derive(Clone, Debug)]
pub struct Confirmed {
    /// How many people it reaches.
    pub people: u32,
    /// What it says.
    pub wording: WordingForm,
    /// Whom it is for.
    pub audience: Audience,
}

/// What became of a launch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Launched {
    /// So many letters are in the outbox.
    Now(u32),
    /// It was launched before: nothing was done.
    Already,
    /// It would reach another number of people than the organiser saw: nothing was done.
    Changed(u32),
    /// It says something else than the organiser saw, or to others: nothing was done.
    Rewritten,
}

/// Puts the letters of a draft into the outbox, if it still is what the organiser saw and reaches as
/// many people. They leave from `starts_at` on.
///
/// # Errors
/// No such mailing, or the database failed.
pub async fn launch(
    conn: &mut Conn,
    id: Uuid,
    (confirmed, starts_at): (&Confirmed, Moment),
    by: &str,
    now: Moment,
) -> Result<Launched, Error> {
    // The row is taken first, so that a double click launches once.
    conn.exec("update mailing set subject = subject where id = $1", (id,)).await?;
    let mailing = by_id(conn, id).await?.ok_or(Refusal::NotFound)?;
    if mailing.state != MailingState::Draft {
        return Ok(Launched::Already);
    }
    if mailing.wording != confirmed.wording || mailing.audience != confirmed.audience {
        return Ok(Launched::Rewritten);
    }
    let people = people(conn, &mailing.audience).await?;
    let reached = u32::try_from(people.len()).unwrap_or(u32::MAX);
    if reached != confirmed.people {
        return Ok(Launched::Changed(reached));
    }
    conn.exec(
        "update mailing set state = 'sending', starts_at = $2, launched_at = $3, launched_by = $4 \
         where id = $1",
        (id, starts_at.micros(), now.micros(), by.to_owned()),
    )
    .await?;
    for person in people {
        enqueue(conn, id, person, (starts_at, now)).await?;
    }
    Ok(Launched::Now(reached))
}

async fn people(conn: &mut Conn, audience: &Audience) -> Result<Vec<Uuid>, Error> {
    let rows: Vec<(Uuid,)> = conn
        .all(
            concat!(
                "select p.id from participant p where ",
                matching!(),
                " and p.email is not null and not ",
                declined!(),
                " order by p.sort_key, p.id"
            ),
            values(audience),
        )
        .await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

async fn enqueue(
    conn: &mut Conn,
    mailing: Uuid,
    person: Uuid,
    (due, now): (Moment, Moment),
) -> Result<(), Error> {
    conn.exec(
        "insert into mailing_recipient (mailing_id, participant_id) values ($1, $2)",
        (mailing, person),
    )
    .await?;
    conn.exec(
        "insert into letter (id, kind, participant_id, recipient, about, state, due_at, created_at, \
         mailing_id, bulk) select $1, $2, id, email, $4, 'waiting', $5, $6, $7, 1 \
         from participant where id = $3",
        (
            Uuid::now_v7(),
            Letter::Mailing.as_str(),
            person,
            mailing.to_string(),
            due.micros(),
            now.micros(),
            mailing,
        ),
    )
    .await?;
    Ok(())
}

/// Pauses a mailing, takes it up again, or stops it for good: then whatever has not left is taken
/// out of the outbox, but for the letters in hand at this moment. `false` when that was so before,
/// or it is a draft.
///
/// # Errors
/// It was stopped before ([`Refusal::MailingStopped`]), or the database failed.
pub async fn change_state(
    conn: &mut Conn,
    id: Uuid,
    to: MailingState,
    now: Moment,
) -> Result<bool, Error> {
    if to != MailingState::Stopped {
        refuse_stopped(conn, id).await?;
    }
    let changed = conn
        .exec(
            "update mailing set state = $2 where id = $1 and state <> $2 \
             and state in ('sending', 'paused')",
            (id, to.as_str()),
        )
        .await?;
    if changed == 1 && to == MailingState::Stopped {
        conn.exec(
            "delete from letter where mailing_id = $1 and state = 'waiting' \
             and (leased_until is null or leased_until < $2)",
            (id, now.micros()),
        )
        .await?;
    }
    Ok(changed == 1)
}

/// Puts the letters of a mailing that were given up back among those to send; how many those are.
///
/// # Errors
/// It was stopped ([`Refusal::MailingStopped`]), or the database failed.
pub async fn retry(conn: &mut Conn, id: Uuid, now: Moment) -> Result<u32, Error> {
    refuse_stopped(conn, id).await?;
    let again = conn
        .exec(
            "update letter set state = 'waiting', attempts = 0, due_at = $2, leased_until = null \
             where mailing_id = $1 and state = 'failed'",
            (id, now.micros()),
        )
        .await?;
    Ok(u32::try_from(again).unwrap_or(u32::MAX))
}

/// Nothing more leaves of what was stopped. The mailing's row is taken, so that nobody stops it
/// until the unit is kept.
pub(crate) async fn refuse_stopped(conn: &mut Conn, id: Uuid) -> Result<(), Error> {
    let state: Option<(String,)> =
        conn.opt("update mailing set state = state where id = $1 returning state", (id,)).await?;
    let stopped = MailingState::Stopped.as_str();
    if state.is_some_and(|(state,)| state == stopped) {
        return Err(Refusal::MailingStopped.into());
    }
    Ok(())
}
