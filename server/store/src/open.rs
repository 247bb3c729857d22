//! Opening the database: pools, settings, migrations.

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};

use crate::programme::Snapshot;
use crate::writer::{ABREAST, Writer};
use crate::{Conn, Error, OpenError};

/// How long a reader or the writer waits for a connection: in a rush, most of the ten seconds that a
/// request has.
const WAIT: Duration = Duration::from_secs(8);

/// How many connections to PostgreSQL are for reading.
const READERS: u32 = 12;

/// What our connections to PostgreSQL call themselves.
pub(crate) const APPLICATION: &str = "passerelle";

/// The first SQLite without the WAL-reset corruption race, as `major * 1_000_000 + minor * 1_000 +
/// patch` (<https://sqlite.org/wal.html>).
const SAFE_SQLITE: i64 = 3_051_003;

/// The database, open: many readers, one door for writes. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Store {
    readers: Readers,
    writer: Writer,
    snapshot: Arc<Snapshot>,
}

#[derive(Clone, Debug)]
enum Readers {
    Sqlite(SqlitePool),
    Postgres(PgPool),
}

impl Store {
    /// Opens the database at this address (`sqlite://…` or `postgres://…`), makes it when it is an
    /// SQLite file that does not exist, and brings its tables up to date.
    ///
    /// # Errors
    /// The engine is unknown, too old, unreachable, or its tables cannot be updated.
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        if url.starts_with("sqlite:") {
            return Self::open_sqlite(url).await;
        }
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            return Self::open_postgres(url).await;
        }
        Err(OpenError::UnknownEngine(url.chars().take(12).collect()))
    }

    async fn open_sqlite(url: &str) -> Result<Self, OpenError> {
        let options = SqliteConnectOptions::from_str(url)
            .map_err(OpenError::Unreachable)?
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .pragma("trusted_schema", "OFF");
        make_folder(options.get_filename())?;
        let one = SqlitePoolOptions::new()
            .max_connections(1)
            .idle_timeout(None)
            .max_lifetime(None)
            .acquire_timeout(WAIT)
            .connect_with(options.clone())
            .await
            .map_err(OpenError::Unreachable)?;
        refuse_old_sqlite(&one).await?;
        sqlx::migrate!("../../migrations/sqlite").run(&one).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(4)
            .acquire_timeout(WAIT)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(OpenError::Unreachable)?;
        let conn = one.acquire().await.map_err(OpenError::Unreachable)?;
        let writer = Writer::sqlite(Conn::sqlite(conn)).map_err(unreachable)?;
        Ok(Self::over(Readers::Sqlite(readers), writer))
    }

    async fn open_postgres(url: &str) -> Result<Self, OpenError> {
        let options = PgConnectOptions::from_str(url)
            .map_err(OpenError::Unreachable)?
            .application_name(APPLICATION)
            .options([("lock_timeout", "5s"), ("idle_in_transaction_session_timeout", "30s")]);
        let pool = |size: u32| PgPoolOptions::new().max_connections(size).acquire_timeout(WAIT);
        let readers =
            pool(READERS).connect_with(options.clone()).await.map_err(OpenError::Unreachable)?;
        sqlx::migrate!("../../migrations/postgres").run(&readers).await?;
        // Connections of its own: pages that are read never keep a write waiting.
        let writer = Writer::postgres(pool(ABREAST).connect_lazy_with(options));
        Ok(Self::over(Readers::Postgres(readers), writer.map_err(unreachable)?))
    }

    fn over(readers: Readers, writer: Writer) -> Self {
        Self { readers, writer, snapshot: Arc::default() }
    }

    /// A connection to ask questions with.
    ///
    /// # Errors
    /// None became free in time, or the database failed.
    pub async fn reader(&self) -> Result<Conn, Error> {
        Ok(match &self.readers {
            Readers::Sqlite(pool) => Conn::sqlite(pool.acquire().await?),
            Readers::Postgres(pool) => Conn::postgres(pool.acquire().await?),
        })
    }

    /// Runs a unit of work: one business act, kept whole or not at all. Answers once it is
    /// committed; goes on to its end even when the caller goes away.
    ///
    /// # Errors
    /// What the unit returned, or the database is busy or failed; nothing was kept.
    pub async fn write<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write(unit).await
    }

    /// What a large unit of work would come to: it is done, looked at, and taken back.
    ///
    /// # Errors
    /// What the unit returned, or the database is busy or failed.
    pub async fn try_out<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        let (put, seen) = tokio::sync::oneshot::channel();
        let tried: Result<(), Error> = self
            .writer
            .write_long(async move |conn| {
                // Nobody looks any more when the caller went away.
                let _ = put.send(unit(conn).await?);
                Err(Error::Abandoned("it was only tried out"))
            })
            .await;
        match (seen.await, tried) {
            (Ok(outcome), _) => Ok(outcome),
            (Err(_), Err(error)) => Err(error),
            (Err(_), Ok(())) => Err(Error::Abandoned("nothing was tried out")),
        }
    }

    /// Like [`Store::write`], for an act that comes to the same when it is done twice, such as taking
    /// a seat: on PostgreSQL it is done again when it met another one (a deadlock, a serialization
    /// failure) or the connection was lost, even if only the answer was.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_again<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write_again(unit).await
    }

    /// Like [`Store::write`], for an act that changes nothing the programme shows (a check-in, a
    /// session, a letter): what was read of it stays at hand.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_beside<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write_beside(unit).await
    }

    /// Like [`Store::write_again`], for an act that changes nothing the programme shows.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_again_beside<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFn(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write_again_beside(unit).await
    }

    /// Raised by each commit of this process: what was read before may be out of date. What other
    /// processes commit does not count.
    #[must_use]
    pub fn commits(&self) -> u64 {
        self.writer.commits()
    }

    /// Like [`Store::write`], for an act that may take up to a minute, such as an import.
    ///
    /// # Errors
    /// As [`Store::write`].
    pub async fn write_long<T, U>(&self, unit: U) -> Result<T, Error>
    where
        T: Send + 'static,
        U: AsyncFnOnce(&mut Conn) -> Result<T, Error> + Send + 'static,
    {
        self.writer.write_long(unit).await
    }

    /// Ends all writing and closes the database, which is then one file that can be copied.
    pub async fn close(&self) {
        self.writer.stop().await;
        match &self.readers {
            Readers::Sqlite(pool) => pool.close().await,
            Readers::Postgres(pool) => pool.close().await,
        }
    }

    pub(crate) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    pub(crate) fn version(&self) -> u64 {
        self.writer.version()
    }
}

