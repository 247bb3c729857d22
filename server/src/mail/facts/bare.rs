use domain::checkin::Standing;
use domain::programme::Event;
use store::letters::Entry;

use super::{Choosing, ComposeError, EventFacts, Extras, Facts, Note, envelope};
use crate::state::App;

impl Facts {
    /// The facts of a letter that is about no participant.
    pub(super) fn bare(app: &App, entry: &Entry, event: &Event) -> Result<Self, ComposeError> {
        let shell = envelope(app, entry, event)?;
        Ok(Self {
            first_name: String::new(),
            full_name: String::new(),
            standing: Standing::Registered,
            place_in_line: None,
            code: String::new(),
            link: String::new(),
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
            extra: Extras::default(),
            event: EventFacts::of(event),
            kind: entry.kind,
            shell,
        })
    }

    /// The facts of the letter that shows an organiser that letters arrive.
    pub(super) async fn load_delivery(app: &App, entry: &Entry) -> Result<Self, ComposeError> {
        let programme = app.store.programme().await?;
        let link = format!("{}/organisation/courriels/domaine", app.public_url);
        Ok(Self { link, ..Self::bare(app, entry, &programme.plan.event)? })
    }
}
