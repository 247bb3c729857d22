//! One phone at a door: what it shows, what it knows, what it keeps.

mod acts;
mod doors;
mod keeping;
mod state;
mod sync;
mod waking;

use std::time::Duration;

use domain::door::DoorWord;
use domain::time::Moment;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use uuid::Uuid;

use crate::browser::clock::now_us;
use crate::browser::feedback::{Cue, Signals};
use crate::door::book::Book;
use crate::door::card::{Card, Look};

pub(super) use doors::{address_of, door_at, path};
pub(super) use state::{Keeping, Lacking, Link, Panel, Phase, Program};
use state::{LastAct, Lent, Rounds};

/// How long a scan can be taken back from its card.
const UNDO: Duration = Duration::from_secs(10);

/// So long after the last act nobody is in front of the phone.
const IDLE: Duration = Duration::from_secs(20);

/// Handles to the state of the phone; copies are the same phone.
#[derive(Clone, Copy)]
pub(super) struct Station {
    /// What the page is.
    pub phase: RwSignal<Phase>,
    /// Which door this is; `None` while one is being chosen.
    pub door: RwSignal<Option<DoorWord>>,
    /// Why the door was left by itself, until one is chosen.
    pub left: RwSignal<Option<String>>,
    /// What stands in the middle.
    pub panel: RwSignal<Panel>,
    /// The newest card.
    pub card: RwSignal<Option<Card>>,
    /// The act that can be taken back now.
    pub undoable: RwSignal<Option<Uuid>>,
    /// What is being typed.
    pub typed: RwSignal<String>,
    /// How the server answers.
    pub link: RwSignal<Link>,
    /// How well the phone keeps what it knows.
    pub keeping: RwSignal<Keeping>,
    /// What can be done with the program itself.
    pub program: RwSignal<Program>,
    /// Whether nobody is in front of the phone.
    pub idle: RwSignal<bool>,
    revision: RwSignal<u32>,
    book: StoredValue<Option<Book>>,
    rounds: StoredValue<Rounds>,
    last_act: StoredValue<LastAct>,
    lent: StoredValue<Lent>,
}

impl Station {
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Waking),
            door: RwSignal::new(None),
            left: RwSignal::new(None),
            panel: RwSignal::new(Panel::Scan),
            card: RwSignal::new(None),
            undoable: RwSignal::new(None),
            typed: RwSignal::new(String::new()),
            link: RwSignal::new(Link::Fine),
            keeping: RwSignal::new(Keeping::default()),
            program: RwSignal::new(Program::default()),
            idle: RwSignal::new(true),
            revision: RwSignal::new(0),
            book: StoredValue::new(None),
            rounds: StoredValue::new(Rounds::default()),
            last_act: StoredValue::new(LastAct::default()),
            lent: StoredValue::new(Lent::default()),
        }
    }

    /// Looks into the book, and again whenever it has changed.
    pub fn look<T>(self, look: impl FnOnce(&Book) -> T) -> Option<T> {
        self.revision.track();
        self.book.with_value(|book| book.as_ref().map(look))
    }

    /// Looks into the book at this door, and again whenever either has changed.
    pub fn look_here<T>(self, look: impl FnOnce(&Book, &str) -> T) -> Option<T> {
        let door = self.door.get()?;
        self.look(|book| look(book, &door))
    }

    fn with_book<T>(self, change: impl FnOnce(&mut Book) -> T) -> Option<T> {
        let changed = self.book.try_update_value(|book| book.as_mut().map(change)).flatten();
        self.look_anew();
        changed
    }

    /// Whoever looks into the book looks again.
    fn look_anew(self) {
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
    }

    /// Call this from a tap or a key, so that cues may sound.
    pub fn wake_signals(self) {
        self.lent.update_value(|lent| {
            lent.signals.get_or_insert_with(|| SendWrapper::new(Signals::wake()));
        });
    }

    /// Shows a card, with its sound and its vibration.
    fn show(self, card: Card) {
        self.cue(match card.look {
            Look::Accepted => Cue::Accepted,
            Look::Seen => Cue::AlreadySeen,
            Look::Refused => Cue::Refused,
            Look::Done => Cue::Undone,
        });
        self.last_act.update_value(|last| {
            last.missed = None;
            last.turn = !last.turn;
        });
        self.undoable.set(card.undoable);
        if let Some(act) = card.undoable {
            self.stop_undo_later(act);
        }
        self.typed.set(String::new());
        self.panel.set(Panel::Scan);
        self.card.set(Some(card));
        self.rest_later();
    }

    /// Whether the card is an odd one: two welcomes in a row are seen to be two.
    pub fn is_turned(self) -> bool {
        self.last_act.with_value(|last| last.turn)
    }

    fn stop_undo_later(self, act: Uuid) {
        set_timeout(
            move || {
                if self.undoable.get_untracked() == Some(act) {
                    self.undoable.set(None);
                }
            },
            UNDO,
        );
    }

    fn rest_later(self) {
        let at = now_us();
        self.last_act.update_value(|last| last.at = at);
        self.idle.set(false);
        set_timeout(
            move || {
                if self.last_act.with_value(|last| last.at == at) {
                    self.idle.set(true);
                }
            },
            IDLE,
        );
    }

    fn cue(self, cue: Cue) {
        self.lent.with_value(|lent| {
            if let Some(signals) = &lent.signals {
                signals.give(cue);
            }
        });
    }

    /// The server's time, as far as this phone knows it.
    pub fn now(self) -> Moment {
        let here = Moment::from_micros(now_us());
        let corrected = |book: &Book| book.head.clock.corrected(here);
        self.book.with_value(|book| book.as_ref().map_or(here, corrected))
    }
}
