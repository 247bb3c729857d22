//! The one place that knows there are two engines: a connection that takes a statement in their
//! common dialect and a tuple of values both of them know.

use std::future::ready;

use futures_util::TryStreamExt;
use futures_util::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, Database, Encode, FromRow, Postgres, Sqlite, Type};

use crate::Error;

/// A connection to whichever engine `DATABASE_URL` names.
#[derive(Debug)]
pub enum Conn {
    /// The embedded file.
    Sqlite(Link<Sqlite>),
    /// The server.
    Postgres(Link<Postgres>),
}

/// A connection to one engine, and whether a statement has failed on it since that was last asked.
#[derive(Debug)]
pub struct Link<DB: Database> {
    pooled: PoolConnection<DB>,
    failed: bool,
}

/// A row that can be read from both engines.
pub trait Row: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> {}

impl<T> Row for T where T: Send + Unpin + for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow>
{}

/// A value that can be given to both engines.
pub trait Value:
    for<'q> Encode<'q, Sqlite> + Type<Sqlite> + for<'q> Encode<'q, Postgres> + Type<Postgres> + Send
{
}

impl<T> Value for T where
    T: for<'q> Encode<'q, Sqlite>
        + Type<Sqlite>
        + for<'q> Encode<'q, Postgres>
        + Type<Postgres>
        + Send
{
}

/// The values of a statement, in the order of `$1`, `$2`…
pub trait Values: Send {
    /// For SQLite.
    ///
    /// # Errors
    /// A value cannot be encoded.
    fn sqlite(self) -> Result<SqliteArguments, Error>;
    /// For PostgreSQL.
    ///
    /// # Errors
    /// A value cannot be encoded.
    fn postgres(self) -> Result<PgArguments, Error>;
}

macro_rules! values {
    ($($name:ident)*) => {
        impl<$($name: Value + 'static),*> Values for ($($name,)*) {
            #[expect(non_snake_case, reason = "each value is called by its type's letter")]
            #[allow(unused_mut, clippy::allow_attributes, reason = "the empty tuple adds nothing")]
            fn sqlite(self) -> Result<SqliteArguments, Error> {
                let ($($name,)*) = self;
                let mut arguments = SqliteArguments::default();
                $(arguments.add($name).map_err(sqlx::Error::Encode)?;)*
                Ok(arguments)
            }
            #[expect(non_snake_case, reason = "each value is called by its type's letter")]
            #[allow(unused_mut, clippy::allow_attributes, reason = "the empty tuple adds nothing")]
            fn postgres(self) -> Result<PgArguments, Error> {
                let ($($name,)*) = self;
                let mut arguments = PgArguments::default();
                $(arguments.add($name).map_err(sqlx::Error::Encode)?;)*
                Ok(arguments)
            }
        }
    };
}

impl Values for () {
    fn sqlite(self) -> Result<SqliteArguments, Error> {
        Ok(SqliteArguments::default())
    }
    fn postgres(self) -> Result<PgArguments, Error> {
        Ok(PgArguments::default())
    }
}

values!(A);
values!(A B);
values!(A B C);
values!(A B C D);
values!(A B C D E);
values!(A B C D E F);
values!(A B C D E F G);
values!(A B C D E F G H);
values!(A B C D E F G H I);
values!(A B C D E F G H I J);
values!(A B C D E F G H I J K);
values!(A B C D E F G H I J K L);
values!(A B C D E F G H I J K L M N O P);
values!(A B C D E F G H I J K L M N O P Q);
values!(A B C D E F G H I J K L M N O P Q R S);
values!(A B C D E F G H I J K L M N O P Q R S T U);
values!(A B C D E F G H I J K L M N O P Q R S T U V);

impl Conn {
    pub(crate) fn sqlite(pooled: PoolConnection<Sqlite>) -> Self {
        Self::Sqlite(Link { pooled, failed: false })
    }

    pub(crate) fn postgres(pooled: PoolConnection<Postgres>) -> Self {
        Self::Postgres(Link { pooled, failed: false })
    }

    fn failed(&mut self) -> &mut bool {
        match self {
            Self::Sqlite(link) => &mut link.failed,
            Self::Postgres(link) => &mut link.failed,
        }
    }

    /// A unit begins: what failed before is not its fault.
    pub(crate) fn forget_failures(&mut self) {
        *self.failed() = false;
    }

