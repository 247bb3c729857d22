//! The two halves of the conference's day, as attendance is signed.

use jiff::civil::{Time, time};

use crate::time::{Moment, Span};

/// When the afternoon begins where the programme does not say.
const NOON: Time = time(12, 30, 0, 0);

/// Nothing that begins later than this belongs to the morning.
const LATEST_MORNING: Time = time(13, 0, 0, 0);

/// The morning and the afternoon of a day: the break is what lies between the last slot that begins
/// in the morning and the next one, or noon where there are no slots. `None` for an event of half a
/// day.
#[must_use]
pub fn half_days(event: Span, slots: &[Span]) -> Option<[Span; 2]> {
    let day = event.start().paris().date();
    let noon = Moment::in_paris(day, NOON).ok()?;
    let latest = Moment::in_paris(day, LATEST_MORNING).ok()?;
    if !event.contains(noon) {
        return None;
    }
    let inside = |slot: &&Span| event.start() <= slot.start() && slot.end() <= event.end();
    let slots = || slots.iter().filter(inside);
    let ends = slots().filter(|slot| slot.start() < noon && slot.end() <= latest);
    let ends = ends.map(|slot| slot.end()).max().unwrap_or(noon);
    let begins = slots().map(|slot| slot.start()).filter(|start| *start >= ends);
    let begins = begins.min().unwrap_or(ends);
    Some([Span::new(event.start(), ends)?, Span::new(begins, event.end())?])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 7 November 2023 in Paris, so many minutes after midnight.
    fn at(hour: i64, minute: i64) -> Moment {
        Moment::from_micros(1_699_311_600_000_000).plus_seconds((hour * 60 + minute) * 60)
    }

    fn span(from: (i64, i64), until: (i64, i64)) -> Span {
        Span::new(at(from.0, from.1), at(until.0, until.1)).unwrap()
    }

    #[test]
    fn the_break_is_between_the_slots() {
        let slots = [span((11, 0), (12, 15)), span((14, 0), (15, 15))];
        let halves = half_days(span((9, 30), (16, 30)), &slots).unwrap();
        assert_eq!(halves, [span((9, 30), (12, 15)), span((14, 0), (16, 30))]);
    }

    #[test]
    fn a_day_without_slots_is_cut_at_noon() {
        let halves = half_days(span((9, 30), (16, 30)), &[]).unwrap();
        assert_eq!(halves, [span((9, 30), (12, 30)), span((12, 30), (16, 30))]);
    }

    #[test]
    fn half_a_day_has_no_halves() {
        assert_eq!(half_days(span((14, 0), (17, 0)), &[]), None);
        assert_eq!(half_days(span((8, 0), (12, 0)), &[span((9, 0), (10, 0))]), None);
    }
}
