//! A conference with its database, for one test.

use std::collections::BTreeSet;
use std::ops::Deref;
use std::path::PathBuf;

use domain::allocation::allocate;
use domain::letter::Letter;
use domain::participant::{AccessNeeds, Email, Registration};
use domain::ticket::Code;
use domain::time::Moment;
use jiff::civil::{date, time};
use store::letters::{Entry, State};
use store::participants::NewParticipant;
use store::signups::By;
use store::{Store, letters, participants, sessions, signups, wishes};
use uuid::Uuid;

use crate::changing;
use crate::keys::{self, Purpose};
use crate::programme;
use crate::state::{App, Parts};

/// Five weeks before the conference.
pub fn now() -> Moment {
    Moment::in_paris(date(2027, 10, 1), time(10, 0, 0, 0)).unwrap()
}

/// A site of its own, gone with its database when the test ends.
pub struct Site {
    app: App,
    folder: PathBuf,
}

impl Deref for Site {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        // What is left lies in the folder for such things.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

pub async fn app() -> Site {
    app_of(programme::SHIPPED).await
}

/// A site whose conference has room for so many people.
pub async fn app_for(people: u32) -> Site {
    let capacity = format!("\ncapacity = {people}\n");
    app_of(&programme::SHIPPED.replacen("\ncapacity = 200\n", &capacity, 1)).await
}

async fn app_of(text: &str) -> Site {
    let folder = std::env::temp_dir().join(keys::random_secret());
    let store = Store::open(&format!("sqlite://{}/test.db", folder.display())).await.unwrap();
    let plan = programme::read(text, Some(date(2027, 11, 7))).unwrap();
    changing::make(&store, changing::proposed(None, plan, "essai", false)).await.unwrap();
    Site { app: App::new(Parts::for_tests(store)), folder }
}

/// Somebody under any name, as if it had come past the form's own checks.
pub fn newcomer(app: &App, number: u128, first_name: &str, last_name: &str) -> NewParticipant {
    let id = Uuid::from_u128(number);
    let hash = |purpose| keys::hash(&app.keys.secret(purpose, id, 1));
    let code = hash(Purpose::Link).first_chunk().copied().unwrap();
    NewParticipant {
        id,
        request_key: id,
        registration: Registration {
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            email: Email::parse(&format!("personne{number}@exemple.fr")),
            organisation: String::new(),
            department: None,
            role_title: String::new(),
            phone: String::new(),
            needs: AccessNeeds::default(),
        },
        codes: vec![Code::from_random(code)],
        link_hash: hash(Purpose::Link),
        ticket_hash: hash(Purpose::Ticket),
        registered_by: None,
    }
}

/// Registers somebody.
pub async fn register(app: &App, number: u128, first_name: &str, last_name: &str) -> Uuid {
    let new = newcomer(app, number, first_name, last_name);
    let id = new.id;
    app.store
        .write(async move |conn| participants::register(conn, new, now()).await)
        .await
        .unwrap();
    id
}

/// Takes a seat in the first session of each of these activities.
pub async fn choose(app: &App, person: Uuid, codes: &[&str]) {
    let programme = app.store.programme().await.unwrap();
    for code in codes {
        let session = programme.sessions_of(code).next().unwrap().id;
        app.store
            .write(async move |conn| {
                signups::take(conn, person, session, By::Team, None, now()).await
            })
            .await
            .unwrap();
    }
}

/// The first session of an activity.
pub async fn session(app: &App, code: &str) -> Uuid {
    app.store.programme().await.unwrap().sessions_of(code).next().unwrap().id
}

pub async fn set_capacity(app: &App, code: &str, seats: u32) {
    let session = session(app, code).await;
    app.store
        .write(async move |conn| sessions::set_capacity(conn, session, seats, now()).await)
        .await
        .unwrap();
}

/// Puts slots on wishes, keeps these wishes, allocates and publishes; which run that was.
pub async fn published(app: &App, wished: &[(Uuid, &str, &[&str])]) -> Uuid {
    let until = now().plus_seconds(3600);
    let slots: BTreeSet<String> = wished.iter().map(|(_, slot, _)| (*slot).to_owned()).collect();
    let slots: Vec<String> = slots.into_iter().collect();
    let mut answers = Vec::new();
    for (person, slot, codes) in wished {
        let mut ids = Vec::new();
        for code in *codes {
            ids.push(session(app, code).await);
        }
        answers.push((*person, (*slot).to_owned(), ids));
    }
    app.store
        .write(async move |conn| {
            for slot in &slots {
                wishes::switch(conn, slot, Some(until)).await?;
            }
            for (person, slot, ids) in answers {
                wishes::answer(conn, person, &slot, ids, now()).await?;
            }
            let id = Uuid::from_u128(0x0def);
            let problem = wishes::problem(conn, &slots, BTreeSet::new(), 1, until).await?;
            wishes::begin(conn, id, "o@exemple.fr", &problem, until).await?;
            wishes::finish(conn, id, &allocate(problem, &mut |_, _| {}), until).await?;
            wishes::publish(conn, id, until).await?;
            Ok(id)
        })
        .await
        .unwrap()
}

pub async fn cancel(app: &App, person: Uuid) {
    app.store
        .write(async move |conn| participants::cancel(conn, person, now()).await)
        .await
        .unwrap();
}

/// A letter that stands nowhere, with an identity of its own.
pub fn entry(kind: Letter, person: Uuid, about: &str) -> Entry {
    Entry {
        id: Uuid::from_u128(0x0abc),
        kind,
        participant: Some(person),
        recipient: "personne@exemple.fr".to_owned(),
        about: about.to_owned(),
        state: State::Waiting,
        attempts: 0,
        last_error: String::new(),
        created_at: now(),
        sent_at: None,
    }
}

/// Somebody's letters, oldest first.
pub async fn mail_of(app: &App, person: Uuid) -> Vec<Entry> {
    let mut conn = app.store.reader().await.unwrap();
    let mut entries = letters::of_participant(&mut conn, person).await.unwrap();
    entries.reverse();
    entries
}
