//! Copies of an SQLite database, made while others use it. PostgreSQL has programs of its own for
//! that, and only says here whether anybody is at work.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, PgConnection, SqliteConnection};

use crate::OpenError;
use crate::open::APPLICATION;

/// How often, and how long apart, PostgreSQL is asked whether connections that were closed are gone.
const LOOKS: u32 = 10;
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

/// Writes everything that is committed in the database at `url` (`sqlite://…`) to a new file, as of
/// one moment, while others go on reading and writing.
///
/// # Errors
/// There is no database, the file exists already, or it cannot be written.
pub async fn copy_sqlite(url: &str, file: &Path) -> Result<(), OpenError> {
    let options = SqliteConnectOptions::from_str(url).map_err(OpenError::Unreachable)?;
    let mut conn = open(options.busy_timeout(Duration::from_secs(5))).await?;
    let copied = sqlx::query("vacuum into $1")
        .bind(file.display().to_string())
        .execute(&mut conn)
        .await
        .map_err(OpenError::Unreachable);
    close(conn).await?;
    copied.map(|_| ())
}

/// Whether a file is an SQLite database in which SQLite itself finds no fault.
///
/// # Errors
/// It is no database, or cannot be read.
pub async fn is_whole(file: &Path) -> Result<bool, OpenError> {
    let options = SqliteConnectOptions::new().filename(file).immutable(true).read_only(true);
    let mut conn = open(options).await?;
    let said: Result<String, _> =
        sqlx::query_scalar("pragma integrity_check").fetch_one(&mut conn).await;
    close(conn).await?;
    Ok(said.map_err(OpenError::Unreachable)? == "ok")
}

/// Whether a Passerelle is connected to the PostgreSQL database at `url`, on whatever machine it runs.
///
/// # Errors
/// The database cannot be reached.
pub async fn is_postgres_in_use(url: &str) -> Result<bool, OpenError> {
    let mut conn = PgConnection::connect(url).await.map_err(OpenError::Unreachable)?;
    let mut in_use = true;
    for look in 0..LOOKS {
        if look > 0 {
            tokio::time::sleep(BETWEEN_LOOKS).await;
        }
        in_use = sqlx::query_scalar(
            "select exists (select from pg_stat_activity \
             where datname = current_database() and application_name = $1)",
        )
        .bind(APPLICATION)
        .fetch_one(&mut conn)
        .await
        .map_err(OpenError::Unreachable)?;
        if !in_use {
            break;
        }
    }
    conn.close().await.map_err(OpenError::Unreachable)?;
    Ok(in_use)
}

async fn open(options: SqliteConnectOptions) -> Result<SqliteConnection, OpenError> {
    SqliteConnection::connect_with(&options.create_if_missing(false))
        .await
        .map_err(OpenError::Unreachable)
}

async fn close(conn: SqliteConnection) -> Result<(), OpenError> {
    conn.close().await.map_err(OpenError::Unreachable)
}
