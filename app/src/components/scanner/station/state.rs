//! What a phone shows and knows, by what belongs together.

use std::rc::Rc;

use leptos::prelude::TimeoutHandle;
use send_wrapper::SendWrapper;
use uuid::Uuid;

use crate::browser::database::{Database, KeepingFault};
use crate::browser::feedback::Signals;
use crate::browser::worker::Worker;
use crate::door::pace::Pace;

/// What the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::components::scanner) enum Phase {
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
pub(in crate::components::scanner) enum Lacking {
    /// Someone of the team is signed in, and has not prepared it.
    Pairing,
    /// Nobody is signed in.
    Anyone,
    /// It is paired, perhaps; the network does not answer.
    Network,
}

/// What stands in the middle of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::components::scanner) enum Panel {
    /// The camera, the card, who was found.
    Scan,
    /// Someone is being registered.
    WalkIn,
    /// The last scans, and what the server told.
    Recent,
}

/// How the server answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::components::scanner) enum Link {
    /// It has not been asked yet, or it answers.
    Fine,
    /// It is not reached.
    Away,
    /// It does not know this phone any longer.
    Unknown,
}

/// How well the phone keeps what it knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::components::scanner) struct Keeping {
    /// Why nothing is kept, when that is so.
    pub fault: Option<KeepingFault>,
    /// Whether everything is there for the day without a network.
    pub offline: bool,
    /// Whether this window forgets.
    pub private: bool,
}

/// What can be done with the program itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::components::scanner) struct Program {
    /// Whether a new version waits.
    pub renewable: bool,
    /// Whether the browser offers to install this.
    pub installable: bool,
}

/// The questions to the server: one at a time.
#[derive(Default)]
pub(super) struct Rounds {
    pub(super) pace: Pace,
    pub(super) under_way: bool,
    pub(super) asked_again: bool,
    pub(super) next: Option<TimeoutHandle>,
}

/// The last act of this phone.
#[derive(Default)]
pub(super) struct LastAct {
    /// When, in microseconds by the phone's clock.
    pub(super) at: i64,
    /// Turns with each card, so that two welcomes in a row are seen to be two.
    pub(super) turn: bool,
    /// The act that refused the code on the card because no list had it, and that code.
    pub(super) missed: Option<(Uuid, String)>,
}

/// What the browser has lent: values that live on its one thread; the server never has one.
#[derive(Default)]
pub(super) struct Lent {
    pub(super) database: Option<SendWrapper<Rc<Database>>>,
    pub(super) worker: Option<SendWrapper<Worker>>,
    pub(super) signals: Option<SendWrapper<Signals>>,
}
