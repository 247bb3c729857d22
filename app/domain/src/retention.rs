//! How long what people told us is kept, as they are told and as it is done.

use crate::time::Moment;

/// How many days after the event access needs are deleted (article 9 of the GDPR: health-adjacent).
const NEEDS_DAYS: i64 = 7;

/// How many days after the event everything else about people is deleted.
const PEOPLE_DAYS: i64 = 90;

const DAY: i64 = 86_400;

/// When access needs are deleted, for an event that ends at this moment.
#[must_use]
pub fn needs_until(event_end: Moment) -> Moment {
    event_end.plus_seconds(NEEDS_DAYS * DAY)
}

/// When everything else about people is deleted, for an event that ends at this moment.
#[must_use]
pub fn people_until(event_end: Moment) -> Moment {
    event_end.plus_seconds(PEOPLE_DAYS * DAY)
}
