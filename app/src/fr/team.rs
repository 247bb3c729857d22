use super::{NBSP, count};

/// A code of a second factor that is none, or has served.
pub const WRONG_CODE: &str =
    "Ce code ne convient pas, ou il a déjà servi. Attendez le suivant sur votre téléphone.";

/// The first code of a telephone that is being set up.
pub const WRONG_FIRST_CODE: &str =
    "Ce code ne convient pas. Lisez le QR code de cette page, puis recopiez le code du moment.";

/// One’s own password, asked again.
pub const WRONG_OWN_PASSWORD: &str = "Ce n’est pas votre mot de passe. Écrivez-le à nouveau.";

/// Nobody shuts themselves out by mistake.
pub const NOT_ONES_OWN_ROLE: &str = "C’est votre compte\u{a0}: vous ne pouvez ni changer votre propre \
                                     rôle ni le fermer. Demandez à une autre personne de \
                                     l’administration.";

/// Too many tries: how long there is to wait.
#[must_use]
pub fn too_many_tries(seconds: u64) -> String {
    let seconds = u32::try_from(seconds).unwrap_or(u32::MAX);
    let wait = if seconds <= 90 {
        count(seconds, "seconde", "secondes")
    } else {
        format!("{}{NBSP}minutes", seconds.div_ceil(60))
    };
    format!("Trop d’essais à la suite. Attendez {wait}, puis recommencez.")
}

/// What someone of the team is told of a session of theirs: the browser, when it is known.
#[must_use]
pub fn browser(words: &str) -> &str {
    if words.is_empty() { "Navigateur inconnu" } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_told_in_seconds_and_then_in_minutes() {
        assert!(too_many_tries(1).contains("1\u{a0}seconde,"));
        assert!(too_many_tries(60).contains("60\u{a0}secondes"));
        assert!(too_many_tries(120).contains("2\u{a0}minutes"));
        assert!(too_many_tries(121).contains("3\u{a0}minutes"));
    }
}
