//! How a session has changed, in words.

use app::fr;
use domain::letter::{SessionMoved, SessionsMoved};
use domain::programme::{Placing, Programme, Session};
use domain::schedule::clash;
use domain::time::Span;
use uuid::Uuid;

use super::about::name;

/// A session that is elsewhere, at another hour or with someone else, as a letter speaks of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Moved {
    /// « L’atelier A03 », « La visite du kiosque K01 ».
    pub name: String,
    pub title: String,
    /// « change d’horaire et de salle ».
    pub what: String,
    /// Before and now, for each thing that has changed: « Horaire », « Salle », « Animation ».
    pub lines: Vec<Line>,
    /// What they hold that they can no longer attend as well.
    pub clashes: Vec<String>,
    /// Whether they wait for a seat, rather than have one.
    pub waits: bool,
}

/// One thing that has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    pub name: &'static str,
    pub was: String,
    pub is: String,
}

impl Moved {
    /// What has become of the sessions of a letter, for somebody who holds `held` and waits for
    /// `waits`. Those that they have given back meanwhile, or that are again as they were, are left
    /// out.
    pub fn all(
        SessionsMoved(about): &SessionsMoved,
        programme: &Programme,
        held: &[Session],
        waits: &[Uuid],
    ) -> Vec<Self> {
        about.iter().filter_map(|one| Self::of(one, programme, held, waits)).collect()
    }

    fn of(
        about: &SessionMoved,
        programme: &Programme,
        held: &[Session],
        waits: &[Uuid],
    ) -> Option<Self> {
        let session = programme.session(about.session)?;
        let holds = held.iter().any(|held| held.id == session.id);
        let waits = !holds && waits.contains(&session.id);
        let is = Placing::of(session, programme.activity(&session.code));
        let (words, lines) = lines(&about.was, &is);
        let walk = programme.plan.event.walk;
        let others = held.iter().filter(|other| other.id != session.id && holds);
        ((holds || waits) && !lines.is_empty()).then(|| Self {
            name: name(session),
            title: session.title.clone(),
            what: sentence(&words),
            lines,
            clashes: others.filter(|other| clash(session, other, walk)).map(named).collect(),
            waits,
        })
    }
}

fn lines(was: &Placing, is: &Placing) -> (Vec<&'static str>, Vec<Line>) {
    let with_day = was.span.start().paris().date() != is.span.start().paris().date();
    let people = |placing: &Placing| {
        if placing.hosts.is_empty() { "—".to_owned() } else { placing.hosts.join(", ") }
    };
    let all = [
        ("d’horaire", "Horaire", hours(was.span, with_day), hours(is.span, with_day)),
        ("de salle", "Salle", was.room.clone(), is.room.clone()),
        ("d’animation", "Animation", people(was), people(is)),
    ];
    let changed = all.into_iter().filter(|(_, _, was, is)| was != is);
    changed.map(|(word, name, was, is)| (word, Line { name, was, is })).unzip()
}

fn hours(span: Span, with_day: bool) -> String {
    if with_day {
        format!("{}, {}", fr::date(span.start()), fr::hours(span))
    } else {
        fr::hours(span)
    }
}

/// « change d’horaire, de salle et d’animation ».
fn sentence(words: &[&str]) -> String {
    match words {
        [] => String::new(),
        [one] => format!("change {one}"),
        [rest @ .., last] => format!("change {} et {last}", rest.join(", ")),
    }
}

fn named(session: &Session) -> String {
    format!(
        "{}, «\u{a0}{}\u{a0}», {}, {}",
        session.code,
        session.title,
        fr::hours(session.span),
        session.room
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::time::Moment;

    #[test]
    fn what_has_changed_is_one_sentence() {
        assert_eq!(sentence(&["d’horaire"]), "change d’horaire");
        assert_eq!(sentence(&["d’horaire", "de salle"]), "change d’horaire et de salle");
        assert_eq!(
            sentence(&["d’horaire", "de salle", "d’animation"]),
            "change d’horaire, de salle et d’animation"
        );
    }

    #[test]
    fn the_day_is_told_when_it_is_another() {
        let at = |hours: i64| Moment::from_micros(0).plus_seconds(hours * 3600);
        let placing = |start: i64| Placing {
            room: "Loire".to_owned(),
            span: Span::new(at(start), at(start + 1)).unwrap(),
            hosts: Vec::new(),
        };
        let (words, told) = lines(&placing(10), &placing(34));
        assert_eq!(words, ["d’horaire"]);
        assert!(told[0].was.starts_with("jeudi 1er\u{a0}janvier"), "{told:?}");
        assert!(told[0].is.starts_with("vendredi 2\u{a0}janvier"), "{told:?}");
        assert_eq!(lines(&placing(10), &placing(10)), (vec![], vec![]));
    }
}
