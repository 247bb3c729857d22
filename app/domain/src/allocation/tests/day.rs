//! Whole days: what one slot means for the next, and what people are told.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::Dice;
use crate::allocation::{Barred, Given, Person, Problem, Report, Why, Wishes, allocate, nearest};
use crate::capacity::Seats;
use crate::programme::{Kind, Session};
use crate::time::{Moment, Span};

fn minute(minutes: i64) -> Moment {
    Moment::from_micros(0).plus_seconds(minutes * 60)
}

/// A session whose identity is its number.
fn session(number: u128, code: &str, slot: Option<&str>, start: i64, capacity: u32) -> Session {
    Session {
        id: Uuid::from_u128(number),
        code: code.to_owned(),
        kind: if slot.is_some() { Kind::Workshop } else { Kind::Kiosk },
        title: format!("Atelier {code}"),
        theme: code.chars().take(1).collect(),
        slot: slot.map(str::to_owned),
        room: "Salle Loire".to_owned(),
        span: Span::new(minute(start), minute(start + 60)).unwrap(),
        seats: Seats { capacity, taken: 0 },
        waiting: 0,
        minimum: 0,
        cancelled: false,
    }
}

/// Two slots: A with 1 and 2, B with 11 and 12; workshop T is 1 and 11; a kiosk visit, 20, is on
/// while B begins.
fn sessions() -> Vec<Session> {
    vec![
        session(1, "T", Some("A"), 0, 1),
        session(2, "U", Some("A"), 0, 1),
        session(11, "T", Some("B"), 120, 1),
        session(12, "V", Some("B"), 120, 1),
        session(20, "K", None, 100, 8),
    ]
}

fn person(number: u128, held: &[u128], wishes: &[(&str, &[u128])]) -> Person {
    let ids = |numbers: &[u128]| numbers.iter().map(|n| Uuid::from_u128(*n)).collect::<Vec<_>>();
    Person {
        id: Uuid::from_u128(number),
        held: ids(held),
        wishes: wishes
            .iter()
            .map(|(slot, numbers)| Wishes {
                slot: (*slot).to_owned(),
                submitted_at: Moment::from_micros(i64::try_from(number).unwrap()),
                ranked: (1..).zip(ids(numbers)).collect(),
            })
            .collect(),
    }
}

fn problem(people: Vec<Person>) -> Problem {
    Problem {
        seed: 1,
        now: minute(-60),
        walk: 0,
        slots: vec!["A".to_owned(), "B".to_owned()],
        sessions: sessions(),
        closed: BTreeSet::new(),
        people,
    }
}

fn run(problem: Problem) -> Report {
    allocate(problem, &mut |_, _| {})
}

/// What someone is given in a slot, as the number of the session.
fn given(report: &Report, slot: usize, person: u128) -> Option<u128> {
    let outcome = report.slots[slot].people.iter().find(|o| o.person.as_u128() == person).unwrap();
    outcome.given.map(|Given { session, .. }| session.as_u128())
}

fn why(report: &Report, slot: usize, person: u128) -> Vec<Why> {
    let outcome = report.slots[slot].people.iter().find(|o| o.person.as_u128() == person).unwrap();
    outcome.passed.iter().map(|passed| passed.why.clone()).collect()
}

#[test]
fn whoever_lost_in_the_morning_is_served_first_in_the_afternoon() {
    // Both want the same, in both slots: one loses first, then the other.
    for seed in 0..50 {
        let mut problem = problem(vec![
            person(1, &[], &[("A", &[2]), ("B", &[12])]),
            person(2, &[], &[("A", &[2]), ("B", &[12])]),
        ]);
        problem.seed = seed;
        let report = run(problem);
        let first = if given(&report, 0, 1).is_some() { 1 } else { 2 };
        assert_eq!(given(&report, 0, 3 - first), None);
        assert_eq!((given(&report, 1, first), given(&report, 1, 3 - first)), (None, Some(12)));
    }
}

#[test]
fn both_win_the_lots_by_turns_of_the_seed() {
    let winner = |seed| {
        let people = vec![person(1, &[], &[("A", &[2])]), person(2, &[], &[("A", &[2])])];
        given(&run(Problem { seed, ..problem(people) }), 0, 1).is_some()
    };
    let won = (0..200).filter(|seed| winner(*seed)).count();
    assert!((60..140).contains(&won), "{won} of 200");
    assert_eq!(winner(5), winner(5));
}

