use domain::programme::{Kind, Plan};
use domain::time::Moment;
use jiff::civil::{Date, date, time};

use super::*;

mod conflicts;
mod values;
mod writing;

fn shipped() -> Plan {
    read(SHIPPED, None).expect("the shipped file reads")
}

/// The shipped file with one passage changed, and the line that passage begins on.
fn changed(from: &str, to: &str) -> (String, usize) {
    let (before, after) = SHIPPED.split_once(from).expect("the passage is there");
    (format!("{before}{to}{after}"), before.matches('\n').count() + 1)
}

/// What is said of a file, without typography: easier to compare.
fn said(text: &str) -> Vec<String> {
    let faults = read(text, None).expect_err("the file is at fault");
    assert!(faults.is_sorted_by_key(|fault| fault.line));
    faults.iter().map(|fault| fault.to_string().replace(['\u{a0}', '\u{202f}'], " ")).collect()
}

/// Changes a passage and expects one fault, `below` lines under where the passage began.
#[track_caller]
fn one(from: &str, to: &str, below: usize, sentence: &str) {
    let (text, line) = changed(from, to);
    assert_eq!(said(&text), [format!("ligne {} : {sentence}", line + below)]);
}

#[test]
fn the_shipped_conference_is_whole() {
    let plan = shipped();
    let of = |kind| plan.activities.iter().filter(move |activity| activity.kind == kind);
    assert_eq!((of(Kind::Workshop).count(), of(Kind::Kiosk).count()), (20, 10));
    assert_eq!(of(Kind::Kiosk).map(|kiosk| kiosk.sessions.len()).sum::<usize>(), 30);
    for slot in ["A", "B"] {
        let sessions = of(Kind::Workshop).flat_map(|workshop| &workshop.sessions);
        let seats = sessions.filter(|session| session.slot.as_deref() == Some(slot));
        assert_eq!(seats.map(|session| session.capacity).sum::<u32>(), 204);
    }
    assert_eq!((plan.themes.len(), plan.rooms.len(), plan.slots.len()), (6, 20, 2));
    assert_eq!(plan.timeline.len(), 9);
    assert_eq!(plan.event.capacity, 200);
    assert!(plan.activities.iter().all(|activity| activity.hosts.len() == 1));
    assert!(plan.activities.iter().all(|activity| !activity.summary.is_empty()));
    assert!(plan.rooms.iter().all(|room| room.seats.is_some()));
    assert!(SHIPPED.contains("programme indicatif, à remplacer"));
}

#[test]
fn titles_get_french_spaces() {
    let plan = shipped();
    let titles: Vec<_> = plan.activities.iter().map(|activity| activity.title.as_str()).collect();
    assert!(titles.contains(&"Logement d'abord\u{a0}: de la rue au logement"));
    assert_eq!(typography::typeset("« Oui » ; non ?"), "«\u{a0}Oui\u{a0}»\u{202f}; non\u{202f}?");
}

#[test]
fn hours_stay_when_the_day_moves() {
    assert_eq!(shipped().event.span.start().rfc3339(), "2023-11-07T08:30:00Z");
    for day in [date(2026, 11, 7), date(2027, 11, 7), date(2027, 7, 1)] {
        let plan = read(SHIPPED, Some(day)).expect("it reads on any day");
        assert_eq!(plan.event.span.start().paris(), day.at(9, 30, 0, 0));
        assert_eq!(plan.event.sign_up.end().paris(), day.at(14, 0, 0, 0));
        let a01 = plan.activities.first().and_then(|activity| activity.sessions.first());
        assert_eq!(a01.map(|session| session.span.start().paris()), Some(day.at(11, 0, 0, 0)));
    }
}

#[test]
fn the_shipped_conference_is_open_on_any_day_before_it() {
    let mut today = date(2026, 11, 8);
    while today <= date(2028, 11, 7) {
        let day = coming(SHIPPED_DAY, today);
        let event = read(SHIPPED, Some(day)).expect("it reads").event;
        let now = Moment::in_paris(today, time(0, 0, 0, 0)).expect("a moment");
        assert!(event.registration.contains(now) && event.sign_up.contains(now), "{today}");
        today = today.checked_add(jiff::Span::new().days(13)).expect("a day");
    }
}

#[test]
fn the_coming_day_may_be_today() {
    assert_eq!(coming((11, 7), date(2026, 11, 7)), date(2026, 11, 7));
    assert_eq!(coming((11, 7), date(2026, 11, 8)), date(2027, 11, 7));
    assert_eq!(coming((2, 29), date(2096, 3, 1)), date(2104, 2, 29));
    assert_eq!(coming((13, 1), date(2026, 1, 1)), date(2026, 1, 1));
}

#[test]
fn no_broken_file_panics() {
    let cut = SHIPPED.char_indices().map(|(at, _)| at).step_by(97);
    for at in cut {
        let (before, after) = SHIPPED.split_at(at);
        for text in [before.to_owned(), after.to_owned()] {
            let _ = read(&text, Some(Date::MAX))
                .map_err(|faults| faults.iter().map(Fault::to_string).count());
        }
    }
    for (from, to) in [
        ("\"", "'"),
        ("=", "= -"),
        ("[[", "["),
        ("1", "9"),
        ("\"J", "\"J+"),
        ("e", ""),
        ("\n", "\r\n"),
    ] {
        let text = SHIPPED.replace(from, to);
        let _ = read(&text, Some(Date::MIN))
            .map_err(|faults| faults.iter().map(Fault::to_string).count());
    }
}

#[test]
fn notepad_files_read() {
    assert_eq!(
        read(&format!("\u{feff}{}", SHIPPED.replace('\n', "\r\n")), None).as_ref(),
        Ok(&shipped())
    );
}
