//! Phones at doors, and what they send.

use domain::checkin::Door;
use domain::door::Told;
use domain::ticket::walk_in_code;
use domain::time::Moment;
use store::checkins::{self, Act, Became, Deed, Keeper, NewWalkIn};
use store::devices::{self, NewDevice};
use store::{Error, Store};
use uuid::Uuid;

use super::{at, now, patiently};

/// A phone that may keep every door until the evening, prepared by this member of the team.
pub async fn phone(store: &Store, name: &str, account: Uuid) -> Uuid {
    let new = new_device(name, account);
    let id = new.id;
    store.write(async move |conn| devices::prepare(conn, &new, now()).await).await.unwrap();
    id
}

pub fn new_device(name: &str, account: Uuid) -> NewDevice {
    NewDevice {
        id: Uuid::now_v7(),
        name: name.to_owned(),
        token_hash: Uuid::now_v7().as_bytes().to_vec(),
        doors: None,
        account,
        expires_at: at(20, 0),
    }
}

/// Someone comes to the main entrance at this time and is told this.
pub fn came(person: Uuid, at: Moment, told: Told) -> Act {
    act(at, told, Deed::Arrival(Some(person)))
}

pub fn act(at: Moment, told: Told, deed: Deed) -> Act {
    Act { id: Uuid::now_v7(), door: Door::Main, at, clock_ahead: 0, told, deed }
}

pub fn undo(of: &Act, at: Moment) -> Act {
    Act { id: Uuid::now_v7(), at, told: Told::Done, deed: Deed::Undo(of.id), ..of.clone() }
}

/// Someone registered at the door with the code of this number in a block.
pub fn walk_in(name: &str, block: &str, number: u32, at: Moment, reason: &str) -> Act {
    let new = NewWalkIn {
        person: Uuid::now_v7(),
        first_name: "Camille".to_owned(),
        last_name: name.to_owned(),
        organisation: String::new(),
        code: walk_in_code(block, number).unwrap(),
        block: block.to_owned(),
        reason: reason.to_owned(),
        link_hash: Uuid::now_v7().as_bytes().to_vec(),
        ticket_hash: Uuid::now_v7().as_bytes().to_vec(),
    };
    act(at, Told::Accepted, Deed::WalkIn(Box::new(new)))
}

/// Whom a walk-in registers.
pub fn registers(act: &Act) -> Uuid {
    match &act.deed {
        Deed::WalkIn(new) => new.person,
        other => panic!("no walk-in: {other:?}"),
    }
}

/// A phone sends these together.
pub async fn send(store: &Store, phone: Uuid, acts: &[Act]) -> Vec<Became> {
    let acts = acts.to_vec();
    patiently(async || {
        let acts = acts.clone();
        let unit = async move |conn: &mut store::Conn| {
            checkins::apply(conn, Keeper::Phone(phone), &acts, at(12, 0)).await
        };
        store.write_again(unit).await
    })
    .await
    .unwrap()
}

/// Who is inside, by door, and by which act.
pub async fn insiders(store: &Store) -> Vec<(Uuid, String, Uuid)> {
    let mut conn = store.reader().await.unwrap();
    conn.all("select participant_id, door, scan_id from presence order by participant_id, door", ())
        .await
        .unwrap()
}

/// How many acts are kept.
pub async fn kept(store: &Store) -> i64 {
    let mut conn = store.reader().await.unwrap();
    let answer: Result<(i64,), Error> = conn.one("select count(*) from scan", ()).await;
    answer.unwrap().0
}
