//! Passerelle: the app that runs a conference on the day it matters.

// The types of views nest as deep as the pages do.
#![recursion_limit = "256"]

mod access;
mod acting;
mod allocating;
mod arrivals;
mod assets;
mod backup;
mod calendar;
mod changing;
mod checking_in;
mod cli;
mod client;
mod clock;
mod config;
mod cookie;
mod device;
mod doorkeeper;
mod exports;
mod http;
mod importing;
mod invitations;
mod keys;
mod lockout;
mod mail;
mod occupancy;
mod passwords;
mod programme;
mod qr;
mod registering;
mod reloading;
mod render;
mod rendered;
mod retention;
mod roll;
mod router;
mod second_factor;
mod session;
mod startup;
mod state;
mod telemetry;
mod throttle;

use std::process::ExitCode;

use clap::Parser;

/// Pages are many small pieces: an allocator made for them halves what rendering costs.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = cli::Arguments::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let done = match runtime {
        Ok(runtime) => runtime.block_on(cli::run(arguments)),
        Err(error) => Err(error.into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            cli::complain(&error);
            ExitCode::FAILURE
        }
    }
}
