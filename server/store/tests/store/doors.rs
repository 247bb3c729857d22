//! Phones that keep doors, people registered there, seats that change hands there.

use domain::Refusal;
use domain::checkin::{Door, Reason};
use domain::door::Told;
use domain::role::Role;
use domain::ticket::Code;
use store::Store;
use store::checkins::{Act, Became, Deed, doubles, recent, walk_ins};
use store::devices::{self, Device, NewPairing};
use store::figures;
use store::participants::{self, Edit, Merge, Participant};
use uuid::Uuid;

use crate::support::*;

async fn prepared(store: &Store) -> (Uuid, Uuid) {
    let account = member(store, "accueil@exemple.fr", Role::Door).await;
    (phone(store, "Téléphone 1", account).await, phone(store, "Téléphone 2", account).await)
}

async fn device(store: &Store, id: Uuid) -> Device {
    devices::by_id(&mut store.reader().await.unwrap(), id).await.unwrap().unwrap()
}

async fn move_to(store: &Store, phone: Uuid, person: Uuid, to: Uuid, minute: i64) -> Became {
    let act = act(at(10, minute), Told::Done, Deed::Move { person, to });
    send(store, phone, &[act]).await.remove(0)
}

async fn places(store: &Store) -> (i64, i64) {
    let mut conn = store.reader().await.unwrap();
    conn.one("select taken, beyond from event", ()).await.unwrap()
}

async fn known(store: &Store, id: Uuid) -> Participant {
    participants::by_id(&mut store.reader().await.unwrap(), id).await.unwrap().unwrap()
}

