//! The lists an organiser takes away, at every size: how long they take, and how much memory.

use std::path::Path;
use std::time::Instant;

use http_body_util::Full;

use crate::client::{Client, drain, request};
use crate::conference::{Conference, sign_in};
use crate::error::Error;
use crate::figures::{tenth, whole};
use crate::outcome::{Row, megabytes};
use crate::process::Server;

/// The files, with what they are called.
const FILES: [(&str, &str); 3] = [
    ("participants.csv", "Participants en CSV"),
    ("participants.xlsx", "Participants en XLSX"),
    ("classeur.xlsx", "Toutes les listes en un XLSX"),
];

/// Downloads them from conferences of these sizes.
///
/// # Errors
/// A conference could not be made, or a file did not come.
pub async fn measure(program: &Path, temporary: &Path, sizes: &[u32]) -> Result<Vec<Row>, Error> {
    let mut rows = Vec::new();
    for size in sizes {
        let folder = temporary.join(format!("exports-{size}"));
        std::fs::create_dir(&folder)?;
        let conference = Conference::make(program, folder, *size)?;
        conference.fill(*size).await?;
        let admin = conference.invite("organisation@exemple.fr", "admin")?;
        let server = conference.serve()?;
        let cookie = sign_in(&server, &admin).await?;
        for (file, what) in FILES {
            let what = format!("{what}, {} personnes", whole(f64::from(*size)));
            rows.push(Row::value(&what, download(&server, &cookie, file).await?));
        }
    }
    Ok(rows)
}

/// « 0,3 s, 0,8 Mo, au plus 87,7 Mo »: the time, the file, the server's memory at its highest.
async fn download(server: &Server, cookie: &str, file: &str) -> Result<String, Error> {
    server.forget_summit();
    let address = format!("/organisation/exports/{file}");
    let begun = Instant::now();
    let request = request("GET", &address, &[("cookie", cookie)]).body(Full::default())?;
    let answer = Client::connect(server.address).await?.send(request).await?;
    if answer.status() != 200 {
        return Err(Error::Answer(address, answer.status().to_string()));
    }
    let length = drain(answer.into_body()).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let summit = server.memory().map_or(0, |(_, summit)| summit);
    Ok(format!("{}\u{a0}s, {}, au plus {}", tenth(seconds), megabytes(length), megabytes(summit)))
}
