//! From what was read at a door to what the door is told.

use app::fr;
use app::pages::door::{Answer, PlanLine, Verdict as Word};
use domain::checkin::{Door, Reason, Standing, Verdict};
use domain::participant::{AccessNeed, AccessNeeds};
use domain::programme::Session;
use domain::ticket::Reading;
use domain::time::Moment;
use store::checkins::{self, Keeper, Scan};
use store::participants::{self, Participant};
use store::signups;
use uuid::Uuid;

use crate::clock::now;
use crate::keys::hash;
use crate::state::App;

/// A scan to judge.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Its identity.
    pub id: Uuid,
    /// Where.
    pub door: Door,
    /// By whom.
    pub by: Keeper,
    /// When, by the device's clock, in microseconds.
    pub scanned_at: i64,
}

/// Whose ticket was read; `None` when it is nobody's.
///
/// # Errors
/// The database failed.
pub async fn find(app: &App, read: &str) -> Result<Option<Participant>, store::Error> {
    let Some(reading) = Reading::parse(read) else { return Ok(None) };
    let mut conn = app.store.reader().await?;
    match reading {
        Reading::Token(token) => participants::by_ticket(&mut conn, hash(&token)).await,
        Reading::Code(code) => participants::by_code(&mut conn, &code).await,
    }
}

/// Judges and keeps a scan.
///
/// # Errors
/// The door does not exist, or the database failed.
pub async fn check_in(
    app: &App,
    asked: Asked,
    participant: Option<Uuid>,
) -> Result<(), store::Error> {
    let scan = Scan {
        id: asked.id,
        participant,
        door: asked.door,
        by: asked.by,
        scanned_at: Moment::from_micros(asked.scanned_at),
    };
    check_door(app, asked.door).await?;
    let at = now();
    let (verdict, again) = app
        .store
        .write_beside(async move |conn| {
            let again = checkins::is_known(conn, scan.id).await?;
            Ok((checkins::record(conn, scan, at).await?, again))
        })
        .await?;
    if verdict == Verdict::Accepted && !again {
        app.arrivals.moved(asked.door, 1);
    }
    Ok(())
}

/// Takes a scan back.
///
/// # Errors
/// The database failed.
pub async fn take_back(app: &App, asked: Asked, undone: Uuid) -> Result<(), store::Error> {
    let (at, scanned_at) = (now(), Moment::from_micros(asked.scanned_at));
    let (id, here) = (asked.id, (asked.door, asked.by));
    let (verdict, again) = app
        .store
        .write(async move |conn| {
            let again = checkins::is_known(conn, id).await?;
            Ok((checkins::undo(conn, id, undone, here, scanned_at, at).await?, again))
        })
        .await?;
    if verdict == Verdict::Undone && !again {
        app.arrivals.moved(asked.door, -1);
    }
    Ok(())
}

/// What is to be said of a scan that was kept.
///
/// # Errors
/// The database failed.
pub async fn answer(app: &App, scan: Uuid, door: Door) -> Result<Option<Answer>, store::Error> {
    let mut conn = app.store.reader().await?;
    let Some(answered) = checkins::recall(&mut conn, scan).await? else { return Ok(None) };
    let participant = match answered.participant {
        Some(id) => participants::by_id(&mut conn, id).await?,
        None => None,
    };
    drop(conn);
    let code = participant.as_ref().filter(|_| answered.registered).map(|p| p.code.to_string());
    let mut described =
        describe(app, scan, door, &answered.verdict, participant, answered.standing).await?;
    if let Some(code) = code {
        described.explanation = format!("Son code{}: {code}", fr::NBSP);
    }
    Ok(Some(described))
}

async fn check_door(app: &App, door: Door) -> Result<(), store::Error> {
    match door.session() {
        Some(id) if app.store.programme().await?.session(id).is_none() => {
            Err(domain::Refusal::NotFound.into())
        }
        _ => Ok(()),
    }
}

