//! A phone that wakes, that is looked at again, and that is taken out of use.

use leptos::prelude::*;
use leptos::serde_json;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use uuid::Uuid;

use super::{Phase, Station};
use crate::browser::database::Kept;
use crate::browser::worker::{self, Worker};
use crate::door::book::{Book, Head, MAIN};
use crate::fr;

impl Station {
    /// Takes up what was kept, and asks the server for the rest.
    pub fn wake(self) {
        self.door.set(door_at(&path()));
        self.installable.set(worker::can_be_installed());
        spawn_local(async move {
            if let Some(book) = self.kept().await {
                self.book.set_value(Some(book));
                self.begin();
            }
            self.sync_now();
        });
    }

    async fn kept(self) -> Option<Book> {
        let database = self.open_database().await?;
        match database.load().await {
            Ok(Kept { head: Some(head), people, records }) => {
                let head: Head = serde_json::from_str(&head).ok()?;
                Some(Book::open(head, people, records))
            }
            Ok(Kept { head: None, .. }) => None,
            Err(fault) => {
                self.unkept.set(Some(fault));
                None
            }
        }
    }

    /// There is a list: the phone is at work from here on.
    pub(super) fn begin(self) {
        let elsewhere = |book: &Book| {
            self.door.with_untracked(|door| door.as_deref().is_some_and(|door| !book.keeps(door)))
        };
        if self.book.with_value(|book| book.as_ref().is_some_and(elsewhere)) {
            self.door.set(None);
        }
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
        self.phase.set(Phase::Ready);
        spawn_local(async move {
            self.private.set(worker::is_private_window().await);
            if let Some(worker) = Worker::install().await {
                worker.on_new_version(move || self.renewable.set(true));
                self.worker.set_value(Some(SendWrapper::new(worker)));
            }
            worker::keep_for_good().await;
            self.offline.set(Worker::ready().await);
        });
    }

    /// The page is shown again, or the service worker has sent something.
    pub fn look_again(self) {
        spawn_local(async move {
            if let Some(database) = self.database()
                && let Ok(records) = database.acts().await
            {
                self.with_book(|book| book.take_up(records));
            }
            if self.phase.get_untracked() != Phase::Waking {
                self.sync_now();
            }
            self.worker.with_value(|worker| {
                if let Some(worker) = worker {
                    worker.look();
                }
            });
        });
    }

    /// Has the service worker send what waits when the network is back.
    pub(super) fn send_later(self) {
        let worker =
            self.worker.with_value(|worker| worker.as_ref().map(|worker| (**worker).clone()));
        if let Some(worker) = worker {
            spawn_local(async move { worker.send_later().await });
        }
    }

    /// Lets the new version take over.
    pub fn renew(self) {
        self.worker.with_value(|worker| {
            if let Some(worker) = worker {
                worker.renew();
            }
        });
    }

    /// Somebody has read what was told.
    pub fn mark_read(self, id: Uuid) {
        let record = self.with_book(|book| book.mark_read(id)).flatten();
        match record {
            Some(record) => self.keep_record(&record, true),
            None => self.keep_head(),
        }
    }

    /// The phone was revoked: nothing of the list stays here.
    pub(super) async fn wipe(self) {
        let unsent = self.book.with_value(|book| book.as_ref().map_or(0, |b| b.log.waiting()));
        if let Some(database) = self.database()
            && let Err(fault) = database.wipe().await
        {
            self.unkept.set(Some(fault));
        }
        self.book.set_value(None);
        self.go(None);
        let told = match fr::wiped_with(unsent) {
            Some(more) => format!("{} {more}", fr::WIPED),
            None => fr::WIPED.to_owned(),
        };
        self.phase.set(Phase::Wiped(told));
    }
}

/// Where the page is.
pub(in crate::components::scanner) fn path() -> String {
    window().location().pathname().unwrap_or_default()
}

/// The door at an address; `None` for their list.
pub(in crate::components::scanner) fn door_at(path: &str) -> Option<String> {
    if path == "/accueil/entree" {
        return Some(MAIN.to_owned());
    }
    let session = path.strip_prefix("/accueil/seance/")?;
    Uuid::try_parse(session).ok().map(|id| id.to_string())
}

/// The address of a door.
pub(in crate::components::scanner) fn address_of(door: Option<&str>) -> String {
    match door {
        None => "/accueil".to_owned(),
        Some(MAIN) => "/accueil/entree".to_owned(),
        Some(session) => format!("/accueil/seance/{session}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_and_its_address_are_one() {
        let session = Uuid::from_u128(7).to_string();
        for door in [None, Some(MAIN), Some(session.as_str())] {
            assert_eq!(door_at(&address_of(door)).as_deref(), door);
        }
        assert_eq!(door_at("/accueil/seance/nulle-part"), None);
        assert_eq!(door_at("/accueil/coquille"), None);
    }
}
