//! What a new programme does to those who hold a session: which ones are somewhere else, at
//! another hour, or led by someone else.

use jiff::civil::Time;
use uuid::Uuid;

use super::{Activity, Kind, Plan, Programme, Session};
use crate::time::Span;

/// Where, when and with whom a session takes place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placing {
    /// The name of its room.
    pub room: String,
    /// From when to when.
    pub span: Span,
    /// The names of those in charge, in their order.
    pub hosts: Vec<String>,
}

/// A session that is not where, when or with whom it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The session.
    pub session: Uuid,
    /// The code of its activity.
    pub code: String,
    /// The kind of its activity.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// As it was.
    pub was: Placing,
    /// As it is to be.
    pub becomes: Placing,
}

impl Placing {
    /// How a session is placed in a programme.
    #[must_use]
    pub fn of(session: &Session, activity: Option<&Activity>) -> Self {
        Self {
            room: session.room.clone(),
            span: session.span,
            hosts: activity.map(names).unwrap_or_default(),
        }
    }
}

fn names(activity: &Activity) -> Vec<String> {
    activity.hosts.iter().map(|host| host.name.clone()).collect()
}

/// A session there is, as far as it decides which planned one continues it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Existing {
    /// From when to when.
    pub span: Span,
    /// Whether it was called off.
    pub cancelled: bool,
}

/// For each planned session, which of those there are it continues. Those at the same hour of the
/// day go together, so that one visit can be moved, added or taken out without touching the
/// others; what is left goes together in order. `None` where the session is new: also a visit in
/// the place of one that was called off, unless the kiosk's other visits move along with it.
#[must_use]
pub fn pair(kind: Kind, there: &[Existing], planned: &[Span]) -> Vec<Option<usize>> {
    let mut free: Vec<Option<usize>> = (0..there.len()).map(Some).collect();
    let mut pairs: Vec<Option<usize>> = planned
        .iter()
        .map(|span| {
            let same = there.iter().position(|other| hour(other.span) == hour(*span))?;
            free.get_mut(same)?.take()
        })
        .collect();
    let mut rest = free.into_iter().flatten();
    for pair in pairs.iter_mut().filter(|pair| pair.is_none()) {
        *pair = rest.next();
    }
    if kind == Kind::Kiosk {
        part_from_cancelled(there, planned, &mut pairs);
    }
    pairs
}

fn part_from_cancelled(there: &[Existing], planned: &[Span], pairs: &mut [Option<usize>]) {
    let shift = |pair: Option<usize>, span: &Span| {
        let known = there.get(pair?)?;
        Some((known.cancelled, span.start().seconds_since(known.span.start())))
    };
    let live = pairs.iter().zip(planned).filter_map(|(pair, span)| shift(*pair, span));
    let live: Vec<i64> = live.filter(|(cancelled, _)| !cancelled).map(|(_, by)| by).collect();
    for (pair, span) in pairs.iter_mut().zip(planned) {
        let known = pair.and_then(|at| there.get(at));
        let elsewhere = known.is_some_and(|known| hour(known.span) != hour(*span));
        if elsewhere && shift(*pair, span).is_some_and(|(off, by)| off && !live.contains(&by)) {
            *pair = None;
        }
    }
}

fn hour(span: Span) -> Time {
    span.start().paris().time()
}

/// The sessions that a new programme puts elsewhere, at another hour or under someone else, in the
/// order of the day. Those that were called off concern nobody any more.
#[must_use]
pub fn moves(before: &Programme, after: &Plan) -> Vec<Move> {
    let mut moves: Vec<Move> =
        after.activities.iter().flat_map(|activity| moves_of(before, activity)).collect();
    moves.sort_by(|a, b| (a.was.span.start(), &a.code).cmp(&(b.was.span.start(), &b.code)));
    moves
}

