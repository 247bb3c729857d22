//! Invitations to keep doors, shown as a QR code and followed by phones.

use domain::Refusal;
use domain::checkin::Door;
use domain::time::Moment;
use uuid::Uuid;

use super::{NewDevice, add, read_doors, write_doors};
use crate::programme::count;
use crate::{Conn, Error};

/// An invitation to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPairing {
    /// Its identity.
    pub id: Uuid,
    /// SHA-256 of the secret in its address.
    pub token_hash: Vec<u8>,
    /// The doors it is for; `None` for all of them.
    pub doors: Option<Vec<Door>>,
    /// Who makes it.
    pub account: Uuid,
    /// Until when it may be followed.
    pub expires_at: Moment,
    /// By how many phones.
    pub phones: u32,
    /// Until when they may keep doors.
    pub keeps_until: Moment,
}

/// An invitation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pairing {
    /// Its identity.
    pub id: Uuid,
    /// The doors it is for; `None` for all of them.
    pub doors: Option<Vec<Door>>,
    /// Who made it.
    pub account: Uuid,
    /// Until when it may be followed.
    pub expires_at: Moment,
    /// By how many phones.
    pub phones: u32,
    /// By how many it was.
    pub followed: u32,
    /// Until when they may keep doors.
    pub keeps_until: Moment,
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    doors: Option<String>,
    created_by: Uuid,
    expires_at: i64,
    phones: i64,
    followed: i64,
    keeps_until: i64,
}

impl Row {
    fn pairing(self) -> Result<Pairing, Error> {
        Ok(Pairing {
            doors: read_doors(self.doors.as_deref())?,
            id: self.id,
            account: self.created_by,
            expires_at: Moment::from_micros(self.expires_at),
            phones: count(self.phones),
            followed: count(self.followed),
            keeps_until: Moment::from_micros(self.keeps_until),
        })
    }
}

/// Keeps an invitation by the hash of its secret.
///
/// # Errors
/// The database failed.
pub async fn add_pairing(conn: &mut Conn, new: &NewPairing, now: Moment) -> Result<(), Error> {
    conn.exec(
        "insert into pairing (id, token_hash, doors, created_by, created_at, expires_at, phones, \
         keeps_until) values ($1, $2, $3, $4, $5, $6, $7, $8)",
        (
            new.id,
            new.token_hash.clone(),
            write_doors(new.doors.as_deref())?,
            new.account,
            now.micros(),
            new.expires_at.micros(),
            i64::from(new.phones),
            new.keeps_until.micros(),
        ),
    )
    .await?;
    Ok(())
}

/// The invitation with this secret, while it can be followed.
///
/// # Errors
/// The database failed.
pub async fn pairing(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    now: Moment,
) -> Result<Option<Pairing>, Error> {
    let row: Option<Row> = conn
        .opt(
            "select id, doors, created_by, expires_at, phones, followed, keeps_until from pairing \
             where token_hash = $1 and expires_at > $2 and followed < phones",
            (token_hash, now.micros()),
        )
        .await?;
    row.map(Row::pairing).transpose()
}

/// The invitations that can be followed, the oldest first.
///
/// # Errors
/// The database failed.
pub async fn open_pairings(conn: &mut Conn, now: Moment) -> Result<Vec<Pairing>, Error> {
    let rows: Vec<Row> = conn
        .all(
            "select id, doors, created_by, expires_at, phones, followed, keeps_until from pairing \
             where expires_at > $1 and followed < phones order by created_at, id",
            (now.micros(),),
        )
        .await?;
    rows.into_iter().map(Row::pairing).collect()
}

/// Ends an invitation; phones that followed it go on. `false` when it had ended.
///
/// # Errors
/// The database failed.
pub async fn close_pairing(conn: &mut Conn, id: Uuid, now: Moment) -> Result<bool, Error> {
    let closed = conn
        .exec(
            "update pairing set expires_at = $2 where id = $1 and expires_at > $2",
            (id, now.micros()),
        )
        .await?;
    Ok(closed == 1)
}

/// Prepares a phone that follows an invitation: its secret is kept by this hash.
///
/// # Errors
/// The invitation is too old, or as many phones as it allows have followed it.
pub async fn follow(
    conn: &mut Conn,
    token_hash: Vec<u8>,
    name: &str,
    device_hash: Vec<u8>,
    now: Moment,
) -> Result<Uuid, Error> {
    let row: Option<Row> = conn
        .opt(
            "update pairing set followed = followed + 1 \
             where token_hash = $1 and expires_at > $2 and followed < phones \
             returning id, doors, created_by, expires_at, phones, followed, keeps_until",
            (token_hash, now.micros()),
        )
        .await?;
    let pairing = row.ok_or(Refusal::LinkExpired)?.pairing()?;
    let new = NewDevice {
        id: Uuid::now_v7(),
        name: name.to_owned(),
        token_hash: device_hash,
        doors: pairing.doors,
        account: pairing.account,
        expires_at: pairing.keeps_until,
    };
    add(conn, &new, Some(pairing.id), now).await?;
    Ok(new.id)
}
