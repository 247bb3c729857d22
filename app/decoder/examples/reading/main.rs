//! How many codes the door reads, class by class, beside npm's `zxing-wasm` on the same pictures:
//! `cargo run --release -p decoder --example reading -- [--zxing SCRIPT] [--seed N] [--markdown]`.
//!
//! The pictures are made here, the same at every run, as grids of one distortion each and one class
//! of several at once. They rank readers; they do not promise what a real camera sees.
#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "made pictures are small"
)]

mod grid;
#[path = "../../tests/picture/random.rs"]
mod random;
mod scene;
mod table;
mod zxing;

use std::error::Error;
use std::io::Write;
use std::time::Instant;

use decoder::Decoder;
use scene::Picture;
use table::Tally;
use zxing::Zxing;

/// As long as the content of a ticket: an address of ordinary length and a token of 128 bits.
const TICKET: &str = "https://conference.example.org/b/q7mz3vk0sxytabrcwnhd4a9k2p";

/// The looks that a ticket gets while it is held up for half a second.
const LOOKS: usize = 10;

/// What a reader said of a picture.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Said {
    Nothing,
    Right,
    Wrong,
}

impl Said {
    fn of(texts: &[String]) -> Self {
        match texts {
            [] => Self::Nothing,
            texts if texts.iter().all(|text| text == TICKET) => Self::Right,
            _ => Self::Wrong,
        }
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).map(String::as_str)
    };
    let seed: u64 = value("--seed").map_or(Ok(grid::SEED), str::parse)?;
    let mut zxing = value("--zxing").map(Zxing::start).transpose()?;
    let code = scene::Code::new(TICKET)?;

    let mut tally = Tally::default();
    for case in grid::all(seed) {
        let picture = case.picture(&code);
        let began = Instant::now();
        let ours = looks(&picture);
        tally.ours(case.class, &ours, began.elapsed());
        if let Some(zxing) = &mut zxing {
            let began = Instant::now();
            let said = Said::of(&zxing.read(&picture)?);
            tally.zxing(case.class, said, began.elapsed());
        }
    }
    let markdown = arguments.iter().any(|argument| argument == "--markdown");
    write!(std::io::stdout(), "{}", tally.table(markdown))?;
    Ok(())
}

/// What each look at a picture that does not move said, up to the first that read something.
fn looks(picture: &Picture) -> Vec<Said> {
    let mut decoder = Decoder::new();
    let mut said = Vec::new();
    while said.len() < LOOKS && said.last().is_none_or(|said| *said == Said::Nothing) {
        let found = decoder.frame(&picture.luma, scene::WIDTH, scene::HEIGHT);
        let texts: Vec<String> = found.into_iter().map(|code| code.text).collect();
        said.push(Said::of(&texts));
    }
    said
}
