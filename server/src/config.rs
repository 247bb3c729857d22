//! Configuration: environment variables, each with a working default, each checked at the start.

use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;

/// What can be set, as `passerelle --help` lists it.
#[derive(Args, Clone, Debug)]
pub struct Settings {
    /// Base de données : un fichier SQLite ou un serveur PostgreSQL
    #[arg(
        long,
        global = true,
        env = "DATABASE_URL",
        default_value = "sqlite://data/passerelle.db",
        hide_env_values = true
    )]
    pub database_url: String,
    /// Adresse d'écoute ; le port 0 choisit un port libre
    #[arg(long, global = true, env = "PASSERELLE_ADDR", default_value = "127.0.0.1:3000")]
    pub addr: String,
    /// Adresse publique du site, pour les liens et les QR codes [défaut : http:// et l'adresse d'écoute]
    #[arg(
        long,
        global = true,
        env = "PASSERELLE_PUBLIC_URL",
        default_value = "",
        hide_default_value = true
    )]
    pub public_url: String,
    /// Secret de l'instance, 32 caractères au moins [défaut : un fichier à côté de la base, créé au premier démarrage]
    #[arg(
        long,
        global = true,
        env = "PASSERELLE_SECRET",
        default_value = "",
        hide_default_value = true,
        hide_env_values = true
    )]
    pub secret: String,
    /// Relais de courriel (smtp://, smtps://) ; vide : les lettres restent lisibles dans Organisation, Courriels
    #[arg(
        long,
        global = true,
        env = "SMTP_URL",
        default_value = "",
        hide_default_value = true,
        hide_env_values = true
    )]
    pub smtp_url: String,
    /// Expéditeur des lettres [défaut : l'adresse de contact de la conférence]
    #[arg(long, global = true, env = "MAIL_FROM", default_value = "", hide_default_value = true)]
    pub mail_from: String,
    /// Adresse du serveur mandataire dont l'en-tête X-Forwarded-For est cru
    #[arg(
        long,
        global = true,
        env = "PASSERELLE_TRUSTED_PROXY",
        default_value = "",
        hide_default_value = true
    )]
    pub trusted_proxy: String,
}

/// The settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The database's address.
    pub database_url: String,
    /// Where to listen.
    pub addr: SocketAddr,
    /// The site's public address, without a slash at its end; `None` until the port is known.
    pub public_url: Option<String>,
    /// The instance's secret, when it is given rather than kept in a file.
    pub secret: Option<String>,
    /// The relay, as lettre reads it.
    pub smtp_url: Option<String>,
    /// The sender of letters.
    pub mail_from: Option<lettre::message::Mailbox>,
    /// The proxy whose forwarded addresses are believed.
    pub trusted_proxy: Option<IpAddr>,
}

/// A setting that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrongSetting {
    variable: &'static str,
    read: String,
    expected: &'static str,
}

impl WrongSetting {
    /// `RUST_LOG`, which the logs read by themselves.
    #[must_use]
    pub fn log(read: String) -> Self {
        Self { variable: "RUST_LOG", read, expected: "info, debug, warn, ou server=debug,info" }
    }
}

impl fmt::Display for WrongSetting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { variable, read, expected } = self;
        write!(f, "{variable} : lu « {read} », attendu : {expected}")
    }
}

impl std::error::Error for WrongSetting {}

/// The shortest secret accepted, in characters.
const SECRET_MIN: usize = 32;

impl Settings {
    /// Checks every setting.
    ///
    /// # Errors
    /// The first one that cannot be used: its variable, what was read, what is expected.
    pub fn check(self) -> Result<Config, WrongSetting> {
        Ok(Config {
            addr: self.addr.parse().map_err(|_| WrongSetting {
                variable: "PASSERELLE_ADDR",
                read: self.addr.clone(),
                expected: "une adresse et un port, par exemple 127.0.0.1:3000",
            })?,
            public_url: check_public_url(&self.public_url)?,
            secret: check_secret(&self.secret)?,
            smtp_url: check_smtp_url(&self.smtp_url)?,
            mail_from: check_mail_from(&self.mail_from)?,
            trusted_proxy: check_proxy(&self.trusted_proxy)?,
            database_url: check_database_url(self.database_url)?,
        })
    }
}

impl Config {
    /// The SQLite file; `None` when the database is a server.
    #[must_use]
    pub fn database_file(&self) -> Option<PathBuf> {
        let path = self.database_url.strip_prefix("sqlite://")?;
        Some(PathBuf::from(path.split('?').next().unwrap_or(path)))
    }

    /// The folder of the SQLite file, or the current one's `data`, where the instance's secret is
    /// kept.
    #[must_use]
    pub fn data_folder(&self) -> PathBuf {
        self.database_file()
            .and_then(|file| file.parent().map(PathBuf::from))
            .unwrap_or_else(|| PathBuf::from("data"))
    }
}

