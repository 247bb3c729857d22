//! The door: every scan is kept, judged, and answered the same when it comes again.

use domain::checkin::{Door, Passage, Reason, Verdict};
use domain::role::Role;
use domain::time::Moment;
use futures_util::future::join_all;
use store::checkins::{self, Keeper, Scan};
use store::{Store, figures};
use uuid::Uuid;

use crate::support::*;

async fn record(store: &Store, scan: Scan) -> Verdict {
    patiently(async || {
        store.write(async move |conn| checkins::record(conn, scan, at(9, 30)).await).await
    })
    .await
    .unwrap()
}

async fn undo(store: &Store, id: Uuid, undone: Uuid, account: Uuid) -> Verdict {
    patiently(async || {
        store
            .write(async move |conn| {
                checkins::undo(
                    conn,
                    id,
                    undone,
                    (Door::Main, Keeper::Member(account)),
                    at(9, 20),
                    at(9, 30),
                )
                .await
            })
            .await
    })
    .await
    .unwrap()
}

fn scan(participant: Uuid, door: Door, account: Uuid, scanned_at: Moment) -> Scan {
    let by = Keeper::Member(account);
    Scan { id: Uuid::now_v7(), participant: Some(participant), door, by, scanned_at }
}

async fn scans(store: &Store) -> usize {
    let mut conn = store.reader().await.unwrap();
    store::exports::scans(&mut conn, (i64::MIN, Uuid::nil())).await.unwrap().len()
}

async fn inside(store: &Store, door: Door) -> u32 {
    figures::at_door(&mut store.reader().await.unwrap(), door).await.unwrap()
}

/// The conference open, a person with a place, a volunteer.
async fn at_the_door(store: &Store) -> (Uuid, Uuid) {
    open_conference(store).await;
    (registered(store, 1).await, member(store, "accueil@exemple.fr", Role::Door).await)
}

