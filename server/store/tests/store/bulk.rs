//! One act on several people, and taking it back.

use domain::Refusal;
use domain::checkin::Standing;
use domain::letter::Letter;
use domain::role::Role;
use domain::time::Moment;
use store::letters::{self, State};
use store::participants::bulk::{self, Act, Done, HELD, Order, Report};
use store::participants::selection;
use store::{Error, Store};
use uuid::Uuid;

use crate::support::*;

fn later() -> Moment {
    now().plus_seconds(3600)
}

/// Somebody of the team who has ticked these people.
async fn ticking(store: &Store, people: &[Uuid]) -> Uuid {
    let account = member(store, "organisation@exemple.fr", Role::Organiser).await;
    let people = people.to_vec();
    store.write(async move |conn| selection::put(conn, account, &people, &[]).await).await.unwrap();
    account
}

async fn apply(store: &Store, account: Uuid, act: Act) -> (Uuid, Report) {
    let id = Uuid::now_v7();
    let order = Order { id, act, account, actor: "organisation@exemple.fr".to_owned() };
    let report =
        store.write(async move |conn| bulk::apply(conn, &order, later()).await).await.unwrap();
    (id, report.unwrap())
}

async fn undo(store: &Store, id: Uuid) -> Result<bool, Error> {
    let at = later().plus_seconds(60);
    store.write(async move |conn| bulk::undo(conn, id, "a@b.fr", at).await).await
}

fn done(report: &Report) -> Vec<Done> {
    report.people.iter().map(|(_, _, done)| done.clone()).collect()
}

on_both_engines! {
    async fn cancelling_several_is_taken_back_whole_promotions_included(store: Store) {
        import(&store, plan_for(3)).await.unwrap();
        let [one, two, three] =
            [registered(&store, 1).await, registered(&store, 2).await, registered(&store, 3).await];
        let next = waiting(&store, 4).await;
        let b02 = session(&store, "B02", 0).await;
        take(&store, one, b02).await.unwrap();
        take(&store, two, session(&store, "A01", 0).await).await.unwrap();
        join(&store, three, b02).await.unwrap();
        let account = ticking(&store, &[one, two]).await;
        let (batch, report) = apply(&store, account, Act::Cancel).await;
        assert_eq!(done(&report), [Done::Changed, Done::Changed]);
        assert_eq!((report.changed(), report.letters, report.others), (2, 4, 2));
        assert_eq!(person(&store, next).await.standing, Standing::Registered);
        assert_eq!(held(&store, three).await, ["B02"]);
        assert_sound(&store).await;
        for who in [one, two, three, next] {
            let last = mail(&store, who).await.pop().unwrap();
            assert_eq!(last.state, State::Waiting);
        }

        assert!(undo(&store, batch).await.unwrap());
        assert!(!undo(&store, batch).await.unwrap());
        for who in [one, two, three] {
            assert_eq!(person(&store, who).await.standing, Standing::Registered);
        }
        assert_eq!(place(&store, next).await, Some(1));
        assert_eq!(held(&store, one).await, ["B02"]);
        assert_eq!(held(&store, two).await, ["A01"]);
        assert_eq!(held(&store, three).await, [""; 0]);
        assert_eq!(mail(&store, next).await.len(), 1);
        assert!(mail(&store, one).await.iter().all(|letter| letter.kind != Letter::Cancellation));
        assert_balanced(&store).await;
        assert_sound(&store).await;
    }

    async fn letters_are_held_and_once_one_has_left_nothing_is_taken_back(store: Store) {
        open_conference(&store).await;
        let one = registered(&store, 1).await;
        let account = ticking(&store, &[one]).await;
        let (batch, report) = apply(&store, account, Act::Cancel).await;
        assert_eq!(report.letters, 1);
        let lease = async |after: i64| {
            let at = later().plus_seconds(after);
            let leased = store
                .write(async move |conn| letters::lease(conn, 10, at, at.plus_seconds(60)).await)
                .await
                .unwrap();
            leased.into_iter().filter(|letter| letter.kind == Letter::Cancellation).count()
        };
        assert_eq!(lease(HELD - 1).await, 0);
        assert_eq!(lease(HELD).await, 1);
        assert_eq!(refusal(undo(&store, batch).await), Refusal::TooLateToUndo);
        assert_eq!(person(&store, one).await.standing, Standing::Cancelled);
    }

    async fn what_somebody_has_changed_since_is_not_taken_back(store: Store) {
        open_conference(&store).await;
        let [one, two] = [registered(&store, 1).await, registered(&store, 2).await];
        let b02 = session(&store, "B02", 0).await;
        take(&store, one, b02).await.unwrap();
        let account = ticking(&store, &[one]).await;
        let (batch, _) = apply(&store, account, Act::Cancel).await;
        take(&store, two, b02).await.unwrap();
        assert_eq!(refusal(undo(&store, batch).await), Refusal::TooLateToUndo);
        assert_eq!(held(&store, two).await, ["B02"]);
        give_back(&store, two, b02).await.unwrap();
        // The same address again: whoever came back by themselves is not doubled.
        registered(&store, 1).await;
        assert_eq!(refusal(undo(&store, batch).await), Refusal::TooLateToUndo);
        assert_balanced(&store).await;
        assert_sound(&store).await;
    }

    async fn each_is_told_what_the_rules_say_and_the_others_are_done(store: Store) {
        open_conference(&store).await;
        let [one, two, three] =
            [registered(&store, 1).await, registered(&store, 2).await, registered(&store, 3).await];
        cancel(&store, three).await.unwrap();
        let (a01, b02) = (session(&store, "A01", 0).await, session(&store, "B02", 0).await);
        take(&store, one, a01).await.unwrap();
        let account = ticking(&store, &[one, two, three]).await;
        let (batch, report) = apply(&store, account, Act::Seat(b02)).await;
        let full = Refusal::SessionFull { code: "B02".to_owned() };
        assert_eq!(
            done(&report),
            [Done::Changed, Done::Refused(full), Done::Refused(Refusal::RegistrationCancelled)]
        );
        assert_eq!((report.changed(), report.letters), (1, 1));
        assert!(undo(&store, batch).await.unwrap());
        assert_eq!(held(&store, one).await, ["A01"]);
        let (_, swapped) = apply(&store, account, Act::Seat(session(&store, "A02", 0).await)).await;
        assert_eq!(done(&swapped)[..2], [Done::Swapped("A01".to_owned()), Done::Changed]);
        let (_, restored) = apply(&store, account, Act::Restore).await;
        assert_eq!(done(&restored), [Done::Same, Done::Same, Done::Changed]);
        assert_sound(&store).await;
    }

    async fn the_same_order_is_done_once_and_links_can_be_called_back(store: Store) {
        open_conference(&store).await;
        let one = registered(&store, 1).await;
        let bare = someone("Sacha", "Guichet", None);
        register(&store, bare.clone()).await.unwrap();
        let account = ticking(&store, &[one, bare.id]).await;
        let (batch, report) = apply(&store, account, Act::Link).await;
        assert_eq!(done(&report), [Done::NoAddress, Done::Changed]);
        let order = Order { id: batch, act: Act::Link, account, actor: String::new() };
        let again = store.write(async move |conn| bulk::apply(conn, &order, later()).await).await;
        assert_eq!(again.unwrap(), None);
        let kept = bulk::batch(&mut store.reader().await.unwrap(), batch).await.unwrap().unwrap();
        assert_eq!((kept.people, kept.letters, kept.act), (1, (1, 0), Act::Link));
        assert!(undo(&store, batch).await.unwrap());
        assert_eq!(mail(&store, one).await.len(), 1);
    }
}
