//! The pages everybody reads, against a route that has the same bytes ready.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::Full;

use crate::client::{Asked, Client, request};
use crate::error::Error;
use crate::load::{self, Requests};
use crate::outcome::{Pair, Round, Row};
use crate::process::Server;

/// The addresses measured, and the file in which each is kept for the program to compare with.
pub const ALL: [(&str, &str); 2] = [("/", "accueil.html"), ("/programme", "programme.html")];

/// How many phones ask at once.
const CLIENTS: usize = 16;

/// At least this part of the bare route.
const AIM: f64 = 0.10;

/// Fetches each page once, as it will be compared.
///
/// # Errors
/// A page was not found.
pub async fn keep(server: &Server, folder: &Path) -> Result<(), Error> {
    let mut client = Client::connect(server.address).await?;
    for (address, file) in ALL {
        let page = client.get(address, &[]).await?;
        let page = page.ok_or_else(|| Error::Answer(address.to_owned(), "vide".to_owned()))?;
        std::fs::write(folder.join(file), page)?;
    }
    Ok(())
}

/// The same page until the time is over.
struct Same {
    address: &'static str,
    encoding: &'static str,
    until: Instant,
}

impl Requests for Same {
    fn next(&self) -> Option<Asked> {
        if Instant::now() >= self.until {
            return None;
        }
        request("GET", self.address, &[("accept-encoding", self.encoding)])
            .body(Full::default())
            .ok()
    }

    fn expected(&self) -> Option<&'static str> {
        None
    }
}

/// Measures each page, ours and theirs in turns.
///
/// # Errors
/// A page did not come.
pub async fn measure(
    ours: &Server,
    bare: &Server,
    rounds: usize,
    each: Duration,
) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    for (address, _) in ALL {
        // The first answers pay for what later ones find ready.
        for server in [ours, bare] {
            one(server, address, "identity", each / 4).await?;
        }
        let (mut plain, mut brotli) = (Vec::new(), Vec::new());
        for _ in 0..rounds {
            let theirs = one(bare, address, "identity", each).await?;
            plain.push(Pair { ours: one(ours, address, "identity", each).await?, theirs });
            brotli.push(Pair { ours: one(ours, address, "br", each).await?, theirs });
        }
        let what = format!("GET {address}, {CLIENTS} clients");
        rows.push(Row::rates(&what, &plain, Some(AIM)));
        rows.push(Row::processor(&format!("GET {address}, processeur par requête"), &plain));
        rows.push(Row::rates(&format!("{what}, en brotli"), &brotli, None));
    }
    Ok(rows)
}

async fn one(
    server: &Server,
    address: &'static str,
    encoding: &'static str,
    time: Duration,
) -> Result<Round, Error> {
    let before = server.processor();
    let requests = Same { address, encoding, until: Instant::now() + time };
    let rate = load::send(server.address, CLIENTS, Arc::new(requests)).await?;
    Ok(Round { rate, processor: server.processor().saturating_sub(before) })
}
