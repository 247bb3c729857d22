//! Taking a seat, giving it back, changing one's mind.

use domain::Refusal;

use store::signups::{By, Taken};

use crate::support::*;

on_both_engines! {
    async fn a_seat_is_taken_once_and_given_back_once(store: Store) {
        open_conference(&store).await;
        let (id, workshop) = (registered(&store, 1).await, session(&store, "A01", 0).await);
        assert_eq!(take(&store, id, workshop).await.unwrap(), Taken::Seated);
        assert_eq!(take(&store, id, workshop).await.unwrap(), Taken::Before);
        assert_eq!(taken(&store, workshop).await, 1);
        assert!(give_back(&store, id, workshop).await.unwrap());
        assert!(!give_back(&store, id, workshop).await.unwrap());
        assert_eq!((taken(&store, workshop).await, held(&store, id).await), (0, vec![]));
    }

    async fn another_workshop_of_the_slot_is_a_swap(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        let (old, new) = (session(&store, "A01", 0).await, session(&store, "A02", 0).await);
        take(&store, id, old).await.unwrap();
        let swapped = take(&store, id, new).await.unwrap();
        assert_eq!(swapped, Taken::Swapped { old: "A01".to_owned() });
        assert_eq!((taken(&store, old).await, taken(&store, new).await), (0, 1));
        let back = take(&store, id, old).await.unwrap();
        assert_eq!(back, Taken::Swapped { old: "A02".to_owned() });
        assert_eq!(held(&store, id).await, ["A01"]);
        assert_balanced(&store).await;
    }

    async fn a_swap_into_a_full_workshop_keeps_the_old_seat(store: Store) {
        open_conference(&store).await;
        let (small, large) = (session(&store, "A02", 0).await, session(&store, "A01", 0).await);
        for n in 1..=2 {
            take(&store, registered(&store, n).await, small).await.unwrap();
        }
        let id = registered(&store, 3).await;
        assert_eq!(
            refusal(take(&store, id, small).await),
            Refusal::SessionFull { code: "A02".to_owned() }
        );
        take(&store, id, large).await.unwrap();
        refusal(take(&store, id, small).await);
        assert_eq!((held(&store, id).await, taken(&store, large).await), (vec!["A01".into()], 1));
        assert_balanced(&store).await;
    }

    async fn what_shares_time_with_something_held_is_a_clash(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        take(&store, id, session(&store, "A01", 0).await).await.unwrap();
        let during = take(&store, id, session(&store, "K02", 0).await).await;
        assert_eq!(
            refusal(during),
            Refusal::Clash {
                code: "A01".to_owned(),
                title: "Atelier A01".to_owned(),
                at: at(11, 0),
                walk: None,
            }
        );
        take(&store, id, session(&store, "K01", 0).await).await.unwrap();
        let longer = take(&store, id, session(&store, "A03", 0).await).await;
        assert!(matches!(refusal(longer), Refusal::Clash { code, .. } if code == "K01"));
        let again = take(&store, id, session(&store, "K01", 2).await).await;
        assert!(matches!(refusal(again), Refusal::KioskAlreadyVisited { .. }));
        assert_eq!(held(&store, id).await, ["A01", "K01"]);
        assert_balanced(&store).await;
    }

    async fn only_those_with_a_place_choose(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        let (first, second) = (registered(&store, 1).await, waiting(&store, 2).await);
        let workshop = session(&store, "A01", 0).await;
        assert_eq!(refusal(take(&store, second, workshop).await), Refusal::StillWaiting);
        cancel(&store, first).await.unwrap();
        assert_eq!(refusal(take(&store, first, workshop).await), Refusal::RegistrationCancelled);
        assert_eq!(take(&store, second, workshop).await.unwrap(), Taken::Seated);
        let nobody = uuid::Uuid::now_v7();
        assert_eq!(refusal(take(&store, nobody, workshop).await), Refusal::NotFound);
        assert_eq!(refusal(take(&store, second, nobody).await), Refusal::NotFound);
    }

    async fn outside_its_window_only_the_team_chooses(store: Store) {
        open_conference(&store).await;
        let (id, workshop) = (registered(&store, 1).await, session(&store, "A01", 0).await);
        let opens = days_before(20);
        let (early, late) = (opens.plus_seconds(-1), at(9, 0));
        let themselves = async |moment| take_by(&store, (id, workshop), By::Themselves, moment).await;
        assert_eq!(refusal(themselves(early).await), Refusal::SignUpNotOpen { opens });
        assert_eq!(refusal(themselves(late).await), Refusal::SignUpClosed);
        let team = take_by(&store, (id, workshop), By::Team, late).await.unwrap();
        assert_eq!(team, Taken::Seated);
        let begun = take_by(&store, (id, session(&store, "A02", 0).await), By::Team, at(11, 0)).await;
        assert!(matches!(refusal(begun), Refusal::SessionStarted { .. }));
    }
}
