//! How often a phone turns to the server.

/// Between two questions while all goes well, in milliseconds.
const ROUND_MS: u32 = 20_000;

/// After the first failure, in milliseconds; doubled by each further one.
const FIRST_MS: u32 = 2_000;

/// The longest pause, in milliseconds: two minutes. A network that is back is mostly told by the
/// browser; this is for those that lie.
const LONGEST_MS: u32 = 120_000;

/// Failures in a row, and the pause they ask for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    failures: u32,
}

impl Pace {
    /// The server has answered.
    pub fn answered(&mut self) {
        self.failures = 0;
    }

    /// It has not.
    pub fn failed(&mut self) {
        self.failures = self.failures.saturating_add(1);
    }

    /// Whether something that was just done is worth a question of its own: not while the network
    /// is known to be away.
    #[must_use]
    pub fn is_well(self) -> bool {
        self.failures == 0
    }

    /// Milliseconds to the next question. `chance` from 0 to 1 spreads the phones by a quarter
    /// either way, so that they do not all ask at once when the Wi-Fi is back.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 150,000")]
    pub fn pause(self, chance: f64) -> u32 {
        let plain = match self.failures.checked_sub(1) {
            None => ROUND_MS,
            Some(doublings) => FIRST_MS.saturating_mul(1 << doublings.min(10)).min(LONGEST_MS),
        };
        (f64::from(plain) * (0.75 + chance.clamp(0.0, 1.0) / 2.0)) as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn failures_ask_for_longer_and_longer_pauses_and_an_answer_ends_them() {
        let mut pace = Pace::default();
        assert_eq!(pace.pause(0.5), ROUND_MS);
        let pauses: Vec<u32> = (0..9)
            .map(|_| {
                pace.failed();
                pace.pause(0.5)
            })
            .collect();
        assert_eq!(pauses[..4], [2_000, 4_000, 8_000, 16_000]);
        assert_eq!(pauses[8], LONGEST_MS);
        assert!(!pace.is_well());
        pace.answered();
        assert!(pace.is_well());
    }

    #[test]
    fn phones_do_not_ask_all_at_once() {
        let pace = Pace::default();
        assert_eq!((pace.pause(0.0), pace.pause(1.0)), (15_000, 25_000));
    }
}