on_both_engines! {
    async fn someone_expected_comes_in_once(store: Store) {
        let (id, account) = at_the_door(&store).await;
        let first = scan(id, Door::Main, account, at(9, 2));
        assert_eq!(record(&store, first).await, Verdict::Accepted);
        assert!(person(&store, id).await.arrived);
        assert_eq!(record(&store, first).await, Verdict::Accepted, "the same scan again");
        let again = scan(id, Door::Main, account, at(9, 10));
        let seen = Verdict::AlreadySeen(Passage {
            scan: first.id,
            at: at(9, 2),
            by: "accueil@exemple.fr".to_owned(),
        });
        assert_eq!(record(&store, again).await, seen);
        assert_eq!(record(&store, again).await, seen, "the same scan again");
        assert_eq!((scans(&store).await, inside(&store, Door::Main).await), (2, 1));
    }

    async fn a_scan_taken_back_can_be_made_again(store: Store) {
        let (id, account) = at_the_door(&store).await;
        let first = scan(id, Door::Main, account, at(9, 2));
        record(&store, first).await;
        let back = Uuid::now_v7();
        assert_eq!(undo(&store, back, first.id, account).await, Verdict::Undone);
        assert_eq!(undo(&store, back, first.id, account).await, Verdict::Undone, "a repeat");
        assert!(!person(&store, id).await.arrived);
        let nothing = Verdict::Refused(Reason::NothingToUndo);
        assert_eq!(undo(&store, Uuid::now_v7(), first.id, account).await, nothing);
        assert_eq!(undo(&store, Uuid::now_v7(), Uuid::now_v7(), account).await, nothing);
        assert_eq!(record(&store, first).await, Verdict::Accepted, "the answer of then");
        assert!(!person(&store, id).await.arrived, "but a repeat lets nobody in");
        let second = scan(id, Door::Main, account, at(9, 5));
        assert_eq!(record(&store, second).await, Verdict::Accepted);
        assert!(person(&store, id).await.arrived);
        assert_eq!(undo(&store, Uuid::now_v7(), first.id, account).await, nothing);
        assert_eq!((scans(&store).await, inside(&store, Door::Main).await), (6, 1));
    }

    async fn the_door_of_a_session_lets_in_those_who_hold_it(store: Store) {
        let (id, account) = at_the_door(&store).await;
        let (here, elsewhere) = (session(&store, "A01", 0).await, session(&store, "A02", 0).await);
        take(&store, id, here).await.unwrap();
        let wrong = scan(id, Door::Session(elsewhere), account, at(11, 0));
        let refused = Verdict::Refused(Reason::NotHere);
        assert_eq!(record(&store, wrong).await, refused);
        let right = scan(id, Door::Session(here), account, at(11, 1));
        assert_eq!(record(&store, right).await, Verdict::Accepted);
        assert!(!person(&store, id).await.arrived, "each door for itself");
        take(&store, id, elsewhere).await.unwrap();
        assert_eq!(record(&store, wrong).await, refused, "the answer of then");
        let mut conn = store.reader().await.unwrap();
        assert_eq!(figures::by_session(&mut conn).await.unwrap(), [(here, 1)]);
    }

    async fn whoever_is_not_expected_is_refused_with_the_reason(store: Store) {
        import(&store, plan_for(1)).await.unwrap();
        let account = member(&store, "accueil@exemple.fr", Role::Door).await;
        let (first, second) = (registered(&store, 1).await, waiting(&store, 2).await);
        let verdict = async |id| record(&store, scan(id, Door::Main, account, at(9, 0))).await;
        assert_eq!(verdict(second).await, Verdict::Refused(Reason::Waiting));
        cancel(&store, first).await.unwrap();
        assert_eq!(verdict(first).await, Verdict::Refused(Reason::Cancelled));
        assert_eq!(verdict(second).await, Verdict::Accepted);
        let unknown = Scan { participant: None, ..scan(first, Door::Main, account, at(9, 1)) };
        let refused = Verdict::Refused(Reason::UnknownTicket);
        assert_eq!(record(&store, unknown).await, refused);
        assert_eq!(record(&store, unknown).await, refused, "the same scan again");
        assert_eq!((scans(&store).await, inside(&store, Door::Main).await), (4, 1));
        let people = figures::people(&mut store.reader().await.unwrap()).await.unwrap();
        let counted = (people.registered, people.waiting, people.cancelled, people.arrived);
        assert_eq!(counted, (1, 0, 1, 1));
    }

    async fn one_scan_sent_many_times_at_once_answers_the_same(store: Store) {
        let (_, account) = at_the_door(&store).await;
        for n in 10..20 {
            let known = scan(registered(&store, n).await, Door::Main, account, at(9, 0));
            let unknown = Scan { id: Uuid::now_v7(), participant: None, ..known };
            let answers = join_all((0..6).map(|_| record(&store, known))).await;
            assert_eq!(answers, vec![Verdict::Accepted; 6]);
            let answers = join_all((0..6).map(|_| record(&store, unknown))).await;
            assert_eq!(answers, vec![Verdict::Refused(Reason::UnknownTicket); 6]);
            let back = Uuid::now_v7();
            let answers = join_all((0..6).map(|_| undo(&store, back, known.id, account))).await;
            assert_eq!(answers, vec![Verdict::Undone; 6]);
        }
        assert_eq!(scans(&store).await, 30);
    }

    async fn two_phones_at_once_let_someone_in_once(store: Store) {
        let (_, account) = at_the_door(&store).await;
        for n in 10..30 {
            let id = registered(&store, n).await;
            let (one, other) = (scan(id, Door::Main, account, at(9, 0)), scan(id, Door::Main, account, at(9, 1)));
            let answers = tokio::join!(record(&store, one), record(&store, other));
            assert!(matches!(
                answers,
                (Verdict::Accepted, Verdict::AlreadySeen(_)) | (Verdict::AlreadySeen(_), Verdict::Accepted)
            ), "{answers:?}");
        }
    }
}
