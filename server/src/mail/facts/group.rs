use domain::checkin::Standing;
use domain::wording::WordingForm;
use store::letters::Entry;
use store::parties::{self, Member};
use store::{Conn, participants};
use uuid::Uuid;

use super::{ComposeError, Extras, Facts, plain};
use crate::state::App;

/// Somebody of a group, in the letter to its contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::mail) struct GroupLine {
    pub name: String,
    pub state: String,
}

impl Facts {
    /// The facts of the letter to a group's contact: it is about the group with this identity.
    pub(super) async fn load_group(
        app: &App,
        entry: &Entry,
        draft: Option<&WordingForm>,
    ) -> Result<Self, ComposeError> {
        let id = Uuid::try_parse(&entry.about).map_err(|_| ComposeError::NoParticipant)?;
        let programme = app.store.programme().await?;
        let event = &programme.plan.event;
        let mut conn = app.store.reader().await?;
        let party = parties::by_id(&mut conn, id).await?.ok_or(ComposeError::NoParticipant)?;
        let mut group = Vec::new();
        for member in parties::members(&mut conn, id).await? {
            group.push(line(&mut conn, &member).await?);
        }
        let (name, link) = (plain::name(&party.contact_name), app.party_link(&party));
        let extra = Extras::bare((&mut conn, entry, draft), event, (&name, &link)).await?;
        drop(conn);
        Ok(Self {
            first_name: name.clone(),
            full_name: name,
            link,
            registration: format!("{}/inscription/groupe", app.public_url),
            group,
            extra,
            ..Self::bare(app, entry, event)?
        })
    }
}

async fn line(conn: &mut Conn, member: &Member) -> Result<GroupLine, store::Error> {
    let person = &member.person;
    let state = match person.standing {
        _ if member.taken_over_at.is_some() => "gère son inscription".to_owned(),
        Standing::Cancelled => "inscription annulée".to_owned(),
        Standing::Registered if person.email.is_none() => {
            format!("place réservée, sans adresse e-mail. Code du billet\u{a0}: {}", person.code)
        }
        Standing::Registered => "place réservée".to_owned(),
        Standing::Waiting => match participants::place_in_line(conn, person.id).await? {
            Some(place) => format!("{} sur la liste d’attente", app::fr::ordinal(place)),
            None => "liste d’attente".to_owned(),
        },
    };
    Ok(GroupLine { name: plain::name(&person.full_name()), state })
}
