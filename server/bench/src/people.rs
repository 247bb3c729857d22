//! The organisers' list: its first page and a search, at a conference of two hundred and at larger
//! ones, to see that the cost does not grow past bearing.

use std::time::Instant;

use crate::client::Client;
use crate::conference::sign_in;
use crate::error::Error;
use crate::figures::{median, tenth, whole};
use crate::outcome::{Row, megabytes};
use crate::process::Server;

/// How often each address is asked for; the first answer is not counted.
const TIMES: usize = 9;

/// What is asked of the list. Words that nearly everybody, one person and nobody has.
const ASKED: [(&str, &str); 4] = [
    ("première page", ""),
    ("recherche «\u{a0}mesure\u{a0}»", "?q=mesure"),
    ("recherche «\u{a0}camille 00123\u{a0}»", "?q=camille+00123"),
    ("recherche sans réponse", "?q=introuvable"),
];

/// Measures a conference of so many people; `invitation` is the path of the form that sets an
/// organiser's password.
///
/// # Errors
/// A page did not come.
pub async fn measure(server: &Server, invitation: &str, people: u32) -> Result<Vec<Row>, Error> {
    let cookie = sign_in(server, invitation).await?;
    let mut client = Client::connect(server.address).await?;
    let mut rows = Vec::new();
    for (what, query) in ASKED {
        let address = format!("/organisation/participants{query}");
        server.forget_summit();
        let mut times = Vec::new();
        for _ in 0..=TIMES {
            let begun = Instant::now();
            let page = client.get(&address, &[("cookie", &cookie)]).await?;
            page.ok_or_else(|| Error::Answer(address.clone(), "pas de page".to_owned()))?;
            times.push(begun.elapsed().as_secs_f64() * 1000.0);
        }
        let summit = server.memory().map_or(0, |(_, summit)| summit);
        let time = median(times.into_iter().skip(1));
        let value = format!("{}\u{a0}ms, au plus {}", tenth(time), megabytes(summit));
        let what = format!("Participants, {what}, {} inscrits", whole(f64::from(people)));
        rows.push(Row::value(&what, value));
    }
    Ok(rows)
}
