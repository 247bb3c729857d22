//! Waiting for a seat, and what the team does about sessions.

use domain::letter::{Letter, SeatFreed};
use domain::time::Moment;
use store::sessions::Seated;
use store::signups::{By, Seen, Taken};
use store::waitlist::{InLine, Joined, Waited};
use store::{Error, Store, sessions, signups, waitlist};
use uuid::Uuid;

use super::{mail, now};

pub async fn join_by(
    store: &Store,
    (person, session): (Uuid, Uuid),
    swap: bool,
    by: By,
    at: Moment,
) -> Result<Joined, Error> {
    store
        .write(async move |conn| waitlist::join(conn, person, session, swap, by, None, at).await)
        .await
}

/// Waits without giving anything up.
pub async fn join(store: &Store, person: Uuid, session: Uuid) -> Result<Joined, Error> {
    join_by(store, (person, session), false, By::Themselves, now()).await
}

/// Waits, ready to give up the workshop of the same slot.
pub async fn join_to_swap(store: &Store, person: Uuid, session: Uuid) -> Result<Joined, Error> {
    join_by(store, (person, session), true, By::Themselves, now()).await
}

pub async fn leave(store: &Store, person: Uuid, session: Uuid) -> Result<bool, Error> {
    let by = By::Themselves;
    store.write(async move |conn| waitlist::leave(conn, person, session, by, now()).await).await
}

pub async fn move_up(store: &Store, person: Uuid, session: Uuid, reason: &'static str) -> bool {
    store
        .write(async move |conn| waitlist::move_up(conn, person, session, reason, now()).await)
        .await
        .unwrap()
}

/// Takes a seat from a page that shows this.
pub async fn take_seeing(
    store: &Store,
    person: Uuid,
    session: Uuid,
    held: Option<Uuid>,
) -> Result<Taken, Error> {
    let (by, seen) = (By::Themselves, Some(Seen { held }));
    store.write(async move |conn| signups::take(conn, person, session, by, seen, now()).await).await
}

pub async fn keep(store: &Store, person: Uuid, session: Uuid, at: Moment) -> bool {
    store.write(async move |conn| signups::keep(conn, person, session, at).await).await.unwrap()
}

pub async fn set_capacity(store: &Store, session: Uuid, capacity: u32) -> Result<(), Error> {
    store
        .write(async move |conn| sessions::set_capacity(conn, session, capacity, now()).await)
        .await
}

pub async fn call_off(store: &Store, session: Uuid) -> Result<u32, Error> {
    store.write(async move |conn| sessions::cancel(conn, session, now()).await).await
}

/// What someone waits for.
pub async fn waits(store: &Store, person: Uuid) -> Vec<Waited> {
    waitlist::of_participant(&mut store.reader().await.unwrap(), person).await.unwrap()
}

/// A session's line.
pub async fn line(store: &Store, session: Uuid) -> Vec<InLine> {
    waitlist::of_session(&mut store.reader().await.unwrap(), session, now()).await.unwrap()
}

/// Who is in a session's line, in order.
pub async fn queue(store: &Store, session: Uuid) -> Vec<Uuid> {
    line(store, session).await.into_iter().map(|one| one.participant).collect()
}

pub async fn people_in(store: &Store, session: Uuid) -> Vec<Seated> {
    sessions::people(&mut store.reader().await.unwrap(), session).await.unwrap()
}

/// What the letters to someone say about seats that became free.
pub async fn freed(store: &Store, person: Uuid) -> Vec<SeatFreed> {
    let letters = mail(store, person).await;
    let about = letters.iter().filter(|letter| letter.kind == Letter::SeatFreed);
    about.map(|letter| SeatFreed::parse(&letter.about).unwrap()).collect()
}
