//! The archive itself.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::{FORMAT, Manifest};

const MANIFEST: &str = "passerelle.json";
const DATABASE: &str = "base";
const SECRET: &str = "secret";

/// What is read of an archive beside its database.
#[derive(Debug)]
pub struct Opened {
    /// What it says of itself.
    pub manifest: Manifest,
    /// The instance's secret, where it is in there.
    pub secret: Option<Vec<u8>>,
}

/// Writes an archive that only its owner may read.
pub fn write(
    file: &Path,
    manifest: &Manifest,
    database: &Path,
    secret: Option<&[u8]>,
) -> io::Result<()> {
    let target = File::options().write(true).create_new(true).mode(0o600).open(file)?;
    let mut archive = ZipWriter::new(target);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .large_file(true)
        .unix_permissions(0o600);
    archive.start_file(MANIFEST, options)?;
    archive.write_all(&serde_json::to_vec_pretty(manifest)?)?;
    if let Some(secret) = secret {
        archive.start_file(SECRET, options)?;
        archive.write_all(secret)?;
    }
    archive.start_file(DATABASE, options)?;
    io::copy(&mut File::open(database)?, &mut archive)?;
    archive.finish()?.sync_all()
}

/// Reads an archive and unpacks its database to `database`, which must not exist.
///
/// # Errors
/// `InvalidData` for anything that is no archive of ours.
pub fn read(file: &Path, database: &Path) -> io::Result<Opened> {
    let mut archive = ZipArchive::new(File::open(file)?).map_err(not_ours)?;
    let manifest = serde_json::from_slice::<Manifest>(&entry(&mut archive, MANIFEST)?)?;
    if manifest.format != FORMAT {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let secret = match archive.index_for_name(SECRET) {
        Some(_) => Some(entry(&mut archive, SECRET)?),
        None => None,
    };
    let mut target = File::options().write(true).create_new(true).mode(0o600).open(database)?;
    let mut packed = archive.by_name(DATABASE).map_err(not_ours)?;
    io::copy(&mut packed, &mut target)?;
    target.sync_all()?;
    Ok(Opened { manifest, secret })
}

/// No note and no secret of ours is longer than this, in bytes.
const SHORT: u64 = 64 * 1024;

fn entry(archive: &mut ZipArchive<File>, name: &str) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    archive.by_name(name).map_err(not_ours)?.take(SHORT).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn not_ours(error: zip::result::ZipError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}
