//! Which door the phone is at, and how it comes to another.

use domain::door::DoorWord;
use leptos::prelude::*;
use uuid::Uuid;
use web_sys::History;

use super::{Panel, Station};
use crate::door::book::{Book, MAIN};
use crate::door::card::door_name;
use crate::fr;

impl Station {
    /// Goes to a door, or to their list, without asking the network for a page.
    pub fn open(self, door: Option<DoorWord>) {
        let address = address_of(door.as_deref());
        with_history(|history| {
            // A browser that refuses keeps the former address, and the door changes all the same.
            let _ = history.push_state_with_url(&"".into(), "", Some(&address));
        });
        self.go(door);
    }

    /// Goes to a door, or to their list.
    pub fn go(self, door: Option<DoorWord>) {
        self.clear();
        self.left.set(None);
        self.door.set(door);
        self.leave_what_is_gone(None);
    }

    /// What this door is called.
    pub(super) fn door_name(self) -> Option<String> {
        let door = self.door.get_untracked()?;
        self.book.with_value(|book| book.as_ref().map(|book| door_name(book, &door)))
    }

    /// A door that is gone, or is no longer this phone's, is left for the list of doors, in words.
    /// What was done there is kept, and travels as ever.
    pub(super) fn leave_what_is_gone(self, name: Option<&str>) {
        let Some(door) = self.door.get_untracked() else { return };
        let gone = |book: &Book| !book.has_door(&door);
        if !self.book.with_value(|book| book.as_ref().is_some_and(gone)) {
            return;
        }
        with_history(|history| {
            let address = address_of(None);
            // A browser that refuses keeps the former address, which is left again when opened.
            let _ = history.replace_state_with_url(&"".into(), "", Some(&address));
        });
        self.clear();
        self.door.set(None);
        self.left.set(Some(fr::door_is_gone(name)));
    }

    fn clear(self) {
        self.card.set(None);
        self.last_act.update_value(|last| last.missed = None);
        self.undoable.set(None);
        self.typed.set(String::new());
        self.panel.set(Panel::Scan);
    }
}

fn with_history(change: impl FnOnce(&History)) {
    if let Ok(history) = window().history() {
        change(&history);
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
