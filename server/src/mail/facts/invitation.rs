use domain::checkin::Standing;
use domain::letter::Letter;
use store::letters::Entry;
use uuid::Uuid;

use super::{Choosing, ComposeError, EventFacts, Facts, Note, envelope};
use crate::invitations;
use crate::state::App;

impl Facts {
    /// The facts of the letter that opens an account of the team: it is about a one-time link.
    pub(super) async fn load_invitation(app: &App, entry: &Entry) -> Result<Self, ComposeError> {
        let link = Uuid::try_parse(&entry.about).map_err(|_| ComposeError::NoParticipant)?;
        let programme = app.store.programme().await?;
        let event = &programme.plan.event;
        let shell = envelope(app, entry, event)?;
        let path = invitations::path(&invitations::secret(&app.keys, link));
        Ok(Self {
            first_name: String::new(),
            full_name: String::new(),
            standing: Standing::Registered,
            place_in_line: None,
            code: String::new(),
            link: format!("{}{path}", app.public_url),
            registration: String::new(),
            about: String::new(),
            invited_by: None,
            group: Vec::new(),
            session: None,
            moved: Vec::new(),
            note: Note::default(),
            results: Vec::new(),
            day: Vec::new(),
            choosing: Choosing::Closed,
            can_choose: false,
            can_give_back: false,
            image: shell.content_id(),
            event: EventFacts::of(event),
            kind: Letter::Invitation,
            shell,
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
