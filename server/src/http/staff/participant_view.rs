//! Everything the team sees of one person.

use app::components::Tone;
use app::fr;
use app::pages::staff::{GroupRecord, HeldSeat, JournalLine, ParticipantView, WaitedSeat};
use domain::checkin::Door;
use domain::participant::AccessNeeds;
use domain::programme::{Programme, Session};
use domain::retention::needs_until;
use domain::schedule::{Fit, fit};
use domain::time::Moment;
use store::participants::{self, Participant};
use store::waitlist::{self, Waited};
use store::{Conn, journal, letters, parties, signups};
use uuid::Uuid;

use super::participants::department;
use super::{journal_line, letter_line};
use crate::clock::now;
use crate::state::App;

/// Loads it, with what is to be said above.
///
/// # Errors
/// The database failed.
pub(super) async fn load(
    app: &App,
    person: Participant,
    said: Option<(Tone, String)>,
) -> Result<ParticipantView, store::Error> {
    let programme = app.store.programme().await?;
    let mut conn = app.store.reader().await?;
    let id = person.id;
    let passed = participants::passages(&mut conn, id).await?;
    let held = signups::held(&mut conn, id).await?;
    let waited = waitlist::of_participant(&mut conn, id).await?;
    let (note, door_note) = participants::notes(&mut conn, id).await?;
    Ok(ParticipantView {
        note,
        door_note,
        key: Uuid::now_v7(),
        changes: participants::changes(&mut conn, id).await?.into_iter().map(changed).collect(),
        id,
        full_name: person.full_name(),
        ticket: format!("/billet/{}", app.link_secret(&person)),
        department: department(person.department.as_deref()),
        code: person.code.to_string(),
        place: participants::place_in_line(&mut conn, id).await?,
        arrived: at(&passed, Door::Main),
        needs: in_words(participants::needs(&mut conn, id).await?),
        needs_until: fr::day_month(needs_until(programme.plan.event.span.end())),
        group: group(&mut conn, &person).await?,
        free: free(&programme, &held, now()),
        full: full(&programme, &held, &waited, now()),
        waited: waited.into_iter().map(waited_seat).collect(),
        held: held.into_iter().map(|session| seat(session, &passed)).collect(),
        letters: letters::of_participant(&mut conn, id)
            .await?
            .into_iter()
            .map(letter_line)
            .collect(),
        history: history(&mut conn, id).await?,
        email: person.email,
        phone: person.phone,
        organisation: person.organisation,
        role_title: person.role_title,
        standing: person.standing,
        created_at: person.created_at,
        said,
    })
}

/// What happened to someone, whichever of their registrations it happened to, newest first.
async fn history(conn: &mut Conn, id: Uuid) -> Result<Vec<JournalLine>, store::Error> {
    let mut lines = journal::of(conn, &id.to_string()).await?;
    for shadow in participants::shadows(conn, id).await? {
        lines.extend(journal::of(conn, &shadow.to_string()).await?);
    }
    lines.sort_by_key(|line| std::cmp::Reverse(line.at));
    Ok(lines.into_iter().map(journal_line).collect())
}

fn changed(change: participants::Change) -> (Moment, String) {
    let words = fr::change(&change.field, &change.old_value, &change.new_value);
    (Moment::from_micros(change.at), words)
}

async fn group(conn: &mut Conn, person: &Participant) -> Result<Option<GroupRecord>, store::Error> {
    let Some((party, taken_over_at)) = parties::of_participant(conn, person.id).await? else {
        return Ok(None);
    };
    let members = parties::members(conn, party.id).await?;
    let others = members.into_iter().filter(|member| member.person.id != person.id);
    Ok(Some(GroupRecord {
        others: others.map(|member| (member.person.id, member.person.full_name())).collect(),
        contact_name: party.contact_name,
        contact_email: party.contact_email,
        taken_over: taken_over_at.is_some(),
    }))
}

fn at(passed: &[(Door, Moment)], door: Door) -> Option<Moment> {
    passed.iter().find(|(passed, _)| *passed == door).map(|(_, at)| *at)
}

fn seat(session: Session, passed: &[(Door, Moment)]) -> HeldSeat {
    let present = at(passed, Door::Session(session.id)).map_or_else(String::new, fr::clock);
    HeldSeat { session, present }
}

fn waited_seat(waited: Waited) -> WaitedSeat {
    let Waited { session, place, swap, rank } = waited;
    WaitedSeat { session, place, swap, rank }
}

/// What has a line that someone could join.
fn full(programme: &Programme, held: &[Session], waited: &[Waited], now: Moment) -> Vec<Session> {
    let theirs = |session: &Session| {
        held.iter().any(|held| held.id == session.id)
            || waited.iter().any(|waited| waited.session.id == session.id)
    };
    programme
        .sessions
        .iter()
        .filter(|session| session.seats.is_full() && !session.cancelled)
        .filter(|session| now < session.span.start() && !theirs(session))
        .cloned()
        .collect()
}

/// What fits someone's day and still has a seat.
fn free(programme: &Programme, held: &[Session], now: Moment) -> Vec<Session> {
    let walk = programme.plan.event.walk;
    programme
        .sessions
        .iter()
        .filter(|session| !session.seats.is_full())
        .filter(|session| matches!(fit(session, held, walk, now), Ok(Fit::Free | Fit::Swaps(_))))
        .cloned()
        .collect()
}

fn in_words(needs: AccessNeeds) -> Vec<String> {
    let usual = needs.choices.into_iter().map(|need| fr::access_need(need).to_owned());
    usual.chain((!needs.other.is_empty()).then_some(needs.other)).collect()
}
