//! What is printed: one line a figure, with its reference, its aim, and whether it is reached.

use std::fmt::Write;
use std::time::Duration;

use crate::figures::{median, percent, tenth, whole};
use crate::load::Rate;

/// One round of one program.
#[derive(Clone, Copy, Debug)]
pub struct Round {
    /// How fast it answered.
    pub rate: Rate,
    /// What it used of the processors meanwhile.
    pub processor: Duration,
}

/// One round of both programs.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The site.
    pub ours: Round,
    /// The program to compare with.
    pub theirs: Round,
}

/// One figure.
#[derive(Clone, Debug, Default)]
pub struct Row {
    what: String,
    value: String,
    reference: String,
    ratio: String,
    aim: String,
    reached: Option<bool>,
}

const HEADING: [&str; 6] = ["Mesure", "Passerelle", "Référence", "Rapport", "But", ""];

impl Row {
    /// A figure that stands alone.
    pub fn value(what: &str, value: String) -> Self {
        Self { what: what.to_owned(), value, ..Self::default() }
    }

    /// A figure with what it should be.
    pub fn aimed(what: &str, value: String, aim: String, reached: bool) -> Self {
        Self { aim, reached: Some(reached), ..Self::value(what, value) }
    }

    /// A figure beside that of another program, and what their ratio should be.
    pub fn beside(
        what: &str,
        (ours, theirs): (String, String),
        ratio: String,
        (aim, reached): (String, bool),
    ) -> Self {
        Self { reference: theirs, ratio, ..Self::aimed(what, ours, aim, reached) }
    }

    /// Requests in a second, by the median of the rounds.
    pub fn rates(what: &str, pairs: &[Pair], aim: Option<f64>) -> Self {
        let ratio = median(pairs.iter().map(|p| p.ours.rate.per_second / p.theirs.rate.per_second));
        Self {
            reference: rate(pairs.iter().map(|pair| pair.theirs.rate)),
            ratio: percent(ratio),
            aim: aim.map_or(String::new(), |aim| format!("≥ {}", percent(aim))),
            reached: aim.map(|aim| ratio >= aim),
            ..Self::value(what, rate(pairs.iter().map(|pair| pair.ours.rate)))
        }
    }

    /// Requests in a second, by the median of the rounds.
    pub fn alone(what: &str, rates: &[Rate]) -> Self {
        Self::value(what, rate(rates.iter().copied()))
    }

    /// The same beside another measure of ours.
    pub fn compared(what: &str, rates: &[Rate], reference: &[Rate]) -> Self {
        let per_second = |rates: &[Rate]| median(rates.iter().map(|rate| rate.per_second));
        Self {
            reference: rate(reference.iter().copied()),
            ratio: percent(per_second(rates) / per_second(reference)),
            ..Self::alone(what, rates)
        }
    }

    /// What a request costs, whoever makes it: the clients' own work, which both programs pay for
    /// in their rates on a machine of few processors, is not in it.
    pub fn processor(what: &str, pairs: &[Pair]) -> Self {
        let ours = median(pairs.iter().map(|pair| cost(&pair.ours)));
        let theirs = median(pairs.iter().map(|pair| cost(&pair.theirs)));
        Self {
            reference: format!("{}\u{a0}µs", whole(theirs)),
            ratio: if ours > 0.0 { percent(theirs / ours) } else { String::new() },
            ..Self::value(what, format!("{}\u{a0}µs", whole(ours)))
        }
    }

    fn cells(&self) -> [String; 6] {
        let reached = match self.reached {
            Some(true) => "atteint",
            Some(false) => "pas atteint",
            None => "",
        };
        [
            self.what.clone(),
            self.value.clone(),
            self.reference.clone(),
            self.ratio.clone(),
            self.aim.clone(),
            reached.to_owned(),
        ]
    }
}

fn rate(rates: impl Iterator<Item = Rate> + Clone) -> String {
    let per_second = median(rates.clone().map(|rate| rate.per_second));
    let p99 = median(rates.map(|rate| rate.p99));
    format!("{}/s, p99 {}\u{a0}ms", whole(per_second), tenth(p99))
}

fn cost(round: &Round) -> f64 {
    round.processor.as_secs_f64() * 1e6 / round.rate.requests.max(1) as f64
}

/// Bytes in millions: `12,3 Mo`.
pub fn megabytes(bytes: usize) -> String {
    format!("{}\u{a0}Mo", tenth(bytes as f64 / 1e6))
}

/// For a terminal.
pub fn table(rows: &[Row]) -> String {
    let lines: Vec<_> =
        std::iter::once(HEADING.map(str::to_owned)).chain(rows.iter().map(Row::cells)).collect();
    let width = |column: usize| {
        lines.iter().filter_map(|line| Some(line.get(column)?.chars().count())).max().unwrap_or(0)
    };
    let widths: Vec<_> = (0..HEADING.len()).map(width).collect();
    let mut text = String::new();
    for line in lines {
        let cells: Vec<_> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        let _ = writeln!(text, "  {}", cells.join("  ").trim_end());
    }
    text
}

/// For the README.
pub fn markdown(rows: &[Row]) -> String {
    let mut text = format!("| {} |\n|{}\n", HEADING.join(" | "), "---|".repeat(HEADING.len()));
    for row in rows {
        let _ = writeln!(text, "| {} |", row.cells().join(" | "));
    }
    text
}