async fn describe(
    app: &App,
    id: Uuid,
    door: Door,
    verdict: &Verdict,
    participant: Option<Participant>,
    stands: bool,
) -> Result<Answer, store::Error> {
    let programme = app.store.programme().await?;
    let (held, needs) = match &participant {
        Some(participant) => {
            let mut conn = app.store.reader().await?;
            let held = signups::held(&mut conn, participant.id).await?;
            (held, participants::needs(&mut conn, participant.id).await?)
        }
        None => (Vec::new(), AccessNeeds::default()),
    };
    let here = door.session().and_then(|id| programme.session(id));
    let standing = participant.as_ref().map(|person| person.standing);
    let accepted = *verdict == Verdict::Accepted;
    let door_note = participant.as_ref().map_or("", |person| &person.door_note).to_owned();
    Ok(Answer {
        id,
        verdict: word(verdict),
        word: fr::verdict(verdict).to_owned(),
        name: participant.as_ref().map(Participant::full_name),
        organisation: participant.map(|p| p.organisation).filter(|o| !o.is_empty()),
        explanation: explanation(verdict, standing, &held, here),
        plan: held.iter().map(plan_line).collect(),
        note: accepted.then(|| note(&needs, &held, &door_note)).flatten(),
        undo_of_possible: accepted && stands,
    })
}

fn word(verdict: &Verdict) -> Word {
    match verdict {
        Verdict::Accepted => Word::Accepted,
        Verdict::AlreadySeen(_) => Word::AlreadySeen,
        Verdict::Refused(_) => Word::Refused,
        Verdict::Undone => Word::Undone,
    }
}

fn explanation(
    verdict: &Verdict,
    standing: Option<Standing>,
    held: &[Session],
    here: Option<&Session>,
) -> String {
    match verdict {
        Verdict::Accepted => String::new(),
        Verdict::AlreadySeen(passage) => {
            format!("Pointage déjà fait à {}, par {}.", fr::clock(passage.at), passage.by)
        }
        Verdict::Refused(Reason::NotHere) => {
            let place = expected_at(held).map_or_else(String::new, |session| {
                format!(
                    " Sa place est ici\u{a0}: {}, {}, {}.",
                    session.code,
                    session.room,
                    fr::clock(session.span.start())
                )
            });
            let left = here.map_or_else(String::new, |here| {
                format!(" {}\u{a0}: {}.", here.code, fr::seats_left(here.seats))
            });
            format!("{}{place}{left}", fr::reason(Reason::NotHere))
        }
        Verdict::Refused(reason) => fr::reason(*reason).to_owned(),
        Verdict::Undone if standing == Some(Standing::Cancelled) => {
            fr::UNDONE_ALTOGETHER.to_owned()
        }
        Verdict::Undone => fr::UNDONE.to_owned(),
    }
}

/// Where someone should be now, or next.
fn expected_at(held: &[Session]) -> Option<&Session> {
    let at = now();
    held.iter().find(|session| session.span.end() > at).or(held.last())
}

fn plan_line(session: &Session) -> PlanLine {
    PlanLine {
        time: fr::clock(session.span.start()),
        title: session.code.clone(),
        room: session.room.clone(),
    }
}

fn note(needs: &AccessNeeds, held: &[Session], door_note: &str) -> Option<String> {
    let rooms: Vec<_> = held.iter().map(|session| session.room.as_str()).collect();
    note_for(&needs.choices, &rooms, door_note)
}

/// What the door is to do for someone who goes to these rooms, never why: needs in people's own
/// words stay with the organisers. What they wrote for the door comes first.
#[must_use]
pub fn note_for(needs: &[AccessNeed], rooms: &[&str], door_note: &str) -> Option<String> {
    let place = if rooms.is_empty() { String::new() } else { format!(", {}", rooms.join(", ")) };
    let written = Some(door_note.trim().to_owned()).filter(|note| !note.is_empty());
    let needed = needs.iter().map(|need| match need {
        AccessNeed::Wheelchair => format!("Place fauteuil{place}"),
        AccessNeed::SignLanguage => "Prévenir l’interprète LSF".to_owned(),
        AccessNeed::HearingLoop => format!("Boucle magnétique{place}"),
        AccessNeed::LargePrint => "Remettre les documents en grands caractères".to_owned(),
        AccessNeed::Childcare => "Montrer la garde d’enfants".to_owned(),
    });
    let instructions: Vec<String> = written.into_iter().chain(needed).collect();
    (!instructions.is_empty()).then(|| instructions.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_door_is_told_what_to_do_and_never_why() {
        let needs = AccessNeeds {
            choices: vec![AccessNeed::Wheelchair],
            other: "une maladie rare".to_owned(),
        };
        assert_eq!(note(&needs, &[], ""), Some("Place fauteuil".to_owned()));
        let only_words = AccessNeeds { choices: Vec::new(), other: "une maladie rare".to_owned() };
        assert_eq!(note(&only_words, &[], ""), None);
        let written = note(&needs, &[], "Entrée par la cour");
        assert_eq!(written, Some("Entrée par la cour · Place fauteuil".to_owned()));
    }
}
