//! Copies of an SQLite database, made while others use it. PostgreSQL has programs of its own for
//! that.

use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{Connection, SqliteConnection};

use crate::OpenError;

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

async fn open(options: SqliteConnectOptions) -> Result<SqliteConnection, OpenError> {
    SqliteConnection::connect_with(&options.create_if_missing(false))
        .await
        .map_err(OpenError::Unreachable)
}

async fn close(conn: SqliteConnection) -> Result<(), OpenError> {
    conn.close().await.map_err(OpenError::Unreachable)
}
