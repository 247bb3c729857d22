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
use crate::process::Server;

/// Where devices send what they scan.
pub const PATH: &str = "/accueil/pointages";

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
}

impl Requests for Scans {
    fn next(&self) -> Option<Asked> {
        self.left.lock().ok()?.next()
    }

    fn expected(&self) -> Option<&'static str> {
        Some("\"accepted\"")
    }
}

/// Measures check-ins at 1, 8 and 64 clients, ours and theirs in turns. Each code is used once.
///
/// # Errors
/// A person was not let in.
pub async fn measure(
    ours: &Server,
    bare: &Server,
    cookie: &str,
    codes: &[String],
    rounds: usize,
) -> Result<Vec<Row>, Error> {
    let mut codes = codes.iter();
    let mut rows = Vec::new();
    for (clients, each) in CLIENTS {
        let mut pairs = Vec::new();
        for _ in 0..rounds {
            let people: Vec<_> = next(&mut codes, clients * each);
            let theirs = one(bare, cookie, &people, clients).await?;
            pairs.push(Pair { ours: one(ours, cookie, &people, clients).await?, theirs });
        }
        rows.push(Row::rates(&format!("Pointage, {}", phones(clients)), &pairs, Some(AIM)));
        let what = format!("Pointage, {}, processeur par requête", phones(clients));
        rows.push(Row::processor(&what, &pairs));
    }
    Ok(rows)
}

fn phones(clients: usize) -> String {
    if clients == 1 { "1 client".to_owned() } else { format!("{clients} clients") }
}

fn next<'a>(codes: &mut Iter<'a, String>, number: usize) -> Vec<&'a str> {
    codes.by_ref().take(number).map(String::as_str).collect()
}

async fn one(
    server: &Server,
    cookie: &str,
    people: &[&str],
    clients: usize,
) -> Result<Round, Error> {
    let scans: Vec<_> = people.iter().map(|code| scan(cookie, code)).collect::<Result<_, _>>()?;
    let before = server.processor();
    let left = Mutex::new(scans.into_iter());
    let rate = load::send(server.address, clients, Arc::new(Scans { left })).await?;
    Ok(Round { rate, processor: server.processor().saturating_sub(before) })
}

fn scan(cookie: &str, code: &str) -> Result<Asked, Error> {
    let scan = json!({
        "id": Uuid::now_v7(),
        "door": "main",
        "read": code,
        "scanned_at": jiff::Timestamp::now().as_microsecond(),
        "undoes": null,
    });
    let headers = [("content-type", "application/json"), ("cookie", cookie)];
    Ok(request("POST", PATH, &headers).body(Full::new(Bytes::from(scan.to_string())))?)
}
