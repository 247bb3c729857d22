//! Whether the database holds what the model holds.

use std::collections::BTreeMap;

use domain::time::Moment;
use store::audit::audit;
use store::{Conn, Store};
use uuid::Uuid;

use super::world::{Standing, Waiting, World};

fn same<T: PartialEq + std::fmt::Debug>(what: &str, there: T, expected: T) -> Result<(), String> {
    if there == expected {
        return Ok(());
    }
    let (there, expected) = (format!("{there:#?}"), format!("{expected:#?}"));
    let apart = there.lines().zip(expected.lines()).position(|(one, other)| one != other);
    let about = |text: &str| {
        let lines = text.lines().skip(apart.unwrap_or(0).saturating_sub(4)).take(9);
        lines.map(str::trim).collect::<Vec<_>>().join(" ")
    };
    Err(format!("{what}: … {} … instead of … {} …", about(&there), about(&expected)))
}

pub async fn compare(store: &Store, world: &World) -> Result<(), String> {
    let mut conn = store.reader().await.unwrap();
    let seats: Vec<(Uuid, i64, i64, bool)> = conn
        .all("select id, capacity, taken, cancelled_at is not null from session order by id", ())
        .await
        .unwrap();
    let mut expected: Vec<_> = (0..world.places.len())
        .map(|at| {
            let place = &world.places[at];
            (place.id, i64::from(place.capacity), i64::from(world.taken(at)), place.off)
        })
        .collect();
    expected.sort();
    same("séances", seats, expected)?;
    compare_people(&mut conn, world).await?;
    compare_lines(&mut conn, world).await
}

async fn compare_people(conn: &mut Conn, world: &World) -> Result<(), String> {
    let people: Vec<(Uuid, String)> =
        conn.all("select id, standing from participant order by id", ()).await.unwrap();
    let standing = |standing: Standing| match standing {
        Standing::Registered => "registered",
        Standing::Waiting => "waiting",
        Standing::Cancelled => "cancelled",
    };
    let expected: Vec<_> = world
        .people
        .iter()
        .map(|(who, person)| (*who, standing(person.standing).to_owned()))
        .collect();
    same("personnes", people, expected)?;
    let held: Vec<(Uuid, Uuid, String)> = conn
        .all(
            "select participant_id, session_id, origin from signup \
             order by participant_id, session_id",
            (),
        )
        .await
        .unwrap();
    let mut expected = Vec::new();
    for (who, person) in &world.people {
        for (at, origin) in &person.held {
            expected.push((*who, world.places[*at].id, (*origin).to_owned()));
        }
    }
    expected.sort();
    same("places tenues", held, expected)
}

async fn compare_lines(conn: &mut Conn, world: &World) -> Result<(), String> {
    let rows: Vec<(Uuid, Uuid, bool, Option<i64>, i64)> = conn
        .all(
            "select session_id, participant_id, swap, wish_rank, order_key from waitlist_entry \
             order by session_id, order_key, participant_id",
            (),
        )
        .await
        .unwrap();
    let mut lines: BTreeMap<Uuid, Vec<Waiting>> = BTreeMap::new();
    for (session, who, swap, rank, key) in rows {
        lines.entry(session).or_default().push(Waiting { who, swap, rank, key });
    }
    let expected = world.lines.iter().zip(&world.places).filter(|(line, _)| !line.is_empty());
    let expected = expected.map(|(line, place)| (place.id, line.clone())).collect();
    same("listes d’attente", lines, expected)
}

/// Every change has its letter, every letter its change.
pub async fn compare_letters(store: &Store, world: &World) -> Result<(), String> {
    let mut conn = store.reader().await.unwrap();
    let rows: Vec<(String, Uuid, String, i64)> = conn
        .all(
            "select kind, participant_id, about, count(*) from letter where kind <> 'change' \
             group by kind, participant_id, about",
            (),
        )
        .await
        .unwrap();
    let letters = rows.into_iter().map(|(kind, who, about, n)| ((kind, who, about), n)).collect();
    same("lettres", letters, world.letters.clone())?;
    let due: Vec<(Uuid, i64)> = conn
        .all("select participant_id, due_at from letter where kind = 'change'", ())
        .await
        .unwrap();
    let number = due.len();
    let due: BTreeMap<Uuid, i64> = due.into_iter().collect();
    same("nombre de lettres de changement", number, due.len())?;
    same("lettres de changement", due, world.changes.clone())?;
    let rows: Vec<(String, i64, i64)> = conn
        .all(
            "select subject, at, count(*) from journal where action = 'waitlist.promote' \
             group by subject, at",
            (),
        )
        .await
        .unwrap();
    let noted = rows.into_iter().map(|(who, at, n)| ((who, at), n)).collect();
    same("promotions", noted, world.promotions.clone())
}

pub async fn sound(store: &Store, now: Moment) -> Result<(), String> {
    let findings = audit(&mut store.reader().await.unwrap(), now).await.unwrap();
    let broken: Vec<_> = findings.into_iter().filter(|one| !one.broken_by.is_empty()).collect();
    same("règles", broken, Vec::new())
}
