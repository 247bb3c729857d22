//! A day as a calendar takes it, read line by line by the rules of RFC 5545.

use std::collections::BTreeSet;

use jiff::civil::DateTime;

use crate::support::{Engine, Setup, on_both_engines, register};

/// What a calendar program must not trip over.
const HOSTILE: &str =
    "Un, deux; trois\\n \\, « quatre »\r\nBEGIN:VALARM\nATTENDEE:x\u{7}: \"cinq\"";

/// The same without what no line can hold.
const TAMED: &str = "Un, deux; trois\\n \\, « quatre » BEGIN:VALARM ATTENDEE:x : \"cinq\"";

/// One content line: its name, its parameters as they are written, its value.
type Line = (String, Vec<String>, String);

/// A component: its name, its lines, and what is in it.
#[derive(Debug)]
struct Component {
    name: String,
    lines: Vec<Line>,
    inside: Vec<Component>,
}

impl Component {
    fn values<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.lines.iter().filter(move |(known, ..)| known == name).map(|(.., value)| value.as_str())
    }

    /// The value of a line that must be there once.
    #[track_caller]
    fn the<'a>(&'a self, name: &'a str) -> &'a str {
        let values: Vec<_> = self.values(name).collect();
        let [value] = values[..] else { panic!("{name} in {}: {values:?}", self.name) };
        value
    }

    /// The value of a text that must be there once, as it was before it was escaped.
    #[track_caller]
    fn text(&self, name: &str) -> String {
        unescaped(self.the(name))
    }
}

/// Physical lines end with CR LF, are of 75 octets at most, and are whole letters; those that begin
/// with a space go on.
#[track_caller]
fn unfolded(file: &str) -> Vec<String> {
    let text = file.strip_suffix("\r\n").expect("a line end at the end");
    let mut lines: Vec<String> = Vec::new();
    for line in text.split("\r\n") {
        assert!(!line.is_empty() && line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.contains(|c: char| c.is_control() && c != '\t'), "{line:?}");
        match line.strip_prefix([' ', '\t']) {
            Some(more) => lines.last_mut().expect("a line to go on with").push_str(more),
            None => lines.push(line.to_owned()),
        }
    }
    lines
}

/// `name *(";" param) ":" value`, where a colon between quotation marks is none.
#[track_caller]
fn content(line: &str) -> Line {
    let mut quoted = false;
    let colon = line.find(|c: char| {
        quoted ^= c == '"';
        c == ':' && !quoted
    });
    let (head, value) = line.split_at(colon.unwrap_or_else(|| panic!("no value: {line}")));
    let mut parts = head.split(';').map(str::to_owned);
    let name = parts.next().unwrap();
    let token = |text: &str| {
        !text.is_empty()
            && text.chars().all(|c| c.is_ascii_uppercase() || "-0123456789".contains(c))
    };
    assert!(token(&name), "{line}");
    let params: Vec<String> = parts.collect();
    assert!(params.iter().all(|it| it.split_once('=').is_some_and(|(it, _)| token(it))), "{line}");
    (name, params, value.replacen(':', "", 1))
}

#[track_caller]
fn component(lines: &mut std::vec::IntoIter<String>, name: &str) -> Component {
    let mut read = Component { name: name.to_owned(), lines: Vec::new(), inside: Vec::new() };
    loop {
        let (key, params, value) = content(&lines.next().expect("an end of each component"));
        match key.as_str() {
            "BEGIN" => read.inside.push(component(lines, &value)),
            "END" => {
                assert_eq!(value, name);
                return read;
            }
            _ => read.lines.push((key, params, value)),
        }
    }
}

/// A TEXT: a backslash goes before a backslash, a semicolon, a comma or an n, and neither a comma nor
/// a semicolon is there without one.
#[track_caller]
fn unescaped(value: &str) -> String {
    let mut text = String::new();
    let mut letters = value.chars();
    while let Some(letter) = letters.next() {
        text.push(match letter {
            '\\' => match letters.next() {
                Some('n' | 'N') => '\n',
                Some(escaped @ ('\\' | ';' | ',')) => escaped,
                other => panic!("\\{other:?} in {value}"),
            },
            ';' | ',' => panic!("{letter} in {value}"),
            letter => letter,
        });
    }
    text
}

