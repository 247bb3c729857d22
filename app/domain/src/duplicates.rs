//! Registrations that are probably one person's: same name, close address, same phone. A person
//! decides; nothing here is certain.

mod close;

use std::collections::{BTreeMap, HashMap};

use uuid::Uuid;

use crate::text::fold;
use close::{address, near};

/// More people with one number than this share a switchboard, not a life.
const SWITCHBOARD: usize = 4;

/// Addresses that begin or end alike are compared with each other, unless so many do that they were
/// made by a machine.
const ALIKE: usize = 40;

/// What is compared of a registration.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Whose it is.
    pub id: Uuid,
    /// First name and last name.
    pub name: String,
    /// Where letters go; may be empty.
    pub email: String,
    /// How to call them; may be empty.
    pub phone: String,
}

/// Why two registrations look like one person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// The same words in their names, whatever the accents, capitals, hyphens and order.
    Name,
    /// Addresses that differ as a slip of the hand does, and a name in common.
    Address,
    /// The same phone number.
    Phone,
}

/// Two registrations and what they have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The lesser identity: who registered first, since identities grow with time.
    pub low: Uuid,
    /// The other one.
    pub high: Uuid,
    /// Why, the strongest sign first.
    pub signs: Vec<Sign>,
}

/// The form under which two names are the same: folded words in the order of the alphabet.
#[must_use]
pub fn name_key(name: &str) -> String {
    let folded = fold(name);
    let mut words: Vec<_> = folded.split(' ').collect();
    words.sort_unstable();
    words.join(" ")
}

/// The form under which two phone numbers are the same: their last nine digits, so that 02 41 and
/// +33 2 41 are; `None` for what has fewer.
#[must_use]
pub fn phone_key(phone: &str) -> Option<String> {
    let digits: Vec<_> = phone.chars().filter(char::is_ascii_digit).collect();
    digits.last_chunk::<9>().map(|last| last.iter().collect())
}

/// The pairs that are probably one person, most signs first. Of many with one name each is told
/// beside the first of them, so that what this costs grows with the number of people.
#[must_use]
pub fn probable(people: &[Known]) -> Vec<Pair> {
    let mut found = Found::default();
    for group in groups(people, |known| Some(name_key(&known.name)).filter(|key| !key.is_empty())) {
        found.beside_first(people, &group, Sign::Name);
    }
    for group in groups(people, |known| phone_key(&known.phone)) {
        if group.len() <= SWITCHBOARD {
            found.beside_first(people, &group, Sign::Phone);
        }
    }
    found.close_addresses(people);
    found.pairs()
}

/// Those with the same key, two at least.
fn groups(people: &[Known], key: impl Fn(&Known) -> Option<String>) -> Vec<Vec<usize>> {
    let mut groups: HashMap<String, Vec<usize>> = HashMap::new();
    for (index, known) in people.iter().enumerate() {
        if let Some(key) = key(known) {
            groups.entry(key).or_default().push(index);
        }
    }
    groups.into_values().filter(|group| group.len() > 1).collect()
}

#[derive(Debug, Default)]
struct Found(BTreeMap<(Uuid, Uuid), Vec<Sign>>);

impl Found {
    fn add(&mut self, one: &Known, other: &Known, sign: Sign) {
        let pair = (one.id.min(other.id), one.id.max(other.id));
        let signs = self.0.entry(pair).or_default();
        if pair.0 != pair.1 && !signs.contains(&sign) {
            signs.push(sign);
        }
    }

    fn beside_first(&mut self, people: &[Known], group: &[usize], sign: Sign) {
        let known = || group.iter().filter_map(|index| people.get(*index));
        let Some(first) = known().min_by_key(|known| known.id) else { return };
        for other in known().filter(|other| other.id != first.id) {
            self.add(first, other, sign);
        }
    }

    /// Two addresses one slip apart share their first half or their second.
    fn close_addresses(&mut self, people: &[Known]) {
        let addresses: Vec<Option<String>> =
            people.iter().map(|known| address(&known.email)).collect();
        for first in [true, false] {
            let mut alike: HashMap<String, Vec<usize>> = HashMap::new();
            for (index, address) in addresses.iter().enumerate() {
                for key in address.iter().flat_map(|address| halves(address, first)) {
                    alike.entry(key).or_default().push(index);
                }
            }
            for group in alike.into_values().filter(|group| (2..=ALIKE).contains(&group.len())) {
                self.compare(people, &addresses, &group);
            }
        }
    }

    fn compare(&mut self, people: &[Known], addresses: &[Option<String>], group: &[usize]) {
        for (place, one) in group.iter().enumerate() {
            for other in group.iter().skip(place + 1) {
                let (Some(a), Some(b)) = (people.get(*one), people.get(*other)) else { continue };
                let (Some(Some(x)), Some(Some(y))) = (addresses.get(*one), addresses.get(*other))
                else {
                    continue;
                };
                if near(x, y) && name_in_common(&a.name, &b.name) {
                    self.add(a, b, Sign::Address);
                }
            }
        }
    }

    fn pairs(self) -> Vec<Pair> {
        let mut pairs: Vec<_> = self
            .0
            .into_iter()
            .filter(|(_, signs)| !signs.is_empty())
            .map(|((low, high), mut signs)| {
                signs.sort_unstable();
                Pair { low, high, signs }
            })
            .collect();
        pairs.sort_by(|a, b| b.signs.len().cmp(&a.signs.len()).then_with(|| a.signs.cmp(&b.signs)));
        pairs
    }
}

/// The beginning, or the end, that a text shares with whatever is one slip away from it: a little less
/// than half of it, and of a text one letter shorter.
fn halves(text: &str, first: bool) -> Vec<String> {
    let letters: Vec<char> = text.chars().collect();
    let part = |length: usize| {
        let half = length.saturating_sub(2) / 2;
        let part = if first {
            letters.get(..half)?
        } else {
            letters.get(letters.len().checked_sub(half)?..)?
        };
        (part.len() > 2).then(|| part.iter().collect::<String>())
    };
    let mut halves: Vec<_> =
        [letters.len(), letters.len().saturating_sub(1)].into_iter().filter_map(part).collect();
    halves.dedup();
    halves
}

/// A word of three letters at least, one slip apart at most.
fn name_in_common(one: &str, other: &str) -> bool {
    let (one, other) = (fold(one), fold(other));
    let long = |word: &&str| word.chars().count() > 2;
    one.split(' ').filter(long).any(|a| other.split(' ').filter(long).any(|b| near(a, b)))
}

#[cfg(test)]
mod tests;
