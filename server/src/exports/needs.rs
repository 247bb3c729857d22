use app::fr;
use domain::participant::AccessNeed;
use store::Store;
use store::exports::anonymous_needs;

use super::cell::{Cell, Column, Row, columns};

/// How many people need what, without whose needs they are.
pub struct Needs {
    store: Store,
    done: bool,
}

impl Needs {
    pub fn new(store: Store) -> Self {
        Self { store, done: false }
    }

    pub fn columns() -> Vec<Column> {
        columns(&[("besoin", "Besoin pour participer", 48), ("personnes", "Personnes", 12)])
    }

    /// All of them in one page.
    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        if std::mem::replace(&mut self.done, true) {
            return Ok(None);
        }
        let needs = anonymous_needs(&mut self.store.reader().await?).await?;
        let number = |holds: &dyn Fn(&(String, bool)) -> bool| {
            Cell::Number(u32::try_from(needs.iter().filter(|one| holds(one)).count()).unwrap_or(0))
        };
        let mut rows: Vec<Row> = AccessNeed::ALL
            .into_iter()
            .map(|need| {
                let chose = |one: &(String, bool)| {
                    one.0.split(' ').any(|word| AccessNeed::parse(word) == Some(need))
                };
                vec![Cell::text(fr::access_need(need)), number(&chose)]
            })
            .collect();
        rows.push(vec![Cell::text("Autre besoin, dit avec ses mots"), number(&|one| one.1)]);
        rows.push(vec![Cell::text("Au moins un besoin"), number(&|_| true)]);
        Ok(Some(rows))
    }
}