#[test]
fn a_workshop_given_in_two_slots_is_not_given_twice_to_one_person() {
    let report = run(problem(vec![person(1, &[], &[("A", &[1, 2]), ("B", &[11, 12])])]));
    assert_eq!((given(&report, 0, 1), given(&report, 1, 1)), (Some(1), Some(12)));
    let expected = Why::Barred(Barred::Again { at: minute(0) });
    assert_eq!(why(&report, 1, 1), [expected]);
}

#[test]
fn what_someone_holds_bars_what_goes_on_at_the_same_time() {
    let report = run(problem(vec![
        person(1, &[20], &[("B", &[12])]),
        person(2, &[2], &[("A", &[1])]),
        person(3, &[], &[("B", &[12])]),
    ]));
    let clash = Barred::Clash { code: "K".to_owned(), at: minute(100) };
    assert_eq!(why(&report, 1, 1), [Why::Barred(clash)]);
    assert_eq!(report.slots[0].people, [], "whoever has a seat wishes for nothing more");
    assert_eq!(given(&report, 1, 3), Some(12));
    let tally = report.slots[1].tally;
    assert_eq!((tally.by_rank[0], tally.nothing, tally.barred, tally.people()), (1, 0, 1, 2));
}

#[test]
fn nothing_closed_cancelled_begun_or_gone_is_given() {
    let mut problem = problem(vec![
        person(1, &[], &[("A", &[1, 2])]),
        person(2, &[], &[("B", &[11, 12, 99, 1])]),
    ]);
    problem.closed.insert(Uuid::from_u128(1));
    problem.sessions[2].cancelled = true;
    problem.sessions[3].span = Span::new(minute(-90), minute(-30)).unwrap();
    let report = run(problem);
    assert_eq!(given(&report, 0, 1), Some(2));
    assert_eq!(why(&report, 0, 1), [Why::Barred(Barred::Closed)]);
    let barred = [Barred::Cancelled, Barred::Started, Barred::Gone, Barred::Gone];
    assert_eq!(why(&report, 1, 2), barred.map(Why::Barred));
}

#[test]
fn the_reason_counts_wishes_and_seats() {
    let mut people: Vec<Person> = (1..=5).map(|n| person(n, &[], &[("A", &[1])])).collect();
    people.push(person(6, &[], &[("A", &[2, 1])]));
    let report = run(problem(people));
    let loser = (1..=5).find(|n| given(&report, 0, *n).is_none()).unwrap();
    let [Why::Full { firsts, asked, seats, .. }] = why(&report, 0, loser)[..] else { panic!() };
    assert_eq!((firsts, asked, seats), (5, 6, 1));
    let fill = &report.slots[0].fill[0];
    assert_eq!((fill.given, fill.firsts, fill.asked, fill.attendance()), (1, 5, 6, 1));
}

#[test]
fn a_session_under_its_minimum_is_told_with_what_closing_it_would_change() {
    let mut problem =
        problem(vec![person(1, &[], &[("A", &[1, 2])]), person(2, &[], &[("A", &[2])])]);
    problem.sessions[0].minimum = 2;
    let mut steps = Vec::new();
    let report = allocate(problem, &mut |done, all| steps.push((done, all)));
    let [too_few] = &report.too_few[..] else { panic!("{:?}", report.too_few) };
    assert_eq!((too_few.session.as_u128(), too_few.attendance, too_few.minimum), (1, 1, 2));
    let closing = too_few.closing.as_ref().unwrap();
    assert_eq!(report.slots[0].tally.seated(), 2);
    assert_eq!((closing.tallies[0].seated(), closing.tallies[0].nothing), (1, 1));
    assert_eq!(steps, [(1, 4), (2, 4), (3, 4), (4, 4)]);
}

#[test]
fn those_left_over_are_offered_the_theme_they_wished_for_first() {
    let mut offered = vec![
        session(1, "rural", Some("A"), 0, 3),
        session(2, "axe", Some("A"), 0, 9),
        session(3, "rue", Some("A"), 0, 5),
        session(4, "observer", Some("A"), 0, 5),
        session(5, "rare", Some("A"), 0, 5),
        session(6, "ruine", Some("A"), 0, 5),
    ];
    offered[4].seats.taken = 5;
    offered[5].cancelled = true;
    let wished = [session(21, "r", Some("A"), 0, 1), session(22, "a", Some("A"), 0, 1)];
    let wished: Vec<&Session> = wished.iter().collect();
    let near = nearest(&wished, &offered, &[], 0, minute(-60));
    let ids: Vec<u128> = near.iter().map(|session| session.id.as_u128()).collect();
    assert_eq!(ids, [3, 1, 2, 4]);
    let busy = [session(30, "K", None, 10, 8)];
    assert!(nearest(&wished, &offered, &busy, 0, minute(-60)).is_empty());
}

