//! The organisers' pages: one file per address.

mod arrivals;
mod badges;
mod bulk;
mod cancellation;
mod certificates;
mod concerned;
pub mod dashboard;
pub mod delivery;
mod duplicates;
mod export_preview;
mod exports;
pub mod journal;
mod letter;
mod letter_preview;
pub mod letters;
mod line;
pub mod mail_nav;
pub mod mailings;
mod merging;
mod new_participant;
mod paper_walk_ins;
mod participant;
mod participant_edit;
pub mod participants;
pub mod people_import;
mod phone_revocation;
pub mod phones;
mod pocket;
pub mod programme;
pub mod reminders;
mod rescue;
mod seats;
mod session;
mod session_cancellation;
mod sheets;
mod signs;
pub mod team;
pub mod wishes;
pub mod wordings;

use domain::checkin::Standing;
use leptos::prelude::*;
use uuid::Uuid;

use crate::components::{StateWord, Tone};
use crate::fr;

pub use arrivals::{ArrivalsBoard, ArrivalsPage, ArrivalsView, DoorFigures, WalkInLine};
pub use badges::{
    BADGES, BATCH, Badge, BadgesAsked, BadgesPage, BadgesView, CalibrationPage, Sessions, Wanted,
};
pub use bulk::{BatchPage, BatchView, BulkPage, BulkView, Foreseen};
pub use cancellation::StaffCancellationPage;
pub use certificates::{CERTIFICATES_BATCH, CertificatesPage};
pub use dashboard::{Attention, Charts, DashboardBody, DashboardPage, DashboardView};
pub use duplicates::{DuplicatesPage, Twin, TwinPair};
pub use export_preview::{ColumnChoice, ExportPreviewPage, ExportPreviewView, PREVIEW_ROWS};
pub use exports::{ExportsPage, ExportsView};
pub use journal::{JournalFilter, JournalLine, JournalPage, JournalView};
pub use letter::{LetterPage, LetterView, LetterWords};
pub use letter_preview::{LetterPreview, Preview};
pub use letters::{LetterLine, LetterState, LettersPage, LettersView};
pub use merging::{Compared, MergePage, MergeView};
pub use new_participant::NewParticipantPage;
pub use paper_walk_ins::{PaperWalkInForm, PaperWalkInPage};
pub use participant::{GroupRecord, ParticipantPage, ParticipantView};
pub use participant_edit::EditParticipantPage;
pub use participants::{
    Column, FiltersView, ParticipantLine, ParticipantsPage, ParticipantsView, Shown,
};
pub use phone_revocation::PhoneRevocationPage;
pub use phones::{
    DoorBox, InvitationLine, PhoneLine, PhoneState, PhonesPage, PhonesView, ShownCode, phone_href,
};
pub use pocket::PocketProgrammePage;
pub use rescue::{RescueLine, RescuePage, RescueView, WALK_INS};
pub use seats::{HeldSeat, WaitedSeat};
pub use session::{SeatedLine, SessionForms, SessionPage, SessionView, WaitingLine, session_href};
pub use session_cancellation::{SessionCancellationPage, SessionCancellationView};
pub use sheets::{Sheet, SheetLine, SheetsPage};
pub use signs::{ON_A_SIGN, Sign, SignActivity, SignsPage};
pub use team::{TeamLine, TeamPage, TeamView};

/// Who is one of those listed: the address of their page.
fn participant_href(id: Uuid) -> String {
    format!("/organisation/participants/{id}")
}

/// The address of a letter's page.
fn letter_href(id: Uuid) -> String {
    format!("/organisation/courriels/{id}")
}

/// Where someone stands, in a word.
#[component]
fn StandingWord(
    /// Where their registration stands.
    standing: Standing,
    /// Whether they were let in at the main entrance.
    arrived: bool,
    /// Their place in line, when it is to be told.
    #[prop(optional_no_strip)]
    place: Option<u32>,
) -> impl IntoView {
    let (tone, word) = match standing {
        Standing::Registered if arrived => (Tone::Accepted, "Arrivé·e".to_owned()),
        Standing::Registered => (Tone::Accepted, "Inscrit·e".to_owned()),
        Standing::Waiting => (Tone::Attention, waiting(place)),
        Standing::Cancelled => (Tone::Quiet, "Annulé·e".to_owned()),
    };
    view! { <StateWord tone word/> }
}

fn waiting(place: Option<u32>) -> String {
    match place {
        Some(1) => "En attente, 1re".to_owned(),
        Some(place) => format!("En attente, {place}e"),
        None => "En attente".to_owned(),
    }
}

/// A dash where nothing was said, so that a column never looks forgotten.
fn or_dash(text: &str) -> String {
    if text.is_empty() { "—".to_owned() } else { text.to_owned() }
}

/// « 173 personnes, de 51 à 100 ».
fn range(total: u32, page: u32, size: u32, one: &str, many: &str) -> String {
    let first = page.saturating_sub(1).saturating_mul(size).saturating_add(1);
    let last = page.saturating_mul(size).min(total);
    let all = fr::count(total, one, many);
    if total <= size { all } else { format!("{all}, de {first} à {last}") }
}

/// How many pages a list has; at least one.
#[must_use]
pub fn pages(total: u32, size: u32) -> u32 {
    total.div_ceil(size.max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_what_part_of_it_is_shown() {
        assert_eq!(range(3, 1, 50, "personne", "personnes"), "3\u{a0}personnes");
        assert_eq!(range(173, 4, 50, "personne", "personnes"), "173\u{a0}personnes, de 151 à 173");
        assert_eq!(pages(0, 50), 1);
        assert_eq!(pages(101, 50), 3);
    }
}
