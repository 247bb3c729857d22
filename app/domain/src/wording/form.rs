use serde::{Deserialize, Serialize};

use super::{WordingFault, blocks, subject};
use crate::text::clean_line;

/// The longest heading, in characters: mail programs cut off longer ones.
pub const MAX_SUBJECT: usize = 120;

/// The longest text, in characters.
pub const MAX_TEXT: usize = 6000;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordingField {
    /// The heading.
    Subject,
    /// The text.
    Text,
}

impl WordingField {
    /// Its name in forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Subject => "objet",
            Self::Text => "texte",
        }
    }
}

/// A heading and a text as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordingForm {
    /// The heading.
    pub subject: String,
    /// The text.
    pub text: String,
}

impl WordingForm {
    /// Cleaned: one line for the heading; line ends alike, no control characters in the text.
    #[must_use]
    pub fn cleaned(&self) -> Self {
        let text: Vec<_> = self.text.lines().map(clean_line).collect();
        Self { subject: clean_line(&self.subject), text: text.join("\n").trim().to_owned() }
    }

    /// What is wrong with a letter of one's own: both fields are needed.
    #[must_use]
    pub fn faults(&self) -> Vec<(WordingField, WordingFault)> {
        self.checked(true)
    }

    /// What is wrong with changes to a letter that has words already: both may be left empty.
    #[must_use]
    pub fn faults_of_changes(&self) -> Vec<(WordingField, WordingFault)> {
        self.checked(false)
    }

    fn checked(&self, needed: bool) -> Vec<(WordingField, WordingFault)> {
        let heading = subject(&self.subject).err();
        let words = blocks(&self.text).err();
        [
            (WordingField::Subject, size(&self.subject, MAX_SUBJECT, needed).or(heading)),
            (WordingField::Text, size(&self.text, MAX_TEXT, needed).or(words)),
        ]
        .into_iter()
        .filter_map(|(field, fault)| Some((field, fault?)))
        .collect()
    }
}

fn size(text: &str, max: usize, needed: bool) -> Option<WordingFault> {
    match text.chars().count() {
        0 if needed => Some(WordingFault::Missing),
        length if length > max => Some(WordingFault::TooLong { max }),
        _ => None,
    }
}
