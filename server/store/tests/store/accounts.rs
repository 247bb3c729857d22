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

/// An admin who has set a password.
async fn ready_admin(store: &Store, email: &str, token: u8) -> Uuid {
    let id = member(store, email, Role::Admin).await;
    link(store, id, token, at(0, 0)).await;
    set_password(store, token, "un mot de passe", now()).await.unwrap();
    id
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

    async fn the_last_admin_keeps_their_role_and_their_account(store: Store) {
        let first = ready_admin(&store, "un@exemple.fr", 1).await;
        let leave = async |id: Uuid| {
            store.write(async move |conn| accounts::set_role(conn, id, Role::Door).await).await
        };
        let close = async |id: Uuid| {
            store.write(async move |conn| accounts::close(conn, id, now()).await).await
        };
        assert_eq!(refusal(leave(first).await), Refusal::LastAdmin);
        assert_eq!(refusal(close(first).await), Refusal::LastAdmin);
        let invited = member(&store, "deux@exemple.fr", Role::Admin).await;
        assert_eq!(refusal(leave(first).await), Refusal::LastAdmin);
        assert_eq!(leave(invited).await.unwrap(), Role::Admin);
        let second = ready_admin(&store, "trois@exemple.fr", 2).await;
        assert!(close(second).await.unwrap());
        assert!(!close(second).await.unwrap());
        assert_eq!(refusal(leave(first).await), Refusal::LastAdmin);
    }

    async fn two_admins_do_not_leave_at_once(store: Store) {
        for round in 0..5_u8 {
            let one = ready_admin(&store, "un@exemple.fr", 10 + round).await;
            let other = ready_admin(&store, "deux@exemple.fr", 30 + round).await;
            let leave = async |id: Uuid| {
                store.write(async move |conn| accounts::set_role(conn, id, Role::Door).await).await
            };
            let (first, second) = tokio::join!(leave(one), leave(other));
            assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
        }
    }

    async fn a_closed_account_signs_in_nowhere_and_is_opened_by_adding_it_again(store: Store) {
        let id = member(&store, "accueil@exemple.fr", Role::Door).await;
        sign_in(&store, id, 1, at(0, 0)).await;
        link(&store, id, 2, at(0, 0)).await;
        store.write(async move |conn| accounts::close(conn, id, now()).await).await.unwrap();
        assert_eq!(signed_in(&store, 1, now()).await, None);
        let late = set_password(&store, 2, "tard", now()).await;
        assert_eq!(refusal(late), Refusal::LinkExpired);
        let email = Email::parse("accueil@exemple.fr").unwrap();
        let found = accounts::by_email(&mut store.reader().await.unwrap(), &email).await.unwrap();
        assert_eq!(found, None);
        assert_eq!(member(&store, "ACCUEIL@exemple.fr", Role::Host).await, id);
        let mut conn = store.reader().await.unwrap();
        let account = accounts::by_id(&mut conn, id).await.unwrap().unwrap();
        assert_eq!((account.role, account.closed_at), (Role::Host, None));
    }

    async fn a_second_factor_ends_sessions_and_its_codes_serve_once(store: Store) {
        let id = member(&store, "admin@exemple.fr", Role::Admin).await;
        sign_in(&store, id, 1, at(0, 0)).await;
        let factor = |version| accounts::SecondFactor {
            version,
            step: 100,
            recovery: vec![vec![1; 32], vec![2; 32]],
        };
        let set = async |version| {
            let factor = factor(version);
            store
                .write(async move |conn| {
                    accounts::set_second_factor(conn, id, factor, now()).await
                })
                .await
                .unwrap()
        };
        assert!(!set(2).await);
        assert!(set(1).await);
        assert!(!set(1).await);
        assert_eq!(signed_in(&store, 1, now()).await, None);
        let step = async |step| {
            store.write(async move |conn| accounts::use_step(conn, id, step).await).await.unwrap()
        };
        assert!(!step(100).await && step(101).await && !step(101).await && !step(99).await);
        let recover = async |code: u8| {
            store
                .write(async move |conn| {
                    accounts::use_recovery(conn, id, vec![code; 32], now()).await
                })
                .await
                .unwrap()
        };
        assert!(recover(1).await && !recover(1).await && !recover(3).await);
        let left = accounts::recovery_left(&mut store.reader().await.unwrap(), id).await.unwrap();
        assert_eq!(left, 1);
        store.write(async move |conn| accounts::clear_second_factor(conn, id).await).await.unwrap();
        assert!(!step(200).await && !recover(2).await);
        assert!(!set(1).await);
        assert!(set(2).await);
    }

    async fn a_session_that_awaits_its_code_opens_nothing(store: Store) {
        let id = member(&store, "admin@exemple.fr", Role::Admin).await;
        let new = accounts::NewSession {
            token_hash: vec![1; 32],
            expires_at: at(0, 0),
            browser: "Firefox, Linux".to_owned(),
            awaits_code: true,
        };
        store.write(async move |conn| accounts::begin(conn, id, new, now()).await).await.unwrap();
        assert_eq!(signed_in(&store, 1, now()).await, None);
        let mut conn = store.reader().await.unwrap();
        assert_eq!(accounts::signed_in(&mut conn, vec![1; 32], now()).await.unwrap(), None);
        let awaited = accounts::awaiting_code(&mut conn, vec![1; 32], now()).await.unwrap();
        assert_eq!(awaited.map(|account| account.id), Some(id));
        assert!(accounts::of_account(&mut conn, id, now()).await.unwrap().is_empty());
        assert!(accounts::last_seen(&mut conn, now()).await.unwrap().is_empty());
    }

    async fn sessions_are_listed_and_ended_by_their_owner_only(store: Store) {
        let id = member(&store, "accueil@exemple.fr", Role::Door).await;
        let other = member(&store, "autre@exemple.fr", Role::Door).await;
        for (account, token) in [(id, 1), (id, 2), (other, 3)] {
            sign_in(&store, account, token, at(0, 0)).await;
        }
        let later = now().plus_seconds(600);
        store
            .write(async move |conn| accounts::seen(conn, vec![2; 32], later).await)
            .await
            .unwrap();
        let mut conn = store.reader().await.unwrap();
        let open = accounts::of_account(&mut conn, id, now()).await.unwrap();
        let seen: Vec<_> = open.iter().map(|open| (open.token_hash[0], open.seen_at)).collect();
        assert_eq!(seen, [(2, later), (1, now())]);
        assert!(accounts::last_seen(&mut conn, now()).await.unwrap().contains(&(id, later)));
        drop(conn);
        let end = async |account, token: u8| {
            store
                .write(async move |conn| {
                    accounts::end_session_of(conn, account, vec![token; 32]).await
                })
                .await
                .unwrap()
        };
        assert!(!end(other, 1).await && end(id, 1).await && !end(id, 1).await);
        assert_eq!(signed_in(&store, 3, now()).await, Some(other));
    }

    async fn admins_without_a_second_factor_must_set_one_up_once_it_is_required(store: Store) {
        let admin = member(&store, "admin@exemple.fr", Role::Admin).await;
        let door = member(&store, "accueil@exemple.fr", Role::Door).await;
        sign_in(&store, admin, 1, at(0, 0)).await;
        sign_in(&store, door, 2, at(0, 0)).await;
        let must = async |token: u8| {
            let mut conn = store.reader().await.unwrap();
            let found = accounts::signed_in(&mut conn, vec![token; 32], now()).await.unwrap();
            found.unwrap().must_set_up
        };
        assert!(!must(1).await);
        let require = async |needed| {
            store
                .write(async move |conn| accounts::set_admins_need_totp(conn, needed).await)
                .await
                .unwrap()
        };
        assert!(require(true).await && !require(true).await);
        assert!(must(1).await && !must(2).await);
        assert!(require(false).await);
        assert!(!must(1).await);
    }
}
