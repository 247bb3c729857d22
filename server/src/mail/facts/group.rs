use domain::checkin::Standing;
use domain::letter::Letter;
use store::letters::Entry;
use store::parties::{self, Member};
use store::{Conn, participants};
use uuid::Uuid;

use super::{Choosing, ComposeError, EventFacts, Facts, Note, envelope, plain};
use crate::state::App;

/// Somebody of a group, in the letter to its contact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::mail) struct GroupLine {
    pub name: String,
    pub state: String,
}

impl Facts {
    /// The facts of the letter to a group's contact: it is about the group with this identity.
    pub(super) async fn load_group(app: &App, entry: &Entry) -> Result<Self, ComposeError> {
        let id = Uuid::try_parse(&entry.about).map_err(|_| ComposeError::NoParticipant)?;
        let programme = app.store.programme().await?;
        let mut conn = app.store.reader().await?;
        let party = parties::by_id(&mut conn, id).await?.ok_or(ComposeError::NoParticipant)?;
        let mut group = Vec::new();
        for member in parties::members(&mut conn, id).await? {
            group.push(line(&mut conn, &member).await?);
        }
        drop(conn);
        let event = &programme.plan.event;
        let shell = envelope(app, entry, event)?;
        let name = plain::name(&party.contact_name);
        Ok(Self {
            first_name: name.clone(),
            full_name: name,
            standing: Standing::Registered,
            place_in_line: None,
            code: String::new(),
            link: app.party_link(&party),
            registration: format!("{}/inscription/groupe", app.public_url),
            about: String::new(),
            session: None,
            moved: Vec::new(),
            note: Note::default(),
            results: Vec::new(),
            invited_by: None,
            group,
            day: Vec::new(),
            choosing: Choosing::Closed,
            can_choose: false,
            can_give_back: false,
            image: shell.content_id(),
            event: EventFacts::of(event),
            kind: Letter::Group,
            shell,
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
