//! The command line.

mod checking;
mod copies;
mod demo;
mod importing;

use std::io::Write;
use std::path::PathBuf;

use clap::{Parser, Subcommand};
use domain::participant::Email;
use domain::role::Role;
use jiff::civil::Date;
use store::{Store, accounts};

use crate::backup::BackupError;
use crate::config::{Config, Settings, WrongSetting};
use crate::invitations::invite;
use crate::keys::Keys;
use crate::startup::{self, StartError};
use crate::telemetry;

/// Passerelle : l'application qui fait tourner une conférence le jour J.
#[derive(Debug, Parser)]
#[command(
    name = "passerelle",
    version,
    about,
    after_help = "Journal : RUST_LOG=info (défaut), debug, warn… ; lisible dans un terminal, JSON ailleurs."
)]
pub struct Arguments {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Sert le site (ce qui se passe sans commande)
    Serve,
    /// Le programme de la conférence
    #[command(subcommand)]
    Programme(ProgrammeCommand),
    /// Les comptes de l'équipe
    #[command(subcommand)]
    Team(TeamCommand),
    /// Remplit une conférence vide de personnes fictives, pour essayer ou pour former l'équipe
    Demo {
        /// Combien de personnes
        #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=20_000))]
        participants: u32,
        /// La même graine donne les mêmes noms et les mêmes choix
        #[arg(long, value_name = "S", default_value_t = 1)]
        seed: u64,
    },
    /// Vérifie les comptes : chaque règle, et ce qui ne la tient pas
    Check,
    /// Copie toute la conférence dans un fichier, sans arrêter le site
    Backup {
        /// Le fichier à créer
        file: PathBuf,
    },
    /// Remet une conférence à partir d'une sauvegarde ; le serveur doit être arrêté
    Restore {
        /// Le fichier fait par « passerelle backup »
        file: PathBuf,
        /// Remplacer les données présentes (un fichier SQLite est gardé à côté)
        #[arg(long)]
        replace: bool,
    },
}

#[derive(Debug, Subcommand)]
enum ProgrammeCommand {
    /// Charge un programme ; recommencer met à jour par code et ne perd aucune inscription
    Import {
        /// Le fichier TOML (le programme livré sert d'exemple : server/programme/conference.toml)
        file: PathBuf,
        /// La date de la conférence, au lieu de celle du fichier
        #[arg(long, value_name = "AAAA-MM-JJ")]
        date: Option<Date>,
        /// Ne rien faire si un programme est déjà chargé
        #[arg(long)]
        if_empty: bool,
    },
    /// Charge le programme livré, daté du prochain 7 novembre, si aucun programme n'est chargé
    Shipped,
}

#[derive(Debug, Subcommand)]
enum TeamCommand {
    /// Ajoute un membre et affiche son lien à usage unique (24 h) pour choisir un mot de passe
    Add {
        /// Son adresse e-mail
        email: String,
        /// Ce qu'il peut faire
        #[arg(long, value_parser = ["admin", "organiser", "host", "door"])]
        role: String,
    },
    /// Affiche le lien du premier compte d'administration, s'il n'y en a pas encore
    FirstAdmin,
}