    /// What a unit came to, unless it passed over a statement that failed. PostgreSQL undoes all of
    /// such a unit and calls its commit a success; so neither engine keeps it.
    pub(crate) fn unless_failed<T>(&mut self, result: Result<T, Error>) -> Result<T, Error> {
        if *self.failed() && result.is_ok() {
            return Err(Error::Abandoned("a statement had failed"));
        }
        result
    }

    /// The one row the statement returns.
    ///
    /// # Errors
    /// No row came back, or the database failed.
    pub async fn one<T: Row>(
        &mut self,
        sql: &'static str,
        values: impl Values,
    ) -> Result<T, Error> {
        self.opt(sql, values).await?.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// The row the statement returns, if any.
    ///
    /// # Errors
    /// The database failed.
    pub async fn opt<T: Row>(
        &mut self,
        sql: &'static str,
        values: impl Values,
    ) -> Result<Option<T>, Error> {
        let found = self.bind(sql, values)?.optional().await?;
        Ok(found.as_ref().map(Found::read).transpose()?)
    }

    /// Every row the statement returns.
    ///
    /// # Errors
    /// The database failed.
    pub async fn all<T: Row>(
        &mut self,
        sql: &'static str,
        values: impl Values,
    ) -> Result<Vec<T>, Error> {
        let mut rows = Vec::new();
        let mut keep = |row: &Found| {
            rows.push(row.read()?);
            Ok(())
        };
        self.bind(sql, values)?.each(&mut keep).await?;
        Ok(rows)
    }

    /// How many rows the statement changed.
    ///
    /// # Errors
    /// The database failed, or a constraint said no.
    pub async fn exec(&mut self, sql: &'static str, values: impl Values) -> Result<u64, Error> {
        Ok(self.bind(sql, values)?.execute().await?)
    }

    fn bind(&mut self, sql: &'static str, values: impl Values) -> Result<Statement<'_>, Error> {
        Ok(match self {
            Self::Sqlite(link) => {
                Statement::Sqlite(Bound { link, sql, arguments: values.sqlite()? })
            }
            Self::Postgres(link) => {
                Statement::Postgres(Bound { link, sql, arguments: values.postgres()? })
            }
        })
    }
}

/// A statement with its values, on its way to its engine.
enum Statement<'c> {
    Sqlite(Bound<'c, Sqlite>),
    Postgres(Bound<'c, Postgres>),
}

struct Bound<'c, DB: Database> {
    link: &'c mut Link<DB>,
    sql: &'static str,
    arguments: DB::Arguments,
}

/// A row of either engine.
enum Found {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

impl Found {
    fn read<T: Row>(&self) -> Result<T, sqlx::Error> {
        match self {
            Self::Sqlite(row) => T::from_row(row),
            Self::Postgres(row) => T::from_row(row),
        }
    }
}

macro_rules! on_either {
    ($statement:ident, $query:ident, $conn:ident, $found:ident => $call:expr) => {
        match $statement {
            Statement::Sqlite(Bound { link, sql, arguments }) => {
                let ($query, $conn) = (sqlx::query_with(sql, arguments), &mut *link.pooled);
                let $found = Found::Sqlite;
                let answer = $call;
                link.failed |= answer.is_err();
                answer
            }
            Statement::Postgres(Bound { link, sql, arguments }) => {
                let ($query, $conn) = (sqlx::query_with(sql, arguments), &mut *link.pooled);
                let $found = Found::Postgres;
                let answer = $call;
                link.failed |= answer.is_err();
                answer
            }
        }
    };
}

/// Boxed, and without the types of rows and values: compiled once, here, for all statements.
impl<'c> Statement<'c> {
    fn optional(self) -> BoxFuture<'c, Result<Option<Found>, sqlx::Error>> {
        Box::pin(async move {
            on_either!(self, query, conn, found => {
                query.fetch_optional(conn).await.map(|row| row.map(found))
            })
        })
    }

    fn each(
        self,
        keep: &'c mut (dyn FnMut(&Found) -> Result<(), sqlx::Error> + Send),
    ) -> BoxFuture<'c, Result<(), sqlx::Error>> {
        Box::pin(async move {
            on_either!(self, query, conn, found => {
                query.fetch(conn).try_for_each(|row| ready(keep(&found(row)))).await
            })
        })
    }

    fn execute(self) -> BoxFuture<'c, Result<u64, sqlx::Error>> {
        Box::pin(async move {
            on_either!(self, query, conn, _found => {
                query.execute(conn).await.map(|done| done.rows_affected())
            })
        })
    }
}
