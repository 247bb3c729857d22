//! A group's form as browsers send it: the names of its rows, then the fields of each.

use domain::party::{Names, PartyForm, Row};

use crate::http::form::Fields;

/// The most rows read; what a browser shows never has more.
const ROWS: usize = domain::party::MAX_COLLEAGUES;

/// The longest name of a row: a script counts on as rows are added and taken away.
const LONGEST: usize = 8;

/// What was typed into a group's form; with its contact when it is `new`.
#[must_use]
pub fn party(fields: &Fields, new: bool) -> PartyForm {
    let mut rows: Vec<Row> = rows(fields).map(|name| row(fields, name)).collect();
    if rows.is_empty() {
        rows.push(Row::default());
    }
    PartyForm {
        contact: new.then(|| row(fields, Names::CONTACT.row)),
        comes: new && fields.ticked("comes"),
        organisation: fields.text("organisation"),
        department: fields.text("department"),
        rows,
        pasted: fields.text("pasted"),
        consent: fields.ticked("consent"),
        asked: fields.ticked("asked"),
        all_wait: fields.ticked("all_wait"),
    }
}

/// The place of the row that a button names.
#[must_use]
pub fn place(fields: &Fields, name: &str) -> Option<usize> {
    rows(fields).position(|row| row == name)
}

fn rows(fields: &Fields) -> impl Iterator<Item = &str> {
    fields.all("row").filter(|name| is_row(name)).take(ROWS)
}

fn is_row(name: &str) -> bool {
    let number = name.strip_prefix('p').unwrap_or_default();
    (1..LONGEST).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

fn row(fields: &Fields, name: &str) -> Row {
    let field = |of: &str| format!("{name}_{of}");
    Row {
        first_name: fields.text(&field("first_name")),
        last_name: fields.text(&field("last_name")),
        email: fields.text(&field("email")),
        no_email: fields.ticked(&field("no_email")),
        waits: fields.ticked(&field("waits")),
    }
}
