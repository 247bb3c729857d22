//! The one door all writes pass: a unit of work succeeds or is rolled back whole.
//!
//! On SQLite one writer takes what is waiting, runs each unit in its own savepoint, commits them
//! together and only then answers (group commit): a disk that takes 3 ms to sync is then paid once
//! for many. On PostgreSQL each unit is a transaction on the pool, which groups commits itself.
//! Both run on a thread of their own, so that a unit goes on to its end whoever went away.

use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use sqlx::PgPool;
use tokio::sync::{mpsc, oneshot};
use tokio::task::LocalSet;

use crate::{Conn, Error};

/// How many units at most share a commit.
const GROUP: usize = 128;

/// How many units may wait; beyond, callers are told to come back.
const QUEUE: usize = 2048;

/// How long a caller waits for a place in the queue.
const PATIENCE: Duration = Duration::from_secs(3);

/// How long a unit may take.
const LIMIT: Duration = Duration::from_secs(8);

/// How long a large unit (an import) may take.
const LONG_LIMIT: Duration = Duration::from_mins(1);

/// Sends units of work to the writer.
#[derive(Clone, Debug)]
pub struct Writer {
    queue: mpsc::Sender<Message>,
    version: Arc<AtomicU64>,
}

impl Writer {
    /// A writer over the one connection of an SQLite file.
    pub fn sqlite(conn: Conn) -> std::io::Result<Self> {
        let version = Arc::new(AtomicU64::new(0));
        let committed = Arc::clone(&version);
        Self::start(version, move |jobs| write_in_groups(conn, jobs, committed))
    }

    /// A writer over a pool of PostgreSQL connections.
    pub fn postgres(pool: PgPool) -> std::io::Result<Self> {
        let version = Arc::new(AtomicU64::new(0));
        let committed = Arc::clone(&version);
        Self::start(version, move |jobs| write_apart(pool, jobs, committed))
    }

    fn start<F>(
        version: Arc<AtomicU64>,
        work: impl FnOnce(mpsc::Receiver<Message>) -> F + Send + 'static,
    ) -> std::io::Result<Self>
    where
        F: Future<Output = ()>,
    {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        std::thread::Builder::new().name("writer".to_owned()).spawn(move || {
            LocalSet::new().block_on(&runtime, work(jobs));
        })?;
        Ok(Self { queue, version })
    }

    /// Raised by each commit of this process that changes what the programme shows: what was read
    /// before is out of date.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// Ends the writer once it has done what was sent before.
    pub async fn stop(&self) {
        let (stopped, ended) = oneshot::channel();
        if self.queue.send(Message::Stop(stopped)).await.is_ok() {
            // The writer answers by dropping its end, too.
            let _ = ended.await;
        }
    }

    /// Runs a unit of work and answers once it is committed.
    pub async fn write<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.send(unit, LIMIT, true).await
    }

    /// Runs a unit of work that changes nothing the programme shows.
    pub async fn write_beside<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.send(unit, LIMIT, false).await
    }

    /// Runs a large unit of work, which may take a minute.
    pub async fn write_long<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.send(unit, LONG_LIMIT, true).await
    }

    async fn send<T, U>(&self, unit: U, limit: Duration, shows: bool) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Job { unit, reply, limit, shows });
        self.queue.send_timeout(Message::Work(job), PATIENCE).await.map_err(|_| Error::Busy)?;
        answer.await.unwrap_or(Err(Error::Abandoned("the writer stopped")))
    }
}

/// What the writer is sent.
enum Message {
    Work(Box<dyn Unit>),
    /// Everything before it is done; nothing after it will be.
    Stop(oneshot::Sender<()>),
}

/// A unit of work with whoever waits for it, whatever its answer is.
trait Unit: Send {
    fn run(self: Box<Self>, conn: &mut Conn) -> LocalBoxFuture<'_, Ran>;
    fn turn_away(self: Box<Self>, error: Error);
}

struct Job<T, U> {
    unit: U,
    reply: oneshot::Sender<Result<T, Error>>,
    limit: Duration,
    shows: bool,
}

/// A unit that has run but is not committed.
struct Ran {
    kept: bool,
    /// Whether it changes something the programme shows.
    shows: bool,
    answer: Box<dyn FnOnce(Result<(), Error>)>,
}

