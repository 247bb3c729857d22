//! How long ranked wishes take to allocate, in a process of its own whose memory is looked at.
//!
//! What is measured is all of a run: the allocation, the comparison with « first come, first
//! served », the reasons for everybody, and the repetitions without each session under its minimum.

use std::collections::BTreeSet;
use std::io::Write;
use std::process::Command;
use std::time::{Duration, Instant};

use domain::allocation::{Person, Problem, Wishes, allocate};
use domain::capacity::Seats;
use domain::programme::{Kind, Session};
use domain::time::{Moment, Span};
use uuid::Uuid;

use crate::error::Error;
use crate::figures::{median, tenth, whole};
use crate::outcome::{Row, megabytes};

/// The most memory, in bytes.
const MEMORY: usize = 500_000_000;

/// How large a conference is, and how long its allocation may take.
struct Size {
    people: u32,
    slots: u32,
    workshops: u32,
    limit: Duration,
}

const SIZES: [Size; 2] = [
    Size { people: 200, slots: 2, workshops: 10, limit: Duration::from_millis(100) },
    Size { people: 5_000, slots: 4, workshops: 50, limit: Duration::from_secs(10) },
];

/// Measures both sizes.
///
/// # Errors
/// The process that allocates did not end well.
pub fn measure(rounds: usize) -> Result<Vec<Row>, Error> {
    SIZES.iter().map(|size| row(size, rounds)).collect()
}

fn row(size: &Size, rounds: usize) -> Result<Row, Error> {
    let arguments = [size.people, size.slots, size.workshops].map(|number| number.to_string());
    let rounds = rounds.to_string();
    let output = Command::new(std::env::current_exe()?)
        .arg("wishes")
        .args(&arguments)
        .arg(rounds)
        .output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut words: Vec<&str> = said.split_whitespace().collect();
    let summit = words.pop().and_then(|summit| summit.parse::<usize>().ok());
    let times: Vec<f64> = words.into_iter().filter_map(|time| time.parse().ok()).collect();
    let (Some(summit), false) = (summit, times.is_empty()) else {
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(Error::Program("bench wishes".to_owned(), errors));
    };
    let time = median(times);
    let limit = size.limit.as_secs_f64() * 1000.0;
    Ok(Row::aimed(
        &format!(
            "Vœux : {} personnes × {} créneaux × {} ateliers",
            whole(size.people.into()),
            size.slots,
            size.workshops
        ),
        format!("{}\u{a0}ms, au plus {}", tenth(time), megabytes(summit)),
        format!("≤ {}\u{a0}ms, {}", whole(limit), megabytes(MEMORY)),
        time <= limit && summit <= MEMORY,
    ))
}

/// What the process of its own does: prints how long each round took in milliseconds, then its
/// memory at its highest in bytes.
///
/// # Errors
/// Nobody reads what it prints.
pub fn carry_out(people: u32, slots: u32, workshops: u32, rounds: u32) -> Result<(), Error> {
    let mut output = std::io::stdout();
    for round in 0..rounds {
        let problem = conference(u64::from(round), people, slots, workshops);
        let begun = Instant::now();
        let report = allocate(problem, &mut |_, _| {});
        let time = begun.elapsed().as_secs_f64() * 1000.0;
        // What is looked at is worked out.
        let seated: u32 = report.slots.iter().map(|slot| slot.tally.seated()).sum();
        if seated == 0 {
            return Err(Error::Program("bench wishes".to_owned(), "nobody is seated".to_owned()));
        }
        writeln!(output, "{time}")?;
    }
    writeln!(output, "{}", summit())?;
    Ok(())
}

/// The memory of this process at its highest, in bytes; nought where there is no `/proc`.
fn summit() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok());
    kib.unwrap_or(0) * 1024
}

/// A conference in which some workshops are wanted far more than others, with two seats in a
/// hundred more than people, as in the shipped one, and a minimum for each session.
fn conference(seed: u64, people: u32, slots: u32, workshops: u32) -> Problem {
    let mut dice = Dice(seed);
    let seats = (people * 102).div_ceil(100 * workshops);
    let codes: Vec<String> = (0..slots).map(|slot| format!("S{slot}")).collect();
    let id = |slot: u32, workshop: u32| Uuid::from_u128(u128::from(slot * 1000 + workshop + 1));
    let hour = |hours: u32| Moment::from_micros(0).plus_seconds(i64::from(hours) * 3600);
    let session = |slot: u32, workshop: u32| {
        let span = Span::new(hour(2 * slot + 1), hour(2 * slot + 2))?;
        Some(Session {
            id: id(slot, workshop),
            code: format!("S{slot}-{workshop:02}"),
            kind: Kind::Workshop,
            title: format!("Atelier {workshop}"),
            theme: format!("theme-{}", workshop % 6),
            slot: codes.get(slot as usize).cloned(),
            room: format!("Salle {workshop}"),
            span,
            seats: Seats { capacity: seats, taken: 0 },
            waiting: 0,
            minimum: seats * 9 / 10,
            cancelled: false,
        })
    };
    let all = (0..slots).flat_map(|slot| (0..workshops).map(move |workshop| (slot, workshop)));
    let sessions = all.filter_map(|(slot, workshop)| session(slot, workshop)).collect();
    let people = (0..people)
        .map(|person| Person {
            id: Uuid::from_u128(u128::from(1_000_000 + person)),
            held: Vec::new(),
            wishes: (0..)
                .zip(&codes)
                .map(|(slot, code)| Wishes {
                    slot: code.clone(),
                    submitted_at: Moment::from_micros(i64::from(dice.below(1_000_000))),
                    ranked: (1..)
                        .zip(dice.wishes(workshops))
                        .map(|(rank, workshop)| (rank, id(slot, workshop)))
                        .collect(),
                })
                .collect(),
        })
        .collect();
    let closed = BTreeSet::new();
    let now = Moment::from_micros(0);
    Problem { seed, now, walk: 0, slots: codes, sessions, closed, people }
}

struct Dice(u64);

impl Dice {
    /// A number below `sides`, by xorshift64*.
    fn below(&mut self, sides: u32) -> u32 {
        self.0 = self.0.max(0x2545_f491);
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let number = self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33;
        u32::try_from(number % u64::from(sides)).unwrap_or_default()
    }

    /// Five workshops, the first ones three times as likely as the last.
    fn wishes(&mut self, workshops: u32) -> Vec<u32> {
        let mut wishes = Vec::new();
        while wishes.len() < 5.min(workshops as usize) {
            let workshop = self.below(workshops).min(self.below(workshops));
            if !wishes.contains(&workshop) {
                wishes.push(workshop);
            }
        }
        wishes
    }
}
