//! Making the identities and secrets of a new participant.

mod party;

use domain::participant::Registration;
use domain::ticket::Code;
use store::journal;
use store::participants::{NewParticipant, Outcome, register};
use uuid::Uuid;

pub use party::record_party;

use crate::access::Member;
use crate::clock::now;
use crate::keys::{Keys, Purpose, hash};
use crate::state::App;

/// How many readable codes are drawn, so that one of them is free.
const CODES: usize = 4;

/// The first version of a link and of a ticket.
const FIRST_VERSION: u32 = 1;

/// Records a registration, filled in by the person or by a member of the team; returns what became
/// of it and who it is. The journal says by whom.
///
/// # Errors
/// The rules refuse, or the database failed.
pub async fn record(
    app: &App,
    registration: Registration,
    request_key: Uuid,
    by: Option<&Member>,
) -> Result<(Outcome, Uuid), store::Error> {
    let new = newcomer(&app.keys, registration, request_key, by.map(|member| member.id));
    let id = new.id;
    let by_team = by.is_some();
    let actor = by.map_or(journal::PARTICIPANT, |member| &member.email).to_owned();
    let at = now();
    let outcome = app
        .store
        .write(async move |conn| {
            let outcome = register(conn, new, at).await?;
            let (action, subject) = match outcome {
                Outcome::Registered | Outcome::Waiting => ("participant.register", id),
                // Whoever types an address on the public form is not known to be its owner.
                Outcome::AlreadyThere(who) if by_team => ("participant.link", who),
                Outcome::AlreadyThere(_) | Outcome::Repeated(_) => return Ok(outcome),
            };
            journal::write(conn, &actor, action, &subject.to_string(), "", at).await?;
            Ok(outcome)
        })
        .await?;
    let who = match outcome {
        Outcome::Registered | Outcome::Waiting => id,
        Outcome::Repeated(who) | Outcome::AlreadyThere(who) => who,
    };
    Ok((outcome, who))
}

/// Somebody to be recorded, with identities and secrets of their own.
#[must_use]
pub fn newcomer(
    keys: &Keys,
    registration: Registration,
    request_key: Uuid,
    registered_by: Option<Uuid>,
) -> NewParticipant {
    let id = Uuid::now_v7();
    let secret = |purpose| hash(&keys.secret(purpose, id, FIRST_VERSION));
    NewParticipant {
        id,
        request_key,
        registration,
        codes: (0..CODES).map(|_| Code::from_random(rand::random())).collect(),
        link_hash: secret(Purpose::Link),
        ticket_hash: secret(Purpose::Ticket),
        registered_by,
    }
}