/// Why a command was not carried out: one sentence.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    /// A setting cannot be used.
    #[error(transparent)]
    Setting(#[from] WrongSetting),
    /// The server, or what it needs, did not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The machine did not do what was asked.
    #[error(transparent)]
    Machine(#[from] std::io::Error),
    /// The file cannot be read.
    #[error("{0} : ce fichier ne peut pas être lu : {1}")]
    File(String, std::io::Error),
    /// The programme has faults: all of them, one a line.
    #[error("{0}\nRien n'a été changé. Corrigez le fichier et recommencez.")]
    Programme(String),
    /// The conference's rules say no.
    #[error("{0}")]
    Refused(String),
    /// The address cannot be read.
    #[error("« {0} » n'est pas une adresse e-mail complète, comme prenom.nom@exemple.fr")]
    Email(String),
    /// There is no backup, or nothing was restored.
    #[error(transparent)]
    Backup(#[from] BackupError),
    /// A demonstration is for an empty conference without a relay.
    #[error("{0}")]
    Demo(&'static str),
    /// The books do not balance.
    #[error("{} : voyez ci-dessus ce qui ne va pas.", app::fr::count(*.0, "règle n'est pas tenue", "règles ne sont pas tenues"))]
    Broken(u32),
    /// The database failed.
    #[error("la base n'a pas répondu : {0}")]
    Database(store::Error),
}

impl From<store::Error> for CommandError {
    fn from(error: store::Error) -> Self {
        match error {
            store::Error::Refused(refusal) => Self::Refused(app::fr::refusal(&refusal)),
            error => Self::Database(error),
        }
    }
}

/// Carries out what was asked.
///
/// # Errors
/// It could not be done: the sentence says why.
pub async fn run(arguments: Arguments) -> Result<(), CommandError> {
    telemetry::start()?;
    let config = arguments.settings.check()?;
    let command = arguments.command.unwrap_or(Command::Serve);
    if let Command::Restore { file, replace } = &command {
        return copies::restore(&config, file, *replace).await;
    }
    let _occupancy = copies::beside_others(&config)?;
    match command {
        Command::Serve => {
            startup::serve(config, |url| say(&format!("Passerelle écoute sur {url}"))).await?;
            Ok(())
        }
        Command::Backup { file } => copies::back_up(&config, &file).await,
        command => {
            let (store, keys) = startup::open(&config).await?;
            let done = act(command, &store, &keys, &config).await;
            store.close().await;
            done
        }
    }
}

/// What is done on the database, and then over.
async fn act(
    command: Command,
    store: &Store,
    keys: &Keys,
    config: &Config,
) -> Result<(), CommandError> {
    match command {
        Command::Programme(ProgrammeCommand::Import { file, date, if_empty }) => {
            importing::file(store, &file, date, if_empty).await
        }
        Command::Programme(ProgrammeCommand::Shipped) => importing::shipped(store).await,
        Command::Team(TeamCommand::Add { email, role }) => {
            add_member(store, config, &email, &role).await
        }
        Command::Team(TeamCommand::FirstAdmin) => first_admin(store, config).await,
        Command::Demo { participants, seed } => {
            importing::shipped(store).await?;
            demo::fill(store, keys, config, participants, seed).await
        }
        Command::Check => checking::check(store, say).await,
        // Carried out before the database is opened.
        Command::Serve | Command::Backup { .. } | Command::Restore { .. } => Ok(()),
    }
}

/// Says why, on the standard error output.
pub fn complain(error: &CommandError) {
    // Nothing can be done when even that output is closed.
    let _ = writeln!(std::io::stderr(), "passerelle : {error}");
}

fn say(line: &str) {
    let _ = writeln!(std::io::stdout(), "{line}");
}

async fn add_member(
    store: &Store,
    config: &Config,
    email: &str,
    role: &str,
) -> Result<(), CommandError> {
    let parsed = Email::parse(email).ok_or_else(|| CommandError::Email(email.to_owned()))?;
    let role = Role::parse(role).unwrap_or(Role::Door);
    let link = one_time_link(store, config, parsed, role).await?;
    say(&format!("{email} ({}). Lien à usage unique, 24 h :", app::fr::role(role)));
    say(&link);
    Ok(())
}

async fn first_admin(store: &Store, config: &Config) -> Result<(), CommandError> {
    let mut conn = store.reader().await?;
    if accounts::has_admin(&mut conn).await? {
        return Ok(());
    }
    drop(conn);
    let contact = store.programme().await?.plan.event.contact_email.clone();
    let email = Email::parse(&contact).ok_or(CommandError::Email(contact))?;
    say(&format!(
        "Premier compte d'administration : {email}. Choisissez son mot de passe (24 h) :"
    ));
    say(&one_time_link(store, config, email, Role::Admin).await?);
    Ok(())
}

async fn one_time_link(
    store: &Store,
    config: &Config,
    email: Email,
    role: Role,
) -> Result<String, CommandError> {
    let path = invite(store, email, role, "ligne de commande".to_owned()).await?;
    let base = config.public_url.clone().unwrap_or_else(|| format!("http://{}", config.addr));
    Ok(format!("{base}{path}"))
}