fn check_database_url(read: String) -> Result<String, WrongSetting> {
    let known = ["sqlite://", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| read.starts_with(scheme)) {
        return Ok(read);
    }
    Err(WrongSetting {
        variable: "DATABASE_URL",
        // Never more than the scheme: the rest may hold a password.
        read: read.split_once("://").map_or(read.as_str(), |(scheme, _)| scheme).to_owned(),
        expected: "sqlite://chemin/du/fichier.db ou postgres://utilisateur@serveur/base",
    })
}

fn check_public_url(read: &str) -> Result<Option<String>, WrongSetting> {
    if read.is_empty() {
        return Ok(None);
    }
    let url = read.trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || ".-:[]".contains(c);
    match host {
        Some(host) if !host.is_empty() && host.chars().all(plain) => Ok(Some(url.to_owned())),
        _ => Err(WrongSetting {
            variable: "PASSERELLE_PUBLIC_URL",
            read: read.to_owned(),
            expected: "https://nom.du.site, sans chemin",
        }),
    }
}

fn check_secret(read: &str) -> Result<Option<String>, WrongSetting> {
    if read.is_empty() {
        return Ok(None);
    }
    if read.chars().count() < SECRET_MIN {
        return Err(WrongSetting {
            variable: "PASSERELLE_SECRET",
            read: format!("{} caractères", read.chars().count()),
            expected: "32 caractères au moins, tirés au hasard",
        });
    }
    Ok(Some(read.to_owned()))
}

fn check_smtp_url(read: &str) -> Result<Option<String>, WrongSetting> {
    if read.is_empty() {
        return Ok(None);
    }
    if !read.starts_with("smtp://") && !read.starts_with("smtps://") {
        return Err(WrongSetting {
            variable: "SMTP_URL",
            read: read.split_once("://").map_or("…", |(scheme, _)| scheme).to_owned(),
            expected: "smtp://serveur:port ou smtps://utilisateur:motdepasse@serveur",
        });
    }
    Ok(Some(read.to_owned()))
}

fn check_mail_from(read: &str) -> Result<Option<lettre::message::Mailbox>, WrongSetting> {
    if read.is_empty() {
        return Ok(None);
    }
    read.parse().map(Some).map_err(|_| WrongSetting {
        variable: "MAIL_FROM",
        read: read.to_owned(),
        expected: "une adresse, par exemple Conférence <contact@exemple.fr>",
    })
}

fn check_proxy(read: &str) -> Result<Option<IpAddr>, WrongSetting> {
    if read.is_empty() {
        return Ok(None);
    }
    read.parse().map(Some).map_err(|_| WrongSetting {
        variable: "PASSERELLE_TRUSTED_PROXY",
        read: read.to_owned(),
        expected: "l'adresse IP du mandataire, par exemple 127.0.0.1",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings() -> Settings {
        Settings {
            database_url: "sqlite://data/passerelle.db".to_owned(),
            addr: "127.0.0.1:3000".to_owned(),
            public_url: String::new(),
            secret: String::new(),
            smtp_url: String::new(),
            mail_from: String::new(),
            trusted_proxy: String::new(),
        }
    }

    fn refused(settings: Settings) -> String {
        settings.check().unwrap_err().to_string()
    }

    #[test]
    fn the_defaults_work() {
        let config = settings().check().unwrap();
        assert_eq!(config.data_folder(), PathBuf::from("data"));
    }

    #[test]
    fn a_wrong_value_is_told_with_its_variable_what_was_read_and_what_is_expected() {
        let said = refused(Settings { addr: "partout".to_owned(), ..settings() });
        assert!(said.contains("PASSERELLE_ADDR") && said.contains("partout"), "{said}");
        assert!(said.contains("127.0.0.1:3000"), "{said}");
        for wrong in [
            Settings { public_url: "https://site/chemin".to_owned(), ..settings() },
            Settings { secret: "court".to_owned(), ..settings() },
            Settings { smtp_url: "http://relais".to_owned(), ..settings() },
            Settings { mail_from: "personne".to_owned(), ..settings() },
            Settings { trusted_proxy: "proxy".to_owned(), ..settings() },
        ] {
            assert!(refused(wrong).contains(" : lu « "));
        }
    }

    #[test]
    fn a_password_in_an_address_is_never_repeated() {
        let said = refused(Settings {
            database_url: "mysql://moi:secret@hote/base".to_owned(),
            ..settings()
        });
        assert!(!said.contains("secret"), "{said}");
        let said =
            refused(Settings { smtp_url: "imap://moi:secret@hote".to_owned(), ..settings() });
        assert!(!said.contains("secret"), "{said}");
    }
}
