use domain::letter::Letter;
use store::letters::Entry;
use uuid::Uuid;

use super::{ComposeError, Facts};
use crate::invitations;
use crate::state::App;

impl Facts {
    /// The facts of the letter that opens an account of the team: it is about a one-time link.
    pub(super) async fn load_invitation(app: &App, entry: &Entry) -> Result<Self, ComposeError> {
        let link = Uuid::try_parse(&entry.about).map_err(|_| ComposeError::NoParticipant)?;
        let programme = app.store.programme().await?;
        let path = invitations::path(&invitations::secret(&app.keys, link));
        Ok(Self {
            link: format!("{}{path}", app.public_url),
            ..Self::bare(app, entry, &programme.plan.event)?
        })
    }

    /// The same, for whoever reads the outbox: the link opens an account that is not theirs.
    pub(in crate::mail) fn without_the_key(self) -> Self {
        match self.kind {
            Letter::Invitation => {
                Self { link: "(le lien n’est montré qu’à cette personne)".to_owned(), ..self }
            }
            _ => self,
        }
    }
}
