//! A folder and a database for one test, gone when the test ends.

use sqlx::{AssertSqlSafe, Connection, PgConnection};
use tempfile::TempDir;
use uuid::Uuid;

/// Where a test runs.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// What one site owns.
#[derive(Debug)]
pub struct Home {
    /// Its folder; the SQLite file is in it.
    pub folder: TempDir,
    database: Option<Database>,
}

#[derive(Clone, Debug)]
struct Database {
    server: String,
    name: String,
}

impl Home {
    pub async fn make(engine: Engine) -> Self {
        let folder = tempfile::Builder::new().prefix("passerelle-http-").tempdir().unwrap();
        let database = match engine {
            Engine::Sqlite => None,
            Engine::Postgres => Some(Database::make().await),
        };
        Self { folder, database }
    }

    pub fn database_url(&self) -> String {
        match &self.database {
            None => format!("sqlite://{}/passerelle.db", self.folder.path().display()),
            Some(Database { server, name }) => {
                let (address, options) = server.split_once('?').unwrap_or((server, ""));
                let (host, _) = address.rsplit_once('/').expect("an address with a database");
                format!("{host}/{name}?{options}")
            }
        }
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let Some(Database { server, name }) = self.database.take() else { return };
        // Whoever drops is inside a runtime, which cannot wait; a failed test has failed already.
        let dropping = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let sql = format!("drop database if exists {name} with (force)");
            runtime.unwrap().block_on(administer(&server, sql));
        });
        let _ = dropping.join();
    }
}

impl Database {
    async fn make() -> Self {
        let server = std::env::var("TEST_POSTGRES_URL").expect(
            "TEST_POSTGRES_URL is not set: run `make test`, or these tests beside a server of \
             their own with `.ci/postgres.sh cargo nextest run -p server --test http`",
        );
        let name = format!("passerelle_{}", Uuid::now_v7().simple());
        // Somebody connected to template1 would stand in the way; nobody can be in template0.
        administer(&server, format!("create database {name} template template0")).await;
        Self { server, name }
    }
}

async fn administer(server: &str, sql: String) {
    let mut conn = PgConnection::connect(server).await.expect("TEST_POSTGRES_URL answers");
    // The name of a database cannot be a value; this one is made of a UUID.
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}
