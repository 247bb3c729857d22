//! One person's day: what they hold, and whether one more thing fits.

use serde::{Deserialize, Serialize};

use crate::programme::Session;
use crate::refusal::Refusal;
use crate::time::Moment;

/// How someone came to hold a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// They chose it themselves.
    Chosen,
    /// The team chose it for them.
    Team,
    /// They waited for it.
    Promoted,
    /// It was allocated from their wishes.
    Allocated,
}

impl Origin {
    /// All origins.
    pub const ALL: [Self; 4] = [Self::Chosen, Self::Team, Self::Promoted, Self::Allocated];

    /// The word kept in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Chosen => "chosen",
            Self::Team => "team",
            Self::Promoted => "promoted",
            Self::Allocated => "allocated",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|origin| origin.as_str() == word)
    }
}

/// What choosing a session would do to someone's day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fit<'a> {
    /// Nothing stands in the way.
    Free,
    /// They already hold this very session.
    Held,
    /// They hold another workshop of the same slot, which would be given back.
    Swaps(&'a Session),
}

/// Whether a person who holds `held` may take `wanted` now, when it takes `walk` minutes to go from
/// one room to another. One workshop per slot: another one of the same slot is swapped. Any other
/// session that shares time with it, the walk included, is a clash.
///
/// # Errors
/// The session is cancelled, has begun, or shares time with something held.
pub fn fit<'a>(
    wanted: &Session,
    held: &'a [Session],
    walk: u32,
    now: Moment,
) -> Result<Fit<'a>, Refusal> {
    if wanted.cancelled {
        return Err(Refusal::SessionCancelled { code: wanted.code.clone() });
    }
    if held.iter().any(|session| session.id == wanted.id) {
        return Ok(Fit::Held);
    }
    if wanted.span.start() <= now {
        return Err(Refusal::SessionStarted { code: wanted.code.clone(), at: wanted.span.start() });
    }
    let swapped = held_there(wanted, held).filter(|_| wanted.slot.is_some());
    let kept = || held.iter().filter(|session| Some(session.id) != swapped.map(|old| old.id));
    if let Some(other) = kept().find(|session| same_kiosk(session, wanted)) {
        let (code, at) = (other.code.clone(), other.span.start());
        return Err(Refusal::KioskAlreadyVisited { code, at });
    }
    if let Some(other) = kept().find(|session| clash(session, wanted, walk)) {
        return Err(Refusal::Clash {
            code: other.code.clone(),
            title: other.title.clone(),
            at: other.span.start(),
            walk: (!other.span.overlaps(wanted.span)).then_some(walk),
        });
    }
    Ok(swapped.map_or(Fit::Free, Fit::Swaps))
}

/// Whether nobody can attend both: they share time, or lie in two rooms with less than `walk`
/// minutes between them.
#[must_use]
pub fn clash(one: &Session, other: &Session, walk: u32) -> bool {
    let walk = if one.room == other.room { 0 } else { i64::from(walk) * 60 };
    one.span.widened(walk).overlaps(other.span)
}

/// What someone holds in the place of a session: the workshop of its slot, or the visit of the same
/// kiosk. A page shows it, and says so when something is asked from it.
#[must_use]
pub fn held_there<'a>(wanted: &Session, held: &'a [Session]) -> Option<&'a Session> {
    match &wanted.slot {
        Some(slot) => held.iter().find(|session| session.slot.as_ref() == Some(slot)),
        None => held.iter().find(|session| same_kiosk(session, wanted)),
    }
}

/// What someone who holds `held` gives up for a session they are taken into at its door: all that
/// nobody can attend beside it.
pub fn given_up_for<'a>(
    wanted: &Session,
    held: &'a [Session],
    walk: u32,
) -> impl Iterator<Item = &'a Session> {
    held.iter().filter(move |one| one.id != wanted.id && stands_in_the_way(one, wanted, walk))
}

/// Whether nobody may hold both.
#[must_use]
pub fn stands_in_the_way(one: &Session, other: &Session, walk: u32) -> bool {
    let same_slot = one.slot.is_some() && one.slot == other.slot;
    same_slot || same_kiosk(one, other) || clash(one, other, walk)
}

