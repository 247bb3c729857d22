//! One phone at a door: what it shows, what it knows, what it keeps.

mod acts;
mod keeping;
mod sync;
mod waking;

use std::rc::Rc;
use std::time::Duration;

use domain::door::DoorWord;
use domain::time::Moment;
use leptos::prelude::*;
use send_wrapper::SendWrapper;
use uuid::Uuid;

use crate::browser::clock::now_us;
use crate::browser::database::{Database, KeepingFault};
use crate::browser::feedback::{Cue, Signals};
use crate::browser::worker::Worker;
use crate::door::book::Book;
use crate::door::card::{Card, Look};
use crate::door::pace::Pace;

pub(super) use waking::{address_of, door_at, path};

/// How long a scan can be taken back from its card.
const UNDO: Duration = Duration::from_secs(10);

/// So long after the last act nobody is in front of the phone.
const IDLE: Duration = Duration::from_secs(20);

/// What the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    /// What is kept is being read.
    Waking,
    /// The server's page stays: the phone has no list.
    Plain(Lacking),
    /// The phone judges by its own list.
    Ready,
    /// The list was taken away; what is told about it.
    Wiped(String),
}

/// Why a phone has no list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lacking {
    /// Someone of the team is signed in, and has not prepared it.
    Pairing,
    /// Nobody is signed in.
    Anyone,
    /// It is paired, perhaps; the network does not answer.
    Network,
}

/// What stands in the middle of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Panel {
    /// The camera, the card, who was found.
    Scan,
    /// Someone is being registered.
    WalkIn,
    /// The last scans, and what the server told.
    Recent,
}

/// How the server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Link {
    /// It has not been asked yet, or it answers.
    Fine,
    /// It is not reached.
    Away,
    /// It does not know this phone any longer.
    Unknown,
}

/// Handles to the state of the phone; copies are the same phone.
#[derive(Clone, Copy)]
pub(super) struct Station {
    /// What the page is.
    pub phase: RwSignal<Phase>,
    /// Which door this is; `None` while one is being chosen.
    pub door: RwSignal<Option<DoorWord>>,
    /// What stands in the middle.
    pub panel: RwSignal<Panel>,
    /// The newest card.
    pub card: RwSignal<Option<Card>>,
    /// Turns with each card, so that two welcomes in a row are seen to be two.
    pub turn: RwSignal<bool>,
    /// The act that can be taken back now.
    pub undoable: RwSignal<Option<Uuid>>,
    /// What is being typed.
    pub typed: RwSignal<String>,
    /// How the server answers.
    pub link: RwSignal<Link>,
    /// Why nothing is kept, when that is so.
    pub unkept: RwSignal<Option<KeepingFault>>,
    /// Whether everything is there for the day without a network.
    pub offline: RwSignal<bool>,
    /// Whether this window forgets.
    pub private: RwSignal<bool>,
    /// Whether a new version waits.
    pub renewable: RwSignal<bool>,
    /// Whether the browser offers to install this.
    pub installable: RwSignal<bool>,
    /// Whether nobody is in front of the phone.
    pub idle: RwSignal<bool>,
    revision: RwSignal<u32>,
    book: StoredValue<Option<Book>>,
    pace: StoredValue<Pace>,
    under_way: StoredValue<bool>,
    asked_again: StoredValue<bool>,
    next_round: StoredValue<Option<TimeoutHandle>>,
    last_act: StoredValue<i64>,
    /// The act that refused the code on the card because no list had it, and that code.
    missed: StoredValue<Option<(Uuid, String)>>,
    // Values of the browser live on its one thread; the server never has one.
    database: StoredValue<Option<SendWrapper<Rc<Database>>>>,
    worker: StoredValue<Option<SendWrapper<Worker>>>,
    signals: StoredValue<Option<SendWrapper<Signals>>>,
}

impl Station {
    pub fn new() -> Self {
        Self {
            phase: RwSignal::new(Phase::Waking),
            door: RwSignal::new(None),
            panel: RwSignal::new(Panel::Scan),
            card: RwSignal::new(None),
            turn: RwSignal::new(false),
            undoable: RwSignal::new(None),
            typed: RwSignal::new(String::new()),
            link: RwSignal::new(Link::Fine),
            unkept: RwSignal::new(None),
            offline: RwSignal::new(false),
            private: RwSignal::new(false),
            renewable: RwSignal::new(false),
            installable: RwSignal::new(false),
            idle: RwSignal::new(true),
            revision: RwSignal::new(0),
            book: StoredValue::new(None),
            pace: StoredValue::new(Pace::default()),
            under_way: StoredValue::new(false),
            asked_again: StoredValue::new(false),
            next_round: StoredValue::new(None),
            last_act: StoredValue::new(0),
            missed: StoredValue::new(None),
            database: StoredValue::new(None),
            worker: StoredValue::new(None),
            signals: StoredValue::new(None),
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
        self.revision.update(|revision| *revision = revision.wrapping_add(1));
        changed
    }

    /// Goes to a door, or to their list.
    pub fn go(self, door: Option<DoorWord>) {
        self.card.set(None);
        self.missed.set_value(None);
        self.undoable.set(None);
        self.typed.set(String::new());
        self.panel.set(Panel::Scan);
        self.door.set(door);
    }

    /// Call this from a tap or a key, so that cues may sound.
    pub fn wake_signals(self) {
        self.signals.update_value(|signals| {
            signals.get_or_insert_with(|| SendWrapper::new(Signals::wake()));
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
        self.missed.set_value(None);
        self.undoable.set(card.undoable);
        if let Some(act) = card.undoable {
            self.stop_undo_later(act);
        }
        self.typed.set(String::new());
        self.panel.set(Panel::Scan);
        self.turn.update(|turn| *turn = !*turn);
        self.card.set(Some(card));
        self.rest_later();
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
        self.last_act.set_value(at);
        self.idle.set(false);
        set_timeout(
            move || {
                if self.last_act.get_value() == at {
                    self.idle.set(true);
                }
            },
            IDLE,
        );
    }

    fn cue(self, cue: Cue) {
        self.signals.with_value(|signals| {
            if let Some(signals) = signals {
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
