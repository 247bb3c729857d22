//! The form of a group: what was typed, and what is wrong with it.

use super::paste::{Entry, PasteFault, read_list};
use super::{Names, Waits};
use crate::participant::{Email, Fault, Field, FilledBy, Registration, RegistrationForm};

/// One person as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Ticked: has no address.
    pub no_email: bool,
    /// Ticked: waits for a place.
    pub waits: bool,
}

impl Row {
    /// Whether nothing was typed, so that the row stands for nobody.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        [&self.first_name, &self.last_name, &self.email].iter().all(|typed| typed.trim().is_empty())
            && !self.no_email
    }

    /// The form under which two addresses are the same person's, when there is one.
    fn email_key(&self) -> Option<String> {
        Email::parse(&self.email).map(|email| email.key())
    }
}

/// The form of a group as it was sent: whatever people typed, kept to be shown again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartyForm {
    /// Who registers the others; `None` when people are added to a group that exists.
    pub contact: Option<Row>,
    /// Ticked: the contact comes too.
    pub comes: bool,
    /// Everybody's organisation.
    pub organisation: String,
    /// The number of everybody's département.
    pub department: String,
    /// The people.
    pub rows: Vec<Row>,
    /// A list still to be read into rows.
    pub pasted: String,
    /// Ticked: everybody agrees.
    pub consent: bool,
    /// Whether the form asked who waits.
    pub asked: bool,
    /// Whether the form said that everybody will wait.
    pub all_wait: bool,
}

/// Whose fields.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Who {
    /// Who registers the others.
    Contact,
    /// The person of a row, from 0.
    Row(usize),
}

impl Who {
    /// The names of their fields.
    #[must_use]
    pub fn names(self) -> &'static Names {
        match self {
            Self::Contact => &Names::CONTACT,
            Self::Row(row) => Names::of(row),
        }
    }
}

/// A field of the form: someone's, or everybody's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Spot {
    /// Whose; `None` for what is everybody's.
    pub who: Option<Who>,
    /// Which.
    pub field: Field,
}

impl Spot {
    /// Somebody's address.
    #[must_use]
    pub fn email(who: Who) -> Self {
        Self { who: Some(who), field: Field::Email }
    }

    /// The name of the field in the form.
    #[must_use]
    pub fn name(self) -> &'static str {
        let Some(who) = self.who else { return self.field.name() };
        let names = who.names();
        match self.field {
            Field::LastName => names.last_name,
            Field::Email => names.email,
            _ => names.first_name,
        }
    }

    /// Where it stands in the form: the contact, what is everybody's, the rows, the agreement.
    fn rank(self) -> (u8, usize) {
        match (self.who, self.field) {
            (Some(Who::Contact), _) => (0, 0),
            (None, Field::Consent) => (3, 0),
            (None, _) => (1, 0),
            (Some(Who::Row(row)), _) => (2, row),
        }
    }
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wrong {
    /// As in anybody's form.
    Fault(Fault),
    /// The address stands beside somebody else, too.
    Twice,
    /// The address is registered already.
    Registered,
    /// Nobody is to be registered.
    Nobody,
    /// More people than a group may have.
    TooMany {
        /// How many it may have.
        most: usize,
    },
}

/// Somebody to be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// Where they stand in the form.
    pub who: Who,
    /// What is told about them.
    pub registration: Registration,
    /// Whether the contact chose that they wait.
    pub waits: bool,
}

/// A group that may be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The contact's full name and address; `None` when people are added to a group that exists.
    pub contact: Option<(String, Email)>,
    /// Everybody, the contact first when they come too.
    pub people: Vec<Guest>,
    /// Whether the form said that everybody will wait.
    pub all_wait: bool,
}

impl Invitation {
    /// Who waits, as the contact chose.
    #[must_use]
    pub fn waits(&self) -> Waits {
        Waits { each: self.people.iter().map(|guest| guest.waits).collect(), all: self.all_wait }
    }
}

/// What reading a pasted list did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filled {
    /// How many rows were filled.
    pub added: u32,
    /// How many lines were left out because their address stands in the form already.
    pub known: u32,
    /// How many people there were no rows for.
    pub too_many: u32,
    /// The lines that could not be read, and why.
    pub faults: Vec<(String, PasteFault)>,
}

impl PartyForm {
    /// Reads the form: a group of at most `most` colleagues that may be registered.
    ///
    /// # Errors
    /// Every fault of every field, in the order of the form.
    pub fn read(&self, most: usize) -> Result<Invitation, Vec<(Spot, Wrong)>> {
        let mut faults = Vec::new();
        let contact = self.read_contact(&mut faults);
        let mut people = Vec::new();
        if let (true, Some(registration)) = (self.comes, &contact) {
            let waits = self.contact.as_ref().is_some_and(|row| row.waits);
            people.push(Guest { who: Who::Contact, registration: registration.clone(), waits });
        }
        people.extend(self.read_rows(most, &mut faults));
        faults.extend(self.twice());
        if !self.consent {
            let spot = Spot { who: None, field: Field::Consent };
            faults.push((spot, Wrong::Fault(Fault::ConsentMissing)));
        }
        if !faults.is_empty() {
            faults.sort_by_key(|(spot, _)| spot.rank());
            return Err(faults);
        }
        let contact = contact.and_then(|contact| Some((contact.full_name(), contact.email?)));
        Ok(Invitation { contact, people, all_wait: self.all_wait })
    }

