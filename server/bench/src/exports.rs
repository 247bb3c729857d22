//! The list an organiser takes away.

use std::time::Instant;

use http_body_util::Full;

use crate::client::{Client, drain, request};
use crate::error::Error;
use crate::figures::{tenth, whole};
use crate::outcome::{Row, megabytes};
use crate::process::Server;

/// Downloads the participants in both formats.
///
/// # Errors
/// A file did not come.
pub async fn measure(server: &Server, cookie: &str, people: usize) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    for format in ["csv", "xlsx"] {
        server.forget_summit();
        let address = format!("/organisation/exports/participants.{format}");
        let begun = Instant::now();
        let request = request("GET", &address, &[("cookie", cookie)]).body(Full::default())?;
        let answer = Client::connect(server.address).await?.send(request).await?;
        if answer.status() != 200 {
            return Err(Error::Answer(address, answer.status().to_string()));
        }
        let length = drain(answer.into_body()).await?;
        let seconds = begun.elapsed().as_secs_f64();
        let summit = server.memory().map_or(0, |(_, summit)| summit);
        let value = format!(
            "{}\u{a0}s, {}, au plus {}",
            tenth(seconds),
            megabytes(length),
            megabytes(summit)
        );
        let what = format!(
            "Participants en {}, {} personnes",
            format.to_uppercase(),
            whole(people as f64)
        );
        rows.push(Row::value(&what, value));
    }
    Ok(rows)
}
