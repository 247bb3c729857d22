//! What the door's phone says.

use domain::checkin::Passage;
use domain::door::{RollSession, Station};
use domain::time::Moment;

use super::{NBSP, clock, count, short_date_time};

/// What was read belongs to no conference.
pub const NO_TICKET: &str =
    "Ce n’est pas un billet. Présentez le code du billet, tapez-le, ou cherchez le nom.";

/// The word when a session has no seat left.
pub const FULL: &str = "Complet";

/// Someone who came before is let in again.
pub const COME_AGAIN: &str = "De retour\u{a0}: la première entrée reste au pointage.";

/// What is done with the code of a walk-in.
pub const WALK_IN_CODE: &str = "Notez ce code sur son badge\u{a0}: il vaut billet à chaque porte.";

/// The word after a move.
pub const MOVED: &str = "Déplacé";

/// What an undo means.
pub const UNDONE: &str = "Le pointage est annulé. La personne peut se présenter à nouveau.";

/// The main entrance.
pub const MAIN_DOOR: &str = "Entrée principale";

/// A line of the list of last scans.
pub const TAKEN_BACK: &str = "Annulation";
/// A line of the list of last scans.
pub const REGISTERED_HERE: &str = "Inscription sur place";
/// A line of the list of last scans.
pub const LET_IN: &str = "Entrée";
/// A line of the list of last scans.
pub const SEEN: &str = "Déjà vu";
/// A line of the list of last scans.
pub const TURNED_AWAY: &str = "Refus";

/// The phone was revoked or its time is over: its data is gone.
pub const WIPED: &str = "L’organisation a retiré ce téléphone de l’accueil, ou sa durée est \
     passée. La liste a été effacée d’ici. Pour continuer, demandez un nouveau code d’appairage.";

/// Acts that were still here when a phone was revoked.
#[must_use]
pub fn wiped_with(unsent: usize) -> Option<String> {
    let unsent = u32::try_from(unsent).unwrap_or(u32::MAX);
    (unsent > 0).then(|| {
        format!(
            "{} n’{} pas pu être envoyé{}\u{a0}: prévenez l’organisation.",
            count(unsent, "pointage", "pointages"),
            if unsent < 2 { "a" } else { "ont" },
            if unsent < 2 { "" } else { "s" },
        )
    })
}

/// Without a list and without a network.
pub const NO_LIST: &str = "Ce téléphone n’a pas encore la liste, et le réseau ne répond pas. \
     Approchez-vous du Wi-Fi ou activez les données mobiles\u{a0}: l’essai reprend tout seul.";

/// Nobody is signed in, and the phone is not paired.
pub const NOT_PAIRED: &str = "Ce téléphone n’est pas appairé. Demandez à l’organisation son code \
     d’appairage et ouvrez-le avec l’appareil photo.";

/// The browser keeps nothing.
pub const NOTHING_KEPT: &str = "Ce navigateur refuse de garder la liste (fenêtre privée, ou \
     stockage bloqué dans les réglages). Ouvrez l’accueil dans une fenêtre normale. En attendant, \
     gardez cette page ouverte\u{a0}: la fermer perdrait les pointages non envoyés.";

/// The browser's room is used up.
pub const NO_ROOM: &str = "Le stockage de ce téléphone est plein\u{a0}: les derniers pointages ne \
     sont gardés que tant que cette page reste ouverte. Libérez de la place (photos, \
     applications), puis rechargez.";

/// A private window forgets when it is closed.
pub const PRIVATE: &str = "Fenêtre privée\u{a0}: tout s’efface à sa fermeture. Gardez-la ouverte, \
     ou rouvrez l’accueil dans une fenêtre normale.";

/// The session is over for the network, while the list goes on.
pub const NOT_KNOWN: &str = "Le serveur ne reconnaît plus ce téléphone. Le pointage continue, \
     mais rien ne part\u{a0}: ouvrez de nouveau le code d’appairage.";

/// The server could not read an act.
pub const UNREADABLE_ACT: &str = "Le serveur n’a pas pu lire ce pointage. Notez le nom sur \
     papier et montrez cette ligne à l’organisation.";

/// What a conference that is full asks before one more person is registered.
pub const FULL_ASKS_WHY: &str = "La conférence est complète. Écrivez pourquoi cette personne \
     entre tout de même\u{a0}: l’organisation le lira.";

/// A phone has no more codes.
pub const NO_MORE_CODES: &str = "Ce téléphone n’a plus de codes à donner. Prenez un autre \
     téléphone, ou la feuille papier.";

/// What is missing to register someone.
pub const FIRST_NAME_MISSING: &str = "Écrivez le prénom.";

/// What is missing to register someone.
pub const LAST_NAME_MISSING: &str = "Écrivez le nom.";

/// « Prêt hors ligne : 200 personnes, à jour à 08:42 »; a list of another day says which.
#[must_use]
pub fn ready(people: usize, fetched_at: Moment, now: Moment, kept: bool) -> String {
    let people = count(u32::try_from(people).unwrap_or(u32::MAX), "personne", "personnes");
    let (fetched, today) = (fetched_at.paris(), now.paris());
    let when = if fetched.date() == today.date() {
        format!("à jour à {:02}:{:02}", fetched.hour(), fetched.minute())
    } else {
        format!("à jour le {}", short_date_time(fetched_at))
    };
    let word = if kept { "Prêt hors ligne" } else { "Liste chargée" };
    format!("{word}{NBSP}: {people}, {when}")
}

