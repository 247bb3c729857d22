//! What people do, each as one unit of work, and what must hold afterwards.

use domain::Refusal;
use domain::participant::{AccessNeeds, Email, Registration};
use domain::programme::Plan;
use domain::role::Role;
use domain::ticket::Code;
use domain::time::Moment;
use store::audit::audit;
use store::letters::Entry;
use store::participants::{Cancelled, NewParticipant, Outcome, Participant};
use store::programme::{Change, Imported};
use store::signups::{By, Taken};
use store::{Conn, Error, Store, accounts, letters, participants, programme, signups};
use uuid::Uuid;

use super::{now, plan};

/// Someone who has not registered yet.
pub fn someone(first_name: &str, last_name: &str, email: Option<&str>) -> NewParticipant {
    let code = || Code::from_random(*Uuid::now_v7().as_bytes().last_chunk().unwrap());
    NewParticipant {
        id: Uuid::now_v7(),
        request_key: Uuid::now_v7(),
        registration: Registration {
            first_name: first_name.to_owned(),
            last_name: last_name.to_owned(),
            email: email.map(|typed| Email::parse(typed).unwrap()),
            organisation: String::new(),
            department: None,
            role_title: String::new(),
            phone: String::new(),
            needs: AccessNeeds::default(),
        },
        codes: vec![code(), code()],
        link_hash: Uuid::now_v7().as_bytes().to_vec(),
        ticket_hash: Uuid::now_v7().as_bytes().to_vec(),
        registered_by: None,
    }
}

/// Someone with an address of their own.
pub fn number(n: u32) -> NewParticipant {
    someone("Personne", &format!("Numéro {n}"), Some(&format!("personne{n}@exemple.fr")))
}

/// A programme as a file brings it, with nobody told.
pub fn silently(plan: Plan) -> Change {
    Change { plan, from: None, by: "o@exemple.fr".to_owned(), about: String::new(), tell: false }
}

pub async fn import(store: &Store, plan: Plan) -> Result<Imported, Error> {
    let change = silently(plan);
    let unit = async move |conn: &mut Conn| programme::change(conn, &change, now()).await;
    Ok(store.write_long(unit).await?.imported)
}

/// The programme loaded, everything open.
pub async fn open_conference(store: &Store) {
    import(store, plan()).await.unwrap();
}

pub async fn register_at(store: &Store, new: NewParticipant, at: Moment) -> Result<Outcome, Error> {
    store.write(async move |conn| participants::register(conn, new, at).await).await
}

pub async fn register(store: &Store, new: NewParticipant) -> Result<Outcome, Error> {
    register_at(store, new, now()).await
}

/// Registers someone and answers who they are.
pub async fn registered(store: &Store, n: u32) -> Uuid {
    let new = number(n);
    let id = new.id;
    let outcome = patiently(async || register(store, new.clone()).await).await.unwrap();
    assert_eq!(outcome, Outcome::Registered);
    id
}

/// Registers someone who has to wait, and answers who they are.
pub async fn waiting(store: &Store, n: u32) -> Uuid {
    let new = number(n);
    let id = new.id;
    let later = now().plus_seconds(i64::from(n));
    assert_eq!(register_at(store, new, later).await.unwrap(), Outcome::Waiting);
    id
}

pub async fn cancel(store: &Store, id: Uuid) -> Result<Cancelled, Error> {
    let later = now().plus_seconds(3600);
    store.write(async move |conn| participants::cancel(conn, id, later).await).await
}

pub async fn person(store: &Store, id: Uuid) -> Participant {
    let mut conn = store.reader().await.unwrap();
    participants::by_id(&mut conn, id).await.unwrap().unwrap()
}

pub async fn place(store: &Store, id: Uuid) -> Option<u32> {
    let mut conn = store.reader().await.unwrap();
    participants::place_in_line(&mut conn, id).await.unwrap()
}

/// The letters written to someone, oldest first.
pub async fn mail(store: &Store, id: Uuid) -> Vec<Entry> {
    let mut conn = store.reader().await.unwrap();
    let mut entries = letters::of_participant(&mut conn, id).await.unwrap();
    entries.reverse();
    entries
}

/// The session of an activity with this place among its sessions, from 0.
pub async fn session(store: &Store, code: &str, place: usize) -> Uuid {
    let programme = store.programme().await.unwrap();
    programme.sessions_of(code).nth(place).unwrap().id
}

/// How many seats of a session are taken, read from the database and not from memory.
pub async fn taken(store: &Store, session: Uuid) -> u32 {
    let mut conn = store.reader().await.unwrap();
    let programme = programme::load(&mut conn).await.unwrap();
    programme.session(session).unwrap().seats.taken
}

pub async fn take_by(
    store: &Store,
    (person, session): (Uuid, Uuid),
    by: By,
    at: Moment,
) -> Result<Taken, Error> {
    store.write(async move |conn| signups::take(conn, person, session, by, None, at).await).await
}

pub async fn take(store: &Store, person: Uuid, session: Uuid) -> Result<Taken, Error> {
    take_by(store, (person, session), By::Themselves, now()).await
}

pub async fn give_back(store: &Store, person: Uuid, session: Uuid) -> Result<bool, Error> {
    store
        .write(async move |conn| {
            signups::give_back(conn, person, session, By::Themselves, now()).await
        })
        .await
}

/// The codes of what someone holds, in the order of the day.
pub async fn held(store: &Store, person: Uuid) -> Vec<String> {
    let mut conn = store.reader().await.unwrap();
    let held = signups::held(&mut conn, person).await.unwrap();
    held.into_iter().map(|session| session.code).collect()
}

pub async fn member(store: &Store, email: &str, role: Role) -> Uuid {
    let email = Email::parse(email).unwrap();
    store.write(async move |conn| accounts::put(conn, &email, role, now()).await).await.unwrap()
}

/// Asks again while the answer is « busy », as the pages tell people to.
pub async fn patiently<T>(ask: impl AsyncFn() -> Result<T, Error>) -> Result<T, Error> {
    for _ in 0..20 {
        match ask().await {
            Err(Error::Busy) => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
            answer => return answer,
        }
    }
    Err(Error::Busy)
}

/// The reason of a refusal.
#[track_caller]
pub fn refusal<T: std::fmt::Debug>(answer: Result<T, Error>) -> Refusal {
    match answer {
        Err(Error::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}

/// Every invariant holds.
pub async fn assert_sound(store: &Store) {
    let findings = audit(&mut store.reader().await.unwrap(), now()).await.unwrap();
    let broken: Vec<_> =
        findings.into_iter().filter(|finding| !finding.broken_by.is_empty()).collect();
    assert_eq!(broken, []);
}

/// What is counted is what there is, and nobody waits while there is a place.
pub async fn assert_balanced(store: &Store) {
    let mut conn = store.reader().await.unwrap();
    let wrong: Vec<(Uuid, i64, i64)> = conn
        .all(
            "select id, taken, held from (select s.id, s.taken, (select count(*) from signup u \
             where u.session_id = s.id) as held from session s) as books where taken <> held",
            (),
        )
        .await
        .unwrap();
    assert_eq!(wrong, [], "sessions whose count is not that of their sign-ups");
    let (taken, capacity, seated, waiting): (i64, i64, i64, i64) = conn
        .one(
            "select taken, capacity, \
             (select count(*) from participant where standing = 'registered'), \
             (select count(*) from participant where standing = 'waiting') from event",
            (),
        )
        .await
        .unwrap();
    assert_eq!(taken, seated, "places counted and people with a place");
    assert!(waiting == 0 || taken == capacity, "{waiting} wait, {taken} of {capacity} taken");
}
