//! A change of the programme: nobody loses anything, everybody concerned is told, and the letters
//! can be called back.

use std::time::Duration;

use domain::Refusal;
use domain::letter::{Letter, SessionMoved, SessionsMoved};
use domain::programme::{Difference, Plan, Room};
use domain::time::Moment;
use store::announcements::{self, Announcement};
use store::letters::{Entry, lease};
use store::programme::{Change, Changed, clashes};
use store::{Error, Store, programme, sessions};
use uuid::Uuid;

use crate::support::*;

fn proposed(plan: Plan, tell: bool) -> Change {
    let (by, about) = ("o@exemple.fr".to_owned(), "A01 : salle".to_owned());
    Change { plan, from: None, by, about, tell }
}

async fn change_at(store: &Store, change: Change, at: Moment) -> Result<Changed, Error> {
    store.write_long(async move |conn| programme::change(conn, &change, at).await).await
}

async fn change(store: &Store, plan: Plan) -> Result<Changed, Error> {
    change_at(store, proposed(plan, true), now()).await
}

async fn recent(store: &Store) -> Vec<Announcement> {
    announcements::recent(&mut store.reader().await.unwrap(), now()).await.unwrap()
}

async fn call_back(store: &Store, id: Uuid) -> Result<u32, Error> {
    store.write(async move |conn| announcements::call_back(conn, id, now()).await).await
}

/// The letters to someone about a session that moved.
async fn told(store: &Store, person: Uuid) -> Vec<Entry> {
    let mut letters = mail(store, person).await;
    letters.retain(|letter| letter.kind == Letter::SessionMoved);
    letters
}

/// What a letter says of the one session it is about.
fn about(letter: &Entry) -> SessionMoved {
    let SessionsMoved(mut moved) = SessionsMoved::parse(&letter.about).unwrap();
    assert_eq!(moved.len(), 1);
    moved.remove(0)
}

/// Whether a worker that looks at this moment would take a letter about a move.
async fn leaves_at(store: &Store, at: Moment) -> bool {
    let until = at.plus_seconds(300);
    let due = store.write(async move |conn| lease(conn, 100, at, until).await).await.unwrap();
    due.iter().any(|letter| letter.kind == Letter::SessionMoved)
}

/// A01 in another room.
fn elsewhere() -> Plan {
    let mut plan = plan();
    plan.rooms.push(Room { name: "Salle Vendée".to_owned(), seats: None });
    activity(&mut plan, "A01").sessions[0].room = "Salle Vendée".to_owned();
    plan
}

