//! What a letter says beside its own facts: words of the organisers', how to decline such letters,
//! and whether its time or its reason is gone.

use domain::letter::{Letter, Trial};
use domain::programme::{Event, Session};
use domain::reminder::Reminder;
use domain::time::Moment;
use domain::wording::WordingForm;
use store::letters::Entry;
use store::mailings::{self, Mailing, MailingState};
use store::participants::Participant;
use store::{Conn, unsubscriptions, wordings};
use uuid::Uuid;

use super::super::composed::ComposeError;
use super::super::filled::{Blanks, Filled};
use super::super::plain;
use super::EventFacts;
use crate::state::App;

/// What a letter says beside its own facts.
#[derive(Clone, Debug, Default)]
pub(in crate::mail) struct Extras {
    /// A heading of the organisers'; empty for ours.
    pub heading: String,
    /// Words of the organisers', after the greeting.
    pub words: Vec<Filled>,
    /// Where such letters are declined; empty for those that cannot be.
    pub decline: String,
    /// The seats held, each with where it is given back.
    pub seats: Vec<Seat>,
    /// Where the certificate is; empty for whoever was not seen.
    pub certificate: String,
    /// Why it is not to be sent any more.
    pub left_out: Option<&'static str>,
}

/// A seat somebody holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::mail) struct Seat {
    /// « A03, Aller vers les personnes éloignées des droits ».
    pub name: String,
    /// Where it is given back.
    pub link: String,
}

/// What is to be said, before its blanks are filled in.
struct Written {
    words: WordingForm,
    mailing: Option<Mailing>,
}

/// Who a letter is read as.
pub(super) fn reader(entry: &Entry) -> Result<Uuid, ComposeError> {
    if entry.kind == Letter::Trial {
        let trial = Trial::parse(&entry.about).ok_or(ComposeError::NoParticipant)?;
        return Ok(trial.person);
    }
    entry.participant.ok_or(ComposeError::NoParticipant)
}

/// The address of a person's page, or in a trial, that goes to somebody else, the public one.
pub(super) fn link(app: &App, entry: &Entry, person: &Participant) -> String {
    if entry.kind == Letter::Trial {
        return format!("{}/retrouver-mon-billet", app.public_url);
    }
    app.link(person)
}

impl Extras {
    /// For a letter to a participant. `draft` stands for what is kept, while it is being written.
    pub(super) async fn load(
        app: &App,
        (conn, entry, draft): (&mut Conn, &Entry, Option<&WordingForm>),
        (event, person, held): (&Event, &Participant, &[Session]),
        now: Moment,
    ) -> Result<Self, ComposeError> {
        let written = written(conn, entry, draft).await?;
        let link = link(app, entry, person);
        let blanks = Blanks {
            first_name: plain::name(&person.first_name),
            last_name: plain::name(&person.last_name),
            organisation: plain::name(&person.organisation),
            code: if entry.kind == Letter::Trial {
                "code".to_owned()
            } else {
                person.code.to_string()
            },
            link: link.clone(),
            ..Blanks::of(event)
        };
        let declines = entry.kind.can_be_declined();
        let declined = declines && unsubscriptions::holds(conn, person.id).await?;
        let left_out = match (&written.mailing, Reminder::of(entry.kind)) {
            _ if declined => Some("Pas envoyée\u{a0}: la personne ne veut plus de ces courriels."),
            (Some(mailing), _) if draft.is_none() => left_out(conn, mailing, person).await?,
            (_, Some(reminder)) => untimely(reminder, &entry.about, event, now),
            _ => None,
        };
        let decline = if declines { app.decline_link(person.id) } else { String::new() };
        let certificate =
            if person.arrived { format!("{link}/attestation") } else { String::new() };
        let seats = held.iter().filter(|session| !session.cancelled);
        Ok(Self {
            heading: blanks.subject(&written.words.subject)?,
            words: blanks.text(&written.words.text)?,
            seats: seats.map(|session| Seat::of(session, &link)).collect(),
            decline,
            certificate,
            left_out,
        })
    }

    /// For a letter that goes to no participant.
    pub(super) async fn bare(
        (conn, entry, draft): (&mut Conn, &Entry, Option<&WordingForm>),
        event: &Event,
        (name, link): (&str, &str),
    ) -> Result<Self, ComposeError> {
        let words = written(conn, entry, draft).await?.words;
        let blanks =
            Blanks { first_name: name.to_owned(), link: link.to_owned(), ..Blanks::of(event) };
        let (heading, words) = (blanks.subject(&words.subject)?, blanks.text(&words.text)?);
        Ok(Self { heading, words, ..Self::default() })
    }
}

impl Blanks {
    fn of(event: &Event) -> Self {
        let facts = EventFacts::of(event);
        Self {
            conference: facts.name,
            date: facts.date,
            hours: facts.hours,
            place: facts.place,
            contact: facts.contact,
            ..Self::default()
        }
    }
}

impl Seat {
    fn of(session: &Session, link: &str) -> Self {
        Self {
            name: format!("{}, {}", session.code, session.title),
            link: format!("{link}/place/{}?rappel", session.id),
        }
    }
}

async fn written(
    conn: &mut Conn,
    entry: &Entry,
    draft: Option<&WordingForm>,
) -> Result<Written, ComposeError> {
    let mailing = match entry.kind {
        Letter::Mailing => entry.about.parse().ok(),
        Letter::Trial => Trial::parse(&entry.about).map(|trial| trial.mailing),
        _ => None,
    };
    if let Some(words) = draft {
        return Ok(Written { words: words.clone(), mailing: None });
    }
    if matches!(entry.kind, Letter::Mailing | Letter::Trial) {
        let id = mailing.ok_or(ComposeError::NoMailing)?;
        let mailing = mailings::by_id(conn, id).await?.ok_or(ComposeError::NoMailing)?;
        return Ok(Written { words: mailing.wording.clone(), mailing: Some(mailing) });
    }
    let words = wordings::of(conn, entry.kind).await?.map(|kept| kept.words).unwrap_or_default();
    Ok(Written { words, mailing: None })
}

/// A mailing says who it is for each time one of its letters leaves.
async fn left_out(
    conn: &mut Conn,
    mailing: &Mailing,
    person: &Participant,
) -> Result<Option<&'static str>, ComposeError> {
    if mailing.state == MailingState::Stopped {
        return Ok(Some("Pas envoyée\u{a0}: l’envoi a été arrêté."));
    }
    let included = mailings::includes(conn, &mailing.audience, person.id).await?;
    Ok((!included).then_some("Pas envoyée\u{a0}: la personne n’est plus concernée par cet envoi."))
}

/// A reminder is about one day, and of use for some time.
fn untimely(
    reminder: Reminder,
    occasion: &str,
    event: &Event,
    now: Moment,
) -> Option<&'static str> {
    if occasion != Reminder::occasion(event.span) {
        return Some("Pas envoyée\u{a0}: la conférence a changé de date.");
    }
    let in_time = reminder.window(event.span).is_some_and(|window| window.contains(now));
    (!in_time).then_some("Pas envoyée\u{a0}: le moment de ce rappel est passé.")
}
