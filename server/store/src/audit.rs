//! The audit: what must always hold, asked of the database itself.
//!
//! Each invariant is one statement that returns what breaks it, written apart from the code that
//! keeps it: the books are checked against the rules, not against themselves.

/// Whoever had an address all along: a letter that nobody could be sent is not missing, whether the
/// address came later or with another registration.
macro_rules! had_mail {
    () => {
        "(p.email is not null and not exists (select 1 from participant_change c \
         where c.participant_id = p.id and c.field = 'email' and c.old_value = '') \
         and not exists (select 1 from participant g where g.merged_into = p.id \
         and g.email is null))"
    };
}

mod letters;
mod statements;
mod wishes;

use domain::time::Moment;

use crate::{Conn, Error, seats};

/// An invariant, and what breaks it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The invariant, as a French sentence.
    pub invariant: &'static str,
    /// What breaks it, one line each; empty when it holds.
    pub broken_by: Vec<String>,
}

/// What the statements ask.
enum Ask {
    /// About the books alone.
    Books(&'static str),
    /// About the books at this moment, `$1`.
    Now(&'static str),
    /// About what is older than an hour: than `$1`.
    Hour(&'static str),
}

struct Invariant {
    says: &'static str,
    ask: Ask,
}

/// Checks every invariant. Asks only; other writers are kept out by whoever calls, if need be
/// ([`hold_still`]).
///
/// # Errors
/// The database failed.
pub async fn audit(conn: &mut Conn, now: Moment) -> Result<Vec<Finding>, Error> {
    let mut findings = Vec::new();
    for Invariant { says, ask } in statements::ALL.iter().chain(wishes::ALL) {
        let rows: Vec<(String,)> = match ask {
            Ask::Books(sql) => conn.all(sql, ()).await?,
            Ask::Now(sql) => conn.all(sql, (now.micros(),)).await?,
            Ask::Hour(sql) => conn.all(sql, (now.plus_seconds(-3600).micros(),)).await?,
        };
        let broken_by = rows.into_iter().map(|(line,)| line).collect();
        findings.push(Finding { invariant: says, broken_by });
    }
    findings.extend(letters::audit(conn).await?);
    Ok(findings)
}

/// Keeps every seat, place and line as it is until the unit ends, so that one state is checked.
///
/// # Errors
/// No programme has been imported, or the database failed.
pub async fn hold_still(conn: &mut Conn) -> Result<(), Error> {
    seats::open(conn).await?;
    Ok(())
}
