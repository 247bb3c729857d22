//! What the activities of a programme refer to: the day as announced, themes, rooms and slots.

use domain::programme::Plan;
use domain::time::Moment;

use crate::{Conn, Error};

/// Writes all of it, by name.
pub(super) async fn put(conn: &mut Conn, plan: &Plan) -> Result<(), Error> {
    put_timeline(conn, plan).await?;
    put_themes(conn, plan).await?;
    put_rooms(conn, plan).await?;
    put_slots(conn, plan).await?;
    put_hosts(conn, plan).await
}

async fn put_timeline(conn: &mut Conn, plan: &Plan) -> Result<(), Error> {
    conn.exec("delete from timeline_item", ()).await?;
    for (position, item) in (0_i64..).zip(&plan.timeline) {
        conn.exec(
            "insert into timeline_item (position, starts_at, ends_at, title, detail) \
             values ($1, $2, $3, $4, $5)",
            (
                position,
                item.start.micros(),
                item.end.map(Moment::micros),
                item.title.clone(),
                item.detail.clone(),
            ),
        )
        .await?;
    }
    Ok(())
}

async fn put_themes(conn: &mut Conn, plan: &Plan) -> Result<(), Error> {
    for (position, theme) in (0_i64..).zip(&plan.themes) {
        conn.exec(
            "insert into theme (code, position, name, label, roadmap) values ($1, $2, $3, $4, $5) \
             on conflict (code) do update set position = excluded.position, \
             name = excluded.name, label = excluded.label, roadmap = excluded.roadmap",
            (theme.code.clone(), position, theme.name.clone(), theme.label.clone(), theme.roadmap),
        )
        .await?;
    }
    Ok(())
}

async fn put_rooms(conn: &mut Conn, plan: &Plan) -> Result<(), Error> {
    for (position, room) in (0_i64..).zip(&plan.rooms) {
        conn.exec(
            "insert into room (name, position, seats) values ($1, $2, $3) \
             on conflict (name) do update set position = excluded.position, seats = excluded.seats",
            (room.name.clone(), position, room.seats.map(i64::from)),
        )
        .await?;
    }
    Ok(())
}

async fn put_slots(conn: &mut Conn, plan: &Plan) -> Result<(), Error> {
    for (position, slot) in (0_i64..).zip(&plan.slots) {
        conn.exec(
            "insert into slot (code, position, name, starts_at, ends_at) \
             values ($1, $2, $3, $4, $5) \
             on conflict (code) do update set position = excluded.position, name = excluded.name, \
             starts_at = excluded.starts_at, ends_at = excluded.ends_at",
            (
                slot.code.clone(),
                position,
                slot.name.clone(),
                slot.span.start().micros(),
                slot.span.end().micros(),
            ),
        )
        .await?;
    }
    Ok(())
}

async fn put_hosts(conn: &mut Conn, plan: &Plan) -> Result<(), Error> {
    for (position, host) in (0_i64..).zip(&plan.hosts) {
        conn.exec(
            "insert into host (code, position, name, organisation, to_confirm) \
             values ($1, $2, $3, $4, $5) on conflict (code) do update set \
             position = excluded.position, name = excluded.name, \
             organisation = excluded.organisation, to_confirm = excluded.to_confirm",
            (
                host.code.clone(),
                position,
                host.name.clone(),
                host.organisation.clone(),
                host.to_confirm,
            ),
        )
        .await?;
    }
    Ok(())
}

/// Themes, rooms, slots and hosts that the file no longer names and nothing uses.
pub(super) async fn remove_unused(conn: &mut Conn, plan: &Plan) -> Result<(), Error> {
    let codes: Vec<(String,)> = conn
        .all("select code from theme where code not in (select theme from activity)", ())
        .await?;
    for (code,) in codes {
        if !plan.themes.iter().any(|theme| theme.code == code) {
            conn.exec("delete from theme where code = $1", (code,)).await?;
        }
    }
    let names: Vec<(String,)> =
        conn.all("select name from room where name not in (select room from session)", ()).await?;
    for (name,) in names {
        if !plan.rooms.iter().any(|room| room.name == name) {
            conn.exec("delete from room where name = $1", (name,)).await?;
        }
    }
    let codes: Vec<(String,)> = conn
        .all(
            "select code from slot where code not in \
             (select slot from session where slot is not null)",
            (),
        )
        .await?;
    for (code,) in codes {
        if !plan.slots.iter().any(|slot| slot.code == code) {
            conn.exec("delete from slot where code = $1", (code,)).await?;
        }
    }
    let codes: Vec<(String,)> = conn
        .all("select code from host where code not in (select host from activity_host)", ())
        .await?;
    for (code,) in codes {
        if !plan.hosts.iter().any(|host| host.code == code) {
            conn.exec("delete from host where code = $1", (code,)).await?;
        }
    }
    Ok(())
}
