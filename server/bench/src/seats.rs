//! Sign-ups: many people choose at once, one workshop that everybody wants or all twenty, at a
//! conference of two hundred and at larger ones, to see that the cost does not grow with the size.

use std::path::Path;
use std::sync::{Arc, Mutex};

use axum::body::Bytes;
use http_body_util::Full;
use store::Store;
use uuid::Uuid;

use crate::client::{Asked, request};
use crate::conference::{Conference, secret};
use crate::error::Error;
use crate::flood;
use crate::load::{self, Rate, Requests};
use crate::outcome::Row;
use crate::people;
use crate::process::Server;

/// How many phones choose at once.
const CLIENTS: [usize; 3] = [8, 64, 512];

/// How many choose in a round, unless there are fewer people.
const CHOICES: usize = 2_000;

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

/// Measures conferences of these sizes; the first is what the others are compared with.
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
    let mut smallest: Vec<Vec<Rate>> = Vec::new();
    for size in sizes {
        let (lists, measured) = one_size(program, temporary, *size, rounds).await?;
        rows.extend(lists);
        for (number, (what, rates)) in measured.into_iter().enumerate() {
            let what = format!("{what}, {size} inscrits");
            if let Some(reference) = smallest.get(number) {
                rows.push(Row::compared(&what, &rates, reference));
            } else {
                rows.push(Row::alone(&what, &rates));
                smallest.push(rates);
            }
        }
    }
    Ok(rows)
}

async fn one_size(
    program: &Path,
    temporary: &Path,
    size: u32,
    rounds: usize,
) -> Result<(Vec<Row>, Vec<(String, Vec<Rate>)>), Error> {
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
            for _ in 0..rounds {
                forget_choices(&store).await?;
                rates.push(one_round(&server, among, size, clients).await?);
            }
            measured.push((format!("Choisir {what}, {clients} clients"), rates));
        }
    }
    store.close().await;
    measured.extend(flood::measure(&conference, &server, &codes, rounds).await?);
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
    let people = (0..size).take(CHOICES);
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
