//! One door on one device: what was read, what was sent, what was answered.

use std::time::Duration;

use leptos::prelude::*;
use leptos::serde_json;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use uuid::Uuid;

use super::read::token;
use super::wire::{Answer, Counts, PATH, Scan, Verdict};
use crate::browser::clock::now_us;
use crate::browser::feedback::{Cue, Signals};
use crate::browser::sending::{SendingFault, post_json};

/// How long a scan can be taken back from its card.
const UNDO: Duration = Duration::from_secs(10);

/// What is on the screen after a scan.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Card {
    /// The server has judged it.
    Judged(Scan, Box<Answer>),
    /// It is still here.
    Unsent(SendingFault),
}

/// Handles to the state of the door; copies are the same door.
#[derive(Clone, Copy)]
pub(super) struct Station {
    door: StoredValue<String>,
    /// The newest card.
    pub card: RwSignal<Option<Card>>,
    /// The scan that can be taken back now.
    pub undoable: RwSignal<Option<Uuid>>,
    /// Scans without an answer, oldest first.
    pub unsent: RwSignal<Vec<Scan>>,
    /// Scans on their way.
    pub under_way: RwSignal<usize>,
    /// As the server last said.
    pub counts: RwSignal<Option<Counts>>,
    // Values of the browser live on its one thread; the server never has one.
    signals: StoredValue<Option<SendWrapper<Signals>>>,
}

impl Station {
    pub fn new(door: String) -> Self {
        Self {
            door: StoredValue::new(door),
            card: RwSignal::new(None),
            undoable: RwSignal::new(None),
            unsent: RwSignal::new(Vec::new()),
            under_way: RwSignal::new(0),
            counts: RwSignal::new(None),
            signals: StoredValue::new(None),
        }
    }

    /// Call this from a tap or a key, so that cues may sound.
    pub fn wake_signals(self) {
        self.signals.update_value(|signals| {
            signals.get_or_insert_with(|| SendWrapper::new(Signals::wake()));
        });
    }

    /// The camera saw a code, someone typed one, or a hardware scanner did.
    pub fn read(self, text: &str) {
        if let Some(token) = token(text) {
            self.send(self.scan(token.to_owned(), None));
        }
    }

    /// Takes back a scan that was judged. Its ticket may still be in view, and stays read.
    pub fn undo(self, scan: &Scan) {
        self.undoable.set(None);
        self.send(self.scan(scan.read.clone(), Some(scan.id)));
    }

    /// Sends again what has no answer, under the same names.
    pub fn retry(self) {
        for scan in self.unsent.get_untracked() {
            self.send(scan);
        }
    }

    fn scan(self, read: String, undoes: Option<Uuid>) -> Scan {
        let door = self.door.get_value();
        Scan { id: Uuid::now_v7(), door, read, scanned_at: now_us(), undoes }
    }

    fn send(self, scan: Scan) {
        self.under_way.update(|count| *count += 1);
        spawn_local(async move {
            match answer(&scan).await {
                Ok(answer) => self.judged(scan, answer),
                Err(fault) => self.keep(scan, fault),
            }
            self.under_way.update(|count| *count = count.saturating_sub(1));
        });
    }

    fn judged(self, scan: Scan, answer: Answer) {
        self.cue(match answer.verdict {
            Verdict::Accepted => Cue::Accepted,
            Verdict::AlreadySeen => Cue::AlreadySeen,
            Verdict::Refused => Cue::Refused,
            Verdict::Undone => Cue::Undone,
        });
        if self.unsent.with_untracked(|unsent| unsent.contains(&scan)) {
            self.unsent.update(|unsent| unsent.retain(|kept| *kept != scan));
        }
        self.counts.set(Some(answer.counts));
        self.undoable.set(answer.undo_of_possible.then_some(scan.id));
        self.stop_undo_later(scan.id);
        self.card.set(Some(Card::Judged(scan, Box::new(answer))));
    }

    fn stop_undo_later(self, id: Uuid) {
        set_timeout(
            move || {
                if self.undoable.get_untracked() == Some(id) {
                    self.undoable.set(None);
                }
            },
            UNDO,
        );
    }

    fn keep(self, scan: Scan, fault: SendingFault) {
        self.cue(Cue::Unsent);
        self.undoable.set(None);
        self.unsent.update(|unsent| {
            if !unsent.contains(&scan) {
                unsent.push(scan);
            }
        });
        self.card.set(Some(Card::Unsent(fault)));
    }

    fn cue(self, cue: Cue) {
        self.signals.with_value(|signals| {
            if let Some(signals) = signals {
                signals.give(cue);
            }
        });
    }
}

async fn answer(scan: &Scan) -> Result<Answer, SendingFault> {
    let json = serde_json::to_string(scan).map_err(|_| SendingFault::Broken)?;
    let body = post_json(PATH, &json).await?;
    serde_json::from_str(&body).map_err(|_| SendingFault::Broken)
}
