use domain::capacity::{Availability, Seats};
use domain::checkin::{Standing, Verdict};
use domain::participant::AccessNeed;
use domain::programme::{Kind, Session};
use domain::role::Role;
use domain::schedule::Origin;

use super::NBSP;

/// « 1 place », « 18 places », « 0 place »: French counts nought as one.
#[must_use]
pub fn count(number: u32, one: &str, many: &str) -> String {
    let word = if number < 2 { one } else { many };
    format!("{}{NBSP}{word}", grouped(number))
}

/// What follows the number of people let in: « pointé sur 200 », « pointés sur 200 ».
#[must_use]
pub fn checked_in_of(arrived: u32, expected: u32) -> String {
    format!(" pointé{} sur {expected}", if arrived < 2 { "" } else { "s" })
}

/// 12 345, with narrow no-break spaces.
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(super::NNBSP);
        }
        grouped.push(digit);
    }
    grouped
}

/// What the seats of a session mean to someone choosing.
#[must_use]
pub fn seats_left(seats: Seats) -> String {
    match seats.availability() {
        Availability::Full => "Complet".to_owned(),
        Availability::Few(1) => "Plus qu’une place".to_owned(),
        Availability::Few(left) => format!("Plus que {left}{NBSP}places"),
        Availability::Free(left) => count(left, "place libre", "places libres"),
    }
}

/// What the seats of a session mean to someone choosing, with how many people wait: « 18 places
/// libres », « Plus que 3 places », « Complet, liste d’attente (4) ». Visits of a kiosk stand side
/// by side in little room, so theirs is shorter.
#[must_use]
pub fn session_seats(session: &Session) -> String {
    let waiting = session.waiting;
    if session.cancelled {
        "N’aura pas lieu".to_owned()
    } else if !session.seats.is_full() {
        seats_left(session.seats)
    } else if session.kind == Kind::Kiosk {
        format!("Complet, {waiting} en attente")
    } else {
        format!("Complet, liste d’attente{NBSP}({waiting})")
    }
}

/// A place in a line, as people say it: « 1re », « 3e ».
#[must_use]
pub fn ordinal(place: u32) -> String {
    if place == 1 { "1re".to_owned() } else { format!("{place}e") }
}

/// How someone came to a seat.
#[must_use]
pub fn origin(origin: Origin) -> &'static str {
    match origin {
        Origin::Chosen => "Choisie",
        Origin::Team => "Par l’équipe",
        Origin::Promoted => "Par la liste d’attente",
        Origin::Allocated => "Par les vœux",
    }
}

/// The kind of an activity.
#[must_use]
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Workshop => "Atelier",
        Kind::Kiosk => "Kiosque",
    }
}

/// The kind, for several.
#[must_use]
pub fn kinds(kind: Kind) -> &'static str {
    match kind {
        Kind::Workshop => "Ateliers",
        Kind::Kiosk => "Kiosques",
    }
}

/// What a member of the team is called.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Admin => "administration",
        Role::Organiser => "organisation",
        Role::Host => "animation",
        Role::Door => "accueil",
    }
}

/// Where a registration stands.
#[must_use]
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Registered => "Inscription confirmée",
        Standing::Waiting => "Liste d’attente",
        Standing::Cancelled => "Inscription annulée",
    }
}

/// The one word of a verdict, readable at arm's length.
#[must_use]
pub fn verdict(verdict: &Verdict) -> &'static str {
    match verdict {
        Verdict::Accepted => "Bienvenue",
        Verdict::AlreadySeen(_) => "Déjà vu",
        Verdict::Refused(_) => "Refusé",
        Verdict::Undone => "Annulé",
    }
}

/// An access need, as a choice of the form.
#[must_use]
pub fn access_need(need: AccessNeed) -> &'static str {
    match need {
        AccessNeed::Wheelchair => "Place pour un fauteuil roulant",
        AccessNeed::SignLanguage => "Interprétation en langue des signes (LSF)",
        AccessNeed::HearingLoop => "Boucle magnétique",
        AccessNeed::LargePrint => "Documents en grands caractères",
        AccessNeed::Childcare => "Garde d’enfant pendant la journée",
    }
}

#[cfg(test)]
mod tests {
    use domain::time::{Moment, Span};
    use uuid::Uuid;

    use super::*;

    #[test]
    fn seats_left_are_told_in_words() {
        let left = |taken| seats_left(Seats { capacity: 24, taken });
        assert_eq!(left(6), "18\u{a0}places libres");
        assert_eq!(left(21), "Plus que 3\u{a0}places");
        assert_eq!(left(23), "Plus qu’une place");
        assert_eq!(left(24), "Complet");
    }

    fn session(kind: Kind, taken: u32, waiting: u32) -> Session {
        let noon = Moment::from_micros(0);
        Session {
            id: Uuid::nil(),
            code: "A01".to_owned(),
            kind,
            title: "Un atelier".to_owned(),
            theme: "rural".to_owned(),
            slot: (kind == Kind::Workshop).then(|| "A".to_owned()),
            room: "Salle Loire".to_owned(),
            span: Span::new(noon, noon.plus_seconds(60)).unwrap(),
            seats: Seats { capacity: 8, taken },
            waiting,
            minimum: 0,
            cancelled: false,
        }
    }

    #[test]
    fn a_full_session_says_how_many_wait() {
        let words = |kind, taken, waiting| session_seats(&session(kind, taken, waiting));
        assert_eq!(words(Kind::Workshop, 5, 0), "Plus que 3\u{a0}places");
        assert_eq!(words(Kind::Workshop, 8, 4), "Complet, liste d’attente\u{a0}(4)");
        assert_eq!(words(Kind::Kiosk, 8, 0), "Complet, 0 en attente");
        let cancelled = Session { cancelled: true, ..session(Kind::Kiosk, 0, 0) };
        assert_eq!(session_seats(&cancelled), "N’aura pas lieu");
    }

    #[test]
    fn places_in_a_line_are_said_as_people_say_them() {
        assert_eq!(ordinal(1), "1re");
        assert_eq!(ordinal(12), "12e");
    }

    #[test]
    fn numbers_are_grouped_and_nought_is_singular() {
        assert_eq!(count(0, "personne", "personnes"), "0\u{a0}personne");
        assert_eq!(count(200_000, "personne", "personnes"), "200\u{202f}000\u{a0}personnes");
    }
}
