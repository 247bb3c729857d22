//! What to propose to whoever was given nothing.

use super::barred::barred;
use crate::programme::Session;
use crate::time::Moment;

/// The free sessions of `offered` that fit someone's day, nearest first: those of the theme of their
/// first wish, then of their second, and so on; then the others. Of one theme, those with most seats
/// left come first. What they wished for is full, or they would have it: it is not proposed.
#[must_use]
pub fn nearest<'a>(
    wished: &[&Session],
    offered: &'a [Session],
    day: &[Session],
    walk: u32,
    now: Moment,
) -> Vec<&'a Session> {
    let distance = |session: &Session| {
        wished.iter().position(|wish| wish.theme == session.theme).unwrap_or(wished.len())
    };
    let mut free: Vec<&Session> = offered
        .iter()
        .filter(|session| !session.seats.is_full())
        .filter(|session| wished.iter().all(|wish| wish.id != session.id))
        .filter(|session| barred(session, day, walk, now).is_none())
        .collect();
    free.sort_by(|one, other| {
        let key = |session: &'a Session| (distance(session), u32::MAX - session.seats.left());
        key(one).cmp(&key(other)).then_with(|| one.code.cmp(&other.code))
    });
    free
}
