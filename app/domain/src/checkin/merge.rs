//! What became of one person at one door, out of everything that phones and people did there,
//! whatever came first: the order is that of corrected time, then of identity.

use uuid::Uuid;

use crate::time::Moment;

/// Something that was done about one person at one door.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Happening {
    /// The act's identity.
    pub act: Uuid,
    /// When, by a clock that is right ([`corrected`]).
    pub at: Moment,
    /// Which phone, or which member of the team without one.
    pub by: Uuid,
    /// What.
    pub what: What,
}

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// The person was told to come in.
    LetIn,
    /// The person was told that this ticket had been seen, or that they do not belong here.
    NotLetIn,
    /// An act is taken back, whether it is known yet or not.
    TakesBack(Uuid),
}

/// What it all comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Settled {
    /// The act by which they came in: the first that stands.
    pub entry: Option<Uuid>,
    /// Acts by which another phone let them in as well, in order.
    pub doubles: Vec<Uuid>,
}

/// When something was done, by the server's clock: what a phone's clock showed, put right by how
/// far it was ahead.
#[must_use]
pub fn corrected(shown: Moment, ahead: i64) -> Moment {
    Moment::from_micros(shown.micros().saturating_sub(ahead))
}

/// Works out who came in. Being let in counts unless it is taken back, even before it is known; the
/// first one is the entry, and what another phone did besides is told. The order in which
/// `happenings` are given, and whether one is given twice, change nothing.
#[must_use]
pub fn settle(happenings: &[Happening]) -> Settled {
    let taken_back = |act: Uuid| happenings.iter().any(|one| one.what == What::TakesBack(act));
    let mut standing: Vec<&Happening> =
        happenings.iter().filter(|one| one.what == What::LetIn && !taken_back(one.act)).collect();
    standing.sort_by_key(|one| (one.at, one.act));
    standing.dedup_by_key(|one| one.act);
    let Some((entry, others)) = standing.split_first() else { return Settled::default() };
    let doubles = others.iter().filter(|one| one.by != entry.by).map(|one| one.act).collect();
    Settled { entry: Some(entry.act), doubles }
}

#[cfg(test)]
mod tests;
