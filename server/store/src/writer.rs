//! The one door all writes pass: a unit of work succeeds or is rolled back whole.
//!
//! On SQLite one writer takes what is waiting, runs each unit in its own savepoint, commits them
//! together and only then answers (group commit): a disk that takes 3 ms to sync is then paid once
//! for many. On PostgreSQL each unit is a transaction on the pool, which groups commits itself.
//! Both run on a thread of their own, so that a unit goes on to its end whoever went away.

mod postgres;
mod sqlite;
mod unit;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::PgPool;
use tokio::runtime::Builder;
use tokio::sync::{mpsc, oneshot};
use tokio::task::LocalSet;

use crate::{Conn, Error};
use unit::{Asked, Once, Repeatable, Unit};

pub(crate) use postgres::ABREAST;

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
    commits: Arc<Commits>,
}

/// What was committed by this process.
#[derive(Debug, Default)]
struct Commits {
    /// Commits that changed what the programme shows.
    shown: AtomicU64,
    /// Commits.
    all: AtomicU64,
}

impl Commits {
    /// One more, of units of which one shows something or none does.
    fn add(&self, shows: bool) {
        self.all.fetch_add(1, Ordering::Release);
        if shows {
            self.shown.fetch_add(1, Ordering::Release);
        }
    }
}

impl Writer {
    /// A writer over the one connection of an SQLite file.
    pub fn sqlite(conn: Conn) -> std::io::Result<Self> {
        // SQLite works on a thread of its own: with no socket to look at, waking up is quicker.
        let runtime = Builder::new_current_thread().enable_time().build()?;
        Self::start(move |jobs, committed| {
            runtime.block_on(sqlite::write_in_groups(conn, jobs, committed));
        })
    }

    /// A writer over a pool of PostgreSQL connections.
    pub fn postgres(pool: PgPool) -> std::io::Result<Self> {
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Self::start(move |jobs, committed| {
            LocalSet::new().block_on(&runtime, postgres::write_apart(pool, jobs, committed));
        })
    }

    fn start(
        work: impl FnOnce(mpsc::Receiver<Message>, Arc<Commits>) + Send + 'static,
    ) -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel(QUEUE);
        let commits = Arc::new(Commits::default());
        let committed = Arc::clone(&commits);
        std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || work(jobs, committed))?;
        Ok(Self { queue, commits })
    }

    /// Raised by each commit of this process that changes what the programme shows: what was read
    /// before is out of date.
    pub fn version(&self) -> u64 {
        self.commits.shown.load(Ordering::Acquire)
    }

    /// Raised by each commit of this process.
    pub fn commits(&self) -> u64 {
        self.commits.all.load(Ordering::Acquire)
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
        self.send(LIMIT, true, |asked| Box::new(Once(unit, asked))).await
    }

    /// Runs a unit of work that may run again, when the reason for which it failed has passed.
    pub async fn write_again<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.send(LIMIT, true, |asked| Box::new(Repeatable(unit, asked))).await
    }

    /// Runs a unit of work that changes nothing the programme shows.
    pub async fn write_beside<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.send(LIMIT, false, |asked| Box::new(Once(unit, asked))).await
    }

    /// Runs a unit of work that may run again and changes nothing the programme shows.
    pub async fn write_again_beside<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.send(LIMIT, false, |asked| Box::new(Repeatable(unit, asked))).await
    }

    /// Runs a large unit of work, which may take a minute.
    pub async fn write_long<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.send(LONG_LIMIT, true, |asked| Box::new(Once(unit, asked))).await
    }

    async fn send<T>(
        &self,
        limit: Duration,
        shows: bool,
        unit: impl FnOnce(Asked<T>) -> Box<dyn Unit>,
    ) -> Result<T, Error> {
        let (reply, answer) = oneshot::channel();
        self.enqueue(unit(Asked { reply, limit, shows })).await?;
        answer.await.unwrap_or(Err(Error::Abandoned("the writer stopped")))
    }

    async fn enqueue(&self, unit: Box<dyn Unit>) -> Result<(), Error> {
        self.queue.send_timeout(Message::Work(unit), PATIENCE).await.map_err(|_| Error::Busy)
    }
}

/// What the writer is sent.
enum Message {
    Work(Box<dyn Unit>),
    /// Everything before it is done; nothing after it will be.
    Stop(oneshot::Sender<()>),
}
