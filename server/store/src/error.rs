use domain::Refusal;

/// Why a question was not answered or a unit of work not kept. Nothing has changed when one of
/// these is returned.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The conference's rules say no.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// Too much is going on; the same call may succeed in a moment.
    #[error("the database is busy")]
    Busy,
    /// The unit of work panicked or took too long, and was rolled back.
    #[error("the unit of work was abandoned: {0}")]
    Abandoned(&'static str),
    /// A value in the database is not one we ever write.
    #[error("unexpected value in {0}")]
    Corrupt(&'static str),
    /// The database failed.
    #[error(transparent)]
    Fault(sqlx::Error),
}

/// Why the database could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address is neither SQLite's nor PostgreSQL's.
    #[error("DATABASE_URL: « {0} » ne commence ni par sqlite:// ni par postgres://")]
    UnknownEngine(String),
    /// The linked SQLite has the WAL-reset race.
    #[error(
        "SQLite {0} peut corrompre la base (défaut du journal WAL corrigé en 3.51.3) : il faut 3.51.3 ou plus récent"
    )]
    OldSqlite(String),
    /// The folder of the database could not be made.
    #[error("DATABASE_URL: le dossier {0} ne peut pas être créé : {1}")]
    Folder(String, std::io::Error),
    /// The database could not be reached.
    #[error("DATABASE_URL: la base ne répond pas : {0}")]
    Unreachable(sqlx::Error),
    /// The tables could not be brought up to date.
    #[error("les tables de la base ne peuvent pas être mises à jour : {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
}

impl From<Refusal> for Error {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::PoolTimedOut) || is_contention(&error) {
            return Self::Busy;
        }
        Self::Fault(error)
    }
}

impl Error {
    /// Whether the reason may be gone the next time: contention, or a connection that was lost.
    pub(crate) fn is_passing(&self) -> bool {
        match self {
            Self::Busy | Self::Fault(sqlx::Error::Io(_)) => true,
            Self::Fault(error) => code(error).is_some_and(|code| is_loss(&code)),
            Self::Refused(_) | Self::Abandoned(_) | Self::Corrupt(_) => false,
        }
    }
}

/// PostgreSQL's « connection exception », and its farewell when it is stopped or ends a session.
fn is_loss(code: &str) -> bool {
    code.starts_with("08") || ["57P01", "57P02", "57P03", "25P03"].contains(&code)
}

fn code(error: &sqlx::Error) -> Option<std::borrow::Cow<'_, str>> {
    error.as_database_error().and_then(sqlx::error::DatabaseError::code)
}

/// SQLite's « busy » and « locked »; PostgreSQL's serialization failure, deadlock and lock
/// not available.
fn is_contention(error: &sqlx::Error) -> bool {
    const CODES: [&str; 6] = ["5", "6", "517", "40001", "40P01", "55P03"];
    code(error).is_some_and(|code| CODES.contains(&code.as_ref()))
}
