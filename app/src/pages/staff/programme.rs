//! `/organisation/programme`: everything organisers change in the programme.

mod announcements;
mod change;
mod form;
mod hub;
mod import;
mod list;
mod questions;
mod removal;

use std::fmt::Write as _;

pub use announcements::{AnnouncementLine, Announcements, COUNTDOWN, CallBackPage};
pub use change::{ChangePage, ChangeView, ClashLine, MovedView};
pub use form::{Ask, EditPage, EditView, Group, Meanwhile, Question};
pub use hub::{ActivityLine, ProgrammeHubPage, ProgrammeHubView, SectionLine};
pub use import::{ProgrammeImportPage, ProgrammeImportView};
pub use list::{ListPage, ListView, Row};
pub use removal::{RemovalPage, RemovalView};

/// The address of the organisers' programme.
pub const PROGRAMME: &str = "/organisation/programme";

/// The address of a part of the programme, or of one thing in it.
#[must_use]
pub fn part_href(part: &str, key: Option<&str>) -> String {
    match key {
        Some(key) => format!("{PROGRAMME}/{part}/{}", segment(key)),
        None => format!("{PROGRAMME}/{part}"),
    }
}

/// A name as a part of an address, whatever is in it.
fn segment(name: &str) -> String {
    let mut segment = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_~".contains(&byte) {
            segment.push(char::from(byte));
        } else {
            // Nothing is written to a text that could fail.
            let _ = write!(segment, "%{byte:02X}");
        }
    }
    segment
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_name_can_be_a_part_of_an_address() {
        assert_eq!(
            part_href("salles", Some("Hall/1 « é »..")),
            "/organisation/programme/salles/Hall%2F1%20%C2%AB%20%C3%A9%20%C2%BB%2E%2E"
        );
        assert_eq!(part_href("salles", None), "/organisation/programme/salles");
    }
}
