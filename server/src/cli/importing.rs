//! `passerelle programme import` and `passerelle programme shipped`: the same change as on the page,
//! told to the same people.

use std::fmt::Write as _;
use std::path::Path;

use app::fr;
use jiff::civil::Date;
use store::Store;
use store::programme::Changed;

use super::{CommandError, say};
use crate::changing::{self, COMMAND_LINE};
use crate::clock::now;
use crate::programme;

/// Loads the programme in a file, and tells whoever is concerned when `tell` is set.
///
/// # Errors
/// The file cannot be read, has faults (all are told), or the rules refuse.
pub async fn file(
    store: &Store,
    file: &Path,
    date: Option<Date>,
    if_empty: bool,
    tell: bool,
) -> Result<(), CommandError> {
    let text = std::fs::read_to_string(file)
        .map_err(|error| CommandError::File(file.display().to_string(), error))?;
    import(store, &text, date, if_empty, tell).await
}

/// Loads the shipped programme, dated to the coming 7 November, unless there is one.
///
/// # Errors
/// The database failed.
pub async fn shipped(store: &Store) -> Result<(), CommandError> {
    let date = programme::coming(programme::SHIPPED_DAY, now().paris().date());
    import(store, programme::SHIPPED, Some(date), true, false).await
}

/// Loads a programme, and says what that did.
async fn import(
    store: &Store,
    text: &str,
    date: Option<Date>,
    if_empty: bool,
    tell: bool,
) -> Result<(), CommandError> {
    let plan = programme::read(text, date).map_err(|faults| {
        let mut lines = String::new();
        for fault in faults {
            let _ = writeln!(lines, "{fault}");
        }
        CommandError::Programme(lines)
    })?;
    let before = match store.programme().await {
        Ok(programme) => Some(programme),
        Err(store::Error::Refused(domain::Refusal::NoEvent)) => None,
        Err(error) => return Err(error.into()),
    };
    if if_empty && before.is_some() {
        say("Un programme est déjà chargé : rien n'a été changé.");
        return Ok(());
    }
    let when = fr::long_date(plan.event.span.start());
    let name = plan.event.name.clone();
    let proposed = changing::proposed(before.as_deref(), plan, COMMAND_LINE, tell);
    let changed = changing::load(store, proposed).await?;
    let imported = changed.imported;
    say(&format!(
        "{name}, {when} : {} ajoutés, {} mis à jour, {} retirés.",
        fr::count(count(imported.added), "atelier ou kiosque", "ateliers et kiosques"),
        imported.updated,
        imported.removed,
    ));
    say_people(&changed);
    Ok(())
}

/// Who is concerned, and whether they are told.
fn say_people(changed: &Changed) {
    let people: usize = changed.moved.iter().map(|(_, people)| people.len()).sum();
    let without = changed.moved.iter().flat_map(|(_, people)| people);
    let without = without.filter(|person| person.email.is_none()).count();
    if people == 0 {
        return;
    }
    let concerned =
        fr::count(count(people), "place ou attente concernée", "places et attentes concernées");
    match changed.announcement {
        Some(_) => say(&format!(
            "{concerned} : les lettres partent dans deux minutes. Pour les rappeler : /organisation/programme."
        )),
        None => say(&format!("{concerned} : aucune lettre n'est écrite.")),
    }
    if without > 0 {
        say(&format!(
            "{} sans adresse e-mail : prévenez-les vous-même.",
            fr::count(count(without), "personne", "personnes")
        ));
    }
    for clash in &changed.clashes {
        say(&format!(
            "{} {} est maintenant attendu·e à deux endroits : {}.",
            clash.last_name,
            clash.first_name,
            clash.codes.join(" et ")
        ));
    }
}

fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
