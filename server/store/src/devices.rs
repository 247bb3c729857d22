//! Phones that keep doors: how they are invited, what they may do, when they were last heard of.

use domain::Refusal;
use domain::checkin::Door;
use domain::ticket::{WALK_IN, WALK_IN_BLOCKS, walk_in_block};
use domain::time::Moment;
use uuid::Uuid;

use crate::programme::count;
use crate::{Conn, Error, participants};

mod pairing;

pub use pairing::{
    NewPairing, Pairing, add_pairing, close_pairing, follow, open_pairings, pairing,
};

/// A phone that keeps doors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Its identity.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// The doors it may keep; `None` for all of them.
    pub doors: Option<Vec<Door>>,
    /// How the codes begin that it gives to people who were not registered.
    pub walk_in_block: String,
    /// The address of whoever answers for it.
    pub account: String,
    /// When it was prepared.
    pub created_at: Moment,
    /// Until when it may keep doors.
    pub expires_at: Moment,
    /// Since when it may not any more.
    pub revoked_at: Option<Moment>,
    /// When it was last heard of.
    pub last_seen_at: Option<Moment>,
    /// When it was last given the list.
    pub list_at: Option<Moment>,
    /// How many acts it kept back when it last sent some.
    pub unsent: u32,
    /// How far its clock was ahead, in microseconds, when it last sent some.
    pub clock_ahead: Option<i64>,
    /// Whether whoever prepared it for themselves has left the team.
    left: bool,
}

impl Device {
    /// Whether it may keep its doors now.
    #[must_use]
    pub fn serves(&self, now: Moment) -> bool {
        self.revoked_at.is_none() && now < self.expires_at && !self.left
    }
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    doors: Option<String>,
    walk_in_block: String,
    email: String,
    created_at: i64,
    expires_at: i64,
    revoked_at: Option<i64>,
    last_seen_at: Option<i64>,
    list_at: Option<i64>,
    unsent: i64,
    clock_ahead: Option<i64>,
    gone: i64,
}

macro_rules! select_device {
    ($rest:literal) => {
        concat!(
            "select d.id, d.name, d.doors, d.walk_in_block, a.email, d.created_at, d.expires_at, \
             d.revoked_at, d.last_seen_at, d.list_at, d.unsent, d.clock_ahead, \
             cast(case when d.pairing_id is null and a.closed_at is not null then 1 else 0 end \
             as bigint) as gone \
             from device d join account a on a.id = d.account_id ",
            $rest
        )
    };
}

impl Row {
    fn device(self) -> Result<Device, Error> {
        Ok(Device {
            doors: read_doors(self.doors.as_deref())?,
            id: self.id,
            name: self.name,
            walk_in_block: self.walk_in_block,
            account: self.email,
            created_at: Moment::from_micros(self.created_at),
            expires_at: Moment::from_micros(self.expires_at),
            revoked_at: self.revoked_at.map(Moment::from_micros),
            last_seen_at: self.last_seen_at.map(Moment::from_micros),
            list_at: self.list_at.map(Moment::from_micros),
            unsent: count(self.unsent),
            clock_ahead: self.clock_ahead,
            left: self.gone > 0,
        })
    }
}

/// Doors as they are kept: a JSON list of their words.
fn write_doors(doors: Option<&[Door]>) -> Result<Option<String>, Error> {
    let words = |doors: &[Door]| doors.iter().map(|door| door.word()).collect::<Vec<_>>();
    doors
        .map(|doors| serde_json::to_string(&words(doors)))
        .transpose()
        .map_err(|_| Error::Corrupt("device.doors"))
}

fn read_doors(kept: Option<&str>) -> Result<Option<Vec<Door>>, Error> {
    let Some(kept) = kept else { return Ok(None) };
    let words: Vec<String> =
        serde_json::from_str(kept).map_err(|_| Error::Corrupt("device.doors"))?;
    let doors = words.iter().map(|word| Door::parse(word)).collect::<Option<Vec<_>>>();
    Ok(Some(doors.ok_or(Error::Corrupt("device.doors"))?))
}

/// A phone to prepare.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDevice {
    /// Its identity.
    pub id: Uuid,
    /// What it is called.
    pub name: String,
    /// SHA-256 of the secret it shows.
    pub token_hash: Vec<u8>,
    /// The doors it may keep; `None` for all of them.
    pub doors: Option<Vec<Door>>,
    /// Who answers for it.
    pub account: Uuid,
    /// Until when it may keep them.
    pub expires_at: Moment,
}