/// « 3 pointages non envoyés ».
#[must_use]
pub fn unsent(number: usize) -> String {
    let number = u32::try_from(number).unwrap_or(u32::MAX);
    count(number, "pointage non envoyé", "pointages non envoyés")
}

/// A list that is older than a day.
#[must_use]
pub fn old_list(fetched_at: Moment) -> String {
    format!(
        "La liste date du {}\u{a0}: qui s’est inscrit depuis n’y est pas. Approchez-vous du \
         réseau pour la mettre à jour.",
        short_date_time(fetched_at)
    )
}

/// A clock that is more than two minutes off, by so many seconds.
#[must_use]
pub fn wrong_clock(ahead: i64) -> String {
    let (way, seconds) = if ahead > 0 { ("avance", ahead) } else { ("retarde", -ahead) };
    let by = match seconds {
        0..7_200 => format!("{}{NBSP}min", seconds / 60),
        7_200..172_800 => format!("{}{NBSP}heures", seconds / 3_600),
        _ => format!("{}{NBSP}jours", seconds / 86_400),
    };
    format!(
        "L’horloge de ce téléphone {way} de {by}\u{a0}: réglez-la sur l’heure automatique. Les \
         pointages sont corrigés."
    )
}

/// How someone came in before.
#[must_use]
pub fn seen_before(passage: &Passage, door: &str) -> String {
    format!("Entrée à {}, {door}, par {}.", clock(passage.at), passage.by)
}

/// What the door of a session is called.
#[must_use]
pub fn session_door(session: &RollSession) -> String {
    format!("{}, {}", session.code, clock(session.starts_at))
}

/// Where a session takes place: « Atelier B03, Salle Sarthe, 14 h ».
#[must_use]
pub fn session_place(session: &RollSession) -> String {
    let kind = if session.kiosk { "Kiosque" } else { "Atelier" };
    format!("{kind} {}, {}, {}", session.code, session.room, clock(session.starts_at))
}

/// Why someone is not expected here, where they are, and what is left here.
#[must_use]
pub fn not_here(why: &str, right: Option<&RollSession>, left: u32) -> String {
    let where_to = match right {
        Some(session) => format!("Sa place\u{a0}: {}.", session_place(session)),
        None => "Aucun atelier choisi.".to_owned(),
    };
    let here = match left {
        0 => "Ici, complet.".to_owned(),
        _ => format!("Ici, {}.", count(left, "place libre", "places libres")),
    };
    format!("{why} {where_to} {here}")
}

/// A seat that is offered: « A01 Lever les freins…, 11 h, Salle Loire, 3 places libres ».
#[must_use]
pub fn session_offered(session: &RollSession, left: u32) -> String {
    let RollSession { code, title, room, starts_at, .. } = session;
    let left = count(left, "place libre", "places libres");
    format!("{code} {title}, {}, {room}, {left}", clock(*starts_at))
}

/// Where someone was moved.
#[must_use]
pub fn moved_to(session: &RollSession) -> String {
    format!("Sa place est maintenant\u{a0}: {}.", session_place(session))
}

/// The last seat of a session is gone.
#[must_use]
pub fn session_is_full(session: &RollSession) -> String {
    format!("{} n’a plus de place libre.", session_place(session))
}

/// Until when a phone may keep its doors.
#[must_use]
pub fn station(station: &Station) -> String {
    format!("{}, jusqu’au {}", station.name, short_date_time(station.expires_at))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tuesday 7 November 2023, 8:42 in Paris.
    fn morning() -> Moment {
        Moment::from_micros(1_699_342_920_000_000)
    }

    #[test]
    fn the_status_says_how_many_people_and_since_when() {
        let hours = |hours: i64| morning().plus_seconds(hours * 3_600);
        assert_eq!(
            ready(200, morning(), hours(3), true),
            "Prêt hors ligne\u{a0}: 200\u{a0}personnes, à jour à 08:42"
        );
        assert_eq!(
            ready(200, morning(), hours(24), true),
            "Prêt hors ligne\u{a0}: 200\u{a0}personnes, à jour le 07/11/2023 8:42"
        );
        assert!(
            ready(1, morning(), morning(), false)
                .starts_with("Liste chargée\u{a0}: 1\u{a0}personne,")
        );
    }

    #[test]
    fn what_waits_is_counted_in_words() {
        assert_eq!(unsent(1), "1\u{a0}pointage non envoyé");
        assert_eq!(unsent(3), "3\u{a0}pointages non envoyés");
        assert_eq!(wiped_with(0), None);
        assert_eq!(
            wiped_with(2).as_deref(),
            Some("2\u{a0}pointages n’ont pas pu être envoyés\u{a0}: prévenez l’organisation.")
        );
    }

    #[test]
    fn a_wrong_clock_is_told_with_its_way_and_its_size() {
        assert!(wrong_clock(300).contains("avance de 5\u{a0}min"));
        assert!(wrong_clock(-86_400).contains("retarde de 24\u{a0}heures"));
        assert!(wrong_clock(3 * 86_400).contains("avance de 3\u{a0}jours"));
    }
}
