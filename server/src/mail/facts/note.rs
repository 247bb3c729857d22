use domain::letter::Letter;
use store::letters::Entry;
use store::{Conn, host_messages};
use uuid::Uuid;

use super::{ComposeError, plain};

/// What a host writes to the people of their session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::mail) struct Note {
    pub subject: String,
    /// One entry a line, some of them empty.
    pub lines: Vec<String>,
    pub session: Option<Uuid>,
    pub called_back: bool,
}

impl Note {
    /// The message a letter is about; empty for letters that are about none.
    pub(super) async fn of(conn: &mut Conn, entry: &Entry) -> Result<Self, ComposeError> {
        if entry.kind != Letter::HostMessage {
            return Ok(Self::default());
        }
        let id = entry.about.parse().map_err(|_| ComposeError::NoSession)?;
        let message = host_messages::by_id(conn, id).await?.ok_or(ComposeError::NoSession)?;
        Ok(Self {
            subject: plain::line(&message.subject),
            lines: message.body.lines().map(plain::line).collect(),
            session: Some(message.session),
            called_back: message.called_back_at.is_some(),
        })
    }
}
