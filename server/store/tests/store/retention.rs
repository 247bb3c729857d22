//! Forgetting people on the dates they were told.

use domain::participant::{AccessNeed, AccessNeeds};

use store::retention::{Forgotten, purge};
use store::{Store, figures, participants};

use crate::support::*;

async fn purge_after(store: &Store, days: i64) -> Forgotten {
    let end = plan().event.span.end();
    store.write(async move |conn| purge(conn, end.plus_seconds(days * 86_400)).await).await.unwrap()
}

on_both_engines! {
    async fn needs_are_forgotten_after_a_week_and_people_after_ninety_days(store: Store) {
        open_conference(&store).await;
        let mut new = number(1);
        new.registration.needs =
            AccessNeeds { choices: vec![AccessNeed::Wheelchair], other: String::new() };
        register(&store, new.clone()).await.unwrap();
        let other = registered(&store, 2).await;
        take(&store, other, session(&store, "A01", 0).await).await.unwrap();
        join(&store, other, session(&store, "A02", 0).await).await.unwrap();

        assert_eq!(purge_after(&store, 6).await, Forgotten::default());
        assert_eq!(purge_after(&store, 7).await, Forgotten { needs: 1, participants: 0 });
        let mut conn = store.reader().await.unwrap();
        assert!(participants::needs(&mut conn, new.id).await.unwrap().is_empty());
        assert!(participants::by_id(&mut conn, new.id).await.unwrap().is_some());
        drop(conn);

        assert_eq!(purge_after(&store, 90).await, Forgotten { needs: 0, participants: 2 });
        assert_eq!(purge_after(&store, 90).await, Forgotten::default());
        let mut conn = store.reader().await.unwrap();
        assert_eq!(figures::people(&mut conn).await.unwrap(), figures::People::default());
        drop(conn);
        assert!(queue(&store, session(&store, "A02", 0).await).await.is_empty());
        assert_balanced(&store).await;
        assert_sound(&store).await;
    }
}
