//! The way back: nothing is touched before the backup has been found whole.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use store::{OpenError, Store};

use super::archive::{self, Opened};
use super::{BackupError, EngineName, postgres};
use crate::config::Config;
use crate::keys;
use crate::occupancy::Occupancy;

/// What was put back.
#[derive(Debug)]
pub struct Restored {
    /// When the backup was made, in RFC 3339.
    pub made_at: String,
    /// Where the data lie that were there before.
    pub kept: Vec<PathBuf>,
    /// Whether the secret in use is the one the tickets were made with, as far as that is known.
    pub has_secret: bool,
}

/// Puts the backup in `file` in place of the data, which must be empty unless `replace`. What was
/// there of files is kept beside, under names that end in `stamp`.
///
/// # Errors
/// The file is no whole backup of this engine, somebody works on the data, or there are some:
/// nothing has changed.
pub async fn restore(
    config: &Config,
    file: &Path,
    replace: bool,
    stamp: &str,
) -> Result<Restored, BackupError> {
    let folder = config.data_folder();
    let here = |error| BackupError::File(folder.clone(), error);
    let Some(_alone) = Occupancy::alone(&folder).map_err(here)? else {
        return Err(BackupError::Occupied);
    };
    let work = tempfile::Builder::new().prefix(".retour-").tempdir_in(&folder).map_err(here)?;
    let database = work.path().join("base");
    let Opened { manifest, secret } =
        archive::read(file, &database).map_err(|error| unreadable(file, error))?;
    let engine = EngineName::of(config);
    if manifest.engine != engine {
        return Err(BackupError::OtherEngine(manifest.engine, engine));
    }
    let mut kept = match engine {
        EngineName::Sqlite => put_file(config, file, &database, replace, stamp).await?,
        EngineName::Postgresql => {
            put_in_server(config, &database, replace).await?;
            Vec::new()
        }
    };
    let has_secret = secret.is_some() || config.secret.is_some();
    if let Some(secret) = secret.filter(|_| config.secret.is_none()) {
        kept.extend(put_secret(&folder, &secret, stamp).map_err(here)?);
    }
    Ok(Restored { made_at: manifest.made_at, kept, has_secret })
}

fn unreadable(file: &Path, error: io::Error) -> BackupError {
    match error.kind() {
        io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput | io::ErrorKind::UnexpectedEof => {
            BackupError::NotOurs(file.to_owned())
        }
        _ => BackupError::File(file.to_owned(), error),
    }
}

async fn put_file(
    config: &Config,
    file: &Path,
    database: &Path,
    replace: bool,
    stamp: &str,
) -> Result<Vec<PathBuf>, BackupError> {
    let whole = store::copies::is_whole(database).await.unwrap_or(false);
    if !whole {
        return Err(BackupError::Damaged(file.to_owned()));
    }
    // Brings its tables up to date, or refuses those of a newer program.
    Store::open(&format!("sqlite://{}", database.display())).await?.close().await;
    let target = config.database_file().unwrap_or_else(|| config.data_folder().join("base"));
    // Opening and closing it also brings its journal home; a damaged one may only be replaced.
    let there = target.exists() && has_conference(&config.database_url).await.unwrap_or(true);
    if there && !replace {
        return Err(BackupError::NotEmpty);
    }
    let at = |error| BackupError::File(target.clone(), error);
    let kept = set_aside(&target, stamp).map_err(at)?;
    // What is left of a journal belongs to the former file, and would be read into the new one.
    for suffix in ["-wal", "-shm"] {
        let former = beside(&beside(&target, &aside(stamp)), suffix);
        rename_if_there(&beside(&target, suffix), &former).map_err(at)?;
    }
    fs::rename(database, &target).map_err(at)?;
    Ok(kept.into_iter().collect())
}

async fn put_in_server(config: &Config, database: &Path, replace: bool) -> Result<(), BackupError> {
    if !replace && has_conference(&config.database_url).await? {
        return Err(BackupError::NotEmpty);
    }
    // The lock in the folder does not know of servers on other machines.
    if store::copies::is_postgres_in_use(&config.database_url).await? {
        return Err(BackupError::Occupied);
    }
    postgres::load(&config.database_url, database).await?;
    Store::open(&config.database_url).await?.close().await;
    Ok(())
}

async fn has_conference(url: &str) -> Result<bool, OpenError> {
    let store = Store::open(url).await?;
    let found = store.programme().await.is_ok();
    store.close().await;
    Ok(found)
}

fn put_secret(folder: &Path, secret: &[u8], stamp: &str) -> io::Result<Option<PathBuf>> {
    let file = keys::file(folder);
    if fs::read(&file).is_ok_and(|there| there.trim_ascii() == secret.trim_ascii()) {
        return Ok(None);
    }
    let kept = set_aside(&file, stamp)?;
    keys::write_private(&file, String::from_utf8_lossy(secret).trim())?;
    Ok(kept)
}

/// Moves a file that is there out of the way, and says where.
fn set_aside(file: &Path, stamp: &str) -> io::Result<Option<PathBuf>> {
    let kept = beside(file, &aside(stamp));
    Ok(rename_if_there(file, &kept)?.then_some(kept))
}

fn rename_if_there(from: &Path, to: &Path) -> io::Result<bool> {
    match fs::rename(from, to) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

fn aside(stamp: &str) -> String {
    format!(".avant-{stamp}")
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
