//! Tries to sign in, counted in a row by whoever makes them. In memory: a restart forgives.
//!
//! Nobody can shut somebody else out: strangers are counted by account and address together, and a
//! browser from which the account has signed in before is counted by itself (see [`crate::device`]).

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use domain::lockout::{FORGOTTEN_AFTER, pause};

/// When this many keys are remembered, those that have been quiet for long are forgotten.
const SWEEP: usize = 10_000;

/// The tries of each key.
#[derive(Clone, Debug, Default)]
pub struct Lockout(Arc<Mutex<HashMap<String, Tries>>>);

#[derive(Clone, Copy, Debug)]
struct Tries {
    failures: u32,
    last: Instant,
}

impl Tries {
    /// How long there is still to wait, in seconds, rounded up.
    fn left(self, now: Instant) -> u64 {
        let pause = Duration::from_secs(pause(self.failures).unsigned_abs());
        let left = pause.saturating_sub(now.saturating_duration_since(self.last));
        left.as_secs() + u64::from(left.subsec_nanos() > 0)
    }

    fn is_forgotten(self, now: Instant) -> bool {
        now.saturating_duration_since(self.last).as_secs() >= FORGOTTEN_AFTER.unsigned_abs()
    }
}

impl Lockout {
    /// Begins a try, which counts as a failure until [`Lockout::forgive`] says otherwise: many at
    /// once are counted before the first is judged.
    ///
    /// # Errors
    /// How many seconds there are still to wait.
    pub fn begin(&self, key: &str) -> Result<(), u64> {
        self.begin_at(key, Instant::now())
    }

    fn begin_at(&self, key: &str, now: Instant) -> Result<(), u64> {
        let Ok(mut all) = self.0.lock() else { return Ok(()) };
        if all.len() >= SWEEP {
            all.retain(|_, tries| !tries.is_forgotten(now));
        }
        let tries = all.entry(key.to_owned()).or_insert(Tries { failures: 0, last: now });
        if tries.is_forgotten(now) {
            tries.failures = 0;
        }
        match tries.left(now) {
            0 => {
                *tries = Tries { failures: tries.failures.saturating_add(1), last: now };
                Ok(())
            }
            left => Err(left),
        }
    }

    /// The try was right: what failed before is forgotten.
    pub fn forgive(&self, key: &str) {
        if let Ok(mut all) = self.0.lock() {
            all.remove(key);
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::lockout::FREE;

    use super::*;

    fn exhausted(lockout: &Lockout, key: &str, at: Instant) {
        for _ in 0..FREE {
            assert_eq!(lockout.begin_at(key, at), Ok(()));
        }
    }

    #[test]
    fn a_pause_follows_too_many_tries_and_grows_with_each_further_one() {
        let (lockout, start) = (Lockout::default(), Instant::now());
        let later = |seconds| start + Duration::from_secs(seconds);
        exhausted(&lockout, "a", start);
        assert_eq!(lockout.begin_at("a", start), Err(30));
        assert_eq!(lockout.begin_at("a", later(29)), Err(1));
        assert_eq!(lockout.begin_at("a", later(30)), Ok(()));
        assert_eq!(lockout.begin_at("a", later(31)), Err(59));
        assert_eq!(lockout.begin_at("b", start), Ok(()));
    }

    #[test]
    fn waiting_costs_nothing_and_a_right_try_forgives_all() {
        let (lockout, start) = (Lockout::default(), Instant::now());
        exhausted(&lockout, "a", start);
        for _ in 0..100 {
            assert_eq!(lockout.begin_at("a", start), Err(30));
        }
        lockout.forgive("a");
        exhausted(&lockout, "a", start);
    }

    #[test]
    fn an_hour_of_quiet_is_enough_to_be_forgotten() {
        let (lockout, start) = (Lockout::default(), Instant::now());
        exhausted(&lockout, "a", start);
        exhausted(&lockout, "a", start + Duration::from_secs(3600));
    }
}
