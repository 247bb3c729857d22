use domain::checkin::Reason;
use domain::time::Moment;

use super::{NBSP, clock, reason};

/// One of two times at which somebody was let in.
#[derive(Clone, Copy, Debug)]
pub struct LetIn<'a> {
    /// When.
    pub at: Moment,
    /// By which phone, or which member of the team.
    pub by: &'a str,
}

/// That someone was let in twice while phones did not hear of each other.
#[must_use]
pub fn double_entry(name: &str, door: &str, first: LetIn<'_>, again: LetIn<'_>) -> String {
    format!(
        "{name} a été pointé·e deux fois{NBSP}: à {} par «{NBSP}{}{NBSP}», puis à {} par \
         «{NBSP}{}{NBSP}» ({door}). Une seule entrée est comptée.",
        clock(first.at),
        first.by,
        clock(again.at),
        again.by
    )
}

/// The ticket of someone who was let in no longer opens this door.
#[must_use]
pub fn let_in_though(name: &str, why: Reason) -> String {
    let why = match why {
        Reason::Cancelled => "son inscription a été annulée entre-temps. Prévenez l’organisation.",
        Reason::Waiting => "son inscription est en liste d’attente. Prévenez l’organisation.",
        Reason::NotHere => "sa place dans cette séance a changé entre-temps.",
        Reason::UnknownTicket | Reason::NothingToUndo | Reason::Full | Reason::Malformed => {
            reason(why)
        }
    };
    format!("{name} est entré·e, mais {why}")
}

/// The ticket of someone who was sent away opens this door.
#[must_use]
pub fn sent_away_though(name: &str) -> String {
    format!(
        "Le billet de {name} est bon{NBSP}: cette personne est attendue ici. Faites-la entrer, et \
         pointez-la à nouveau."
    )
}

/// A phone let in someone nobody knows.
pub const UNKNOWN_PERSON: &str =
    "Passerelle ne connaît pas cette personne. Si elle revient, inscrivez-la sur place.";

/// Someone was registered beyond the capacity, which the phone did not know.
#[must_use]
pub fn beyond_capacity(name: &str) -> String {
    format!(
        "La conférence était complète quand {name} a été inscrit·e sur place. La place est ajoutée \
         et notée au journal."
    )
}

/// Someone was registered with another code than the one they were given.
#[must_use]
pub fn other_code(name: &str, code: &str) -> String {
    format!(
        "Le code donné à {name} était déjà celui de quelqu’un d’autre. Son code est maintenant {code}."
    )
}

/// Someone could not be moved.
#[must_use]
pub fn not_moved(name: &str, session: &str, why: Reason) -> String {
    match why {
        Reason::Full => format!(
            "{session} est complet{NBSP}: {name} n’y a pas de place. Proposez une autre séance, ou \
             demandez à l’organisation."
        ),
        _ => format!("{name} n’a pas été déplacé·e vers {session}. {}", reason(why)),
    }
}

/// A code that prepared phones serves no more.
pub const CODE_ENDED: &str = "Ce code ne sert plus\u{a0}: il est trop ancien, ou il a déjà préparé \
                              tous ses téléphones. Demandez-en un nouveau à l’organisation.";

/// A phone kept a door that is not one of its own.
pub const NOT_ITS_DOOR: &str =
    "Ce téléphone n’est pas prévu pour cette porte. Demandez un autre code à l’organisation.";

/// A door that is no longer in the programme.
pub const NO_SUCH_DOOR: &str = "Cette séance n’est plus au programme. Choisissez une autre porte.";

/// A door, inside a sentence: « entrée principale », « B03 ».
#[must_use]
pub fn door_name(code: Option<&str>) -> String {
    code.map_or_else(|| "entrée principale".to_owned(), str::to_owned)
}

/// How far a clock is from ours, when that matters: « 3 minutes d’avance ».
#[must_use]
pub fn clock_off(ahead_micros: i64) -> Option<String> {
    const BEARABLE_SECONDS: i64 = 120;
    let seconds = ahead_micros / 1_000_000;
    if seconds.abs() <= BEARABLE_SECONDS {
        return None;
    }
    let minutes = u32::try_from(seconds.unsigned_abs() / 60).unwrap_or(u32::MAX);
    let amount = match minutes {
        0..=119 => super::count(minutes, "minute", "minutes"),
        120..=2879 => super::count(minutes / 60, "heure", "heures"),
        _ => super::count(minutes / 1440, "jour", "jours"),
    };
    Some(format!("{amount} {}", if seconds > 0 { "d’avance" } else { "de retard" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_is_told_from_two_minutes_on() {
        let second = 1_000_000;
        assert_eq!(clock_off(120 * second), None);
        assert_eq!(clock_off(-120 * second), None);
        assert_eq!(clock_off(185 * second).as_deref(), Some("3\u{a0}minutes d’avance"));
        assert_eq!(clock_off(-86_400 * second).as_deref(), Some("24\u{a0}heures de retard"));
        assert_eq!(clock_off(3 * 86_400 * second).as_deref(), Some("3\u{a0}jours d’avance"));
    }

    #[test]
    fn a_double_entry_names_both_times_and_both_phones() {
        let at =
            |minutes: i64| Moment::from_micros(1_699_343_000_000_000).plus_seconds(minutes * 60);
        let sentence = double_entry(
            "Camille Rivière",
            &door_name(None),
            LetIn { at: at(0), by: "Téléphone 1" },
            LetIn { at: at(3), by: "Téléphone 2" },
        );
        assert!(sentence.contains("Téléphone 1") && sentence.contains("Téléphone 2"), "{sentence}");
        assert!(sentence.contains("entrée principale"), "{sentence}");
    }
}
