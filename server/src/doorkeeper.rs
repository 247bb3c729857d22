//! Who keeps a door: a phone that was prepared for it, or a member of the team.
//!
//! A phone shows a random secret in a cookie; the database has its hash. It is no session: it opens
//! the doors and nothing else, and lasts as long as the phone may keep them.

use axum::http::HeaderMap;
use axum::http::header::HeaderValue;
use domain::checkin::Door;
use domain::retention::people_until;
use domain::role::{Access, Role};
use store::accounts;
use store::checkins::Keeper;
use store::devices::{self, Device};

use crate::access::Member;
use crate::clock::now;
use crate::cookie;
use crate::keys::hash;
use crate::state::App;

/// The cookie's name.
const NAME: &str = "appareil";

/// What a request shows of a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phone {
    /// None that is known was prepared.
    None,
    /// One that may keep doors.
    Serves(Box<Device>),
    /// One that may no longer.
    Ended,
}

/// Whoever keeps the door; put into the request by the guard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doorkeeper {
    /// The member of the team, if someone signed in.
    pub member: Option<Member>,
    /// The phone, if it was prepared.
    pub phone: Option<Box<Device>>,
    /// The doors they may keep; `None` for all of them.
    pub doors: Option<Vec<Door>>,
}

impl Doorkeeper {
    /// Whoever is there, if anybody may keep a door.
    ///
    /// # Errors
    /// The database failed.
    pub async fn of(
        app: &App,
        member: Option<Member>,
        phone: &Phone,
    ) -> Result<Option<Self>, store::Error> {
        let phone = match phone {
            Phone::Serves(device) => Some(device.clone()),
            Phone::None | Phone::Ended => None,
        };
        let of_member = match &member {
            Some(member) => doors_of(app, member).await?,
            None => Doors::None,
        };
        let doors = match (of_member, &phone) {
            (Doors::All, _) => None,
            (Doors::These(doors), _) => Some(doors),
            (Doors::None, Some(device)) => device.doors.clone(),
            (Doors::None, None) => return Ok(None),
        };
        Ok(Some(Self { member, phone, doors }))
    }

    /// By whom an act is done here: whoever signed in, else the phone.
    #[must_use]
    pub fn by(&self) -> Option<Keeper> {
        let member = self.member.as_ref().map(|member| Keeper::Member(member.id));
        member.or_else(|| self.phone.as_ref().map(|device| Keeper::Phone(device.id)))
    }

    /// Whether this door is one of theirs.
    #[must_use]
    pub fn keeps(&self, door: Door) -> bool {
        self.doors.as_ref().is_none_or(|doors| doors.contains(&door))
    }
}

/// The doors a member of the team may keep.
enum Doors {
    None,
    These(Vec<Door>),
    All,
}

/// All doors for those who look after people, those of their own sessions for those who lead some.
async fn doors_of(app: &App, member: &Member) -> Result<Doors, store::Error> {
    if member.role.may(Access::Door) {
        return Ok(Doors::All);
    }
    if member.role != Role::Host {
        return Ok(Doors::None);
    }
    let mut conn = app.store.reader().await?;
    let led = accounts::sessions_of(&mut conn, member.id).await?;
    let doors: Vec<Door> = led.into_iter().map(Door::Session).collect();
    Ok(if doors.is_empty() { Doors::None } else { Doors::These(doors) })
}

/// The phone that a request shows.
///
/// # Errors
/// The database failed.
pub async fn phone(app: &App, headers: &HeaderMap) -> Result<Phone, store::Error> {
    let Some(secret) = presented(headers) else { return Ok(Phone::None) };
    let mut conn = app.store.reader().await?;
    let device = devices::by_token(&mut conn, hash(&secret)).await?;
    drop(conn);
    Ok(match device {
        Some(device) if device.serves(now()) => Phone::Serves(Box::new(device)),
        Some(_) => Phone::Ended,
        None if is_forgotten(app).await? => Phone::Ended,
        // The books may be those of before it was prepared, put back: it forgets nothing for that.
        None => Phone::None,
    })
}

/// Whether the time has come by which phones are forgotten with everybody they knew.
async fn is_forgotten(app: &App) -> Result<bool, store::Error> {
    let ended = app.store.programme().await?.plan.event.span.end();
    Ok(now() >= people_until(ended))
}

/// The secret of a phone, if the request carries one.
#[must_use]
pub fn presented(headers: &HeaderMap) -> Option<String> {
    cookie::presented(headers, NAME)
}

/// The cookie that carries a phone's secret, for so many seconds.
#[must_use]
pub fn remember(app: &App, secret: &str, seconds: i64) -> HeaderValue {
    cookie::set(app, NAME, secret, seconds)
}
