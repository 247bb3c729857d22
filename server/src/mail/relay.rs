use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use lettre::transport::smtp::{AsyncSmtpTransportBuilder, Error, PoolConfig};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// How long one letter may take in all.
const PATIENCE: Duration = Duration::from_secs(20);

/// How many letters are handed over at once.
pub(super) const LANES: u32 = 4;

type Transport = AsyncSmtpTransport<Tokio1Executor>;

/// The server that takes our letters.
#[derive(Clone, Debug)]
pub struct Relay {
    settings: AsyncSmtpTransportBuilder,
    transport: Arc<Mutex<Transport>>,
    patience: Duration,
}

/// Why a relay cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RelayError {
    /// The address cannot be read. Its text may hold a password, so it is not repeated.
    #[error(
        "lu une adresse de relais incomplète, attendu : smtp://serveur:port ou smtps://utilisateur:motdepasse@serveur"
    )]
    Address(#[source] Error),
}

/// Why a letter was not taken.
#[derive(Debug, thiserror::Error)]
pub(super) enum SendError {
    /// The relay took too long.
    #[error("the relay did not answer in time")]
    Slow,
    /// The relay said no, or is not there.
    #[error(transparent)]
    Smtp(#[from] Error),
}

impl SendError {
    /// What the relay answered, if it did.
    pub(super) fn code(&self) -> Option<lettre::transport::smtp::response::Code> {
        match self {
            Self::Slow => None,
            Self::Smtp(error) => error.status(),
        }
    }
}

impl Relay {
    /// The relay at an address as lettre reads it: `smtps://user:password@host`,
    /// `smtp://host:587?tls=required` (STARTTLS), `smtp://host` (no encryption). Call it inside
    /// the runtime: open connections are kept by a task of their own.
    ///
    /// # Errors
    /// The address cannot be read.
    pub fn from_url(url: &str) -> Result<Self, RelayError> {
        Self::with_patience(url, PATIENCE)
    }

    pub(super) fn with_patience(url: &str, patience: Duration) -> Result<Self, RelayError> {
        let settings = Transport::from_url(url)
            .map_err(RelayError::Address)?
            .timeout(Some(patience))
            .pool_config(PoolConfig::new().max_size(LANES));
        let transport = Arc::new(Mutex::new(settings.clone().build()));
        Ok(Self { settings, transport, patience })
    }

    /// Hands a letter over. lettre's own timeout covers connecting only, so the whole is timed
    /// here; a connection that was left in mid-sentence must not be used again, so all of them are
    /// given up.
    pub(super) async fn send(&self, message: Message) -> Result<(), SendError> {
        let transport = self.transport.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Ok(sent) = tokio::time::timeout(self.patience, transport.send(message)).await {
            return Ok(sent.map(drop)?);
        }
        let fresh = self.settings.clone().build();
        *self.transport.lock().unwrap_or_else(PoisonError::into_inner) = fresh;
        Err(SendError::Slow)
    }
}
