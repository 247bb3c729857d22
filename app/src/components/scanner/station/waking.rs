//! A phone that wakes, that is looked at again, and that is taken out of use.

use std::time::Duration;

use leptos::prelude::*;
use leptos::serde_json;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use uuid::Uuid;

use super::{Phase, Station, door_at, path};
use crate::browser::database::Kept;
use crate::browser::worker::{self, Worker};
use crate::door::book::{Book, Head};
use crate::fr;

impl Station {
    /// Takes up what was kept, and asks the server for the rest. A list whose time is over is shown to
    /// nobody, unless the server gives the phone more.
    pub fn wake(self) {
        self.door.set(door_at(&path()));
        self.program.update(|program| program.installable = worker::can_be_installed());
        spawn_local(async move {
            if let Some(book) = self.kept().await {
                self.book.set_value(Some(book));
                if !self.is_over() {
                    self.begin();
                }
            }
            self.plan_round(Duration::ZERO);
        });
    }

    /// Whether the time is over for which this phone was prepared.
    pub(super) fn is_over(self) -> bool {
        let now = self.now();
        self.book.with_value(|book| book.as_ref().is_some_and(|book| book.is_over(now)))
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
                self.tell_fault(Some(fault));
                None
            }
        }
    }

    /// There is a list: the phone is at work from here on.
    pub(super) fn begin(self) {
        self.leave_what_is_gone(None);
        self.look_anew();
        self.phase.set(Phase::Ready);
        spawn_local(async move {
            let private = worker::is_private_window().await;
            self.keeping.update(|keeping| keeping.private = private);
            if let Some(worker) = Worker::install().await {
                worker.on_new_version(move || {
                    self.program.update(|program| program.renewable = true);
                });
                self.lent.update_value(|lent| lent.worker = Some(SendWrapper::new(worker)));
            }
            worker::keep_for_good().await;
            let offline = Worker::ready().await;
            self.keeping.update(|keeping| keeping.offline = offline);
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
            self.sync_now();
            self.with_worker(Worker::look);
        });
    }

    /// Has the service worker send what waits when the network is back.
    pub(super) fn send_later(self) {
        let worker = self.lent.with_value(|lent| lent.worker.as_deref().cloned());
        if let Some(worker) = worker {
            spawn_local(async move { worker.send_later().await });
        }
    }

    /// Lets the new version take over.
    pub fn renew(self) {
        self.with_worker(Worker::renew);
    }

    fn with_worker(self, act: impl FnOnce(&Worker)) {
        self.lent.with_value(|lent| {
            if let Some(worker) = &lent.worker {
                act(worker);
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

    /// The phone keeps no door any longer: nothing of the list stays here. It is gone from the page and
    /// from what is kept before that is told.
    pub(super) async fn wipe(self, why: &str) {
        let last = |book: &Book| (book.log.waiting(), book.head.event.contact_phone.clone());
        let last = self.book.with_value(|book| book.as_ref().map(last));
        let (unsent, phone) = last.unwrap_or_default();
        self.book.set_value(None);
        self.look_anew();
        self.go(None);
        let forgotten = self.forget().await;
        self.phase.set(Phase::Wiped(fr::wiped(why, unsent, forgotten, &phone)));
    }
}
