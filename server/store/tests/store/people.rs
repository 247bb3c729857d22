//! The organisers' list, what they change of one person, and who comes back.

use domain::Refusal;
use domain::checkin::{Door, Standing};
use domain::letter::Letter;
use domain::participant::{AccessNeed, AccessNeeds, Department, Email, Field};
use domain::role::Role;
use store::Store;
use store::checkins::{self, Scan};
use store::letters::{self, State};
use store::participants::{self, Criteria, Edit, Edited, Restored, Stands, selection};
use uuid::Uuid;

use crate::support::*;

async fn listed(store: &Store, asked: Criteria) -> Vec<Uuid> {
    let mut conn = store.reader().await.unwrap();
    let total = participants::matching(&mut conn, &asked).await.unwrap();
    let page = participants::list(&mut conn, &asked, 0, 50).await.unwrap();
    assert_eq!(total as usize, page.len(), "{asked:?}");
    let ids: Vec<_> = page.into_iter().map(|line| line.person.id).collect();
    assert_eq!(participants::who(&mut conn, &asked, 50).await.unwrap(), ids, "{asked:?}");
    ids
}

/// Three people who differ in everything that can be asked for.
async fn three(store: &Store) -> [Uuid; 3] {
    open_conference(store).await;
    let mut first = someone("Anne", "Roy", Some("anne@ccas.fr"));
    first.registration.organisation = "CCAS d’Angers".to_owned();
    first.registration.department = Some(Department::MaineEtLoire);
    first.registration.needs =
        AccessNeeds { choices: vec![AccessNeed::LargePrint], other: String::new() };
    let mut second = someone("Hélène", "Le-Guén", None);
    second.registration.organisation = "UDAF 53".to_owned();
    second.registration.department = Some(Department::Mayenne);
    let third = someone("Zoé", "Petit", Some("zoe@exemple.fr"));
    let ids = [first.id, second.id, third.id];
    for new in [first, second, third] {
        register(store, new).await.unwrap();
    }
    let account = member(store, "accueil@exemple.fr", Role::Door).await;
    let scan = Scan {
        id: Uuid::now_v7(),
        participant: Some(ids[0]),
        door: Door::Main,
        by: store::checkins::Keeper::Member(account),
        scanned_at: at(9, 0),
    };
    store.write(async move |conn| checkins::record(conn, scan, at(9, 0)).await).await.unwrap();
    take(store, ids[1], session(store, "A01", 0).await).await.unwrap();
    ids
}

async fn edit(
    store: &Store,
    id: Uuid,
    change: impl FnOnce(&mut Edit),
) -> Result<Edited, store::Error> {
    let person = person(store, id).await;
    let mut conn = store.reader().await.unwrap();
    let needs = participants::needs(&mut conn, id).await.unwrap();
    drop(conn);
    let mut edit = Edit {
        to: domain::participant::Registration {
            first_name: person.first_name,
            last_name: person.last_name,
            email: person.email.as_deref().and_then(Email::parse),
            organisation: person.organisation,
            department: person.department.as_deref().and_then(Department::parse),
            role_title: person.role_title,
            phone: person.phone,
            needs,
        },
        next_link: Some(Uuid::now_v7().as_bytes().to_vec()),
        link_version: person.link_version,
        about: "Nouvelle adresse".to_owned(),
    };
    change(&mut edit);
    store
        .write(async move |conn| {
            participants::edit(conn, id, edit, "organiser@exemple.fr", now()).await
        })
        .await
}

async fn restore(store: &Store, id: Uuid) -> Result<Restored, store::Error> {
    let later = now().plus_seconds(7200);
    store.write(async move |conn| participants::restore(conn, id, later).await).await
}

