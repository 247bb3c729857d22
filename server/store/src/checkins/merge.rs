//! Who is inside, worked out again from all that was done about one person at one door.

use domain::checkin::{Door, Happening, Settled, What, settle};
use domain::time::Moment;
use uuid::Uuid;

use super::door_word;
use crate::{Conn, Error};

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    corrected_at: i64,
    keeper: Uuid,
    verdict: String,
    taken_back: i64,
}

/// Works it out and writes it down. The person's row is held by whoever calls.
pub(crate) async fn settle_at(
    conn: &mut Conn,
    participant: Uuid,
    door: Door,
) -> Result<Settled, Error> {
    let rows: Vec<Row> = conn
        .all(
            "select s.id, s.corrected_at, coalesce(s.device_id, s.account_id) as keeper, \
             s.verdict, (select count(*) from scan u where u.refers_to = s.id \
             and u.deed = 'undo' and u.verdict = 'undone' and u.door = s.door) as taken_back \
             from scan s where s.participant_id = $1 and s.door = $2 \
             and s.deed in ('arrival', 'walk_in')",
            (participant, door_word(door)),
        )
        .await?;
    let settled = settle(&happenings(&rows));
    match settled.entry {
        Some(entry) => put(conn, participant, door, entry).await?,
        None => clear(conn, participant, door).await?,
    }
    Ok(settled)
}

fn happenings(rows: &[Row]) -> Vec<Happening> {
    let mut happenings = Vec::with_capacity(rows.len());
    for row in rows {
        let (act, at, by) = (row.id, Moment::from_micros(row.corrected_at), row.keeper);
        let what = if row.verdict == "accepted" { What::LetIn } else { What::NotLetIn };
        happenings.push(Happening { act, at, by, what });
        if row.taken_back > 0 {
            happenings.push(Happening { act: Uuid::nil(), at, by, what: What::TakesBack(act) });
        }
    }
    happenings
}

async fn put(conn: &mut Conn, participant: Uuid, door: Door, entry: Uuid) -> Result<(), Error> {
    conn.exec(
        "insert into presence (participant_id, door, scan_id) values ($1, $2, $3) \
         on conflict (participant_id, door) do update set scan_id = excluded.scan_id \
         where presence.scan_id <> excluded.scan_id",
        (participant, door_word(door), entry),
    )
    .await?;
    Ok(())
}

async fn clear(conn: &mut Conn, participant: Uuid, door: Door) -> Result<(), Error> {
    conn.exec(
        "delete from presence where participant_id = $1 and door = $2",
        (participant, door_word(door)),
    )
    .await?;
    Ok(())
}
