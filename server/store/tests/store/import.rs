//! Loading a programme, and loading it again.

use domain::Refusal;
use domain::programme::Programme;
use store::programme::{Imported, load};
use store::{Conn, Store};

use crate::support::*;

async fn programme(store: &Store) -> Programme {
    load(&mut store.reader().await.unwrap()).await.unwrap()
}

/// From now on no sign-up and no place in a line can be changed, not even to what it is.
async fn refuse_rewriting(store: &Store) {
    const SQLITE: [&str; 2] = [
        "create trigger signup_kept before update on signup \
         begin select raise(abort, 'rewritten'); end",
        "create trigger line_kept before update on waitlist_entry \
         begin select raise(abort, 'rewritten'); end",
    ];
    const POSTGRES: [&str; 3] = [
        "create function rewritten() returns trigger language plpgsql as $$ \
         begin raise exception 'rewritten'; end $$",
        "create trigger signup_kept before update on signup \
         for each row execute function rewritten()",
        "create trigger line_kept before update on waitlist_entry \
         for each row execute function rewritten()",
    ];
    let unit = store.write(async |conn| {
        let statements: &[&'static str] =
            if matches!(conn, Conn::Sqlite(_)) { &SQLITE } else { &POSTGRES };
        for statement in statements {
            conn.exec(statement, ()).await?;
        }
        Ok(())
    });
    unit.await.unwrap();
}

on_both_engines! {
    async fn what_is_imported_reads_back_as_it_was(store: Store) {
        assert_eq!(refusal(store.programme().await), Refusal::NoEvent);
        let imported = import(&store, plan()).await.unwrap();
        assert_eq!(imported, Imported { added: 7, updated: 0, removed: 0 });
        let read = store.programme().await.unwrap();
        assert_eq!(read.plan, plan());
        assert_eq!((read.places.capacity, read.places.taken, read.waiting), (200, 0, 0));
        let order: Vec<_> = read.sessions.iter().map(|session| session.code.as_str()).collect();
        assert_eq!(
            order,
            ["A01", "A02", "A03", "K02", "K01", "K02", "K01", "K01", "B01", "B02"],
            "by time, then in the order of the file"
        );
    }

    async fn importing_again_adds_and_updates_by_code(store: Store) {
        open_conference(&store).await;
        let before = session(&store, "A01", 0).await;
        let mut next = plan();
        activity(&mut next, "A01").title = "Un autre titre".to_owned();
        activity(&mut next, "A01").sessions[0].room = "Salle Vendée".to_owned();
        next.rooms.retain(|room| room.name != "Salle Sarthe");
        next.rooms.push(domain::programme::Room { name: "Salle Vendée".to_owned(), seats: None });
        next.activities.retain(|activity| activity.code != "A03");
        let added = workshop("B03", "B", "Hall", next.slots[1].span, 10);
        next.activities.push(added);
        next.timeline.pop();
        let imported = import(&store, next.clone()).await.unwrap();
        assert_eq!(imported, Imported { added: 1, updated: 6, removed: 1 });
        let read = store.programme().await.unwrap();
        assert_eq!(read.plan, next, "the snapshot of before is not served");
        assert_eq!(session(&store, "A01", 0).await, before);
    }

    async fn importing_the_same_file_changes_nothing(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        take(&store, person, session(&store, "A01", 0).await).await.unwrap();
        let before = programme(&store).await;
        import(&store, plan()).await.unwrap();
        assert_eq!(programme(&store).await, before);
    }

    async fn another_date_keeps_every_sign_up(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        take(&store, person, session(&store, "A01", 0).await).await.unwrap();
        take(&store, person, session(&store, "K01", 1).await).await.unwrap();
        let mut next = plan();
        let later = |span: domain::time::Span| {
            let week = |moment: domain::time::Moment| moment.plus_seconds(7 * 86_400);
            crate::support::span(week(span.start()), week(span.end()))
        };
        for session in next.activities.iter_mut().flat_map(|activity| &mut activity.sessions) {
            session.span = later(session.span);
        }
        for slot in &mut next.slots {
            slot.span = later(slot.span);
        }
        import(&store, next).await.unwrap();
        assert_eq!(held(&store, person).await, ["A01", "K01"]);
        assert_balanced(&store).await;
    }

    async fn workshops_may_exchange_their_slots_under_those_who_hold_both(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        take(&store, person, session(&store, "A01", 0).await).await.unwrap();
        take(&store, person, session(&store, "B01", 0).await).await.unwrap();
        let mut next = plan();
        let morning = activity(&mut next, "A01").sessions.clone();
        let afternoon = std::mem::replace(&mut activity(&mut next, "B01").sessions, morning);
        activity(&mut next, "A01").sessions = afternoon;
        import(&store, next).await.unwrap();
        assert_eq!(held(&store, person).await, ["B01", "A01"]);
        let other = session(&store, "A02", 0).await;
        let swapped = take(&store, person, other).await.unwrap();
        assert_eq!(swapped, store::signups::Taken::Swapped { old: "B01".to_owned() });
    }

    async fn what_people_hold_is_written_only_where_its_slot_changes(store: Store) {
        open_conference(&store).await;
        let tiny = session(&store, "A02", 0).await;
        for n in 1..=2 {
            take(&store, registered(&store, n).await, tiny).await.unwrap();
        }
        join(&store, registered(&store, 3).await, tiny).await.unwrap();
        refuse_rewriting(&store).await;
        let mut next = plan();
        next.event.name = "Autre nom".to_owned();
        activity(&mut next, "A02").title = "Un autre titre".to_owned();
        let morning = activity(&mut next, "A01").sessions[0].span;
        let empty = &mut activity(&mut next, "B02").sessions[0];
        (empty.slot, empty.span, empty.room) = (Some("A".to_owned()), morning, "Hall".to_owned());
        import(&store, next.clone()).await.unwrap();
        activity(&mut next, "A02").sessions[0].slot = Some("B".to_owned());
        let rewritten = import(&store, next).await.unwrap_err();
        assert!(format!("{rewritten:?}").contains("rewritten"), "{rewritten:?}");
    }

    async fn two_workshops_of_one_person_cannot_be_put_into_one_slot(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        take(&store, person, session(&store, "A01", 0).await).await.unwrap();
        take(&store, person, session(&store, "B01", 0).await).await.unwrap();
        let before = programme(&store).await;
        let mut next = plan();
        activity(&mut next, "B01").sessions[0].slot = Some("A".to_owned());
        assert_eq!(
            refusal(import(&store, next).await),
            Refusal::WouldLoseSignUps { code: "B01".to_owned(), taken: 1 }
        );
        assert_eq!(programme(&store).await, before);
        assert_eq!(held(&store, person).await, ["A01", "B01"]);
    }

    async fn what_people_hold_cannot_be_left_out(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        take(&store, person, session(&store, "A02", 0).await).await.unwrap();
        take(&store, person, session(&store, "K01", 2).await).await.unwrap();
        let before = programme(&store).await;
        let mut without_workshop = plan();
        without_workshop.event.name = "Autre nom".to_owned();
        without_workshop.activities.retain(|activity| activity.code != "A02");
        assert_eq!(
            refusal(import(&store, without_workshop).await),
            Refusal::WouldLoseSignUps { code: "A02".to_owned(), taken: 1 }
        );
        let mut without_visit = plan();
        activity(&mut without_visit, "K01").sessions.pop();
        assert_eq!(
            refusal(import(&store, without_visit).await),
            Refusal::WouldLoseSignUps { code: "K01".to_owned(), taken: 1 }
        );
        assert_eq!(programme(&store).await, before, "nothing changes unless all is right");
    }

    async fn seats_that_are_taken_cannot_be_left_out(store: Store) {
        open_conference(&store).await;
        for n in 1..=2 {
            let person = registered(&store, n).await;
            take(&store, person, session(&store, "A02", 0).await).await.unwrap();
        }
        let before = programme(&store).await;
        let mut narrow = plan();
        activity(&mut narrow, "A02").sessions[0].capacity = 1;
        assert_eq!(
            refusal(import(&store, narrow).await),
            Refusal::CapacityUnderTaken { what: "A02".to_owned(), taken: 2 }
        );
        let small = refusal(import(&store, plan_for(1)).await);
        assert!(matches!(small, Refusal::CapacityUnderTaken { taken: 2, .. }), "{small:?}");
        assert_eq!(programme(&store).await, before);
        import(&store, plan_for(2)).await.unwrap();
    }

    async fn the_programme_kept_at_hand_follows_each_write(store: Store) {
        open_conference(&store).await;
        for n in 1..=5 {
            registered(&store, n).await;
            assert_eq!(store.programme().await.unwrap().places.taken, n);
        }
    }
}

#[test]
fn an_address_of_another_engine_is_refused_in_a_sentence() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let error = runtime.block_on(Store::open("mysql://localhost/passerelle")).unwrap_err();
    assert!(error.to_string().contains("ne commence ni par sqlite:// ni par postgres://"));
}
