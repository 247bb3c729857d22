//! The conference's own waiting list.

use domain::checkin::Standing;
use domain::letter::Letter;

use store::participants::Outcome;

use crate::support::*;

on_both_engines! {
    async fn when_it_is_full_people_wait_and_know_their_place(store: Store) {
        import(&store, plan_for(2)).await.unwrap();
        let first = registered(&store, 1).await;
        registered(&store, 2).await;
        let line = [waiting(&store, 3).await, waiting(&store, 4).await, waiting(&store, 5).await];
        for (id, expected) in line.into_iter().zip(1..) {
            assert_eq!(place(&store, id).await, Some(expected));
            assert_eq!(mail(&store, id).await[0].kind, Letter::Waiting);
        }
        assert_eq!(place(&store, first).await, None);
        assert_eq!(store.programme().await.unwrap().waiting, 3);
    }

    async fn a_place_given_back_goes_to_the_first_in_line_with_a_letter(store: Store) {
        import(&store, plan_for(2)).await.unwrap();
        let (first, second) = (registered(&store, 1).await, registered(&store, 2).await);
        let (third, fourth) = (waiting(&store, 3).await, waiting(&store, 4).await);
        cancel(&store, first).await.unwrap();
        assert_eq!(person(&store, third).await.standing, Standing::Registered);
        assert_eq!(mail(&store, third).await[1].kind, Letter::Promotion);
        assert_eq!((place(&store, third).await, place(&store, fourth).await), (None, Some(1)));
        cancel(&store, second).await.unwrap();
        assert_eq!(person(&store, fourth).await.standing, Standing::Registered);
        assert_balanced(&store).await;
    }

    async fn whoever_leaves_the_line_is_passed_over(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        let first = registered(&store, 1).await;
        let (second, third) = (waiting(&store, 2).await, waiting(&store, 3).await);
        cancel(&store, second).await.unwrap();
        assert_eq!(place(&store, third).await, Some(1));
        cancel(&store, first).await.unwrap();
        assert_eq!(person(&store, second).await.standing, Standing::Cancelled);
        assert_eq!(person(&store, third).await.standing, Standing::Registered);
        assert_balanced(&store).await;
    }

    async fn more_places_let_the_line_in_order(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        registered(&store, 1).await;
        let line = [waiting(&store, 2).await, waiting(&store, 3).await, waiting(&store, 4).await];
        import(&store, plan_for(3)).await.unwrap();
        for (id, standing) in line.into_iter().zip([
            Standing::Registered, Standing::Registered, Standing::Waiting,
        ]) {
            assert_eq!(person(&store, id).await.standing, standing);
        }
        assert_balanced(&store).await;
    }

    async fn someone_waiting_who_registers_again_keeps_their_place(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        registered(&store, 1).await;
        let second = waiting(&store, 2).await;
        waiting(&store, 3).await;
        let again = register(&store, number(2)).await.unwrap();
        assert_eq!(again, Outcome::AlreadyThere(second));
        assert_eq!(place(&store, second).await, Some(1));
    }
}
