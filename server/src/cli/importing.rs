//! `passerelle programme import` and `passerelle programme shipped`.

use std::fmt::Write as _;
use std::path::Path;

use jiff::civil::Date;
use store::{Store, journal};

use super::{CommandError, say};
use crate::clock::now;
use crate::programme;

/// Loads the programme in a file.
///
/// # Errors
/// The file cannot be read, has faults (all are told), or the rules refuse.
pub async fn file(
    store: &Store,
    file: &Path,
    date: Option<Date>,
    if_empty: bool,
) -> Result<(), CommandError> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| CommandError::File(file.display().to_string(), error))?;
    import(store, &text, date, if_empty).await
}

/// Loads the shipped programme, dated to the coming 7 November, unless there is one.
///
/// # Errors
/// The database failed.
pub async fn shipped(store: &Store) -> Result<(), CommandError> {
    let date = programme::coming(programme::SHIPPED_DAY, now().paris().date());
    import(store, programme::SHIPPED, Some(date), true).await
}

async fn import(
    store: &Store,
    text: &str,
    date: Option<Date>,
    if_empty: bool,
) -> Result<(), CommandError> {
    let plan = programme::read(text, date).map_err(|faults| {
        let mut lines = String::new();
        for fault in faults {
            let _ = writeln!(lines, "{fault}");
        }
        CommandError::Programme(lines)
    })?;
    if if_empty && store.programme().await.is_ok() {
        say("Un programme est déjà chargé : rien n'a été changé.");
        return Ok(());
    }
    let at = now();
    let when = app::fr::long_date(plan.event.span.start());
    let name = plan.event.name.clone();
    let imported = store
        .write_long(async move |conn| {
            let imported = store::programme::import(conn, &plan, at).await?;
            journal::write(conn, "ligne de commande", "programme.import", &plan.event.name, "", at)
                .await?;
            Ok(imported)
        })
        .await?;
    say(&format!(
        "{name}, {when} : {} ajoutés, {} mis à jour, {} retirés.",
        app::fr::count(count(imported.added), "atelier ou kiosque", "ateliers et kiosques"),
        imported.updated,
        imported.removed,
    ));
    Ok(())
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