    /// The contact, and with them what is everybody's.
    fn read_contact(&self, faults: &mut Vec<(Spot, Wrong)>) -> Option<Registration> {
        let row = self.contact.clone().unwrap_or_default();
        let read = self.registration(&Row { no_email: false, ..row }).read(FilledBy::Team);
        let told = |field| match field {
            Field::FirstName | Field::LastName | Field::Email => {
                self.contact.is_some().then_some(Some(Who::Contact))
            }
            _ => Some(None),
        };
        let found = read.as_ref().err().into_iter().flatten();
        faults.extend(found.filter_map(|(field, fault)| {
            Some((Spot { who: told(*field)?, field: *field }, Wrong::Fault(*fault)))
        }));
        read.ok().filter(|_| self.contact.is_some())
    }

    fn read_rows(&self, most: usize, faults: &mut Vec<(Spot, Wrong)>) -> Vec<Guest> {
        let mut people = Vec::new();
        let filled = || self.rows.iter().enumerate().filter(|(_, row)| !row.is_blank());
        for (index, row) in filled() {
            let who = Who::Row(index);
            match self.registration(row).read(FilledBy::Team) {
                Ok(registration) => people.push(Guest { who, registration, waits: row.waits }),
                Err(found) => faults.extend(found.into_iter().filter_map(|(field, fault)| {
                    let own = matches!(field, Field::FirstName | Field::LastName | Field::Email);
                    own.then_some((Spot { who: Some(who), field }, Wrong::Fault(fault)))
                })),
            }
        }
        let first_name = |row| Spot { who: Some(Who::Row(row)), field: Field::FirstName };
        if let Some((row, _)) = filled().nth(most) {
            faults.push((first_name(row), Wrong::TooMany { most }));
        }
        if filled().next().is_none() && !self.comes {
            faults.push((first_name(0), Wrong::Nobody));
        }
        people
    }

    fn registration(&self, row: &Row) -> RegistrationForm {
        RegistrationForm {
            first_name: row.first_name.clone(),
            last_name: row.last_name.clone(),
            email: row.email.clone(),
            no_email: row.no_email,
            organisation: self.organisation.clone(),
            department: self.department.clone(),
            ..RegistrationForm::default()
        }
    }

    /// The addresses that stand beside two people or more, told beside each of them.
    fn twice(&self) -> Vec<(Spot, Wrong)> {
        let contact = self.contact.as_ref().filter(|_| self.comes);
        let people: Vec<(Who, String)> = contact
            .map(|row| (Who::Contact, row))
            .into_iter()
            .chain(self.rows.iter().enumerate().map(|(index, row)| (Who::Row(index), row)))
            .filter_map(|(who, row)| Some((who, row.email_key()?)))
            .collect();
        let times = |key: &String| people.iter().filter(|(_, other)| other == key).count();
        people
            .iter()
            .filter(|(_, key)| times(key) > 1)
            .map(|(who, _)| (Spot::email(*who), Wrong::Twice))
            .collect()
    }

    /// Adds an empty row; `false` when the form has as many as it may.
    pub fn add_row(&mut self, most: usize) -> bool {
        let room = self.rows.len() < most;
        if room {
            self.rows.push(Row::default());
        }
        room
    }

    /// Takes a row away; one always stays.
    pub fn remove_row(&mut self, index: usize) {
        if index < self.rows.len() {
            self.rows.remove(index);
        }
        if self.rows.is_empty() {
            self.rows.push(Row::default());
        }
    }

    /// Reads the pasted list into the rows that are empty, then into new ones. What could not be
    /// read, or has no room, stays in the list.
    pub fn fill(&mut self, most: usize) -> Filled {
        let mut filled = Filled::default();
        let mut left = Vec::new();
        for (line, read) in read_list(&self.pasted) {
            match read {
                Err(fault) => {
                    filled.faults.push((line.clone(), fault));
                    left.push(line);
                }
                Ok(entry) if self.knows(&entry) => filled.known += 1,
                Ok(entry) if self.put(&entry, most) => filled.added += 1,
                Ok(_) => {
                    filled.too_many += 1;
                    left.push(line);
                }
            }
        }
        self.pasted = left.join("\n");
        filled
    }

    fn knows(&self, entry: &Entry) -> bool {
        let key = Email::parse(&entry.email).map(|email| email.key());
        let contact = self.contact.as_ref().filter(|_| self.comes);
        key.is_some() && self.rows.iter().chain(contact).any(|row| row.email_key() == key)
    }

    fn put(&mut self, entry: &Entry, most: usize) -> bool {
        let Entry { first_name, last_name, email } = entry.clone();
        let row = Row { first_name, last_name, email, ..Row::default() };
        if let Some(blank) = self.rows.iter_mut().find(|row| row.is_blank()) {
            *blank = row;
            return true;
        }
        let room = self.rows.len() < most;
        if room {
            self.rows.push(row);
        }
        room
    }
}

#[cfg(test)]
mod tests;
