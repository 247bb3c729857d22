//! How near two written things are.

/// The part of an address that names its owner, for comparing: without case, dots, dashes and what
/// follows a `+`; and its provider without the last label, since .fr and .com are mistaken for each
/// other. `None` for no address.
pub(super) fn address(email: &str) -> Option<String> {
    let lower = email.to_lowercase();
    let (local, domain) = lower.split_once('@')?;
    let local = local.split('+').next().unwrap_or(local);
    let local: String = local.chars().filter(|c| c.is_alphanumeric()).collect();
    let domain = domain.rsplit_once('.').map_or(domain, |(name, _)| name);
    (!local.is_empty()).then(|| format!("{local}@{domain}"))
}

/// Whether one becomes the other by at most one slip: a letter left out, added, changed, or two
/// neighbours exchanged.
pub(super) fn near(one: &str, other: &str) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if long.len() - short.len() > 1 {
        return false;
    }
    let Some(at) = short.iter().zip(long).position(|(x, y)| x != y) else { return true };
    let (short, long) = (short.get(at..).unwrap_or_default(), long.get(at..).unwrap_or_default());
    if long.len() > short.len() {
        return long.get(1..) == Some(short);
    }
    let exchanged = matches!((short, long), ([a, b, ..], [c, d, ..]) if a == d && b == c)
        && short.get(2..) == long.get(2..);
    exchanged || short.get(1..) == long.get(1..)
}
