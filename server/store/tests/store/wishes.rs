//! Ranked wishes, from the question to the letters.

use std::collections::BTreeSet;

use domain::Refusal;
use domain::allocation::{Report, Why, allocate};
use domain::checkin::Standing;
use domain::letter::Letter;
use domain::time::Moment;
use store::programme::load;
use store::signups::By;
use store::waitlist::{self, Waited};
use store::wishes::{Published, RunState, SlotOutcome};
use store::{Error, Store, participants, retention, wishes};
use uuid::Uuid;

use crate::support::*;

/// Wishes are open from [`now`] until then.
fn until() -> Moment {
    days_before(8)
}

async fn switch(store: &Store, slot: &'static str, until: Option<Moment>) {
    assert!(store.write(async move |conn| wishes::switch(conn, slot, until).await).await.unwrap());
}

async fn wish_at(
    store: &Store,
    person: Uuid,
    slot: &'static str,
    codes: &[&str],
    at: Moment,
) -> Result<bool, Error> {
    let mut sessions = Vec::new();
    for code in codes {
        sessions.push(session(store, code, 0).await);
    }
    store.write(async move |conn| wishes::answer(conn, person, slot, sessions, at).await).await
}

async fn wish(store: &Store, person: Uuid, slot: &'static str, codes: &[&str]) {
    wish_at(store, person, slot, codes, now()).await.unwrap();
}

/// The codes someone wishes for, slot by slot.
async fn wished(store: &Store, person: Uuid) -> Vec<(String, Vec<String>)> {
    let mut conn = store.reader().await.unwrap();
    let programme = load(&mut conn).await.unwrap();
    let code = |id: &Uuid| programme.session(*id).unwrap().code.clone();
    let wishes = wishes::of_participant(&mut conn, person).await.unwrap();
    wishes.into_iter().map(|w| (w.slot, w.sessions.iter().map(code).collect())).collect()
}

/// Runs an allocation to its end.
async fn run(store: &Store, slots: &[&str], closed: BTreeSet<Uuid>) -> (Uuid, Report) {
    let slots: Vec<String> = slots.iter().map(|slot| (*slot).to_owned()).collect();
    let mut conn = store.reader().await.unwrap();
    let problem = wishes::problem(&mut conn, &slots, closed, 7, until()).await.unwrap();
    drop(conn);
    let asked = problem.clone();
    let id = store
        .write(async move |conn| {
            wishes::begin(conn, Uuid::now_v7(), "o@exemple.fr", &asked, until()).await
        })
        .await
        .unwrap();
    let report = allocate(problem, &mut |_, _| {});
    let found = report.clone();
    store.write(async move |conn| wishes::finish(conn, id, &found, until()).await).await.unwrap();
    (id, report)
}

async fn publish_at(store: &Store, id: Uuid, at: Moment) -> Result<Published, Error> {
    store.write_long(async move |conn| wishes::publish(conn, id, at).await).await
}

async fn publish(store: &Store, id: Uuid) -> Result<Published, Error> {
    publish_at(store, id, until().plus_seconds(60)).await
}

/// A conference whose slot B is on wishes, in which the last person registered gets what they wish.
pub async fn published(store: &Store) {
    let mut conn = store.reader().await.unwrap();
    let everybody = participants::Filter::Standing(Standing::Registered);
    let people = participants::search(&mut conn, "", everybody, 0, 50).await.unwrap();
    drop(conn);
    let free = async |id| held(store, id).await.iter().all(|code| !code.starts_with('B'));
    switch(store, "B", Some(until())).await;
    for person in people.participants {
        if free(person.id).await {
            wish(store, person.id, "B", &["B01"]).await;
        }
    }
    let (run, report) = run(store, &["B"], BTreeSet::new()).await;
    assert!(report.slots[0].tally.seated() > 0);
    publish(store, run).await.unwrap();
}

