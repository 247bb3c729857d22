use domain::allocation::{Barred, Passed, Why};
use domain::time::Moment;

use super::{NBSP, NNBSP, clock, count, ordinal_masculine};

/// « encore 3 jours », « encore 5 heures », « encore 20 minutes »: how long until a moment, rounded
/// down so that nobody is promised too much.
#[must_use]
pub fn time_left(until: Moment, now: Moment) -> String {
    let minutes = u32::try_from(until.seconds_since(now).max(0) / 60).unwrap_or(u32::MAX);
    match minutes {
        0 => "encore moins d’une minute".to_owned(),
        1..60 => format!("encore {}", count(minutes, "minute", "minutes")),
        60..2880 => format!("encore {}", count(minutes / 60, "heure", "heures")),
        _ => format!("encore {}", count(minutes / 1440, "jour", "jours")),
    }
}

/// « 1er vœu », « 2e vœu ».
#[must_use]
pub fn wish(rank: usize) -> String {
    format!("{}{NBSP}vœu", ordinal_masculine(rank))
}

/// What came of someone's wishes in one slot, and why, in a sentence. `code` names a session.
#[must_use]
pub fn outcome(
    given: Option<(&str, u8)>,
    passed: &[Passed],
    code: impl Fn(&Passed) -> String,
) -> String {
    let reasons: Vec<String> = passed.iter().map(|one| why(&code(one), &one.why)).collect();
    let reasons = reasons.join(&format!("{NNBSP}; "));
    match given {
        Some((code, rank)) if reasons.is_empty() => {
            format!("Votre vœu{NBSP}{rank}{NBSP}: l’atelier {code}.")
        }
        Some((code, rank)) => format!("Votre vœu{NBSP}{rank}, {code}{NBSP}: {reasons}."),
        None => format!("Aucun de vos vœux{NBSP}: {reasons}."),
    }
}

/// Why one wish was not given, as a part of a sentence: « l’atelier A02 avait 41 premiers vœux pour
/// 24 places ».
#[must_use]
pub fn why(code: &str, why: &Why) -> String {
    match why {
        Why::Full { firsts, asked, seats, .. } => {
            let places = count(*seats, "place", "places");
            if firsts > seats {
                let firsts = count(*firsts, "premier vœu", "premiers vœux");
                format!("l’atelier {code} avait {firsts} pour {places}")
            } else {
                let asked = count(*asked, "vœu", "vœux");
                format!("l’atelier {code} avait {asked} pour {places}")
            }
        }
        Why::Barred(barred) => why_barred(code, barred),
    }
}

fn why_barred(code: &str, barred: &Barred) -> String {
    match barred {
        Barred::Closed | Barred::Cancelled => format!("l’atelier {code} n’aura pas lieu"),
        Barred::Started => format!("l’atelier {code} avait déjà commencé"),
        Barred::Gone => "un atelier souhaité n’est plus dans ce créneau".to_owned(),
        Barred::Holds { code } => format!("une place était déjà prise à {code}"),
        Barred::Clash { code: other, at } => {
            format!("l’atelier {code} tombe en même temps que {other}, à {}", clock(*at))
        }
        Barred::Again { at } => {
            format!("l’atelier {code} est déjà dans la journée, à {}", clock(*at))
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn full(rank: u8, firsts: u32, asked: u32, seats: u32) -> Passed {
        let why = Why::Full { firsts, asked, seats, lot: 0 };
        Passed { session: Uuid::from_u128(rank.into()), rank, why }
    }

    fn code(passed: &Passed) -> String {
        format!("A0{}", passed.session.as_u128() + 1)
    }

    #[test]
    fn the_reason_is_one_sentence() {
        assert_eq!(outcome(Some(("A02", 1)), &[], code), "Votre vœu\u{a0}1\u{a0}: l’atelier A02.");
        assert_eq!(
            outcome(Some(("A05", 2)), &[full(1, 41, 60, 24)], code),
            "Votre vœu\u{a0}2, A05\u{a0}: l’atelier A02 avait 41\u{a0}premiers vœux pour \
             24\u{a0}places."
        );
        assert_eq!(
            outcome(None, &[full(1, 41, 60, 24), full(2, 3, 21, 20)], code),
            "Aucun de vos vœux\u{a0}: l’atelier A02 avait 41\u{a0}premiers vœux pour \
             24\u{a0}places\u{202f}; l’atelier A03 avait 21\u{a0}vœux pour 20\u{a0}places."
        );
    }

    #[test]
    fn time_left_is_never_more_than_there_is() {
        let now = Moment::from_micros(0);
        let left = |seconds| time_left(now.plus_seconds(seconds), now);
        assert_eq!(left(-5), "encore moins d’une minute");
        assert_eq!(left(119), "encore 1\u{a0}minute");
        assert_eq!(left(3 * 3600 - 1), "encore 2\u{a0}heures");
        assert_eq!(left(47 * 3600), "encore 47\u{a0}heures");
        assert_eq!(left(3 * 86_400 + 5), "encore 3\u{a0}jours");
    }
}
