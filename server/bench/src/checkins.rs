//! Check-ins at the main entrance, against a handler that writes as much and thinks of nothing.

use std::slice::Iter;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use http_body_util::Full;
use serde_json::json;
use uuid::Uuid;

use crate::client::{Asked, request};
use crate::error::Error;
use crate::load::{self, Requests};
use crate::outcome::{Pair, Round, Row};
use crate::phones::arrivals;
use crate::process::Server;

/// Where the bare handler takes scans.
pub const BARE_PATH: &str = "/pointages";

/// How many phones scan at once, and how many people each round lets in for each of them. Alone, a
/// phone pays for a commit of its own, as the reference does.
pub const CLIENTS: [(usize, usize); 3] = [(1, 200), (8, 150), (64, 40)];

/// At least this part of the bare handler.
const AIM: f64 = 0.60;

/// How many people so many rounds need: each is let in once.
pub fn people(rounds: usize) -> usize {
    CLIENTS.iter().map(|(clients, each)| clients * each * rounds).sum()
}

/// One scan of each of these people.
struct Scans {
    left: Mutex<std::vec::IntoIter<Asked>>,
    expected: &'static str,
}

impl Requests for Scans {
    fn next(&self) -> Option<Asked> {
        self.left.lock().ok()?.next()
    }

    fn expected(&self) -> Option<&'static str> {
        Some(self.expected)
    }
}

/// Measures check-ins at 1, 8 and 64 clients, ours and theirs in turns. Each code is used once.
///
/// # Errors
/// A person was not let in.
pub async fn measure(
    ours: &Server,
    bare: &Server,
    phones: &[String],
    codes: &[String],
    rounds: usize,
) -> Result<Vec<Row>, Error> {
    let mut codes = codes.iter();
    let mut rows = Vec::new();
    for (clients, each) in CLIENTS {
        let mut pairs = Vec::new();
        for _ in 0..rounds {
            let people: Vec<_> = next(&mut codes, clients * each);
            let scans = people.iter().map(|code| scan(code)).collect::<Result<_, _>>()?;
            let theirs = one(bare, scans, "\"accepted\"", clients).await?;
            let acts = people
                .iter()
                .zip(phones.iter().cycle())
                .map(|(code, phone)| arrivals(phone, &[code]))
                .collect::<Result<_, _>>()?;
            pairs.push(Pair { ours: one(ours, acts, "\"kept\"", clients).await?, theirs });
        }
        rows.push(Row::rates(&format!("Pointage, {}", at_once(clients)), &pairs, Some(AIM)));
        let what = format!("Pointage, {}, processeur par requête", at_once(clients));
        rows.push(Row::processor(&what, &pairs));
    }
    Ok(rows)
}

fn at_once(clients: usize) -> String {
    if clients == 1 { "1 client".to_owned() } else { format!("{clients} clients") }
}

fn next<'a>(codes: &mut Iter<'a, String>, number: usize) -> Vec<&'a str> {
    codes.by_ref().take(number).map(String::as_str).collect()
}

async fn one(
    server: &Server,
    requests: Vec<Asked>,
    expected: &'static str,
    clients: usize,
) -> Result<Round, Error> {
    let before = server.processor();
    let left = Mutex::new(requests.into_iter());
    let rate = load::send(server.address, clients, Arc::new(Scans { left, expected })).await?;
    Ok(Round { rate, processor: server.processor().saturating_sub(before) })
}

/// A scan as the bare handler takes it.
fn scan(code: &str) -> Result<Asked, Error> {
    let scan = json!({
        "id": Uuid::now_v7(),
        "read": code,
        "scanned_at": jiff::Timestamp::now().as_microsecond(),
    });
    let headers = [("content-type", "application/json")];
    Ok(request("POST", BARE_PATH, &headers).body(Full::new(Bytes::from(scan.to_string())))?)
}
