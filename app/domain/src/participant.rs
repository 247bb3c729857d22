//! A participant: what they tell us, read once and then trusted.

mod form;

use std::fmt;

use serde::{Deserialize, Serialize};

pub use form::{Fault, Field, FilledBy, MAX_LINE, MAX_NEED, RegistrationForm};

/// An e-mail address, as typed but for the spaces around it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Email(String);

impl Email {
    /// Reads an address: ASCII, one `@`, a dot in the domain, at most 254 characters (RFC 5321).
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = typed.trim();
        let (local, domain) = typed.split_once('@')?;
        (typed.len() <= 254 && is_local(local) && is_domain(domain)).then(|| Self(typed.to_owned()))
    }

    /// The address as typed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form under which two addresses are the same person's: lower case.
    #[must_use]
    pub fn key(&self) -> String {
        self.0.to_lowercase()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_local(local: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&b);
    (1..=64).contains(&local.len())
        && local.bytes().all(allowed)
        && !local.starts_with('.')
        && !local.ends_with('.')
        && !local.contains("..")
}

fn is_domain(domain: &str) -> bool {
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    domain.contains('.') && domain.split('.').all(label)
}

/// Where someone comes from, among the region's départements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Department {
    /// 44
    LoireAtlantique,
    /// 49
    MaineEtLoire,
    /// 53
    Mayenne,
    /// 72
    Sarthe,
    /// 85
    Vendee,
    /// Anywhere else.
    Elsewhere,
}

impl Department {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 6] = [
        Self::LoireAtlantique,
        Self::MaineEtLoire,
        Self::Mayenne,
        Self::Sarthe,
        Self::Vendee,
        Self::Elsewhere,
    ];

    /// The word used in forms and in the database: the official number.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::LoireAtlantique => "44",
            Self::MaineEtLoire => "49",
            Self::Mayenne => "53",
            Self::Sarthe => "72",
            Self::Vendee => "85",
            Self::Elsewhere => "autre",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|department| department.as_str() == word)
    }

    /// Its name, as printed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::LoireAtlantique => "Loire-Atlantique",
            Self::MaineEtLoire => "Maine-et-Loire",
            Self::Mayenne => "Mayenne",
            Self::Sarthe => "Sarthe",
            Self::Vendee => "Vendée",
            Self::Elsewhere => "Ailleurs",
        }
    }
}

/// What someone needs to take part: needs, never diagnoses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AccessNeed {
    /// A place for a wheelchair.
    Wheelchair,
    /// French sign language.
    SignLanguage,
    /// A hearing loop.
    HearingLoop,
    /// Documents in large print.
    LargePrint,
    /// Childcare during the day.
    Childcare,
}

impl AccessNeed {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 5] = [
        Self::Wheelchair,
        Self::SignLanguage,
        Self::HearingLoop,
        Self::LargePrint,
        Self::Childcare,
    ];

    /// The word used in forms and in the database.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Wheelchair => "wheelchair",
            Self::SignLanguage => "sign_language",
            Self::HearingLoop => "hearing_loop",
            Self::LargePrint => "large_print",
            Self::Childcare => "childcare",
        }
    }

    /// Reads the word back.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|need| need.as_str() == word)
    }
}

/// The access needs someone agreed to tell us.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccessNeeds {
    /// Among the usual ones.
    pub choices: Vec<AccessNeed>,
    /// In their own words; empty when nothing was added.
    pub other: String,
}

impl AccessNeeds {
    /// Whether nothing was asked for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.choices.is_empty() && self.other.is_empty()
    }
}

/// A registration that may be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registration {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where letters go; `None` for someone without e-mail.
    pub email: Option<Email>,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// Where they come from.
    pub department: Option<Department>,
    /// What they do; may be empty.
    pub role_title: String,
    /// How to call them; may be empty.
    pub phone: String,
    /// What they need, if they agreed to say so.
    pub needs: AccessNeeds,
}

impl Registration {
    /// First name and last name.
    #[must_use]
    pub fn full_name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_could_break_a_letter_are_refused() {
        for typed in [
            "a@b",
            "@exemple.fr",
            "a b@exemple.fr",
            "a@exemple.fr\nBcc: x@y.fr",
            "a@@exemple.fr",
            "a@-exemple.fr",
            "a@exemple..fr",
            ".a@exemple.fr",
            "é@exemple.fr",
        ] {
            assert_eq!(Email::parse(typed), None, "{typed:?}");
        }
        assert_eq!(Email::parse(" A.B+c@Exemple.FR ").unwrap().key(), "a.b+c@exemple.fr");
    }
}
