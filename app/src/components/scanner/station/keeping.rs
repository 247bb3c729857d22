//! What is kept on the phone as it happens.

use leptos::prelude::*;
use leptos::serde_json;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use serde::Serialize;
use std::rc::Rc;

use super::Station;
use crate::browser::database::{Changes, Database, KeepingFault};
use crate::door::book::{Book, Changed};
use crate::door::log::Record;

impl Station {
    /// Keeps an act that was just done.
    pub(super) fn keep_record(self, record: &Record, with_head: bool) {
        let head = if with_head { self.head() } else { None };
        self.keep(Changes {
            head,
            records: json(record).into_iter().collect(),
            ..Changes::default()
        });
    }

    /// Keeps what an answer says of some acts.
    pub(super) fn keep_records(self, records: &[Record]) {
        let records = records.iter().filter_map(json).collect();
        self.keep(Changes { records, ..Changes::default() });
    }

    /// Keeps what a list has changed.
    pub(super) fn keep_list(self, changed: &Changed) {
        let changes = self.book.with_value(|book| book.as_ref().map(|b| list_changes(b, changed)));
        self.keep(changes.unwrap_or_default());
    }

    /// Keeps what is known besides people and acts.
    pub(super) fn keep_head(self) {
        self.keep(Changes { head: self.head(), ..Changes::default() });
    }

    fn head(self) -> Option<String> {
        self.book.with_value(|book| book.as_ref().and_then(|book| json(&book.head)))
    }

    pub(super) fn database(self) -> Option<Rc<Database>> {
        self.lent.with_value(|lent| lent.database.as_deref().cloned())
    }

    /// Opens what is kept; a phone that keeps nothing works on, and says so.
    pub(super) async fn open_database(self) -> Option<Rc<Database>> {
        match Database::open().await {
            Ok(database) => {
                let database = Rc::new(database);
                let lent = SendWrapper::new(Rc::clone(&database));
                self.lent.update_value(|all| all.database = Some(lent));
                Some(database)
            }
            Err(fault) => {
                self.tell_fault(Some(fault));
                None
            }
        }
    }

    /// Forgets all that is kept; tells whether the browser let that be done. A window that could keep
    /// nothing has nothing to forget.
    pub(super) async fn forget(self) -> bool {
        let Some(database) = self.database() else { return true };
        if database.wipe().await.is_ok() {
            return true;
        }
        // The browser may have closed it.
        match self.open_database().await {
            Some(database) => database.wipe().await.is_ok(),
            None => false,
        }
    }

    pub(super) fn tell_fault(self, fault: Option<KeepingFault>) {
        if self.keeping.with_untracked(|keeping| keeping.fault != fault) {
            self.keeping.update(|keeping| keeping.fault = fault);
        }
    }

    /// Whether there is a list to keep: one that was taken away is not written again by what was under
    /// way.
    fn has_book(self) -> bool {
        self.book.with_value(Option::is_some)
    }

    fn keep(self, changes: Changes) {
        spawn_local(async move {
            if !self.has_book() {
                return;
            }
            let kept = match self.database() {
                Some(database) => database.keep(&changes).await,
                None => Err(KeepingFault::Refused),
            };
            let fault = match kept {
                // The browser may have closed it, to clear up or to save memory.
                Err(KeepingFault::Refused) => self.keep_again(&changes).await,
                kept => kept.err(),
            };
            self.tell_fault(fault);
        });
    }

    async fn keep_again(self, changes: &Changes) -> Option<KeepingFault> {
        match self.open_database().await {
            Some(database) if self.has_book() => database.keep(changes).await.err(),
            Some(_) => None,
            None => Some(KeepingFault::Refused),
        }
    }
}

fn json(value: &impl Serialize) -> Option<String> {
    serde_json::to_string(value).ok()
}

fn list_changes(book: &Book, changed: &Changed) -> Changes {
    let parts = book.parts(&changed.parts);
    let records = changed.absorbed.iter().filter_map(|id| book.log.get(*id));
    Changes {
        head: json(&book.head),
        parts: parts.iter().filter_map(|(part, people)| Some((*part, json(people)?))).collect(),
        records: records.filter_map(json).collect(),
        forgotten: changed.forgotten.clone(),
    }
}
