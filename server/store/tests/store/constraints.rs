//! What the database itself refuses, whatever the code above it does.

use store::Store;

use crate::support::*;

/// Runs a statement that must break a constraint: PostgreSQL names it, SQLite names a check or the
/// columns of a unique index.
async fn breaks(store: &Store, sql: &'static str, named: [&str; 2]) {
    let answer = store.write(async move |conn| conn.exec(sql, ()).await).await;
    let told = answer.expect_err(sql).to_string();
    assert!(named.iter().any(|name| told.contains(name)), "{sql}: {told}");
}

on_both_engines! {
    async fn no_session_is_oversold(store: Store) {
        open_conference(&store).await;
        let name = ["session_not_oversold"; 2];
        breaks(&store, "update session set taken = capacity + 1", name).await;
        breaks(&store, "update session set taken = -1", name).await;
        let id = registered(&store, 1).await;
        take(&store, id, session(&store, "A01", 0).await).await.unwrap();
        breaks(&store, "update session set capacity = 0 where taken > 0", name).await;
    }

    async fn the_conference_is_not_oversold_and_is_one(store: Store) {
        open_conference(&store).await;
        breaks(&store, "update event set taken = capacity + 1", ["event_not_oversold"; 2]).await;
        breaks(&store, "update event set taken = -1", ["event_not_oversold"; 2]).await;
        breaks(&store, "update event set id = 2", ["event_only_one"; 2]).await;
        breaks(&store, "insert into heartbeat (id, at) values (2, 0)", ["heartbeat_only_one"; 2]).await;
    }

    async fn nobody_holds_two_workshops_of_a_slot(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        take(&store, id, session(&store, "A01", 0).await).await.unwrap();
        breaks(
            &store,
            "insert into signup (participant_id, session_id, slot, created_at) \
             select p.id, s.id, s.slot, 0 from participant p, session s \
             join activity a on a.id = s.activity_id where a.code = 'A02'",
            ["signup_one_per_slot", "signup.participant_id, signup.slot"],
        ).await;
        take(&store, id, session(&store, "K01", 0).await).await.unwrap();
        take(&store, id, session(&store, "K02", 1).await).await.expect_err("the same time");
    }

    async fn an_address_has_one_living_registration(store: Store) {
        open_conference(&store).await;
        let first = registered(&store, 1).await;
        registered(&store, 2).await;
        let same = "update participant set email_key = 'personne1@exemple.fr'";
        breaks(&store, same, ["participant_one_per_email", "participant.email_key"]).await;
        cancel(&store, first).await.unwrap();
        assert_eq!(store.write(async move |conn| conn.exec(same, ()).await).await.unwrap(), 2);
    }

    async fn words_the_code_does_not_know_are_refused(store: Store) {
        open_conference(&store).await;
        registered(&store, 1).await;
        member(&store, "admin@exemple.fr", domain::role::Role::Admin).await;
        for (sql, name) in [
            ("update participant set standing = 'parti'", "participant_standing_known"),
            ("update account set role = 'root'", "account_role_known"),
            ("update letter set state = 'perdue'", "letter_state_known"),
            ("update activity set kind = 'autre'", "activity_kind_known"),
        ] {
            breaks(&store, sql, [name; 2]).await;
        }
    }

    async fn what_is_held_cannot_be_deleted(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        take(&store, id, session(&store, "A01", 0).await).await.unwrap();
        for sql in ["delete from session", "delete from participant", "delete from theme"] {
            breaks(&store, sql, ["violates foreign key", "FOREIGN KEY"]).await;
        }
    }
}
