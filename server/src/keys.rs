//! Secrets: personal links and QR tokens are derived from the instance's key, never stored.
//!
//! A secret is HMAC-SHA-256 of its purpose, the row's identity and a version, cut to 128 bits; the
//! database holds its SHA-256 for looking it up. A stolen database opens nothing, a link can be
//! sent again at any time, and raising the version revokes it.

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use hmac::{Hmac, Mac};
use rand::Rng;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The name of the file that keeps the instance's secret beside the database.
const FILE: &str = "passerelle.secret";

/// Crockford's base32 in lower case: no `i`, `l`, `o`, `u`.
const BASE32: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// The instance's key.
#[derive(Clone)]
pub struct Keys(Vec<u8>);

/// What a secret opens; a secret for one never opens the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A participant's own pages.
    Link,
    /// Being let in at a door.
    Ticket,
    /// The pages of a group's contact.
    Party,
    /// Choosing a password, by a link sent in a letter.
    Invitation,
    /// The codes of a second factor.
    Totp,
    /// Being known as a browser from which someone of the team has signed in before.
    Device,
}

impl Purpose {
    fn word(self) -> &'static [u8] {
        match self {
            Self::Link => b"passerelle/link/",
            Self::Ticket => b"passerelle/ticket/",
            Self::Party => b"passerelle/party/",
            Self::Invitation => b"passerelle/invitation/",
            Self::Totp => b"passerelle/totp/",
            Self::Device => b"passerelle/device/",
        }
    }
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    /// The key given by configuration.
    #[must_use]
    pub fn from_secret(secret: &str) -> Self {
        Self(secret.as_bytes().to_vec())
    }

    /// The key kept in a folder; made there, readable by its owner only, when there is none yet.
    ///
    /// # Errors
    /// The file can be neither read nor made.
    pub fn from_folder(folder: &Path) -> io::Result<Self> {
        let path = file(folder);
        match fs::read_to_string(&path) {
            Ok(secret) => Ok(Self::from_secret(secret.trim())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                fs::create_dir_all(folder)?;
                let secret = random_secret();
                match write_private(&path, &secret) {
                    Ok(()) => Ok(Self::from_secret(&secret)),
                    // Another process made it first.
                    Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                        Ok(Self::from_secret(fs::read_to_string(&path)?.trim()))
                    }
                    Err(error) => Err(error),
                }
            }
            Err(error) => Err(error),
        }
    }

    /// The secret of a row for a purpose: 26 characters, 128 bits.
    #[must_use]
    pub fn secret(&self, purpose: Purpose, id: Uuid, version: u32) -> String {
        let mut half = [0; 16];
        half.copy_from_slice(&self.derived(purpose, id, version)[..16]);
        base32(u128::from_be_bytes(half))
    }

    /// The key of a row for codes: 160 bits, as RFC 4226 recommends.
    #[must_use]
    pub fn code_key(&self, id: Uuid, version: u32) -> [u8; 20] {
        let mut key = [0; 20];
        key.copy_from_slice(&self.derived(Purpose::Totp, id, version)[..20]);
        key
    }

    fn derived(&self, purpose: Purpose, id: Uuid, version: u32) -> [u8; 32] {
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            // HMAC takes keys of any length.
            return rand::rng().random();
        };
        mac.update(purpose.word());
        mac.update(id.as_bytes());
        mac.update(&version.to_be_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// What the database keeps of a secret.
#[must_use]
pub fn hash(secret: &str) -> Vec<u8> {
    Sha256::digest(secret.as_bytes()).to_vec()
}

/// Bytes as a text of a form, and [`from_hex`] back.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Reads the bytes back; `None` when the text is of something else.
#[must_use]
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok()))
        .collect::<Option<_>>()?;
    let pairs = digits.chunks_exact(2);
    if !pairs.remainder().is_empty() {
        return None;
    }
    Some(pairs.map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect())
}

/// A secret that is not derived but drawn: sessions and one-time links. 128 bits.
#[must_use]
pub fn random_secret() -> String {
    base32(rand::rng().random())
}

/// Where the secret of a folder of data is kept.
#[must_use]
pub fn file(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

/// Writes a secret to a new file that only its owner may read.
///
/// # Errors
/// The file exists, or cannot be written.
pub fn write_private(path: &Path, secret: &str) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    file.write_all(secret.as_bytes())?;
    file.sync_all()
}

fn base32(number: u128) -> String {
    (0..26)
        .rev()
        .map(|place| {
            let digit = usize::try_from((number >> (place * 5)) & 31).unwrap_or(0);
            char::from(BASE32[digit])
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ticket::{Reading, SECRET_LENGTH};

    #[test]
    fn each_purpose_row_and_version_has_its_own_secret() {
        let keys = Keys::from_secret("une clé d'essai de plus de trente-deux caractères");
        let (one, two) = (Uuid::now_v7(), Uuid::now_v7());
        let secrets = [
            keys.secret(Purpose::Link, one, 1),
            keys.secret(Purpose::Ticket, one, 1),
            keys.secret(Purpose::Party, one, 1),
            keys.secret(Purpose::Invitation, one, 1),
            keys.secret(Purpose::Device, one, 1),
            keys.secret(Purpose::Link, two, 1),
            keys.secret(Purpose::Link, one, 2),
        ];
        for (i, secret) in secrets.iter().enumerate() {
            assert_eq!(secret.len(), SECRET_LENGTH);
            assert!(!secrets[i + 1..].contains(secret));
        }
        assert_eq!(keys.secret(Purpose::Link, one, 1), secrets[0]);
    }

    #[test]
    fn bytes_are_read_back_from_their_text() {
        for bytes in [&[][..], &[0, 1, 0xab, 0xff]] {
            assert_eq!(from_hex(&hex(bytes)).as_deref(), Some(bytes));
        }
        for other in ["a", "zz", "é0"] {
            assert_eq!(from_hex(other), None, "{other}");
        }
    }

    #[test]
    fn a_token_reads_back_at_the_door() {
        let secret = random_secret();
        assert_eq!(Reading::parse(&format!("http://x/b/{secret}")), Some(Reading::Token(secret)));
    }

    #[test]
    fn the_file_is_made_once_and_read_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt;
        let folder = std::env::temp_dir().join(random_secret());
        let first = Keys::from_folder(&folder).unwrap();
        let again = Keys::from_folder(&folder).unwrap();
        assert_eq!(first.0, again.0);
        let mode = fs::metadata(folder.join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        fs::remove_dir_all(folder).unwrap();
    }
}
