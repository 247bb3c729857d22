//! Sign-ups: many people choose at once, one workshop that everybody wants or all twenty, at a
//! conference of two hundred and at larger ones, to see that the cost does not grow with the size.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use http_body_util::Full;
use store::Store;
use uuid::Uuid;

use crate::client::{Asked, request};
use crate::conference::{Conference, secret};
use crate::error::Error;
use crate::figures::whole;
use crate::flood;
use crate::load::{self, Rate, Requests};
use crate::outcome::Row;
use crate::people;
use crate::process::Server;

/// How many phones choose at once.
const CLIENTS: [usize; 3] = [8, 64, 512];

/// How many choose in a round: as many at every size, so that like is compared with like, and more
/// than there are phones.
fn choices(clients: usize) -> u32 {
    if clients < 200 { 200 } else { 2_000 }
}

/// One choice of each of these people.
struct Choices {
    left: Mutex<std::vec::IntoIter<Asked>>,
}

impl Requests for Choices {
    fn next(&self) -> Option<Asked> {
        self.left.lock().ok()?.next()
    }

    fn status(&self) -> u16 {
        303
    }

    fn expected(&self) -> Option<&'static str> {
        None
    }
}

/// Measures conferences of these sizes; the first that has as many people as choose in a round is
/// what the others are compared with.
///
/// # Errors
/// Somebody was not given a seat.
pub async fn measure(
    program: &Path,
    temporary: &Path,
    sizes: &[u32],
    rounds: usize,
) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    let mut smallest: BTreeMap<String, Vec<Rate>> = BTreeMap::new();
    for size in sizes {
        let (lists, measured) = one_size(program, temporary, *size, rounds).await?;
        rows.extend(lists);
        for Measured { what, enough, rates } in measured {
            let row = format!("{what}, {} inscrits", whole(f64::from(*size)));
            rows.push(match smallest.get(&what) {
                Some(reference) => Row::compared(&row, &rates, reference),
                None => Row::alone(&row, &rates),
            });
            if enough {
                smallest.entry(what).or_insert(rates);
            }
        }
    }
    Ok(rows)
}

/// The same thing at one size.
struct Measured {
    what: String,
    /// Whether there were as many people as it takes.
    enough: bool,
    rates: Vec<Rate>,
}

async fn one_size(
    program: &Path,
    temporary: &Path,
    size: u32,
    rounds: usize,
) -> Result<(Vec<Row>, Vec<Measured>), Error> {
    let folder = temporary.join(format!("choix-{size}"));
    std::fs::create_dir(&folder)?;
    let conference = Conference::make(program, folder, size)?;
    let codes = conference.fill(size).await?;
    let store = Store::open(&conference.database()).await?;
    let workshops = widened(&store, size).await?;
    let invitation = conference.invite("organisation@exemple.fr", "organiser")?;
    let server = conference.serve()?;
    // The list is measured where so many people are already.
    let lists = people::measure(&server, &invitation, size).await?;
    let mut measured = Vec::new();
    for (what, among) in [("un atelier", workshops.get(..1)), ("vingt ateliers", Some(&*workshops))]
    {
        let among = among.unwrap_or_default();
        for clients in CLIENTS {
            let mut rates = Vec::new();
            // A short round is repeated more often.
            for _ in 0..rounds * if clients < 200 { 5 } else { 1 } {
                forget_choices(&store).await?;
                rates.push(one_round(&server, among, size, clients).await?);
            }
            let what = format!("Choisir {what}, {clients} clients");
            measured.push(Measured { what, enough: size >= choices(clients), rates });
        }
    }
    store.close().await;
    for (what, rates) in flood::measure(&conference, &server, &codes, rounds).await? {
        measured.push(Measured { what, enough: true, rates });
    }
    Ok((lists, measured))
}

/// Gives every workshop room for everybody, so that each choice is a seat taken.
async fn widened(store: &Store, size: u32) -> Result<Vec<Uuid>, Error> {
    let workshops = store
        .write(async move |conn| {
            conn.exec("update session set capacity = $1", (i64::from(size),)).await?;
            let rows: Vec<(Uuid,)> = conn
                .all("select id from session where slot is not null order by starts_at, id", ())
                .await?;
            Ok(rows.into_iter().map(|(id,)| id).collect())
        })
        .await?;
    Ok(workshops)
}

async fn forget_choices(store: &Store) -> Result<(), Error> {
    store
        .write(async |conn| {
            conn.exec("delete from signup", ()).await?;
            conn.exec("delete from letter where kind = 'change'", ()).await?;
            conn.exec("update session set taken = 0", ()).await
        })
        .await?;
    Ok(())
}

/// Each person chooses once, each another workshop in turn.
async fn one_round(
    server: &Server,
    among: &[Uuid],
    size: u32,
    clients: usize,
) -> Result<Rate, Error> {
    let people = 0..size.min(choices(clients));
    let choices: Vec<_> = people
        .zip(among.iter().cycle())
        .map(|(person, session)| choice(person, *session))
        .collect::<Result<_, _>>()?;
    let left = Mutex::new(choices.into_iter());
    load::send(server.address, clients, Arc::new(Choices { left })).await
}

fn choice(person: u32, session: Uuid) -> Result<Asked, Error> {
    let headers = [("content-type", "application/x-www-form-urlencoded")];
    let form = Full::new(Bytes::from(format!("session={session}")));
    Ok(request("POST", &format!("/billet/{}/choisir", secret(person)), &headers).body(form)?)
}
