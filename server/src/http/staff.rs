//! The organisers' pages: one file per noun.

pub mod allocations;
pub mod arrivals;
pub mod badges;
pub mod bulk;
pub mod dashboard;
pub mod delivery;
pub mod duplicates;
pub mod exports;
pub mod journal;
pub mod letters;
pub mod lines;
pub mod mailings;
pub mod merging;
pub mod new_participants;
pub mod participant;
pub mod participant_acts;
pub mod participant_edit;
mod participant_view;
pub mod participants;
mod people_import_view;
pub mod people_imports;
pub mod phones;
pub mod programme;
pub mod reminders;
pub mod rescue;
pub mod seats;
pub mod session;
pub mod session_cancellation;
pub mod sheets;
pub mod signs;
pub mod team;
pub mod walk_ins;
pub mod wishes;
pub mod wordings;

use app::pages::staff::{JournalLine, LetterLine, LetterState};
use app::shell::{Frame, Staff};
use domain::time::Moment;
use serde::Deserialize;
use store::letters::{Entry, State as Kept, totals};

use crate::access::Member;
use crate::clock::now;
use crate::render::Page;
use crate::state::App;

/// A page of the team's, with its navigation and what it must be told.
///
/// # Errors
/// The database failed.
pub async fn staff_page(
    app: &App,
    member: &Member,
    title: impl Into<String>,
    current: &'static str,
) -> Result<Page, store::Error> {
    let staff = Staff { current, role: member.role, unsent: unsent(app).await? };
    Ok(Page::private(title, Frame::Staff(staff)))
}

/// What was opened to be printed goes to the journal.
pub(super) async fn note_paper(
    app: &App,
    member: Member,
    action: &'static str,
    detail: &str,
) -> Result<(), store::Error> {
    let (at, detail) = (now(), detail.to_owned());
    app.store
        .write_beside(async move |conn| {
            store::journal::write(conn, &member.email, action, "", &detail, at).await
        })
        .await
}

/// How many letters wait for mail to be configured.
async fn unsent(app: &App) -> Result<Option<u32>, store::Error> {
    if app.config.smtp_url.is_some() {
        return Ok(None);
    }
    let mut conn = app.store.reader().await?;
    let [waiting, ..] = totals(&mut conn).await?;
    Ok((waiting > 0).then_some(waiting))
}

/// What is asked of a list, in its address. Whatever cannot be read is as if it had not been said.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    etat: String,
    page: String,
}

impl Asked {
    /// The page asked for, from 1, among so many lines.
    fn page(&self, total: u32, size: u32) -> u32 {
        let last = app::pages::staff::pages(total, size);
        self.page.parse().unwrap_or(1_u32).clamp(1, last)
    }
}

/// Where a page begins in its list.
fn offset(page: u32, size: u32) -> u32 {
    page.saturating_sub(1).saturating_mul(size)
}

fn letter_line(entry: Entry) -> LetterLine {
    LetterLine {
        id: entry.id,
        kind: entry.kind,
        state: match entry.state {
            Kept::Waiting => LetterState::Waiting,
            Kept::Sent => LetterState::Sent,
            Kept::Failed => LetterState::Failed,
        },
        recipient: entry.recipient,
        attempts: entry.attempts,
        last_error: entry.last_error,
        created_at: entry.created_at,
    }
}

fn journal_line(line: store::journal::Line) -> JournalLine {
    JournalLine {
        at: Moment::from_micros(line.at),
        actor: line.actor,
        action: line.action,
        subject: line.subject,
        participant: None,
        changes: match (line.old_value, line.new_value) {
            (Some(before), Some(after)) => app::fr::changes(&before, &after),
            _ => Vec::new(),
        },
        detail: line.detail,
    }
}
