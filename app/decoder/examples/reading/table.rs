//! What is printed: one line for each class of pictures.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

use crate::Said;
use crate::grid::classes;

/// How far behind in one class is too far.
const BEHIND: f64 = 0.1;

const HEADING: [&str; 7] =
    ["Images", "Nombre", "Première vue", "Une demi-seconde", "zxing-wasm", "Écart", "Lu faux"];

/// What was read of one class.
#[derive(Clone, Copy, Debug, Default)]
struct Count {
    pictures: u32,
    at_once: u32,
    in_time: u32,
    zxing: u32,
    wrong: u32,
}

/// What was read so far, and how long it took.
#[derive(Debug, Default)]
pub struct Tally {
    classes: BTreeMap<&'static str, Count>,
    looks: u32,
    ours: Duration,
    zxing: Option<Duration>,
}

impl Tally {
    /// What we said of a picture, look after look.
    pub fn ours(&mut self, class: &'static str, looks: &[Said], took: Duration) {
        let count = self.classes.entry(class).or_default();
        count.pictures += 1;
        count.at_once += u32::from(looks.first() == Some(&Said::Right));
        count.in_time += u32::from(looks.last() == Some(&Said::Right));
        count.wrong += u32::from(looks.contains(&Said::Wrong));
        self.looks += looks.len() as u32;
        self.ours += took;
    }

    /// What zxing-wasm said of a picture.
    pub fn zxing(&mut self, class: &'static str, said: Said, took: Duration) {
        self.classes.entry(class).or_default().zxing += u32::from(said == Said::Right);
        *self.zxing.get_or_insert_default() += took;
    }

    /// The table, and below it how long a look takes and whether the aim is reached.
    pub fn table(&self, markdown: bool) -> String {
        let mut lines = vec![HEADING.map(str::to_owned)];
        let counts = classes().filter_map(|class| Some((class, *self.classes.get(class)?)));
        lines.extend(counts.map(|(class, count)| self.line(class, &count)));
        lines.push(self.line("Toutes", &self.whole()));
        let mut text = if markdown { rows(&lines) } else { columns(&lines) };
        let _ = writeln!(text, "\n{}", self.times());
        if self.zxing.is_some() {
            let _ = writeln!(text, "{}", self.verdict());
        }
        text
    }

    fn whole(&self) -> Count {
        self.classes.values().fold(Count::default(), |whole, count| Count {
            pictures: whole.pictures + count.pictures,
            at_once: whole.at_once + count.at_once,
            in_time: whole.in_time + count.in_time,
            zxing: whole.zxing + count.zxing,
            wrong: whole.wrong + count.wrong,
        })
    }

    fn line(&self, class: &str, count: &Count) -> [String; 7] {
        let rate = |read: u32| share(read, count.pictures);
        let beside = |text: String| if self.zxing.is_some() { text } else { String::new() };
        [
            class.to_owned(),
            count.pictures.to_string(),
            percent(rate(count.at_once)),
            percent(rate(count.in_time)),
            beside(percent(rate(count.zxing))),
            beside(format!("{:+.0}", 100.0 * (rate(count.in_time) - rate(count.zxing)))),
            count.wrong.to_string(),
        ]
    }

    fn times(&self) -> String {
        let ours = milliseconds(self.ours, self.looks);
        let pictures = self.whole().pictures;
        let zxing = self.zxing.map(|took| milliseconds(took, pictures));
        let beside = zxing.map_or(String::new(), |took| format!("\u{a0}; zxing-wasm {took}"));
        format!("Une vue, en moyenne\u{a0}: {ours}{beside}.")
    }

    fn verdict(&self) -> String {
        let whole = self.whole();
        let behind: Vec<&str> = self
            .classes
            .iter()
            .filter(|(_, count)| {
                share(count.zxing, count.pictures) - share(count.in_time, count.pictures) > BEHIND
            })
            .map(|(class, _)| *class)
            .collect();
        let better = if whole.in_time > whole.zxing { "atteint" } else { "pas atteint" };
        let near = match behind.as_slice() {
            [] => "atteint".to_owned(),
            classes => format!("pas atteint ({})", classes.join(", ")),
        };
        format!(
            "But, plus que zxing-wasm sur l’ensemble\u{a0}: {better}. \
             But, jamais plus de 10 points derrière dans une classe\u{a0}: {near}."
        )
    }
}

fn share(read: u32, of: u32) -> f64 {
    f64::from(read) / f64::from(of.max(1))
}

fn percent(share: f64) -> String {
    format!("{:.0}\u{a0}%", 100.0 * share)
}

fn milliseconds(took: Duration, of: u32) -> String {
    let mean = took.as_secs_f64() * 1000.0 / f64::from(of.max(1));
    format!("{mean:.1}\u{a0}ms").replace('.', ",")
}

fn columns(lines: &[[String; 7]]) -> String {
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max();
    let widths: Vec<usize> = (0..HEADING.len()).map(|column| width(column).unwrap_or(0)).collect();
    let mut text = String::new();
    for line in lines {
        let cells: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        let _ = writeln!(text, "  {}", cells.join("  ").trim_end());
    }
    text
}

fn rows(lines: &[[String; 7]]) -> String {
    let mut text = String::new();
    for (number, line) in lines.iter().enumerate() {
        let _ = writeln!(text, "| {} |", line.join(" | "));
        if number == 0 {
            let _ = writeln!(text, "|{}", "---|".repeat(HEADING.len()));
        }
    }
    text
}
