//! What the dashboard draws: the store’s counts, put on the days and hours of Paris.

use std::collections::BTreeMap;

use app::fr;
use app::pages::staff::Charts;
use domain::organisation::Sector;
use domain::participant::Department;
use domain::programme::Programme;
use domain::time::Moment;
use jiff::ToSpan;
use jiff::civil::Date;
use store::{Conn, figures};

/// The most days a curve shows.
const DAYS: usize = 400;

/// How long a column of arrivals lasts, in seconds.
const COLUMN: i64 = 300;

/// The most columns of arrivals: a long day.
const COLUMNS: usize = 180;

/// # Errors
/// The database failed.
pub(super) async fn of(
    conn: &mut Conn,
    programme: &Programme,
    now: Moment,
) -> Result<Charts, store::Error> {
    let mut departments: Vec<(String, u32)> = figures::departments(conn)
        .await?
        .into_iter()
        .map(|(word, people)| (department(&word), people))
        .collect();
    departments.sort_by_key(|(_, people)| std::cmp::Reverse(*people));
    Ok(Charts {
        registrations: by_day(&figures::registrations(conn).await?, now),
        arrivals: arrivals(conn, programme).await?,
        sectors: sectors(&figures::organisations(conn).await?),
        departments,
    })
}

/// How many people came in each five minutes of the conference’s day.
///
/// # Errors
/// The database failed.
pub(super) async fn arrivals(
    conn: &mut Conn,
    programme: &Programme,
) -> Result<Vec<(String, u32)>, store::Error> {
    let counted = figures::arrivals(conn).await?;
    Ok(by_five_minutes(&counted, programme.plan.event.span.start().paris().date()))
}

fn department(word: &str) -> String {
    match Department::parse(word) {
        Some(known) => known.name().to_owned(),
        None => "Non précisé".to_owned(),
    }
}

/// The number reached by the end of each day, from the first with anybody to today.
fn by_day(hours: &[(Moment, u32)], now: Moment) -> Vec<(String, u32)> {
    let mut days: BTreeMap<Date, u32> = BTreeMap::new();
    for (hour, people) in hours {
        *days.entry(hour.paris().date()).or_default() += people;
    }
    let Some((first, _)) = days.first_key_value() else { return Vec::new() };
    let last = now.paris().date().max(days.last_key_value().map_or(*first, |(day, _)| *day));
    let mut reached = 0;
    let mut points = Vec::new();
    for day in first.series(1.day()).take_while(|day| *day <= last).take(DAYS) {
        reached += days.get(&day).copied().unwrap_or(0);
        points.push((format!("{:02}/{:02}", day.day(), day.month()), reached));
    }
    points
}

/// Each five minutes from the first to the last with anybody, of this day only.
fn by_five_minutes(counted: &[(Moment, u32)], day: Date) -> Vec<(String, u32)> {
    let of_day: Vec<_> = counted.iter().filter(|(at, _)| at.paris().date() == day).collect();
    let (Some((first, _)), Some((last, _))) = (of_day.first(), of_day.last()) else {
        return Vec::new();
    };
    let counts: BTreeMap<Moment, u32> = of_day.iter().map(|(at, people)| (*at, *people)).collect();
    (0..)
        .map(|place: i64| first.plus_seconds(place * COLUMN))
        .take_while(|at| at <= last)
        .take(COLUMNS)
        .map(|at| (fr::clock(at), counts.get(&at).copied().unwrap_or(0)))
        .collect()
}

/// How many come from each kind of organisation, the most first.
fn sectors(organisations: &[(String, u32)]) -> Vec<(String, u32)> {
    let mut sectors: BTreeMap<Sector, u32> = BTreeMap::new();
    for (name, people) in organisations {
        *sectors.entry(Sector::of(name)).or_default() += people;
    }
    let mut sectors: Vec<_> = sectors.into_iter().collect();
    sectors.sort_by_key(|(sector, people)| (std::cmp::Reverse(*people), *sector));
    sectors.into_iter().map(|(sector, people)| (fr::sector(sector).to_owned(), people)).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;

    fn at(day: i8, hour: i8, minute: i8) -> Moment {
        Moment::in_paris(date(2026, 11, day), time(hour, minute, 0, 0)).unwrap()
    }

    fn told(points: &[(String, u32)]) -> Vec<(&str, u32)> {
        points.iter().map(|(name, value)| (name.as_str(), *value)).collect()
    }

    #[test]
    fn a_curve_adds_up_and_leaves_no_day_out() {
        // Half past midnight in Paris is the day before in UTC.
        let hours = [(at(1, 0, 0), 2), (at(1, 22, 0), 1), (at(3, 9, 0), 4)];
        let points = by_day(&hours, at(4, 12, 0));
        assert_eq!(told(&points), [("01/11", 3), ("02/11", 3), ("03/11", 7), ("04/11", 7)]);
        assert!(by_day(&[], at(4, 12, 0)).is_empty());
    }

    #[test]
    fn arrivals_are_those_of_the_day_without_a_gap() {
        let counted = [(at(6, 9, 0), 9), (at(7, 9, 0), 3), (at(7, 9, 15), 1)];
        let points = by_five_minutes(&counted, date(2026, 11, 7));
        let numbers: Vec<_> = points.iter().map(|(_, people)| *people).collect();
        assert_eq!(numbers, [3, 0, 0, 1]);
        assert_eq!(points[0].0, "9\u{a0}h");
        assert!(by_five_minutes(&counted, date(2026, 11, 8)).is_empty());
    }

    #[test]
    fn kinds_of_organisations_are_counted_together() {
        let organisations =
            [("CCAS d’Angers".to_owned(), 2), ("Ville de Laval".to_owned(), 3), (String::new(), 4)];
        let sectors = sectors(&organisations);
        assert_eq!(told(&sectors), [("Communes, CCAS, métropole", 5), ("Non précisé", 4)]);
    }
}
