//! The session a letter is about, in words.

use app::fr;
use domain::letter::{Letter, SeatFreed};
use domain::programme::{Kind, Programme, Session};
use store::letters::Entry;
use uuid::Uuid;

use super::composed::ComposeError;

/// A session, as a letter speaks of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct About {
    pub id: Uuid,
    /// « L’atelier A02 », « La visite du kiosque K01 ».
    pub name: String,
    pub code: String,
    pub title: String,
    pub hours: String,
    pub room: String,
    /// Where the seat is kept or given back by one click.
    pub link: String,
    /// What was given back for it: « A01, « … » »; empty when nothing was.
    pub given_back: String,
    /// Whether the seat is theirs.
    pub held: bool,
}

impl About {
    /// The session of a letter that is about one.
    pub fn of(
        entry: &Entry,
        programme: &Programme,
        held: &[Session],
        link: &str,
        note: Option<Uuid>,
    ) -> Result<Option<Self>, ComposeError> {
        let (session, given_back) = match entry.kind {
            Letter::SeatFreed => {
                let about = SeatFreed::parse(&entry.about).ok_or(ComposeError::NoSession)?;
                (about.session, about.given_back)
            }
            Letter::SessionCancelled => {
                (entry.about.parse().map_err(|_| ComposeError::NoSession)?, None)
            }
            Letter::HostMessage => (note.ok_or(ComposeError::NoSession)?, None),
            _ => return Ok(None),
        };
        let session = programme.session(session).ok_or(ComposeError::NoSession)?;
        let old = given_back.and_then(|old| programme.session(old));
        Ok(Some(Self {
            id: session.id,
            name: name(session),
            code: session.code.clone(),
            title: session.title.clone(),
            hours: fr::hours(session.span),
            room: session.room.clone(),
            link: format!("{link}/place/{}", session.id),
            given_back: old.map_or_else(String::new, |old| {
                format!("{}, «\u{a0}{}\u{a0}»", old.code, old.title)
            }),
            held: held.iter().any(|held| held.id == session.id),
        }))
    }
}

/// « L’atelier A02 », « La visite du kiosque K01 ».
pub(super) fn name(session: &Session) -> String {
    match session.kind {
        Kind::Workshop => format!("L’atelier {}", session.code),
        Kind::Kiosk => format!("La visite du kiosque {}", session.code),
    }
}
