//! The program to compare with: the least that serves the same bytes, and the least that keeps a
//! check-in as safely. It has no accounts, no rules, no words for anybody.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::routing::{get, post};
use axum::serve::ListenerExt;
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use tokio::net::TcpListener;
use uuid::Uuid;

use crate::checkins;
use crate::error::Error;
use crate::pages;

/// The database's name in the folder.
const DATABASE: &str = "bare.db";

/// Said with the address once it listens.
pub const LISTENING: &str = "bare";

/// Serves what [`prepare`] and the measure of pages left in the folder, until it is killed.
///
/// # Errors
/// The folder cannot be read or nothing can be listened to.
pub async fn serve(folder: &Path) -> Result<(), Error> {
    let mut router = Router::new().route(checkins::BARE_PATH, post(check_in));
    for (address, file) in pages::ALL {
        let page = Bytes::from(std::fs::read(folder.join(file))?);
        let answer = move || {
            let page = page.clone();
            async move { ([(CONTENT_TYPE, "text/html; charset=utf-8")], page) }
        };
        router = router.route(address, get(answer));
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    writeln!(std::io::stdout(), "{LISTENING} http://{}", listener.local_addr()?)?;
    let listener = listener.tap_io(|stream| {
        let _ = stream.set_nodelay(true);
    });
    let pool = open(folder).await?;
    Ok(axum::serve(listener, router.with_state(Arc::new(pool))).await?)
}

#[derive(Debug, Deserialize)]
struct Scan {
    id: Uuid,
    read: String,
    scanned_at: i64,
}

#[derive(Debug, Serialize)]
struct Verdict {
    id: Uuid,
    verdict: &'static str,
}

async fn check_in(
    State(pool): State<Arc<SqlitePool>>,
    Json(scan): Json<Scan>,
) -> Result<Json<Verdict>, StatusCode> {
    match keep(&pool, &scan).await {
        Ok(1) => Ok(Json(Verdict { id: scan.id, verdict: "accepted" })),
        Ok(_) => Err(StatusCode::NOT_FOUND),
        Err(_) => Err(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

async fn keep(pool: &SqlitePool, scan: &Scan) -> Result<u64, sqlx::Error> {
    let mut transaction = pool.begin_with("begin immediate").await?;
    sqlx::query("insert into scan (id, code, scanned_at) values ($1, $2, $3)")
        .bind(scan.id)
        .bind(&scan.read)
        .bind(scan.scanned_at)
        .execute(&mut *transaction)
        .await?;
    let updated = sqlx::query("update participant set arrived_at = $2 where code = $1")
        .bind(&scan.read)
        .bind(scan.scanned_at)
        .execute(&mut *transaction)
        .await?;
    transaction.commit().await?;
    Ok(updated.rows_affected())
}

/// As durable as ours, and as patient: one connection that everybody waits for.
async fn open(folder: &Path) -> Result<SqlitePool, sqlx::Error> {
    let options = SqliteConnectOptions::new()
        .filename(folder.join(DATABASE))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full);
    SqlitePoolOptions::new()
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .connect_with(options)
        .await
}

/// Makes the database with these people in it.
///
/// # Errors
/// The database failed.
pub async fn prepare(folder: &Path, codes: &[String]) -> Result<(), Error> {
    let pool = open(folder).await?;
    let mut transaction = pool.begin().await?;
    for table in [
        "create table participant (code text not null primary key, arrived_at integer) strict",
        "create table scan (id blob not null primary key, code text not null, \
         scanned_at integer not null) strict",
    ] {
        sqlx::query(table).execute(&mut *transaction).await?;
    }
    for code in codes {
        sqlx::query("insert into participant (code) values ($1)")
            .bind(code)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    pool.close().await;
    Ok(())
}
