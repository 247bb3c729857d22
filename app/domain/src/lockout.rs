//! How long whoever fails to sign in has to wait before the next try.

/// How many failures in a row cost nothing: people mistype.
pub const FREE: u32 = 5;

/// The first pause, in seconds; each further failure doubles it.
const FIRST: i64 = 30;

/// The longest pause, in seconds.
pub const LONGEST: i64 = 15 * 60;

/// After how many seconds of quiet the failures are forgotten.
pub const FORGOTTEN_AFTER: i64 = 3600;

/// The pause after so many failures in a row, in seconds.
#[must_use]
pub fn pause(failures: u32) -> i64 {
    let Some(beyond) = failures.checked_sub(FREE) else { return 0 };
    1_i64
        .checked_shl(beyond.min(30))
        .map_or(LONGEST, |doubled| doubled.saturating_mul(FIRST))
        .min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_may_mistype_and_then_wait_longer_and_longer() {
        let pauses: Vec<_> = (0..13).map(pause).collect();
        assert_eq!(pauses, [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]);
        assert_eq!(pause(u32::MAX), LONGEST);
    }
}
