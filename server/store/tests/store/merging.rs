//! Two registrations of one person become one, and nothing of either is lost.

use domain::Refusal;
use domain::checkin::{Door, Standing};
use domain::duplicates::Sign;
use domain::letter::Letter;
use domain::participant::{AccessNeed, AccessNeeds, Email, Registration};
use domain::role::Role;
use domain::ticket::Code;
use store::Store;
use store::checkins::{self, Scan};
use store::exports;
use store::letters;
use store::participants::{self, Edit, Merge, NewParticipant, duplicates};
use store::waitlist;
use uuid::Uuid;

use crate::support::*;

fn merged(kept: &NewParticipant, gone: &NewParticipant) -> Merge {
    let to = Registration { needs: AccessNeeds::default(), ..kept.registration.clone() };
    Merge {
        kept: kept.id,
        gone: gone.id,
        edit: Edit { to, next_link: None, link_version: 1, about: String::new() },
        left_over: "Autre adresse : b@exemple.fr".to_owned(),
    }
}

async fn merge(store: &Store, merge: Merge) -> Result<bool, store::Error> {
    let later = now().plus_seconds(3600);
    store.write(async move |conn| participants::merge(conn, merge, "a@b.fr", later).await).await
}

/// Twice the same person.
async fn twice(store: &Store) -> [NewParticipant; 2] {
    let first = someone("Hélène", "Le Guen", Some("helene@exemple.fr"));
    let mut second = someone("LE GUEN", "Helene", Some("helene.leguen@exemple.fr"));
    second.registration.needs =
        AccessNeeds { choices: vec![AccessNeed::HearingLoop], other: String::new() };
    for new in [&first, &second] {
        register(store, new.clone()).await.unwrap();
    }
    [first, second]
}

