//! A group: several people registered by one, its contact.

mod form;
mod names;
mod paste;

pub use form::{Filled, Guest, Invitation, PartyForm, Row, Spot, Who, Wrong};
pub use names::Names;
pub(crate) use paste::in_one;
pub use paste::{Entry, PasteFault, read_list};

/// How many colleagues one person may register, besides themselves.
pub const MAX_COLLEAGUES: usize = 10;

/// How many empty rows a new form shows.
pub const FIRST_ROWS: usize = 3;

/// Who of a group gets a place and who waits, as its contact chose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// Whether each person waits, in the order of the form.
    pub each: Vec<bool>,
    /// Whether the contact agreed that everybody waits, since the page said that nothing is left.
    pub all: bool,
}

impl Waits {
    /// Which people get a place when so many are left; `None` when the contact has to choose.
    ///
    /// A place is never left empty while someone waits, so exactly as many people wait as there are
    /// places missing: other choices, made when more or fewer places were left, are asked again.
    #[must_use]
    pub fn placing(&self, left: u32) -> Option<Vec<bool>> {
        let people = self.each.len();
        let left = usize::try_from(left).unwrap_or(usize::MAX);
        let missing = people.saturating_sub(left);
        if missing == 0 {
            return Some(vec![true; people]);
        }
        if left == 0 && self.all {
            return Some(vec![false; people]);
        }
        let waiting = self.each.iter().filter(|waits| **waits).count();
        (waiting == missing).then(|| self.each.iter().map(|waits| !waits).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::Waits;

    fn placing(each: &[bool], all: bool, left: u32) -> Option<Vec<bool>> {
        Waits { each: each.to_vec(), all }.placing(left)
    }

    #[test]
    fn everybody_has_a_place_while_there_are_enough() {
        assert_eq!(placing(&[false, false], false, 2), Some(vec![true, true]));
        assert_eq!(placing(&[true, false], false, 9), Some(vec![true, true]), "a choice of before");
        assert_eq!(placing(&[false, false], true, 2), Some(vec![true, true]));
        assert_eq!(placing(&[], false, 0), Some(vec![]));
    }

    #[test]
    fn the_contact_chooses_who_waits_when_places_are_missing() {
        assert_eq!(placing(&[false, false, false], false, 2), None);
        assert_eq!(placing(&[false, true, false], false, 2), Some(vec![true, false, true]));
        assert_eq!(placing(&[true, true, false], false, 2), None, "a place would stay empty");
        assert_eq!(placing(&[false, true, false], false, 1), None, "a place went meanwhile");
        assert_eq!(placing(&[false, true, false], true, 1), None);
    }

    #[test]
    fn everybody_waits_once_the_contact_agreed() {
        assert_eq!(placing(&[false, false], false, 0), None);
        assert_eq!(placing(&[false, false], true, 0), Some(vec![false, false]));
        assert_eq!(placing(&[true, true], false, 0), Some(vec![false, false]));
    }
}
