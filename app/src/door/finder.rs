//! Looking someone up by name or organisation, as people type at a door.

use domain::text::fold;

/// Nothing is shown for less than this: everybody's first letter is the same.
pub const FEWEST_LETTERS: usize = 2;

/// From here on, letters are also looked for across the spaces of a name: « leguen » is Le Guen.
const TELLING: usize = 4;

/// A person's words as they are looked for: folded, each after a space.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    name: String,
    organisation: String,
}

/// How well someone answers what was typed; the best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// By their name alone.
    Name,
    /// With the help of their organisation.
    Organisation,
}

impl Folded {
    /// Folds once what is looked through at each key.
    #[must_use]
    pub fn new(name: &str, organisation: &str) -> Self {
        Self { name: format!(" {}", fold(name)), organisation: format!(" {}", fold(organisation)) }
    }

    /// Whether each word begins one of this person's, whatever their order.
    #[must_use]
    pub fn rank(&self, asked: &Asked) -> Option<Rank> {
        if asked.0.iter().all(|word| begins(&self.name, word)) {
            return Some(Rank::Name);
        }
        let somewhere = |word: &Word| begins(&self.name, word) || begins(&self.organisation, word);
        asked.0.iter().all(somewhere).then_some(Rank::Organisation)
    }

    /// What names are put in order by.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    /// After a space, as it stands in a folded text.
    spaced: String,
}

fn begins(text: &str, word: &Word) -> bool {
    text.contains(&word.spaced) || is_across(text, word.spaced.trim_start())
}

/// Whether the letters stand in the text once its spaces are left out, from the start of a word.
fn is_across(text: &str, letters: &str) -> bool {
    letters.len() >= TELLING
        && text.match_indices(' ').any(|(at, _)| {
            let mut rest = text.get(at..).unwrap_or_default().chars().filter(|c| *c != ' ');
            letters.chars().all(|letter| rest.next() == Some(letter))
        })
}

/// What was typed, ready to be looked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked(Vec<Word>);

impl Asked {
    /// `None` while too little has been typed.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let folded = fold(typed);
        if folded.chars().filter(|c| *c != ' ').count() < FEWEST_LETTERS {
            return None;
        }
        Some(Self(folded.split(' ').map(|word| Word { spaced: format!(" {word}") }).collect()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rank(name: &str, organisation: &str, typed: &str) -> Option<Rank> {
        Folded::new(name, organisation).rank(&Asked::parse(typed)?)
    }

    #[test]
    fn two_letters_are_enough_and_one_is_not() {
        assert_eq!(rank("Hélène Le Guen", "", "he"), Some(Rank::Name));
        assert_eq!(Asked::parse("h"), None);
        assert_eq!(Asked::parse(" - "), None);
    }

    #[test]
    fn accents_case_hyphens_and_the_order_of_names_do_not_matter() {
        for typed in ["helene le-guen", "LE GUEN hélène", "guén hel", "leguen", "Hélène-Le"] {
            assert_eq!(rank("Hélène LE GUEN", "", typed), Some(Rank::Name), "{typed}");
        }
        assert_eq!(rank("Marie-Antoinette Léa", "", "marie antoinette"), Some(Rank::Name));
        assert_eq!(rank("Hélène LE GUEN", "", "elene"), None);
    }

    #[test]
    fn an_organisation_finds_its_people_after_those_who_are_called_so() {
        assert_eq!(rank("Camille Essai", "CCAS d’Angers", "ccas"), Some(Rank::Organisation));
        assert_eq!(
            rank("Camille Essai", "CCAS d’Angers", "camille angers"),
            Some(Rank::Organisation)
        );
        assert!(Rank::Name < Rank::Organisation);
    }
}