on_both_engines! {
    async fn both_links_tickets_and_codes_lead_to_the_one_that_is_kept(store: Store) {
        open_conference(&store).await;
        let [first, second] = twice(&store).await;
        assert!(merge(&store, merged(&first, &second)).await.unwrap());
        assert!(!merge(&store, merged(&first, &second)).await.unwrap());
        let code: Code = person(&store, second.id).await.code;
        let mut conn = store.reader().await.unwrap();
        for new in [&first, &second] {
            let link = participants::by_link(&mut conn, new.link_hash.clone()).await.unwrap();
            let ticket = participants::by_ticket(&mut conn, new.ticket_hash.clone()).await.unwrap();
            assert_eq!((link.unwrap().id, ticket.unwrap().id), (first.id, first.id));
        }
        assert_eq!(participants::by_code(&mut conn, &code).await.unwrap().unwrap().id, first.id);
        let old = participants::by_email(&mut conn, "helene.leguen@exemple.fr").await.unwrap();
        assert_eq!(old, Some(first.id));
        assert_eq!(participants::shadows(&mut conn, first.id).await.unwrap(), [second.id]);
        assert_eq!(participants::needs(&mut conn, first.id).await.unwrap().choices, [AccessNeed::HearingLoop]);
        let (note, _) = participants::notes(&mut conn, first.id).await.unwrap();
        assert_eq!(note, "Autre adresse : b@exemple.fr");
        drop(conn);
        assert_eq!(mail(&store, first.id).await.len(), 2);
        let mut conn = store.reader().await.unwrap();
        let listed = exports::participants(&mut conn, (String::new(), Uuid::nil())).await.unwrap();
        assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), [first.id]);
        drop(conn);
        assert_balanced(&store).await;
        assert_sound(&store).await;
    }

    async fn letters_of_both_go_to_the_address_that_is_kept(store: Store) {
        open_conference(&store).await;
        let [first, second] = twice(&store).await;
        let (left, gone) = (mail(&store, second.id).await[0].id, second.id);
        store.write(async move |conn| {
            letters::mark_sent(conn, left, "helene.leguen@exemple.fr", now()).await?;
            letters::enqueue(conn, Letter::Link, gone, "", now()).await
        }).await.unwrap();
        assert!(merge(&store, merged(&first, &second)).await.unwrap());
        let mut letters: Vec<_> = mail(&store, first.id)
            .await
            .into_iter()
            .map(|letter| (letter.kind.as_str(), letter.state.as_str(), letter.recipient))
            .collect();
        letters.sort_unstable();
        assert_eq!(letters, [
            ("confirmation", "sent", "helene.leguen@exemple.fr".to_owned()),
            ("confirmation", "waiting", "helene@exemple.fr".to_owned()),
            ("link", "waiting", "helene@exemple.fr".to_owned()),
        ]);
    }

    async fn an_older_registration_outlives_the_walk_in_that_was_merged_with_it(store: Store) {
        open_conference(&store).await;
        let account = member(&store, "accueil@exemple.fr", Role::Door).await;
        let one = phone(&store, "Téléphone 1", account).await;
        for (n, keeps_the_older) in [(1, true), (2, false)] {
            let older = number(n);
            register(&store, older.clone()).await.unwrap();
            let act = walk_in(&format!("Rivière {n}"), "ZAB", n, at(9, 10), "");
            send(&store, one, std::slice::from_ref(&act)).await;
            let (kept, gone) = if keeps_the_older {
                (older.id, registers(&act))
            } else {
                (registers(&act), older.id)
            };
            let pair = Merge { kept, gone, ..merged(&older, &older) };
            assert!(merge(&store, pair).await.unwrap());
            assert!(person(&store, kept).await.arrived);
            send(&store, one, &[undo(&act, at(9, 12))]).await;
            let person = person(&store, kept).await;
            assert_eq!((person.standing, person.arrived), (Standing::Registered, false));
        }
        assert_balanced(&store).await;
        assert_sound(&store).await;
    }

    async fn seats_that_fit_come_along_and_the_others_go_to_whoever_waits(store: Store) {
        open_conference(&store).await;
        let [first, second] = twice(&store).await;
        let (a01, a02, b02) = (
            session(&store, "A01", 0).await, session(&store, "A02", 0).await, session(&store, "B02", 0).await,
        );
        take(&store, first.id, a01).await.unwrap();
        take(&store, second.id, a02).await.unwrap();
        take(&store, second.id, b02).await.unwrap();
        let other = registered(&store, 1).await;
        take(&store, other, a02).await.unwrap();
        let third = registered(&store, 2).await;
        store.write(async move |conn| {
            waitlist::join(conn, third, a02, false, store::signups::By::Team, None, now()).await
        }).await.unwrap();
        let overlap = participants::overlap(&mut store.reader().await.unwrap(), first.id, second.id).await.unwrap();
        assert_eq!(overlap.moved.iter().map(|s| s.code.as_str()).collect::<Vec<_>>(), ["B02"]);
        assert_eq!(overlap.freed.iter().map(|s| s.code.as_str()).collect::<Vec<_>>(), ["A02"]);
        assert!(merge(&store, merged(&first, &second)).await.unwrap());
        assert_eq!(held(&store, first.id).await, ["A01", "B02"]);
        assert_eq!(held(&store, second.id).await, [""; 0]);
        assert_eq!(held(&store, third).await, ["A02"]);
        assert_balanced(&store).await;
        assert_sound(&store).await;
    }

    async fn the_better_standing_is_kept_and_a_place_that_is_free_goes_to_the_next(store: Store) {
        import(&store, plan_for(2)).await.unwrap();
        let [first, second] = twice(&store).await;
        let next = waiting(&store, 5).await;
        merge(&store, merged(&first, &second)).await.unwrap();
        assert_eq!(person(&store, next).await.standing, Standing::Registered);
        let late = number(6);
        register(&store, late.clone()).await.unwrap();
        let again = someone("Personne", "Numéro 6 bis", None);
        register(&store, again.clone()).await.unwrap();
        assert_eq!((place(&store, late.id).await, place(&store, again.id).await), (Some(1), Some(2)));
        merge(&store, merged(&again, &late)).await.unwrap();
        assert_eq!(place(&store, again.id).await, Some(1));
        cancel(&store, first.id).await.unwrap();
        assert_eq!(person(&store, again.id).await.standing, Standing::Registered);
        assert_balanced(&store).await;
        assert_sound(&store).await;
    }

    async fn whoever_came_with_one_ticket_has_come(store: Store) {
        open_conference(&store).await;
        let [first, second] = twice(&store).await;
        let account = member(&store, "accueil@exemple.fr", Role::Door).await;
        let scan = |who: Uuid| Scan {
            id: Uuid::now_v7(), participant: Some(who), door: Door::Main,
            by: checkins::Keeper::Member(account), scanned_at: at(9, 0),
        };
        for who in [first.id, second.id] {
            let scan = scan(who);
            store.write(async move |conn| checkins::record(conn, scan, at(9, 0)).await).await.unwrap();
        }
        merge(&store, merged(&first, &second)).await.unwrap();
        assert!(person(&store, first.id).await.arrived);
        assert!(!person(&store, second.id).await.arrived);
        assert_sound(&store).await;
    }

    async fn a_shadow_is_merged_no_further_and_follows_the_one_that_is_kept(store: Store) {
        open_conference(&store).await;
        let [first, second] = twice(&store).await;
        let third = number(3);
        register(&store, third.clone()).await.unwrap();
        merge(&store, merged(&first, &second)).await.unwrap();
        assert_eq!(refusal(merge(&store, merged(&third, &second)).await), Refusal::NotFound);
        assert_eq!(refusal(merge(&store, merged(&third, &third)).await), Refusal::NotFound);
        merge(&store, merged(&third, &first)).await.unwrap();
        let mut conn = store.reader().await.unwrap();
        for hash in [&first.link_hash, &second.link_hash] {
            let found = participants::by_link(&mut conn, hash.clone()).await.unwrap().unwrap();
            assert_eq!(found.id, third.id);
        }
    }

    async fn a_cancelled_one_takes_the_address_of_the_living_one(store: Store) {
        open_conference(&store).await;
        let first = number(1);
        register(&store, first.clone()).await.unwrap();
        cancel(&store, first.id).await.unwrap();
        let again = NewParticipant { registration: first.registration.clone(), ..number(9) };
        register(&store, again.clone()).await.unwrap();
        merge(&store, merged(&first, &again)).await.unwrap();
        assert_eq!(person(&store, first.id).await.standing, Standing::Registered);
        assert_balanced(&store).await;
        assert_sound(&store).await;
    }

    async fn probable_pairs_are_found_until_somebody_says_they_are_two(store: Store) {
        open_conference(&store).await;
        let [first, second] = twice(&store).await;
        let mut third = someone("Éloïse", "Petit", None);
        third.registration.phone = "02 41 00 00 00".to_owned();
        let mut fourth = someone("E.", "Durand", None);
        fourth.registration.phone = "+33 2 41 00 00 00".to_owned();
        for new in [third, fourth] {
            register(&store, new).await.unwrap();
        }
        let find = async || duplicates::find(&mut store.reader().await.unwrap()).await.unwrap();
        let pairs = find().await;
        let signs: Vec<_> = pairs.iter().map(|pair| pair.signs.clone()).collect();
        assert_eq!(signs, [vec![Sign::Name], vec![Sign::Phone]]);
        assert_eq!((pairs[0].low, pairs[0].high), (first.id, second.id));
        let (one, other) = (second.id, first.id);
        let dismiss = async || {
            store.write(async move |conn| duplicates::dismiss(conn, one, other, now()).await).await.unwrap()
        };
        assert!(dismiss().await);
        assert!(!dismiss().await);
        assert_eq!(find().await.len(), 1);
    }

    async fn an_address_that_came_later_owes_no_letter(store: Store) {
        open_conference(&store).await;
        let bare = someone("Sacha", "Guichet", None);
        register(&store, bare.clone()).await.unwrap();
        let mut edit = merged(&bare, &bare).edit;
        edit.to.email = Email::parse("sacha@exemple.fr");
        let id = bare.id;
        store.write(async move |conn| participants::edit(conn, id, edit, "a@b.fr", now()).await).await.unwrap();
        assert_eq!(mail(&store, id).await.len(), 1);
        assert_sound(&store).await;
    }
}
