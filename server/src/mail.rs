//! Letters: their words are made when they are sent or read, so nothing personal is kept twice.
//!
//! [`compose`] turns a row of the outbox into a letter, [`worker`] hands letters to the relay.
//! Whatever a person typed passes [`plain`] before it reaches a letter.

mod about;
mod composed;
mod day;
mod dkim;
pub mod dns;
mod facts;
mod filled;
mod message;
mod moved;
pub mod plain;
mod qr;
mod relay;
mod relays;
pub mod reminding;
mod results;
mod templates;
pub mod worker;

#[cfg(test)]
mod tests;

use domain::programme::{Event, Programme};
use domain::wording::WordingForm;
use lettre::message::Mailbox;
use store::letters::Entry;

use crate::clock::now;
use crate::state::App;

pub use composed::{ComposeError, Composed};
pub use dkim::{KeyError, Signer};
pub use relay::{Relay, RelayError};
pub use relays::Relays;

use facts::Facts;

/// Writes a letter of the outbox out, as things stand now, for the team to read: without the links
/// that open accounts.
///
/// # Errors
/// Nobody to write to, an address that is none, or the database failed.
pub async fn compose(app: &App, entry: &Entry) -> Result<Composed, ComposeError> {
    Facts::load(app, entry, now()).await?.without_the_key().compose()
}

/// Writes a letter out as it would be with words that are not kept yet.
///
/// # Errors
/// As [`compose`], or the words cannot be read.
pub async fn preview(
    app: &App,
    entry: &Entry,
    words: &WordingForm,
) -> Result<Composed, ComposeError> {
    let programme = app.store.programme().await?;
    Facts::load_as(app, (entry, Some(words)), &programme, now()).await?.compose()
}

/// Writes a letter out as if the programme were this one: what somebody will read of a change.
///
/// # Errors
/// Nobody to write to, an address that is none, or the database failed.
pub async fn compose_as(
    app: &App,
    entry: &Entry,
    programme: &Programme,
) -> Result<Composed, ComposeError> {
    Facts::load_as(app, (entry, None), programme, now()).await?.compose()
}

/// Who letters are from: as configured, else the conference at its contact address.
///
/// # Errors
/// The contact address is none.
pub fn sender(app: &App, event: &Event) -> Result<Mailbox, ComposeError> {
    if let Some(from) = &app.config.mail_from {
        return Ok(from.clone());
    }
    Ok(Mailbox::new(Some(plain::line(&event.short_name)), plain::address(&event.contact_email)?))
}

/// How letters leave.
#[derive(Clone, Debug, Default)]
pub struct Delivery {
    /// The servers that take them; `None` when none is configured.
    pub relays: Option<Relays>,
    /// Signs them; `None` when no key is given.
    pub signer: Option<Signer>,
}

/// The host of the site's public address: the right-hand side of our identities.
#[must_use]
pub fn host(public_url: &str) -> String {
    let host = public_url.split_once("://").map_or(public_url, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    if host.is_empty() { "localhost".to_owned() } else { host.to_owned() }
}
