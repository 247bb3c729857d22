use super::*;

/// Reads, writes, reads again: nothing has changed.
#[track_caller]
fn round_trip(text: &str) -> String {
    let plan = read(text, None).expect("the file reads");
    let written = write(&plan);
    assert_eq!(read(&written, None).as_ref(), Ok(&plan), "{written}");
    assert_eq!(write(&plan), written, "and it is written the same each time");
    written
}

#[test]
fn the_shipped_programme_reads_back_as_it_was() {
    let written = round_trip(SHIPPED);
    assert!(written.contains("opens = \"J-400 00:00\""), "{written}");
    assert!(written.contains("closes = \"J 23:59\""), "{written}");
    assert!(written.contains("date = 2023-11-07"));
}

#[test]
fn a_hostile_programme_reads_back_as_it_was() {
    let hostile = [
        ("Salle Loire", "Salle \\\"Loire\\\" \\\\ ]] # [event]"),
        ("Bus des droits itinérant", "\\\"\\\"\\\" = '''\\n[[kiosk]]\\u0000\\u202e {{ x }}"),
        ("Rural", "</script> « Rural » ; & oui ?"),
        ("Animation à confirmer", "Ann\u{e9}e, \\\"dite\\\" \\\\u0041 \u{1f642}"),
        ("Accueil café", "# caf\u{65}\u{301} : à 9 h"),
        ("Ce que les territoires ont déjà engagé ensemble.", ""),
    ];
    let mut text = SHIPPED.to_owned();
    for (from, to) in hostile {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    let hours = "slot = \"A\"\nroom = \"Salle Maine\"";
    assert!(text.contains(hours));
    text = text
        .replace(hours, "slot = \"A\"\nstart = \"11h05\"\nend = 12:10:00\nroom = \"Salle Maine\"");
    text = text.replacen(
        "visits = [\"12:30\", \"12:55\", \"13:20\"]",
        "visits = [\"13:20\", { start = \"12:30\", minutes = 5, capacity = 3 }, { start = \"12:55\" }]",
        1,
    );
    text = text.replace("freezes = \"J-1 18:00\"\n", "");
    text = text.replace("seats = 24\n", "");
    text = text.replace("opens = \"J-400 00:00\"", "opens = \"2020-02-29 23:59\"");
    let written = round_trip(&text);
    assert!(written.contains("{ start = \"12:55\", minutes = 20, capacity = 8 }"), "{written}");
}

#[test]
fn the_hours_of_summer_read_back_as_they_were() {
    for date in ["2027-03-28", "2027-10-31", "2028-02-29"] {
        round_trip(&SHIPPED.replace("date = 2023-11-07", &format!("date = {date}")));
    }
}

#[test]
fn a_visit_may_differ_from_the_others() {
    let text = SHIPPED.replacen(
        "visits = [\"12:30\", \"12:55\", \"13:20\"]",
        "visits = [\"12:30\", { start = \"12:55\", capacity = 2 }, { start = \"13:20\", minutes = 30 }]",
        1,
    );
    let plan = read(&text, None).expect("the file reads");
    let visits = &plan.activities.iter().find(|it| it.code == "K01").expect("K01").sessions;
    let said: Vec<_> = visits
        .iter()
        .map(|it| (it.capacity, it.span.end().seconds_since(it.span.start()) / 60))
        .collect();
    assert_eq!(said, [(8, 20), (2, 20), (8, 30)]);
    one(
        "visits = [\"12:30\", \"12:55\", \"13:20\"]",
        "visits = [\"12:30\", { start = \"12:55\", places = 2 }]",
        0,
        "« places » n'a pas de sens dans [[kiosk]].",
    );
}
