use std::net::SocketAddr;
use std::time::Duration;

use hickory_resolver::TokioResolver;
use hickory_resolver::config::{ConnectionConfig, NameServerConfig, ResolverConfig};
use hickory_resolver::net::NetError;
use hickory_resolver::net::runtime::TokioRuntimeProvider;
use hickory_resolver::proto::rr::RData;

/// How long one question may take, so that the page is there before its reader is gone.
const PATIENCE: Duration = Duration::from_secs(2);

/// How the DNS is asked. Nothing is kept from one question to the next: whoever checks a record has
/// just changed it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Dns {
    /// The server asked; `None` for those of this machine.
    pub server: Option<SocketAddr>,
}

/// What came of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// These texts.
    Texts(Vec<String>),
    /// There is no such record.
    Nothing,
    /// Nobody answered.
    Unreachable,
}

impl Dns {
    /// The texts (TXT) under a name.
    pub async fn texts(&self, name: &str) -> Asked {
        // A name with its dot at the end is not searched for in the machine's own domain.
        let asked = match self.resolver() {
            Ok(resolver) => resolver.txt_lookup(format!("{name}.")).await,
            Err(error) => Err(error),
        };
        match asked {
            Ok(found) => {
                let texts = found.answers().iter().filter_map(|record| match &record.data {
                    RData::TXT(text) => Some(joined(&text.txt_data)),
                    _ => None,
                });
                Asked::Texts(texts.collect())
            }
            Err(error) if error.is_no_records_found() => Asked::Nothing,
            Err(error) => {
                tracing::warn!(name, %error, "DNS did not answer");
                Asked::Unreachable
            }
        }
    }

    fn resolver(&self) -> Result<TokioResolver, NetError> {
        let mut builder = match self.server {
            None => TokioResolver::builder_tokio()?,
            Some(at) => {
                let mut connection = ConnectionConfig::udp();
                connection.port = at.port();
                let server = NameServerConfig::new(at.ip(), true, vec![connection]);
                let config = ResolverConfig::from_name_servers(vec![server]);
                TokioResolver::builder_with_config(config, TokioRuntimeProvider::default())
            }
        };
        let options = builder.options_mut();
        options.timeout = PATIENCE;
        options.attempts = 1;
        builder.build()
    }
}

/// A text that was too long for one piece, whole again (RFC 7208, section 3.3).
fn joined(pieces: &[Box<[u8]>]) -> String {
    String::from_utf8_lossy(&pieces.concat()).into_owned()
}