/// Prepares a phone for a member of the team.
///
/// # Errors
/// No programme has been imported, all blocks of codes are given, or the database failed.
pub async fn prepare(conn: &mut Conn, new: &NewDevice, now: Moment) -> Result<(), Error> {
    add(conn, new, None, now).await
}

async fn add(
    conn: &mut Conn,
    new: &NewDevice,
    pairing: Option<Uuid>,
    now: Moment,
) -> Result<(), Error> {
    // One after the other, so that no two phones are given the same block.
    participants::lock_places(conn).await?.ok_or(Refusal::NoEvent)?;
    let block = free_block(conn).await?;
    conn.exec(
        "insert into device (id, name, token_hash, doors, account_id, pairing_id, walk_in_block, \
         created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        (
            new.id,
            new.name.clone(),
            new.token_hash.clone(),
            write_doors(new.doors.as_deref())?,
            new.account,
            pairing,
            block,
            now.micros(),
            new.expires_at.micros(),
        ),
    )
    .await?;
    Ok(())
}

/// The first block of codes that no phone has, and with which nobody's code begins: a conference may
/// be older than the blocks.
async fn free_block(conn: &mut Conn) -> Result<String, Error> {
    let rows: Vec<(String,)> = conn
        .all(
            "select walk_in_block from device union \
             select substr(code, 1, 3) from participant where code like $1",
            (format!("{WALK_IN}%"),),
        )
        .await?;
    (1..WALK_IN_BLOCKS)
        .filter_map(walk_in_block)
        .find(|block| rows.iter().all(|(given,)| given != block))
        .ok_or(Error::Busy)
}

/// The phone that shows this secret, whether it may still keep doors or not.
///
/// # Errors
/// The database failed.
pub async fn by_token(conn: &mut Conn, token_hash: Vec<u8>) -> Result<Option<Device>, Error> {
    let row: Option<Row> =
        conn.opt(select_device!("where d.token_hash = $1"), (token_hash,)).await?;
    row.map(Row::device).transpose()
}

/// The phone with this identity.
///
/// # Errors
/// The database failed.
pub async fn by_id(conn: &mut Conn, id: Uuid) -> Result<Option<Device>, Error> {
    let row: Option<Row> = conn.opt(select_device!("where d.id = $1"), (id,)).await?;
    row.map(Row::device).transpose()
}

/// All phones, those in use first, by name.
///
/// # Errors
/// The database failed.
pub async fn all(conn: &mut Conn) -> Result<Vec<Device>, Error> {
    let rows: Vec<Row> = conn
        .all(
            select_device!(
                "order by case when d.revoked_at is null then 0 else 1 end, d.name, d.created_at"
            ),
            (),
        )
        .await?;
    rows.into_iter().map(Row::device).collect()
}

/// Takes the doors from a phone: its next contact tells it to forget everything. `false` when that
/// was done before, or there is no such phone.
///
/// # Errors
/// The database failed.
pub async fn revoke(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, Error> {
    let revoked = conn
        .exec(
            "update device set revoked_at = $2 where id = $1 and revoked_at is null",
            (id, now.micros()),
        )
        .await?;
    Ok(revoked == 1)
}

/// Notes that a phone was given the list.
///
/// # Errors
/// The database failed.
pub async fn listed(conn: &mut Conn, id: Uuid, now: Moment) -> Result<(), Error> {
    conn.exec(
        "update device set last_seen_at = $2, list_at = $2 where id = $1",
        (id, now.micros()),
    )
    .await?;
    Ok(())
}

/// Notes what a phone said of itself as it sent something: how many acts it still keeps back, and
/// how far its clock is ahead, in microseconds.
///
/// # Errors
/// The database failed.
pub async fn heard(
    conn: &mut Conn,
    id: Uuid,
    unsent: u32,
    clock_ahead: i64,
    now: Moment,
) -> Result<(), Error> {
    conn.exec(
        "update device set last_seen_at = $2, unsent = $3, clock_ahead = $4 where id = $1",
        (id, now.micros(), i64::from(unsent), clock_ahead),
    )
    .await?;
    Ok(())
}
