//! What is done at the door: each act is judged, shown and heard at once, then kept, then sent.

use domain::checkin::Verdict;
use domain::door::Deed;
use domain::ticket::Reading;
use domain::time::Moment;
use leptos::prelude::*;
use uuid::Uuid;

use super::{Panel, Station};
use crate::browser::clock::now_us;
use crate::components::scanner::read::token;
use crate::door::book::{Book, Guest, Stamp};
use crate::door::card::{Card, Offer};
use crate::door::log::Record;

/// How long somebody who was refused is taken to stay at the door.
const STANDS_THERE_US: i64 = 10_000_000;

/// What is read and is nobody's is kept as it was; nothing longer is a ticket.
const LONGEST_READ: usize = 64;

impl Station {
    /// The camera saw a code, or a hardware scanner did. While somebody is being written down both are
    /// ignored: what is typed stays.
    pub fn see(self, text: &str) {
        if self.panel.get_untracked() != Panel::WalkIn {
            self.read(text);
        }
    }

    /// Someone typed a code.
    pub fn read(self, text: &str) {
        let (Some(stamp), Some(text)) = (self.stamp(), token(text)) else { return };
        let Some(reading) = Reading::parse(text) else {
            self.show(Card::no_ticket());
            return;
        };
        let missed = (!self.knows(text)).then(|| (stamp.id, text.to_owned()));
        self.act(|book| {
            Some(match book.read(&reading) {
                Some(person) => book.arrive(stamp, person),
                None => book.arrive_unknown(stamp, as_read(&reading)),
            })
        });
        self.last_act.update_value(|last| last.missed = missed);
    }

    /// Whoever registered a moment ago was on no list yet; where they still stand before their refusal
    /// when the list comes that has them, they are welcomed after all. Not while somebody is being looked
    /// for or written down: what is typed stays.
    pub(super) fn read_again(self) {
        let Some((act, text)) = self.stands_refused() else { return };
        let types = self.panel.get_untracked() != Panel::Scan
            || !self.typed.with_untracked(String::is_empty);
        if !types && self.knows(&text) {
            self.mark_read(act);
            self.read(&text);
        }
    }

    /// Whether someone stands before their refusal whom the next list may have.
    pub(super) fn awaits_someone(self) -> bool {
        self.stands_refused().is_some_and(|(_, text)| !self.knows(&text))
    }

    /// The act that refused who still stands there, because no list had them, and their code.
    fn stands_refused(self) -> Option<(Uuid, String)> {
        let (missed, at) = self.last_act.with_value(|last| (last.missed.clone(), last.at));
        missed.filter(|_| now_us() - at < STANDS_THERE_US)
    }

    /// Whether this is somebody's code, or looks like one.
    pub fn knows(self, text: &str) -> bool {
        let reading = Reading::parse(text);
        reading.is_some_and(|reading| {
            self.book.with_value(|book| book.as_ref().is_some_and(|b| b.read(&reading).is_some()))
        })
    }

    /// Someone was found by name.
    pub fn arrive(self, person: Uuid) {
        if let Some(stamp) = self.stamp() {
            self.act(|book| Some(book.arrive(stamp, person)));
        }
    }

    /// Takes an act back. Its ticket may still be in view, and stays read.
    pub fn undo(self, of: Uuid) {
        self.undoable.set(None);
        let Some(stamp) = self.stamp() else { return };
        self.act(|book| Some((book.undo(stamp, of)?, Verdict::Undone)));
    }

    /// It is the person who came before.
    pub fn come_again(self) {
        if let Some(card) = self.card.get_untracked() {
            self.show(card.come_again());
        }
    }

    /// Gives someone a seat at this door, and lets them in.
    pub fn move_here(self, person: Uuid, to: Uuid) {
        if self.seat(person, to) {
            self.arrive(person);
        }
    }

    /// Gives someone a seat; what they were just told beside it stays.
    pub fn choose(self, person: Uuid, to: Uuid) {
        let before = self.card.get_untracked();
        if !self.seat(person, to) {
            return;
        }
        let Some(Card { code: Some(code), .. }) = before.clone() else { return };
        let offers = before.map(|card| card.offers).unwrap_or_default();
        let others = offers.into_iter().map(|offer| match offer {
            Offer::Seats(seats) => {
                Offer::Seats(seats.into_iter().filter(|(id, _)| *id != to).collect())
            }
            other => other,
        });
        self.card.update(|card| {
            if let Some(card) = card {
                card.code = Some(code);
                card.offers = others.collect();
            }
        });
    }

    fn seat(self, person: Uuid, to: Uuid) -> bool {
        let Some(stamp) = self.stamp() else { return false };
        let done = self.act(|book| Some((book.reseat(stamp, person, to)?, Verdict::Undone)));
        if !done {
            let full = |book: &Book| Some(Card::full(book, person, book.session(to)?));
            if let Some(card) = self.book.with_value(|book| book.as_ref().and_then(full)) {
                self.show(card);
            }
        }
        done
    }

    /// Registers someone and lets them in; tells whether there was a code to give.
    pub fn welcome(self, guest: &Guest) -> bool {
        let Some(stamp) = self.stamp() else { return false };
        let person = Uuid::now_v7();
        self.act(|book| Some((book.welcome(stamp, person, guest)?, Verdict::Accepted)))
    }

    fn stamp(self) -> Option<Stamp> {
        let door = self.door.get_untracked()?;
        Some(Stamp { id: Uuid::now_v7(), door, at: Moment::from_micros(now_us()) })
    }

    /// Shows what an act came to, keeps it, and has it sent.
    fn act(self, act: impl FnOnce(&mut Book) -> Option<(Record, Verdict)>) -> bool {
        let now = self.now();
        let done = self.with_book(|book| {
            let (record, verdict) = act(book)?;
            let card = Card::of(book, &record, &verdict, now);
            Some((record, card))
        });
        let Some((record, card)) = done.flatten() else { return false };
        self.show(card);
        let with_head = matches!(record.act.deed, Deed::WalkIn { .. });
        self.keep_record(&record, with_head);
        self.sync_soon();
        true
    }
}

/// What the server is to look for.
fn as_read(reading: &Reading) -> String {
    match reading {
        Reading::Token(token) => token.chars().take(LONGEST_READ).collect(),
        Reading::Code(code) => code.as_str().to_owned(),
    }
}
