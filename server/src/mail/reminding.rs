//! Writes the reminders of the day into the outbox, once each.

use std::time::Duration;

use app::fr;
use domain::reminder::Reminder;
use domain::time::{Moment, Span};
use store::{Store, journal, reminders};
use tokio::sync::watch;

use crate::clock;

/// How often to look.
const PERIOD: Duration = Duration::from_mins(1);

/// How many letters are written in one unit, so that nobody waits behind them.
const BATCH: usize = 200;

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
    let mut conn = store.reader().await?;
    if reminders::switched_off(&mut conn, reminder).await?.is_some() {
        return Ok(());
    }
    let people = reminders::awaiting(&mut conn, reminder, (occasion, window)).await?;
    drop(conn);
    let total = u32::try_from(people.len()).unwrap_or(u32::MAX);
    // Said with the first letters: whatever happens to the others, the journal knows of them.
    let mut note = Some(fr::count(total, "personne", "personnes"));
    for batch in people.chunks(BATCH) {
        let (about, batch, note) = (occasion.to_owned(), batch.to_vec(), note.take());
        let written = store
            .write_beside(async move |conn| {
                let written = reminders::write(conn, reminder, &about, &batch, now).await?;
                if let Some(detail) = note.filter(|_| written > 0) {
                    let (actor, subject) = (journal::PASSERELLE, fr::letter(reminder.letter()));
                    journal::write(conn, actor, "reminder.send", subject, &detail, now).await?;
                }
                Ok(written)
            })
            .await?;
        // Another process was faster, or it was switched off.
        if written == 0 {
            break;
        }
    }
    Ok(())
}
