//! Many people at once. What is asserted holds for every order in which they may come.

use std::collections::BTreeSet;

use domain::checkin::Standing;
use domain::letter::Letter;
use futures_util::future::join_all;
use store::participants::Outcome;
use store::signups::Taken;
use store::{Error, Store};
use tokio::join;
use uuid::Uuid;

use crate::support::*;

async fn people(store: &Store, count: u32) -> Vec<Uuid> {
    join_all((1..=count).map(|n| registered(store, n))).await
}

async fn try_take(store: &Store, person: Uuid, session: Uuid) -> Result<Taken, Error> {
    patiently(async || take(store, person, session).await).await
}

/// Both at once, sometimes the one first and sometimes the other.
async fn at_once<A, B>(one: impl Future<Output = A>, other: impl Future<Output = B>) -> (A, B) {
    if Uuid::now_v7().as_bytes()[15].is_multiple_of(2) {
        return join!(one, other);
    }
    let (other, one) = join!(other, one);
    (one, other)
}

on_both_engines! {
    async fn a_hundred_people_and_thirty_places(store: Store) {
        import(&store, plan_for(30)).await.unwrap();
        let everybody: Vec<_> = (1..=100).map(number).collect();
        let outcomes = join_all(everybody.iter().map(|new| {
            patiently(async || register(&store, new.clone()).await)
        })).await;
        let ids = |wanted: Outcome| -> Vec<Uuid> {
            everybody.iter().zip(&outcomes)
                .filter(|(_, outcome)| *outcome.as_ref().unwrap() == wanted)
                .map(|(new, _)| new.id)
                .collect()
        };
        let (seated, line) = (ids(Outcome::Registered), ids(Outcome::Waiting));
        assert_eq!((seated.len(), line.len()), (30, 70));
        let mut ordered = vec![Uuid::nil(); 70];
        for id in line {
            let place = place(&store, id).await.unwrap() as usize;
            ordered[place - 1] = id;
        }
        assert_eq!(ordered.iter().collect::<BTreeSet<_>>().len(), 70, "everybody has a place");
        assert_balanced(&store).await;
        for (leaving, next) in seated.into_iter().zip(&ordered).take(5) {
            cancel(&store, leaving).await.unwrap();
            assert_eq!(person(&store, *next).await.standing, Standing::Registered);
        }
        assert_balanced(&store).await;
    }

    async fn one_form_sent_ten_times_at_once_registers_once(store: Store) {
        open_conference(&store).await;
        for n in 1..=5 {
            let new = number(n);
            let outcomes = join_all((0..10).map(|_| {
                patiently(async || register(&store, new.clone()).await)
            })).await;
            let outcomes: Vec<_> = outcomes.into_iter().map(Result::unwrap).collect();
            let firsts = outcomes.iter().filter(|o| **o == Outcome::Registered).count();
            let others = outcomes.iter().filter(|o| **o == Outcome::Repeated(new.id)).count();
            assert_eq!((firsts, others), (1, 9), "{outcomes:?}");
        }
    }

    async fn one_address_registered_ten_times_at_once_has_one_link(store: Store) {
        open_conference(&store).await;
        for n in 1..=5 {
            let outcomes = join_all((0..10).map(|_| {
                let new = number(n);
                let store = &store;
                async move { patiently(async || register(store, new.clone()).await).await.unwrap() }
            })).await;
            let there: BTreeSet<Uuid> = outcomes.iter().filter_map(|outcome| match outcome {
                Outcome::AlreadyThere(id) => Some(*id),
                _ => None,
            }).collect();
            assert_eq!(there.len(), 1, "{outcomes:?}");
            let letters = mail(&store, *there.first().unwrap()).await;
            let kinds: BTreeSet<_> = letters.iter().map(|letter| letter.kind.as_str()).collect();
            assert_eq!((letters.len(), kinds.len()), (2, 2), "{kinds:?}");
        }
    }

    async fn nobody_waits_beside_a_place_given_back_at_that_moment(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        let mut inside = registered(&store, 0).await;
        for n in 1..=25 {
            let new = number(n);
            let (outcome, cancelled) = at_once(
                patiently(async || register(&store, new.clone()).await),
                patiently(async || cancel(&store, inside).await),
            ).await;
            cancelled.unwrap();
            inside = new.id;
            assert_eq!(person(&store, inside).await.standing, Standing::Registered);
            let promoted = mail(&store, inside).await.iter().any(|l| l.kind == Letter::Promotion);
            assert_eq!(promoted, outcome.unwrap() == Outcome::Waiting);
            assert_balanced(&store).await;
        }
    }

    async fn whoever_leaves_the_line_is_not_let_in_at_that_moment(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        let mut inside = registered(&store, 0).await;
        for n in (1..=50).step_by(2) {
            let (leaver, next) = (waiting(&store, n).await, waiting(&store, n + 1).await);
            let (one, other) = at_once(
                patiently(async || cancel(&store, leaver).await),
                patiently(async || cancel(&store, inside).await),
            ).await;
            assert!(one.is_ok() && other.is_ok(), "{one:?} {other:?}");
            assert_eq!(person(&store, leaver).await.standing, Standing::Cancelled);
            assert_eq!(person(&store, next).await.standing, Standing::Registered);
            assert_balanced(&store).await;
            inside = next;
        }
    }

    async fn two_people_and_one_last_seat(store: Store) {
        open_conference(&store).await;
        let (last, two) = (session(&store, "B02", 0).await, people(&store, 2).await);
        for round in 0..30 {
            let (a, b) = (two[0], two[1]);
            let answers = at_once(
                try_take(&store, a, last),
                try_take(&store, b, last),
            ).await;
            let winner = match answers {
                (Ok(Taken::Seated), Err(Error::Refused(_))) => a,
                (Err(Error::Refused(_)), Ok(Taken::Seated)) => b,
                other => panic!("round {round}: {other:?}"),
            };
            assert_eq!(taken(&store, last).await, 1);
            assert!(give_back(&store, winner, last).await.unwrap());
        }
        assert_balanced(&store).await;
    }

    async fn two_hundred_people_and_twenty_four_seats(store: Store) {
        open_conference(&store).await;
        let (workshop, everybody) = (session(&store, "A01", 0).await, people(&store, 200).await);
        let answers = join_all(everybody.iter().map(|id| try_take(&store, *id, workshop))).await;
        let seated = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!((seated, taken(&store, workshop).await), (24, 24));
        for answer in answers {
            assert!(matches!(answer, Ok(Taken::Seated) | Err(Error::Refused(_))), "{answer:?}");
        }
        assert_balanced(&store).await;
    }

    async fn opposite_swaps_leave_the_books_balanced(store: Store) {
        let mut wide = plan();
        activity(&mut wide, "B02").sessions[0].capacity = 2;
        import(&store, wide).await.unwrap();
        let (left, right) = (session(&store, "B01", 0).await, session(&store, "B02", 0).await);
        let two = people(&store, 2).await;
        take(&store, two[0], left).await.unwrap();
        take(&store, two[1], right).await.unwrap();
        for round in 0..30 {
            let (a, b) = if round % 2 == 0 { (two[0], two[1]) } else { (two[1], two[0]) };
            let (x, y) = at_once(
                try_take(&store, a, right),
                try_take(&store, b, left),
            ).await;
            assert!(matches!(x, Ok(Taken::Swapped { .. })), "round {round}: {x:?}");
            assert!(matches!(y, Ok(Taken::Swapped { .. })), "round {round}: {y:?}");
            assert_eq!((taken(&store, left).await, taken(&store, right).await), (1, 1));
        }
        assert_balanced(&store).await;
    }

    async fn opposite_swaps_between_full_workshops_lose_nobody_a_seat(store: Store) {
        let mut narrow = plan();
        activity(&mut narrow, "B01").sessions[0].capacity = 1;
        import(&store, narrow).await.unwrap();
        let (left, right) = (session(&store, "B01", 0).await, session(&store, "B02", 0).await);
        let two = people(&store, 2).await;
        take(&store, two[0], left).await.unwrap();
        take(&store, two[1], right).await.unwrap();
        for _ in 0..20 {
            let (a, b) = (two[0], two[1]);
            let (x, y) = at_once(
                try_take(&store, a, right),
                try_take(&store, b, left),
            ).await;
            assert!(x.is_err() && y.is_err(), "{x:?} {y:?}");
            assert_eq!(held(&store, a).await, ["B01"]);
            assert_eq!(held(&store, b).await, ["B02"]);
        }
        assert_balanced(&store).await;
    }

    async fn one_person_in_two_tabs_ends_with_one_workshop_of_the_slot(store: Store) {
        open_conference(&store).await;
        let (left, right) = (session(&store, "A01", 0).await, session(&store, "A02", 0).await);
        for n in 1..=20 {
            let id = registered(&store, n).await;
            let answers = at_once(
                try_take(&store, id, left),
                try_take(&store, id, right),
            ).await;
            assert!(matches!(
                answers,
                (Ok(Taken::Seated), Ok(Taken::Swapped { .. }))
                    | (Ok(Taken::Swapped { .. }), Ok(Taken::Seated))
            ), "{answers:?}");
            assert_eq!(held(&store, id).await.len(), 1);
            cancel(&store, id).await.unwrap();
        }
        assert_balanced(&store).await;
    }

    async fn one_person_in_two_tabs_never_holds_two_things_at_one_time(store: Store) {
        open_conference(&store).await;
        let (workshop, visit) = (session(&store, "A01", 0).await, session(&store, "K02", 0).await);
        for n in 1..=20 {
            let id = registered(&store, n).await;
            let (a, b) = at_once(
                try_take(&store, id, workshop),
                try_take(&store, id, visit),
            ).await;
            assert!(a.is_ok() != b.is_ok(), "{a:?} {b:?}");
            assert_eq!(held(&store, id).await.len(), 1);
            cancel(&store, id).await.unwrap();
        }
        assert_balanced(&store).await;
    }
}
