//! Who works on a folder of data: many at once, or one that replaces all of it.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::Path;

/// The file that says so, beside the database.
const FILE: &str = "passerelle.lock";

/// Held for as long as a process works on the data; the system lets go of it when the process ends,
/// however it ends.
#[derive(Debug)]
pub struct Occupancy {
    _file: File,
}

impl Occupancy {
    /// Works on the data beside others.
    ///
    /// # Errors
    /// Someone is replacing the data, or the folder cannot be written.
    pub fn shared(folder: &Path) -> io::Result<Self> {
        let file = open(folder)?;
        file.try_lock_shared().map_err(io_error)?;
        Ok(Self { _file: file })
    }

    /// Has the data alone; `None` while anybody works on it.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub fn alone(folder: &Path) -> io::Result<Option<Self>> {
        let file = open(folder)?;
        match file.try_lock() {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(error) => Err(io_error(error)),
        }
    }
}

fn open(folder: &Path) -> io::Result<File> {
    fs::create_dir_all(folder)?;
    File::options().create(true).truncate(false).write(true).open(folder.join(FILE))
}

fn io_error(error: TryLockError) -> io::Error {
    match error {
        TryLockError::Error(error) => error,
        TryLockError::WouldBlock => io::ErrorKind::WouldBlock.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_wants_the_data_alone_waits_for_all_the_others() {
        let folder = tempfile::tempdir().unwrap();
        let one = Occupancy::shared(folder.path()).unwrap();
        let other = Occupancy::shared(folder.path()).unwrap();
        assert!(Occupancy::alone(folder.path()).unwrap().is_none());
        drop((one, other));
        let alone = Occupancy::alone(folder.path()).unwrap();
        assert!(alone.is_some());
        assert!(Occupancy::shared(folder.path()).is_err());
    }
}
