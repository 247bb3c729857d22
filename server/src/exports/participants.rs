use std::collections::HashMap;
use std::sync::Arc;

use app::fr;
use domain::checkin::Standing;
use domain::participant::Department;
use domain::programme::Programme;
use domain::ticket::Code;
use store::Store;
use store::exports::{PAGE, ParticipantRow, SignUpRow, participants, sign_ups_between};
use uuid::Uuid;

use super::cell::{Cell, Column, Precision, Row};

/// The participants and what they chose, by last name.
pub struct Participants {
    store: Store,
    programme: Arc<Programme>,
    /// Where the next page begins; `None` after the last.
    after: Option<(String, Uuid)>,
}

impl Participants {
    pub fn new(store: Store, programme: Arc<Programme>) -> Self {
        Self { store, programme, after: Some((String::new(), Uuid::nil())) }
    }

    pub fn columns(&self) -> Vec<Column> {
        const BEFORE: [(&str, u8); 11] = [
            ("Nom", 22),
            ("Prénom", 18),
            ("Adresse e-mail", 32),
            ("Organisation", 30),
            ("Département", 17),
            ("Fonction", 24),
            ("Téléphone", 18),
            ("État", 22),
            ("Code", 10),
            ("Inscription le", 17),
            ("Arrivée le", 17),
        ];
        let slots = self.programme.plan.slots.iter().map(|slot| Column::new(&slot.name, 14));
        BEFORE
            .map(|(heading, width)| Column::new(heading, width))
            .into_iter()
            .chain(slots)
            .chain([Column::new("Visites de kiosques", 34)])
            .collect()
    }

    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let mut conn = self.store.reader().await?;
        let people = participants(&mut conn, after).await?;
        let (Some(first), Some(last)) = (people.first(), people.last()) else { return Ok(None) };
        let (first, last) = (key(first), key(last));
        let held = by_participant(sign_ups_between(&mut conn, first, last.clone()).await?);
        if people.len() == PAGE as usize {
            self.after = Some(last);
        }
        Ok(Some(people.into_iter().map(|person| self.row(person, &held)).collect()))
    }

    fn row(&self, person: ParticipantRow, held: &HashMap<Uuid, Vec<SignUpRow>>) -> Row {
        let chosen = self.chosen(held.get(&person.id).map_or(&[], Vec::as_slice));
        let mut row = vec![
            Cell::text(person.last_name),
            Cell::text(person.first_name),
            Cell::maybe(person.email),
            Cell::text(person.organisation),
            Cell::maybe(person.department.map(department)),
            Cell::text(person.role_title),
            Cell::text(phone(person.phone)),
            Cell::text(standing(person.standing)),
            Cell::text(code(person.code)),
            Cell::at(person.created_at, Precision::Minute),
            person.arrived_at.map_or(Cell::Empty, |at| Cell::at(at, Precision::Minute)),
        ];
        row.extend(chosen);
        row
    }

    /// A cell for each slot, then one for whatever is in none of them.
    fn chosen(&self, held: &[SignUpRow]) -> Vec<Cell> {
        let slots = &self.programme.plan.slots;
        let mut cells = vec![Vec::new(); slots.len()];
        let mut visits = Vec::new();
        for seat in held {
            let session = self.programme.session(seat.session_id);
            let slot = session.and_then(|session| session.slot.as_deref());
            let column = slots
                .iter()
                .position(|known| Some(known.code.as_str()) == slot)
                .and_then(|index| cells.get_mut(index));
            match (column, session) {
                (Some(column), _) => column.push(seat.code.clone()),
                (None, Some(session)) => {
                    visits.push(format!("{} à {}", seat.code, fr::clock(session.span.start())));
                }
                // Imported since this export began: the code alone rather than nothing.
                (None, None) => visits.push(seat.code.clone()),
            }
        }
        cells.push(visits);
        cells.into_iter().map(|codes| Cell::text(codes.join(", "))).collect()
    }
}

fn key(row: &ParticipantRow) -> (String, Uuid) {
    (row.sort_key.clone(), row.id)
}

fn by_participant(seats: Vec<SignUpRow>) -> HashMap<Uuid, Vec<SignUpRow>> {
    let mut held: HashMap<_, Vec<_>> = HashMap::new();
    for seat in seats {
        held.entry(seat.participant_id).or_default().push(seat);
    }
    held
}

fn department(number: String) -> String {
    Department::parse(&number).map_or(number, |department| department.name().to_owned())
}

fn standing(word: String) -> String {
    Standing::parse(&word).map_or(word, |standing| fr::standing(standing).to_owned())
}

/// A readable code as people see it, with its dash.
pub fn code(kept: String) -> String {
    Code::parse(&kept).map_or(kept, |code| code.to_string())
}

/// Ten digits in pairs: written without spaces, a spreadsheet takes them for a number and drops
/// the nought in front.
fn phone(kept: String) -> String {
    let digits = kept.as_bytes();
    if digits.len() != 10 || !digits.iter().all(u8::is_ascii_digit) {
        return kept;
    }
    let pairs: Vec<String> = digits
        .chunks(2)
        .map(|pair| pair.iter().map(|digit| char::from(*digit)).collect())
        .collect();
    pairs.join(" ")
}