async fn state(store: &Store, id: Uuid) -> RunState {
    let mut conn = store.reader().await.unwrap();
    wishes::by_id(&mut conn, id).await.unwrap().unwrap().state
}

async fn outcomes(store: &Store, person: Uuid) -> Vec<SlotOutcome> {
    let mut conn = store.reader().await.unwrap();
    wishes::outcomes(&mut conn, person).await.unwrap()
}

/// What someone waits for: code, place in line, rank.
async fn waits(store: &Store, person: Uuid) -> Vec<(String, u32, Option<u8>)> {
    let mut conn = store.reader().await.unwrap();
    let waited = waitlist::of_participant(&mut conn, person).await.unwrap();
    waited
        .into_iter()
        .map(|Waited { session, place, rank, .. }| (session.code, place, rank))
        .collect()
}

async fn join(store: &Store, person: Uuid, session: Uuid, at: Moment) -> Result<(), Error> {
    let joined = store
        .write(async move |conn| {
            waitlist::join(conn, person, session, true, By::Themselves, None, at).await
        })
        .await;
    joined.map(drop)
}

on_both_engines! {
    async fn wishes_are_kept_in_order_and_replaced_as_a_whole(store: Store) {
        open_conference(&store).await;
        switch(&store, "A", Some(until())).await;
        let id = registered(&store, 1).await;
        assert!(wish_at(&store, id, "A", &["A02", "A01"], now()).await.unwrap());
        assert!(!wish_at(&store, id, "A", &["A02", "A01"], now()).await.unwrap(), "the same again");
        assert_eq!(wished(&store, id).await, [("A".into(), vec!["A02".into(), "A01".into()])]);
        assert!(wish_at(&store, id, "A", &["A01", "A03", "A02"], now()).await.unwrap());
        let three = vec!["A01".into(), "A03".into(), "A02".into()];
        assert_eq!(wished(&store, id).await, [("A".into(), three)]);
        assert!(wish_at(&store, id, "A", &[], now()).await.unwrap());
        assert_eq!(wished(&store, id).await, []);
        let programme = store.programme().await.unwrap();
        assert_eq!(programme.wishes_until("A"), Some(until()));
        assert_eq!(programme.wishes_until("B"), None);
    }

    async fn wishes_are_refused_where_and_when_there_is_nothing_to_wish(store: Store) {
        open_conference(&store).await;
        switch(&store, "A", Some(until())).await;
        let id = registered(&store, 1).await;
        let other_slot = wish_at(&store, id, "B", &["B01"], now()).await;
        assert_eq!(refusal(other_slot), Refusal::NotByWishes { slot: "Créneau B".to_owned() });
        let late = wish_at(&store, id, "A", &["A01"], until()).await;
        assert_eq!(refusal(late), Refusal::WishesClosed { until: until() });
        let elsewhere = wish_at(&store, id, "A", &["A01", "B01"], now()).await;
        assert_eq!(refusal(elsewhere), Refusal::NotFound);
        assert_eq!(wished(&store, id).await, [], "nothing is kept of what is refused");
        take_by(&store, (id, session(&store, "A01", 0).await), By::Team, now()).await.unwrap();
        let seated = wish_at(&store, id, "A", &["A02"], now()).await;
        assert_eq!(refusal(seated), Refusal::SeatInSlot { code: "A01".to_owned() });
        cancel(&store, id).await.unwrap();
        let gone = wish_at(&store, id, "A", &["A02"], now()).await;
        assert_eq!(refusal(gone), Refusal::RegistrationCancelled);
    }

    async fn nobody_takes_a_seat_by_themselves_in_a_slot_on_wishes(store: Store) {
        open_conference(&store).await;
        let (id, seat) = (registered(&store, 1).await, session(&store, "A01", 0).await);
        switch(&store, "A", Some(until())).await;
        let given = Refusal::GivenByWishes { slot: "Créneau A".to_owned(), until: until() };
        assert_eq!(refusal(take(&store, id, seat).await), given);
        assert_eq!(refusal(join(&store, id, seat, now()).await), given);
        let late = take_by(&store, (id, seat), By::Themselves, until()).await;
        assert_eq!(refusal(late), Refusal::WishesClosed { until: until() });
        take(&store, id, session(&store, "B01", 0).await).await.unwrap();
        take(&store, id, session(&store, "K01", 0).await).await.unwrap();
        take_by(&store, (id, seat), By::Team, now()).await.unwrap();
        assert!(give_back(&store, id, seat).await.unwrap(), "a seat can still be given back");
        switch(&store, "A", None).await;
        take(&store, id, seat).await.unwrap();
        assert_sound(&store).await;
    }

    async fn publishing_gives_seats_lines_results_and_letters(store: Store) {
        open_conference(&store).await;
        switch(&store, "A", Some(until())).await;
        switch(&store, "B", Some(until())).await;
        let mut people = Vec::new();
        for n in 1..=4 {
            let id = registered(&store, n).await;
            // Two seats in A02, one in B02; two people want nothing else in B.
            wish(&store, id, "A", &["A02", "A01"]).await;
            wish(&store, id, "B", if n <= 2 { &["B02"] } else { &["B02", "B01"] }).await;
            people.push(id);
        }
        let (run, report) = run(&store, &["B", "A"], BTreeSet::new()).await;
        assert_eq!(report.slots[0].slot, "A", "in the order of the day");
        assert_eq!(report.slots[0].tally.by_rank, [2, 2, 0, 0, 0]);
        assert_eq!(report.slots[1].tally.by_rank, [1, 2, 0, 0, 0]);
        assert_eq!(report.slots[1].tally.nothing, 1);

        let done = publish(&store, run).await.unwrap();
        let expected = Published { seats: 7, lines: 5, people: 4, before: false };
        assert_eq!(done, expected);
        assert!(publish(&store, run).await.unwrap().before, "twice is once");
        assert_eq!(state(&store, run).await, RunState::Published);
        assert_sound(&store).await;
        let programme = store.programme().await.unwrap();
        assert_eq!(programme.wished, [], "people take seats again");
        for (slot, report) in ["A", "B"].into_iter().zip(&report.slots) {
            for outcome in &report.people {
                let kept = outcomes(&store, outcome.person).await;
                let kept = kept.into_iter().find(|kept| kept.slot == slot).unwrap();
                assert_eq!((kept.run, kept.given), (run, outcome.given));
                assert_eq!(kept.passed, outcome.passed);
            }
        }
        for id in people {
            let letters = mail(&store, id).await;
            let results: Vec<_> = letters.iter().filter(|l| l.kind == Letter::Results).collect();
            assert_eq!(results.len(), 1);
            assert_eq!(results[0].about, run.to_string());
            let held = held(&store, id).await;
            let waited = waits(&store, id).await;
            assert_eq!(held.contains(&"A02".to_owned()), waited.iter().all(|w| w.0 != "A02"));
            assert!(waited.iter().all(|(_, place, rank)| *place <= 3 && *rank == Some(1)));
        }
    }

    async fn a_seat_given_back_goes_to_whoever_wished_for_it_and_theirs_goes_on(store: Store) {
        open_conference(&store).await;
        switch(&store, "A", Some(until())).await;
        for n in 1..=3 {
            wish(&store, registered(&store, n).await, "A", &["A02", "A01"]).await;
        }
        let (run, report) = run(&store, &["A"], BTreeSet::new()).await;
        publish(&store, run).await.unwrap();
        let second = |rank: u8| {
            let of_rank = |o: &&domain::allocation::Outcome| o.given.unwrap().rank == rank;
            report.slots[0].people.iter().find(of_rank).unwrap().person
        };
        let (happy, waiting) = (second(1), second(2));
        assert_eq!(waits(&store, waiting).await, [("A02".to_owned(), 1, Some(1))]);
        give_back(&store, happy, session(&store, "A02", 0).await).await.unwrap();
        assert_eq!(held(&store, waiting).await, ["A02"]);
        assert_eq!(waits(&store, waiting).await, []);
        assert_eq!(taken(&store, session(&store, "A01", 0).await).await, 0);
        assert_sound(&store).await;
    }

    async fn whoever_waited_before_the_publication_stays_ahead(store: Store) {
        open_conference(&store).await;
        let small = session(&store, "B02", 0).await;
        let (holder, early) = (registered(&store, 1).await, registered(&store, 2).await);
        take(&store, holder, small).await.unwrap();
        join(&store, early, small, now()).await.unwrap();
        switch(&store, "B", Some(until())).await;
        let (first, second) = (registered(&store, 3).await, registered(&store, 4).await);
        wish(&store, first, "B", &["B01", "B02"]).await;
        wish(&store, second, "B", &["B02"]).await;
        let (run, _) = run(&store, &["B"], BTreeSet::new()).await;
        publish(&store, run).await.unwrap();
        assert_eq!(waits(&store, second).await, [("B02".to_owned(), 2, Some(1))]);
        assert_eq!(waits(&store, first).await, [], "a wish worse than what is given is no wait");
        let late = registered(&store, 5).await;
        join(&store, late, small, until().plus_seconds(61)).await.unwrap();
        assert_eq!(waits(&store, late).await, [("B02".to_owned(), 3, None)]);
        assert_eq!(waits(&store, early).await, [("B02".to_owned(), 1, None)]);
    }

    async fn nothing_is_published_before_the_end_nor_once_something_has_changed(store: Store) {
        open_conference(&store).await;
        switch(&store, "A", Some(until())).await;
        let id = registered(&store, 1).await;
        wish(&store, id, "A", &["A02"]).await;
        let (early, _) = run(&store, &["A"], BTreeSet::new()).await;
        let open = publish_at(&store, early, until().plus_seconds(-1)).await;
        let name = "Créneau A".to_owned();
        assert_eq!(refusal(open), Refusal::WishesStillOpen { slot: name, until: until() });

        wish(&store, registered(&store, 2).await, "A", &["A01"]).await;
        assert_eq!(refusal(publish(&store, early).await), Refusal::RunOutOfDate);
        let (second, _) = run(&store, &["A"], BTreeSet::new()).await;
        take_by(&store, (id, session(&store, "A01", 0).await), By::Team, now()).await.unwrap();
        assert_eq!(refusal(publish(&store, second).await), Refusal::RunOutOfDate);
        let (third, _) = run(&store, &["A"], BTreeSet::new()).await;
        let begun = publish_at(&store, third, at(11, 0)).await;
        assert_eq!(refusal(begun), Refusal::RunOutOfDate);
        assert_eq!(held(&store, id).await, ["A01"], "nothing was given");
        switch(&store, "A", None).await;
        assert_eq!(refusal(publish(&store, third).await), Refusal::RunOutOfDate);
        assert_eq!(refusal(publish(&store, Uuid::now_v7()).await), Refusal::NotFound);
        assert_sound(&store).await;
    }

    async fn a_session_left_out_of_a_run_is_called_off_when_it_is_published(store: Store) {
        open_conference(&store).await;
        let closed = session(&store, "A03", 0).await;
        let holder = registered(&store, 1).await;
        take(&store, holder, closed).await.unwrap();
        switch(&store, "A", Some(until())).await;
        let id = registered(&store, 2).await;
        wish(&store, id, "A", &["A03", "A01"]).await;
        let (run, _) = run(&store, &["A"], BTreeSet::from([closed])).await;
        publish(&store, run).await.unwrap();
        assert_eq!(held(&store, id).await, ["A01"]);
        assert_eq!((held(&store, holder).await, taken(&store, closed).await), (vec![], 0));
        assert!(store.programme().await.unwrap().session(closed).unwrap().cancelled);
        let last = mail(&store, holder).await.pop().unwrap();
        assert_eq!(last.kind, Letter::SessionCancelled);
        let [outcome] = &outcomes(&store, id).await[..] else { panic!() };
        assert!(matches!(outcome.passed[0].why, Why::Barred(_)));
        assert_sound(&store).await;
    }

    async fn people_who_cancelled_are_not_counted_and_all_is_forgotten_in_time(store: Store) {
        open_conference(&store).await;
        switch(&store, "A", Some(until())).await;
        let (gone, stays) = (registered(&store, 1).await, registered(&store, 2).await);
        wish(&store, gone, "A", &["A02"]).await;
        wish(&store, stays, "A", &["A02"]).await;
        cancel(&store, gone).await.unwrap();
        let mut conn = store.reader().await.unwrap();
        let answers = wishes::answers(&mut conn).await.unwrap();
        drop(conn);
        assert_eq!((answers[0].slot.as_str(), answers[0].people), ("A", 1));
        let (run, report) = run(&store, &["A"], BTreeSet::new()).await;
        assert_eq!(report.slots[0].people.len(), 1);
        publish(&store, run).await.unwrap();
        let after = plan().event.span.end().plus_seconds(91 * 86_400);
        store.write(async move |conn| retention::purge(conn, after).await).await.unwrap();
        let mut conn = store.reader().await.unwrap();
        assert_eq!(wishes::list(&mut conn, 10).await.unwrap(), []);
        assert_eq!(wishes::of_participant(&mut conn, stays).await.unwrap(), []);
    }

    async fn a_programme_does_not_lose_what_people_wish_for(store: Store) {
        open_conference(&store).await;
        switch(&store, "A", Some(until())).await;
        wish(&store, registered(&store, 1).await, "A", &["A03", "A01"]).await;
        let mut shorter = plan();
        shorter.activities.retain(|activity| activity.code != "A03");
        let lost = Refusal::WouldLoseWishes { code: "A03".to_owned(), people: 1 };
        assert_eq!(refusal(import(&store, shorter.clone()).await), lost);
        import(&store, plan()).await.unwrap();
        assert_eq!(store.programme().await.unwrap().wishes_until("A"), Some(until()), "kept");
        switch(&store, "A", None).await;
        import(&store, shorter).await.unwrap();
    }

    async fn one_run_is_at_work_at_a_time_and_a_silent_one_is_given_up(store: Store) {
        open_conference(&store).await;
        switch(&store, "A", Some(until())).await;
        let begin = async |at: Moment| {
            let mut conn = store.reader().await.unwrap();
            let slots = ["A".to_owned()];
            let problem = wishes::problem(&mut conn, &slots, BTreeSet::new(), 1, at).await.unwrap();
            drop(conn);
            let id = Uuid::now_v7();
            let at_work = store
                .write(async move |conn| wishes::begin(conn, id, "o@exemple.fr", &problem, at).await)
                .await
                .unwrap();
            (id, at_work)
        };
        let (first, at_work) = begin(now()).await;
        assert_eq!(at_work, first);
        assert_eq!(begin(now().plus_seconds(20)).await.1, first);
        let (second, at_work) = begin(now().plus_seconds(60)).await;
        assert_eq!(at_work, second);
        store
            .write(async move |conn| {
                wishes::advance(conn, second, 250, now().plus_seconds(70)).await?;
                wishes::fail(conn, first, now()).await
            })
            .await
            .unwrap();
        let mut conn = store.reader().await.unwrap();
        let [newest, oldest] = &wishes::list(&mut conn, 10).await.unwrap()[..] else { panic!() };
        assert_eq!((newest.id, newest.progress, newest.state), (second, 250, RunState::Running));
        assert_eq!((oldest.id, oldest.state), (first, RunState::Failed));
        assert!(!newest.is_interrupted(now().plus_seconds(90)));
        assert!(newest.is_interrupted(now().plus_seconds(110)));
        drop(conn);
        assert_eq!(refusal(publish(&store, second).await), Refusal::RunNotReady);
    }
}