fn moves_of(before: &Programme, activity: &Activity) -> Vec<Move> {
    let there: Vec<&Session> = before.sessions_of(&activity.code).collect();
    let existing = |it: &&Session| Existing { span: it.span, cancelled: it.cancelled };
    let existing: Vec<Existing> = there.iter().map(existing).collect();
    let planned: Vec<Span> = activity.sessions.iter().map(|session| session.span).collect();
    let old = before.activity(&activity.code);
    let pairs = pair(activity.kind, &existing, &planned).into_iter().zip(&activity.sessions);
    pairs
        .filter_map(|(pair, planned)| {
            let session = *there.get(pair?)?;
            let was = Placing::of(session, old);
            let becomes =
                Placing { room: planned.room.clone(), span: planned.span, hosts: names(activity) };
            (was != becomes && !session.cancelled).then(|| Move {
                session: session.id,
                code: activity.code.clone(),
                kind: activity.kind,
                title: activity.title.clone(),
                was,
                becomes,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Moment;

    fn spans(minutes: &[i64]) -> Vec<Span> {
        let at = |minutes: i64| Moment::from_micros(0).plus_seconds(minutes * 60);
        minutes.iter().map(|start| Span::new(at(*start), at(start + 20)).unwrap()).collect()
    }

    fn existing(minutes: &[i64], off: &[usize]) -> Vec<Existing> {
        let existing = |(at, span)| Existing { span, cancelled: off.contains(&at) };
        spans(minutes).into_iter().enumerate().map(existing).collect()
    }

    /// Visits that all take place.
    fn paired(there: &[i64], planned: &[i64]) -> Vec<Option<usize>> {
        pair(Kind::Kiosk, &existing(there, &[]), &spans(planned))
    }

    #[test]
    fn the_same_programme_pairs_each_with_itself() {
        assert_eq!(paired(&[30, 55, 80], &[30, 55, 80]), [Some(0), Some(1), Some(2)]);
    }

    #[test]
    fn one_visit_moves_and_the_others_stay() {
        assert_eq!(paired(&[30, 55, 80], &[55, 80, 110]), [Some(1), Some(2), Some(0)]);
    }

    #[test]
    fn a_visit_is_added_or_taken_out_without_touching_the_others() {
        assert_eq!(paired(&[55, 80], &[30, 55, 80]), [None, Some(0), Some(1)]);
        assert_eq!(paired(&[30, 55, 80], &[55, 80]), [Some(1), Some(2)]);
    }

    #[test]
    fn another_day_keeps_the_hours_together() {
        let day = 24 * 60;
        assert_eq!(paired(&[30, 55], &[day + 30, day + 55]), [Some(0), Some(1)]);
        assert_eq!(paired(&[30, 55], &[day + 31, day + 56]), [Some(0), Some(1)]);
    }

    #[test]
    fn a_visit_in_the_place_of_one_that_was_called_off_is_new() {
        let there = existing(&[30, 55, 80], &[0]);
        let kiosk = |planned: &[i64]| pair(Kind::Kiosk, &there, &spans(planned));
        assert_eq!(kiosk(&[55, 80, 110]), [Some(1), Some(2), None]);
        assert_eq!(kiosk(&[30, 55, 80]), [Some(0), Some(1), Some(2)], "it is still called off");
        let day = 24 * 60;
        assert_eq!(kiosk(&[day + 30, day + 55, day + 80]), [Some(0), Some(1), Some(2)]);
        assert_eq!(kiosk(&[35, 60, 85]), [Some(0), Some(1), Some(2)], "all move along");
        let workshop = pair(Kind::Workshop, &existing(&[30], &[0]), &spans(&[40]));
        assert_eq!(workshop, [Some(0)], "a workshop is still the one that was called off");
    }

    proptest::proptest! {
        #[test]
        fn no_session_continues_two(
            there in proptest::collection::btree_set(0_i64..400, 0..8),
            planned in proptest::collection::btree_set(0_i64..400, 0..8),
        ) {
            let there: Vec<i64> = there.into_iter().collect();
            let planned: Vec<i64> = planned.into_iter().collect();
            let mut used: Vec<_> = paired(&there, &planned).into_iter().flatten().collect();
            let kept = used.len();
            used.sort_unstable();
            used.dedup();
            proptest::prop_assert_eq!(used.len(), kept);
            proptest::prop_assert_eq!(kept, there.len().min(planned.len()));
        }
    }
}
