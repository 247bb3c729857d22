//! The journal: added to, never changed.

use serde_json::json;
use store::journal::{Change, Filter};
use store::{Store, journal, retention};

use crate::support::*;

async fn add(store: &Store, subject: &'static str, seconds: i64) {
    store
        .write(async move |conn| {
            let at = now().plus_seconds(seconds);
            journal::write(conn, "admin@exemple.fr", "export.participants", subject, "csv", at)
                .await
        })
        .await
        .unwrap();
}

on_both_engines! {
    async fn lines_are_listed_newest_first(store: Store) {
        for (subject, seconds) in [("a", 1), ("b", 3), ("a", 2)] {
            add(&store, subject, seconds).await;
        }
        let mut conn = store.reader().await.unwrap();
        let subjects = |lines: Vec<journal::Line>| -> Vec<String> {
            lines.into_iter().map(|line| line.subject).collect()
        };
        assert_eq!(subjects(journal::list(&mut conn, 0, 2).await.unwrap()), ["b", "a"]);
        assert_eq!(subjects(journal::list(&mut conn, 2, 2).await.unwrap()), ["a"]);
        let of_a = journal::of(&mut conn, "a").await.unwrap();
        let times: Vec<_> = of_a.iter().map(|line| line.at).collect();
        assert_eq!(times, [now().plus_seconds(2).micros(), now().plus_seconds(1).micros()]);
        assert_eq!((of_a[0].actor.as_str(), of_a[0].detail.as_str()), ("admin@exemple.fr", "csv"));
    }

    async fn a_line_is_never_changed_nor_deleted(store: Store) {
        add(&store, "a", 1).await;
        for sql in [
            "update journal set actor = 'quelqu’un d’autre'",
            "delete from journal",
            "delete from journal where subject = 'a'",
        ] {
            let error = store.write(async move |conn| conn.exec(sql, ()).await).await.unwrap_err();
            assert!(error.to_string().contains("journal_append_only"), "{sql}: {error}");
        }
        let lines = journal::list(&mut store.reader().await.unwrap(), 0, 10).await.unwrap();
        assert_eq!(lines.len(), 1);
    }

    async fn what_an_act_changed_is_kept_from_which_value_to_which(store: Store) {
        open_conference(&store).await;
        registered(&store, 1).await;
        let change = Change { before: json!({"places": 24}), after: json!({"places": 30}) };
        store
            .write(async move |conn| {
                let line = ("admin@exemple.fr", "session.capacity", "A01", "");
                journal::write_change(conn, line, &change, now()).await
            })
            .await
            .unwrap();
        add(&store, "a", 1).await;
        let lines = journal::list(&mut store.reader().await.unwrap(), 0, 10).await.unwrap();
        let values: Vec<_> = lines
            .iter()
            .map(|line| (line.old_value.as_deref(), line.new_value.as_deref()))
            .collect();
        assert_eq!(values, [(None, None), (Some("{\"places\":24}"), Some("{\"places\":30}"))]);
        for sql in ["update journal_value set new_value = '{}'", "delete from journal_value"] {
            let error = store.write(async move |conn| conn.exec(sql, ()).await).await.unwrap_err();
            assert!(error.to_string().contains("journal_append_only"), "{sql}: {error}");
        }
    }

    async fn values_are_forgotten_with_the_people_and_lines_are_not(store: Store) {
        open_conference(&store).await;
        registered(&store, 1).await;
        let change = Change { before: json!({"nom": "Avant"}), after: json!({"nom": "Après"}) };
        store
            .write(async move |conn| {
                let line = ("admin@exemple.fr", "participant.edit", "x", "");
                journal::write_change(conn, line, &change, now()).await
            })
            .await
            .unwrap();
        let later = plan().event.span.end().plus_seconds(90 * 86_400);
        store.write(async move |conn| retention::purge(conn, later).await).await.unwrap();
        let lines = journal::list(&mut store.reader().await.unwrap(), 0, 10).await.unwrap();
        assert_eq!(lines.len(), 1);
        assert_eq!((&lines[0].old_value, &lines[0].new_value), (&None, &None));
    }

    async fn the_journal_is_searched_by_every_part_of_its_lines(store: Store) {
        for (subject, seconds) in [("A01", 1), ("B02", 2), ("100%", 3)] {
            add(&store, subject, seconds).await;
        }
        let change = Change { before: json!({"places": "Petite"}), after: json!({"places": "Grande"}) };
        store
            .write(async move |conn| {
                let line = ("autre@exemple.fr", "session.capacity", "C03", "");
                journal::write_change(conn, line, &change, now().plus_seconds(4)).await
            })
            .await
            .unwrap();
        let found = async |filter: Filter| -> Vec<String> {
            let mut conn = store.reader().await.unwrap();
            let lines = journal::search(&mut conn, &filter, 0, 10).await.unwrap();
            let total = journal::matches(&mut conn, &filter).await.unwrap();
            assert_eq!(usize::try_from(total).unwrap(), lines.len());
            lines.into_iter().map(|line| line.subject).collect()
        };
        let text = |text: &str| Filter { text: text.to_owned(), ..Filter::default() };
        assert_eq!(found(Filter::default()).await, ["C03", "100%", "B02", "A01"]);
        assert_eq!(found(text("a01")).await, ["A01"]);
        assert_eq!(found(text("0%")).await, ["100%"]);
        assert_eq!(found(text("grande")).await, ["C03"]);
        assert_eq!(found(text("AUTRE@")).await, ["C03"]);
        let actor = Filter { actor: "admin@exemple.fr".to_owned(), ..Filter::default() };
        assert_eq!(found(actor).await, ["100%", "B02", "A01"]);
        let action = Filter { action: "session.capacity".to_owned(), ..Filter::default() };
        assert_eq!(found(action).await, ["C03"]);
        let (from, until) = (Some(now().plus_seconds(2)), Some(now().plus_seconds(4)));
        assert_eq!(found(Filter { from, until, ..Filter::default() }).await, ["100%", "B02"]);
        let someone = uuid::Uuid::now_v7();
        store
            .write(async move |conn| {
                let (subject, at) = (someone.to_string(), now().plus_seconds(9));
                journal::write(conn, "x", "participant.cancel", &subject, "", at).await
            })
            .await
            .unwrap();
        let people = Filter { people: vec![someone], ..text("nom de cette personne") };
        assert_eq!(found(people).await, [someone.to_string()]);
        let mut conn = store.reader().await.unwrap();
        let actors = journal::actors(&mut conn).await.unwrap();
        assert_eq!(actors, ["admin@exemple.fr", "autre@exemple.fr", "x"]);
        assert_eq!(journal::actions(&mut conn).await.unwrap().len(), 3);
    }

    async fn a_connection_for_reading_does_not_write_the_file(store: Store) {
        let mut conn = store.reader().await.unwrap();
        let wrote = journal::write(&mut conn, "test", "test", "", "", now()).await;
        // PostgreSQL shares one pool between readers and writers.
        assert_eq!(wrote.is_ok(), matches!(conn, store::Conn::Postgres(_)));
    }
}

#[test]
fn the_journal_cannot_be_emptied_at_one_stroke() {
    crate::support::on(crate::support::Engine::Postgres, async |store| {
        add(&store, "a", 1).await;
        let error = store
            .write(async |conn| conn.exec("truncate journal cascade", ()).await)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("journal_append_only"), "{error}");
    });
}
