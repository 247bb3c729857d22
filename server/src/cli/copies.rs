//! `passerelle backup` and `passerelle restore`.

use std::io::ErrorKind;
use std::path::Path;

use store::OpenError;

use super::{CommandError, say};
use crate::backup::{self, BackupError};
use crate::clock::now;
use crate::config::Config;
use crate::occupancy::Occupancy;

/// Holds the folder of an SQLite file beside other processes; a server looks after itself.
///
/// # Errors
/// Somebody is replacing the data.
pub fn beside_others(config: &Config) -> Result<Option<Occupancy>, BackupError> {
    let folder = config.data_folder();
    match config.database_file() {
        Some(_) => Occupancy::shared(&folder).map(Some).map_err(|error| match error.kind() {
            ErrorKind::WouldBlock => BackupError::UnderWay,
            _ => OpenError::Folder(folder.display().to_string(), error).into(),
        }),
        None => Ok(None),
    }
}

/// Copies everything to a file.
///
/// # Errors
/// The file exists or cannot be written, or the database cannot be copied.
pub async fn back_up(config: &Config, file: &Path) -> Result<(), CommandError> {
    let has_secret = backup::back_up(config, file, now().rfc3339()).await?;
    say(&format!("Sauvegarde écrite : {}", file.display()));
    say(if has_secret {
        "Elle contient tout, y compris le secret qui ouvre les billets : gardez-la en lieu sûr."
    } else {
        "Gardez avec elle la valeur de PASSERELLE_SECRET : sans elle, les billets envoyés n'ouvrent rien."
    });
    Ok(())
}

/// Puts everything back.
///
/// # Errors
/// The file is no whole backup, the site is running, or there are data already.
pub async fn restore(config: &Config, file: &Path, replace: bool) -> Result<(), CommandError> {
    let stamp = now().paris().strftime("%Y%m%d-%H%M%S").to_string();
    let restored = backup::restore(config, file, replace, &stamp).await?;
    say(&format!("Conférence remise dans l'état de la sauvegarde du {}.", restored.made_at));
    for kept in restored.kept {
        say(&format!("Ce qui était là est gardé : {}", kept.display()));
    }
    if !restored.has_secret {
        say(
            "Cette sauvegarde est sans secret : donnez PASSERELLE_SECRET, sinon les billets envoyés n'ouvrent rien.",
        );
    }
    Ok(())
}
