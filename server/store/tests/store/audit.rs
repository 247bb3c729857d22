//! The audit names each invariant that somebody breaks by hand, and no other one.

use store::audit::{Finding, audit};
use store::{Conn, Error, Store};

use crate::support::*;
use crate::wishes::published;

/// A day like any other: seats, lines, a promotion, a conference that is full, a letter sent.
async fn busy_day(store: &Store) {
    let mut narrow = plan_for(6);
    activity(&mut narrow, "A01").sessions[0].capacity = 3;
    import(store, narrow).await.unwrap();
    let [a01, a02, b01] = [
        session(store, "A01", 0).await,
        session(store, "A02", 0).await,
        session(store, "B01", 0).await,
    ];
    let mut people = Vec::new();
    for n in 1..=6 {
        people.push(registered(store, n).await);
    }
    waiting(store, 7).await;
    for id in &people[..2] {
        take(store, *id, a02).await.unwrap();
        take(store, *id, b01).await.unwrap();
    }
    take(store, people[2], a01).await.unwrap();
    for id in &people[2..5] {
        join(store, *id, a02).await.unwrap();
    }
    give_back(store, people[0], a02).await.unwrap();
    take(store, people[4], session(store, "K01", 0).await).await.unwrap();
    assert_eq!(queue(store, a02).await, [people[2], people[4]]);
    assert_sound(store).await;
}

/// Lets the next statements break what the tables themselves refuse.
async fn defenceless(conn: &mut Conn) -> Result<(), Error> {
    if matches!(conn, Conn::Sqlite(_)) {
        conn.exec("pragma ignore_check_constraints = on", ()).await?;
        conn.exec("drop trigger journal_not_changed", ()).await?;
        conn.exec("drop trigger journal_not_deleted", ()).await?;
        return Ok(());
    }
    conn.exec("alter table session drop constraint session_not_oversold", ()).await?;
    conn.exec("alter table event drop constraint event_not_oversold", ()).await?;
    conn.exec("alter table signup drop constraint signup_one_per_slot", ()).await?;
    conn.exec("drop trigger journal_not_changed on journal", ()).await?;
    Ok(())
}

/// What the audit finds after these statements, which are then undone.
async fn broken(store: &Store, statements: Vec<&'static str>) -> Vec<Finding> {
    let (told, found) = tokio::sync::oneshot::channel();
    let undone: Result<(), Error> = store
        .write(async move |conn| {
            defenceless(conn).await?;
            for sql in &statements {
                assert!(conn.exec(sql, ()).await? > 0, "{sql} changes nothing");
            }
            let mut findings = audit(conn, now()).await?;
            findings.retain(|finding| !finding.broken_by.is_empty());
            if matches!(conn, Conn::Sqlite(_)) {
                conn.exec("pragma ignore_check_constraints = off", ()).await?;
            }
            told.send(findings).unwrap();
            Err(Error::Busy)
        })
        .await;
    assert!(matches!(undone, Err(Error::Busy)), "{undone:?}");
    found.await.unwrap()
}

