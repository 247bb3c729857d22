//! `make bench`: what the built site does on this machine, beside a program that does no more
//! than it must. Reference and ours take turns in the same run, so that noise hits both; what
//! counts are the ratios.

mod allocation;
mod alone;
mod bare;
mod checkins;
mod client;
mod conference;
mod error;
mod exports;
mod figures;
mod flood;
mod load;
mod outcome;
mod pages;
mod people;
mod phones;
mod process;
mod references;
mod run;
mod seats;
mod weight;

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use tokio::signal::unix::{SignalKind, signal};

use crate::error::Error;

/// Mesure le site construit pour la production.
#[derive(Debug, Parser)]
#[command(name = "bench")]
struct Arguments {
    /// Un seul tour, court : pour essayer
    #[arg(long)]
    quick: bool,
    /// Écrit le tableau en Markdown, pour le README
    #[arg(long)]
    markdown: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The program to compare with, which `bench` starts by itself
    #[command(hide = true)]
    Bare {
        /// Where its pages and its database are
        folder: PathBuf,
    },
    /// The allocation of wishes, which `bench` starts by itself to see its memory
    #[command(hide = true)]
    Wishes {
        /// How many people wish
        people: u32,
        /// In how many slots
        slots: u32,
        /// For how many workshops each
        workshops: u32,
        /// How often
        rounds: u32,
    },
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    // Dropping what is under way ends the processes and removes the folders it made.
    let done = tokio::select! {
        done = carry_out(&arguments) => done,
        () = told_to_stop() => Err(Error::Stopped),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "bench : {error}");
            ExitCode::FAILURE
        }
    }
}

async fn carry_out(arguments: &Arguments) -> Result<(), Error> {
    match arguments.command {
        Some(Command::Bare { ref folder }) => return bare::serve(folder).await,
        Some(Command::Wishes { people, slots, workshops, rounds }) => {
            return allocation::carry_out(people, slots, workshops, rounds);
        }
        None => {}
    }
    let extent = if arguments.quick { run::QUICK } else { run::WHOLE };
    let rows = run::measure(&extent).await?;
    let text = if arguments.markdown { outcome::markdown(&rows) } else { outcome::table(&rows) };
    write!(std::io::stdout(), "{text}").map_err(Error::Machine)
}

async fn told_to_stop() {
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        let _ = tokio::signal::ctrl_c().await;
        return;
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
}