on_both_engines! {
    async fn filters_combine(store: Store) {
        let [anne, helene, zoe] = three(&store).await;
        let a01 = session(&store, "A01", 0).await;
        let asked = |change: fn(&mut Criteria)| {
            let mut criteria = Criteria::default();
            change(&mut criteria);
            criteria
        };
        for (criteria, expected) in [
            (asked(|_| {}), vec![helene, zoe, anne]),
            (asked(|c| c.stands = Stands::All), vec![helene, zoe, anne]),
            (asked(|c| c.arrived = Some(true)), vec![anne]),
            (asked(|c| c.arrived = Some(false)), vec![helene, zoe]),
            (asked(|c| c.department = "53".to_owned()), vec![helene]),
            (asked(|c| c.department = "none".to_owned()), vec![zoe]),
            (asked(|c| c.organisation = "ccas".to_owned()), vec![anne]),
            (asked(|c| c.need = "any".to_owned()), vec![anne]),
            (asked(|c| c.need = "large_print".to_owned()), vec![anne]),
            (asked(|c| c.need = "wheelchair".to_owned()), vec![]),
            (asked(|c| c.words = "guen udaf".to_owned()), vec![helene]),
            (asked(|c| { c.words = "roy".to_owned(); c.arrived = Some(true); }), vec![anne]),
            (asked(|c| { c.words = "roy".to_owned(); c.arrived = Some(false); }), vec![]),
            (asked(|c| c.stands = Stands::Cancelled), vec![]),
            (Criteria { session: Some(a01), ..Criteria::default() }, vec![helene]),
            (Criteria { session: Some(a01), arrived: Some(true), ..Criteria::default() }, vec![]),
        ] {
            assert_eq!(listed(&store, criteria.clone()).await, expected, "{criteria:?}");
        }
    }

    async fn ticks_are_kept_for_each_member_of_the_team(store: Store) {
        let [anne, helene, zoe] = three(&store).await;
        let one = member(&store, "un@exemple.fr", Role::Organiser).await;
        let other = member(&store, "deux@exemple.fr", Role::Organiser).await;
        store.write(async move |conn| {
            selection::put(conn, one, &[zoe, anne, anne], &[]).await?;
            selection::put(conn, one, &[], &[zoe]).await?;
            selection::add_all(conn, other, &Criteria::default(), 2).await?;
            selection::put_setting(conn, one, "colonnes", "a b").await?;
            selection::put_setting(conn, one, "colonnes", "c").await
        }).await.unwrap();
        let mut conn = store.reader().await.unwrap();
        assert_eq!(selection::who_is(&mut conn, one).await.unwrap(), [anne]);
        assert_eq!(selection::who_is(&mut conn, other).await.unwrap(), [helene, zoe]);
        let (ticked, total) = selection::among(&mut conn, one, &[anne, zoe]).await.unwrap();
        assert_eq!((ticked.into_iter().collect::<Vec<_>>(), total), (vec![anne], 1));
        assert_eq!(selection::setting(&mut conn, one, "colonnes").await.unwrap().unwrap(), "c");
        assert_eq!(selection::setting(&mut conn, other, "colonnes").await.unwrap(), None);
    }

    async fn a_change_is_kept_with_the_values_before_and_after(store: Store) {
        let [anne, ..] = three(&store).await;
        let edited = edit(&store, anne, |edit| {
            edit.to.last_name = "Roï".to_owned();
            edit.to.needs = AccessNeeds::default();
        }).await.unwrap();
        assert_eq!(edited, Edited { fields: vec![Field::LastName, Field::AccessNeeds], new_link: false });
        let mut conn = store.reader().await.unwrap();
        let kept = participants::changes(&mut conn, anne).await.unwrap();
        let mut values: Vec<_> = kept
            .iter()
            .map(|change| (change.field.as_str(), change.old_value.as_str(), change.new_value.as_str()))
            .collect();
        values.sort_unstable();
        assert_eq!(values, [("access_needs", "", ""), ("last_name", "Roy", "Roï")]);
        let words = Criteria { words: "roi ccas".to_owned(), ..Criteria::default() };
        assert_eq!(participants::matching(&mut conn, &words).await.unwrap(), 1);
        drop(conn);
        let again = edit(&store, anne, |_| {}).await.unwrap();
        assert_eq!(again, Edited::default());
    }

    async fn a_new_address_gets_a_new_link_and_the_letters_that_wait(store: Store) {
        let [anne, ..] = three(&store).await;
        let before = person(&store, anne).await;
        let edited = edit(&store, anne, |edit| edit.to.email = Email::parse("roy@exemple.fr")).await;
        assert!(edited.unwrap().new_link);
        let after = person(&store, anne).await;
        assert_eq!(after.link_version, before.link_version + 1);
        assert_eq!(after.ticket_version, before.ticket_version);
        for letter in mail(&store, anne).await {
            assert_eq!((letter.recipient.as_str(), letter.state), ("roy@exemple.fr", State::Waiting));
        }
        assert_eq!(mail(&store, anne).await.last().unwrap().kind, Letter::Link);
        let taken = edit(&store, anne, |edit| edit.to.email = Email::parse("ZOE@exemple.fr")).await;
        assert!(matches!(refusal(taken), Refusal::AlreadyRegistered { .. }));
    }

    async fn all_letters_but_those_that_left_follow_a_new_address(store: Store) {
        let [anne, ..] = three(&store).await;
        let leased = store.write(async move |conn| {
            for _ in 0..3 {
                letters::enqueue(conn, Letter::Link, anne, "", now()).await?;
            }
            letters::lease(conn, 10, now(), now().plus_seconds(300)).await
        });
        let mut leased = leased.await.unwrap();
        leased.retain(|letter| letter.participant == Some(anne));
        let ids: Vec<_> = leased.into_iter().map(|letter| letter.id).collect();
        let [left, given_up, put_off, in_hand] = ids[..] else { panic!("{ids:?}") };
        store.write(async move |conn| {
            letters::mark_sent(conn, left, "anne@ccas.fr", now()).await?;
            letters::mark_failed(conn, given_up, "550", None).await?;
            letters::mark_failed(conn, put_off, "450", Some(now().plus_seconds(60))).await
        }).await.unwrap();
        edit(&store, anne, |edit| edit.to.email = Email::parse("roy@exemple.fr")).await.unwrap();
        let recipient = async |id| {
            let mut conn = store.reader().await.unwrap();
            letters::by_id(&mut conn, id).await.unwrap().unwrap().recipient
        };
        assert_eq!(recipient(left).await, "anne@ccas.fr");
        for id in [given_up, put_off, in_hand] {
            assert_eq!(recipient(id).await, "roy@exemple.fr");
        }
        // The worker that had it in hand sent it to where it went when it was taken.
        store.write(async move |conn| {
            letters::mark_sent(conn, in_hand, "anne@ccas.fr", now()).await
        }).await.unwrap();
        assert_eq!(recipient(in_hand).await, "anne@ccas.fr");
    }

    async fn whoever_is_restored_gets_a_place_or_the_end_of_the_line(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        let first = registered(&store, 1).await;
        cancel(&store, first).await.unwrap();
        assert_eq!(restore(&store, first).await.unwrap(), Restored::Registered);
        assert_eq!(restore(&store, first).await.unwrap(), Restored::Before);
        cancel(&store, first).await.unwrap();
        let second = registered(&store, 2).await;
        let third = waiting(&store, 3).await;
        assert_eq!(restore(&store, first).await.unwrap(), Restored::Waiting);
        assert_eq!((place(&store, third).await, place(&store, first).await), (Some(1), Some(2)));
        assert_eq!(person(&store, second).await.standing, Standing::Registered);
        let letters = mail(&store, first).await;
        assert_eq!(letters.last().unwrap().kind, Letter::Waiting);
        assert_sound(&store).await;
    }

    async fn whoever_registered_anew_is_not_restored_beside_themselves(store: Store) {
        open_conference(&store).await;
        let first = registered(&store, 1).await;
        cancel(&store, first).await.unwrap();
        let again = registered(&store, 1).await;
        assert_eq!(refusal(restore(&store, first).await), Refusal::AlreadyRegistered { participant: again });
    }

    async fn notes_are_kept_with_what_they_were(store: Store) {
        let [anne, ..] = three(&store).await;
        let put = async |note: &'static str, door: &'static str| {
            store.write(async move |conn| {
                participants::put_notes(conn, anne, note, door, "a@b.fr", now()).await
            }).await.unwrap()
        };
        assert!(put("rappeler", "fauteuil").await);
        assert!(!put("rappeler", "fauteuil").await);
        assert!(put("rappelée", "fauteuil").await);
        assert_eq!(person(&store, anne).await.door_note, "fauteuil");
        let mut conn = store.reader().await.unwrap();
        assert_eq!(participants::changes(&mut conn, anne).await.unwrap().len(), 3);
    }
}
