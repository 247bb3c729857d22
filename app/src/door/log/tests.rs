//! Acts, from their doing to their being forgotten.

use domain::door::{Told, Who};
use domain::time::Moment;

use super::*;

fn act(n: u128, deed: Deed) -> Record {
    let act = Act {
        id: Uuid::from_u128(n),
        door: "main".to_owned(),
        at: Moment::from_micros(1),
        clock_ahead: 0,
        deed,
        told: Told::Accepted,
    };
    Record::new(act, Some(Uuid::from_u128(1_000)), "Camille Essai".to_owned())
}

fn arrival(n: u128) -> Record {
    act(n, Deed::Arrival { who: Who::Person(Uuid::from_u128(1_000)) })
}

fn answer(n: u128, outcome: Outcome) -> Answer {
    Answer { id: Uuid::from_u128(n), outcome }
}

fn refused() -> Outcome {
    Outcome::Refused { reason: None, sentence: "Non.".to_owned() }
}

fn live(log: &Log) -> usize {
    log.live(Uuid::from_u128(1_000)).count()
}

#[test]
fn acts_wait_in_their_order_until_each_is_answered() {
    let mut log = Log::default();
    for n in [3, 1, 2] {
        log.add(arrival(n));
    }
    let ids =
        |log: &Log, most| log.batch(most).iter().map(|act| act.id.as_u128()).collect::<Vec<_>>();
    assert_eq!(ids(&log, 2), [1, 2]);
    assert!(log.answer(&answer(1, Outcome::Kept)).is_some());
    assert!(log.answer(&answer(1, refused())).is_none(), "the first answer stands");
    assert!(log.answer(&answer(9, Outcome::Kept)).is_none());
    assert_eq!((ids(&log, 9), log.waiting()), (vec![2, 3], 2));
}

#[test]
fn an_act_means_something_until_the_list_knows_of_it() {
    let mut log = Log::default();
    log.add(arrival(1));
    log.add(arrival(2));
    log.answer(&answer(1, Outcome::Kept));
    assert_eq!(live(&log), 2);
    assert_eq!(log.absorb(), [Uuid::from_u128(1)]);
    assert_eq!(live(&log), 1);
}

#[test]
fn what_was_refused_means_nothing_and_is_told_until_it_was_read() {
    let mut log = Log::default();
    log.add(arrival(1));
    log.add(act(2, Deed::Undo { of: Uuid::from_u128(1) }));
    assert!(log.is_undone(Uuid::from_u128(1)));
    log.answer(&answer(2, refused()));
    assert!(!log.is_undone(Uuid::from_u128(1)));
    assert_eq!(live(&log), 1);
    assert_eq!(log.unread().map(|(_, sentence)| sentence).collect::<Vec<_>>(), ["Non."]);
    log.mark_read(Uuid::from_u128(2));
    assert_eq!(log.unread().count(), 0);
}

#[test]
fn only_what_is_over_is_let_go_and_never_what_waits_or_is_unread() {
    let mut log = Log::default();
    let many = u128::try_from(REMEMBERED).unwrap() + 10;
    for n in 0..many {
        log.add(arrival(n));
        if n > 4 {
            let unread = Outcome::KeptBut { sentence: "Deux fois.".to_owned() };
            log.answer(&answer(n, if n == 5 { unread } else { Outcome::Kept }));
        }
    }
    log.absorb();
    let gone = log.forget();
    assert_eq!(gone, (6..10).map(Uuid::from_u128).collect::<Vec<_>>());
    assert_eq!((log.waiting(), log.unread().count()), (5, 1));
}
