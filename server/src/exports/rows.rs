use store::Store;

use super::List;
use super::cell::{Column, Row};
use super::checkins::Checkins;
use super::participants::Participants;
use super::sessions::Sessions;

/// A list being read. Between two pages it holds no connection, so that a slow download keeps
/// nobody waiting.
pub enum Rows {
    Participants(Participants),
    Sessions(Sessions),
    Checkins(Checkins),
}

impl Rows {
    pub async fn open(store: Store, list: List) -> Result<Self, store::Error> {
        let programme = store.programme().await?;
        Ok(match list {
            List::Participants => Self::Participants(Participants::new(store, programme)),
            List::Sessions => Self::Sessions(Sessions::new(store, programme)),
            List::Checkins => Self::Checkins(Checkins::new(store, programme)),
        })
    }

    pub fn columns(&self) -> Vec<Column> {
        match self {
            Self::Participants(list) => list.columns(),
            Self::Sessions(_) => Sessions::columns(),
            Self::Checkins(_) => Checkins::columns(),
        }
    }

    /// The rows that follow, or `None` after the last.
    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        match self {
            Self::Participants(list) => list.page().await,
            Self::Sessions(list) => list.page().await,
            Self::Checkins(list) => list.page().await,
        }
    }
}
