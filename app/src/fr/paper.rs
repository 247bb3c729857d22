use domain::badge::{MeasureFault, millimetres};

use super::{NBSP, count};

/// Why a sheet of labels cannot be as it was measured.
#[must_use]
pub fn measure_fault(fault: MeasureFault) -> String {
    match fault {
        MeasureFault::Malformed => "Écrivez une longueur en millimètres, comme 12,5.".to_owned(),
        MeasureFault::Negative => "Une marge ou un écart ne peut pas être négatif.".to_owned(),
        MeasureFault::TooFar => format!("Un décalage va de -10 à 10{NBSP}millimètres."),
        MeasureFault::Overflows(over) => format!(
            "Les étiquettes dépassent de la page de {}{NBSP}mm{NBSP}: réduisez cette marge ou l’écart.",
            millimetres(over)
        ),
    }
}

/// How many badges are still to be printed: never yet, and again since their words have changed.
#[must_use]
pub fn to_print(new: u32, outdated: u32) -> String {
    let new = (new > 0).then(|| format!("{} à imprimer", count(new, "nouveau", "nouveaux")));
    let outdated = (outdated > 0)
        .then(|| format!("{} à réimprimer", count(outdated, "badge corrigé", "badges corrigés")));
    let said: Vec<_> = new.into_iter().chain(outdated).collect();
    if said.is_empty() { "tous sont déjà imprimés".to_owned() } else { said.join(", ") }
}

/// « 2 h 30 », « 45 min », « 3 h ».
#[must_use]
pub fn duration(minutes: u32) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes}{NBSP}min"),
        (hours, 0) => format!("{hours}{NBSP}h"),
        (hours, minutes) => format!("{hours}{NBSP}h{NBSP}{minutes:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_still_to_be_printed_is_told_apart() {
        assert_eq!(to_print(0, 0), "tous sont déjà imprimés");
        assert_eq!(to_print(12, 0), "12\u{a0}nouveaux à imprimer");
        assert_eq!(
            to_print(1, 2),
            "1\u{a0}nouveau à imprimer, 2\u{a0}badges corrigés à réimprimer"
        );
    }

    #[test]
    fn durations_read_as_french() {
        assert_eq!(duration(45), "45\u{a0}min");
        assert_eq!(duration(180), "3\u{a0}h");
        assert_eq!(duration(155), "2\u{a0}h\u{a0}35");
    }
}