/// Two slots, up to forty people, some of whom hold visits.
fn any_day(seed: u64) -> Problem {
    let mut dice = Dice::new(seed);
    let mut sessions: Vec<Session> = (0..6)
        .flat_map(|n: u128| {
            let code = format!("T{}", n % 5);
            let mut both = [("A", 0, n), ("B", 120, 10 + n)]
                .map(|(slot, start, id)| session(id, &code, Some(slot), start, 1 + dice.below(6)));
            both[1].minimum = dice.below(4);
            both
        })
        .collect();
    sessions.push(session(20, "K", None, 30, 8));
    let people = (0..u128::from(1 + dice.below(40)))
        .map(|number| {
            let wish = |dice: &mut Dice, base: u128| {
                let mut all: Vec<u128> = (base..base + 6).collect();
                (0..=dice.below(5))
                    .map(|_| {
                        all.remove(
                            usize::try_from(dice.below(u32::try_from(all.len()).unwrap())).unwrap(),
                        )
                    })
                    .collect::<Vec<_>>()
            };
            let (a, b) = (wish(&mut dice, 0), wish(&mut dice, 10));
            let held: &[u128] = if dice.below(6) == 0 { &[20] } else { &[] };
            person(1000 + number, held, &[("A", &a), ("B", &b)])
        })
        .collect();
    Problem { seed, sessions, ..problem(people) }
}

#[test]
fn any_day_is_the_same_whatever_order_people_come_in_and_nobody_is_passed_over_for_an_empty_seat() {
    for seed in 0..300 {
        let problem = any_day(seed);
        let mut shuffled = problem.clone();
        shuffled.people.reverse();
        let middle = shuffled.people.len() / 2;
        shuffled.people.rotate_left(middle);
        assert_eq!(shuffled.fingerprint(), problem.fingerprint());
        let report = run(problem);
        assert_eq!(run(shuffled), report);
        for slot in &report.slots {
            assert!(slot.tally.seated() >= slot.first_come.seated() || slot.slot == "B");
            for fill in &slot.fill {
                assert!(fill.attendance() <= fill.capacity);
            }
            for outcome in &slot.people {
                for passed in &outcome.passed {
                    let Why::Full { asked, seats, firsts, .. } = passed.why else { continue };
                    let fill = slot.fill.iter().find(|f| f.session == passed.session).unwrap();
                    assert_eq!(fill.attendance(), fill.capacity, "an empty seat was passed over");
                    assert!(asked > seats && asked >= firsts);
                }
            }
        }
        twice(&report);
    }
}

/// Nobody is given the same workshop twice.
fn twice(report: &Report) {
    for outcome in &report.slots[1].people {
        let morning = report.slots[0].people.iter().find(|o| o.person == outcome.person);
        let number = |given: Option<Given>| given.map(|given| given.session.as_u128() % 10 % 5);
        let (one, other) = (number(morning.and_then(|o| o.given)), number(outcome.given));
        assert!(one.is_none() || one != other, "{outcome:?}");
    }
}

#[test]
fn the_fingerprint_tells_what_counts_from_what_does_not() {
    let before = any_day(3);
    let changed = |change: fn(&mut Problem)| {
        let mut after = before.clone();
        change(&mut after);
        after.fingerprint() != before.fingerprint()
    };
    assert!(changed(|problem| problem.people[0].wishes[0].ranked[0].0 = 5));
    assert!(changed(|problem| problem.sessions[0].seats.taken += 1));
    assert!(changed(|problem| problem.people[0].held.push(Uuid::from_u128(20))));
    assert!(changed(|problem| drop(problem.people.pop())));
    assert!(changed(|problem| problem.closed.extend([Uuid::from_u128(1)])));
    assert!(!changed(|problem| problem.seed += 1));
    assert!(!changed(|problem| problem.sessions[12].seats.taken += 1), "a visit elsewhere");
    assert!(!changed(|problem| problem.people[0].wishes[0].submitted_at = minute(7)));
}

#[test]
fn a_report_survives_being_kept() {
    let report = run(any_day(11));
    let kept = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&kept).unwrap(), report);
}
