//! Ten thousand ways in which a morning's acts may arrive, and one end.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

use super::*;

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn happening(act: u128, at: i64, by: u128, what: What) -> Happening {
    Happening { act: id(act), at: Moment::from_micros(at), by: id(by), what }
}

#[test]
fn the_first_by_corrected_time_is_the_entry_and_the_other_phone_is_told() {
    let late = happening(1, 20, 7, What::LetIn);
    let early = happening(2, 10, 8, What::LetIn);
    let told = Settled { entry: Some(id(2)), doubles: vec![id(1)] };
    assert_eq!(settle(&[late, early]), told);
    assert_eq!(settle(&[early, late, early]), told);
}

#[test]
fn one_phone_that_lets_someone_in_twice_contradicts_nobody() {
    let acts = [happening(1, 10, 7, What::LetIn), happening(2, 20, 7, What::LetIn)];
    assert_eq!(settle(&acts), Settled { entry: Some(id(1)), doubles: vec![] });
}

#[test]
fn an_act_may_be_taken_back_before_it_is_known() {
    let back = happening(3, 30, 7, What::TakesBack(id(1)));
    let first = happening(1, 10, 7, What::LetIn);
    let second = happening(2, 20, 8, What::LetIn);
    assert_eq!(settle(&[back]), Settled::default());
    assert_eq!(settle(&[back, first]), Settled::default());
    assert_eq!(settle(&[back, second, first]).entry, Some(id(2)));
}

#[test]
fn who_was_sent_away_did_not_come_in() {
    assert_eq!(settle(&[happening(1, 10, 7, What::NotLetIn)]), Settled::default());
}

#[test]
fn a_clock_one_day_wrong_is_put_right() {
    let day = 86_400_000_000;
    assert_eq!(corrected(Moment::from_micros(day + 5), day).micros(), 5);
    assert!(corrected(Moment::from_micros(i64::MIN), i64::MAX) >= Moment::from_micros(i64::MIN));
}

/// Acts of four phones about one person, and the order in which a network delivers them.
fn mornings() -> impl Strategy<Value = (Vec<Happening>, Vec<usize>)> {
    let one = (0..6_i64, 0..4_u128, 0..5_u8, 0..12_u128);
    prop::collection::vec(one, 1..12).prop_flat_map(|drawn| {
        let acts: Vec<Happening> = (0_u128..)
            .zip(drawn)
            .map(|(n, (at, by, kind, of))| {
                let what = match kind {
                    0..=2 => What::LetIn,
                    3 => What::NotLetIn,
                    _ => What::TakesBack(id(of)),
                };
                happening(n, at, by, what)
            })
            .collect();
        let delivered = prop::collection::vec(0..acts.len(), 0..24);
        (Just(acts), delivered)
    })
}

/// What a server keeps: each act once, in the order in which it came first. Whatever was lost is
/// sent again in the end.
fn kept(acts: &[Happening], delivered: &[usize]) -> Vec<Happening> {
    let mut kept: Vec<Happening> = Vec::new();
    for place in delivered.iter().copied().chain((0..acts.len()).rev()) {
        if !kept.contains(&acts[place]) {
            kept.push(acts[place]);
        }
    }
    kept
}

/// The rule said another way: by time, with a book of what is taken back.
fn expected(acts: &[Happening]) -> Settled {
    let mut by_time = BTreeMap::new();
    for act in acts {
        by_time.insert((act.at, act.act), act);
    }
    for act in acts {
        if let What::TakesBack(of) = act.what {
            by_time.retain(|(_, known), _| *known != of);
        }
    }
    by_time.retain(|_, act| act.what == What::LetIn);
    let mut settled = Settled::default();
    let mut first_by = None;
    for act in by_time.values() {
        match first_by {
            None => {
                settled.entry = Some(act.act);
                first_by = Some(act.by);
            }
            Some(by) if by != act.by => settled.doubles.push(act.act),
            Some(_) => {}
        }
    }
    settled
}

/// What a server does that keeps whoever it heard of first, and forgets what it cannot undo yet.
fn naive(kept: &[Happening]) -> Option<Uuid> {
    let mut entry = None;
    for act in kept {
        match act.what {
            What::LetIn if entry.is_none() => entry = Some(act.act),
            What::TakesBack(of) if entry == Some(of) => entry = None,
            _ => {}
        }
    }
    entry
}

#[test]
fn ten_thousand_deliveries_come_to_the_same_end() {
    let config = ProptestConfig { cases: 10_000, failure_persistence: None, ..Default::default() };
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let disturbed = std::cell::Cell::new(0);
    TestRunner::new_with_rng(config, seed)
        .run(&mornings(), |(acts, delivered)| {
            let kept = kept(&acts, &delivered);
            prop_assert_eq!(settle(&kept), expected(&acts));
            let twice: Vec<_> = kept.iter().chain(&kept).copied().collect();
            prop_assert_eq!(settle(&twice), expected(&acts));
            if naive(&kept) != expected(&acts).entry {
                disturbed.set(disturbed.get() + 1);
            }
            Ok(())
        })
        .unwrap();
    let disturbed = disturbed.get();
    // The deliveries are hard enough to lead a rule astray that looks at their order.
    assert!(disturbed > 1_000, "{disturbed}");
}
