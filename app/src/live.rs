//! The numbers of seats that keep themselves up to date: what the pages call them, and what the
//! server answers about them. `frontend/public/places.js` puts the second into the first.

use std::collections::BTreeMap;

use domain::capacity::{Availability, Seats};
use domain::programme::{Programme, Session};
use serde::Serialize;

use crate::fr;

/// Where the numbers are asked for.
pub const ADDRESS: &str = "/places";

/// What a session is called there: its code, and its hour when it is one of several.
#[must_use]
pub fn name(session: &Session) -> String {
    if session.slot.is_some() {
        return session.code.clone();
    }
    let time = session.span.start().paris().time();
    format!("{}-{:02}{:02}", session.code, time.hour(), time.minute())
}

/// How full seats look, in a word of the style sheet: nothing, `few`, `full`.
#[must_use]
pub fn state(seats: Seats) -> &'static str {
    match seats.availability() {
        Availability::Free(_) => "",
        Availability::Few(_) => "few",
        Availability::Full => "full",
    }
}

/// The seats of a session: how many are left, how many people wait, how full that looks, and all
/// of it in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Places(u32, u32, &'static str, String);

/// The seats of every session, by its [`name`].
#[must_use]
pub fn places(programme: &Programme) -> BTreeMap<String, Places> {
    let sessions = programme.sessions.iter();
    sessions.map(|session| (name(session), of(session))).collect()
}

fn of(session: &Session) -> Places {
    let Session { seats, waiting, cancelled, .. } = session;
    let (left, state) = if *cancelled { (0, "full") } else { (seats.left(), state(*seats)) };
    Places(left, *waiting, state, fr::session_seats(session))
}
