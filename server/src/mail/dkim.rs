//! Signing letters, so that other servers know them for the domain's own (DKIM, RFC 6376).

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use lettre::Message;
use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm,
    DkimSigningKey,
};
use lettre::message::header::HeaderName;
use rsa::RsaPrivateKey;
use rsa::pkcs1::{DecodeRsaPrivateKey, EncodeRsaPrivateKey, LineEnding};
use rsa::pkcs8::{DecodePrivateKey, EncodePublicKey};

/// What is signed: whatever a reader sees, and what answers and refusals depend on. `Content-Type`
/// cannot be: lettre holds that of a multipart letter with its body, and signs without it.
const HEADERS: [&str; 9] = [
    "From",
    "Reply-To",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "MIME-Version",
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// Signs letters with the key of a domain.
#[derive(Clone)]
pub struct Signer {
    config: Arc<DkimConfig>,
    name: String,
    public_key: String,
}

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// The file cannot be read.
    #[error("le fichier ne peut pas être lu : {0}")]
    File(#[from] std::io::Error),
    /// It holds no RSA key.
    #[error("lu autre chose qu'une clé privée RSA en PEM (openssl genrsa -out dkim.pem 2048)")]
    NoKey,
}

/// The key is not shown.
impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({})", self.name)
    }
}

impl Signer {
    /// The signer of `domain`, with the key in this file, which DNS knows under `selector`.
    ///
    /// # Errors
    /// The file cannot be read, or holds no RSA key in PEM (PKCS#1 or PKCS#8).
    pub fn from_file(file: &Path, selector: &str, domain: &str) -> Result<Self, KeyError> {
        Self::from_pem(&std::fs::read_to_string(file)?, selector, domain)
    }

    pub(super) fn from_pem(pem: &str, selector: &str, domain: &str) -> Result<Self, KeyError> {
        let key = RsaPrivateKey::from_pkcs8_pem(pem)
            .or_else(|_| RsaPrivateKey::from_pkcs1_pem(pem))
            .map_err(|_| KeyError::NoKey)?;
        let public = key.to_public_key().to_public_key_pem(LineEnding::LF);
        let public = public.map_err(|_| KeyError::NoKey)?;
        let pem = key.to_pkcs1_pem(LineEnding::LF).map_err(|_| KeyError::NoKey)?;
        let key =
            DkimSigningKey::new(&pem, DkimSigningAlgorithm::Rsa).map_err(|_| KeyError::NoKey)?;
        let relaxed = DkimCanonicalization {
            header: DkimCanonicalizationType::Relaxed,
            body: DkimCanonicalizationType::Relaxed,
        };
        let headers = HEADERS.map(HeaderName::new_from_ascii_str).to_vec();
        let config = DkimConfig::new(selector.to_owned(), domain.to_owned(), key, headers, relaxed);
        Ok(Self {
            config: Arc::new(config),
            name: format!("{selector}._domainkey.{domain}"),
            public_key: public.lines().filter(|line| !line.starts_with("---")).collect(),
        })
    }

    /// Signs a message.
    pub fn sign(&self, message: &mut Message) {
        message.sign(&self.config);
    }

    /// Where DNS holds the public key.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The public key, as its DNS record holds it.
    #[must_use]
    pub fn public_key(&self) -> &str {
        &self.public_key
    }
}
