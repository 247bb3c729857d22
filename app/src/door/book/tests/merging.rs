//! Whatever happens between a phone and the server, the book says the same in the end.

use std::collections::BTreeMap;

use domain::checkin::Verdict;
use domain::door::{Act, Deed, Entry, Outcome, RollPassage, Told, Who};
use proptest::prelude::*;
use uuid::Uuid;

use super::super::{Book, MAIN};
use super::scene::{answer, at, book, delta, entry, roll, stamp, two};

/// How many people come.
const PEOPLE: u128 = 6;

#[derive(Clone, Debug)]
enum Step {
    Arrive(u128),
    Undo(u128),
    /// The server gets what waits; its answer arrives or not.
    Send(bool),
    /// The list is fetched: what has changed, or all of it.
    Fetch(bool),
    /// The browser is killed and opened again.
    Kill,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (1..=PEOPLE).prop_map(Step::Arrive),
        1 => (100..140_u128).prop_map(Step::Undo),
        2 => any::<bool>().prop_map(Step::Send),
        2 => any::<bool>().prop_map(Step::Fetch),
        1 => Just(Step::Kill),
    ]
}

/// A server that keeps each act once, whatever it is sent.
#[derive(Default)]
struct Server(BTreeMap<Uuid, Act>);

impl Server {
    fn entries(&self) -> Vec<Entry> {
        (1..=PEOPLE).map(|person| self.entry(two(person))).collect()
    }

    fn entry(&self, person: Uuid) -> Entry {
        let undone = |act: &Act| {
            self.0.values().any(|other| matches!(other.deed, Deed::Undo { of } if of == act.id))
        };
        let comes = |act: &&Act| matches!(act.deed, Deed::Arrival { who: Who::Person(who) } if who == person);
        let first = self
            .0
            .values()
            .filter(comes)
            .filter(|act| act.told == Told::Accepted && !undone(act))
            .min_by_key(|act| (act.at, act.id));
        let passages = first.map(|act| RollPassage {
            door: MAIN.to_owned(),
            act: act.id,
            at: act.at,
            by: "Téléphone de l’entrée".to_owned(),
        });
        let plain = entry(person.as_u128(), "Une Personne");
        Entry { passages: passages.into_iter().collect(), ..plain }
    }
}

fn killed(before: Book) -> Book {
    let parts = before.parts(&(0..super::super::PARTS).collect());
    let people = parts.into_values().flatten().cloned().collect();
    let records = before.log.recent(usize::MAX).cloned().collect();
    Book::open(before.head.clone(), people, records)
}

/// Who is in, as the acts say it that were done here.
fn in_here(book: &Book) -> Vec<u128> {
    let inside =
        |person: &u128| matches!(book.judge(Some(two(*person)), MAIN), Verdict::AlreadySeen(_));
    (1..=PEOPLE).filter(inside).collect()
}

fn take(mut phone: Book, server: &mut Server, number: usize, step: &Step) -> Book {
    let act = 100 + u128::try_from(number).unwrap();
    match step {
        Step::Arrive(person) => {
            phone.arrive(stamp(act, MAIN), two(*person));
        }
        Step::Undo(of) => {
            phone.undo(stamp(act, MAIN), two(*of));
        }
        Step::Send(answered) => {
            for sent in phone.log.batch(200) {
                let id = sent.id.as_u128();
                server.0.insert(sent.id, sent);
                if *answered {
                    phone.log.answer(&answer(id, Outcome::Kept));
                }
            }
        }
        Step::Fetch(complete) => {
            let people = server.entries();
            let version = format!("v{number}");
            phone.apply(if *complete { roll(&version, people) } else { delta(&version, people) });
        }
        Step::Kill => phone = killed(phone),
    }
    phone
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn nothing_is_lost_or_counted_twice_by_loss_repetition_lists_or_a_kill(
        steps in prop::collection::vec(step(), 0..40)
    ) {
        let people = (1..=PEOPLE).map(|n| entry(n, "Une Personne")).collect();
        let (mut phone, mut server) = (book(people), Server::default());
        // The same acts on a phone that never meets the server.
        let mut alone = phone.clone();
        for (number, step) in steps.iter().enumerate() {
            phone = take(phone, &mut server, number, step);
            if matches!(step, Step::Arrive(_) | Step::Undo(_)) {
                alone = take(alone, &mut Server::default(), number, step);
            }
            prop_assert_eq!(in_here(&phone), in_here(&alone));
            prop_assert_eq!(phone.counts(MAIN).0 as usize, in_here(&phone).len());
        }
        for (number, step) in [Step::Send(true), Step::Fetch(true)].iter().enumerate() {
            phone = take(phone, &mut server, 1_000 + number, step);
        }
        let at_server = server.entries().iter().filter(|entry| !entry.passages.is_empty()).count();
        prop_assert_eq!(at_server, in_here(&alone).len());
        prop_assert_eq!(phone.log.waiting(), 0);
        prop_assert!(at(0) <= phone.head.fetched_at);
    }
}
