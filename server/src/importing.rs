//! Lists of people: from a file to rows, from rows to verdicts, from verdicts to registrations.

pub mod file;
mod under_way;
mod workbook;

#[cfg(test)]
mod tests;

use std::collections::{BTreeSet, HashSet};

use app::fr;
use domain::participant::Email;
use domain::people_list::{Layout, Seen, Verdict, read};
use serde::{Deserialize, Serialize};
use store::people_imports::{self, Import, Step};
use store::{Conn, journal};
use uuid::Uuid;

pub use under_way::UnderWay;

use crate::access::Member;
use crate::clock::now;
use crate::registering::newcomer;
use crate::state::App;

/// A list while it is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What its columns say.
    pub layout: Layout,
    /// Its rows, headings included; what is put right is put right here.
    pub rows: Vec<Vec<String>>,
    /// The rows that are left out, by their place from 0.
    pub skipped: BTreeSet<usize>,
}

impl Draft {
    /// The list of a file, laid out as it seems to be.
    #[must_use]
    pub fn of(rows: Vec<Vec<String>>) -> Self {
        Self { layout: Layout::guess(&rows), rows, skipped: BTreeSet::new() }
    }

    /// The draft of an import that is kept.
    ///
    /// # Errors
    /// What is kept is none.
    pub fn kept(import: &Import) -> Result<Self, store::Error> {
        serde_json::from_str(&import.content)
            .map_err(|_| store::Error::Corrupt("people_import.content"))
    }

    /// As it is kept.
    #[must_use]
    pub fn content(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The rows that may be people: where they are, from 0, and what they say.
    pub fn people(&self) -> impl Iterator<Item = (usize, &Vec<String>)> {
        let first = usize::from(self.layout.headed);
        self.rows.iter().enumerate().skip(first).filter(|(_, row)| !row.is_empty())
    }
}

/// A list, judged row by row.
#[derive(Clone, Debug)]
pub struct Judged {
    /// Where each row is, from 0, and what becomes of it; `None` for what is left out.
    pub rows: Vec<(usize, Option<Verdict>)>,
}

impl Judged {
    /// How many rows have such a verdict.
    #[must_use]
    pub fn count(&self, is: impl Fn(Option<&Verdict>) -> bool) -> u32 {
        let count = self.rows.iter().filter(|(_, verdict)| is(verdict.as_ref())).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// How many rows stand in the way.
    #[must_use]
    pub fn refused(&self) -> u32 {
        self.count(|verdict| matches!(verdict, Some(Verdict::Refused(_))))
    }
}

/// Judges every row of a list against who is registered now.
///
/// # Errors
/// The database failed.
pub async fn judge(conn: &mut Conn, draft: &Draft) -> Result<Judged, store::Error> {
    let taken = |index: &usize| !draft.skipped.contains(index);
    let readings: Vec<_> = draft
        .people()
        .map(|(index, row)| (index, taken(&index).then(|| read(&draft.layout, row))))
        .collect();
    let keys: HashSet<String> = readings
        .iter()
        .filter_map(|(_, reading)| reading.as_ref()?.as_ref().ok())
        .map(|person| {
            let name = || domain::duplicates::name_key(&person.full_name());
            person.email.as_ref().map_or_else(name, Email::key)
        })
        .collect();
    let known = people_imports::known(conn, &keys).await?;
    let mut seen = Seen::default();
    let rows = readings
        .into_iter()
        .map(|(index, reading)| {
            (index, reading.map(|reading| seen.judge(index.saturating_add(1), reading, &known)))
        })
        .collect();
    Ok(Judged { rows })
}

/// Applies a list beside everything else; its page says how far it is. `false` when it is not ready:
/// some row stands in the way, or it is being applied already.
///
/// # Errors
/// There is no such draft, or the database failed.
pub async fn start(app: &App, member: &Member, id: Uuid) -> Result<bool, store::Error> {
    let mut conn = app.store.reader().await?;
    let import = people_imports::by_id(&mut conn, id).await?.ok_or(domain::Refusal::NotFound)?;
    if import.state != people_imports::State::Draft {
        return Ok(true);
    }
    let draft = Draft::kept(&import)?;
    let judged = judge(&mut conn, &draft).await?;
    drop(conn);
    if judged.refused() > 0 || !draft.layout.names_people() {
        return Ok(false);
    }
    if !app
        .store
        .write_beside(async move |conn| people_imports::start(conn, id, now()).await)
        .await?
    {
        return Ok(true);
    }
    let steps = steps(app, member, &draft, judged);
    app.imports.begin(id, steps.len());
    let work = tokio::spawn(carry_out(app.clone(), member.clone(), id, steps));
    // Short lists are done before their page is asked for.
    let _ = tokio::time::timeout(std::time::Duration::from_millis(400), work).await;
    Ok(true)
}

fn steps(app: &App, member: &Member, draft: &Draft, judged: Judged) -> Vec<Step> {
    let row = |index: usize| draft.rows.get(index).and_then(|row| read(&draft.layout, row).ok());
    judged
        .rows
        .into_iter()
        .filter_map(|(index, verdict)| match verdict? {
            Verdict::New => {
                // The row's own identity: applying it twice registers once.
                let key = Uuid::now_v7();
                Some(Step::Add(newcomer(&app.keys, row(index)?, key, Some(member.id))))
            }
            Verdict::Changed(who, fields) => Some(Step::Change(who, row(index)?, fields)),
            Verdict::Same(_) | Verdict::Cancelled(_) | Verdict::Refused(_) => None,
        })
        .collect()
}

async fn carry_out(app: App, member: Member, id: Uuid, steps: Vec<Step>) {
    let (at, progress) = (now(), app.imports.teller(id));
    let applied = app
        .store
        .write_long(async move |conn| {
            let actor = &member.email;
            people_imports::apply(conn, id, steps, actor, at, progress).await?;
            let import = people_imports::by_id(conn, id).await?.ok_or(domain::Refusal::NotFound)?;
            let what = fr::import::applied(import.added, import.changed);
            journal::write(conn, actor, "participant.import", &import.file_name, &what, at).await
        })
        .await;
    if let Err(error) = applied {
        let failure = match &error {
            store::Error::Refused(refusal) => fr::team_refusal(refusal),
            error => {
                tracing::error!(import = %id, cause = %error, "a list of people was not applied");
                fr::import::FAILED.to_owned()
            }
        };
        let kept = app
            .store
            .write_beside(async move |conn| people_imports::give_up(conn, id, &failure).await)
            .await;
        if let Err(error) = kept {
            tracing::error!(import = %id, cause = %error, "a list of people stays as if under way");
        }
    }
    app.imports.end(id);
}
