//! Logs: readable in a terminal, JSON elsewhere; no secret, personal links masked.

use std::io::IsTerminal;

use tracing_subscriber::EnvFilter;

use crate::config::WrongSetting;

/// What is logged when `RUST_LOG` says nothing.
const DEFAULT: &str = "info,sqlx=warn";

/// Begins logging to the standard error output, as `RUST_LOG` asks.
///
/// # Errors
/// What `RUST_LOG` asks cannot be read.
pub fn start() -> Result<(), WrongSetting> {
    let asked = std::env::var("RUST_LOG").unwrap_or_default();
    let asked = if asked.is_empty() { DEFAULT.to_owned() } else { asked };
    let filter = EnvFilter::try_new(&asked).map_err(|_| WrongSetting::log(asked))?;
    let logs = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    // A second call, in tests, changes nothing.
    let _ = if std::io::stderr().is_terminal() {
        logs.compact().try_init()
    } else {
        logs.json().try_init()
    };
    Ok(())
}

/// An address as it may be logged: whatever opens something is masked.
#[must_use]
pub fn masked(path: &str) -> String {
    const OPENING: [&str; 6] =
        ["/billet/", "/b/", "/groupe/", "/mot-de-passe/", "/attestation/", "/accueil/appairer/"];
    for prefix in OPENING {
        if let Some(rest) = path.strip_prefix(prefix) {
            let after = rest.find('/').map_or("", |slash| rest.get(slash..).unwrap_or(""));
            return format!("{prefix}…{after}");
        }
    }
    path.to_owned()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn what_opens_something_is_masked() {
        assert_eq!(masked("/billet/abc/agenda.ics"), "/billet/…/agenda.ics");
        assert_eq!(masked("/b/abc"), "/b/…");
        assert_eq!(masked("/groupe/abc/billets"), "/groupe/…/billets");
        assert_eq!(masked("/mot-de-passe/abc"), "/mot-de-passe/…");
        assert_eq!(masked("/accueil/appairer/abc"), "/accueil/appairer/…");
        assert_eq!(masked("/programme/A03"), "/programme/A03");
    }
}
