//! Takes due letters out of the outbox and hands them to the relay, at least once each.

use std::time::Duration;

use domain::time::Moment;
use futures_util::future::join_all;
use store::letters::{self, Entry};
use tokio::sync::watch;
use uuid::Uuid;

use super::facts::Facts;
use super::plain;
use super::relay::{LANES, SendError};
use super::relays::{Relays, is_final};
use super::{ComposeError, sender};
use crate::clock;
use crate::state::App;

/// How often the outbox is looked into while it is empty.
const IDLE: Duration = Duration::from_secs(2);

/// How long other workers keep off a letter, in seconds: well beyond what sending one may take, so
/// that only a worker that died leaves one behind.
const LEASE: i64 = 300;

/// When to try again after each failure, in seconds; after the last one a letter is given up.
const BACK_OFF: [i64; 6] = [60, 5 * 60, 15 * 60, 60 * 60, 4 * 3600, 12 * 3600];

/// How often it is tried to write down what became of a letter.
const NOTES: u32 = 3;

/// The longest error kept, in characters.
const LONGEST_ERROR: usize = 300;

/// Sends letters until told to stop, then finishes those in hand (at most 20 seconds; whatever is
/// cut short is sent again once its lease ends, with the same Message-ID).
pub async fn run(app: App, relays: Relays, stop: watch::Receiver<bool>) {
    run_by(clock::now, app, relays, stop).await;
}

/// [`run`], by any clock.
pub(super) async fn run_by(
    now: fn() -> Moment,
    app: App,
    relays: Relays,
    mut stop: watch::Receiver<bool>,
) {
    while !*stop.borrow() {
        let handled = round(&app, &relays, now()).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the outbox could not be read");
            0
        });
        if handled > 0 {
            continue;
        }
        tokio::select! {
            () = tokio::time::sleep(IDLE) => {}
            changed = stop.changed() => if changed.is_err() { return },
        }
    }
}

/// Sends the letters that are due, a few at once. Answers how many were taken in hand.
pub(super) async fn round(app: &App, relays: &Relays, now: Moment) -> Result<usize, store::Error> {
    if nothing_waits(app, now).await? {
        return Ok(0);
    }
    let until = now.plus_seconds(LEASE);
    let entries = app
        .store
        .write_beside(async move |conn| letters::lease(conn, LANES, now, until).await)
        .await?;
    join_all(entries.iter().map(|entry| handle(app, relays, entry, now))).await;
    Ok(entries.len())
}

/// Asked of a reader, so that an empty outbox costs no write.
async fn nothing_waits(app: &App, now: Moment) -> Result<bool, store::Error> {
    let mut conn = app.store.reader().await?;
    Ok(!letters::is_one_due(&mut conn, now).await?)
}

/// What became of a letter.
enum Outcome {
    Sent,
    Later(String),
    Never(String),
}

pub(super) async fn handle(app: &App, relays: &Relays, entry: &Entry, now: Moment) {
    let outcome = attempt(app, relays, entry, now).await;
    match &outcome {
        Outcome::Sent => tracing::info!(letter = %entry.id, "sent"),
        Outcome::Later(error) | Outcome::Never(error) => {
            tracing::warn!(letter = %entry.id, attempts = entry.attempts, error, "not sent");
        }
    }
    for _ in 0..NOTES {
        match note(app, entry, &outcome, now).await {
            Ok(()) => return,
            Err(error) => {
                tracing::error!(letter = %entry.id, %error, "what became of a letter is not noted");
            }
        }
    }
}

async fn attempt(app: &App, relays: &Relays, entry: &Entry, now: Moment) -> Outcome {
    match prepare(app, entry, now).await {
        Ok(Ok(message)) => send(app, relays, entry, message).await,
        Ok(Err(obsolete)) => Outcome::Never(obsolete.to_owned()),
        Err(ComposeError::Store(error)) => Outcome::Later(error.to_string()),
        Err(error) => Outcome::Never(unwritten(&error)),
    }
}

