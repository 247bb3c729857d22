//! Which part of a line is the given name and which the family name.

use super::{Entry, trimmed};
use crate::text::fold;

/// What people are addressed by; no part of a name.
const CIVILITIES: [&str; 9] =
    ["m", "mr", "mme", "mlle", "dr", "monsieur", "madame", "mademoiselle", "docteur"];

/// Small words that begin a family name.
const PARTICLES: [&str; 13] =
    ["de", "du", "des", "d", "la", "le", "les", "van", "von", "der", "den", "el", "ben"];

/// Which column holds what, as the first line of a spreadsheet says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order {
    separator: char,
    first_name: usize,
    last_name: usize,
    email: Option<usize>,
}

impl Order {
    /// The order a line of headings gives.
    pub(super) fn named_by(line: &str) -> Option<Self> {
        let separator = if line.contains(';') { ';' } else { ',' };
        let headings: Vec<String> = line.split(separator).map(fold).collect();
        let place =
            |known: &[&str]| headings.iter().position(|told| known.contains(&told.as_str()));
        Some(Self {
            separator,
            first_name: place(&["prenom", "prenoms"])?,
            last_name: place(&["nom", "nom de famille", "nom d usage"])?,
            email: place(&[
                "e mail",
                "email",
                "mail",
                "mel",
                "courriel",
                "adresse e mail",
                "adresse mail",
                "adresse email",
                "adresse",
                "adresse electronique",
            ]),
        })
    }

    /// Somebody out of a line that has these columns.
    pub(super) fn cells(self, line: &str) -> Option<Entry> {
        let cells: Vec<&str> = line.split(self.separator).map(trimmed).collect();
        let cell = |place: usize| cells.get(place).map(|cell| (*cell).to_owned());
        Some(Entry {
            first_name: cell(self.first_name)?,
            last_name: cell(self.last_name)?,
            email: self.email.and_then(cell).unwrap_or_default(),
        })
    }
}

/// « Prénom » and « Nom » in columns of their own, in this order unless capitals say otherwise.
pub(super) fn in_columns(columns: &[&str]) -> Option<(String, String)> {
    let columns = match columns {
        [civility, rest @ ..] if rest.len() == 2 && is_civility(civility) => rest,
        all => all,
    };
    let [first, second] = columns else { return None };
    Some(if is_capitals(first) && !is_capitals(second) {
        pair(second, first)
    } else {
        pair(first, second)
    })
}

/// « Prénom Nom », « Nom, Prénom », « NOM Prénom ».
pub(crate) fn in_one(text: &str) -> (String, String) {
    if let Some((last, first)) = text.split_once(',') {
        let (last, first) = (trimmed(last), trimmed(first));
        let swapped = is_capitals(first) && !is_capitals(last);
        return if swapped { pair(last, first) } else { pair(first, last) };
    }
    let mut words: Vec<&str> = text.split(' ').collect();
    if words.len() > 1 && is_civility(words[0]) {
        words.remove(0);
    }
    match words.as_slice() {
        [] => pair("", ""),
        [only] => pair("", only),
        several => {
            by_capitals(several).unwrap_or_else(|| pair(several[0], &several[1..].join(" ")))
        }
    }
}

/// The words in capitals are the family name, with the small words before them.
fn by_capitals(words: &[&str]) -> Option<(String, String)> {
    let mut start = words.iter().position(|word| is_capitals(word))?;
    let end = words.iter().rposition(|word| is_capitals(word))? + 1;
    while start > 0 && PARTICLES.contains(&fold(words[start - 1]).as_str()) {
        start -= 1;
    }
    let given = [&words[..start], &words[end..]].concat();
    (!given.is_empty()).then(|| pair(&given.join(" "), &words[start..end].join(" ")))
}

fn pair(first_name: &str, last_name: &str) -> (String, String) {
    (first_name.to_owned(), last_name.to_owned())
}

fn is_civility(word: &str) -> bool {
    CIVILITIES.contains(&fold(word).as_str())
}

/// Two capitals at least and nothing small: an initial is not enough.
fn is_capitals(text: &str) -> bool {
    let letters = || text.chars().filter(|c| c.is_alphabetic());
    letters().count() > 1 && letters().all(char::is_uppercase)
}
