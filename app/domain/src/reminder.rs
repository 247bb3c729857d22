//! Letters that leave by the calendar: a week before, the day before, the day after.

use jiff::civil::time;
use jiff::{Span as Days, ToSpan};

use crate::letter::Letter;
use crate::time::{Moment, Span};

/// A letter that leaves by itself on a day counted from the conference's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// Seven days before: what is coming, how to change it.
    WeekBefore,
    /// The day before: the plan of the day, and how to give a seat back.
    DayBefore,
    /// The day after: thanks, and the certificate of whoever came.
    DayAfter,
}

impl Reminder {
    /// All of them, in their order.
    pub const ALL: [Self; 3] = [Self::WeekBefore, Self::DayBefore, Self::DayAfter];

    /// The letter it sends.
    #[must_use]
    pub fn letter(self) -> Letter {
        match self {
            Self::WeekBefore => Letter::WeekBefore,
            Self::DayBefore => Letter::DayBefore,
            Self::DayAfter => Letter::DayAfter,
        }
    }

    /// The reminder that sends a letter; `None` for those that something else causes.
    #[must_use]
    pub fn of(letter: Letter) -> Option<Self> {
        Self::ALL.into_iter().find(|reminder| reminder.letter() == letter)
    }

    /// When it may leave, for a conference that takes place then: from nine in the morning, Paris
    /// time, and never once it would come too late to be of use. A server that was down in all of
    /// that time sends nothing when it comes back. `None` at the very edge of the calendar.
    #[must_use]
    pub fn window(self, conference: Span) -> Option<Span> {
        let (day, shift, lasts): (_, Days, Days) = match self {
            Self::WeekBefore => (conference.start(), (-7).days(), 2.days()),
            Self::DayBefore => (conference.start(), (-1).days(), 0.days()),
            Self::DayAfter => (conference.end(), 1.days(), 3.days()),
        };
        let first = day.paris().date().checked_add(shift).ok()?;
        let last = first.checked_add(lasts).ok()?;
        let from = Moment::in_paris(first, time(9, 0, 0, 0)).ok()?;
        let until = Moment::in_paris(last, time(21, 0, 0, 0)).ok()?;
        Span::new(from, until)
    }

    /// What one sending is about: the day of the conference. Should it be put off, people are
    /// reminded of the new day too.
    #[must_use]
    pub fn occasion(conference: Span) -> String {
        conference.start().paris().date().to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::{Date, date};

    fn at(day: Date, hour: i8) -> Moment {
        Moment::in_paris(day, time(hour, 0, 0, 0)).unwrap()
    }

    #[test]
    fn each_leaves_from_nine_on_its_day_and_not_once_it_is_of_no_use() {
        // The clocks change between the first window and the conference.
        let conference = Span::new(at(date(2027, 11, 2), 9), at(date(2027, 11, 2), 17)).unwrap();
        let window = |reminder: Reminder| {
            let window = reminder.window(conference).unwrap();
            (window.start(), window.end())
        };
        assert_eq!(
            window(Reminder::WeekBefore),
            (at(date(2027, 10, 26), 9), at(date(2027, 10, 28), 21))
        );
        assert_eq!(
            window(Reminder::DayBefore),
            (at(date(2027, 11, 1), 9), at(date(2027, 11, 1), 21))
        );
        assert_eq!(
            window(Reminder::DayAfter),
            (at(date(2027, 11, 3), 9), at(date(2027, 11, 6), 21))
        );
        assert_eq!(Reminder::occasion(conference), "2027-11-02");
    }

    #[test]
    fn a_reminder_and_its_letter_know_each_other() {
        for reminder in Reminder::ALL {
            assert_eq!(Reminder::of(reminder.letter()), Some(reminder));
        }
        assert_eq!(Reminder::of(Letter::Confirmation), None);
    }
}
