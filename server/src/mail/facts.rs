//! What a letter can say, read together and made fit to be shown.

mod bare;
mod extras;
mod group;
mod invitation;
mod note;

use app::fr;
use domain::checkin::Standing;
use domain::letter::{Letter, SessionsMoved};
use domain::programme::{Event, Programme, Session};
use domain::time::Moment;
use domain::wording::WordingForm;
use store::letters::Entry;
use store::participants::{self, Participant};
use store::parties;
use store::signups;
use store::waitlist;

use super::about::About;
use super::composed::{ComposeError, Composed};
use super::day::{self, Line};
use super::moved::Moved;
use super::results::{self, SlotResult};
use super::{plain, qr, templates};
use crate::state::App;
use crate::{calendar, mail};

use extras::Extras;
pub(super) use group::GroupLine;
pub(super) use note::Note;

/// Everything the templates may speak of. Every text in it is fit to be shown.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    pub first_name: String,
    pub full_name: String,
    pub standing: Standing,
    pub place_in_line: Option<u32>,
    pub code: String,
    pub link: String,
    pub registration: String,
    pub about: String,
    /// Who registered them with a group.
    pub invited_by: Option<String>,
    /// The people of a group, in the letter to its contact.
    pub group: Vec<GroupLine>,
    pub session: Option<About>,
    /// The sessions that have changed.
    pub moved: Vec<Moved>,
    /// What a host writes; empty in all other letters.
    pub note: Note,
    pub results: Vec<SlotResult>,
    pub event: EventFacts,
    pub day: Vec<Line>,
    pub choosing: Choosing,
    /// Whether seats can be taken now.
    pub can_choose: bool,
    /// Whether seats can be given back now.
    pub can_give_back: bool,
    pub image: String,
    pub extra: Extras,
    kind: Letter,
    shell: Composed,
}

/// The conference, in words.
#[derive(Clone, Debug)]
pub(super) struct EventFacts {
    pub name: String,
    pub short_name: String,
    pub date: String,
    pub hours: String,
    pub place: String,
    pub address: String,
    pub practical: Vec<String>,
    pub notice: String,
    pub contact: String,
    pub phone: String,
}

/// Where someone stands with workshops and kiosks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Choosing {
    /// Something is chosen.
    Chosen,
    /// Nothing yet, and it can be done now.
    Open,
    /// Nothing yet: it opens then.
    Later(String),
    /// Nothing, and it is too late.
    Closed,
}

impl Facts {
    pub async fn load(app: &App, entry: &Entry, now: Moment) -> Result<Self, ComposeError> {
        let programme = app.store.programme().await?;
        Self::load_as(app, (entry, None), &programme, now).await
    }

    /// [`Self::load`], as if the programme were this one, and with words that are not kept yet in
    /// place of those that are.
    pub async fn load_as(
        app: &App,
        (entry, draft): (&Entry, Option<&WordingForm>),
        programme: &Programme,
        now: Moment,
    ) -> Result<Self, ComposeError> {
        match entry.kind {
            Letter::Group => return Self::load_group(app, entry, draft).await,
            Letter::Invitation => return Self::load_invitation(app, entry).await,
            Letter::Delivery => return Self::load_delivery(app, entry).await,
            _ => {}
        }
        let id = extras::reader(entry)?;
        let mut conn = app.store.reader().await?;
        let person =
            participants::by_id(&mut conn, id).await?.ok_or(ComposeError::NoParticipant)?;
        let mut held = signups::held(&mut conn, id).await?;
        let place_in_line = participants::place_in_line(&mut conn, id).await?;
        let results = results::of(&mut conn, entry, programme, &held, now).await?;
        let party = parties::of_participant(&mut conn, id).await?;
        let moved = match entry.kind {
            Letter::SessionMoved => SessionsMoved::parse(&entry.about),
            _ => None,
        };
        let mut waits = Vec::new();
        if moved.is_some() {
            // Read before the change is made, the letter says how things will be.
            held = held.iter().filter_map(|it| programme.session(it.id).cloned()).collect();
            let lines = waitlist::of_participant(&mut conn, id).await?;
            waits.extend(lines.iter().map(|line| line.session.id));
        }
        let event = &programme.plan.event;
        let about = (&mut conn, entry, draft);
        let extra = Extras::load(app, about, (event, &person, &held), now).await?;
        let note = Note::of(&mut conn, entry).await?;
        drop(conn);
        let contact = party.filter(|(party, _)| !party.is_contact(&person));
        let link = extras::link(app, entry, &person);
        let session = About::of(entry, programme, &held, &link, note.session)?;
        let moved = moved.map(|about| Moved::all(&about, programme, &held, &waits));
        if let (Letter::SessionCancelled, Some(cancelled)) = (entry.kind, &session) {
            // Read before the session is cancelled, the letter says what will be left.
            held.retain(|session| session.id != cancelled.id);
        }
        let shell = shell(app, entry, (programme, &person, &held), now)?;
        Ok(Self {
            first_name: plain::name(&person.first_name),
            full_name: plain::name(&person.full_name()),
            standing: person.standing,
            place_in_line,
            code: person.code.to_string(),
            link,
            registration: format!("{}/inscription", app.public_url),
            about: plain::line(&entry.about),
            invited_by: contact.map(|(party, _)| plain::name(&party.contact_name)),
            group: Vec::new(),
            session,
            moved: moved.unwrap_or_default(),
            note,
            results,
            day: day::plan(programme, &held),
            choosing: Choosing::of(event, &held, now),
            can_choose: event.sign_up.contains(now) && !is_frozen(event, now),
            can_give_back: !is_frozen(event, now),
            image: shell.content_id(),
            extra,
            event: EventFacts::of(event),
            kind: entry.kind,
            shell,
        })
    }

