//! What a phone loads: how many files, how many bytes, compressed as they are sent.

use std::collections::{BTreeMap, BTreeSet};

use crate::client::Client;
use crate::error::Error;
use crate::figures::kilobytes;
use crate::outcome::Row;
use crate::process::Server;
use crate::references::{self, kind};

/// The most of a public page, in bytes.
const WHOLE: usize = 110_000;

/// The most of its programs, in bytes.
const PROGRAMS: usize = 60_000;

/// The most files.
const FILES: usize = 8;

/// The part of the program that a camera needs, by its name in the manifest of parts.
const DECODER: &str = "qr_decoder";

/// Files loaded, each with its length on the way.
#[derive(Debug, Default)]
struct Loaded(BTreeMap<String, usize>);

impl Loaded {
    fn whole(&self) -> usize {
        self.0.values().sum()
    }

    fn programs(&self) -> usize {
        let program = |address: &str| matches!(kind(address), "js" | "wasm");
        self.0.iter().filter(|(address, _)| program(address)).map(|(_, length)| length).sum()
    }

    fn in_words(&self) -> String {
        let plural = if self.0.len() > 1 { "s" } else { "" };
        format!("{} en {} requête{plural}", kilobytes(self.whole()), self.0.len())
    }
}

/// Weighs the first page, and the door's page before and after its camera opens.
///
/// # Errors
/// A file that a page names is not there.
pub async fn measure(server: &Server, cookie: &str) -> Result<Vec<Row>, Error> {
    let mut browser = Browser { client: Client::connect(server.address).await?, cookie };
    let mut rows = Vec::new();
    for (address, _) in crate::pages::ALL {
        let page = browser.open(address, |_| false).await?;
        rows.push(Row::aimed(
            &format!("Un téléphone charge {address}"),
            page.in_words(),
            format!("≤ {}, {FILES} requêtes", kilobytes(WHOLE)),
            page.whole() <= WHOLE && page.0.len() <= FILES,
        ));
        rows.push(Row::aimed(
            &format!("{address}, dont wasm et JS"),
            kilobytes(page.programs()),
            format!("≤ {}", kilobytes(PROGRAMS)),
            page.programs() <= PROGRAMS,
        ));
    }
    let door = "/accueil/entree";
    let before = browser.open(door, |part| part != DECODER).await?;
    let after = browser.open(door, |_| true).await?;
    for (when, page) in [("avant la caméra", before), ("caméra ouverte", after)] {
        let value = format!("{}, dont wasm et JS {}", page.in_words(), kilobytes(page.programs()));
        rows.push(Row::value(&format!("Un téléphone charge {door}, {when}"), value));
    }
    Ok(rows)
}

struct Browser<'a> {
    client: Client,
    cookie: &'a str,
}

impl Browser<'_> {
    /// Loads a page and all it names, and those parts of its program that are wanted.
    async fn open(&mut self, page: &str, wanted: fn(&str) -> bool) -> Result<Loaded, Error> {
        let mut loaded = Loaded::default();
        let mut waiting = BTreeSet::from([page.to_owned()]);
        while let Some(address) = waiting.pop_first() {
            if loaded.0.contains_key(&address) {
                continue;
            }
            loaded.0.insert(address.clone(), self.fetch(&address, "br").await?.len());
            waiting.extend(self.named_by(&address, address == page, wanted).await?);
        }
        Ok(loaded)
    }

    async fn named_by(
        &mut self,
        address: &str,
        is_page: bool,
        wanted: fn(&str) -> bool,
    ) -> Result<BTreeSet<String>, Error> {
        let folder =
            address.rsplit_once('/').map_or("/".to_owned(), |(path, _)| format!("{path}/"));
        let of_kind: fn(&str, &str) -> BTreeSet<String> = match kind(address) {
            _ if is_page => |text, _| references::of_page(text),
            "css" => |text, _| references::of_style(text),
            "js" => references::of_module,
            "wasm" => return self.parts(address, &folder, wanted).await,
            _ => return Ok(BTreeSet::new()),
        };
        let text = self.fetch(address, "identity").await?;
        Ok(of_kind(&String::from_utf8_lossy(&text), &folder))
    }

    /// The parts that the program was split into, as the builder wrote them down.
    async fn parts(
        &mut self,
        address: &str,
        folder: &str,
        wanted: fn(&str) -> bool,
    ) -> Result<BTreeSet<String>, Error> {
        // Only the program itself has parts.
        if address.contains("/split_") || address.contains("/chunk_") {
            return Ok(BTreeSet::new());
        }
        let manifest = format!("{folder}__wasm_split_manifest.json");
        let headers = [("accept-encoding", "identity")];
        let Some(manifest) = self.client.get(&manifest, &headers).await? else {
            return Ok(BTreeSet::new());
        };
        let parts: BTreeMap<String, Vec<String>> =
            serde_json::from_slice(&manifest).map_err(std::io::Error::other)?;
        let wanted = parts.into_iter().filter(|(part, _)| wanted(part));
        Ok(wanted.flat_map(|(_, files)| files).map(|file| format!("{folder}{file}.wasm")).collect())
    }

    async fn fetch(&mut self, address: &str, encoding: &str) -> Result<axum::body::Bytes, Error> {
        let headers = [("accept-encoding", encoding), ("cookie", self.cookie)];
        let body = self.client.get(address, &headers).await?;
        body.ok_or_else(|| Error::Answer(address.to_owned(), "introuvable".to_owned()))
    }
}
