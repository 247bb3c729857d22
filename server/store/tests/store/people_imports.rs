//! Lists of people, applied whole or not at all.

use std::collections::HashSet;

use domain::Refusal;
use domain::participant::Field;
use domain::role::Role;
use domain::time::Moment;
use store::participants::NewParticipant;
use store::people_imports::{self, State, Step};
use store::{Error, Store};
use uuid::Uuid;

use crate::support::*;

fn later() -> Moment {
    now().plus_seconds(600)
}

async fn started(store: &Store) -> Uuid {
    let account = member(store, "organisation@exemple.fr", Role::Organiser).await;
    let id = Uuid::now_v7();
    let taken = store
        .write(async move |conn| {
            people_imports::begin(conn, id, account, "gens.csv", "[1]".to_owned(), now()).await?;
            people_imports::put_content(conn, id, "[2]".to_owned()).await?;
            assert_eq!(people_imports::draft_of(conn, account).await?.unwrap().0, id);
            Ok((
                people_imports::start(conn, id, now()).await?,
                people_imports::start(conn, id, now()).await?,
            ))
        })
        .await
        .unwrap();
    assert_eq!(taken, (true, false));
    id
}

/// By hand, as a list is.
fn by_team(n: u32, account: Uuid) -> NewParticipant {
    NewParticipant { registered_by: Some(account), ..number(n) }
}

async fn apply(store: &Store, id: Uuid, steps: Vec<Step>) -> Result<u32, Error> {
    let (tell, told) = std::sync::mpsc::channel();
    store
        .write_long(async move |conn| {
            people_imports::apply(conn, id, steps, "a@b.fr", later(), move |done| {
                tell.send(done).unwrap();
            })
            .await
        })
        .await?;
    Ok(told.iter().last().unwrap_or(0))
}

on_both_engines! {
    async fn a_list_adds_and_completes_and_its_letters_wait_a_little(store: Store) {
        import(&store, plan_for(3)).await.unwrap();
        let known = registered(&store, 1).await;
        let id = started(&store).await;
        let account = member(&store, "organisation@exemple.fr", Role::Organiser).await;
        let mut row = number(1).registration;
        row.organisation = "CCAS".to_owned();
        row.first_name = "Autre".to_owned();
        let mut steps: Vec<_> = (2..=4).map(|n| Step::Add(by_team(n, account))).collect();
        steps.push(Step::Change(known, row, vec![Field::Organisation]));
        assert_eq!(apply(&store, id, steps).await.unwrap(), 4);
        let done = people_imports::by_id(&mut store.reader().await.unwrap(), id).await.unwrap().unwrap();
        assert_eq!((done.state, done.added, done.changed, done.waiting), (State::Done, 3, 1, 1));
        assert_eq!(done.content, "", "nobody's data stays behind");
        let person = person(&store, known).await;
        assert_eq!((person.organisation.as_str(), person.first_name.as_str()), ("CCAS", "Personne"));
        let due: Vec<(i64,)> = store.reader().await.unwrap()
            .all("select due_at from letter where created_at = $1", (later().micros(),)).await.unwrap();
        assert_eq!(due.len(), 3);
        assert!(due.iter().all(|(at,)| *at > later().micros()));
        assert_sound(&store).await;
    }

    async fn when_one_row_cannot_be_kept_none_is(store: Store) {
        open_conference(&store).await;
        registered(&store, 2).await;
        let id = started(&store).await;
        let account = member(&store, "organisation@exemple.fr", Role::Organiser).await;
        let steps = (1..=3).map(|n| Step::Add(by_team(n, account))).collect();
        assert_eq!(refusal(apply(&store, id, steps).await), Refusal::ListOutOfDate);
        store.write(async move |conn| people_imports::give_up(conn, id, "pourquoi").await).await.unwrap();
        let mut conn = store.reader().await.unwrap();
        let kept = people_imports::by_id(&mut conn, id).await.unwrap().unwrap();
        assert_eq!((kept.state, kept.failure.as_str(), kept.content.as_str()), (State::Draft, "pourquoi", "[2]"));
        let (people,): (i64,) = conn.one("select count(*) from participant", ()).await.unwrap();
        assert_eq!(people, 1);
    }

    async fn whoever_is_known_is_found_by_address_or_by_name_the_living_first(store: Store) {
        open_conference(&store).await;
        let gone = registered(&store, 1).await;
        cancel(&store, gone).await.unwrap();
        let living = registered(&store, 1).await;
        let bare = someone("Hélène", "Le Guén", None);
        register(&store, bare.clone()).await.unwrap();
        let keys: HashSet<_> =
            ["personne1@exemple.fr", "guen helene le", "inconnue@exemple.fr"].map(str::to_owned).into();
        let known = people_imports::known(&mut store.reader().await.unwrap(), &keys).await.unwrap();
        assert_eq!(known.len(), 2);
        assert_eq!(known["personne1@exemple.fr"].id, living);
        assert_eq!(known["guen helene le"].id, bare.id);
    }
}
