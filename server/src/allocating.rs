//! Allocating wishes beside everything else: worked out on a thread that may block, with signs of
//! life in the database, so that any page of any process can say how far it is.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use domain::allocation::{Problem, Report, allocate};
use store::{journal, wishes};
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::clock::now;
use crate::state::App;

/// Whoever asks waits so long for a run: most are done by then.
const PATIENCE: Duration = Duration::from_millis(300);

/// How often a run gives a sign of life.
const SIGN: Duration = Duration::from_millis(500);

/// What a run is asked.
#[derive(Clone, Debug)]
pub struct Request {
    /// The codes of its slots.
    pub slots: Vec<String>,
    /// The sessions it leaves out.
    pub closed: BTreeSet<Uuid>,
    /// Where its lots come from.
    pub seed: u64,
    /// Who asks.
    pub by: String,
}

/// Starts a run and answers which one is at work: another one, if that had begun already. Done or
/// not, it goes on without whoever asked.
///
/// # Errors
/// The database failed.
pub async fn start(app: &App, request: Request) -> Result<Uuid, store::Error> {
    let Request { slots, closed, seed, by } = request;
    let (id, at) = (Uuid::now_v7(), now());
    let mut conn = app.store.reader().await?;
    let problem = wishes::problem(&mut conn, &slots, closed, seed, at).await?;
    drop(conn);
    let asked = problem.clone();
    let at_work = app
        .store
        .write_beside(async move |conn| {
            let at_work = wishes::begin(conn, id, &by, &asked, at).await?;
            if at_work == id {
                let (slots, seed) = (asked.slots.join(", "), asked.seed.to_string());
                journal::write(conn, &by, "wishes.run", &slots, &seed, at).await?;
            }
            Ok(at_work)
        })
        .await?;
    if at_work == id {
        let run = tokio::spawn(carry_out(app.clone(), id, problem));
        // Longer than that, and its page says how far it is.
        let _ = tokio::time::timeout(PATIENCE, run).await;
    }
    Ok(at_work)
}

async fn carry_out(app: App, id: Uuid, problem: Problem) {
    let progress = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&progress);
    let work = tokio::task::spawn_blocking(move || {
        allocate(problem, &mut |done, all| {
            let thousandths = u64::from(done) * 1000 / u64::from(all.max(1));
            counted.store(u32::try_from(thousandths).unwrap_or(1000), Ordering::Relaxed);
        })
    });
    let kept = match watch(&app, id, work, &progress).await {
        Ok(report) => {
            app.store
                .write_beside(async move |conn| wishes::finish(conn, id, &report, now()).await)
                .await
        }
        Err(error) => {
            tracing::error!(run = %id, cause = %error, "an allocation came to no end");
            app.store.write_beside(async move |conn| wishes::fail(conn, id, now()).await).await
        }
    };
    if let Err(error) = kept {
        // Its page will say that it was interrupted.
        tracing::error!(run = %id, cause = %error, "an allocation could not be kept");
    }
}

/// Waits for the end and gives signs of life meanwhile.
async fn watch(
    app: &App,
    id: Uuid,
    mut work: JoinHandle<Report>,
    progress: &AtomicU32,
) -> Result<Report, tokio::task::JoinError> {
    loop {
        if let Ok(done) = tokio::time::timeout(SIGN, &mut work).await {
            return done;
        }
        let done = progress.load(Ordering::Relaxed);
        let told = app
            .store
            .write_beside(async move |conn| wishes::advance(conn, id, done, now()).await)
            .await;
        if let Err(error) = told {
            tracing::warn!(run = %id, cause = %error, "the progress of an allocation is not told");
        }
    }
}
