//! What the tests stand on: a running `passerelle`, a browser without JavaScript, and people.

mod browser;
mod crowd;
mod home;
mod people;
mod phones;
mod raw;
mod site;

pub use browser::{Answer, Browser, after, query};
pub use crowd::enrol;
pub use home::Engine;
pub use people::{Ticket, figure, register, register_as, seats, session_of, try_to_register};
pub use phones::{Phone, act, batch, came, invitation, right_now};
pub use raw::{connect, raw, status_of};
pub use site::{PASSWORD, PROGRAMME, Setup, Site, conference_day};

/// Runs a test to its end.
pub fn run(test: impl Future<Output = ()>) {
    let threads =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    threads.unwrap().block_on(test);
}

/// Writes each test once and runs it on both engines.
macro_rules! on_both_engines {
    ($(async fn $name:ident($engine:ident: $kind:ident) $body:block)*) => {$(
        mod $name {
            #[allow(
                unused_imports, clippy::wildcard_imports, clippy::allow_attributes,
                reason = "a test sees what its file sees"
            )]
            use super::*;

            async fn test($engine: $kind) $body

            #[test]
            fn sqlite() {
                crate::support::run(test(crate::support::Engine::Sqlite));
            }

            #[test]
            fn postgres() {
                crate::support::run(test(crate::support::Engine::Postgres));
            }
        }
    )*};
}
pub(crate) use on_both_engines;
