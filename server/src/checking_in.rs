//! From what was read at a door to what the door is told.

use app::components::scanner::wire::{Answer, Counts, PlanLine, Verdict as Word};
use app::fr;
use domain::checkin::{Door, Reason, Verdict};
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
    participant: Option<Participant>,
) -> Result<Answer, store::Error> {
    let scan = Scan {
        id: asked.id,
        participant: participant.as_ref().map(|participant| participant.id),
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
    let standing = verdict == Verdict::Accepted;
    if standing && !again {
        app.arrivals.moved(asked.door, 1);
    }
    describe(app, asked.id, asked.door, &verdict, participant, standing).await
}

/// Takes a scan back.
///
/// # Errors
/// The database failed.
pub async fn take_back(app: &App, asked: Asked, undone: Uuid) -> Result<Answer, store::Error> {
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
    let answer = answer_again(app, id, asked.door).await?;
    answer.ok_or_else(|| domain::Refusal::NotFound.into())
}

/// What was said of a scan, again.
///
/// # Errors
/// The database failed.
pub async fn answer_again(
    app: &App,
    scan: Uuid,
    door: Door,
) -> Result<Option<Answer>, store::Error> {
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
    standing: bool,
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
    let expected = here.map_or(programme.places.taken, |session| session.seats.taken);
    let accepted = *verdict == Verdict::Accepted;
    Ok(Answer {
        id,
        verdict: word(verdict),
        word: fr::verdict(verdict).to_owned(),
        name: participant.as_ref().map(Participant::full_name),
        organisation: participant.map(|p| p.organisation).filter(|o| !o.is_empty()),
        explanation: explanation(verdict, &held, here),
        plan: held.iter().map(plan_line).collect(),
        note: accepted.then(|| note(&needs, &held)).flatten(),
        undo_of_possible: accepted && standing,
        counts: Counts { arrived: app.arrivals.at(&app.store, door).await?, expected },
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

fn explanation(verdict: &Verdict, held: &[Session], here: Option<&Session>) -> String {
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
        Verdict::Undone => {
            "Le pointage est annulé. La personne peut se présenter à nouveau.".to_owned()
        }
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

fn note(needs: &AccessNeeds, held: &[Session]) -> Option<String> {
    let rooms: Vec<_> = held.iter().map(|session| session.room.as_str()).collect();
    note_for(&needs.choices, &rooms)
}

/// What the door is to do for someone who goes to these rooms, never why: needs in people's own
/// words stay with the organisers.
#[must_use]
pub fn note_for(needs: &[AccessNeed], rooms: &[&str]) -> Option<String> {
    let place = if rooms.is_empty() { String::new() } else { format!(", {}", rooms.join(", ")) };
    let instructions: Vec<String> = needs
        .iter()
        .map(|need| match need {
            AccessNeed::Wheelchair => format!("Place fauteuil{place}"),
            AccessNeed::SignLanguage => "Prévenir l’interprète LSF".to_owned(),
            AccessNeed::HearingLoop => format!("Boucle magnétique{place}"),
            AccessNeed::LargePrint => "Remettre les documents en grands caractères".to_owned(),
            AccessNeed::Childcare => "Montrer la garde d’enfants".to_owned(),
        })
        .collect();
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
        assert_eq!(note(&needs, &[]), Some("Place fauteuil".to_owned()));
        let only_words = AccessNeeds { choices: Vec::new(), other: "une maladie rare".to_owned() };
        assert_eq!(note(&only_words, &[]), None);
    }
}
