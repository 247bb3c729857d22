//! The registration form: what was typed, and what is wrong with it.

use serde::Deserialize;

use super::{AccessNeed, AccessNeeds, Department, Email, Registration};
use crate::text::clean_line;

/// The longest line kept for a person, in characters.
pub const MAX_LINE: usize = 120;

/// The longest free text about an access need, in characters.
pub const MAX_NEED: usize = 300;

/// The registration form as it was sent: whatever people typed, kept to be shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct RegistrationForm {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Ticked: « Je n'ai pas d'adresse e-mail ».
    pub no_email: bool,
    /// Organisation.
    pub organisation: String,
    /// The number of a département.
    pub department: String,
    /// Function.
    pub role_title: String,
    /// Phone number.
    pub phone: String,
    /// Words of [`AccessNeed`].
    pub access_needs: Vec<String>,
    /// Another need, in their own words.
    pub access_other: String,
    /// Ticked: the needs may be kept.
    pub access_consent: bool,
    /// Ticked: the registration may be kept.
    pub consent: bool,
}

/// The fields of the form that can be at fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// `first_name`
    FirstName,
    /// `last_name`
    LastName,
    /// `email`
    Email,
    /// `organisation`
    Organisation,
    /// `department`
    Department,
    /// `role_title`
    RoleTitle,
    /// `phone`
    Phone,
    /// `access_needs`
    AccessNeeds,
    /// `access_consent`
    AccessConsent,
    /// `consent`
    Consent,
}

impl Field {
    /// The name of the field in the form.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::FirstName => "first_name",
            Self::LastName => "last_name",
            Self::Email => "email",
            Self::Organisation => "organisation",
            Self::Department => "department",
            Self::RoleTitle => "role_title",
            Self::Phone => "phone",
            Self::AccessNeeds => "access_needs",
            Self::AccessConsent => "access_consent",
            Self::Consent => "consent",
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// Nothing was typed, and something is needed.
    Missing,
    /// More characters than are kept.
    TooLong {
        /// How many are kept.
        max: usize,
    },
    /// It does not read as what is asked.
    Malformed,
    /// Neither an address nor « I have none ».
    NeitherEmailNorNone,
    /// Both an address and « I have none ».
    BothEmailAndNone,
    /// Needs were told without leave to keep them.
    ConsentForNeeds,
    /// The registration cannot be kept without leave.
    ConsentMissing,
}

/// Who fills in the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilledBy {
    /// The person, who must agree to what is kept.
    Themselves,
    /// The team, or a group's contact, with an agreement given aloud or on paper.
    Team,
}

impl RegistrationForm {
    /// Reads the form: a registration that may be recorded.
    ///
    /// # Errors
    /// Every fault of every field, in the order of the form.
    pub fn read(&self, by: FilledBy) -> Result<Registration, Vec<(Field, Fault)>> {
        let mut faults = Vec::new();
        let registration = Registration {
            first_name: required(&self.first_name, Field::FirstName, &mut faults),
            last_name: required(&self.last_name, Field::LastName, &mut faults),
            email: self.read_email(&mut faults),
            organisation: optional(&self.organisation, Field::Organisation, &mut faults),
            department: self.read_department(&mut faults),
            role_title: optional(&self.role_title, Field::RoleTitle, &mut faults),
            phone: self.read_phone(&mut faults),
            needs: self.read_needs(by, &mut faults),
        };
        if by == FilledBy::Themselves && !self.consent {
            faults.push((Field::Consent, Fault::ConsentMissing));
        }
        if faults.is_empty() { Ok(registration) } else { Err(faults) }
    }

    fn read_email(&self, faults: &mut Vec<(Field, Fault)>) -> Option<Email> {
        let typed = self.email.trim();
        let fault = match (typed.is_empty(), self.no_email) {
            (true, true) => return None,
            (true, false) => Fault::NeitherEmailNorNone,
            (false, true) => Fault::BothEmailAndNone,
            (false, false) => match Email::parse(typed) {
                Some(email) => return Some(email),
                None => Fault::Malformed,
            },
        };
        faults.push((Field::Email, fault));
        None
    }

