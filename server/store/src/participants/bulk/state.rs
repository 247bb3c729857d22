//! What an act on several people may change, as it stands; and the difference between two such
//! states, which is what taking the act back needs.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::{Conn, Error};

/// Where a registration stands: its word, since when it waits, when it was cancelled.
pub(super) type Stand = (String, Option<i64>, Option<i64>);

/// A seat: whose, where, in which slot, since when, how they came to it, when they said they keep it.
pub(super) type Seat = (Uuid, Uuid, Option<String>, i64, String, Option<i64>);

/// A place in line: whose, where, in which slot, whether they swap, their wish's rank, their place,
/// since when, why they were moved up.
pub(super) type Place = (Uuid, Uuid, Option<String>, bool, Option<i64>, i64, i64, String);

/// A wish: whose, in which slot, for what, its rank, since when.
pub(super) type Wish = (Uuid, String, Uuid, i64, i64);

/// All that may change.
#[derive(Debug, Default)]
pub(super) struct State {
    pub(super) stands: BTreeMap<Uuid, Stand>,
    pub(super) seats: BTreeSet<Seat>,
    pub(super) places: BTreeSet<Place>,
    pub(super) wishes: BTreeSet<Wish>,
}

impl State {
    /// What stands now, of those whom this batch may change.
    pub(super) async fn load(conn: &mut Conn, batch: Uuid) -> Result<Self, Error> {
        let stands: Vec<(Uuid, String, Option<i64>, Option<i64>)> = conn
            .all(
                "select p.id, p.standing, p.waiting_since, p.cancelled_at from batch_person b \
                 join participant p on p.id = b.participant_id where b.batch_id = $1",
                (batch,),
            )
            .await?;
        let seats: Vec<Seat> = conn
            .all(
                "select u.participant_id, u.session_id, u.slot, u.created_at, u.origin, \
                 u.accepted_at from batch_person b join signup u \
                 on u.participant_id = b.participant_id where b.batch_id = $1",
                (batch,),
            )
            .await?;
        let places: Vec<Place> = conn
            .all(
                "select w.participant_id, w.session_id, w.slot, w.swap, w.wish_rank, w.order_key, \
                 w.joined_at, w.moved_reason from batch_person b join waitlist_entry w \
                 on w.participant_id = b.participant_id where b.batch_id = $1",
                (batch,),
            )
            .await?;
        let wishes: Vec<Wish> = conn
            .all(
                "select w.participant_id, w.slot, w.session_id, w.wish_rank, w.submitted_at \
                 from batch_person b join wish w on w.participant_id = b.participant_id \
                 where b.batch_id = $1",
                (batch,),
            )
            .await?;
        Ok(Self {
            stands: stands.into_iter().map(|(id, a, b, c)| (id, (a, b, c))).collect(),
            seats: seats.into_iter().collect(),
            places: places.into_iter().collect(),
            wishes: wishes.into_iter().collect(),
        })
    }

    /// What has changed since `before`.
    pub(super) fn since(&self, before: &Self) -> Undo {
        let stands = self
            .stands
            .iter()
            .filter_map(|(id, now)| {
                let was = before.stands.get(id)?;
                (was != now).then(|| (*id, was.clone(), now.clone()))
            })
            .collect();
        Undo {
            stands,
            seats: Both::between(&before.seats, &self.seats),
            places: Both::between(&before.places, &self.places),
            wishes: Both::between(&before.wishes, &self.wishes),
        }
    }
}

/// The rows that are gone, and the rows that have come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Both<T> {
    pub(super) gone: Vec<T>,
    pub(super) come: Vec<T>,
}

impl<T: Ord + Clone> Both<T> {
    fn between(before: &BTreeSet<T>, after: &BTreeSet<T>) -> Self {
        Self {
            gone: before.difference(after).cloned().collect(),
            come: after.difference(before).cloned().collect(),
        }
    }
}

/// What to put back.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Undo {
    /// Who, how it was, how it is.
    pub(super) stands: Vec<(Uuid, Stand, Stand)>,
    pub(super) seats: Both<Seat>,
    pub(super) places: Both<Place>,
    pub(super) wishes: Both<Wish>,
}

impl Undo {
    /// Whom anything has changed for.
    pub(super) fn touched(&self) -> BTreeSet<Uuid> {
        let stands = self.stands.iter().map(|(id, _, _)| *id);
        let seats = self.seats.gone.iter().chain(&self.seats.come).map(|seat| seat.0);
        let places = self.places.gone.iter().chain(&self.places.come).map(|place| place.0);
        let wishes = self.wishes.gone.iter().chain(&self.wishes.come).map(|wish| wish.0);
        stands.chain(seats).chain(places).chain(wishes).collect()
    }

    /// Whether everything still is as the act left it.
    pub(super) fn still_stands(&self, now: &State) -> bool {
        self.stands.iter().all(|(id, _, is)| now.stands.get(id) == Some(is))
            && self.seats.come.iter().all(|seat| now.seats.contains(seat))
            && self.places.come.iter().all(|place| now.places.contains(place))
            && self.wishes.come.iter().all(|wish| now.wishes.contains(wish))
            && self.seats.gone.iter().all(|gone| is_free(gone, now))
            && self.places.gone.iter().all(|gone| {
                !now.places.iter().any(|place| (place.0, place.1) == (gone.0, gone.1))
                    || self.places.come.iter().any(|come| (come.0, come.1) == (gone.0, gone.1))
            })
    }
}

/// Whether a seat that is gone can come back beside what its holder now has, but for what the act
/// itself gave them: the same slot is taken once.
fn is_free(gone: &Seat, now: &State) -> bool {
    !now.seats.iter().any(|seat| seat.0 == gone.0 && seat.1 == gone.1)
}
