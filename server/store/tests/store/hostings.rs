//! Which sessions a host leads.

use domain::role::Role;
use store::{Store, hostings};
use uuid::Uuid;

use crate::support::*;

async fn bind(store: &Store, account: Uuid, sessions: Vec<Uuid>) {
    store.write(async move |conn| hostings::set(conn, account, &sessions).await).await.unwrap();
}

async fn led(store: &Store, account: Uuid) -> Vec<Uuid> {
    hostings::sessions_of(&mut store.reader().await.unwrap(), account).await.unwrap()
}

on_both_engines! {
    async fn a_host_leads_the_sessions_bound_to_them_and_no_others(store: Store) {
        open_conference(&store).await;
        let host = member(&store, "anime@exemple.fr", Role::Host).await;
        let other = member(&store, "autre@exemple.fr", Role::Host).await;
        let [a, b] = [session(&store, "A01", 0).await, session(&store, "B01", 0).await];
        assert!(led(&store, host).await.is_empty());
        bind(&store, host, vec![b, a, a]).await;
        bind(&store, other, vec![b]).await;
        assert_eq!(led(&store, host).await, [a, b]);
        bind(&store, host, vec![a]).await;
        assert_eq!(led(&store, host).await, [a]);
        let mut conn = store.reader().await.unwrap();
        assert!(hostings::leads(&mut conn, host, a).await.unwrap());
        assert!(!hostings::leads(&mut conn, host, b).await.unwrap());
        assert!(!hostings::leads(&mut conn, other, a).await.unwrap());
        assert_eq!(hostings::all(&mut conn).await.unwrap(), [(host, a), (other, b)]);
    }

    async fn a_session_that_does_not_exist_is_bound_to_nobody(store: Store) {
        open_conference(&store).await;
        let host = member(&store, "anime@exemple.fr", Role::Host).await;
        let bound = store
            .write(async move |conn| hostings::set(conn, host, &[Uuid::now_v7()]).await)
            .await;
        assert!(bound.is_err());
        assert!(led(&store, host).await.is_empty());
    }
}
