//! A form that was sent: what was typed, and, once the programme has changed since the form was
//! opened, what the programme says now.

use app::fr;
use app::pages::staff::programme::{Ask, Group, Question};
use domain::time::Moment;
use jiff::civil::{Time, date};

use crate::http::form::Fields;
use crate::programme::clock::{self, Day};
use crate::programme::typography::typeset;

/// Any day without a change of the clock: an hour is told without it.
const SOME_DAY: Day = Day(date(2023, 11, 7));

/// Puts what was typed in the place of what the programme says.
pub fn fill(groups: &mut [Group], fields: &Fields) {
    for question in groups.iter_mut().flat_map(|group| &mut group.questions) {
        question.values = answers(fields, question);
    }
}

/// The same, and beside each answer that is something else what the programme says now.
pub fn compare(groups: &mut [Group], fields: &Fields) {
    for question in groups.iter_mut().flat_map(|group| &mut group.questions) {
        let said = words(&question.ask, &question.values);
        question.values = answers(fields, question);
        let differs = words(&question.ask, &question.values) != said;
        question.now = differs.then(|| fr::says_now(&said));
    }
}

/// Beside each answer that chose what is no longer there, that it is so: a list without it would
/// show something else as chosen, and boxes would forget it.
pub fn tell_gone(groups: &mut [Group]) {
    for question in groups.iter_mut().flat_map(|group| &mut group.questions) {
        let (Ask::Choice(options) | Ask::Several(options)) = &question.ask else { continue };
        let gone = question.values.iter().filter(|value| !value.is_empty());
        let gone = gone.filter(|value| options.iter().all(|(code, _)| code != *value));
        let gone: Vec<String> = gone.map(|value| fr::no_longer_there(value)).collect();
        if !gone.is_empty() {
            let sentences = gone.into_iter().chain(question.now.take());
            question.now = Some(sentences.collect::<Vec<_>>().join(" "));
        }
    }
}

/// What was answered to a question.
fn answers(fields: &Fields, question: &Question) -> Vec<String> {
    match question.ask {
        Ask::Several(_) => fields.all(question.name).map(str::to_owned).collect(),
        Ask::Visits => {
            let visits = fields.all(question.name).zip(fields.all("places"));
            visits.flat_map(|(start, places)| [start.to_owned(), places.to_owned()]).collect()
        }
        _ => vec![fields.text(question.name)],
    }
}

/// An answer as people would say it: the same words for what is kept in the same way.
fn words(ask: &Ask, values: &[String]) -> String {
    let value = values.first().map(String::as_str).unwrap_or_default();
    match ask {
        Ask::Line | Ask::Short | Ask::Number(..) => typeset(value),
        Ask::Text(_) => {
            let lines = value.lines().map(typeset).filter(|line| !line.is_empty());
            lines.collect::<Vec<_>>().join(" / ")
        }
        Ask::Time => hour(value),
        Ask::Date => day(value),
        Ask::Moment => moment(value),
        Ask::Choice(options) | Ask::Several(options) => {
            let chosen = options.iter().filter(|(code, _)| values.contains(code));
            let gone = values.iter().filter(|value| options.iter().all(|(code, _)| code != *value));
            chosen.map(|(_, label)| label).chain(gone).cloned().collect::<Vec<_>>().join(" / ")
        }
        Ask::Tick => fr::yes_or_no(!value.is_empty()).to_owned(),
        Ask::Visits => visits(values),
    }
}

fn visits(values: &[String]) -> String {
    let rows = values.chunks(2).filter_map(|row| match row {
        [start, places] if !start.trim().is_empty() => {
            let places = places.trim();
            Some(match places.parse() {
                Ok(places) => format!("{}, {}", hour(start), fr::count(places, "place", "places")),
                Err(_) => format!("{}, {places}", hour(start)),
            })
        }
        _ => None,
    });
    rows.collect::<Vec<_>>().join(" / ")
}

fn hour(typed: &str) -> String {
    let at = clock::parse_time(typed).and_then(|time| SOME_DAY.at(time));
    at.map_or_else(|| typed.trim().to_owned(), fr::clock)
}

