//! The seats that can be given at a door to whoever was just there.

use app::fr;
use app::pages::door::SeatOffer;
use domain::checkin::{Door, Reason, Verdict};
use domain::programme::Session;
use store::{checkins, participants};
use uuid::Uuid;

use crate::clock::now;
use crate::state::App;

/// What can be offered after this scan: a seat here to whoever has none here, any free seat to
/// whoever was just registered.
pub async fn after(app: &App, scan: Uuid, door: Door) -> Result<Option<SeatOffer>, store::Error> {
    let mut conn = app.store.reader().await?;
    let Some(answered) = checkins::recall(&mut conn, scan).await? else { return Ok(None) };
    let Some(person) = answered.participant else { return Ok(None) };
    let Some(person) = participants::by_id(&mut conn, person).await? else { return Ok(None) };
    drop(conn);
    let (programme, at) = (app.store.programme().await?, now());
    let free = |session: &&Session| {
        !session.cancelled && !session.seats.is_full() && session.span.end() > at
    };
    let here = door.session().and_then(|id| programme.session(id)).filter(free);
    let not_here = answered.verdict == Verdict::Refused(Reason::NotHere);
    let (sessions, lets_in) = match here {
        Some(session) if not_here => (vec![line(session)], true),
        _ if answered.registered => {
            (programme.sessions.iter().filter(free).map(line).collect(), false)
        }
        _ => return Ok(None),
    };
    let name = person.full_name();
    Ok((!sessions.is_empty()).then_some(SeatOffer {
        participant: person.id,
        name,
        sessions,
        lets_in,
    }))
}

fn line(session: &Session) -> (Uuid, String) {
    let left = fr::seats_left(session.seats);
    let at = fr::clock(session.span.start());
    (session.id, format!("{}, {at}, {} ({left})", session.code, session.room))
}
