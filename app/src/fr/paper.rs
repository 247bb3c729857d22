use domain::badge::{MeasureFault, millimetres};

use super::NBSP;

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
    fn durations_read_as_french() {
        assert_eq!(duration(45), "45\u{a0}min");
        assert_eq!(duration(180), "3\u{a0}h");
        assert_eq!(duration(155), "2\u{a0}h\u{a0}35");
    }
}
