//! The network comes back: twenty phones send ten thousand acts at once; and one act after the
//! other, at a conference of two hundred and at a larger one.

use std::sync::{Arc, Mutex};

use crate::client::Asked;
use crate::conference::{Conference, sign_in};
use crate::error::Error;
use crate::load::{self, Rate, Requests};
use crate::phones::{self, PHONES};
use crate::process::Server;

/// What all phones send together in a round.
const ACTS: usize = 10_000;

/// How many travel together.
const TOGETHER: usize = 50;

/// How many acts travel alone in a round.
const ALONE: usize = 2_000;

struct Acts {
    left: Mutex<std::vec::IntoIter<Asked>>,
}

impl Requests for Acts {
    fn next(&self) -> Option<Asked> {
        self.left.lock().ok()?.next()
    }

    fn expected(&self) -> Option<&'static str> {
        Some("\"kept")
    }
}

/// Measures both on a conference that is served, whose people have these codes.
///
/// # Errors
/// An act was not kept.
pub async fn measure(
    conference: &Conference,
    server: &Server,
    codes: &[String],
    rounds: usize,
) -> Result<Vec<(String, Vec<Rate>)>, Error> {
    let link = conference.invite("porte@exemple.fr", "door")?;
    let phones = phones::prepare(server, &sign_in(server, &link).await?).await?;
    let (mut flood, mut alone) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        flood.push(send(server, &phones, codes, ACTS, TOGETHER).await?);
        alone.push(send(server, &phones, codes, ALONE, 1).await?);
    }
    let together = format!("Actes de {PHONES} téléphones à la fois, lots de {TOGETHER}");
    Ok(vec![(together, flood), (format!("Acte seul, {PHONES} téléphones"), alone)])
}

/// So many people in turn, so many told at once, by each phone in turn.
async fn send(
    server: &Server,
    phones: &[String],
    codes: &[String],
    acts: usize,
    together: usize,
) -> Result<Rate, Error> {
    let people: Vec<&str> = codes.iter().map(String::as_str).cycle().take(acts).collect();
    let batches: Vec<_> = people
        .chunks(together)
        .zip(phones.iter().cycle())
        .map(|(people, phone)| phones::arrivals(phone, people))
        .collect::<Result<_, _>>()?;
    let left = Mutex::new(batches.into_iter());
    load::send(server.address, PHONES, Arc::new(Acts { left })).await
}