on_both_engines! {
    async fn two_phones_that_let_someone_in_are_told_of_one_entry(store: Store) {
        open_conference(&store).await;
        let ((one, other), id) = (prepared(&store).await, registered(&store, 1).await);
        let first = came(id, at(9, 2), Told::Accepted);
        let second = came(id, at(9, 5), Told::Accepted);
        let told = send(&store, other, std::slice::from_ref(&second)).await;
        assert_eq!(told, [Became::Kept], "nobody else is known");
        assert_eq!(send(&store, one, std::slice::from_ref(&first)).await, [Became::Kept], "it came before");
        let again = send(&store, other, std::slice::from_ref(&second)).await;
        let Became::Double(passage) = &again[0] else { panic!("{again:?}") };
        assert_eq!((passage.scan, passage.at, &*passage.by), (first.id, at(9, 2), "Téléphone 1"));
        let found = doubles(&mut store.reader().await.unwrap(), 10).await.unwrap();
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].act, found[0].door), (second.id, Door::Main));
        assert_eq!((&*found[0].first_by, &*found[0].again_by), ("Téléphone 1", "Téléphone 2"));
        assert_eq!(found[0].phones, [one, other]);
        send(&store, other, &[undo(&second, at(9, 6))]).await;
        assert_eq!(doubles(&mut store.reader().await.unwrap(), 10).await.unwrap(), []);
        assert_sound(&store).await;
    }

    async fn who_came_last_can_be_taken_back_from_the_list(store: Store) {
        open_conference(&store).await;
        let ((one, _), id) = (prepared(&store).await, registered(&store, 1).await);
        let arrival = came(id, at(9, 2), Told::Accepted);
        send(&store, one, std::slice::from_ref(&arrival)).await;
        let list = recent(&mut store.reader().await.unwrap(), Door::Main, 5).await.unwrap();
        assert_eq!((list[0].scan, &*list[0].by), (arrival.id, "Téléphone 1"));
        send(&store, one, &[undo(&arrival, at(9, 3))]).await;
        assert_eq!(recent(&mut store.reader().await.unwrap(), Door::Main, 5).await.unwrap(), []);
    }

    async fn a_phone_is_believed_and_told_what_stands_against_it(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        let ((one, _), id) = (prepared(&store).await, registered(&store, 1).await);
        let queued = waiting(&store, 2).await;
        let sent_away = send(&store, one, &[came(id, at(9, 0), Told::Refused)]).await;
        assert_eq!(sent_away, [Became::Expected]);
        let let_in = send(&store, one, &[came(queued, at(9, 0), Told::Accepted)]).await;
        assert_eq!(let_in, [Became::NotExpected(Reason::Waiting)]);
        let nobody = send(&store, one, &[came(Uuid::now_v7(), at(9, 0), Told::Accepted)]).await;
        assert_eq!(nobody, [Became::Unknown]);
        let here = Door::Session(session(&store, "A01", 0).await);
        let not_here = Act { door: here, ..came(id, at(11, 0), Told::Accepted) };
        let told = send(&store, one, &[not_here]).await;
        assert_eq!(told, [Became::NotExpected(Reason::NotHere)]);
        let nowhere = Act { door: Door::Session(Uuid::now_v7()), ..came(id, at(9, 9), Told::Accepted) };
        assert_eq!(send(&store, one, &[nowhere]).await, [Became::Refused(Reason::Malformed)]);
        assert_eq!(insiders(&store).await.len(), 2);
    }

    async fn a_walk_in_is_registered_once_with_the_code_of_the_phone(store: Store) {
        open_conference(&store).await;
        let (one, other) = prepared(&store).await;
        let block = device(&store, one).await.walk_in_block;
        assert_ne!(block, device(&store, other).await.walk_in_block);
        let act = walk_in("Rivière", &block, 0, at(9, 10), "");
        let later = Act { door: Door::Main, ..came(registers(&act), at(9, 30), Told::Accepted) };
        assert_eq!(send(&store, other, &[later]).await, [Became::Unknown], "not known yet");
        for _ in 0..3 {
            assert_eq!(send(&store, one, std::slice::from_ref(&act)).await, [Became::Kept]);
        }
        let person = known(&store, registers(&act)).await;
        assert!(person.arrived && person.code.is_of_block(&block), "{person:?}");
        assert_eq!(insiders(&store).await[0].2, act.id, "the first act is the entry");
        assert_eq!(places(&store).await, (1, 0));
        let list = walk_ins(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!((list.len(), list[0].beyond, &*list[0].by), (1, false, "Téléphone 1"));
        send(&store, one, &[undo(&act, at(9, 40))]).await;
        assert_eq!(walk_ins(&mut store.reader().await.unwrap()).await.unwrap(), []);
        assert_sound(&store).await;
    }

    async fn taking_back_that_someone_was_seen_before_leaves_them_in(store: Store) {
        open_conference(&store).await;
        let ((one, other), id) = (prepared(&store).await, registered(&store, 1).await);
        let (first, seen) = (came(id, at(9, 2), Told::Accepted), came(id, at(9, 5), Told::AlreadySeen));
        send(&store, one, std::slice::from_ref(&first)).await;
        send(&store, other, std::slice::from_ref(&seen)).await;
        assert_eq!(send(&store, other, &[undo(&seen, at(9, 6))]).await, [Became::Kept]);
        let inside: Vec<Uuid> = insiders(&store).await.into_iter().map(|(_, _, act)| act).collect();
        assert_eq!(inside, [first.id]);
    }

    async fn both_tickets_of_somebody_are_on_the_list_as_one_person(store: Store) {
        open_conference(&store).await;
        let ((one, _), kept) = (prepared(&store).await, registered(&store, 1).await);
        let gone = registered(&store, 2).await;
        let edit = Edit {
            to: number(1).registration, next_link: None, link_version: 1, about: String::new(),
        };
        let merge = Merge { kept, gone, edit, left_over: String::new() };
        store.write(async move |conn| participants::merge(conn, merge, "a@b.fr", now()).await).await.unwrap();
        // The phone has not heard of it.
        send(&store, one, &[came(gone, at(9, 2), Told::Accepted)]).await;
        let mut conn = store.reader().await.unwrap();
        let mut listed = store::roll::everybody(&mut conn).await.unwrap();
        listed.sort_by_key(|one| one.entry.id != kept);
        let said: Vec<_> = listed.iter().map(|one| (one.entry.id, one.entry.same_as)).collect();
        assert_eq!(said, [(kept, None), (gone, Some(kept))]);
        assert_ne!(listed[0].entry.ticket, listed[1].entry.ticket);
        assert_eq!(figures::at_door(&mut conn, Door::Main).await.unwrap(), 1);
        assert_eq!(figures::people(&mut conn).await.unwrap().registered, 1);
    }

    async fn two_phones_may_give_one_code_and_nobody_is_lost(store: Store) {
        open_conference(&store).await;
        let (one, other) = prepared(&store).await;
        let (first, second) = (walk_in("Un", "ZAB", 7, at(9, 0), ""), walk_in("Deux", "ZAB", 7, at(9, 0), ""));
        send(&store, one, std::slice::from_ref(&first)).await;
        let told = send(&store, other, std::slice::from_ref(&second)).await;
        let code = known(&store, registers(&second)).await.code;
        assert_eq!(told, [Became::OtherCode(code.clone())]);
        assert_eq!(send(&store, other, &[second]).await, [Became::OtherCode(code)], "the same again");
        assert_eq!(known(&store, registers(&first)).await.code, Code::parse("ZAB-229").unwrap());
    }

    async fn the_door_goes_beyond_the_capacity_and_nobody_else_does(store: Store) {
        import(&store, plan_for(2)).await.unwrap();
        let ((one, _), first) = (prepared(&store).await, registered(&store, 1).await);
        registered(&store, 2).await;
        let queued = waiting(&store, 3).await;
        let known_full = walk_in("Motivé", "ZAB", 0, at(9, 0), "intervenante oubliée");
        let unaware = walk_in("Surprise", "ZAB", 1, at(9, 1), "");
        assert_eq!(send(&store, one, std::slice::from_ref(&known_full)).await, [Became::Kept]);
        assert_eq!(send(&store, one, std::slice::from_ref(&unaware)).await, [Became::Beyond]);
        assert_eq!(send(&store, one, std::slice::from_ref(&unaware)).await, [Became::Beyond], "the same again");
        assert_eq!(places(&store).await, (4, 2));
        assert_sound(&store).await;
        cancel(&store, first).await.unwrap();
        assert_eq!(places(&store).await, (3, 2), "the place beyond is nobody else's");
        assert_eq!(place(&store, queued).await, Some(1));
        assert_eq!(refusal(import(&store, plan_for(0)).await), Refusal::CapacityUnderTaken {
            what: "Conférence régionale".to_owned(), taken: 3,
        });
        import(&store, plan_for(2)).await.unwrap();
        send(&store, one, &[undo(&unaware, at(9, 20))]).await;
        assert!(!known(&store, registers(&unaware)).await.arrived);
        assert_eq!(places(&store).await, (2, 2));
        assert_sound(&store).await;
    }

    async fn a_walk_in_taken_back_before_it_is_known_leaves_no_place_taken(store: Store) {
        open_conference(&store).await;
        let (one, _) = prepared(&store).await;
        let act = walk_in("Rivière", "ZAB", 0, at(9, 10), "");
        assert_eq!(send(&store, one, &[undo(&act, at(9, 11))]).await, [Became::Kept]);
        send(&store, one, std::slice::from_ref(&act)).await;
        let person = known(&store, registers(&act)).await;
        assert_eq!(person.standing, domain::checkin::Standing::Cancelled);
        assert!(!person.arrived);
        assert_eq!(walk_ins(&mut store.reader().await.unwrap()).await.unwrap(), []);
        assert_eq!(places(&store).await, (0, 0));
        assert_sound(&store).await;
    }

    async fn someone_is_moved_where_a_seat_is_free_in_place_of_what_they_held(store: Store) {
        open_conference(&store).await;
        let ((one, _), id) = (prepared(&store).await, registered(&store, 1).await);
        for code in ["A03", "B01"] {
            take(&store, id, session(&store, code, 0).await).await.unwrap();
        }
        let (full, free) = (session(&store, "A02", 0).await, session(&store, "A01", 0).await);
        for n in 2..4 {
            take(&store, registered(&store, n).await, full).await.unwrap();
        }
        assert_eq!(move_to(&store, one, id, full, 0).await, Became::Refused(Reason::Full));
        assert_eq!(held(&store, id).await, ["A03", "B01"], "nothing has changed");
        let visit = session(&store, "K01", 0).await;
        assert_eq!(move_to(&store, one, id, free, 1).await, Became::Kept);
        assert_eq!(held(&store, id).await, ["A01", "B01"]);
        assert_eq!(move_to(&store, one, id, visit, 2).await, Became::Kept);
        let back = session(&store, "A03", 0).await;
        assert_eq!(move_to(&store, one, id, back, 3).await, Became::Kept);
        assert_eq!(held(&store, id).await, ["A03", "B01"], "A03 lasts into the visit");
        assert_balanced(&store).await;
        assert_sound(&store).await;
    }

    async fn the_later_move_wins_whichever_is_heard_of_first(store: Store) {
        open_conference(&store).await;
        let (one, other) = prepared(&store).await;
        let (first, second) = (session(&store, "A01", 0).await, session(&store, "A03", 0).await);
        let visit = session(&store, "K01", 0).await;
        let mut days = Vec::new();
        for (n, order) in [[0, 1, 2], [2, 1, 0], [1, 0, 2], [1, 2, 0], [0, 2, 1], [2, 0, 1]].iter().enumerate() {
            let id = registered(&store, u32::try_from(n).unwrap()).await;
            take(&store, id, session(&store, "A02", 0).await).await.ok();
            let moves = [(first, 1), (second, 2), (visit, 3)].map(|(to, minute)| {
                act(at(10, minute), Told::Done, Deed::Move { person: id, to })
            });
            for place in order {
                let phone = if place % 2 == 0 { one } else { other };
                send(&store, phone, &[moves[*place].clone()]).await;
                send(&store, phone, &[moves[*place].clone()]).await;
            }
            days.push(held(&store, id).await);
        }
        assert!(days.iter().all(|day| *day == ["K01"]), "{days:?}");
        assert_sound(&store).await;
    }

    async fn a_move_that_comes_before_the_walk_in_waits_for_it(store: Store) {
        open_conference(&store).await;
        let (one, _) = prepared(&store).await;
        let new = walk_in("Rivière", "ZAB", 0, at(9, 10), "");
        let (id, to) = (registers(&new), session(&store, "A01", 0).await);
        assert_eq!(move_to(&store, one, id, to, 0).await, Became::Unknown);
        send(&store, one, &[new]).await;
        assert_eq!(held(&store, id).await, ["A01"]);
        let tiny = walk_in("Dupont", "ZAB", 1, at(9, 11), "");
        let place = act(at(9, 12), Told::Done, Deed::Move { person: registers(&tiny), to });
        assert_eq!(send(&store, one, &[place, tiny]).await, [Became::Kept, Became::Kept]);
        assert_sound(&store).await;
    }

    async fn an_undo_counts_at_its_own_door_and_never_for_a_move(store: Store) {
        open_conference(&store).await;
        let ((one, other), id) = (prepared(&store).await, registered(&store, 1).await);
        let arrival = came(id, at(9, 0), Told::Accepted);
        send(&store, one, std::slice::from_ref(&arrival)).await;
        let here = Door::Session(session(&store, "A01", 0).await);
        let elsewhere = Act { door: here, ..undo(&arrival, at(9, 1)) };
        let nothing = Became::Refused(Reason::NothingToUndo);
        assert_eq!(send(&store, other, &[elsewhere]).await, std::slice::from_ref(&nothing));
        let to = session(&store, "A01", 0).await;
        let moved = act(at(9, 2), Told::Done, Deed::Move { person: id, to });
        send(&store, one, std::slice::from_ref(&moved)).await;
        assert_eq!(send(&store, one, &[undo(&moved, at(9, 3))]).await, [nothing]);
        assert_eq!((held(&store, id).await, insiders(&store).await.len()), (vec!["A01".to_owned()], 1));
    }

    async fn who_comes_by_one_ticket_while_both_become_one_is_counted_once(store: Store) {
        open_conference(&store).await;
        let (one, _) = prepared(&store).await;
        for n in 0..20 {
            let (kept, gone) = (registered(&store, 2 * n).await, registered(&store, 2 * n + 1).await);
            let edit = Edit {
                to: number(2 * n).registration, next_link: None, link_version: 1, about: String::new(),
            };
            let merge = Merge { kept, gone, edit, left_over: String::new() };
            let merged = patiently(async || {
                let merge = merge.clone();
                store.write(async move |conn| {
                    participants::merge(conn, merge, "a@b.fr", now()).await
                }).await
            });
            let arrival = [came(gone, at(9, 2), Told::Accepted)];
            let (merged, _) = tokio::join!(merged, send(&store, one, &arrival));
            assert!(merged.unwrap());
            assert!(known(&store, kept).await.arrived);
            assert!(!known(&store, gone).await.arrived, "{n}");
        }
        assert_sound(&store).await;
    }

    async fn an_invitation_prepares_so_many_phones_and_no_more(store: Store) {
        open_conference(&store).await;
        let account = member(&store, "organisation@exemple.fr", Role::Organiser).await;
        let here = Door::Session(session(&store, "A01", 0).await);
        let new = NewPairing {
            id: Uuid::now_v7(), token_hash: vec![1; 32], doors: Some(vec![Door::Main, here]),
            account, expires_at: at(10, 0), phones: 2, keeps_until: at(20, 0),
        };
        let id = new.id;
        store.write(async move |conn| devices::add_pairing(conn, &new, now()).await).await.unwrap();
        let follow = async |name: &'static str, secret: u8, time| {
            store.write(async move |conn| {
                devices::follow(conn, vec![1; 32], name, vec![secret; 32], time).await
            }).await
        };
        let first = follow("Entrée", 10, at(9, 0)).await.unwrap();
        assert_eq!(refusal(follow("Trop tard", 11, at(10, 0)).await), Refusal::LinkExpired);
        follow("Atelier", 12, at(9, 1)).await.unwrap();
        assert_eq!(refusal(follow("De trop", 13, at(9, 2)).await), Refusal::LinkExpired);
        let device = device(&store, first).await;
        assert_eq!((&*device.name, device.doors.clone()), ("Entrée", Some(vec![Door::Main, here])));
        assert!(device.serves(at(19, 59)) && !device.serves(at(20, 0)));
        let mut conn = store.reader().await.unwrap();
        assert_eq!(devices::all(&mut conn).await.unwrap().len(), 2);
        assert_eq!(devices::open_pairings(&mut conn, at(9, 3)).await.unwrap(), []);
        drop(conn);
        let closed = store.write(async move |conn| devices::close_pairing(conn, id, at(9, 4)).await);
        assert!(closed.await.unwrap());
    }

    async fn a_phone_that_is_revoked_serves_no_more_and_one_of_a_former_member_neither(store: Store) {
        open_conference(&store).await;
        let (one, other) = prepared(&store).await;
        let revoke = async || store.write(async move |conn| devices::revoke(conn, one, at(9, 0)).await).await;
        assert!(revoke().await.unwrap());
        assert!(!revoke().await.unwrap(), "once");
        assert!(!device(&store, one).await.serves(at(9, 1)));
        assert!(device(&store, other).await.serves(at(9, 1)));
        store.write(async |conn| conn.exec("update account set closed_at = 1", ()).await).await.unwrap();
        assert!(!device(&store, other).await.serves(at(9, 1)));
    }

    async fn blocks_of_codes_are_never_given_twice_nor_where_somebody_has_one(store: Store) {
        open_conference(&store).await;
        let account = member(&store, "accueil@exemple.fr", Role::Door).await;
        registered(&store, 1).await;
        // A conference that is older than the blocks.
        store.write(async |conn| {
            conn.exec("update participant set code = 'Z23ABC'", ()).await
        }).await.unwrap();
        let phones = futures_util::future::join_all((0..12).map(|n| {
            let store = store.clone();
            async move { phone(&store, &format!("Téléphone {n}"), account).await }
        })).await;
        let mut blocks = std::collections::HashSet::new();
        for id in phones {
            blocks.insert(device(&store, id).await.walk_in_block);
        }
        assert_eq!(blocks.len(), 12);
        assert!(!blocks.contains("Z23") && !blocks.contains(domain::ticket::PAPER_BLOCK));
    }
}
