//! Numbers as French readers write them.

/// The one in the middle; nought when there is none.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}

/// `12 345`, with a narrow no-break space.
pub fn whole(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut grouped = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1,5`.
pub fn tenth(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}

/// `63 %`.
pub fn percent(ratio: f64) -> String {
    format!("{}\u{a0}%", whole(ratio * 100.0))
}

/// Bytes in thousands: `12,3 ko`.
pub fn kilobytes(bytes: usize) -> String {
    format!("{}\u{a0}ko", tenth(bytes as f64 / 1000.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_three() {
        assert_eq!(whole(1_234_567.4), "1\u{202f}234\u{202f}567");
        assert_eq!(whole(999.0), "999");
        assert_eq!(tenth(2.25), "2,2");
        assert_eq!(percent(0.634), "63\u{a0}%");
    }

    #[test]
    fn the_median_is_the_one_in_the_middle() {
        assert!((median([9.0, 1.0, 5.0]) - 5.0).abs() < f64::EPSILON);
    }
}
