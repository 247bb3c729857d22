//! What grouping commits costs whoever is alone: the same small write through the store, one after the
//! other, in turns on the same disk with a thread that commits each by itself, and with a connection
//! that whoever writes holds themselves.

use std::path::Path;
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use domain::time::Moment;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection};
use store::{Store, health};
use tokio::sync::{mpsc, oneshot};

use crate::error::Error;
use crate::figures::{median, percent, whole};
use crate::outcome::Row;

/// How many acts in a round, each by both.
const ACTS: usize = 500;

/// How much longer an act may take than a commit of its own.
const MOST: f64 = 1.10;

/// Measures in this folder.
///
/// # Errors
/// The database failed.
pub async fn measure(folder: &Path, rounds: usize) -> Result<Vec<Row>, Error> {
    let file = folder.join("seul.db");
    let store = Store::open(&format!("sqlite://{}", file.display())).await?;
    let each = CommitsEach::start(by_itself(&file).await?)?;
    let mut conn = by_itself(&file).await?;
    let (mut ours, mut a_thread, mut a_connection) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let (mut through, mut apart, mut held) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..ACTS {
            through.push(through_the_store(&store).await?);
            apart.push(each.write().await?);
            held.push(with_its_own_commit(&mut conn).await?);
        }
        ours.push(micros(&through));
        a_thread.push(micros(&apart));
        a_connection.push(micros(&held));
    }
    conn.close().await?;
    each.stop();
    store.close().await;
    Ok(vec![
        beside("d’un fil qui valide chaque acte", &ours, &a_thread),
        beside("d’une connexion à soi", &ours, &a_connection),
    ])
}

fn beside(whom: &str, ours: &[f64], theirs: &[f64]) -> Row {
    let ratio = median(ours.iter().zip(theirs).map(|(ours, theirs)| ours / theirs));
    Row::beside(
        &format!("Un acte seul, latence médiane, à côté {whom}"),
        (latency(ours), latency(theirs)),
        percent(ratio),
        (format!("≤ {}", percent(MOST)), ratio <= MOST),
    )
}

/// A thread with a connection, as the store has one, that groups nothing.
struct CommitsEach {
    asked: mpsc::Sender<oneshot::Sender<Result<(), sqlx::Error>>>,
    thread: JoinHandle<()>,
}

impl CommitsEach {
    fn start(mut conn: SqliteConnection) -> Result<Self, Error> {
        let (asked, mut asking) = mpsc::channel::<oneshot::Sender<_>>(1);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let thread = std::thread::spawn(move || {
            runtime.block_on(async {
                while let Some(answer) = asking.recv().await {
                    let _ = answer.send(write(&mut conn).await);
                }
            });
        });
        Ok(Self { asked, thread })
    }

    async fn write(&self) -> Result<Duration, Error> {
        let begun = Instant::now();
        let (answer, answered) = oneshot::channel();
        self.asked.send(answer).await.map_err(std::io::Error::other)?;
        answered.await.map_err(std::io::Error::other)??;
        Ok(begun.elapsed())
    }

    fn stop(self) {
        drop(self.asked);
        let _ = self.thread.join();
    }
}

async fn by_itself(file: &Path) -> Result<SqliteConnection, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5));
    SqliteConnection::connect_with(&options).await
}

async fn through_the_store(store: &Store) -> Result<Duration, Error> {
    let begun = Instant::now();
    health::beat(store, now()).await?;
    Ok(begun.elapsed())
}

async fn with_its_own_commit(conn: &mut SqliteConnection) -> Result<Duration, Error> {
    let begun = Instant::now();
    write(conn).await?;
    Ok(begun.elapsed())
}

async fn write(conn: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    let mut transaction = conn.begin_with("begin immediate").await?;
    sqlx::query(
        "insert into heartbeat (id, at) values (1, $1) \
         on conflict (id) do update set at = excluded.at",
    )
    .bind(now().micros())
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await
}

fn now() -> Moment {
    Moment::from_micros(jiff::Timestamp::now().as_microsecond())
}

fn micros(times: &[Duration]) -> f64 {
    median(times.iter().map(|time| time.as_secs_f64() * 1e6))
}

fn latency(rounds: &[f64]) -> String {
    format!("{}\u{a0}µs", whole(median(rounds.iter().copied())))
}
