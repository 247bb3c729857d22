//! Many clients at once, each sending its next request as soon as it has its answer.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use http_body_util::BodyExt;
use tokio::sync::Barrier;
use tokio::task::JoinSet;

use crate::client::{Asked, Client, drain};
use crate::error::Error;

/// No measure takes longer.
const LIMIT: Duration = Duration::from_mins(1);

/// What is sent: called for each request by any client, until it answers `None`.
pub trait Requests: Send + Sync + 'static {
    /// The next one.
    fn next(&self) -> Option<Asked>;
    /// How each is answered.
    fn status(&self) -> u16 {
        200
    }
    /// What the body of each answer must contain; without, bodies are read and forgotten.
    fn expected(&self) -> Option<&'static str>;
}

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    /// How many requests were answered.
    pub requests: usize,
    /// In a second.
    pub per_second: f64,
    /// The time within which 99 answers of 100 came, in milliseconds.
    pub p99: f64,
}

/// Sends all requests over so many connections.
///
/// # Errors
/// A connection broke, or an answer was not as expected.
pub async fn send(
    to: SocketAddr,
    clients: usize,
    requests: Arc<impl Requests>,
) -> Result<Rate, Error> {
    let ready = Arc::new(Barrier::new(clients + 1));
    let mut under_way = JoinSet::new();
    for _ in 0..clients {
        let client = Client::connect(to).await?;
        under_way.spawn(converse(client, Arc::clone(&requests), Arc::clone(&ready)));
    }
    ready.wait().await;
    let begun = Instant::now();
    let mut times = Vec::new();
    let all = async {
        while let Some(done) = under_way.join_next().await {
            times.extend(done.map_err(std::io::Error::other)??);
        }
        Ok::<(), Error>(())
    };
    tokio::time::timeout(LIMIT, all).await.map_err(|_| Error::Late)??;
    Ok(rate(times, begun.elapsed()))
}

fn rate(mut times: Vec<Duration>, elapsed: Duration) -> Rate {
    times.sort_unstable();
    let slow = times.get(times.len() * 99 / 100).or(times.last()).copied().unwrap_or_default();
    Rate {
        requests: times.len(),
        per_second: times.len() as f64 / elapsed.as_secs_f64(),
        p99: slow.as_secs_f64() * 1000.0,
    }
}

async fn converse(
    mut client: Client,
    requests: Arc<impl Requests>,
    ready: Arc<Barrier>,
) -> Result<Vec<Duration>, Error> {
    let mut times = Vec::new();
    ready.wait().await;
    while let Some(request) = requests.next() {
        let begun = Instant::now();
        let answer = client.send(request).await?;
        let status = answer.status();
        let as_expected = match requests.expected() {
            None => drain(answer.into_body()).await.map(|_| true)?,
            Some(word) => {
                let body = answer.into_body().collect().await?.to_bytes();
                body.windows(word.len()).any(|part| part == word.as_bytes())
            }
        };
        times.push(begun.elapsed());
        if status != requests.status() || !as_expected {
            return Err(Error::Answer("une requête".to_owned(), status.to_string()));
        }
    }
    Ok(times)
}
