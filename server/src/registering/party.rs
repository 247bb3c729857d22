use domain::party::{Guest, Invitation};
use sha2::{Digest, Sha256};
use store::journal;
use store::participants::NewParticipant;
use store::parties::{self, NewParty, Outcome, Party};
use uuid::Uuid;

use super::{FIRST_VERSION, newcomer};
use crate::clock::now;
use crate::keys::{Purpose, hash};
use crate::state::App;

/// Records a group, or adds people to `party`; everybody or nobody. The journal names each.
///
/// # Errors
/// The rules refuse, or the database failed.
pub async fn record_party(
    app: &App,
    invitation: Invitation,
    request_key: Uuid,
    party: Option<(Party, usize)>,
) -> Result<Outcome, store::Error> {
    let waits = invitation.waits();
    let people: Vec<NewParticipant> = (0..)
        .zip(invitation.people)
        .map(|(place, Guest { registration, .. })| {
            newcomer(&app.keys, registration, key_of(request_key, place), None)
        })
        .collect();
    let new = invitation.contact.map(|(contact_name, contact_email)| {
        let id = Uuid::now_v7();
        let link_hash = hash(&app.keys.secret(Purpose::Party, id, FIRST_VERSION));
        NewParty { id, request_key, contact_name, contact_email, link_hash }
    });
    let ids: Vec<Uuid> = people.iter().map(|person| person.id).collect();
    let at = now();
    app.store
        .write(async move |conn| {
            let outcome = match (party, new) {
                (Some((party, most)), _) => {
                    parties::add(conn, &party, people, &waits, most, at).await?
                }
                (None, Some(new)) => parties::register(conn, new, people, &waits, at).await?,
                (None, None) => return Err(domain::Refusal::NotFound.into()),
            };
            if let Outcome::Registered(_) = outcome {
                for id in ids {
                    let subject = id.to_string();
                    let action = "participant.register";
                    journal::write(conn, journal::CONTACT, action, &subject, "", at).await?;
                }
            }
            Ok(outcome)
        })
        .await
}

/// Each person's part of the form's identity: the same form sent again names the same people.
fn key_of(form: Uuid, place: u32) -> Uuid {
    let digest = Sha256::new().chain_update(form).chain_update(place.to_be_bytes()).finalize();
    let mut half = [0; 16];
    half.copy_from_slice(&digest[..16]);
    Uuid::from_bytes(half)
}