on_both_engines! {
    async fn those_who_hold_or_await_a_session_that_moves_are_told(store: Store) {
        open_conference(&store).await;
        let [holds, waits, neither] =
            [registered(&store, 1).await, registered(&store, 2).await, registered(&store, 3).await];
        let tiny = session(&store, "A02", 0).await;
        for n in [4, 5] {
            take(&store, registered(&store, n).await, tiny).await.unwrap();
        }
        take(&store, holds, session(&store, "A01", 0).await).await.unwrap();
        join(&store, waits, tiny).await.unwrap();
        take(&store, neither, session(&store, "A03", 0).await).await.unwrap();
        let mut next = elsewhere();
        activity(&mut next, "A02").hosts = vec![host("anne", "Anne Martin", false)];
        let changed = change(&store, next).await.unwrap();
        let people: Vec<_> =
            changed.moved.iter().map(|(one, people)| (one.code.as_str(), people.len())).collect();
        assert_eq!(people, [("A01", 1), ("A02", 3)]);
        assert!(changed.moved[1].1[2].waits && !changed.moved[1].1[0].waits);
        let letters = told(&store, holds).await;
        let about = about(&letters[0]);
        assert_eq!((letters.len(), about.was.room.as_str()), (1, "Salle Loire"));
        assert_eq!((told(&store, waits).await.len(), told(&store, neither).await.len()), (1, 0));
        assert_eq!(held(&store, holds).await, ["A01"]);
        assert!(matches!(changed.differences.last(), Some(Difference::Changed(..))));
        assert_eq!(changed.programme.session(about.session).unwrap().room, "Salle Vendée");
        assert_sound(&store).await;
    }

    async fn letters_wait_two_minutes_and_are_called_back_together(store: Store) {
        open_conference(&store).await;
        let people = [registered(&store, 1).await, registered(&store, 2).await];
        for person in people {
            take(&store, person, session(&store, "A01", 0).await).await.unwrap();
        }
        let id = change(&store, elsewhere()).await.unwrap().announcement.unwrap();
        assert!(!leaves_at(&store, now().plus_seconds(119)).await);
        let shown = &recent(&store).await[0];
        assert_eq!((shown.id, shown.letters, shown.waiting), (id, 2, 2));
        assert_eq!(shown.due_at, now().plus_seconds(announcements::PAUSE));
        assert_eq!(call_back(&store, id).await.unwrap(), 2);
        assert_eq!(call_back(&store, id).await.unwrap(), 0);
        assert!(!leaves_at(&store, now().plus_seconds(600)).await);
        let shown = &recent(&store).await[0];
        assert_eq!((shown.waiting, shown.called_back_at), (0, Some(now())));
        assert_eq!(held(&store, people[0]).await, ["A01"], "the change itself stays");
        let nowhere = refusal(call_back(&store, Uuid::now_v7()).await);
        assert_eq!(nowhere, Refusal::NotFound);
        assert_sound(&store).await;
    }

    async fn letters_that_a_worker_has_in_hand_are_not_called_back(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        take(&store, person, session(&store, "A01", 0).await).await.unwrap();
        let id = change(&store, elsewhere()).await.unwrap().announcement.unwrap();
        assert!(leaves_at(&store, now().plus_seconds(120)).await);
        assert_eq!(call_back(&store, id).await.unwrap(), 0);
        assert_eq!(told(&store, person).await.len(), 1);
    }

    async fn a_second_change_within_two_minutes_is_one_letter_with_the_oldest_state(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        take(&store, person, session(&store, "A01", 0).await).await.unwrap();
        let first = change(&store, elsewhere()).await.unwrap().announcement.unwrap();
        let mut again = elsewhere();
        activity(&mut again, "A01").sessions[0].span = span(at(11, 0), at(12, 0));
        let later = now().plus_seconds(60);
        let second = change_at(&store, proposed(again, true), later).await.unwrap().announcement;
        let letters = told(&store, person).await;
        assert_eq!(letters.len(), 1);
        let was = about(&letters[0]).was;
        assert_eq!((was.room.as_str(), was.span), ("Salle Loire", span(at(11, 0), at(12, 15))));
        assert!(!leaves_at(&store, now().plus_seconds(120)).await, "it waits anew");
        let shown = recent(&store).await;
        assert_eq!([shown[0].waiting, shown[1].waiting], [1, 1]);
        assert_eq!(shown[1].due_at, shown[0].due_at, "the first one waits with the second");
        assert_eq!(call_back(&store, second.unwrap()).await.unwrap(), 1);
        assert_eq!(about(&told(&store, person).await[0]).was, was);
        assert_eq!(call_back(&store, first).await.unwrap(), 1);
        assert!(told(&store, person).await.is_empty());
    }

    async fn calling_one_of_two_changes_back_leaves_the_news_of_the_other(store: Store) {
        for calls_the_second_back in [true, false] {
            open_conference(&store).await;
            let person = registered(&store, if calls_the_second_back { 1 } else { 2 }).await;
            for code in ["A01", "B01"] {
                take(&store, person, session(&store, code, 0).await).await.unwrap();
            }
            let first = change(&store, elsewhere()).await.unwrap().announcement.unwrap();
            let mut again = elsewhere();
            let visit = &mut activity(&mut again, "B01").sessions[0];
            visit.span = span(visit.span.start(), visit.span.end().plus_seconds(-60));
            let later = now().plus_seconds(60);
            let second = change_at(&store, proposed(again, true), later).await.unwrap().announcement;
            let second = second.unwrap();
            let (called, kept, code, due) =
                if calls_the_second_back { (second, first, "A01", 120) } else { (first, second, "B01", 180) };
            assert!(call_back(&store, called).await.unwrap() >= 1);
            let letters = told(&store, person).await;
            assert_eq!(letters.len(), 1);
            assert_eq!(about(&letters[0]).session, session(&store, code, 0).await);
            assert!(!leaves_at(&store, now().plus_seconds(due - 1)).await);
            assert_eq!(call_back(&store, called).await.unwrap(), 0);
            assert!(leaves_at(&store, now().plus_seconds(due)).await);
            assert_eq!(call_back(&store, kept).await.unwrap(), 0, "a worker has it in hand");
            assert_sound(&store).await;
        }
    }

    async fn a_letter_that_leaves_while_the_programme_changes_again_is_left_as_it_is(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        take(&store, person, session(&store, "A01", 0).await).await.unwrap();
        change(&store, elsewhere()).await.unwrap();
        let due = now().plus_seconds(announcements::PAUSE);
        // On PostgreSQL the change looks at the letter before the worker's unit is committed.
        let worker = store.write(async move |conn| {
            let leased = lease(conn, 100, due, due.plus_seconds(300)).await?;
            tokio::time::sleep(Duration::from_millis(400)).await;
            Ok::<_, Error>(leased)
        });
        let mut again = elsewhere();
        activity(&mut again, "A01").sessions[0].span = span(at(11, 0), at(12, 0));
        let changing = async {
            tokio::time::sleep(Duration::from_millis(100)).await;
            change_at(&store, proposed(again, true), now().plus_seconds(119)).await
        };
        let (leased, changed) = tokio::join!(worker, changing);
        let leased = leased.unwrap();
        let in_hand = leased.iter().find(|letter| letter.kind == Letter::SessionMoved).unwrap();
        let letters = told(&store, person).await;
        assert_eq!(letters.len(), 2);
        assert_eq!((letters[0].id, &letters[0].about), (in_hand.id, &in_hand.about));
        assert_eq!(about(&letters[1]).was.room, "Salle Vendée", "how it was before the second");
        assert_eq!(call_back(&store, changed.unwrap().announcement.unwrap()).await.unwrap(), 1);
        assert_eq!(told(&store, person).await.len(), 1);
    }

    async fn everything_that_moves_for_someone_is_in_one_letter(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        for code in ["A01", "B01"] {
            take(&store, person, session(&store, code, 0).await).await.unwrap();
        }
        join(&store, person, session(&store, "A02", 0).await).await.unwrap();
        let mut next = plan();
        for session in next.activities.iter_mut().flat_map(|it| &mut it.sessions) {
            session.span = span(session.span.start(), session.span.end().plus_seconds(-60));
        }
        let changed = change(&store, next).await.unwrap();
        assert_eq!(changed.moved.len(), 10);
        let letters = told(&store, person).await;
        assert_eq!(letters.len(), 1);
        let SessionsMoved(moved) = SessionsMoved::parse(&letters[0].about).unwrap();
        let mut expected = Vec::new();
        for code in ["A01", "A02", "B01"] {
            expected.push(session(&store, code, 0).await);
        }
        let ids: Vec<Uuid> = moved.iter().map(|one| one.session).collect();
        assert_eq!(ids, expected, "in the order of the day, what they wait for included");
        assert_sound(&store).await;
    }

    async fn whoever_is_then_in_two_places_keeps_both_and_is_told(store: Store) {
        open_conference(&store).await;
        let [both, one] = [registered(&store, 1).await, registered(&store, 2).await];
        take(&store, both, session(&store, "A01", 0).await).await.unwrap();
        take(&store, both, session(&store, "K01", 0).await).await.unwrap();
        take(&store, one, session(&store, "K01", 0).await).await.unwrap();
        let mut earlier = plan();
        activity(&mut earlier, "K01").sessions[0].span = span(at(12, 0), at(12, 20));
        let without = change_at(&store, proposed(earlier.clone(), false), now()).await;
        assert!(matches!(refusal(without), Refusal::WouldClash { people: 1, .. }));
        let changed = change(&store, earlier.clone()).await.unwrap();
        let [clash] = &changed.clashes[..] else { panic!("{:?}", changed.clashes) };
        let mut codes = clash.codes.clone();
        codes.sort();
        assert_eq!((clash.participant, codes), (both, ["A01".to_owned(), "K01".to_owned()]));
        assert_eq!(held(&store, both).await, ["A01", "K01"]);
        assert_eq!((told(&store, both).await.len(), told(&store, one).await.len()), (1, 1));
        assert_sound(&store).await;
        // What was there before is no reason to refuse another change, even an untold one.
        earlier.event.name = "Autre nom".to_owned();
        let changed = change_at(&store, proposed(earlier, false), now()).await.unwrap();
        assert_eq!((changed.clashes.len(), changed.announcement), (0, None));
        let listed = clashes(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!(listed.len(), 1);
        give_back(&store, both, session(&store, "A01", 0).await).await.unwrap();
        assert!(clashes(&mut store.reader().await.unwrap()).await.unwrap().is_empty());
        assert_sound(&store).await;
    }

    async fn a_visit_moves_without_touching_the_others(store: Store) {
        open_conference(&store).await;
        let [moves, stays] = [session(&store, "K01", 0).await, session(&store, "K01", 1).await];
        let people = [registered(&store, 1).await, registered(&store, 2).await];
        take(&store, people[0], moves).await.unwrap();
        take(&store, people[1], stays).await.unwrap();
        let mut next = plan();
        let visits = &mut activity(&mut next, "K01").sessions;
        visits[0].span = span(at(13, 40), at(14, 0));
        visits.rotate_left(1);
        let changed = change(&store, next).await.unwrap();
        assert_eq!(changed.moved.len(), 1);
        assert_eq!((told(&store, people[0]).await.len(), told(&store, people[1]).await.len()), (1, 0));
        assert_eq!(session(&store, "K01", 0).await, stays);
        assert_eq!(session(&store, "K01", 2).await, moves);
        assert_sound(&store).await;
    }

    async fn a_visit_in_the_place_of_one_that_was_called_off_takes_place(store: Store) {
        open_conference(&store).await;
        let [off, stays] = [session(&store, "K01", 0).await, session(&store, "K01", 1).await];
        let unit = store.write(async move |conn| {
            sessions::call_off(conn, off, ("o@exemple.fr", "K01"), now()).await
        });
        unit.await.unwrap();
        let same = change(&store, elsewhere()).await.unwrap().programme;
        assert!(same.session(off).unwrap().cancelled, "another change does not bring it back");
        let mut next = plan();
        let visits = &mut activity(&mut next, "K01").sessions;
        visits[0].span = span(at(13, 40), at(14, 0));
        visits.rotate_left(1);
        let changed = change(&store, next).await.unwrap();
        assert!(changed.moved.iter().all(|(one, _)| one.code != "K01"), "{:?}", changed.moved);
        let new = session(&store, "K01", 2).await;
        assert!(!changed.programme.session(new).unwrap().cancelled);
        assert!(changed.programme.session(off).is_none());
        let person = registered(&store, 1).await;
        take(&store, person, new).await.unwrap();
        assert_eq!(session(&store, "K01", 0).await, stays);
        assert_sound(&store).await;
    }

    async fn more_seats_go_to_the_line_and_fewer_than_taken_are_refused(store: Store) {
        open_conference(&store).await;
        let tiny = session(&store, "A02", 0).await;
        let mut people = Vec::new();
        for n in 1..=4 {
            people.push(registered(&store, n).await);
            join(&store, people[people.len() - 1], tiny).await.unwrap();
        }
        let mut narrow = plan();
        activity(&mut narrow, "A02").sessions[0].capacity = 1;
        let refused = refusal(change(&store, narrow).await);
        assert_eq!(refused, Refusal::CapacityUnderTaken { what: "A02".to_owned(), taken: 2 });
        let mut wide = plan();
        activity(&mut wide, "A02").sessions[0].capacity = 3;
        let changed = change(&store, wide).await.unwrap();
        assert_eq!((changed.moved.len(), changed.announcement), (0, None));
        assert_eq!(queue(&store, tiny).await, people[3..]);
        assert_eq!(freed(&store, people[2]).await.len(), 1);
        assert_sound(&store).await;
    }

    async fn a_change_from_an_older_programme_is_refused(store: Store) {
        open_conference(&store).await;
        let seen = store.programme().await.unwrap().plan.clone();
        change(&store, elsewhere()).await.unwrap();
        let late = Change { from: Some(seen), ..proposed(plan(), true) };
        assert_eq!(refusal(change_at(&store, late, now()).await), Refusal::ProgrammeChanged);
        let current = store.programme().await.unwrap().plan.clone();
        let fresh = Change { from: Some(current), ..proposed(plan(), true) };
        change_at(&store, fresh, now()).await.unwrap();
    }

    async fn what_is_tried_out_is_not_done(store: Store) {
        open_conference(&store).await;
        let person = registered(&store, 1).await;
        take(&store, person, session(&store, "A01", 0).await).await.unwrap();
        let before = programme::load(&mut store.reader().await.unwrap()).await.unwrap();
        let proposed = proposed(elsewhere(), true);
        let tried = store
            .try_out(async move |conn| programme::change(conn, &proposed, now()).await)
            .await
            .unwrap();
        assert_eq!(tried.moved[0].1[0].participant, person);
        let after = programme::load(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!(after, before);
        assert_eq!((told(&store, person).await.len(), recent(&store).await.len()), (0, 0));
        let refused = store.try_out(async |_: &mut store::Conn| {
            Err::<(), _>(Error::Refused(Refusal::NotFound))
        });
        assert_eq!(refusal(refused.await), Refusal::NotFound);
    }

    async fn those_of_a_session_called_off_are_told_two_minutes_later(store: Store) {
        open_conference(&store).await;
        let [holds, silent] = [registered(&store, 1).await, registered(&store, 2).await];
        let off = session(&store, "A01", 0).await;
        for person in [holds, silent] {
            take(&store, person, off).await.unwrap();
        }
        let call_off = async || {
            store
                .write(async move |conn| {
                    sessions::call_off(conn, off, ("o@exemple.fr", "A01"), now()).await
                })
                .await
                .unwrap()
        };
        let done = call_off().await;
        assert_eq!(done.concerned, 2);
        assert_eq!(call_off().await, sessions::CalledOff::default());
        let cancelled = async || {
            let letters = mail(&store, holds).await;
            letters.iter().filter(|letter| letter.kind == Letter::SessionCancelled).count()
        };
        assert_eq!(cancelled().await, 1);
        assert_eq!(call_back(&store, done.announcement.unwrap()).await.unwrap(), 2);
        assert_eq!((cancelled().await, held(&store, holds).await), (0, vec![]));
        assert_sound(&store).await;
    }

    async fn what_was_scanned_into_stays_in_the_programme(store: Store) {
        open_conference(&store).await;
        let visit = session(&store, "A03", 0).await;
        let who = member(&store, "porte@exemple.fr", domain::role::Role::Door).await;
        for (scans, statement) in [
            (
                1,
                "insert into scan (id, session_id, account_id, scanned_at, corrected_at, \
                 received_at, verdict) values ($1, $2, $3, 1, 1, 1, 'refused')",
            ),
            (
                2,
                "insert into scan (id, to_session_id, account_id, scanned_at, corrected_at, \
                 received_at, verdict) values ($1, $2, $3, 1, 1, 1, 'moved')",
            ),
        ] {
            store
                .write(async move |conn| {
                    conn.exec(statement, (Uuid::now_v7(), visit, who)).await
                })
                .await
                .unwrap();
            let mut without = plan();
            without.activities.retain(|activity| activity.code != "A03");
            assert_eq!(
                refusal(change(&store, without).await),
                Refusal::WouldLoseScans { code: "A03".to_owned(), scans }
            );
        }
    }
}