/// Hands a message over, unless the letter was to go elsewhere by the time it was written out: it
/// may hold the link that was made because the former address is somebody else's.
async fn send(app: &App, relays: &Relays, entry: &Entry, message: lettre::Message) -> Outcome {
    match goes_to(app, entry.id).await {
        Ok(Some(address)) if address == entry.recipient => {}
        Ok(_) => return Outcome::Later("L’adresse a changé entre-temps.".to_owned()),
        Err(error) => return Outcome::Later(error.to_string()),
    }
    match relays.send(message).await {
        Ok(()) => Outcome::Sent,
        Err(error) => refused(&error),
    }
}

/// Where a letter goes now; nowhere once it was taken out of the outbox.
async fn goes_to(app: &App, id: Uuid) -> Result<Option<String>, store::Error> {
    let mut conn = app.store.reader().await?;
    Ok(letters::by_id(&mut conn, id).await?.map(|letter| letter.recipient))
}

/// The message, or why it has lost its sense.
async fn prepare(
    app: &App,
    entry: &Entry,
    now: Moment,
) -> Result<Result<lettre::Message, &'static str>, ComposeError> {
    let facts = Facts::load(app, entry, now).await?;
    if let Some(reason) = facts.obsolete() {
        return Ok(Err(reason));
    }
    let programme = app.store.programme().await?;
    let from = sender(app, &programme.plan.event)?;
    let mut message = facts.compose()?.message(&from)?;
    if let Some(signer) = &app.delivery.signer {
        signer.sign(&mut message);
    }
    Ok(Ok(message))
}

fn unwritten(error: &ComposeError) -> String {
    match error {
        ComposeError::NoParticipant => {
            "Pas envoyée\u{a0}: la personne n’est plus inscrite.".to_owned()
        }
        ComposeError::NoSession => {
            "Pas envoyée\u{a0}: la séance n’est plus au programme.".to_owned()
        }
        ComposeError::NoMailing => "Pas envoyée\u{a0}: l’envoi a été effacé.".to_owned(),
        ComposeError::NoAddress => {
            "Pas envoyée\u{a0}: l’adresse ne peut pas être utilisée.".to_owned()
        }
        other => format!("Pas envoyée\u{a0}: {other}"),
    }
}

fn refused(error: &SendError) -> Outcome {
    let SendError::Smtp(error) = error else {
        return Outcome::Later("Le relais n’a pas répondu à temps.".to_owned());
    };
    let said = short(&error.to_string());
    match error.status() {
        Some(code) if is_final(code) => {
            Outcome::Never(format!("Refusée par le relais\u{a0}: {said}"))
        }
        Some(_) => Outcome::Later(format!("Pas encore prise par le relais\u{a0}: {said}")),
        None => Outcome::Later(format!("Le relais est injoignable\u{a0}: {said}")),
    }
}

fn short(error: &str) -> String {
    plain::line(error).chars().take(LONGEST_ERROR).collect()
}

async fn note(
    app: &App,
    entry: &Entry,
    outcome: &Outcome,
    now: Moment,
) -> Result<(), store::Error> {
    let id: Uuid = entry.id;
    let (error, again) = match outcome {
        Outcome::Sent => {
            let recipient = entry.recipient.clone();
            return app
                .store
                .write_beside(async move |conn| letters::mark_sent(conn, id, &recipient, now).await)
                .await;
        }
        Outcome::Later(error) => (error.clone(), next_try(entry.attempts, now)),
        Outcome::Never(error) => (error.clone(), None),
    };
    app.store
        .write_beside(async move |conn| letters::mark_failed(conn, id, &error, again).await)
        .await
}

/// When to try again after so many tries; `None` when there were enough.
fn next_try(attempts: u32, now: Moment) -> Option<Moment> {
    let index = usize::try_from(attempts).ok()?.checked_sub(1)?;
    BACK_OFF.get(index).map(|seconds| now.plus_seconds(*seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pauses_grow_and_come_to_an_end() {
        let now = Moment::from_micros(0);
        let pauses: Vec<_> = (1..=7)
            .map(|tries| next_try(tries, now).map(|again| again.seconds_since(now)))
            .collect();
        let minutes = |minutes: i64| Some(minutes * 60);
        assert_eq!(
            pauses,
            [minutes(1), minutes(5), minutes(15), minutes(60), minutes(240), minutes(720), None]
        );
    }
}
