//! A list of people as it is shown before it is applied.

use app::fr;
use app::pages::staff::people_import::{ColumnChoice, ImportPreviewView, ImportRow, RowTone, SIZE};
use domain::people_list::{Column, Verdict};
use store::people_imports::Import;
use uuid::Uuid;

use super::offset;
use super::people_imports::Shown;
use crate::importing::{Draft, judge};
use crate::state::App;

/// Judges a list and shows a page of it.
///
/// # Errors
/// The database failed.
pub(super) async fn preview(
    app: &App,
    import: &Import,
    shown: &Shown,
    refused: Option<String>,
) -> Result<ImportPreviewView, store::Error> {
    let draft = Draft::kept(import)?;
    let mut conn = app.store.reader().await?;
    let judged = judge(&mut conn, &draft).await?;
    drop(conn);
    let counts = RowTone::ALL.map(|tone| judged.count(|verdict| kind(verdict) == tone));
    // What is to be put right comes first, unless something else was asked for.
    let only = shown.tone();
    let rows: Vec<_> = judged
        .rows
        .iter()
        .filter(|(_, verdict)| only.is_none_or(|tone| kind(verdict.as_ref()) == tone))
        .collect();
    let total = u32::try_from(rows.len()).unwrap_or(u32::MAX);
    let last = app::pages::staff::pages(total, SIZE);
    let page = shown.page.parse().unwrap_or(1_u32).clamp(1, last);
    let rows = rows
        .into_iter()
        .skip(offset(page, SIZE) as usize)
        .take(SIZE as usize)
        .map(|(place, verdict)| row(&draft, *place, verdict.as_ref()))
        .collect();
    Ok(ImportPreviewView {
        id: import.id,
        file_name: import.file_name.clone(),
        headed: draft.layout.headed,
        columns: columns(&draft),
        names_people: draft.layout.names_people(),
        rows,
        shown: only,
        counts,
        total,
        page,
        left: app.store.programme().await?.places.left(),
        refused,
    })
}

fn kind(verdict: Option<&Verdict>) -> RowTone {
    match verdict {
        None => RowTone::Skipped,
        Some(Verdict::New) => RowTone::New,
        Some(Verdict::Changed(..)) => RowTone::Changed,
        Some(Verdict::Same(_) | Verdict::Cancelled(_)) => RowTone::Known,
        Some(Verdict::Refused(_)) => RowTone::Refused,
    }
}

fn row(draft: &Draft, place: usize, verdict: Option<&Verdict>) -> ImportRow {
    let (words, who): (String, Option<Uuid>) = match verdict {
        None => ("laissée de côté".to_owned(), None),
        Some(Verdict::New) => ("nouvelle".to_owned(), None),
        Some(Verdict::Same(who)) => ("déjà inscrite".to_owned(), Some(*who)),
        Some(Verdict::Cancelled(who)) => {
            ("a annulé son inscription\u{a0}: rien n’est fait".to_owned(), Some(*who))
        }
        Some(Verdict::Changed(who, fields)) => {
            let names: Vec<_> = fields.iter().map(|field| fr::field_label(*field)).collect();
            (format!("complétée\u{a0}: {}", names.join(", ")), Some(*who))
        }
        Some(Verdict::Refused(wrong)) => {
            let why: Vec<_> = wrong.iter().map(fr::import::wrong).collect();
            (why.join(" "), None)
        }
    };
    let cells = draft.rows.get(place).map(Vec::as_slice).unwrap_or_default();
    let kept = draft.layout.columns.iter().enumerate();
    ImportRow {
        place,
        cells: kept
            .filter(|(_, column)| **column != Column::Ignored)
            .map(|(at, column)| (at, *column, cells.get(at).cloned().unwrap_or_default()))
            .collect(),
        tone: kind(verdict),
        words,
        who,
    }
}

fn columns(draft: &Draft) -> Vec<ColumnChoice> {
    let headings = draft.rows.first().filter(|_| draft.layout.headed);
    draft
        .layout
        .columns
        .iter()
        .enumerate()
        .map(|(place, column)| {
            let heading = headings.and_then(|row| row.get(place)).filter(|cell| !cell.is_empty());
            let filled = |(_, row): (usize, &Vec<String>)| {
                row.get(place).filter(|cell| !cell.is_empty()).cloned()
            };
            ColumnChoice {
                heading: heading.cloned().unwrap_or_else(|| format!("Colonne {}", place + 1)),
                sample: draft.people().find_map(filled).unwrap_or_default(),
                column: *column,
            }
        })
        .collect()
}