impl<T, U> Unit for Job<T, U>
where
    T: Send + 'static,
    U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
{
    fn run(self: Box<Self>, conn: &mut Conn) -> LocalBoxFuture<'_, Ran> {
        Box::pin(async move {
            let Self { unit, reply, limit, shows } = *self;
            let work = AssertUnwindSafe(unit(conn)).catch_unwind();
            let result = match tokio::time::timeout(limit, work).await {
                Ok(Ok(result)) => result,
                Ok(Err(panic)) => {
                    tracing::error!(panic = panic_text(panic.as_ref()), "a unit of work panicked");
                    Err(Error::Abandoned("it panicked"))
                }
                Err(_) => Err(Error::Abandoned("it took too long")),
            };
            Ran {
                kept: result.is_ok(),
                shows: shows && result.is_ok(),
                answer: Box::new(move |committed| {
                    // Whoever asked may have gone away; what was done stays done.
                    let _ = reply.send(committed.and(result));
                }),
            }
        })
    }

    fn turn_away(self: Box<Self>, error: Error) {
        let _ = self.reply.send(Err(error));
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> &str {
    panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no message")
}

async fn write_in_groups(
    mut conn: Conn,
    mut jobs: mpsc::Receiver<Message>,
    committed: Arc<AtomicU64>,
) {
    while let Some(message) = jobs.recv().await {
        let job = match message {
            Message::Work(job) => job,
            Message::Stop(stopped) => return finish(conn, stopped).await,
        };
        if let Err(error) = conn.exec("begin immediate", ()).await {
            tracing::error!(%error, "no transaction could be begun");
            // A transaction left open by an earlier failure is given up here.
            let _ = conn.exec("rollback", ()).await;
            job.turn_away(Error::Busy);
        } else if jobs.is_empty() {
            run_alone(&mut conn, job, &committed).await;
        } else if let Some(stopped) = run_group(&mut conn, job, &mut jobs, &committed).await {
            return finish(conn, stopped).await;
        }
    }
}

/// Runs a unit and those that wait behind it, and commits them together. Returns whom to tell when
/// the writer is asked to stop meanwhile.
async fn run_group(
    conn: &mut Conn,
    first: Box<dyn Unit>,
    jobs: &mut mpsc::Receiver<Message>,
    committed: &AtomicU64,
) -> Option<oneshot::Sender<()>> {
    let mut group: Vec<Ran> = run_in_savepoint(conn, first).await.into_iter().collect();
    let mut stop = None;
    while group.len() < GROUP && stop.is_none() {
        match jobs.try_recv() {
            Ok(Message::Work(job)) => group.extend(run_in_savepoint(conn, job).await),
            Ok(Message::Stop(stopped)) => stop = Some(stopped),
            Err(_) => break,
        }
    }
    commit(conn, group, committed).await;
    stop
}

/// Puts the log back into the file, so that it can be copied alone, and lets the connection go.
async fn finish(mut conn: Conn, stopped: oneshot::Sender<()>) {
    if let Err(error) = conn.exec("pragma wal_checkpoint(truncate)", ()).await {
        tracing::warn!(%error, "the log could not be put back into the file");
    }
    drop(conn);
    let _ = stopped.send(());
}

/// One unit with nobody behind it needs no savepoint: two statements fewer.
async fn run_alone(conn: &mut Conn, job: Box<dyn Unit>, committed: &AtomicU64) {
    let ran = job.run(conn).await;
    if ran.kept {
        commit(conn, vec![ran], committed).await;
        return;
    }
    let undone = conn.exec("rollback", ()).await;
    (ran.answer)(undone.map(drop));
}

/// Runs a unit that shares its commit; `None` when it was answered already.
async fn run_in_savepoint(conn: &mut Conn, job: Box<dyn Unit>) -> Option<Ran> {
    if let Err(error) = conn.exec("savepoint unit", ()).await {
        job.turn_away(error);
        return None;
    }
    let ran = job.run(conn).await;
    let closed = if ran.kept {
        conn.exec("release unit", ()).await.map(drop)
    } else {
        undo_savepoint(conn).await
    };
    match closed {
        Ok(()) => Some(ran),
        Err(error) => {
            (ran.answer)(Err(error));
            None
        }
    }
}

async fn undo_savepoint(conn: &mut Conn) -> Result<(), Error> {
    conn.exec("rollback to unit", ()).await?;
    conn.exec("release unit", ()).await?;
    Ok(())
}

async fn commit(conn: &mut Conn, group: Vec<Ran>, committed: &AtomicU64) {
    match conn.exec("commit", ()).await {
        Ok(_) => {
            if group.iter().any(|ran| ran.shows) {
                committed.fetch_add(1, Ordering::Release);
            }
            for ran in group {
                (ran.answer)(Ok(()));
            }
        }
        Err(error) => {
            tracing::error!(%error, units = group.len(), "a group could not be committed");
            let _ = conn.exec("rollback", ()).await;
            for ran in group {
                (ran.answer)(Err(Error::Busy));
            }
        }
    }
}

async fn write_apart(pool: PgPool, mut jobs: mpsc::Receiver<Message>, committed: Arc<AtomicU64>) {
    let mut under_way = tokio::task::JoinSet::new();
    while let Some(message) = jobs.recv().await {
        let job = match message {
            Message::Work(job) => job,
            Message::Stop(stopped) => {
                under_way.join_all().await;
                let _ = stopped.send(());
                return;
            }
        };
        while under_way.try_join_next().is_some() {}
        let pool = pool.clone();
        let committed = Arc::clone(&committed);
        under_way.spawn_local(async move { run_in_transaction(&pool, job, &committed).await });
    }
}

async fn run_in_transaction(pool: &PgPool, job: Box<dyn Unit>, committed: &AtomicU64) {
    let mut conn = match begin(pool).await {
        Ok(conn) => conn,
        Err(error) => return job.turn_away(error),
    };
    let ran = job.run(&mut conn).await;
    if ran.kept {
        return commit(&mut conn, vec![ran], committed).await;
    }
    let undone = conn.exec("rollback", ()).await;
    (ran.answer)(undone.map(drop));
}

async fn begin(pool: &PgPool) -> Result<Conn, Error> {
    let mut conn = Conn::Postgres(pool.acquire().await?);
    conn.exec("begin", ()).await?;
    Ok(conn)
}
