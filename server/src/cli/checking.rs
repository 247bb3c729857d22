//! `passerelle check`: the audit of the books, in words.

use std::fmt::Write as _;

use store::Store;
use store::audit::{Finding, audit, hold_still};

use super::CommandError;
use crate::clock::now;

/// How many lines are shown of what breaks one rule.
const SHOWN: usize = 20;

/// Says of each rule whether it is kept, and by what it is broken.
///
/// # Errors
/// A rule is broken, there is no programme yet, or the database failed.
pub async fn check(store: &Store, say: impl Fn(&str)) -> Result<(), CommandError> {
    let at = now();
    let findings = store
        .write_long(async move |conn| {
            hold_still(conn).await?;
            audit(conn, at).await
        })
        .await?;
    for finding in &findings {
        say(&in_words(finding));
    }
    let broken = findings.iter().filter(|finding| !finding.broken_by.is_empty()).count();
    match u32::try_from(broken).unwrap_or(u32::MAX) {
        0 => Ok(()),
        broken => Err(CommandError::Broken(broken)),
    }
}

fn in_words(Finding { invariant, broken_by }: &Finding) -> String {
    if broken_by.is_empty() {
        return format!("tenu       {invariant}");
    }
    let mut said = format!("PAS TENU   {invariant} :");
    for line in broken_by.iter().take(SHOWN) {
        let _ = write!(said, "\n             {line}");
    }
    if let Some(others) = broken_by.len().checked_sub(SHOWN).filter(|others| *others > 0) {
        let _ = write!(said, "\n             et {others} de plus");
    }
    said
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(broken_by: Vec<String>) -> Finding {
        Finding { invariant: "Deux et deux font quatre", broken_by }
    }

    #[test]
    fn a_rule_is_said_to_be_kept_or_by_what_it_is_broken() {
        assert_eq!(in_words(&finding(Vec::new())), "tenu       Deux et deux font quatre");
        let told = in_words(&finding((0..23).map(|n| format!("A{n:02}")).collect()));
        assert!(told.starts_with("PAS TENU   Deux et deux font quatre :\n             A00\n"));
        assert!(told.contains("A19") && !told.contains("A20"));
        assert!(told.ends_with("et 3 de plus"));
        let few = in_words(&finding(vec!["A00".to_owned()]));
        assert!(few.ends_with("A00"));
    }
}
