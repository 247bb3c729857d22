//! The key that was probably meant.

/// The known key that differs by the fewest letters, if few enough to be meant.
pub fn nearest(typed: &str, keys: &'static [&'static str]) -> Option<&'static str> {
    let typed = typed.to_ascii_lowercase();
    keys.iter()
        .map(|key| (distance(&typed, key), *key))
        .filter(|(distance, key)| *distance <= 2.max(key.len() / 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, key)| key)
}

/// How many letters to add, drop or change to turn one word into the other.
fn distance(one: &str, other: &str) -> usize {
    let mut costs: Vec<usize> = (0..=other.chars().count()).collect();
    for (row, a) in one.chars().take(64).enumerate() {
        let mut diagonal = row;
        let mut left = row + 1;
        for (cost, b) in costs.iter_mut().skip(1).zip(other.chars()) {
            let best = (diagonal + usize::from(a != b)).min(left + 1).min(*cost + 1);
            diagonal = *cost;
            *cost = best;
            left = best;
        }
        if let Some(first) = costs.first_mut() {
            *first = row + 1;
        }
    }
    costs.last().copied().unwrap_or_default()
}
