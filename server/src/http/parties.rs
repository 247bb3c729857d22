//! Groups: one person registers several, follows them, and lets each take over their own.

mod page;
mod registration;
mod taking_over;
mod typed;

use app::pages::ErrorKind;
use store::parties::{self, Party};

use crate::keys::hash;
use crate::render::Failure;
use crate::state::App;

pub use page::{show, tickets};
pub use registration::{add, create, more, new};
pub use taking_over::{own_group, take_over};

/// Whose group this is.
async fn group(app: &App, secret: &str) -> Result<Party, Failure> {
    let mut conn = app.store.reader().await?;
    let found = parties::by_link(&mut conn, hash(secret)).await?;
    found.ok_or_else(|| ErrorKind::DeadLink.into())
}
