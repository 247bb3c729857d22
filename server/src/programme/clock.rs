//! Hours and days as organisers write them.

use domain::time::{Moment, Span};
use jiff::ToSpan;
use jiff::civil::{Date, Time};

/// The years a conference may take place in: any moment near it has a date.
pub const YEARS: std::ops::RangeInclusive<i16> = 1970..=2999;

/// How many days a window may open before the conference, or close after it: ten years.
const MAX_DAYS: i32 = 3650;

/// The day of the conference.
#[derive(Clone, Copy)]
pub struct Day(pub Date);

impl Day {
    /// That hour of the day.
    pub fn at(self, time: Time) -> Option<Moment> {
        Moment::in_paris(self.0, time).ok()
    }

    /// From one hour to another, unless it runs backwards.
    pub fn span(self, start: Time, end: Time) -> Option<Span> {
        Span::new(self.at(start)?, self.at(end)?)
    }

    /// « J-30 09:00 » counts from this day, « 2023-10-09 09:00 » does not.
    pub fn parse_moment(self, typed: &str) -> Option<Moment> {
        let (date, time) = typed.trim().split_once([' ', 'T'])?;
        let date = match date.strip_prefix(['J', 'j']) {
            Some(shift) => self.shifted(shift)?,
            None => parse_date(date).filter(|date| YEARS.contains(&date.year()))?,
        };
        Moment::in_paris(date, parse_time(time)?).ok()
    }

    /// Whether a moment is so near this day that it can be counted from it.
    pub fn reaches(self, moment: Moment) -> bool {
        (moment.paris().date() - self.0).get_days().abs() <= MAX_DAYS
    }

    fn shifted(self, shift: &str) -> Option<Date> {
        if shift.is_empty() {
            return Some(self.0);
        }
        let signed = shift.starts_with(['+', '-']);
        // A span of more days than a calendar has does not answer but panics.
        let days = shift.parse::<i64>().ok().filter(|days| signed && days.abs() < 1_000_000)?;
        self.0.checked_add(days.days()).ok()
    }
}

/// « 2023-11-07 ».
pub fn parse_date(typed: &str) -> Option<Date> {
    (typed.len() == 10).then(|| typed.parse().ok()).flatten()
}

/// « 9:30 », « 09:30 », « 9h30 », « 9 h 30 », « 9h », and TOML's bare 09:30:00.
pub fn parse_time(typed: &str) -> Option<Time> {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let (hour, minute) = compact.split_once([':', 'h', 'H'])?;
    let minute = minute.strip_suffix(":00").unwrap_or(minute);
    let digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    let minute = if minute.is_empty() && !compact.ends_with(':') { "00" } else { minute };
    if !(1..=2).contains(&hour.len()) || minute.len() != 2 || !digits(hour) || !digits(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}
