//! Slowing down whoever tries too often: by account, by address. In memory: a restart forgives.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// When this many keys are remembered, those that are full again are forgotten.
const SWEEP: usize = 10_000;

/// A bucket of tries for each key: each try takes one, and they come back with time.
#[derive(Clone, Debug)]
pub struct Throttle {
    tries: f64,
    refill_per_second: f64,
    buckets: Arc<Mutex<HashMap<String, Bucket>>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    left: f64,
    at: Instant,
}

impl Throttle {
    /// So many tries at once, all of them back after `period`.
    #[must_use]
    pub fn new(tries: u32, period: Duration) -> Self {
        let tries = f64::from(tries);
        Self { tries, refill_per_second: tries / period.as_secs_f64(), buckets: Arc::default() }
    }

    /// Takes a try; `false` when there is none left.
    #[must_use]
    pub fn allows(&self, key: &str) -> bool {
        self.allows_many(key, 1)
    }

    /// Takes so many tries at once, or none of them.
    #[must_use]
    pub fn allows_many(&self, key: &str, tries: u32) -> bool {
        self.allows_at(key, tries, Instant::now())
    }

    fn allows_at(&self, key: &str, tries: u32, now: Instant) -> bool {
        let Ok(mut buckets) = self.buckets.lock() else { return true };
        if buckets.len() >= SWEEP {
            buckets.retain(|_, bucket| self.filled(*bucket, now) < self.tries);
        }
        let bucket = buckets.entry(key.to_owned()).or_insert(Bucket { left: self.tries, at: now });
        bucket.left = self.filled(*bucket, now);
        bucket.at = now;
        let tries = f64::from(tries);
        let allowed = bucket.left >= tries;
        if allowed {
            bucket.left -= tries;
        }
        allowed
    }

    fn filled(&self, bucket: Bucket, now: Instant) -> f64 {
        let back = now.saturating_duration_since(bucket.at).as_secs_f64() * self.refill_per_second;
        (bucket.left + back).min(self.tries)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tries_run_out_by_key_and_come_back_with_time() {
        let throttle = Throttle::new(3, Duration::from_secs(30));
        let start = Instant::now();
        let tries = |key: &str, at| throttle.allows_at(key, 1, at);
        assert!((0..3).all(|_| tries("a", start)));
        assert!(!tries("a", start));
        assert!(tries("b", start));
        assert!(tries("a", start + Duration::from_secs(10)));
        assert!(!tries("a", start + Duration::from_secs(10)));
    }

    #[test]
    fn several_tries_are_taken_together_or_not_at_all() {
        let throttle = Throttle::new(3, Duration::from_secs(30));
        let start = Instant::now();
        assert!(throttle.allows_at("a", 2, start));
        assert!(!throttle.allows_at("a", 2, start));
        assert!(throttle.allows_at("a", 1, start));
    }
}
