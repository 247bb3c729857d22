//! What the door says in French.

use crate::browser::sending::SendingFault;

/// The word and the sentence for a scan that has no answer.
pub(super) fn unsent(fault: SendingFault) -> (&'static str, &'static str) {
    match fault {
        SendingFault::NoNetwork => (
            "Pas de réseau\u{a0}: pointage non envoyé",
            "Vérifiez le Wi-Fi ou les données mobiles, puis réessayez.",
        ),
        SendingFault::SignedOut => (
            "Session terminée\u{a0}: pointage non envoyé",
            "Reconnectez-vous dans un autre onglet, puis réessayez ici.",
        ),
        SendingFault::Busy => (
            "Serveur occupé\u{a0}: pointage non envoyé",
            "Patientez quelques secondes, puis réessayez.",
        ),
        SendingFault::Broken => (
            "Erreur du serveur\u{a0}: pointage non envoyé",
            "Réessayez. Si cela continue, notez le nom sur la feuille d’émargement.",
        ),
    }
}

/// How many scans wait on this device.
pub(super) fn waiting(count: usize) -> String {
    match count {
        1 => "1 pointage non envoyé".to_owned(),
        _ => format!("{count} pointages non envoyés"),
    }
}

#[cfg(test)]
mod tests {
    use super::waiting;

    #[test]
    fn one_is_singular() {
        assert_eq!(waiting(1), "1 pointage non envoyé");
        assert_eq!(waiting(3), "3 pointages non envoyés");
    }
}
