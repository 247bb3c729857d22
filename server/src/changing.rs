//! Changing the programme: the change itself, its letters and its lines in the journal, in one unit.

use app::fr;
use domain::programme::{Difference, Plan, Programme, moves};
use domain::time::Moment;
use store::programme::{Change, Changed, change};
use store::{Conn, Store, journal};

use crate::clock::now;

/// Who changes the programme from a terminal.
pub const COMMAND_LINE: &str = "ligne de commande";

/// A change from one programme to another, told to those concerned or not.
#[must_use]
pub fn proposed(from: Option<&Programme>, plan: Plan, by: impl Into<String>, tell: bool) -> Change {
    let about = from.map(|programme| fr::moves(&moves(programme, &plan))).unwrap_or_default();
    Change { plan, from: from.map(|programme| programme.plan.clone()), by: by.into(), about, tell }
}

/// What a change would come to, without making it.
///
/// # Errors
/// The conference's rules say no, or the database failed.
pub async fn try_out(store: &Store, proposed: Change) -> Result<Changed, store::Error> {
    let at = now();
    store.try_out(async move |conn| change(conn, &proposed, at).await).await
}

/// Makes a change.
///
/// # Errors
/// The conference's rules say no, or the database failed.
pub async fn make(store: &Store, proposed: Change) -> Result<Changed, store::Error> {
    let at = now();
    store
        .write_long(async move |conn| {
            let changed = change(conn, &proposed, at).await?;
            note(conn, &proposed, &changed, at).await?;
            Ok(changed)
        })
        .await
}

/// Makes a change that comes as a file.
///
/// # Errors
/// The conference's rules say no, or the database failed.
pub async fn load(store: &Store, proposed: Change) -> Result<Changed, store::Error> {
    let at = now();
    store
        .write_long(async move |conn| {
            let changed = change(conn, &proposed, at).await?;
            let name = &proposed.plan.event.name;
            journal::write(conn, &proposed.by, "programme.import", name, "", at).await?;
            note(conn, &proposed, &changed, at).await?;
            Ok(changed)
        })
        .await
}

/// One line of the journal for each part that differs, with what it was and what it is.
async fn note(
    conn: &mut Conn,
    proposed: &Change,
    changed: &Changed,
    at: Moment,
) -> Result<(), store::Error> {
    for difference in &changed.differences {
        let action = match difference {
            Difference::Added(_) => "programme.add",
            Difference::Removed(_) => "programme.remove",
            Difference::Changed(..) => "programme.edit",
        };
        let detail = match difference {
            Difference::Changed(..) => fr::difference(difference).join("\u{202f}; "),
            _ => String::new(),
        };
        let subject = fr::programme_part(difference.subject());
        journal::write(conn, &proposed.by, action, &subject, &detail, at).await?;
    }
    Ok(())
}
