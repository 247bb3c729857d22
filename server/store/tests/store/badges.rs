//! Badges: printed once, and again when their words have changed.

use store::Store;
use store::badges::{self, Fresh, Standing, all, by_id, mark_printed};
use store::retention::purge;
use uuid::Uuid;

use crate::support::*;

async fn standings(store: &Store) -> Vec<(String, Standing)> {
    let rows = all(&mut store.reader().await.unwrap()).await.unwrap();
    rows.into_iter().map(|row| (row.last_name.clone(), row.standing())).collect()
}

async fn fresh(store: &Store) -> Fresh {
    badges::fresh(&mut store.reader().await.unwrap()).await.unwrap()
}

async fn mark(store: &Store, id: Uuid, words: &'static str) -> bool {
    store.write(async move |conn| mark_printed(conn, id, words, now()).await).await.unwrap()
}

on_both_engines! {
    async fn a_badge_is_new_until_it_is_printed_and_outdated_once_its_words_change(store: Store) {
        open_conference(&store).await;
        let ids = [registered(&store, 1).await, registered(&store, 2).await, registered(&store, 3).await];
        cancel(&store, ids[2]).await.unwrap();
        assert_eq!(fresh(&store).await, Fresh { new: 2, outdated: 0 });
        let words = "Personne/Numéro 1/";
        assert!(mark(&store, ids[0], words).await);
        assert!(mark(&store, ids[0], words).await, "once more changes nothing");
        assert!(!mark(&store, ids[2], "Personne/Numéro 3/").await, "who does not come has no badge");
        let (one, two) = ("Numéro 1".to_owned(), "Numéro 2".to_owned());
        assert_eq!(
            standings(&store).await,
            [(one.clone(), Standing::Printed), (two.clone(), Standing::New)]
        );
        assert_eq!(fresh(&store).await, Fresh { new: 1, outdated: 0 });

        let id = ids[0];
        let unit = store.write(async move |conn| {
            conn.exec("update participant set organisation = $2 where id = $1", (id, "CCAS")).await
        });
        unit.await.unwrap();
        assert_eq!(
            standings(&store).await,
            [(one, Standing::Outdated), (two, Standing::New)]
        );
        assert_eq!(fresh(&store).await, Fresh { new: 1, outdated: 1 });
        let row = by_id(&mut store.reader().await.unwrap(), id).await.unwrap().unwrap();
        assert_eq!((row.words().as_str(), row.printed.as_deref()), ("Personne/Numéro 1/CCAS", Some(words)));
        assert!(mark(&store, id, "Personne/Numéro 1/CCAS").await);
        assert_eq!(fresh(&store).await, Fresh { new: 1, outdated: 0 });
        assert_eq!(by_id(&mut store.reader().await.unwrap(), ids[2]).await.unwrap(), None);
    }

    async fn a_badge_whose_printed_words_nobody_knows_is_printed_again(store: Store) {
        open_conference(&store).await;
        assert!(mark(&store, registered(&store, 1).await, "").await);
        assert_eq!(fresh(&store).await, Fresh { new: 0, outdated: 1 });
    }

    async fn what_was_printed_is_forgotten_with_the_person(store: Store) {
        open_conference(&store).await;
        let id = registered(&store, 1).await;
        mark(&store, id, "Personne/Numéro 1/").await;
        let end = plan().event.span.end();
        let unit = store.write(async move |conn| purge(conn, end.plus_seconds(90 * 86_400)).await);
        assert_eq!(unit.await.unwrap().participants, 1);
        let mut conn = store.reader().await.unwrap();
        let (left,): (i64,) = conn.one("select count(*) from badge", ()).await.unwrap();
        assert_eq!(left, 0);
    }
}
