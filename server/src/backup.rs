//! A backup: one file with the whole conference in it, and the way back.
//!
//! It is a ZIP archive of the database as of one moment, of the instance's secret, without which no
//! ticket that was sent opens anything, and of a note that says what it is. SQLite copies itself
//! while the site goes on; PostgreSQL is copied by its own `pg_dump`.

mod archive;
mod postgres;
mod restoring;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use store::OpenError;

use crate::config::Config;
use crate::keys;

pub use restoring::restore;

/// Why there is no backup, or why nothing was restored: one sentence.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The file to be written is there.
    #[error("{0} existe déjà : choisissez un autre nom, rien n'a été écrasé.")]
    Exists(PathBuf),
    /// The file cannot be read or written.
    #[error("{0} : {1}")]
    File(PathBuf, io::Error),
    /// The file is none of ours.
    #[error("{0} n'est pas une sauvegarde de Passerelle, ou elle est abîmée. Rien n'a été changé.")]
    NotOurs(PathBuf),
    /// The database in it is damaged.
    #[error(
        "La base contenue dans {0} est abîmée. Rien n'a été changé : essayez une autre sauvegarde."
    )]
    Damaged(PathBuf),
    /// It was made on the other engine.
    #[error("Cette sauvegarde vient de {0} et DATABASE_URL désigne {1}. Rien n'a été changé.")]
    OtherEngine(EngineName, EngineName),
    /// There is a conference already.
    #[error(
        "Il y a déjà des données ici. Pour les remplacer, recommencez avec --replace (un fichier SQLite est gardé à côté ; une base PostgreSQL, non : sauvegardez-la d'abord)."
    )]
    NotEmpty,
    /// The server, or another command, is at work.
    #[error("Passerelle tourne encore sur ces données. Arrêtez le serveur, puis recommencez.")]
    Occupied,
    /// A backup is being put back.
    #[error(
        "Une sauvegarde est en train d'être remise en place. Attendez la fin, puis recommencez."
    )]
    UnderWay,
    /// A program of PostgreSQL's is missing.
    #[error("Il manque « {0} ». Tapez : sudo apt-get install postgresql-client")]
    Missing(&'static str),
    /// A program of PostgreSQL's failed.
    #[error("{0} : {1}")]
    Program(&'static str, String),
    /// The database could not be opened.
    #[error(transparent)]
    Database(#[from] OpenError),
}

/// An engine, as people call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EngineName {
    /// A file beside the program.
    Sqlite,
    /// A server.
    Postgresql,
}

impl std::fmt::Display for EngineName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Sqlite => "SQLite",
            Self::Postgresql => "PostgreSQL",
        })
    }
}

impl EngineName {
    fn of(config: &Config) -> Self {
        if config.database_url.starts_with("sqlite") { Self::Sqlite } else { Self::Postgresql }
    }
}

/// What an archive says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the archive; this program reads [`FORMAT`].
    pub format: u32,
    /// On which engine it was made.
    pub engine: EngineName,
    /// By which version of the program.
    pub version: String,
    /// When, in RFC 3339.
    pub made_at: String,
}

/// The form of archive that is written and read.
const FORMAT: u32 = 1;

/// Writes a backup to `file`, readable by its owner only, while the site goes on. Says whether the
/// instance's secret is in it: one that is given by `PASSERELLE_SECRET` is kept by whoever gives it.
///
/// # Errors
/// The file exists, cannot be written, or the database cannot be copied: nothing is left behind.
pub async fn back_up(config: &Config, file: &Path, made_at: String) -> Result<bool, BackupError> {
    if file.exists() {
        return Err(BackupError::Exists(file.to_owned()));
    }
    let at = |error| BackupError::File(file.to_owned(), error);
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let work = tempfile::Builder::new()
        .prefix(".passerelle-")
        .tempdir_in(folder.unwrap_or(Path::new(".")))
        .map_err(at)?;
    let copy = work.path().join("base");
    let engine = EngineName::of(config);
    match engine {
        EngineName::Sqlite => store::copies::copy_sqlite(&config.database_url, &copy).await?,
        EngineName::Postgresql => postgres::dump(&config.database_url, &copy).await?,
    }
    let secret = if config.secret.is_some() { None } else { kept_secret(&config.data_folder())? };
    let version = env!("CARGO_PKG_VERSION").to_owned();
    let manifest = Manifest { format: FORMAT, engine, version, made_at };
    let whole = work.path().join("sauvegarde");
    archive::write(&whole, &manifest, &copy, secret.as_deref()).map_err(at)?;
    fs::rename(&whole, file).map_err(at)?;
    Ok(secret.is_some())
}

/// The secret beside the data; none where the site was never opened.
fn kept_secret(folder: &Path) -> Result<Option<Vec<u8>>, BackupError> {
    let file = keys::file(folder);
    match fs::read(&file) {
        Ok(secret) => Ok(Some(secret)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        // A backup that lost the secret would only be found out on the day it is needed.
        Err(error) => Err(BackupError::File(file, error)),
    }
}
