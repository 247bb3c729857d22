//! What grouping commits costs whoever is alone: the same small write through the store, one after the
//! other, beside a connection that commits each by itself, in turns on the same disk.

use std::path::Path;
use std::time::{Duration, Instant};

use domain::time::Moment;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{Connection, SqliteConnection};
use store::{Store, health};

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
pub async fn measure(folder: &Path, rounds: usize) -> Result<Row, Error> {
    let file = folder.join("seul.db");
    let store = Store::open(&format!("sqlite://{}", file.display())).await?;
    let mut conn = by_itself(&file).await?;
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let (mut through, mut alone) = (Vec::new(), Vec::new());
        for _ in 0..ACTS {
            through.push(through_the_store(&store).await?);
            alone.push(with_its_own_commit(&mut conn).await?);
        }
        ours.push(micros(&through));
        theirs.push(micros(&alone));
    }
    conn.close().await?;
    store.close().await;
    let ratio = median(ours.iter().zip(&theirs).map(|(ours, theirs)| ours / theirs));
    Ok(Row::beside(
        "Un acte seul, latence médiane",
        (latency(&ours), latency(&theirs)),
        percent(ratio),
        (format!("≤ {}", percent(MOST)), ratio <= MOST),
    ))
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
    let mut transaction = conn.begin_with("begin immediate").await?;
    sqlx::query(
        "insert into heartbeat (id, at) values (1, $1) \
         on conflict (id) do update set at = excluded.at",
    )
    .bind(now().micros())
    .execute(&mut *transaction)
    .await?;
    transaction.commit().await?;
    Ok(begun.elapsed())
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
