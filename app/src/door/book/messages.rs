//! What the server has to tell about what was done here.

use domain::door::Conflict;
use uuid::Uuid;

use super::Book;
use crate::door::log::Record;

/// Something that somebody is to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Names it.
    pub id: Uuid,
    /// What is told.
    pub sentence: String,
    /// Whether an act was left without effect.
    pub refused: bool,
}

impl Book {
    /// What is to be told until somebody has read it, once for each thing: a double entry is told
    /// by the list rather than by the act that made it.
    #[must_use]
    pub fn messages(&self) -> Vec<Message> {
        let told = |conflict: &&Conflict| !self.head.told.contains(&conflict.act);
        let conflicts = self.head.conflicts.iter().filter(told).map(|conflict| Message {
            id: conflict.act,
            sentence: conflict.sentence.clone(),
            refused: false,
        });
        let doubled = |record: &Record| {
            let same =
                |conflict: &Conflict| conflict.act == record.id || conflict.person == record.name;
            !record.is_refused() && self.head.conflicts.iter().any(same)
        };
        let answers = self.log.unread().filter(|(record, _)| !doubled(record));
        let answers = answers.map(|(record, sentence)| Message {
            id: record.id,
            sentence: with_name(&record.name, sentence),
            refused: record.is_refused(),
        });
        conflicts.chain(answers).collect()
    }

    /// Somebody has read a message; tells the act it was about, if that was done here.
    pub fn mark_read(&mut self, id: Uuid) -> Option<Record> {
        if self.head.conflicts.iter().any(|conflict| conflict.act == id) {
            self.head.told.insert(id);
        }
        self.log.mark_read(id).cloned()
    }
}

/// A sentence of the server's need not say whom it is about.
fn with_name(name: &str, sentence: &str) -> String {
    if name.is_empty() || sentence.contains(name) {
        return sentence.to_owned();
    }
    format!("{name}\u{a0}: {sentence}")
}
