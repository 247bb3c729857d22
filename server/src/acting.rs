//! From what a phone sends to what is kept, and to what the phone is told.

use std::collections::HashMap;
use std::sync::Arc;

use app::fr;
use domain::checkin::{Door, Reason, corrected};
use domain::door::{self, Answer, Batch, LONGEST_REASON, Outcome, Receipt, Who};
use domain::participant::MAX_LINE;
use domain::programme::Programme;
use domain::text::clean_line;
use domain::ticket::{Code, WALK_IN};
use domain::time::Moment;
use store::checkins::{self, Act, Became, Deed, Keeper, NewWalkIn};
use store::devices::{self, Device};
use store::participants;
use uuid::Uuid;

use crate::checking_in::find;
use crate::clock::now;
use crate::keys::{Purpose, hash};
use crate::state::App;

/// How far ahead a clock can be said to be, in microseconds: a century.
const MOST_AHEAD: i64 = 100 * 366 * 86_400 * 1_000_000;

/// Keeps what a phone sends and says what became of it, one answer for each act.
///
/// # Errors
/// No programme has been imported, or the database failed.
pub async fn receive(app: &App, phone: &Device, batch: Batch) -> Result<Receipt, store::Error> {
    let at = now();
    let ahead = batch.sent_at.micros().saturating_sub(at.micros()).clamp(-MOST_AHEAD, MOST_AHEAD);
    let mut acts = Vec::with_capacity(batch.acts.len());
    for act in &batch.acts {
        acts.push(understood(app, phone, act).await?);
    }
    let acts: Arc<[Act]> = acts.into();
    let (id, by) = (phone.id, Keeper::Phone(phone.id));
    let unsent = batch.unsent.saturating_sub(u32::try_from(acts.len()).unwrap_or(u32::MAX));
    let kept = Arc::clone(&acts);
    let unit = async move |conn: &mut store::Conn| {
        devices::heard(conn, id, unsent, ahead, at).await?;
        checkins::apply(conn, by, &kept, at).await
    };
    let became = if acts.iter().any(changes_seats) {
        app.store.write_again(unit).await?
    } else {
        app.store.write_again_beside(unit).await?
    };
    let told = Told::about(app, phone, &acts, &became).await?;
    let answers = acts
        .iter()
        .zip(became)
        .map(|(act, became)| Answer { id: act.id, outcome: told.outcome(act, became) })
        .collect();
    Ok(Receipt { server_time: now(), answers })
}

/// Whether it shows on public pages.
fn changes_seats(act: &Act) -> bool {
    matches!(act.deed, Deed::WalkIn(_) | Deed::Move { .. } | Deed::Undo(_))
}

/// An act as the books take it: whose ticket it was, who is registered with what.
async fn understood(app: &App, phone: &Device, act: &door::Act) -> Result<Act, store::Error> {
    let here = Door::parse(&act.door);
    let allowed = here.filter(|door| phone.doors.as_ref().is_none_or(|own| own.contains(door)));
    let deed = match (allowed, &act.deed) {
        (None, deed) => Deed::Void { reason: Reason::Malformed, said: in_words(deed) },
        (_, door::Deed::Arrival { who: Who::Person(person) }) => Deed::Arrival(Some(*person)),
        (_, door::Deed::Arrival { who: Who::Read(read) }) => {
            Deed::Arrival(find(app, read).await?.map(|person| person.id))
        }
        (_, door::Deed::Undo { of }) => Deed::Undo(*of),
        (_, door::Deed::Move { person, to }) => Deed::Move { person: *person, to: *to },
        (_, deed @ door::Deed::WalkIn { .. }) => walk_in(app, deed).map_or_else(
            || Deed::Void { reason: Reason::Malformed, said: in_words(deed) },
            |new| Deed::WalkIn(Box::new(new)),
        ),
    };
    Ok(Act {
        id: act.id,
        door: here.unwrap_or(Door::Main),
        at: Moment::from_micros(act.at.micros()),
        clock_ahead: act.clock_ahead.clamp(-MOST_AHEAD, MOST_AHEAD),
        told: act.told,
        deed,
    })
}

