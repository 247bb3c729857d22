//! Many people, put into the database beside the server, whose pages open by secrets we know.

use domain::participant::{AccessNeeds, Email, Registration};
use domain::ticket::{CODE_LENGTH, Code};
use sha2::{Digest, Sha256};
use store::participants::{NewParticipant, Outcome, register};
use uuid::Uuid;

use super::Site;

/// Registers so many people; answers the paths of their pages. There must be room for them.
pub async fn enrol(site: &Site, people: u32) -> Vec<String> {
    let store = site.store().await;
    let opening = store.programme().await.unwrap().plan.event.registration.start();
    store
        .write_long(async move |conn| {
            for number in 0..people {
                let outcome = register(conn, person(number), opening).await?;
                assert_eq!(outcome, Outcome::Registered);
            }
            Ok(())
        })
        .await
        .unwrap();
    store.close().await;
    (0..people).map(|number| format!("/billet/{}", secret(number))).collect()
}

fn secret(number: u32) -> String {
    format!("personne{number}")
}

fn person(number: u32) -> NewParticipant {
    let id = Uuid::now_v7();
    NewParticipant {
        id,
        request_key: Uuid::now_v7(),
        registration: Registration {
            first_name: "Camille".to_owned(),
            last_name: format!("Personne-{number:04}"),
            email: Email::parse(&format!("personne-{number}@exemple.fr")),
            organisation: String::new(),
            department: None,
            role_title: String::new(),
            phone: String::new(),
            needs: AccessNeeds::default(),
        },
        codes: vec![code(number)],
        link_hash: Sha256::digest(secret(number)).to_vec(),
        ticket_hash: Sha256::digest(id.as_bytes()).to_vec(),
        registered_by: None,
    }
}

/// The code of this number: its digits in base 31.
fn code(number: u32) -> Code {
    let mut rest = number;
    let mut digits = std::array::from_fn::<u8, CODE_LENGTH, _>(|_| {
        let digit = rest % 31;
        rest /= 31;
        u8::try_from(digit).unwrap()
    });
    // The first character has fewer choices than the others.
    digits.reverse();
    Code::from_random(digits)
}
