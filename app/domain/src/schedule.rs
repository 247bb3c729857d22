//! One person's day: what they hold, and whether one more thing fits.

use crate::programme::Session;
use crate::refusal::Refusal;
use crate::time::Moment;

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

/// Whether a person who holds `held` may take `wanted` now. One workshop per slot: another one of
/// the same slot is swapped. Any other session that shares time with it is a clash.
///
/// # Errors
/// The session is cancelled, over, or shares time with something held.
pub fn fit<'a>(wanted: &Session, held: &'a [Session], now: Moment) -> Result<Fit<'a>, Refusal> {
    if wanted.cancelled {
        return Err(Refusal::SessionCancelled { code: wanted.code.clone() });
    }
    if held.iter().any(|session| session.id == wanted.id) {
        return Ok(Fit::Held);
    }
    if wanted.span.start() <= now {
        return Err(Refusal::SessionStarted { code: wanted.code.clone(), at: wanted.span.start() });
    }
    let swapped = swapped_by(wanted, held);
    let clash = held
        .iter()
        .filter(|session| Some(session.id) != swapped.map(|s| s.id))
        .find(|session| session.span.overlaps(wanted.span) || same_kiosk(session, wanted));
    match (clash, swapped) {
        (Some(other), _) if same_kiosk(other, wanted) => {
            Err(Refusal::KioskAlreadyVisited { code: other.code.clone(), at: other.span.start() })
        }
        (Some(other), _) => Err(Refusal::Clash {
            code: other.code.clone(),
            title: other.title.clone(),
            at: other.span.start(),
        }),
        (None, Some(old)) => Ok(Fit::Swaps(old)),
        (None, None) => Ok(Fit::Free),
    }
}

fn swapped_by<'a>(wanted: &Session, held: &'a [Session]) -> Option<&'a Session> {
    let slot = wanted.slot.as_ref()?;
    held.iter().find(|session| session.slot.as_ref() == Some(slot))
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
            cancelled: false,
            minimum: 0,
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
        assert_eq!(fit(&wanted, &held, now()), Ok(Fit::Swaps(&held[0])));
    }

    #[test]
    fn a_visit_that_shares_a_minute_with_a_workshop_is_a_clash() {
        let held = [session("A01", Some("A"), 60, 120)];
        let visit = session("K01", None, 119, 139);
        assert!(matches!(fit(&visit, &held, now()), Err(Refusal::Clash { .. })));
        let later = session("K01", None, 120, 140);
        assert_eq!(fit(&later, &held, now()), Ok(Fit::Free));
    }

    #[test]
    fn swapping_does_not_excuse_another_clash() {
        let held = [session("A01", Some("A"), 60, 120), session("K01", None, 120, 140)];
        let longer = session("A09", Some("A"), 60, 130);
        assert!(matches!(fit(&longer, &held, now()), Err(Refusal::Clash { .. })));
    }

    #[test]
    fn the_same_kiosk_is_visited_once() {
        let held = [session("K01", None, 120, 140)];
        let again = session("K01", None, 150, 170);
        assert!(matches!(fit(&again, &held, now()), Err(Refusal::KioskAlreadyVisited { .. })));
    }

    #[test]
    fn nothing_is_taken_once_it_has_begun_or_is_cancelled() {
        let mut wanted = session("A01", Some("A"), 60, 120);
        assert!(matches!(
            fit(&wanted, &[], now().plus_seconds(60 * 60)),
            Err(Refusal::SessionStarted { .. })
        ));
        wanted.cancelled = true;
        assert!(matches!(fit(&wanted, &[], now()), Err(Refusal::SessionCancelled { .. })));
    }
}
