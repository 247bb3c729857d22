use std::collections::HashMap;
use std::sync::Arc;

use app::fr;
use domain::checkin::Standing;
use domain::participant::{AccessNeed, Department};
use domain::programme::{Programme, Slot};
use domain::ticket::Code;
use store::exports::{
    NeedRow, PAGE, ParticipantRow, SignUpRow, needs_between, participants, sign_ups_between,
};
use store::{Conn, Store};
use uuid::Uuid;

use super::Choice;
use super::cell::{Cell, Column, Precision, Row, columns};

/// The column of what each person needs: for two roles, and only when asked for by name.
pub const NEEDS: &str = "besoins";

/// The participants and what they chose, by last name.
pub struct Participants {
    store: Store,
    programme: Arc<Programme>,
    choice: Choice,
    /// Where the next page begins; `None` after the last.
    after: Option<(String, Uuid)>,
}

impl Participants {
    pub fn new(store: Store, programme: Arc<Programme>, choice: Choice) -> Self {
        Self { store, programme, choice, after: Some((String::new(), Uuid::nil())) }
    }

    pub fn columns(&self) -> Vec<Column> {
        let slot = |slot: &Slot| {
            Column::new(&format!("creneau-{}", slot.code.to_lowercase()), &slot.name, 14)
        };
        columns(&[
            ("nom", "Nom", 22),
            ("prenom", "Prénom", 18),
            ("email", "Adresse e-mail", 32),
            ("organisation", "Organisation", 30),
            ("departement", "Département", 17),
            ("fonction", "Fonction", 24),
            ("telephone", "Téléphone", 18),
            ("etat", "État", 22),
            ("code", "Code", 10),
            ("inscription", "Inscription le", 17),
            ("arrivee", "Arrivée le", 17),
        ])
        .into_iter()
        .chain(self.programme.plan.slots.iter().map(slot))
        .chain([
            Column::new("visites", "Visites de kiosques", 34),
            Column::new(NEEDS, "Besoins pour participer", 40).sensitive(),
        ])
        .collect()
    }

    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let mut conn = self.store.reader().await?;
        let people = participants(&mut conn, after).await?;
        let (Some(first), Some(last)) = (people.first(), people.last()) else { return Ok(None) };
        let (first, last) = (key(first), key(last));
        let held = sign_ups_between(&mut conn, first.clone(), last.clone()).await?;
        let held = by_participant(held);
        let needs = self.needs(&mut conn, first, last.clone()).await?;
        if people.len() == PAGE as usize {
            self.after = Some(last);
        }
        let rows = people.into_iter().filter_map(|person| {
            let held = held.get(&person.id).map_or(&[][..], Vec::as_slice);
            self.wanted(&person, held).then(|| {
                let needs = needs.get(&person.id).cloned().unwrap_or_default();
                self.row(person, held, needs)
            })
        });
        Ok(Some(rows.collect()))
    }

    /// Read only for those who asked: nobody else's list touches them.
    async fn needs(
        &self,
        conn: &mut Conn,
        first: (String, Uuid),
        last: (String, Uuid),
    ) -> Result<HashMap<Uuid, String>, store::Error> {
        if !self.choice.names(NEEDS) {
            return Ok(HashMap::new());
        }
        let rows = needs_between(conn, first, last).await?;
        Ok(rows.into_iter().map(|row| (row.participant_id, in_words(row))).collect())
    }

    fn wanted(&self, person: &ParticipantRow, held: &[SignUpRow]) -> bool {
        let arrived = person.arrived_at.is_some();
        let in_state = match self.choice.state.as_str() {
            "" => true,
            "inscrits" => person.standing == Standing::Registered.as_str(),
            "attente" => person.standing == Standing::Waiting.as_str(),
            "annules" => person.standing == Standing::Cancelled.as_str(),
            "arrives" => arrived,
            _ => person.standing == Standing::Registered.as_str() && !arrived,
        };
        let all = self.choice.session.is_empty();
        in_state && (all || held.iter().any(|seat| self.choice.of_session(&seat.code)))
    }

    fn row(&self, person: ParticipantRow, held: &[SignUpRow], needs: String) -> Row {
        let chosen = self.chosen(held);
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
        row.push(Cell::text(needs));
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

/// By what a page begins and ends.
pub fn key(row: &ParticipantRow) -> (String, Uuid) {
    (row.sort_key.clone(), row.id)
}

/// What each of them holds.
pub fn by_participant(seats: Vec<SignUpRow>) -> HashMap<Uuid, Vec<SignUpRow>> {
    let mut held: HashMap<_, Vec<_>> = HashMap::new();
    for seat in seats {
        held.entry(seat.participant_id).or_default().push(seat);
    }
    held
}

fn in_words(row: NeedRow) -> String {
    let usual = row.choices.split(' ').filter_map(AccessNeed::parse);
    let words = usual.map(|need| fr::access_need(need).to_owned());
    words.chain((!row.other.is_empty()).then_some(row.other)).collect::<Vec<_>>().join(", ")
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
