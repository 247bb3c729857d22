//! One row: somebody who may be registered, or why not.

use super::headings::{Column, Layout};
use crate::participant::{Department, Fault, Field, FilledBy, Registration, RegistrationForm};
use crate::party::in_one;
use crate::text::{clean_line, fold};

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// A field at fault.
    Fault(Field, Fault),
    /// A cell holds a formula, which nobody has worked out here.
    Formula(String),
    /// The address, or the same name without an address, is on an earlier row: which, from 1.
    Twice(usize),
    /// The address belongs to somebody registered under quite another name.
    OtherName(String),
}

/// Reads a row: what it says as a form, to be put right, and the registration it makes.
///
/// # Errors
/// Everything that is wrong with it.
pub fn read(layout: &Layout, row: &[String]) -> Result<Registration, Vec<Wrong>> {
    let formulas: Vec<_> = layout
        .columns
        .iter()
        .zip(row)
        .filter(|(column, cell)| **column != Column::Ignored && is_formula(cell))
        .map(|(_, cell)| Wrong::Formula(cell.clone()))
        .collect();
    if !formulas.is_empty() {
        return Err(formulas);
    }
    form(layout, row).read(FilledBy::Team).map_err(|faults| {
        faults.into_iter().map(|(field, fault)| Wrong::Fault(field, fault)).collect()
    })
}

/// What a row says, as a form somebody filled in.
#[must_use]
pub fn form(layout: &Layout, row: &[String]) -> RegistrationForm {
    let cell = |column| clean_line(layout.cell(row, column));
    let (mut first_name, mut last_name) = (cell(Column::FirstName), cell(Column::LastName));
    let full = cell(Column::FullName);
    if !full.is_empty() && (first_name.is_empty() || last_name.is_empty()) {
        let (first, last) = in_one(&full);
        first_name = if first_name.is_empty() { first } else { first_name };
        last_name = if last_name.is_empty() { last } else { last_name };
    }
    let email = cell(Column::Email).trim_start_matches("mailto:").to_owned();
    RegistrationForm {
        first_name,
        last_name,
        no_email: email.is_empty(),
        email,
        organisation: cell(Column::Organisation),
        role_title: cell(Column::RoleTitle),
        phone: phone(&cell(Column::Phone)),
        department: department(&cell(Column::Department)),
        ..RegistrationForm::default()
    }
}

/// A cell that a spreadsheet would work out. A sign before a digit is a phone number's.
fn is_formula(cell: &str) -> bool {
    let mut letters = cell.trim_start().chars();
    match letters.next() {
        Some('=' | '@') => true,
        Some('+' | '-') => !letters.all(|c| c.is_ascii_digit() || " .-()/".contains(c)),
        _ => false,
    }
}

/// Spreadsheets drop the nought at the beginning of a number.
fn phone(cell: &str) -> String {
    let nine = cell.len() == 9 && cell.bytes().all(|b| b.is_ascii_digit());
    if nine && !cell.starts_with('0') { format!("0{cell}") } else { cell.to_owned() }
}

/// A département by its number or its name; another number is elsewhere, other words are not known.
fn department(cell: &str) -> String {
    let folded = fold(cell);
    let number: String = folded.chars().take_while(char::is_ascii_digit).collect();
    let known = Department::ALL.into_iter().find(|department| {
        fold(department.name()) == folded || (!number.is_empty() && department.as_str() == number)
    });
    match known {
        Some(department) => department.as_str().to_owned(),
        None if matches!(&*folded, "autre" | "autres" | "hors region" | "other" | "2a" | "2b") => {
            Department::Elsewhere.as_str().to_owned()
        }
        None if (1..=3).contains(&number.len()) => Department::Elsewhere.as_str().to_owned(),
        None => cell.to_owned(),
    }
}
