use app::fr;
use domain::programme::{Programme, Session};
use store::Store;
use store::exports::{LineRow, conference_line, line};

use super::Choice;
use super::cell::{Cell, Column, Precision, Row, columns};
use super::participants::code;

/// The word for the conference's own line, in place of an activity's code.
const ENTRANCE: &str = "entree";

/// Every line, in its order: the conference's own first, then session after session.
pub struct Waiting {
    store: Store,
    /// The lines still to be read, the next one last; `None` is the conference's own.
    lines: Vec<Option<Session>>,
}

impl Waiting {
    pub fn new(store: Store, programme: &Programme, choice: &Choice) -> Self {
        let sessions = programme.sessions.iter().filter(|session| session.waiting > 0);
        let sessions = sessions.filter(|session| choice.of_session(&session.code));
        let mut lines: Vec<_> = sessions.cloned().map(Some).rev().collect();
        if choice.of_session(ENTRANCE) {
            lines.push(None);
        }
        Self { store, lines }
    }

    pub fn columns() -> Vec<Column> {
        columns(&[
            ("seance", "Séance", 12),
            ("titre", "Titre", 44),
            ("horaire", "Horaire", 20),
            ("place", "Rang", 7),
            ("nom", "Nom", 22),
            ("prenom", "Prénom", 18),
            ("organisation", "Organisation", 30),
            ("email", "Adresse e-mail", 32),
            ("code", "Code", 10),
            ("depuis", "Depuis le", 17),
            ("voeu", "Vœu", 7),
            ("raison", "Passage devant", 30),
        ])
    }

    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        let Some(next) = self.lines.pop() else { return Ok(None) };
        let mut conn = self.store.reader().await?;
        let people = match &next {
            Some(session) => line(&mut conn, session.id).await?,
            None => conference_line(&mut conn).await?,
        };
        Ok(Some((1..).zip(people).map(|(place, row)| cells(next.as_ref(), place, row)).collect()))
    }
}

fn cells(session: Option<&Session>, place: u32, row: LineRow) -> Row {
    let (what, title, hours) = match session {
        Some(session) => (session.code.clone(), session.title.clone(), fr::hours(session.span)),
        None => ("Conférence".to_owned(), "Liste d’attente générale".to_owned(), String::new()),
    };
    let rank = row.wish_rank.and_then(|rank| u32::try_from(rank).ok());
    vec![
        Cell::text(what),
        Cell::text(title),
        Cell::text(hours),
        Cell::Number(place),
        Cell::text(row.last_name),
        Cell::text(row.first_name),
        Cell::text(row.organisation),
        Cell::maybe(row.email),
        Cell::text(code(row.code)),
        Cell::at(row.since, Precision::Minute),
        rank.map_or(Cell::Empty, Cell::Number),
        Cell::text(row.moved_reason),
    ]
}
