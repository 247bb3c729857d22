//! Writes the reminders of the day into the outbox, once each.

use std::time::Duration;

use domain::reminder::Reminder;
use domain::time::{Moment, Span};
use store::{Store, journal, reminders};
use tokio::sync::watch;

use crate::clock;

/// How often to look.
const PERIOD: Duration = Duration::from_mins(1);

/// How many letters are written in one unit, so that nobody waits behind them.
const BATCH: u32 = 200;

/// Writes reminders whose time has come, now and every minute, until told to stop.
pub async fn run(store: Store, mut stopping: watch::Receiver<bool>) {
    loop {
        if let Err(error) = remind(&store, clock::now()).await {
            tracing::warn!(%error, "reminders could not be written");
        }
        tokio::select! {
            () = tokio::time::sleep(PERIOD) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}

/// Writes the reminders whose time this is. Doing it again writes nobody twice.
///
/// # Errors
/// The database failed.
pub async fn remind(store: &Store, now: Moment) -> Result<(), store::Error> {
    let programme = match store.programme().await {
        Err(store::Error::Refused(_)) => return Ok(()),
        other => other?,
    };
    let event = programme.plan.event.span;
    for reminder in Reminder::ALL {
        let window = reminder.window(event).filter(|window| window.contains(now));
        if let Some(window) = window {
            write(store, reminder, (&Reminder::occasion(event), window), now).await?;
        }
    }
    Ok(())
}

async fn write(
    store: &Store,
    reminder: Reminder,
    (occasion, window): (&str, Span),
    now: Moment,
) -> Result<(), store::Error> {
    let mut written = 0;
    loop {
        let mut conn = store.reader().await?;
        if reminders::switched_off(&mut conn, reminder).await?.is_some() {
            break;
        }
        let people = reminders::awaiting(&mut conn, reminder, (occasion, window), BATCH).await?;
        drop(conn);
        if people.is_empty() {
            break;
        }
        let about = occasion.to_owned();
        let added = store
            .write_beside(async move |conn| {
                reminders::write(conn, reminder, &about, &people, now).await
            })
            .await?;
        written += added;
        // Nobody was left to write to: another process was faster, or it was switched off.
        if added == 0 {
            break;
        }
    }
    if written == 0 {
        return Ok(());
    }
    let detail = app::fr::count(written, "courriel écrit", "courriels écrits");
    let subject = app::fr::letter(reminder.letter());
    store
        .write_beside(async move |conn| {
            let actor = journal::PASSERELLE;
            journal::write(conn, actor, "reminder.send", subject, &detail, now).await
        })
        .await
}
