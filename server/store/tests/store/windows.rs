//! When seats may be changed, by whom, and from which page.

use domain::Refusal;
use store::signups::{By, Taken};

use crate::support::*;

on_both_engines! {
    async fn a_page_that_is_out_of_date_is_told_what_changed(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        let [a01, a02] = [session(&store, "A01", 0).await, session(&store, "A02", 0).await];
        assert_eq!(take_seeing(&store, id, a01, None).await.unwrap(), Taken::Seated);
        // Another tab, opened before that.
        let stale = refusal(take_seeing(&store, id, a02, None).await);
        assert_eq!(stale, Refusal::PageOutOfDate { held: Some("A01".to_owned()) });
        let swapped = take_seeing(&store, id, a02, Some(a01)).await.unwrap();
        assert_eq!(swapped, Taken::Swapped { old: "A01".to_owned() });
        // The same click twice: done.
        assert_eq!(take_seeing(&store, id, a02, Some(a01)).await.unwrap(), Taken::Before);
        give_back(&store, id, a02).await.unwrap();
        let stale = refusal(take_seeing(&store, id, a01, Some(a02)).await);
        assert_eq!(stale, Refusal::PageOutOfDate { held: None });
        assert_eq!(held(&store, id).await, [""; 0]);
        // A visit stands in the place of another visit of the same kiosk, and of nothing else.
        let visit = session(&store, "K01", 0).await;
        assert_eq!(take_seeing(&store, id, visit, None).await.unwrap(), Taken::Seated);
        let workshop = session(&store, "B01", 0).await;
        assert_eq!(take_seeing(&store, id, workshop, None).await.unwrap(), Taken::Seated);
        assert_sound(&store).await;
    }

    async fn once_frozen_only_the_team_changes_seats(store: Store) {
        let freezes = days_before(1);
        let mut frozen = plan();
        frozen.event.freezes_at = Some(freezes);
        frozen.event.contact_phone = "02 41 00 00 00".to_owned();
        import(&store, frozen).await.unwrap();
        let [a01, a02] = [session(&store, "A01", 0).await, session(&store, "A02", 0).await];
        let id = registered(&store, 1).await;
        take_by(&store, (id, a01), By::Themselves, freezes.plus_seconds(-1)).await.unwrap();
        let expected = Refusal::SelfServiceFrozen {
            phone: "02 41 00 00 00".to_owned(),
            email: "contact@exemple.fr".to_owned(),
        };
        let take = take_by(&store, (id, a02), By::Themselves, freezes).await;
        assert_eq!(refusal(take), expected);
        let join = join_by(&store, (id, a02), false, By::Themselves, freezes).await;
        assert_eq!(refusal(join), expected);
        for given in [true, false] {
            let answer = store.write(async move |conn| {
                let by = By::Themselves;
                if given {
                    store::signups::give_back(conn, id, a01, by, freezes).await
                } else {
                    store::waitlist::leave(conn, id, a02, by, freezes).await
                }
            }).await;
            assert_eq!(refusal(answer), expected);
        }
        let team = take_by(&store, (id, a02), By::Team, freezes).await.unwrap();
        assert_eq!(team, Taken::Swapped { old: "A01".to_owned() });
        store.write(async move |conn| store::participants::cancel(conn, id, freezes).await).await.unwrap();
        assert_eq!(held(&store, id).await, [""; 0]);
        assert_sound(&store).await;
    }

    async fn a_seat_can_be_given_back_after_choosing_has_closed(store: Store) {
        let mut closed = plan();
        closed.event.sign_up = span(days_before(20), days_before(5));
        import(&store, closed).await.unwrap();
        let (id, workshop) = (registered(&store, 1).await, session(&store, "A01", 0).await);
        take(&store, id, workshop).await.unwrap();
        let late = days_before(4);
        let join = join_by(&store, (id, workshop), false, By::Themselves, late).await;
        assert_eq!(refusal(join), Refusal::SignUpClosed);
        let given = store.write(async move |conn| {
            store::signups::give_back(conn, id, workshop, By::Themselves, late).await
        }).await;
        assert!(given.unwrap());
    }

    async fn the_walk_between_two_rooms_keeps_people_from_both(store: Store) {
        let mut far = plan();
        far.event.walk = 20;
        import(&store, far).await.unwrap();
        let id = registered(&store, 1).await;
        take(&store, id, session(&store, "A01", 0).await).await.unwrap();
        let visit = session(&store, "K01", 0).await;
        let refused = refusal(take(&store, id, visit).await);
        assert!(matches!(&refused, Refusal::Clash { walk: Some(20), .. }), "{refused:?}");
        take(&store, id, session(&store, "K01", 1).await).await.unwrap();
        assert_sound(&store).await;
    }
}
