//! Times: UTC microseconds where they are kept, Europe/Paris where people read them.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

/// Where the conference takes place; every time a person reads is in this zone.
static PARIS: TimeZone = jiff::tz::get!("Europe/Paris");

/// A point in time, in microseconds since 1970 UTC: ordered, exact, the same on every engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Moment(i64);

impl Moment {
    /// From microseconds since 1970 UTC. Values outside the years −9999…9999 are moved to the
    /// nearest one inside, so that every `Moment` has a date.
    #[must_use]
    pub fn from_micros(micros: i64) -> Self {
        Self(micros.clamp(Timestamp::MIN.as_microsecond(), Timestamp::MAX.as_microsecond()))
    }

    /// Microseconds since 1970 UTC.
    #[must_use]
    pub fn micros(self) -> i64 {
        self.0
    }

    /// The moment at which a clock in Paris shows this date and time. A time skipped by the change
    /// to summer time is moved forward; one that occurs twice means the first.
    ///
    /// # Errors
    /// A date at the very edge of the calendar has no such moment.
    pub fn in_paris(date: Date, time: Time) -> Result<Self, jiff::Error> {
        let zoned = date.to_datetime(time).to_zoned(PARIS.clone())?;
        Ok(Self(zoned.timestamp().as_microsecond()))
    }

    /// What a calendar and a clock in Paris show at this moment.
    #[must_use]
    pub fn paris(self) -> DateTime {
        Timestamp::from_microsecond(self.0)
            .map(|timestamp| PARIS.to_datetime(timestamp))
            .unwrap_or_default()
    }

    /// The same moment as an RFC 3339 text in UTC, for machines.
    #[must_use]
    pub fn rfc3339(self) -> String {
        Timestamp::from_microsecond(self.0)
            .map(|timestamp| timestamp.to_string())
            .unwrap_or_default()
    }

    /// This moment, so many seconds later (earlier when negative).
    #[must_use]
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_micros(self.0.saturating_add(seconds.saturating_mul(1_000_000)))
    }

    /// Whole seconds from `earlier` to this moment; negative when this one comes first.
    #[must_use]
    pub fn seconds_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0) / 1_000_000
    }
}

/// A stretch of time: from `start` (included) to `end` (excluded), never empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Span {
    start: Moment,
    end: Moment,
}

impl Span {
    /// The stretch between two moments, or `None` when it would be empty or run backwards.
    #[must_use]
    pub fn new(start: Moment, end: Moment) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// When it begins.
    #[must_use]
    pub fn start(self) -> Moment {
        self.start
    }

    /// When it is over.
    #[must_use]
    pub fn end(self) -> Moment {
        self.end
    }

    /// Whether the two share any time. One that ends when the other begins does not overlap it.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same stretch, longer by so many seconds at both ends.
    #[must_use]
    pub fn widened(self, seconds: i64) -> Self {
        let seconds = seconds.max(0);
        Self { start: self.start.plus_seconds(-seconds), end: self.end.plus_seconds(seconds) }
    }

    /// Whether the moment falls inside.
    #[must_use]
    pub fn contains(self, moment: Moment) -> bool {
        self.start <= moment && moment < self.end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{date, time};

    fn span(start: i64, end: i64) -> Span {
        Span::new(Moment::from_micros(start), Moment::from_micros(end)).unwrap()
    }

    #[test]
    fn paris_is_one_hour_ahead_of_utc_in_november_and_two_in_july() {
        let winter = Moment::in_paris(date(2023, 11, 7), time(9, 30, 0, 0)).unwrap();
        assert_eq!(winter.rfc3339(), "2023-11-07T08:30:00Z");
        let summer = Moment::in_paris(date(2023, 7, 7), time(9, 30, 0, 0)).unwrap();
        assert_eq!(summer.rfc3339(), "2023-07-07T07:30:00Z");
        assert_eq!(winter.paris().time(), time(9, 30, 0, 0));
    }

    #[test]
    fn touching_spans_do_not_overlap() {
        assert!(!span(0, 10).overlaps(span(10, 20)));
        assert!(span(0, 11).overlaps(span(10, 20)));
        assert!(span(12, 13).overlaps(span(10, 20)));
    }

    #[test]
    fn a_span_is_never_empty() {
        assert_eq!(Span::new(Moment::from_micros(5), Moment::from_micros(5)), None);
    }
}