fn day(typed: &str) -> String {
    let at = clock::parse_date(typed.trim())
        .and_then(|date| Moment::in_paris(date, Time::midnight()).ok());
    at.map_or_else(|| typed.trim().to_owned(), fr::long_date)
}

fn moment(typed: &str) -> String {
    let at = SOME_DAY.parse_moment(typed);
    let said = |at| format!("{}, {}", fr::long_date(at), fr::clock(at));
    at.map_or_else(|| typed.trim().to_owned(), said)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(ask: Ask, values: &[&str]) -> Question {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        let (label, hint, optional, now) = ("", "", false, None);
        Question { name: "q", label, hint, ask, values, optional, now }
    }

    fn fields(values: &[(&str, &str)]) -> Fields {
        let pairs = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Fields::of(pairs.collect())
    }

    fn options() -> Vec<(String, String)> {
        [("a", "Salle A"), ("b", "Salle B")]
            .map(|(code, label)| (code.to_owned(), label.to_owned()))
            .to_vec()
    }

    /// What is said beside one question, and what it holds then.
    fn compared(ask: Ask, says: &[&str], typed: &[(&str, &str)]) -> (Option<String>, Vec<String>) {
        let mut groups = [Group { legend: "", questions: vec![question(ask, says)] }];
        compare(&mut groups, &fields(typed));
        tell_gone(&mut groups);
        let [Group { questions, .. }] = groups;
        questions.into_iter().map(|it| (it.now, it.values)).next().expect("one question")
    }

    #[test]
    fn an_answer_that_is_the_same_in_other_letters_is_no_difference() {
        for (ask, says, typed) in [
            (Ask::Line, "Quoi\u{202f}?", " Quoi ? "),
            (Ask::Text(3), "Un.\nDeux.", "Un.\r\n\r\nDeux. "),
            (Ask::Time, "09:30", "9h30"),
            (Ask::Moment, "2027-10-09T09:00", "2027-10-09 9:00"),
            (Ask::Number(1, 9), "8", " 8"),
            (Ask::Choice(options()), "a", "a"),
        ] {
            assert_eq!(compared(ask.clone(), &[says], &[("q", typed)]).0, None, "{ask:?}");
        }
        let visits = [("q", "12:30"), ("places", "8"), ("q", ""), ("places", "")];
        assert_eq!(compared(Ask::Visits, &["12:30", "8"], &visits).0, None);
    }

    #[test]
    fn what_the_programme_says_now_is_told_in_words_and_what_was_typed_stays() {
        for (ask, says, typed, told) in [
            (Ask::Line, "Titre", "Autre", "Titre"),
            (Ask::Text(3), "", "Un.", "rien"),
            (Ask::Time, "09:30", "10:00", "9\u{a0}h\u{a0}30"),
            (Ask::Date, "2027-11-07", "2027-11-08", "dimanche 7\u{a0}novembre 2027"),
            (Ask::Moment, "2027-10-09T09:00", "", "samedi 9\u{a0}octobre 2027, 9\u{a0}h"),
            (Ask::Choice(options()), "a", "b", "Salle A"),
            (Ask::Tick, "oui", "", "oui"),
        ] {
            let (now, kept) = compared(ask.clone(), &[says], &[("q", typed)]);
            assert_eq!(now, Some(fr::says_now(told)), "{ask:?}");
            assert_eq!(kept, [typed]);
        }
        let several = compared(Ask::Several(options()), &["a"], &[("q", "b"), ("q", "a")]);
        assert_eq!(several.0, Some(fr::says_now("Salle A")));
        let visits = compared(Ask::Visits, &["12:30", "8"], &[("q", "12:35"), ("places", "8")]);
        assert_eq!(visits.0, Some(fr::says_now("12\u{a0}h\u{a0}30, 8\u{a0}places")));
    }

    #[test]
    fn a_choice_that_is_no_longer_there_is_named_and_kept() {
        for ask in [Ask::Choice(options()), Ask::Several(options())] {
            let (now, kept) = compared(ask, &["a"], &[("q", "Salle C")]);
            let told = now.expect("a sentence");
            assert!(told.starts_with(&fr::no_longer_there("Salle C")), "{told}");
            assert!(told.ends_with(&fr::says_now("Salle A")), "{told}");
            assert_eq!(kept, ["Salle C"]);
        }
    }
}