fn make_folder(file: &Path) -> Result<(), OpenError> {
    match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => std::fs::create_dir_all(folder)
            .map_err(|error| OpenError::Folder(folder.display().to_string(), error)),
        _ => Ok(()),
    }
}

async fn refuse_old_sqlite(pool: &SqlitePool) -> Result<(), OpenError> {
    let (version,): (String,) = sqlx::query_as("select sqlite_version()")
        .fetch_one(pool)
        .await
        .map_err(OpenError::Unreachable)?;
    if sqlite_number(&version) < SAFE_SQLITE {
        return Err(OpenError::OldSqlite(version));
    }
    Ok(())
}

fn sqlite_number(version: &str) -> i64 {
    version.split('.').take(3).fold(0, |number, part| number * 1000 + part.parse().unwrap_or(0))
}

fn unreachable(error: std::io::Error) -> OpenError {
    OpenError::Unreachable(sqlx::Error::Io(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_sqlite_with_the_wal_race_is_older_than_the_safe_one() {
        assert!(sqlite_number("3.51.2") < SAFE_SQLITE);
        assert!(sqlite_number("3.7.17") < SAFE_SQLITE);
        assert!(sqlite_number("3.51.3") >= SAFE_SQLITE);
        assert!(sqlite_number("3.52.0") >= SAFE_SQLITE);
    }
}