    fn read_department(&self, faults: &mut Vec<(Field, Fault)>) -> Option<Department> {
        if self.department.is_empty() {
            return None;
        }
        let department = Department::parse(&self.department);
        if department.is_none() {
            faults.push((Field::Department, Fault::Malformed));
        }
        department
    }

    fn read_phone(&self, faults: &mut Vec<(Field, Fault)>) -> String {
        let phone = optional(&self.phone, Field::Phone, faults);
        let digits = phone.chars().filter(char::is_ascii_digit).count();
        let plausible = phone.chars().all(|c| c.is_ascii_digit() || " +.-()/".contains(c));
        if !phone.is_empty() && (!plausible || !(6..=15).contains(&digits)) {
            faults.push((Field::Phone, Fault::Malformed));
        }
        phone
    }

    fn read_needs(&self, by: FilledBy, faults: &mut Vec<(Field, Fault)>) -> AccessNeeds {
        let other = clean_line(&self.access_other);
        if other.chars().count() > MAX_NEED {
            faults.push((Field::AccessNeeds, Fault::TooLong { max: MAX_NEED }));
        }
        let choices: Vec<_> =
            self.access_needs.iter().filter_map(|word| AccessNeed::parse(word)).collect();
        let needs = AccessNeeds { choices, other };
        if by == FilledBy::Themselves && !needs.is_empty() && !self.access_consent {
            faults.push((Field::AccessConsent, Fault::ConsentForNeeds));
        }
        needs
    }
}

fn required(typed: &str, field: Field, faults: &mut Vec<(Field, Fault)>) -> String {
    let line = optional(typed, field, faults);
    if line.is_empty() {
        faults.push((field, Fault::Missing));
    }
    line
}

fn optional(typed: &str, field: Field, faults: &mut Vec<(Field, Fault)>) -> String {
    let line = clean_line(typed);
    if line.chars().count() > MAX_LINE {
        faults.push((field, Fault::TooLong { max: MAX_LINE }));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> RegistrationForm {
        RegistrationForm {
            first_name: "Marie-Antoinette".to_owned(),
            last_name: "de La Rochefoucauld-Montmorency".to_owned(),
            email: "marie@exemple.fr".to_owned(),
            consent: true,
            ..RegistrationForm::default()
        }
    }

    fn faults(form: &RegistrationForm) -> Vec<(Field, Fault)> {
        form.read(FilledBy::Themselves).unwrap_err()
    }

    #[test]
    fn names_an_address_and_consent_are_enough() {
        let registration = form().read(FilledBy::Themselves).unwrap();
        assert_eq!(registration.full_name(), "Marie-Antoinette de La Rochefoucauld-Montmorency");
    }

    #[test]
    fn every_fault_is_told_at_once() {
        assert_eq!(
            faults(&RegistrationForm::default()),
            [
                (Field::FirstName, Fault::Missing),
                (Field::LastName, Fault::Missing),
                (Field::Email, Fault::NeitherEmailNorNone),
                (Field::Consent, Fault::ConsentMissing),
            ]
        );
    }

    #[test]
    fn someone_without_an_address_says_so() {
        let form = RegistrationForm { email: String::new(), no_email: true, ..form() };
        assert_eq!(form.read(FilledBy::Themselves).unwrap().email, None);
        let both = RegistrationForm { no_email: true, ..super::tests::form() };
        assert_eq!(faults(&both), [(Field::Email, Fault::BothEmailAndNone)]);
    }

    #[test]
    fn needs_are_kept_only_with_leave() {
        let form = RegistrationForm { access_needs: vec!["wheelchair".to_owned()], ..form() };
        assert_eq!(faults(&form), [(Field::AccessConsent, Fault::ConsentForNeeds)]);
        assert!(form.read(FilledBy::Team).is_ok());
    }

    #[test]
    fn a_phone_number_has_digits() {
        let with = |phone: &str| RegistrationForm { phone: phone.to_owned(), ..form() };
        assert!(with("+33 (0)2.41-00 00 00").read(FilledBy::Themselves).is_ok());
        assert_eq!(faults(&with("appelez-moi")), [(Field::Phone, Fault::Malformed)]);
    }
}
