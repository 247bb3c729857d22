use store::Store;

use super::cell::{Column, Row};
use super::checkins::Checkins;
use super::letters::Letters;
use super::needs::Needs;
use super::participants::Participants;
use super::seated::Seated;
use super::sessions::Sessions;
use super::waiting::Waiting;
use super::wishes::Wishes;
use super::{Choice, List};

/// A list being read. Between two pages it holds no connection, so that a slow download keeps
/// nobody waiting.
enum Source {
    Participants(Participants),
    Sessions(Sessions),
    Seated(Seated),
    Checkins(Checkins),
    Waiting(Waiting),
    Wishes(Wishes),
    Letters(Letters),
    Needs(Needs),
}

impl Source {
    async fn open(store: Store, list: List, choice: Choice) -> Result<Self, store::Error> {
        let programme = store.programme().await?;
        Ok(match list {
            List::Participants => Self::Participants(Participants::new(store, programme, choice)),
            List::Sessions => Self::Sessions(Sessions::new(store, programme, choice)),
            List::Seated => Self::Seated(Seated::new(store, &programme, choice)),
            List::Checkins => Self::Checkins(Checkins::new(store, programme, choice)),
            List::Waiting => Self::Waiting(Waiting::new(store, &programme, &choice)),
            List::Wishes => Self::Wishes(Wishes::new(store, programme, choice)),
            List::Letters => Self::Letters(Letters::new(store, choice)),
            List::Needs => Self::Needs(Needs::new(store)),
        })
    }

    fn columns(&self) -> Vec<Column> {
        match self {
            Self::Participants(list) => list.columns(),
            Self::Sessions(_) => Sessions::columns(),
            Self::Seated(_) => Seated::columns(),
            Self::Checkins(_) => Checkins::columns(),
            Self::Waiting(_) => Waiting::columns(),
            Self::Wishes(_) => Wishes::columns(),
            Self::Letters(_) => Letters::columns(),
            Self::Needs(_) => Needs::columns(),
        }
    }

    async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        match self {
            Self::Participants(list) => list.page().await,
            Self::Sessions(list) => list.page().await,
            Self::Seated(list) => list.page().await,
            Self::Checkins(list) => list.page().await,
            Self::Waiting(list) => list.page().await,
            Self::Wishes(list) => list.page().await,
            Self::Letters(list) => list.page().await,
            Self::Needs(list) => list.page().await,
        }
    }
}

/// A list being read, in the columns that are wanted.
pub struct Rows {
    source: Source,
    kept: Vec<bool>,
}

impl Rows {
    pub async fn open(store: Store, list: List, choice: Choice) -> Result<Self, store::Error> {
        let source = Source::open(store, list, choice.clone()).await?;
        let columns = source.columns();
        let mut kept: Vec<_> = columns.iter().map(|column| choice.wants(column)).collect();
        if !kept.contains(&true) {
            // Names of another version: everything rather than nothing.
            kept = columns.iter().map(|column| !column.sensitive).collect();
        }
        Ok(Self { source, kept })
    }

    /// Every column there is, wanted or not.
    pub fn all_columns(&self) -> Vec<Column> {
        self.source.columns()
    }

    pub fn columns(&self) -> Vec<Column> {
        only(&self.kept, self.source.columns())
    }

    /// The rows that follow, or `None` after the last.
    pub async fn page(&mut self) -> Result<Option<Vec<Row>>, store::Error> {
        let page = self.source.page().await?;
        Ok(page.map(|rows| rows.into_iter().map(|row| only(&self.kept, row)).collect()))
    }
}

fn only<T>(kept: &[bool], row: Vec<T>) -> Vec<T> {
    row.into_iter().zip(kept).filter(|(_, kept)| **kept).map(|(cell, _)| cell).collect()
}
