//! Why nothing could be measured.

use std::path::PathBuf;

/// Why nothing could be measured: one sentence.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The server has not been built.
    #[error("{0} n'existe pas : lancez « make bench », qui construit d'abord")]
    NotBuilt(PathBuf),
    /// A program did not do what it was started for.
    #[error("{0} n'a pas répondu comme prévu : {1}")]
    Program(String, String),
    /// An answer was not the one expected: what it says is worth nothing.
    #[error("{0} : réponse {1} au lieu de celle attendue")]
    Answer(String, String),
    /// The measure took far too long.
    #[error("une mesure ne finit pas")]
    Late,
    /// Interrupted.
    #[error("arrêté")]
    Stopped,
    /// The machine did not do what was asked.
    #[error(transparent)]
    Machine(#[from] std::io::Error),
    /// The talk between client and server broke.
    #[error("la liaison est rompue : {0}")]
    Http(#[from] hyper::Error),
    /// A request could not be made.
    #[error("requête impossible : {0}")]
    Request(#[from] hyper::http::Error),
    /// The database to measure with could not be opened.
    #[error(transparent)]
    Open(#[from] store::OpenError),
    /// The database to measure with could not be filled.
    #[error(transparent)]
    Store(#[from] store::Error),
    /// The database of the program to compare with failed.
    #[error(transparent)]
    Bare(#[from] sqlx::Error),
}
