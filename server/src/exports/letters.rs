use app::fr;
use domain::letter::Letter;
use store::Store;
use store::exports::{LetterRow, PAGE, letters};
use uuid::Uuid;

use super::Choice;
use super::cell::{Cell, Column, Precision, Row, columns};

/// Where each letter stands, in the order of time; never what it says.
pub struct Letters {
    store: Store,
    choice: Choice,
    /// Where the next page begins; `None` after the last.
    after: Option<(i64, Uuid)>,
}

impl Letters {
    pub fn new(store: Store, choice: Choice) -> Self {
        Self { store, choice, after: Some((i64::MIN, Uuid::nil())) }
    }

    pub fn columns() -> Vec<Column> {
        columns(&[
            ("ecrite", "Écrite le", 17),
            ("lettre", "Lettre", 26),
            ("nom", "Nom", 22),
            ("prenom", "Prénom", 18),
            ("adresse", "Adresse e-mail", 32),
            ("etat", "État", 12),
            ("essais", "Essais", 8),
            ("envoyee", "Envoyée le", 17),
            ("raison", "Dernier échec", 40),
        ])
    }

    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let mut conn = self.store.reader().await?;
        let page = letters(&mut conn, after).await?;
        if page.is_empty() {
            return Ok(None);
        }
        if page.len() == PAGE as usize {
            self.after = page.last().map(|letter| (letter.created_at, letter.id));
        }
        let wanted = |letter: &LetterRow| self.choice.in_state(state(&letter.state));
        Ok(Some(page.into_iter().filter(wanted).map(row).collect()))
    }
}

/// The word of the filter; a state of a later version is shown as it is.
fn state(kept: &str) -> &str {
    match kept {
        "waiting" => "attente",
        "sent" => "envoyees",
        "failed" => "echecs",
        other => other,
    }
}

fn row(letter: LetterRow) -> Row {
    let kind = Letter::parse(&letter.kind).map_or(letter.kind, |kind| fr::letter(kind).to_owned());
    let state = match letter.state.as_str() {
        "waiting" => "En attente",
        "sent" => "Envoyée",
        "failed" => "En échec",
        other => other,
    };
    vec![
        Cell::at(letter.created_at, Precision::Minute),
        Cell::text(kind),
        Cell::maybe(letter.last_name),
        Cell::maybe(letter.first_name),
        Cell::text(letter.recipient),
        Cell::text(state),
        Cell::Number(u32::try_from(letter.attempts).unwrap_or(u32::MAX)),
        letter.sent_at.map_or(Cell::Empty, |at| Cell::at(at, Precision::Minute)),
        Cell::text(letter.last_error),
    ]
}
