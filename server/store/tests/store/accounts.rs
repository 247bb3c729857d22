//! The team: one-time links, passwords, sessions.

use domain::Refusal;
use domain::participant::Email;
use domain::role::Role;
use domain::time::Moment;
use store::{Error, Store, accounts};
use uuid::Uuid;

use crate::support::*;

async fn link(store: &Store, account: Uuid, token: u8, expires: Moment) {
    store
        .write(async move |conn| accounts::add_link(conn, account, vec![token; 32], expires).await)
        .await
        .unwrap();
}

async fn set_password(store: &Store, token: u8, hash: &str, at: Moment) -> Result<Uuid, Error> {
    let hash = hash.to_owned();
    store
        .write(async move |conn| accounts::set_password(conn, vec![token; 32], hash, at).await)
        .await
}

async fn sign_in(store: &Store, account: Uuid, token: u8, expires: Moment) {
    store
        .write(async move |conn| {
            accounts::begin_session(conn, account, vec![token; 32], now(), expires).await
        })
        .await
        .unwrap();
}

async fn signed_in(store: &Store, token: u8, at: Moment) -> Option<Uuid> {
    let mut conn = store.reader().await.unwrap();
    let account = accounts::by_session(&mut conn, vec![token; 32], at).await.unwrap();
    account.map(|account| account.id)
}

on_both_engines! {
    async fn a_one_time_link_serves_once(store: Store) {
        let id = member(&store, "Admin@Exemple.fr", Role::Admin).await;
        let tomorrow = now().plus_seconds(86_400);
        link(&store, id, 1, tomorrow).await;
        link(&store, id, 2, tomorrow).await;
        let has_admin = async || {
            accounts::has_admin(&mut store.reader().await.unwrap()).await.unwrap()
        };
        assert!(!has_admin().await);
        let owner = {
            let mut conn = store.reader().await.unwrap();
            accounts::by_one_time_link(&mut conn, vec![1; 32], now()).await.unwrap()
        };
        assert_eq!(owner.map(|account| account.id), Some(id));
        assert_eq!(set_password(&store, 1, "premier", now()).await.unwrap(), id);
        assert!(has_admin().await);
        for token in [1, 2, 3] {
            let again = set_password(&store, token, "autre", now()).await;
            assert_eq!(refusal(again), Refusal::LinkExpired, "link {token}");
            let mut conn = store.reader().await.unwrap();
            let owner = accounts::by_one_time_link(&mut conn, vec![token; 32], now()).await.unwrap();
            assert_eq!(owner, None);
        }
        let email = Email::parse("ADMIN@exemple.fr").unwrap();
        let mut conn = store.reader().await.unwrap();
        let account = accounts::by_email(&mut conn, &email).await.unwrap().unwrap();
        assert_eq!(account.password_hash.as_deref(), Some("premier"));
    }

    async fn a_one_time_link_expires(store: Store) {
        let id = member(&store, "admin@exemple.fr", Role::Admin).await;
        let tomorrow = now().plus_seconds(86_400);
        link(&store, id, 1, tomorrow).await;
        assert_eq!(refusal(set_password(&store, 1, "tard", tomorrow).await), Refusal::LinkExpired);
        set_password(&store, 1, "à temps", tomorrow.plus_seconds(-1)).await.unwrap();
    }

    async fn two_people_with_one_link_set_one_password(store: Store) {
        let id = member(&store, "admin@exemple.fr", Role::Admin).await;
        for token in 1..=10 {
            link(&store, id, token, at(0, 0)).await;
            let (one, other) = tokio::join!(
                set_password(&store, token, "un", now()),
                set_password(&store, token, "autre", now()),
            );
            assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
        }
    }

    async fn a_session_goes_on_until_it_expires_or_is_ended(store: Store) {
        let id = member(&store, "accueil@exemple.fr", Role::Door).await;
        let end = now().plus_seconds(3600);
        sign_in(&store, id, 1, end).await;
        sign_in(&store, id, 2, end).await;
        assert_eq!(signed_in(&store, 1, end.plus_seconds(-1)).await, Some(id));
        assert_eq!(signed_in(&store, 1, end).await, None);
        assert_eq!(signed_in(&store, 9, now()).await, None);
        store.write(async |conn| accounts::end_session(conn, vec![1; 32]).await).await.unwrap();
        assert_eq!(signed_in(&store, 1, now()).await, None);
        assert_eq!(signed_in(&store, 2, now()).await, Some(id));
    }

    async fn a_new_password_ends_every_session_of_the_account(store: Store) {
        let id = member(&store, "accueil@exemple.fr", Role::Door).await;
        let other = member(&store, "autre@exemple.fr", Role::Door).await;
        for (account, token) in [(id, 1), (id, 2), (other, 3)] {
            sign_in(&store, account, token, at(0, 0)).await;
        }
        link(&store, id, 1, at(0, 0)).await;
        set_password(&store, 1, "nouveau", now()).await.unwrap();
        assert_eq!(signed_in(&store, 1, now()).await, None);
        assert_eq!(signed_in(&store, 2, now()).await, None);
        assert_eq!(signed_in(&store, 3, now()).await, Some(other));
    }

    async fn another_role_ends_every_session_and_the_same_role_none(store: Store) {
        let id = member(&store, "accueil@exemple.fr", Role::Organiser).await;
        sign_in(&store, id, 1, at(0, 0)).await;
        assert_eq!(member(&store, "ACCUEIL@exemple.fr", Role::Organiser).await, id);
        assert_eq!(signed_in(&store, 1, now()).await, Some(id));
        assert_eq!(member(&store, "accueil@exemple.fr", Role::Door).await, id);
        assert_eq!(signed_in(&store, 1, now()).await, None);
        member(&store, "admin@exemple.fr", Role::Admin).await;
        let team = accounts::all(&mut store.reader().await.unwrap()).await.unwrap();
        let roles: Vec<_> = team.iter().map(|member| (member.email.as_str(), member.role)).collect();
        assert_eq!(roles, [("accueil@exemple.fr", Role::Door), ("admin@exemple.fr", Role::Admin)]);
    }
}
