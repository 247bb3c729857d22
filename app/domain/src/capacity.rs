//! Seats: how many there are, how many are taken, and what that means in words.

use serde::{Deserialize, Serialize};

/// Under this many seats left, people are told to hurry.
const FEW: u32 = 3;

/// The seats of a session, or the places of the conference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seats {
    /// How many people may come.
    pub capacity: u32,
    /// How many have a seat; may exceed the capacity once it has been lowered.
    pub taken: u32,
}

/// What the number of seats left means to someone who is choosing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Availability {
    /// Plenty: so many left.
    Free(u32),
    /// At most three left.
    Few(u32),
    /// None left.
    Full,
}

impl Seats {
    /// How many are left.
    #[must_use]
    pub fn left(self) -> u32 {
        self.capacity.saturating_sub(self.taken)
    }

    /// Whether nobody else can come.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.left() == 0
    }

    /// Whether more than nine seats of ten are taken.
    #[must_use]
    pub fn is_nearly_full(self) -> bool {
        u64::from(self.taken) * 10 > u64::from(self.capacity) * 9
    }

    /// What to tell people.
    #[must_use]
    pub fn availability(self) -> Availability {
        match self.left() {
            0 => Availability::Full,
            left if left <= FEW => Availability::Few(left),
            left => Availability::Free(left),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_told_what_is_left() {
        let seats = |taken| Seats { capacity: 24, taken };
        assert_eq!(seats(0).availability(), Availability::Free(24));
        assert_eq!(seats(20).availability(), Availability::Free(4));
        assert_eq!(seats(21).availability(), Availability::Few(3));
        assert_eq!(seats(24).availability(), Availability::Full);
        assert_eq!(seats(30).left(), 0);
    }

    #[test]
    fn organisers_are_told_past_nine_seats_of_ten() {
        let nearly = |taken, capacity| Seats { capacity, taken }.is_nearly_full();
        assert!(!nearly(18, 20) && nearly(19, 20) && nearly(20, 20));
        assert!(!nearly(0, 20) && !nearly(0, 0) && nearly(u32::MAX, u32::MAX));
    }
}