/// Someone to register, if a name and a code of the door's can be read.
pub fn walk_in(app: &App, deed: &door::Deed) -> Option<NewWalkIn> {
    let door::Deed::WalkIn { person, first_name, last_name, organisation, code, reason } = deed
    else {
        return None;
    };
    let line = |typed: &str| Some(clean_line(typed)).filter(|l| l.chars().count() <= MAX_LINE);
    let named = |typed: &str| line(typed).filter(|line| !line.is_empty());
    let code = Code::parse(code).filter(|code| code.as_str().starts_with(WALK_IN))?;
    let secret = |purpose| hash(&app.keys.secret(purpose, *person, 1));
    Some(NewWalkIn {
        person: *person,
        first_name: named(first_name)?,
        last_name: named(last_name)?,
        organisation: line(organisation)?,
        block: code.as_str().chars().take(3).collect(),
        code,
        reason: clean_line(reason).chars().take(LONGEST_REASON).collect(),
        link_hash: secret(Purpose::Link),
        ticket_hash: secret(Purpose::Ticket),
    })
}

/// What is written down of something that has no effect.
fn in_words(deed: &door::Deed) -> String {
    let words = match deed {
        door::Deed::Arrival { who: Who::Person(person) } => person.to_string(),
        door::Deed::Arrival { who: Who::Read(_) } => String::new(),
        door::Deed::Undo { of } => of.to_string(),
        door::Deed::WalkIn { first_name, last_name, organisation, code, .. } => {
            clean_line(&format!("{first_name} {last_name}, {organisation}, {code}"))
        }
        door::Deed::Move { person, to } => format!("{person} → {to}"),
    };
    words.chars().take(LONGEST_REASON).collect()
}

/// What is needed to say it in words.
struct Told {
    programme: Arc<Programme>,
    names: HashMap<Uuid, String>,
    phone: Device,
}

impl Told {
    async fn about(
        app: &App,
        phone: &Device,
        acts: &[Act],
        became: &[Became],
    ) -> Result<Self, store::Error> {
        let mut names = HashMap::new();
        let mut conn = app.store.reader().await?;
        for (act, _) in acts.iter().zip(became).filter(|(_, became)| **became != Became::Kept) {
            let Some(person) = person_of(act) else { continue };
            if let Some(known) = participants::by_id(&mut conn, person).await? {
                names.insert(person, known.full_name());
            }
        }
        drop(conn);
        Ok(Self { programme: app.store.programme().await?, names, phone: phone.clone() })
    }

    fn outcome(&self, act: &Act, became: Became) -> Outcome {
        let name = person_of(act).and_then(|person| self.names.get(&person));
        let name = name.map_or("Cette personne", String::as_str);
        let sentence = match became {
            Became::Kept => return Outcome::Kept,
            Became::Refused(reason) => {
                let sentence = self.why_refused(act, name, reason);
                return Outcome::Refused { reason: Some(reason), sentence };
            }
            Became::Unknown => fr::UNKNOWN_PERSON.to_owned(),
            Became::Double(first) => fr::double_entry(
                name,
                &self.door(act.door),
                fr::LetIn { at: first.at, by: &first.by },
                fr::LetIn { at: corrected(act.at, act.clock_ahead), by: &self.phone.name },
            ),
            Became::NotExpected(reason) => fr::let_in_though(name, reason),
            Became::Expected => fr::sent_away_though(name),
            Became::Beyond => fr::beyond_capacity(name),
            Became::OtherCode(code) => fr::other_code(name, &code.to_string()),
        };
        Outcome::KeptBut { sentence }
    }

    fn why_refused(&self, act: &Act, name: &str, reason: Reason) -> String {
        let ours = self.phone.doors.as_ref().is_none_or(|own| own.contains(&act.door));
        match &act.deed {
            Deed::Move { to, .. } => fr::not_moved(name, &self.door(Door::Session(*to)), reason),
            Deed::Void { .. } if !ours => fr::NOT_ITS_DOOR.to_owned(),
            _ if self.is_gone(act.door) => fr::NO_SUCH_DOOR.to_owned(),
            _ => fr::reason(reason).to_owned(),
        }
    }

    fn is_gone(&self, door: Door) -> bool {
        door.session().is_some_and(|session| self.programme.session(session).is_none())
    }

    fn door(&self, door: Door) -> String {
        door_in_words(&self.programme, door)
    }
}

/// A door inside a sentence: « entrée principale », « B03 ».
pub fn door_in_words(programme: &Programme, door: Door) -> String {
    let session = door.session().and_then(|id| programme.session(id));
    fr::door_name(session.map(|session| session.code.as_str()))
}

fn person_of(act: &Act) -> Option<Uuid> {
    match &act.deed {
        Deed::Arrival(person) => *person,
        Deed::WalkIn(new) => Some(new.person),
        Deed::Move { person, .. } => Some(*person),
        Deed::Undo(_) | Deed::Void { .. } => None,
    }
}
