//! A thousand people ask for thirty seats at the same moment, fifty times.

use std::sync::Arc;
use std::time::Instant;

use store::{Conn, Store};
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::{Engine, Setup, Site, enrol, on_both_engines};

const PEOPLE: u32 = 1_000;
const SEATS: usize = 30;
const ROUNDS: u32 = 50;

/// What one person was told, and between which moments they asked.
#[derive(Debug)]
struct Asked {
    path: String,
    status: u16,
    begun: Instant,
    ended: Instant,
}

/// What the books say after a rush.
#[derive(Debug, PartialEq, Eq)]
struct Books {
    /// As the session counts them.
    taken: i64,
    /// People who have a seat.
    seated: Vec<Uuid>,
    /// People in line, first to last.
    line: Vec<Uuid>,
}

async fn site(engine: Engine) -> (Site, Vec<String>) {
    let site = Setup::on(engine)
        .alter("\ncapacity = 200\n", &format!("\ncapacity = {PEOPLE}\n"))
        .alter(
            "name = \"Salle Loire\"\nseats = 24",
            &format!("name = \"Salle Loire\"\nseats = {SEATS}"),
        )
        .alter(
            "room = \"Salle Loire\"\ncapacity = 24",
            &format!("room = \"Salle Loire\"\ncapacity = {SEATS}"),
        )
        .closed()
        .await;
    let people = enrol(&site, PEOPLE).await;
    (site, people)
}

async fn hot_session(store: &Store) -> Uuid {
    store.programme().await.unwrap().sessions_of("A01").next().unwrap().id
}

/// Everybody asks at once for a seat, or else a place in line.
async fn rush(site: &Site, people: &[String], session: Uuid) -> Vec<Asked> {
    let ready = Arc::new(Barrier::new(people.len()));
    let mut tasks = JoinSet::new();
    for path in people.iter().cloned() {
        let (browser, ready) = (site.browser(), Arc::clone(&ready));
        tasks.spawn(async move {
            ready.wait().await;
            let begun = Instant::now();
            let fields = [("session", session.to_string())];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            let answer = browser.post(&format!("{path}/attendre"), &fields).await;
            Asked { path, status: answer.status, begun, ended: Instant::now() }
        });
    }
    tasks.join_all().await
}

async fn books(conn: &mut Conn, session: Uuid) -> Books {
    let ids = |rows: Vec<(Uuid,)>| rows.into_iter().map(|(id,)| id).collect();
    let (taken,) = conn.one("select taken from session where id = $1", (session,)).await.unwrap();
    let seated = conn
        .all("select participant_id from signup where session_id = $1", (session,))
        .await
        .unwrap();
    let line = conn
        .all(
            "select participant_id from waitlist_entry where session_id = $1 \
             order by order_key, participant_id",
            (session,),
        )
        .await
        .unwrap();
    Books { taken, seated: ids(seated), line: ids(line) }
}

/// Nobody stands in line before someone who had their answer before they asked, and nobody in line
/// had their answer before someone asked who was given a seat.
fn assert_in_order(books: &Books, asked: &[Asked], who: impl Fn(&Asked) -> Uuid) {
    let moments: std::collections::HashMap<Uuid, &Asked> =
        asked.iter().map(|asked| (who(asked), asked)).collect();
    let mut latest = books.seated.iter().map(|id| moments[id].begun).max().unwrap();
    for id in &books.line {
        let asked = moments[id];
        assert!(asked.ended >= latest, "{} came too late to be here", asked.path);
        latest = latest.max(asked.begun);
    }
}

/// As before anybody chose.
async fn forget_choices(store: &Store) {
    store
        .write(async |conn| {
            conn.exec("delete from waitlist_entry", ()).await?;
            conn.exec("delete from signup", ()).await?;
            conn.exec("delete from letter", ()).await?;
            conn.exec("update session set taken = 0", ()).await
        })
        .await
        .unwrap();
}

async fn secrets(conn: &mut Conn) -> std::collections::HashMap<Vec<u8>, Uuid> {
    let rows: Vec<(Vec<u8>, Uuid)> =
        conn.all("select link_hash, id from participant", ()).await.unwrap();
    rows.into_iter().collect()
}

/// The guard is made useless: whenever a session is full, it grows.
async fn remove_the_guard(store: &Store, engine: Engine) {
    store
        .write(async move |conn| match engine {
            Engine::Sqlite => {
                conn.exec(
                    "create trigger no_guard after update of taken on session \
                     when new.taken >= new.capacity begin \
                     update session set capacity = new.taken + 1 where id = new.id; end",
                    (),
                )
                .await
            }
            Engine::Postgres => {
                conn.exec(
                    "create function no_guard() returns trigger language plpgsql as \
                     'begin if new.taken >= new.capacity then new.capacity := new.taken + 1; \
                     end if; return new; end'",
                    (),
                )
                .await?;
                conn.exec(
                    "create trigger no_guard before update on session \
                     for each row execute function no_guard()",
                    (),
                )
                .await
            }
        })
        .await
        .unwrap();
}

on_both_engines! {
    async fn of_a_thousand_people_thirty_have_a_seat_and_the_others_wait_in_order(engine: Engine) {
        let (mut site, people) = site(engine).await;
        let store = site.store().await;
        let session = hot_session(&store).await;
        let ids = secrets(&mut store.reader().await.unwrap()).await;
        let who = |asked: &Asked| {
            use sha2::{Digest, Sha256};
            let secret = asked.path.rsplit('/').next().unwrap();
            ids[&Sha256::digest(secret).to_vec()]
        };
        site.start();
        for round in 0..ROUNDS {
            let asked = rush(&site, &people, session).await;
            let odd: Vec<_> = asked.iter().map(|a| a.status).filter(|s| *s != 303).collect();
            assert!(odd.is_empty(), "round {round}: {odd:?}");
            let books = books(&mut store.reader().await.unwrap(), session).await;
            let counted = (books.taken, books.seated.len(), books.line.len());
            assert_eq!(counted, (30, SEATS, people.len() - SEATS), "round {round}");
            assert_in_order(&books, &asked, who);
            forget_choices(&store).await;
        }
        store.close().await;
    }

    async fn without_the_guard_more_than_thirty_have_a_seat(engine: Engine) {
        let (mut site, people) = site(engine).await;
        let store = site.store().await;
        let session = hot_session(&store).await;
        remove_the_guard(&store, engine).await;
        site.start();
        rush(&site, &people, session).await;
        let books = books(&mut store.reader().await.unwrap(), session).await;
        assert!(books.seated.len() > SEATS, "{} seats", books.seated.len());
        store.close().await;
    }
}
