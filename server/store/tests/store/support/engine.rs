//! A database for one test, gone when the test ends.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;

use futures_util::FutureExt;
use sqlx::{AssertSqlSafe, Connection, PgConnection};
use store::Store;
use uuid::Uuid;

/// Where a test runs.
#[derive(Clone, Copy, Debug)]
pub enum Engine {
    Sqlite,
    Postgres,
}

/// Runs a test on an empty database of this engine.
pub fn on<F: Future<Output = ()>>(engine: Engine, test: impl FnOnce(Store) -> F) {
    run(async {
        let home = Home::make(engine).await;
        let store = Store::open(&home.url()).await.unwrap();
        let outcome = AssertUnwindSafe(test(store)).catch_unwind().await;
        home.remove().await;
        outcome
    });
}

/// Runs a test that compares the two engines.
pub fn with_both<F: Future<Output = ()>>(test: impl FnOnce(Store, Store) -> F) {
    run(async {
        let file = Home::make(Engine::Sqlite).await;
        let server = Home::make(Engine::Postgres).await;
        let stores =
            (Store::open(&file.url()).await.unwrap(), Store::open(&server.url()).await.unwrap());
        let outcome = AssertUnwindSafe(test(stores.0, stores.1)).catch_unwind().await;
        file.remove().await;
        server.remove().await;
        outcome
    });
}

fn run(test: impl Future<Output = std::thread::Result<()>>) {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    if let Err(panic) = runtime.block_on(test) {
        resume_unwind(panic);
    }
}

enum Home {
    Folder(PathBuf),
    Database { server: String, name: String },
}

impl Home {
    async fn make(engine: Engine) -> Self {
        let name = format!("passerelle_{}", Uuid::now_v7().simple());
        match engine {
            Engine::Sqlite => Self::Folder(std::env::temp_dir().join(name)),
            Engine::Postgres => {
                let server = server();
                // Somebody connected to template1 would stand in the way; nobody can be in template0.
                administer(&server, format!("create database {name} template template0")).await;
                Self::Database { server, name }
            }
        }
    }

    fn url(&self) -> String {
        match self {
            Self::Folder(folder) => format!("sqlite://{}/passerelle.db", folder.display()),
            Self::Database { server, name } => {
                let (address, options) = server.split_once('?').unwrap_or((server, ""));
                let (host, _) = address.rsplit_once('/').expect("an address with a database");
                format!("{host}/{name}?{options}")
            }
        }
    }

    async fn remove(self) {
        match self {
            Self::Folder(folder) => {
                // What is left behind is in the temporary folder.
                let _ = std::fs::remove_dir_all(folder);
            }
            Self::Database { server, name } => {
                administer(&server, format!("drop database {name} with (force)")).await;
            }
        }
    }
}

fn server() -> String {
    std::env::var("TEST_POSTGRES_URL").expect(
        "TEST_POSTGRES_URL is not set: run `make test`, or these tests beside a server of their \
         own with `.ci/postgres.sh cargo nextest run -p store`",
    )
}

async fn administer(server: &str, sql: String) {
    let mut conn = PgConnection::connect(server).await.expect("TEST_POSTGRES_URL answers");
    // The name of a database cannot be a value; this one is made of a UUID.
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut conn).await.unwrap();
    conn.close().await.unwrap();
}
