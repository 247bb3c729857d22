use std::collections::HashMap;
use std::sync::Arc;

use domain::allocation::RANKS;
use domain::programme::Programme;
use store::Store;
use store::exports::{
    PAGE, ParticipantRow, ResultRow, WishRow, participants, results_between, wishes_between,
};
use uuid::Uuid;

use super::Choice;
use super::cell::{Cell, Column, Row};
use super::participants::{code, key};

/// What people wish and what came of it: one row a person and slot.
pub struct Wishes {
    store: Store,
    programme: Arc<Programme>,
    choice: Choice,
    /// Where the next page begins; `None` after the last.
    after: Option<(String, Uuid)>,
}

/// A person's wishes in one slot, and what they were given.
#[derive(Default)]
struct InSlot {
    wished: Vec<WishRow>,
    result: Option<ResultRow>,
}

impl Wishes {
    pub fn new(store: Store, programme: Arc<Programme>, choice: Choice) -> Self {
        Self { store, programme, choice, after: Some((String::new(), Uuid::nil())) }
    }

    pub fn columns() -> Vec<Column> {
        const BEFORE: [(&str, &str, u8); 5] = [
            ("nom", "Nom", 22),
            ("prenom", "Prénom", 18),
            ("organisation", "Organisation", 30),
            ("code", "Code", 10),
            ("creneau", "Créneau", 14),
        ];
        let wish = |rank: usize| Column::new(&format!("voeu{rank}"), &format!("Vœu {rank}"), 8);
        BEFORE
            .iter()
            .map(|(key, heading, width)| Column::new(key, heading, *width))
            .chain((1..=RANKS).map(wish))
            .chain([Column::new("resultat", "Résultat", 12), Column::new("rang", "Vœu obtenu", 12)])
            .collect()
    }

    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        let Some(after) = self.after.take() else { return Ok(None) };
        let mut conn = self.store.reader().await?;
        let people = participants(&mut conn, after).await?;
        let (Some(first), Some(last)) = (people.first(), people.last()) else { return Ok(None) };
        let (first, last) = (key(first), key(last));
        let wished = wishes_between(&mut conn, first.clone(), last.clone()).await?;
        let results = results_between(&mut conn, first, last.clone()).await?;
        let slots = by_person_and_slot(wished, results);
        if people.len() == PAGE as usize {
            self.after = Some(last);
        }
        Ok(Some(people.iter().flat_map(|person| self.rows(person, &slots)).collect()))
    }

    fn rows(&self, person: &ParticipantRow, slots: &HashMap<(Uuid, String), InSlot>) -> Vec<Row> {
        let all = self.programme.plan.slots.iter();
        all.filter_map(|slot| Some((slot, slots.get(&(person.id, slot.code.clone()))?)))
            .filter(|(_, in_slot)| self.choice.in_state(state(in_slot)))
            .map(|(slot, in_slot)| {
                let mut row = vec![
                    Cell::text(person.last_name.as_str()),
                    Cell::text(person.first_name.as_str()),
                    Cell::text(person.organisation.as_str()),
                    Cell::text(code(person.code.clone())),
                    Cell::text(slot.name.as_str()),
                ];
                row.extend((1..=RANKS).map(|rank| self.wish(in_slot, rank)));
                row.extend(self.outcome(in_slot));
                row
            })
            .collect()
    }

    fn wish(&self, in_slot: &InSlot, rank: usize) -> Cell {
        let wish = in_slot.wished.iter().find(|wish| usize::try_from(wish.wish_rank) == Ok(rank));
        wish.map_or(Cell::Empty, |wish| self.session(wish.session_id))
    }

    fn outcome(&self, in_slot: &InSlot) -> [Cell; 2] {
        let Some(result) = &in_slot.result else { return [Cell::Empty, Cell::Empty] };
        let given = result.session_id.map_or(Cell::text("Rien"), |id| self.session(id));
        let rank = result.wish_rank.and_then(|rank| u32::try_from(rank).ok());
        [given, rank.map_or(Cell::Empty, Cell::Number)]
    }

    fn session(&self, id: Uuid) -> Cell {
        self.programme.session(id).map_or(Cell::Empty, |session| Cell::text(session.code.as_str()))
    }
}

fn state(in_slot: &InSlot) -> &'static str {
    match &in_slot.result {
        None => "voeux",
        Some(result) if result.session_id.is_some() => "obtenu",
        Some(_) => "rien",
    }
}

fn by_person_and_slot(
    wished: Vec<WishRow>,
    results: Vec<ResultRow>,
) -> HashMap<(Uuid, String), InSlot> {
    let mut slots: HashMap<_, InSlot> = HashMap::new();
    for wish in wished {
        let place = slots.entry((wish.participant_id, wish.slot.clone())).or_default();
        place.wished.push(wish);
    }
    for result in results {
        let place = slots.entry((result.participant_id, result.slot.clone())).or_default();
        place.result = Some(result);
    }
    slots
}
