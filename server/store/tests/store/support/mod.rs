//! What the tests stand on: an empty database on either engine, a programme, and the acts that
//! people carry out.

mod acts;
mod door;
mod engine;
mod lines;
mod plan;

pub use acts::*;
pub use door::*;
pub use engine::{Engine, on, with_both};
pub use lines::*;
pub use plan::*;

/// Writes each test once and runs it on both engines.
macro_rules! on_both_engines {
    ($(async fn $name:ident($store:ident: Store) $body:block)*) => {$(
        mod $name {
            #[allow(
                unused_imports, clippy::wildcard_imports, clippy::allow_attributes,
                reason = "a test sees what its file sees"
            )]
            use super::*;

            async fn test($store: store::Store) $body

            #[test]
            fn sqlite() {
                crate::support::on(crate::support::Engine::Sqlite, test);
            }

            #[test]
            fn postgres() {
                crate::support::on(crate::support::Engine::Postgres, test);
            }
        }
    )*};
}
pub(crate) use on_both_engines;