    /// Why the letter has lost its sense since it was put in the outbox, said to organisers.
    pub fn obsolete(&self) -> Option<&'static str> {
        match (self.kind, self.standing) {
            (
                Letter::Cancellation
                | Letter::Group
                | Letter::Invitation
                | Letter::Trial
                | Letter::Delivery,
                _,
            ) => None,
            (Letter::HostMessage, _) if self.note.called_back => {
                Some("Pas envoyée : le message a été rappelé.")
            }
            _ if self.extra.left_out.is_some() => self.extra.left_out,
            // Whom it is for was asked above, be they cancelled or not.
            (Letter::Mailing, _) => None,
            (_, Standing::Cancelled) => {
                Some("Pas envoyée : l’inscription a été annulée entre-temps.")
            }
            (Letter::WeekBefore | Letter::DayBefore | Letter::DayAfter, Standing::Waiting) => {
                Some("Pas envoyée : la personne n’a plus de place.")
            }
            (Letter::Waiting, Standing::Registered) => {
                Some("Pas envoyée : la personne a eu une place entre-temps.")
            }
            (Letter::SeatFreed | Letter::HostMessage, _)
                if !self.session.as_ref().is_some_and(|about| about.held) =>
            {
                Some("Pas envoyée : la place a été rendue entre-temps.")
            }
            (Letter::SessionMoved, _) if self.moved.is_empty() => {
                Some("Pas envoyée : tout est à nouveau comme avant, ou les places ont été rendues.")
            }
            _ => None,
        }
    }

    /// The session it is about; empty for letters that are about none.
    pub fn seat(&self) -> About {
        self.session.clone().unwrap_or_default()
    }

    /// What has moved, when it is one thing.
    pub fn only_moved(&self) -> Option<&Moved> {
        self.moved.first().filter(|_| self.moved.len() == 1)
    }

    /// What they hold that clashes with what has moved, each once.
    pub fn clashes(&self) -> Vec<String> {
        let mut clashes: Vec<String> =
            self.moved.iter().flat_map(|moved| moved.clashes.clone()).collect();
        clashes.sort_unstable();
        clashes.dedup();
        clashes
    }

    /// Whether a seat of theirs has moved, and not only a line they wait in.
    pub fn keeps_seats(&self) -> bool {
        self.moved.iter().any(|moved| !moved.waits)
    }

    /// Whether they wait for a better wish.
    pub fn waits_for_better(&self) -> bool {
        self.results.iter().any(|result| result.waits)
    }

    /// Whether the person has a place, and so a ticket.
    pub fn has_place(&self) -> bool {
        self.standing == Standing::Registered
    }

    /// The letter, in words.
    pub fn compose(self) -> Result<Composed, ComposeError> {
        let words = templates::render(self.kind, &self)?;
        let ours = self.extra.heading.is_empty() || self.kind == Letter::Trial;
        Ok(Composed {
            subject: if ours { plain::line(&words.subject) } else { self.extra.heading },
            decline: Some(self.extra.decline).filter(|link| !link.is_empty()),
            text: plain::tidy(&words.text),
            html: plain::tidy(&words.html),
            ..self.shell
        })
    }
}

fn is_frozen(event: &Event, now: Moment) -> bool {
    event.freezes_at.is_some_and(|freeze| freeze <= now)
}

/// A letter with everything but its words.
fn shell(
    app: &App,
    entry: &Entry,
    (programme, person, held): (&Programme, &Participant, &[Session]),
    now: Moment,
) -> Result<Composed, ComposeError> {
    let ticket = person.standing == Standing::Registered && holds_the_ticket(entry.kind);
    let calendar = || calendar::day_at(app, programme, person, held, now);
    Ok(Composed {
        qr_png: ticket.then(|| qr::png(&app.ticket_url(person))).transpose()?,
        calendar: ticket.then(calendar),
        ..envelope(app, entry, &programme.plan.event)?
    })
}

/// Whether the ticket and the day go with a letter.
fn holds_the_ticket(kind: Letter) -> bool {
    use Letter::{Cancellation, DayAfter, HostMessage, Mailing, Trial};
    !matches!(kind, Cancellation | DayAfter | HostMessage | Mailing | Trial)
}

/// A letter with nothing in it.
fn envelope(app: &App, entry: &Entry, event: &Event) -> Result<Composed, ComposeError> {
    let host = mail::host(&app.public_url);
    let since_1970 = u64::try_from(entry.created_at.micros()).unwrap_or(0);
    Ok(Composed {
        to: plain::address(&entry.recipient)?.into(),
        reply_to: plain::address(&event.contact_email)?.into(),
        subject: String::new(),
        text: String::new(),
        html: String::new(),
        qr_png: None,
        calendar: None,
        decline: None,
        message_id: format!("<{}@{host}>", entry.id),
        date: std::time::UNIX_EPOCH + std::time::Duration::from_micros(since_1970),
        id: entry.id,
        host,
    })
}

impl EventFacts {
    fn of(event: &Event) -> Self {
        Self {
            name: event.name.clone(),
            short_name: event.short_name.clone(),
            date: fr::long_date(event.span.start()),
            hours: fr::hours(event.span),
            place: event.place.clone(),
            address: event.address.clone(),
            practical: event.practical.clone(),
            notice: event.notice.clone(),
            contact: event.contact_email.clone(),
            phone: event.contact_phone.clone(),
        }
    }
}

impl Choosing {
    fn of(event: &Event, held: &[Session], now: Moment) -> Self {
        if !held.is_empty() {
            Self::Chosen
        } else if now < event.sign_up.start() {
            Self::Later(fr::date_time(event.sign_up.start()))
        } else if now < event.sign_up.end() {
            Self::Open
        } else {
            Self::Closed
        }
    }
}
