//! Forgetting people on the dates they were told, by itself.

use std::time::Duration;

use store::{Store, journal, retention};
use tokio::sync::watch;

use crate::clock::now;

/// How often to look.
const PERIOD: Duration = Duration::from_hours(1);

/// Deletes what is no longer to be kept, now and every hour, until told to stop.
pub async fn run(store: Store, mut stopping: watch::Receiver<bool>) {
    loop {
        if let Err(error) = purge(&store).await {
            tracing::warn!(%error, "what is no longer to be kept could not be deleted");
        }
        tokio::select! {
            () = tokio::time::sleep(PERIOD) => {}
            _ = stopping.wait_for(|stop| *stop) => return,
        }
    }
}

async fn purge(store: &Store) -> Result<(), store::Error> {
    let at = now();
    store
        .write(async move |conn| {
            let forgotten = retention::purge(conn, at).await?;
            if forgotten == retention::Forgotten::default() {
                return Ok(());
            }
            let detail =
                format!("{} besoins, {} personnes", forgotten.needs, forgotten.participants);
            journal::write(conn, "Passerelle", "retention.purge", "", &detail, at).await
        })
        .await
}
