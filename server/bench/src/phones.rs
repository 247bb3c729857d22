//! Phones that keep doors: prepared as people prepare them, and what they send.

use std::time::Instant;

use axum::body::Bytes;
use domain::door::{Act, Batch, Deed, Roll, Told, Who};
use domain::time::Moment;
use http_body_util::Full;
use uuid::Uuid;

use crate::client::{Asked, Client, request};
use crate::error::Error;
use crate::figures::whole;
use crate::outcome::{Row, megabytes};
use crate::process::Server;

/// Where phones send what they did.
pub const PATH: &str = "/accueil/actes";

/// How many phones there are.
pub const PHONES: usize = 20;

/// Prepares phones for a member of the team who is signed in; answers their cookies.
///
/// # Errors
/// The server refused.
pub async fn prepare(server: &Server, session: &str) -> Result<Vec<String>, Error> {
    let mut cookies = Vec::new();
    for number in 0..PHONES {
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("cookie", session)];
        let form = Full::new(Bytes::from(format!("name=Mesure+{number}")));
        let asked = request("POST", "/accueil/appareil", &headers).body(form)?;
        let answer = Client::connect(server.address).await?.send(asked).await?;
        let cookie = answer
            .headers()
            .get("set-cookie")
            .and_then(|cookie| cookie.to_str().ok()?.split(';').next().map(str::to_owned));
        let told = || Error::Answer("/accueil/appareil".to_owned(), answer.status().to_string());
        cookies.push(cookie.ok_or_else(told)?);
    }
    Ok(cookies)
}

/// The people with these codes are let in, all told at once.
///
/// # Errors
/// The request cannot be made.
pub fn arrivals(phone: &str, codes: &[&str]) -> Result<Asked, Error> {
    let at = Moment::from_micros(jiff::Timestamp::now().as_microsecond());
    let arrival = |code: &&str| Act {
        id: Uuid::now_v7(),
        door: "main".to_owned(),
        at,
        clock_ahead: 0,
        told: Told::Accepted,
        deed: Deed::Arrival { who: Who::Read((*code).to_owned()) },
    };
    let acts: Vec<_> = codes.iter().map(arrival).collect();
    let unsent = u32::try_from(acts.len()).unwrap_or(u32::MAX);
    let batch = Batch { sent_at: at, unsent, acts };
    let body = serde_json::to_string(&batch).map_err(std::io::Error::other)?;
    let headers = [("content-type", "application/json"), ("cookie", phone)];
    Ok(request("POST", PATH, &headers).body(Full::new(Bytes::from(body)))?)
}

/// What it costs to give a phone the list of so many people, whole and when nothing has changed.
///
/// # Errors
/// The server refused.
pub async fn list(server: &Server, phone: &str, people: usize) -> Result<Vec<Row>, Error> {
    let all = ask(server, phone, "/accueil/liste").await?;
    let plain = [("cookie", phone)];
    let body = Client::connect(server.address).await?.get("/accueil/liste", &plain).await?;
    let told = || Error::Answer("/accueil/liste".to_owned(), "pas de liste".to_owned());
    let roll: Roll =
        serde_json::from_slice(&body.ok_or_else(told)?).map_err(std::io::Error::other)?;
    let since = format!("/accueil/liste?depuis={}", roll.version);
    let same = ask(server, phone, &since).await?;
    Ok(vec![
        Row::value(
            &format!("Liste d’un téléphone, {} personnes, en brotli", whole(people as f64)),
            all,
        ),
        Row::value("La même quand rien n’a changé", same),
    ])
}

/// How long the second answer takes, when the list is at hand, and its weight.
async fn ask(server: &Server, phone: &str, address: &str) -> Result<String, Error> {
    let headers = [("cookie", phone), ("accept-encoding", "br")];
    let mut client = Client::connect(server.address).await?;
    client.get(address, &headers).await?;
    let begun = Instant::now();
    let body = client.get(address, &headers).await?.unwrap_or_default();
    let time = begun.elapsed().as_millis();
    Ok(format!("{time}\u{a0}ms, {}", megabytes(body.len())))
}
