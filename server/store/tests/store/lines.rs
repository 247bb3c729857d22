//! Waiting for a seat in a full session: who gets it, when, and who is told.

use domain::Refusal;
use domain::letter::{Letter, SeatFreed};
use domain::schedule::Origin;
use store::Store;
use store::signups::{By, Taken};
use store::waitlist::Joined;
use store::{journal, letters};
use uuid::Uuid;

use crate::support::*;

/// A02 filled by two people.
async fn full(store: &Store) -> (Uuid, [Uuid; 2]) {
    open_conference(store).await;
    let workshop = session(store, "A02", 0).await;
    let inside = [registered(store, 1).await, registered(store, 2).await];
    for id in inside {
        take(store, id, workshop).await.unwrap();
    }
    (workshop, inside)
}

async fn promotions_in_journal(store: &Store, person: Uuid) -> Vec<(String, String)> {
    let lines = journal::of(&mut store.reader().await.unwrap(), &person.to_string()).await.unwrap();
    let lines = lines.into_iter().filter(|line| line.action == "waitlist.promote");
    lines.map(|line| (line.actor, line.detail)).collect()
}

on_both_engines! {
    async fn a_full_session_has_a_line_in_the_order_of_joining(store: Store) {
        let (workshop, _) = full(&store).await;
        let mut people = Vec::new();
        for n in 3..=6 {
            let id = registered(&store, n).await;
            people.push(id);
            let place = n - 2;
            assert_eq!(join(&store, id, workshop).await.unwrap(), Joined::InLine { place });
        }
        assert_eq!(queue(&store, workshop).await, people);
        let again = join(&store, people[1], workshop).await.unwrap();
        assert_eq!(again, Joined::Before { place: 2 });
        let waited = waits(&store, people[3]).await;
        assert_eq!((waited.len(), waited[0].place, waited[0].session.waiting), (1, 4, 4));
        assert_eq!(store.programme().await.unwrap().session(workshop).unwrap().waiting, 4);
        assert_sound(&store).await;
    }

    async fn whoever_joins_under_a_clock_that_runs_backwards_is_still_the_last(store: Store) {
        let (workshop, _) = full(&store).await;
        let [early, late] = [registered(&store, 3).await, registered(&store, 4).await];
        join_by(&store, (late, workshop), false, By::Themselves, now().plus_seconds(60)).await.unwrap();
        join(&store, early, workshop).await.unwrap();
        assert_eq!(queue(&store, workshop).await, [late, early]);
    }

    async fn a_seat_given_back_goes_to_the_first_in_line_with_a_letter(store: Store) {
        let (workshop, inside) = full(&store).await;
        let [first, second] = [registered(&store, 3).await, registered(&store, 4).await];
        for id in [first, second] {
            join(&store, id, workshop).await.unwrap();
        }
        assert!(give_back(&store, inside[0], workshop).await.unwrap());
        assert_eq!(held(&store, first).await, ["A02"]);
        assert_eq!(queue(&store, workshop).await, [second]);
        assert_eq!(freed(&store, first).await, [SeatFreed { session: workshop, given_back: None }]);
        assert_eq!(freed(&store, second).await, []);
        let noted = promotions_in_journal(&store, first).await;
        assert_eq!(noted, [("passerelle".to_owned(), "A02".to_owned())]);
        let origin = |id| {
            let store = &store;
            async move {
                let people = people_in(store, workshop).await;
                people.into_iter().find(|one| one.participant == id).unwrap().origin
            }
        };
        assert_eq!(origin(first).await, Origin::Promoted);
        assert_eq!(origin(inside[1]).await, Origin::Chosen);
        assert_sound(&store).await;
    }

    async fn a_busy_person_is_passed_over_and_keeps_their_place(store: Store) {
        let (workshop, inside) = full(&store).await;
        let [busy, free] = [registered(&store, 3).await, registered(&store, 4).await];
        take(&store, busy, session(&store, "K02", 0).await).await.unwrap();
        for id in [busy, free] {
            join(&store, id, workshop).await.unwrap();
        }
        let told: Vec<_> = line(&store, workshop).await.into_iter().map(|one| one.free).collect();
        assert_eq!(told, [false, true]);
        give_back(&store, inside[0], workshop).await.unwrap();
        assert_eq!(held(&store, busy).await, ["K02"]);
        assert_eq!((held(&store, free).await, queue(&store, workshop).await), (vec!["A02".into()], vec![busy]));
        // Free at last, beside a seat that is free: theirs at once.
        give_back(&store, inside[1], workshop).await.unwrap();
        assert_eq!(taken(&store, workshop).await, 1);
        give_back(&store, busy, session(&store, "K02", 0).await).await.unwrap();
        assert_eq!(held(&store, busy).await, ["A02"]);
        assert_eq!(freed(&store, busy).await.len(), 1);
        assert_sound(&store).await;
    }

    async fn a_seat_beside_which_everybody_is_busy_is_for_whoever_comes(store: Store) {
        let (workshop, inside) = full(&store).await;
        let [busy, comer] = [registered(&store, 3).await, registered(&store, 4).await];
        take(&store, busy, session(&store, "A01", 0).await).await.unwrap();
        join(&store, busy, workshop).await.unwrap();
        give_back(&store, inside[0], workshop).await.unwrap();
        assert_eq!(take(&store, comer, workshop).await.unwrap(), Taken::Seated);
        assert_eq!(queue(&store, workshop).await, [busy]);
        assert_sound(&store).await;
    }

    async fn whoever_said_swap_me_gives_their_seat_on_to_its_own_line(store: Store) {
        let (workshop, inside) = full(&store).await;
        let mut narrow = plan();
        activity(&mut narrow, "A01").sessions[0].capacity = 1;
        import(&store, narrow).await.unwrap();
        let other = session(&store, "A01", 0).await;
        let [swapper, next] = [registered(&store, 3).await, registered(&store, 4).await];
        take(&store, swapper, other).await.unwrap();
        join_to_swap(&store, swapper, workshop).await.unwrap();
        join(&store, next, other).await.unwrap();
        give_back(&store, inside[0], workshop).await.unwrap();
        assert_eq!(held(&store, swapper).await, ["A02"]);
        assert_eq!(held(&store, next).await, ["A01"]);
        let swapped = SeatFreed { session: workshop, given_back: Some(other) };
        assert_eq!(freed(&store, swapper).await, [swapped]);
        assert_eq!(freed(&store, next).await, [SeatFreed { session: other, given_back: None }]);
        let noted = promotions_in_journal(&store, swapper).await;
        assert_eq!(noted, [("passerelle".to_owned(), "A01 → A02".to_owned())]);
        assert_sound(&store).await;
    }

    async fn without_that_word_nothing_is_given_back(store: Store) {
        let (workshop, inside) = full(&store).await;
        let keeper = registered(&store, 3).await;
        take(&store, keeper, session(&store, "A01", 0).await).await.unwrap();
        join(&store, keeper, workshop).await.unwrap();
        give_back(&store, inside[0], workshop).await.unwrap();
        assert_eq!(held(&store, keeper).await, ["A01"]);
        // Said later, it counts at once: the seat is there.
        assert_eq!(join_to_swap(&store, keeper, workshop).await.unwrap(), Joined::Seated);
        assert_eq!(held(&store, keeper).await, ["A02"]);
        assert_eq!(waits(&store, keeper).await, []);
        assert_sound(&store).await;
    }

    async fn a_kiosk_visit_is_never_swapped(store: Store) {
        let mut narrow = plan();
        activity(&mut narrow, "K01").sessions[1].capacity = 1;
        import(&store, narrow).await.unwrap();
        let visits = [session(&store, "K01", 0).await, session(&store, "K01", 1).await];
        let [inside, waiting] = [registered(&store, 1).await, registered(&store, 2).await];
        take(&store, inside, visits[1]).await.unwrap();
        take(&store, waiting, visits[0]).await.unwrap();
        let joined = join_to_swap(&store, waiting, visits[1]).await.unwrap();
        assert_eq!(joined, Joined::InLine { place: 1 });
        assert!(!waits(&store, waiting).await[0].swap);
        give_back(&store, inside, visits[1]).await.unwrap();
        assert_eq!(held(&store, waiting).await, ["K01"]);
        assert_eq!(queue(&store, visits[1]).await, [waiting]);
        assert_sound(&store).await;
    }

    async fn joining_beside_a_free_seat_is_taking_it(store: Store) {
        open_conference(&store).await;
        let (id, workshop) = (registered(&store, 1).await, session(&store, "A02", 0).await);
        assert_eq!(join(&store, id, workshop).await.unwrap(), Joined::Seated);
        assert_eq!(join(&store, id, workshop).await.unwrap(), Joined::Held);
        assert_eq!((taken(&store, workshop).await, freed(&store, id).await), (1, vec![]));
        let other = session(&store, "A01", 0).await;
        assert_eq!(join(&store, id, other).await.unwrap(), Joined::InLine { place: 1 });
        assert_eq!(join_to_swap(&store, id, other).await.unwrap(), Joined::Seated);
        assert_eq!(held(&store, id).await, ["A01"]);
        assert_sound(&store).await;
    }

    async fn a_line_is_left_once(store: Store) {
        let (workshop, inside) = full(&store).await;
        let [first, second] = [registered(&store, 3).await, registered(&store, 4).await];
        for id in [first, second] {
            join(&store, id, workshop).await.unwrap();
        }
        assert!(leave(&store, first, workshop).await.unwrap());
        assert!(!leave(&store, first, workshop).await.unwrap());
        give_back(&store, inside[0], workshop).await.unwrap();
        assert_eq!((held(&store, first).await, held(&store, second).await), (vec![], vec!["A02".into()]));
        assert_sound(&store).await;
    }

    async fn whoever_is_moved_up_comes_first_and_others_keep_their_order(store: Store) {
        let (workshop, inside) = full(&store).await;
        let mut people = Vec::new();
        for n in 3..=6 {
            people.push(registered(&store, n).await);
            join(&store, people[people.len() - 1], workshop).await.unwrap();
        }
        assert!(move_up(&store, people[2], workshop, "Anime l’atelier suivant").await);
        assert_eq!(queue(&store, workshop).await, [people[2], people[0], people[1], people[3]]);
        assert_eq!(line(&store, workshop).await[0].moved_reason, "Anime l’atelier suivant");
        assert!(move_up(&store, people[2], workshop, "Anime l’atelier suivant").await);
        assert!(!move_up(&store, inside[0], workshop, "n’attend pas").await);
        let last = registered(&store, 7).await;
        join(&store, last, workshop).await.unwrap();
        people = vec![people[2], people[0], people[1], people[3], last];
        assert_eq!(queue(&store, workshop).await, people);
        give_back(&store, inside[0], workshop).await.unwrap();
        assert_eq!(held(&store, people[0]).await, ["A02"]);
        assert_sound(&store).await;
    }

    async fn a_cancelled_registration_leaves_every_line_and_frees_every_seat(store: Store) {
        let (workshop, inside) = full(&store).await;
        let [first, second] = [registered(&store, 3).await, registered(&store, 4).await];
        for id in [first, second] {
            join(&store, id, workshop).await.unwrap();
        }
        cancel(&store, first).await.unwrap();
        assert_eq!(queue(&store, workshop).await, [second]);
        assert_eq!(cancel(&store, inside[0]).await.unwrap().seats, 1);
        assert_eq!(held(&store, second).await, ["A02"]);
        assert_eq!(freed(&store, second).await.len(), 1);
        assert_sound(&store).await;
    }

    async fn only_those_with_a_place_at_the_conference_wait_for_a_session(store: Store) {
        import(&store, plan_for(3)).await.unwrap();
        let (workshop, _) = (session(&store, "A02", 0).await, ());
        for n in 1..=2 {
            take(&store, registered(&store, n).await, workshop).await.unwrap();
        }
        let gone = registered(&store, 3).await;
        let outside = waiting(&store, 4).await;
        assert_eq!(refusal(join(&store, outside, workshop).await), Refusal::StillWaiting);
        cancel(&store, gone).await.unwrap();
        assert_eq!(refusal(join(&store, gone, workshop).await), Refusal::RegistrationCancelled);
        let nobody = Uuid::now_v7();
        assert_eq!(refusal(join(&store, nobody, workshop).await), Refusal::NotFound);
        assert_eq!(refusal(join(&store, outside, nobody).await), Refusal::NotFound);
    }

    async fn nobody_waits_for_what_has_begun_nor_is_promoted_into_it(store: Store) {
        let (workshop, inside) = full(&store).await;
        let id = registered(&store, 3).await;
        join(&store, id, workshop).await.unwrap();
        let begun = join_by(&store, (id, workshop), false, By::Team, at(11, 0)).await;
        assert!(matches!(refusal(begun), Refusal::SessionStarted { .. }));
        let gave = inside[0];
        store
            .write(async move |conn| {
                store::signups::give_back(conn, gave, workshop, By::Team, at(11, 1)).await
            })
            .await
            .unwrap();
        assert_eq!((held(&store, id).await, queue(&store, workshop).await), (vec![], vec![id]));
        let found = store::audit::audit(&mut store.reader().await.unwrap(), at(11, 1)).await.unwrap();
        assert!(found.iter().all(|finding| finding.broken_by.is_empty()), "{found:?}");
    }

    async fn a_seat_that_is_kept_is_noted_once(store: Store) {
        let (workshop, inside) = full(&store).await;
        let id = registered(&store, 3).await;
        join(&store, id, workshop).await.unwrap();
        assert!(!keep(&store, id, workshop, now()).await);
        give_back(&store, inside[0], workshop).await.unwrap();
        for seconds in [5, 60] {
            assert!(keep(&store, id, workshop, now().plus_seconds(seconds)).await);
        }
        let people = people_in(&store, workshop).await;
        let kept = people.iter().find(|one| one.participant == id).unwrap().accepted_at;
        assert_eq!(kept, Some(now().plus_seconds(5)));
        assert!(give_back(&store, id, workshop).await.unwrap());
        assert!(!keep(&store, id, workshop, now()).await);
    }

    async fn a_wish_fulfilled_ends_the_lesser_ones_of_its_slot(store: Store) {
        let (workshop, inside) = full(&store).await;
        let [a01, a03, b01] = [
            session(&store, "A01", 0).await, session(&store, "A03", 0).await, session(&store, "B01", 0).await,
        ];
        let (id, other) = (registered(&store, 3).await, registered(&store, 4).await);
        take(&store, id, a01).await.unwrap();
        take(&store, id, b01).await.unwrap();
        store.write(async move |conn| {
            for session in [a03, workshop] {
                store::sessions::set_capacity(conn, session, if session == a03 { 0 } else { 2 }, now()).await?;
            }
            store::waitlist::add_wish(conn, id, a03, 1, 50, now()).await?;
            store::waitlist::add_wish(conn, id, workshop, 2, 60, now()).await?;
            store::waitlist::add_wish(conn, id, a01, 3, 70, now()).await?;
            store::waitlist::add_wish(conn, other, workshop, 1, 70, now()).await?;
            store::waitlist::add_wish(conn, other, a01, 3, 80, now()).await
        }).await.unwrap();
        let ranks = async |id| -> Vec<_> {
            waits(&store, id).await.iter().map(|one| (one.session.code.clone(), one.rank)).collect()
        };
        let waited = [("A02".to_owned(), Some(2)), ("A03".to_owned(), Some(1))];
        assert_eq!(ranks(id).await, waited, "what is held is not waited for");
        give_back(&store, inside[0], workshop).await.unwrap();
        assert_eq!(held(&store, id).await, ["A02", "B01"], "the better wish is worth the other seat");
        assert_eq!(ranks(id).await, [("A03".to_owned(), Some(1))]);
        set_capacity(&store, a03, 1).await.unwrap();
        assert_eq!(held(&store, id).await, ["A03", "B01"]);
        assert_eq!((ranks(id).await, held(&store, other).await), (vec![], vec!["A02".to_owned()]));
        assert_eq!(ranks(other).await, []);
    }

    async fn someone_without_an_address_is_promoted_without_a_letter(store: Store) {
        let (workshop, inside) = full(&store).await;
        let new = someone("Sans", "Courriel", None);
        let id = new.id;
        register(&store, new).await.unwrap();
        join(&store, id, workshop).await.unwrap();
        give_back(&store, inside[0], workshop).await.unwrap();
        assert_eq!((held(&store, id).await, mail(&store, id).await.len()), (vec!["A02".into()], 0));
        assert_sound(&store).await;
    }

    async fn a_letter_about_a_freed_seat_reads_back(store: Store) {
        let (workshop, inside) = full(&store).await;
        let id = registered(&store, 3).await;
        join(&store, id, workshop).await.unwrap();
        give_back(&store, inside[0], workshop).await.unwrap();
        let mut conn = store.reader().await.unwrap();
        let letters = letters::of_participant(&mut conn, id).await.unwrap();
        let letter = letters.iter().find(|letter| letter.kind == Letter::SeatFreed).unwrap();
        assert_eq!(letter.about, workshop.to_string());
    }
}
