//! One run: makes a conference, measures everything, leaves nothing behind.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::conference::{Conference, sign_in};
use crate::error::Error;
use crate::figures::{median, whole};
use crate::outcome::{Row, megabytes};
use crate::process::Server;
use crate::{allocation, alone, bare, checkins, exports, pages, phones, seats, weight};

/// How much is measured.
#[derive(Clone, Copy, Debug)]
pub struct Extent {
    rounds: usize,
    /// For each page in each round.
    pages: Duration,
    people: u32,
    starts: usize,
    /// Conferences of how many people export their lists and choose their workshops.
    sizes: &'static [u32],
}

/// What `make bench` does.
pub const WHOLE: Extent = Extent {
    rounds: 5,
    pages: Duration::from_secs(2),
    people: 20_000,
    starts: 7,
    sizes: &[200, 20_000, 200_000],
};

/// Enough to see that it works.
pub const QUICK: Extent = Extent {
    rounds: 1,
    pages: Duration::from_millis(500),
    people: 4_000,
    starts: 3,
    sizes: &[200, 4_000],
};

/// The most memory, in bytes.
const MEMORY: usize = 60_000_000;

/// The longest start, in milliseconds.
const START: f64 = 300.0;

/// Measures everything, one line on the standard error output for each part.
///
/// # Errors
/// Something could not be measured.
pub async fn measure(extent: &Extent) -> Result<Vec<Row>, Error> {
    let temporary = tempfile::tempdir()?;
    let program = program()?;
    let folder = |name: &str| {
        let folder = temporary.path().join(name);
        std::fs::create_dir(&folder).map(|()| folder)
    };

    tell("Démarrages");
    let mut rows = vec![starts(&program, folder("livree")?, extent.starts)?];

    tell("Inscriptions pour la mesure");
    let conference = Conference::make(&program, folder("grande")?, extent.people)?;
    let codes = conference.fill(extent.people).await?;
    let door = conference.invite("accueil@exemple.fr", "door")?;
    let ours = conference.serve()?;
    let door = sign_in(&ours, &door).await?;

    let beside = folder("reference")?;
    pages::keep(&ours, &beside).await?;
    bare::prepare(&beside, &codes).await?;
    let reference = start_bare(&beside)?;

    tell("Pages");
    rows.extend(pages::measure(&ours, &reference, extent.rounds, extent.pages).await?);
    tell("Pointages");
    let people = codes.get(..checkins::people(extent.rounds)).unwrap_or(&codes);
    let phones = phones::prepare(&ours, &door).await?;
    rows.extend(checkins::measure(&ours, &reference, &phones, people, extent.rounds).await?);
    rows.push(memory(&ours));
    if let Some(phone) = phones.first() {
        rows.extend(phones::list(&ours, phone, codes.len()).await?);
    }
    tell("Poids");
    rows.extend(weight::measure(&ours, &door).await?);
    tell("Exports");
    rows.extend(exports::measure(&program, temporary.path(), extent.sizes).await?);
    tell("Vœux");
    rows.extend(allocation::measure(extent.rounds)?);
    tell("Un acte seul");
    rows.extend(alone::measure(temporary.path(), extent.rounds).await?);
    tell("Choix des ateliers, actes de vingt téléphones");
    rows.extend(seats::measure(&program, temporary.path(), extent.sizes, extent.rounds).await?);
    Ok(rows)
}

/// How long the shipped conference takes to be there.
fn starts(program: &Path, folder: PathBuf, number: usize) -> Result<Row, Error> {
    let conference = Conference::make(program, folder, 200)?;
    let times = (0..number).map(|_| Ok(conference.serve()?.started_in));
    let times: Vec<Duration> = times.collect::<Result<_, Error>>()?;
    let time = median(times.iter().map(|time| time.as_secs_f64() * 1000.0));
    Ok(Row::aimed(
        "Du lancement à l’écoute",
        format!("{}\u{a0}ms", whole(time)),
        format!("≤ {}\u{a0}ms", whole(START)),
        time <= START,
    ))
}

fn memory(server: &Server) -> Row {
    let what = "Mémoire résidente après la charge";
    match server.memory() {
        None => Row::value(what, "pas mesurée ici".to_owned()),
        Some((now, summit)) => Row::aimed(
            what,
            format!("{}, au plus {}", megabytes(now), megabytes(summit)),
            format!("≤ {}", megabytes(MEMORY)),
            now <= MEMORY,
        ),
    }
}

fn start_bare(folder: &Path) -> Result<Server, Error> {
    let mut command = Command::new(std::env::current_exe()?);
    command.arg("bare").arg(folder);
    Server::start(command, bare::LISTENING, &folder.join("journal"))
}

/// The server, built beside us.
fn program() -> Result<PathBuf, Error> {
    let ours = std::env::current_exe()?;
    let program = ours.with_file_name("passerelle");
    if program.is_file() { Ok(program) } else { Err(Error::NotBuilt(program)) }
}

fn tell(part: &str) {
    let _ = writeln!(std::io::stderr(), "{part}…");
}
