//! The settings of letters: relays, sender, signature, and the DNS that is asked about them.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use super::{Settings, WrongSetting};

/// What letters are signed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SigningKey {
    /// Where the private key is.
    pub file: PathBuf,
    /// The name under which DNS holds the public one.
    pub selector: String,
    /// Whose key it is.
    pub domain: String,
}

pub(super) fn check_smtp_url(
    variable: &'static str,
    read: &str,
) -> Result<Option<String>, WrongSetting> {
    if read.is_empty() {
        return Ok(None);
    }
    if !read.starts_with("smtp://") && !read.starts_with("smtps://") {
        return Err(WrongSetting {
            variable,
            read: read.split_once("://").map_or("…", |(scheme, _)| scheme).to_owned(),
            expected: "smtp://serveur:port ou smtps://utilisateur:motdepasse@serveur",
        });
    }
    Ok(Some(read.to_owned()))
}

pub(super) fn check_mail_from(
    read: &str,
) -> Result<Option<lettre::message::Mailbox>, WrongSetting> {
    if read.is_empty() {
        return Ok(None);
    }
    read.parse().map(Some).map_err(|_| WrongSetting {
        variable: "MAIL_FROM",
        read: read.to_owned(),
        expected: "une adresse, par exemple Conférence <contact@exemple.fr>",
    })
}

pub(super) fn check_dkim(
    settings: &Settings,
    from: Option<&lettre::message::Mailbox>,
) -> Result<Option<SigningKey>, WrongSetting> {
    if settings.dkim_key_file.is_empty() {
        return Ok(None);
    }
    let (selector, named) = (settings.dkim_selector.trim(), settings.dkim_domain.trim());
    let domain = if named.is_empty() { from.map_or("", |from| from.email.domain()) } else { named };
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let is_name = |text: &str| !text.is_empty() && text.chars().all(plain);
    if !is_name(selector) {
        return Err(WrongSetting {
            variable: "DKIM_SELECTOR",
            read: selector.to_owned(),
            expected: "un nom simple, par exemple passerelle",
        });
    }
    if !is_name(domain) {
        return Err(WrongSetting {
            variable: "DKIM_DOMAIN",
            read: domain.to_owned(),
            expected: "le domaine de l'expéditeur, par exemple exemple.fr : DKIM_KEY_FILE en a besoin",
        });
    }
    Ok(Some(SigningKey {
        file: PathBuf::from(&settings.dkim_key_file),
        selector: selector.to_owned(),
        domain: domain.to_owned(),
    }))
}

pub(super) fn check_dns(read: &str) -> Result<Option<SocketAddr>, WrongSetting> {
    if read.is_empty() {
        return Ok(None);
    }
    let with_port = read.parse().or_else(|_| read.parse().map(|ip: IpAddr| (ip, 53).into()));
    with_port.map(Some).map_err(|_| WrongSetting {
        variable: "PASSERELLE_DNS",
        read: read.to_owned(),
        expected: "une adresse IP, par exemple 192.0.2.53 ou 192.0.2.53:53",
    })
}
