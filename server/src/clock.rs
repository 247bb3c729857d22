//! The one place that asks what time it is.

use std::time::{SystemTime, UNIX_EPOCH};

use domain::time::Moment;

/// Now.
#[must_use]
pub fn now() -> Moment {
    let micros = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|since| i64::try_from(since.as_micros()).ok())
        .unwrap_or(0);
    Moment::from_micros(micros)
}
