//! What the team does about sessions: more seats, fewer seats, none at all.

use domain::Refusal;
use domain::letter::Letter;

use crate::support::*;

on_both_engines! {
    async fn more_seats_go_to_those_who_wait_in_order(store: Store) {
        open_conference(&store).await;
        let workshop = session(&store, "A02", 0).await;
        let mut people = Vec::new();
        for n in 1..=6 {
            people.push(registered(&store, n).await);
            join(&store, people[people.len() - 1], workshop).await.unwrap();
        }
        set_capacity(&store, workshop, 4).await.unwrap();
        assert_eq!(queue(&store, workshop).await, people[4..]);
        assert_eq!((freed(&store, people[1]).await.len(), freed(&store, people[3]).await.len()), (0, 1));
        assert_sound(&store).await;
    }

    async fn seats_that_are_taken_are_not_taken_away(store: Store) {
        open_conference(&store).await;
        let workshop = session(&store, "A01", 0).await;
        for n in 1..=3 {
            take(&store, registered(&store, n).await, workshop).await.unwrap();
        }
        let refused = refusal(set_capacity(&store, workshop, 1).await);
        assert_eq!(refused, Refusal::MoveFirst { code: "A01".to_owned(), taken: 3, people: 2 });
        set_capacity(&store, workshop, 3).await.unwrap();
        let beyond = refusal(set_capacity(&store, workshop, 31).await);
        assert_eq!(beyond, Refusal::RoomTooSmall { room: "Salle Loire".to_owned(), seats: 30 });
        set_capacity(&store, workshop, 30).await.unwrap();
        let nowhere = set_capacity(&store, uuid::Uuid::now_v7(), 3).await;
        assert_eq!(refusal(nowhere), Refusal::NotFound);
    }

    async fn a_session_called_off_frees_its_people_for_what_they_wait_for(store: Store) {
        open_conference(&store).await;
        let [off, other] = [session(&store, "A02", 0).await, session(&store, "A03", 0).await];
        let [held_it, waited, bystander] =
            [registered(&store, 1).await, registered(&store, 2).await, registered(&store, 3).await];
        take(&store, held_it, off).await.unwrap();
        take(&store, bystander, off).await.unwrap();
        join(&store, waited, off).await.unwrap();
        // Free seats in A03, but busy, and not ready to swap.
        join(&store, held_it, other).await.unwrap();
        assert_eq!(call_off(&store, off).await.unwrap(), 3);
        assert_eq!(call_off(&store, off).await.unwrap(), 0);
        assert_eq!(held(&store, held_it).await, ["A03"]);
        assert_eq!((taken(&store, off).await, queue(&store, off).await), (0, vec![]));
        for id in [held_it, waited, bystander] {
            let letters = mail(&store, id).await;
            let told: Vec<_> =
                letters.iter().filter(|letter| letter.kind == Letter::SessionCancelled).collect();
            assert_eq!((told.len(), &told[0].about), (1, &off.to_string()));
        }
        assert_eq!(freed(&store, held_it).await.len(), 1);
        let code = "A02".to_owned();
        assert_eq!(refusal(take(&store, waited, off).await), Refusal::SessionCancelled { code: code.clone() });
        assert_eq!(refusal(join(&store, waited, off).await), Refusal::SessionCancelled { code });
        assert_sound(&store).await;
    }

    async fn an_import_with_more_seats_lets_the_line_in(store: Store) {
        open_conference(&store).await;
        let workshop = session(&store, "A02", 0).await;
        let mut people = Vec::new();
        for n in 1..=4 {
            people.push(registered(&store, n).await);
            join(&store, people[people.len() - 1], workshop).await.unwrap();
        }
        let mut wide = plan();
        activity(&mut wide, "A02").sessions[0].capacity = 3;
        import(&store, wide).await.unwrap();
        assert_eq!(queue(&store, workshop).await, people[3..]);
        assert_eq!(freed(&store, people[2]).await.len(), 1);
        assert_sound(&store).await;
    }

    async fn an_import_that_moves_what_was_in_the_way_lets_people_in(store: Store) {
        open_conference(&store).await;
        let [visit, workshop] = [session(&store, "K02", 0).await, session(&store, "A01", 0).await];
        let id = registered(&store, 1).await;
        take(&store, id, visit).await.unwrap();
        join(&store, id, workshop).await.unwrap();
        let mut later = plan();
        activity(&mut later, "K02").sessions[0].span = span(at(13, 0), at(13, 20));
        import(&store, later).await.unwrap();
        assert_eq!(held(&store, id).await, ["A01", "K02"]);
        assert_sound(&store).await;
    }

    async fn an_import_that_would_put_somebody_in_two_places_is_refused(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        take(&store, id, session(&store, "A01", 0).await).await.unwrap();
        take(&store, id, session(&store, "K01", 0).await).await.unwrap();
        let mut earlier = plan();
        activity(&mut earlier, "K01").sessions[0].span = span(at(12, 0), at(12, 20));
        let clash = |refused| matches!(refused, Refusal::WouldClash { people: 1, .. });
        assert!(clash(refusal(import(&store, earlier).await)));
        let mut far = plan();
        far.event.walk = 16;
        assert!(clash(refusal(import(&store, far).await)));
        assert_eq!(held(&store, id).await, ["A01", "K01"]);
        let mut near = plan();
        near.event.walk = 15;
        import(&store, near).await.unwrap();
        assert_sound(&store).await;
    }

    async fn what_people_wait_for_cannot_be_left_out(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        take(&store, id, session(&store, "A01", 0).await).await.unwrap();
        let workshop = session(&store, "A03", 0).await;
        join(&store, id, workshop).await.unwrap();
        let mut without = plan();
        without.activities.retain(|activity| activity.code != "A03");
        assert_eq!(
            refusal(import(&store, without.clone()).await),
            Refusal::WouldLoseLine { code: "A03".to_owned(), waiting: 1 }
        );
        call_off(&store, workshop).await.unwrap();
        import(&store, without).await.unwrap();
        assert_sound(&store).await;
    }
}