/// Expects these invariants broken, each named by its first words, and no other.
async fn names(store: &Store, statements: &[&'static str], expected: &[&str]) {
    let found = broken(store, statements.to_vec()).await;
    let sentences: Vec<_> = found.iter().map(|finding| finding.invariant).collect();
    assert_eq!(sentences.len(), expected.len(), "{statements:?}: {found:?}");
    for (sentence, words) in sentences.iter().zip(expected) {
        assert!(sentence.starts_with(words), "{statements:?}: {found:?}");
    }
    assert_sound(store).await;
}

const SEATS: &str = "Chaque séance compte autant";
on_both_engines! {
    async fn seats_and_places_are_counted(store: Store) {
        busy_day(&store).await;
        names(&store, &["update session set taken = taken + 1 where taken = 0"], &[SEATS]).await;
        let found = broken(&store, vec!["delete from signup where origin = 'promoted'"]).await;
        assert_eq!(found[0].broken_by, ["A02 : 2 places comptées, 1 inscriptions"]);
        names(
            &store,
            &["update event set taken = taken - 1, capacity = capacity - 1"],
            &["La conférence compte autant"],
        ).await;
        names(
            &store,
            &["update session set capacity = 1 where taken = 2 and slot = 'A'"],
            &["Aucune séance n’a plus de places prises"],
        ).await;
        names(
            &store,
            &["update event set capacity = 5"],
            &["La conférence n’a pas plus"],
        ).await;
    }

    async fn only_registered_people_hold_and_wait(store: Store) {
        busy_day(&store).await;
        let everybody_waits = "insert into waitlist_entry (participant_id, session_id, slot, swap, \
            order_key, joined_at) select p.id, s.id, s.slot, 1 = 0, 1, 1 from participant p, session s \
            join activity a on a.id = s.activity_id where a.code = 'A02' and p.standing = 'waiting'";
        names(&store, &[everybody_waits], &["Seules les personnes inscrites attendent"]).await;
        names(
            &store,
            &[
                "insert into signup (participant_id, session_id, slot, created_at) \
                 select p.id, s.id, s.slot, 0 from participant p, session s \
                 join activity a on a.id = s.activity_id \
                 where a.code = 'A01' and p.standing = 'waiting'",
                "update session set taken = taken + 1 where slot = 'A' and taken = 1",
            ],
            &["Seules les personnes inscrites ont"],
        ).await;
        let into_held = "insert into waitlist_entry (participant_id, session_id, slot, swap, \
            order_key, joined_at) select participant_id, session_id, slot, 1 = 0, 1, 1 from signup";
        names(&store, &[into_held], &["Personne n’attend une séance où"]).await;
    }

    async fn cancelled_sessions_are_empty(store: Store) {
        busy_day(&store).await;
        names(
            &store,
            &["update session set cancelled_at = 1 where slot = 'B' and taken > 0"],
            &["Personne n’a de place dans une séance annulée"],
        ).await;
        names(
            &store,
            &["update session set cancelled_at = 1 where slot = 'A' and taken = 2"],
            &["Personne n’a de place dans une séance annulée", "Personne n’attend une séance annulée"],
        ).await;
    }

    async fn nobody_is_in_two_places(store: Store) {
        busy_day(&store).await;
        names(
            &store,
            &["update session set slot = 'A' where slot = 'B' and taken > 0"],
            &["Chaque inscription porte", "Personne n’a deux ateliers"],
        ).await;
        names(
            &store,
            &["update session set starts_at = (select min(starts_at) from session), \
               ends_at = (select min(ends_at) from session where slot = 'A') \
               where slot = 'B' and taken > 0"],
            &["Personne n’est attendu à deux endroits"],
        ).await;
        names(
            &store,
            &["update event set walk_minutes = 200"],
            &["Personne n’est attendu à deux endroits"],
        ).await;
        names(
            &store,
            &[
                "insert into signup (participant_id, session_id, slot, created_at) \
                 select u.participant_id, t.id, t.slot, 0 from signup u \
                 join session s on s.id = u.session_id \
                 join session t on t.activity_id = s.activity_id and t.position = 2 \
                 where s.slot is null",
                "update session set taken = 1 where slot is null and position = 2",
            ],
            &["Personne ne visite deux fois"],
        ).await;
    }

    async fn lines_move_when_they_can(store: Store) {
        busy_day(&store).await;
        names(
            &store,
            &["update session set capacity = capacity + 1 where slot = 'A' and taken = 2"],
            &["Personne de libre n’attend"],
        ).await;
        names(
            &store,
            &[
                "update waitlist_entry set slot = null",
            ],
            &["Chaque attente porte"],
        ).await;
        names(
            &store,
            &["update event set capacity = capacity + 1"],
            &["Personne n’attend la conférence"],
        ).await;
        names(
            &store,
            &["update participant set waiting_since = null where standing = 'waiting'"],
            &["Chaque personne en attente de la conférence"],
        ).await;
    }

    async fn letters_and_what_they_tell_go_together(store: Store) {
        busy_day(&store).await;
        names(
            &store,
            &["delete from letter where kind = 'seat_freed'"],
            &["Chaque place obtenue après une attente"],
        ).await;
        names(
            &store,
            &["delete from journal where action = 'waitlist.promote'"],
            &["Chaque lettre de place libérée"],
        ).await;
        names(
            &store,
            &["update letter set about = 'A02' where kind = 'seat_freed'"],
            &["Chaque lettre de place libérée"],
        ).await;
        names(
            &store,
            &["delete from letter where kind = 'waiting'"],
            &["Chaque personne inscrite ou en attente"],
        ).await;
        names(
            &store,
            &["update letter set state = 'sent' where kind = 'waiting'"],
            &["Chaque lettre envoyée"],
        ).await;
        names(
            &store,
            &["update letter set leased_until = 1 where kind = 'waiting'"],
            &["Aucune lettre n’est retenue"],
        ).await;
    }

    async fn wishes_and_what_came_of_them_go_together(store: Store) {
        busy_day(&store).await;
        published(&store).await;
        let everybody = "insert into wish (participant_id, slot, session_id, wish_rank, \
            submitted_at) select p.id, s.slot, s.id, 1, 1 from participant p, session s \
            join activity a on a.id = s.activity_id where a.code = 'B01' and p.standing = 'waiting'";
        names(&store, &[everybody], &["Seules les personnes inscrites ont des vœux"]).await;
        names(
            &store,
            &["update wish_result set session_id = null"],
            &["Chaque place attribuée selon les vœux"],
        ).await;
        names(
            &store,
            &["update allocation_run set state = 'draft'"],
            &["Chaque résultat de vœux vient"],
        ).await;
        names(
            &store,
            &["delete from letter where kind = 'results'"],
            &["Chaque résultat de vœux a sa lettre"],
        ).await;
    }

    async fn presence_comes_from_accepted_scans(store: Store) {
        busy_day(&store).await;
        member(&store, "accueil@exemple.fr", domain::role::Role::Door).await;
        let scanned = "insert into scan (id, participant_id, account_id, scanned_at, corrected_at, \
            received_at, verdict) select p.id, p.id, a.id, 1, 1, 1, 'accepted' from participant p, account a \
            where p.standing = 'registered'";
        let present = "insert into presence (participant_id, door, scan_id) \
            select participant_id, 'main', id from scan";
        names(&store, &[scanned, present], &[]).await;
        let refused = "update scan set verdict = 'refused'";
        names(&store, &[scanned, present, refused], &["Chaque présence vient"]).await;
        let undone = "insert into scan (id, deed, participant_id, account_id, scanned_at, \
            corrected_at, received_at, verdict, refers_to) \
            select a.id, 'undo', s.participant_id, a.id, 2, 2, 2, 'undone', s.id \
            from scan s, account a limit 1";
        names(&store, &[scanned, present, undone], &["Chaque présence vient"]).await;
        let elsewhere = "update presence set door = 'ailleurs'";
        let both = ["Chaque présence vient", "Chaque personne accueillie est présente"];
        names(&store, &[scanned, present, elsewhere], &both).await;
        names(&store, &[scanned], &["Chaque personne accueillie est présente"]).await;
        let of_another = "update scan set participant_id = null";
        names(&store, &[scanned, present, of_another], &["Chaque présence vient"]).await;
    }
}
