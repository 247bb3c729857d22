//! How far this phone's clock is from the server's, measured at each answer.

use domain::time::Moment;
use serde::{Deserialize, Serialize};

/// Beyond this a clock is told to be wrong, in microseconds: two minutes.
const WRONG: i64 = 120_000_000;

/// A measure is kept against a coarser one for so long, in microseconds: ten minutes.
const LASTS: i64 = 600_000_000;

/// The best measure at hand. An answer that took long says little: the server's time may be that
/// of any moment in between.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    measured: Option<Measure>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Measure {
    /// Microseconds by which the phone is ahead of the server.
    ahead: i64,
    /// Microseconds between the question and the answer.
    trip: i64,
    /// When, by the phone.
    at: i64,
}

impl Clock {
    /// Takes the time out of an answer: `asked` and `answered` by the phone, `server` by the
    /// server, which is taken to have answered halfway.
    pub fn measure(&mut self, asked: Moment, answered: Moment, server: Moment) {
        let (asked, answered) = (asked.micros(), answered.micros());
        let trip = answered.saturating_sub(asked);
        // The clock was set while the question was under way.
        if trip < 0 {
            return;
        }
        let ahead = (asked + trip / 2).saturating_sub(server.micros());
        let new = Measure { ahead, trip, at: answered };
        let better = match self.measured {
            // A clock that was set since shows itself by more than both trips could hide.
            Some(old) => {
                trip <= old.trip
                    || (answered - old.at).abs() > LASTS
                    || (ahead - old.ahead).abs() > trip + old.trip
            }
            None => true,
        };
        if better {
            self.measured = Some(new);
        }
    }

    /// Microseconds by which the phone is ahead; nought until it was measured.
    #[must_use]
    pub fn ahead(&self) -> i64 {
        self.measured.map_or(0, |measured| measured.ahead)
    }

    /// What the server's clock shows when the phone's shows `at`.
    #[must_use]
    pub fn corrected(&self, at: Moment) -> Moment {
        Moment::from_micros(at.micros().saturating_sub(self.ahead()))
    }

    /// By how many seconds the clock is ahead, when that is more than two minutes either way.
    #[must_use]
    pub fn wrong_by(&self) -> Option<i64> {
        let ahead = self.ahead();
        (ahead.abs() > WRONG).then_some(ahead / 1_000_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECOND: i64 = 1_000_000;

    fn at(seconds: i64) -> Moment {
        Moment::from_micros(seconds * SECOND)
    }

    #[test]
    fn the_server_is_taken_to_have_answered_halfway() {
        let mut clock = Clock::default();
        clock.measure(at(1_000), at(1_004), at(900));
        assert_eq!(clock.ahead(), 102 * SECOND);
        assert_eq!(clock.corrected(at(1_102)), at(1_000));
        assert_eq!(clock.wrong_by(), None);
    }

    #[test]
    fn more_than_two_minutes_are_told_either_way() {
        let mut clock = Clock::default();
        clock.measure(at(86_400), at(86_400), at(0));
        assert_eq!(clock.wrong_by(), Some(86_400));
        let mut clock = Clock::default();
        clock.measure(at(0), at(0), at(121));
        assert_eq!(clock.wrong_by(), Some(-121));
    }

    #[test]
    fn a_slow_answer_does_not_spoil_a_good_measure_until_it_is_old() {
        let mut clock = Clock::default();
        clock.measure(at(100), at(100), at(90));
        clock.measure(at(110), at(118), at(101));
        assert_eq!(clock.ahead(), 10 * SECOND);
        clock.measure(at(800), at(808), at(791));
        assert_eq!(clock.ahead(), 13 * SECOND);
    }

    #[test]
    fn a_clock_that_was_set_since_is_believed_at_once() {
        let mut clock = Clock::default();
        clock.measure(at(100), at(100), at(90));
        clock.measure(at(4_000), at(4_008), at(101));
        assert_eq!(clock.ahead(), 3_903 * SECOND);
    }

    #[test]
    fn an_answer_before_its_question_measures_nothing() {
        let mut clock = Clock::default();
        clock.measure(at(100), at(50), at(90));
        assert_eq!(clock, Clock::default());
    }
}