fn same_kiosk(one: &Session, other: &Session) -> bool {
    one.slot.is_none() && other.slot.is_none() && one.code == other.code
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::capacity::Seats;
    use crate::programme::Kind;
    use crate::time::Span;

    fn session(code: &str, slot: Option<&str>, start: i64, end: i64) -> Session {
        let moment = |minutes: i64| Moment::from_micros(0).plus_seconds(minutes * 60);
        Session {
            id: Uuid::new_v5_like(code, start),
            code: code.to_owned(),
            kind: if slot.is_some() { Kind::Workshop } else { Kind::Kiosk },
            title: format!("Atelier {code}"),
            theme: "rural".to_owned(),
            slot: slot.map(str::to_owned),
            room: "Salle Loire".to_owned(),
            span: Span::new(moment(start), moment(end)).unwrap(),
            seats: Seats { capacity: 20, taken: 0 },
            waiting: 0,
            minimum: 0,
            cancelled: false,
        }
    }

    trait TestId {
        fn new_v5_like(code: &str, start: i64) -> Uuid;
    }

    impl TestId for Uuid {
        fn new_v5_like(code: &str, start: i64) -> Uuid {
            let bytes = code.bytes().fold(0_u128, |id, byte| (id << 8) | u128::from(byte));
            Uuid::from_u128((bytes << 32) | u128::from(start.unsigned_abs()))
        }
    }

    fn now() -> Moment {
        Moment::from_micros(0)
    }

    #[test]
    fn a_workshop_of_the_same_slot_is_swapped() {
        let held = [session("A01", Some("A"), 60, 120)];
        let wanted = session("A02", Some("A"), 60, 120);
        assert_eq!(fit(&wanted, &held, 0, now()), Ok(Fit::Swaps(&held[0])));
    }

    #[test]
    fn a_visit_that_shares_a_minute_with_a_workshop_is_a_clash() {
        let held = [session("A01", Some("A"), 60, 120)];
        let visit = session("K01", None, 119, 139);
        assert!(matches!(fit(&visit, &held, 0, now()), Err(Refusal::Clash { .. })));
        let later = session("K01", None, 120, 140);
        assert_eq!(fit(&later, &held, 0, now()), Ok(Fit::Free));
    }

    #[test]
    fn swapping_does_not_excuse_another_clash() {
        let held = [session("A01", Some("A"), 60, 120), session("K01", None, 120, 140)];
        let longer = session("A09", Some("A"), 60, 130);
        assert!(matches!(fit(&longer, &held, 0, now()), Err(Refusal::Clash { .. })));
    }

    #[test]
    fn the_walk_between_two_rooms_counts() {
        let held = [session("A01", Some("A"), 60, 120)];
        let mut visit = session("K01", None, 125, 145);
        assert_eq!(fit(&visit, &held, 10, now()), Ok(Fit::Free), "in the same room");
        visit.room = "Hall".to_owned();
        assert_eq!(fit(&visit, &held, 5, now()), Ok(Fit::Free), "five minutes are enough");
        let refused = fit(&visit, &held, 6, now());
        assert!(matches!(refused, Err(Refusal::Clash { walk: Some(6), .. })), "{refused:?}");
        visit.span = Span::new(now().plus_seconds(110 * 60), visit.span.end()).unwrap();
        let refused = fit(&visit, &held, 6, now());
        assert!(matches!(refused, Err(Refusal::Clash { walk: None, .. })), "{refused:?}");
    }

    #[test]
    fn the_walk_to_a_workshop_that_is_swapped_does_not_count() {
        let mut held = [session("A01", Some("A"), 60, 120)];
        held[0].room = "Hall".to_owned();
        let wanted = session("A02", Some("A"), 60, 120);
        assert_eq!(fit(&wanted, &held, 30, now()), Ok(Fit::Swaps(&held[0])));
    }

    #[test]
    fn what_is_held_there_is_the_workshop_of_the_slot_or_the_visit_of_the_kiosk() {
        let held = [session("A01", Some("A"), 60, 120), session("K01", None, 120, 140)];
        let workshop = session("A02", Some("A"), 60, 120);
        assert_eq!(held_there(&workshop, &held), Some(&held[0]));
        assert_eq!(held_there(&session("K01", None, 150, 170), &held), Some(&held[1]));
        assert_eq!(held_there(&session("K02", None, 120, 140), &held), None);
    }

    #[test]
    fn the_same_kiosk_is_visited_once() {
        let held = [session("K01", None, 120, 140)];
        let again = session("K01", None, 150, 170);
        assert!(matches!(fit(&again, &held, 0, now()), Err(Refusal::KioskAlreadyVisited { .. })));
    }

    #[test]
    fn nothing_is_taken_once_it_has_begun_or_is_cancelled() {
        let mut wanted = session("A01", Some("A"), 60, 120);
        assert!(matches!(
            fit(&wanted, &[], 0, now().plus_seconds(60 * 60)),
            Err(Refusal::SessionStarted { .. })
        ));
        wanted.cancelled = true;
        assert!(matches!(fit(&wanted, &[], 0, now()), Err(Refusal::SessionCancelled { .. })));
    }
}
