use domain::time::{Moment, Span};
use jiff::civil::DateTime;

use super::NBSP;

const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

/// « 9 h 30 », « 11 h »: the time a clock in Paris shows, never broken over two lines.
#[must_use]
pub fn clock(moment: Moment) -> String {
    let time = moment.paris().time();
    if time.minute() == 0 {
        format!("{}{NBSP}h", time.hour())
    } else {
        format!("{}{NBSP}h{NBSP}{:02}", time.hour(), time.minute())
    }
}

/// « 11 h – 12 h 15 ».
#[must_use]
pub fn hours(span: Span) -> String {
    format!("{}{NBSP}– {}", clock(span.start()), clock(span.end()))
}

/// « mardi 7 novembre ».
#[must_use]
pub fn date(moment: Moment) -> String {
    let day = moment.paris();
    format!("{} {}", weekday(day), day_month(moment))
}

/// « 7 novembre », « 1er mai ».
#[must_use]
pub fn day_month(moment: Moment) -> String {
    let day = moment.paris();
    let number = if day.day() == 1 { "1er".to_owned() } else { day.day().to_string() };
    format!("{number}{NBSP}{}", month(day))
}

/// « mardi 7 novembre 2023 ».
#[must_use]
pub fn long_date(moment: Moment) -> String {
    format!("{} {}", date(moment), moment.paris().year())
}

/// « mardi 7 novembre, 9 h 30 ».
#[must_use]
pub fn date_time(moment: Moment) -> String {
    format!("{}, {}", date(moment), clock(moment))
}

/// « 07/11/2023 9:30 », for dense tables.
#[must_use]
pub fn short_date_time(moment: Moment) -> String {
    let at = moment.paris();
    format!("{:02}/{:02}/{} {}:{:02}", at.day(), at.month(), at.year(), at.hour(), at.minute())
}

/// « aujourd’hui », « demain », « dans 14 jours », « il y a 3 jours », by the days of a calendar.
#[must_use]
pub fn days_until(then: Moment, now: Moment) -> String {
    let days = (then.paris().date() - now.paris().date()).get_days();
    match days {
        0 => "aujourd’hui".to_owned(),
        1 => "demain".to_owned(),
        -1 => "hier".to_owned(),
        2.. => format!("dans {days}{NBSP}jours"),
        _ => format!("il y a {}{NBSP}jours", days.unsigned_abs()),
    }
}

/// « à l’instant », « il y a 3 minutes », « il y a 2 heures », « il y a 4 jours ».
#[must_use]
pub fn ago(then: Moment, now: Moment) -> String {
    let minutes = now.seconds_since(then) / 60;
    let said =
        |number: i64, one, many| super::count(u32::try_from(number).unwrap_or(u32::MAX), one, many);
    match minutes {
        ..1 => "à l’instant".to_owned(),
        1..120 => format!("il y a {}", said(minutes, "minute", "minutes")),
        120..2880 => format!("il y a {}", said(minutes / 60, "heure", "heures")),
        _ => format!("il y a {}", said(minutes / 1440, "jour", "jours")),
    }
}

fn weekday(day: DateTime) -> &'static str {
    let offset = day.date().weekday().to_monday_zero_offset();
    usize::try_from(offset).ok().and_then(|offset| DAYS.get(offset)).copied().unwrap_or("")
}

fn month(day: DateTime) -> &'static str {
    usize::try_from(day.month() - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(micros_from_opening: i64) -> Moment {
        // mardi 7 novembre 2023, 9 h 30 à Paris
        Moment::from_micros(1_699_345_800_000_000 + micros_from_opening)
    }

    #[test]
    fn dates_and_times_read_as_french() {
        let hour = 3_600_000_000;
        assert_eq!(long_date(at(0)), "mardi 7\u{a0}novembre 2023");
        assert_eq!(clock(at(0)), "9\u{a0}h\u{a0}30");
        assert_eq!(clock(at(hour / 2)), "10\u{a0}h");
        assert_eq!(short_date_time(at(0)), "07/11/2023 9:30");
        let span = Span::new(at(hour / 2), at(hour)).unwrap();
        assert_eq!(hours(span), "10\u{a0}h\u{a0}– 10\u{a0}h\u{a0}30");
    }

    #[test]
    fn days_are_counted_by_the_calendar() {
        let day = 86_400_000_000;
        assert_eq!(days_until(at(0), at(-day / 2)), "demain");
        assert_eq!(days_until(at(0), at(3_600_000_000)), "aujourd’hui");
        assert_eq!(days_until(at(0), at(-40 * day)), "dans 40\u{a0}jours");
        assert_eq!(days_until(at(0), at(3 * day)), "il y a 3\u{a0}jours");
    }

    #[test]
    fn what_was_a_moment_ago_is_told_in_the_unit_that_matters() {
        let minute = 60_000_000;
        assert_eq!(ago(at(0), at(minute - 1)), "à l’instant");
        assert_eq!(ago(at(minute), at(0)), "à l’instant");
        assert_eq!(ago(at(0), at(3 * minute)), "il y a 3\u{a0}minutes");
        assert_eq!(ago(at(0), at(150 * minute)), "il y a 2\u{a0}heures");
        assert_eq!(ago(at(0), at(4 * 1440 * minute)), "il y a 4\u{a0}jours");
    }

    #[test]
    fn the_first_of_a_month_is_said_as_people_say_it() {
        assert_eq!(day_month(at(-6 * 86_400_000_000)), "1er\u{a0}novembre");
    }
}
