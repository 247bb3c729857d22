//! Badges: printed once, and again when their words have changed.

use store::Store;
use store::badges::{all, by_id, mark_printed};
use store::retention::purge;
use uuid::Uuid;

use crate::support::*;

async fn printed(store: &Store) -> Vec<(String, bool)> {
    let rows = all(&mut store.reader().await.unwrap()).await.unwrap();
    rows.into_iter().map(|row| (row.last_name, row.printed > 0)).collect()
}

async fn mark(store: &Store, id: Uuid) -> bool {
    store.write(async move |conn| mark_printed(conn, id, now()).await).await.unwrap()
}

on_both_engines! {
    async fn a_badge_is_new_until_it_is_printed_and_again_once_its_words_change(store: Store) {
        open_conference(&store).await;
        let ids = [registered(&store, 1).await, registered(&store, 2).await, registered(&store, 3).await];
        cancel(&store, ids[2]).await.unwrap();
        assert!(mark(&store, ids[0]).await);
        assert!(mark(&store, ids[0]).await, "once more changes nothing");
        assert!(!mark(&store, ids[2]).await, "who does not come has no badge");
        let (one, two) = ("Numéro 1".to_owned(), "Numéro 2".to_owned());
        assert_eq!(printed(&store).await, [(one.clone(), true), (two.clone(), false)]);

        let id = ids[0];
        let unit = store.write(async move |conn| {
            conn.exec("update participant set organisation = $2 where id = $1", (id, "CCAS")).await
        });
        unit.await.unwrap();
        assert_eq!(printed(&store).await, [(one, false), (two, false)]);
        let mut conn = store.reader().await.unwrap();
        assert_eq!(by_id(&mut conn, id).await.unwrap().unwrap().organisation, "CCAS");
        assert_eq!(by_id(&mut conn, ids[2]).await.unwrap(), None);
    }

    async fn what_was_printed_is_forgotten_with_the_person(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        mark(&store, id).await;
        let end = plan().event.span.end();
        let unit = store.write(async move |conn| purge(conn, end.plus_seconds(90 * 86_400)).await);
        assert_eq!(unit.await.unwrap().participants, 1);
        let mut conn = store.reader().await.unwrap();
        let (left,): (i64,) = conn.one("select count(*) from badge", ()).await.unwrap();
        assert_eq!(left, 0);
    }
}
