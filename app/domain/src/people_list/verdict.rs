//! What is known already of the person a row names.

use std::collections::HashMap;

use uuid::Uuid;

use super::row::Wrong;
use crate::duplicates::name_key;
use crate::participant::{Department, Email, Field, Registration};
use crate::text::fold;

/// Somebody who is registered, or was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// Who.
    pub id: Uuid,
    /// Whether they gave their place up.
    pub cancelled: bool,
    /// Given name.
    pub first_name: String,
    /// Family name.
    pub last_name: String,
    /// Where letters go; may be empty.
    pub email: String,
    /// Where they work or volunteer; may be empty.
    pub organisation: String,
    /// What they do; may be empty.
    pub role_title: String,
    /// How to call them; may be empty.
    pub phone: String,
    /// The number of their département; may be empty.
    pub department: String,
}

impl Known {
    fn name(&self) -> String {
        format!("{} {}", self.first_name, self.last_name)
    }

    /// The key by which a row finds them: their address, else their name.
    #[must_use]
    pub fn key(&self) -> String {
        if self.email.is_empty() { name_key(&self.name()) } else { self.email.to_lowercase() }
    }
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nobody knows them yet.
    New,
    /// They are registered, and the row says nothing new.
    Same(Uuid),
    /// They are registered, and the row says these fields otherwise. What it leaves empty stays.
    Changed(Uuid, Vec<Field>),
    /// They gave their place up: a list does not bring them back.
    Cancelled(Uuid),
    /// It cannot be used as it is.
    Refused(Vec<Wrong>),
}

/// The rows of a list that were judged before.
#[derive(Debug, Default)]
pub struct Seen(HashMap<String, usize>);

/// The key by which a registration is found among those known: its address, else its name.
fn key(registration: &Registration) -> String {
    registration.email.as_ref().map_or_else(|| name_key(&registration.full_name()), Email::key)
}

impl Seen {
    /// What becomes of the row with this number, from 1. `known` holds everybody under their
    /// [`Known::key`], the living rather than the cancelled.
    pub fn judge(
        &mut self,
        number: usize,
        read: Result<Registration, Vec<Wrong>>,
        known: &HashMap<String, Known>,
    ) -> Verdict {
        let registration = match read {
            Ok(registration) => registration,
            Err(wrong) => return Verdict::Refused(wrong),
        };
        let key = key(&registration);
        let earlier = *self.0.entry(key.clone()).or_insert(number);
        if earlier != number {
            return Verdict::Refused(vec![Wrong::Twice(earlier)]);
        }
        known.get(&key).map_or(Verdict::New, |known| compare(&registration, known))
    }
}

fn compare(row: &Registration, known: &Known) -> Verdict {
    let name = known.name();
    if name_key(&row.full_name()) != name_key(&name) {
        return Verdict::Refused(vec![Wrong::OtherName(name)]);
    }
    if known.cancelled {
        return Verdict::Cancelled(known.id);
    }
    let changed = fields(row, known);
    if changed.is_empty() { Verdict::Same(known.id) } else { Verdict::Changed(known.id, changed) }
}

/// The fields that a row says otherwise. Capitals and accents of a name are not news: what people
/// wrote themselves is better.
fn fields(row: &Registration, known: &Known) -> Vec<Field> {
    let department = row.department.map(Department::as_str).unwrap_or_default();
    let digits = |phone: &str| phone.chars().filter(char::is_ascii_digit).collect::<String>();
    [
        (Field::Phone, digits(&row.phone), digits(&known.phone)),
        (Field::Organisation, fold(&row.organisation), fold(&known.organisation)),
        (Field::RoleTitle, fold(&row.role_title), fold(&known.role_title)),
        (Field::Department, department.to_owned(), known.department.clone()),
    ]
    .into_iter()
    .filter(|(_, new, old)| !new.is_empty() && new != old)
    .map(|(field, _, _)| field)
    .collect()
}