/// A moment in UTC: any other would need a time zone of the file's own.
#[track_caller]
fn utc(event: &Component, name: &str) -> DateTime {
    let line = event.lines.iter().find(|(known, ..)| known == name);
    let (_, params, value) = line.unwrap_or_else(|| panic!("no {name}: {event:?}"));
    assert!(params.is_empty(), "{params:?}");
    let digits = value.strip_suffix('Z').expect("in UTC");
    assert_eq!(digits.len(), 15, "{value}");
    digits.parse().unwrap_or_else(|error| panic!("{value}: {error}"))
}

/// The calendar, in which every rule of RFC 5545 holds for what is in it.
#[track_caller]
fn valid(file: &str) -> Component {
    const ONCE: [&str; 13] = [
        "CLASS",
        "CREATED",
        "DESCRIPTION",
        "GEO",
        "LAST-MODIFIED",
        "LOCATION",
        "ORGANIZER",
        "PRIORITY",
        "SEQUENCE",
        "STATUS",
        "SUMMARY",
        "TRANSP",
        "URL",
    ];
    let mut lines = unfolded(file).into_iter();
    assert_eq!(lines.next().as_deref(), Some("BEGIN:VCALENDAR"));
    let calendar = component(&mut lines, "VCALENDAR");
    assert_eq!(lines.next(), None, "one calendar in a file");
    assert_eq!(calendar.the("VERSION"), "2.0");
    assert!(!calendar.text("PRODID").is_empty());
    for name in ["CALSCALE", "METHOD"] {
        assert!(calendar.values(name).count() <= 1, "{name}");
    }
    let known = ["VERSION", "PRODID", "CALSCALE", "METHOD", "NAME"];
    for (name, ..) in &calendar.lines {
        assert!(known.contains(&name.as_str()) || name.starts_with("X-"), "{name}");
    }
    assert!(!calendar.inside.is_empty());
    let mut identities = BTreeSet::new();
    for event in &calendar.inside {
        assert_eq!((event.name.as_str(), event.inside.len()), ("VEVENT", 0));
        assert!(identities.insert(event.text("UID")), "one identity for each event");
        utc(event, "DTSTAMP");
        assert!(utc(event, "DTSTART") < utc(event, "DTEND"));
        for name in ["DTSTAMP", "DTSTART", "DTEND"] {
            event.the(name);
        }
        for (name, ..) in &event.lines {
            let known = ONCE.contains(&name.as_str());
            assert!(
                known || ["UID", "DTSTAMP", "DTSTART", "DTEND"].contains(&name.as_str()),
                "{name}"
            );
            event.the(name);
        }
        for name in ["SUMMARY", "LOCATION", "DESCRIPTION"] {
            assert!(!event.text(name).is_empty());
        }
        assert!(event.the("SEQUENCE").parse::<u32>().is_ok());
        assert!(["TENTATIVE", "CONFIRMED", "CANCELLED"].contains(&event.the("STATUS")));
        assert!(event.values("TRANSP").all(|it| ["OPAQUE", "TRANSPARENT"].contains(&it)));
        let address: axum::http::Uri = event.the("URL").parse().expect("an address");
        assert!(address.scheme().is_some() && address.host().is_some(), "{address}");
    }
    calendar
}

on_both_engines! {
    async fn the_file_for_calendars_keeps_to_their_rules_whatever_the_programme_says(engine: Engine) {
        let mut site = Setup::on(engine).closed().await;
        let store = site.store().await;
        let unit = store.write(async |conn| {
            for statement in [
                "update activity set title = $1 where code in ('A01', 'K01')",
                "update event set name = $1, place = $1",
                "update event set short_name = $1",
            ] {
                conn.exec(statement, (HOSTILE.to_owned(),)).await?;
            }
            Ok(())
        });
        unit.await.unwrap();
        drop(store);
        site.start();
        let ticket = register(&site.browser(), "Rivière").await;
        assert_eq!(valid(&ticket.get("/agenda.ics").await.page()).inside.len(), 1);
        for code in ["A01", "K01", "B02"] {
            ticket.choose(code).await.leads_to();
        }
        let answer = ticket.get("/agenda.ics").await;
        assert_eq!(answer.header("content-type"), "text/calendar; charset=utf-8");
        let calendar = valid(&answer.page());
        let said: Vec<String> = calendar.inside.iter().map(|event| event.text("SUMMARY")).collect();
        assert_eq!(said.len(), 4);
        assert_eq!(said[..3], [TAMED.to_owned(), format!("A01 {TAMED}"), format!("K01 {TAMED}")]);
        assert!(said[3].starts_with("B02 "), "{said:?}");
        assert!(calendar.inside[1].text("LOCATION").starts_with(&format!("Salle Loire, {TAMED}")));
    }
}
