use app::fr;
use domain::checkin::Door;
use domain::programme::{Programme, Session};
use domain::schedule::Origin;
use store::Store;
use store::checkins::door_word;
use store::exports::{PAGE, SeatedRow, seated};
use uuid::Uuid;

use super::Choice;
use super::cell::{Cell, Column, Precision, Row, columns};
use super::participants::code;

/// The sessions with their people: one row a seat, session after session in the order of the day.
pub struct Seated {
    store: Store,
    choice: Choice,
    /// The sessions still to be read, the next one last.
    sessions: Vec<Session>,
    /// Where the next page of the session begins.
    after: (String, Uuid),
}

impl Seated {
    pub fn new(store: Store, programme: &Programme, choice: Choice) -> Self {
        let mut sessions: Vec<_> = programme
            .sessions
            .iter()
            .filter(|session| choice.of_session(&session.code))
            .cloned()
            .collect();
        sessions.reverse();
        Self { store, choice, sessions, after: beginning() }
    }

    pub fn columns() -> Vec<Column> {
        columns(&[
            ("seance", "Séance", 9),
            ("titre", "Titre", 44),
            ("date", "Date", 12),
            ("debut", "Début", 8),
            ("salle", "Salle", 18),
            ("nom", "Nom", 22),
            ("prenom", "Prénom", 18),
            ("organisation", "Organisation", 30),
            ("email", "Adresse e-mail", 32),
            ("code", "Code", 10),
            ("origine", "Place obtenue", 22),
            ("pointage", "Pointage", 17),
        ])
    }

    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        let Some(session) = self.sessions.last() else { return Ok(None) };
        let mut conn = self.store.reader().await?;
        let door = door_word(Door::Session(session.id));
        let people = seated(&mut conn, session.id, door, self.after.clone()).await?;
        let rows = people.iter().filter(|row| self.choice.in_state(state(row)));
        let rows = rows.map(|row| line(session, row)).collect();
        match people.last() {
            Some(last) if people.len() == PAGE as usize => {
                self.after = (last.sort_key.clone(), last.id);
            }
            _ => {
                self.sessions.pop();
                self.after = beginning();
            }
        }
        Ok(Some(rows))
    }
}

fn beginning() -> (String, Uuid) {
    (String::new(), Uuid::nil())
}

fn state(row: &SeatedRow) -> &'static str {
    if row.scanned_at.is_some() { "pointes" } else { "absents" }
}

fn line(session: &Session, row: &SeatedRow) -> Row {
    let start = session.span.start();
    let origin = Origin::parse(&row.origin).map_or("", fr::origin);
    vec![
        Cell::text(session.code.as_str()),
        Cell::text(session.title.as_str()),
        Cell::When(start, Precision::Day),
        Cell::When(start, Precision::Hour),
        Cell::text(session.room.as_str()),
        Cell::text(row.last_name.as_str()),
        Cell::text(row.first_name.as_str()),
        Cell::text(row.organisation.as_str()),
        Cell::maybe(row.email.clone()),
        Cell::text(code(row.code.clone())),
        Cell::text(origin),
        row.scanned_at.map_or(Cell::Empty, |at| Cell::at(at, Precision::Minute)),
    ]
}
