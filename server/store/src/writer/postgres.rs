//! Several connections, each with a transaction of its own: the server groups their commits.

use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;

use super::unit::{Ran, Unit};
use super::{Commits, Message};
use crate::{Conn, Error};

/// How many units are under way at a time: one for each connection of the writer's own pool, so
/// that none waits for a connection while the others wait in the queue.
pub(crate) const ABREAST: u32 = 8;

/// How often a unit is begun, or run when it can be repeated.
const TRIES: u64 = 3;

/// How long to wait before the second try; the third waits twice as long.
const PAUSE: Duration = Duration::from_millis(20);

/// Writes what is waiting, a few units at a time, until it is asked to stop.
pub(super) async fn write_apart(
    pool: PgPool,
    mut jobs: mpsc::Receiver<Message>,
    committed: Arc<Commits>,
) {
    let places = Arc::new(Semaphore::new(ABREAST as usize));
    let mut under_way = JoinSet::new();
    // Nobody closes the semaphore.
    while let Ok(place) = Arc::clone(&places).acquire_owned().await {
        let job = match jobs.recv().await {
            Some(Message::Work(job)) => job,
            Some(Message::Stop(stopped)) => {
                under_way.join_all().await;
                let _ = stopped.send(());
                return;
            }
            None => return,
        };
        while under_way.try_join_next().is_some() {}
        let (pool, committed) = (pool.clone(), Arc::clone(&committed));
        under_way.spawn_local(async move {
            write(&pool, job, &committed).await;
            drop(place);
        });
    }
}

/// Runs a unit until it is committed or refused, a few times if it can be repeated.
async fn write(pool: &PgPool, mut job: Box<dyn Unit>, committed: &Commits) {
    for tried in 1..=TRIES {
        let mut conn = match begin(pool).await {
            Ok(conn) => conn,
            Err(error) => return job.turn_away(error),
        };
        let ran = job.run(&mut conn).await;
        let (ran, ended) = end(&mut conn, ran, committed).await;
        drop(conn);
        let passing = ran.passing || ended.as_ref().is_err_and(Error::is_passing);
        if !(passing && ran.repeatable && tried < TRIES) {
            return ran.answer(ended);
        }
        tracing::info!(tried, "a unit of work is run again");
        tokio::time::sleep(PAUSE * u32::try_from(tried).unwrap_or(1)).await;
        match ran.again() {
            Some(again) => job = again,
            None => return,
        }
    }
}

/// Commits or undoes what a unit did.
async fn end(conn: &mut Conn, ran: Ran, committed: &Commits) -> (Ran, Result<(), Error>) {
    if !ran.kept {
        let undone = conn.exec("rollback", ()).await.map(drop);
        return (ran, undone);
    }
    let done = conn.exec("commit", ()).await.map(drop);
    match &done {
        Ok(()) => committed.add(ran.shows),
        Err(error) => tracing::error!(%error, "a unit could not be committed"),
    }
    (ran, done)
}

/// A transaction, on another connection when the first has been lost.
async fn begin(pool: &PgPool) -> Result<Conn, Error> {
    let mut tried = 1;
    loop {
        let mut conn = Conn::postgres(pool.acquire().await?);
        match conn.exec("begin", ()).await {
            Ok(_) => return Ok(conn),
            Err(error) if error.is_passing() && tried < TRIES => tried += 1,
            Err(error) => return Err(error),
        }
    }
}
