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

/// What an undo means for someone who is no longer registered: most often by what is taken back.
pub const UNDONE_ALTOGETHER: &str = "Le pointage est annulé, et l’inscription aussi. Pour faire \
     entrer cette personne, inscrivez-la de nouveau.";

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

/// The server no longer knows this phone: it was revoked, or its time is over.
pub const TAKEN_AWAY: &str =
    "L’organisation a retiré ce téléphone de l’accueil, ou sa durée est passée.";

/// The time is over for which this phone was prepared.
pub const TIME_IS_OVER: &str = "La durée prévue pour ce téléphone est passée.";

/// What became of the list of a phone that keeps no door any longer: `why`, how many acts were still
/// here, whether the browser let it be forgotten; and whom to ask.
#[must_use]
pub fn wiped(why: &str, unsent: usize, forgotten: bool, phone: &str) -> String {
    let list = if forgotten {
        "La liste a été effacée d’ici."
    } else {
        "Le navigateur n’a pas laissé effacer la liste\u{a0}: effacez les données de ce site dans \
         ses réglages."
    };
    let call = if phone.is_empty() { String::new() } else { format!(" ({phone})") };
    let way_on =
        format!("Pour continuer, demandez à l’organisation{call} un nouveau code d’appairage.");
    let unsent = unsent_at_the_end(u32::try_from(unsent).unwrap_or(u32::MAX));
    [why, list].into_iter().chain(unsent.as_deref()).chain([&*way_on]).collect::<Vec<_>>().join(" ")
}

fn unsent_at_the_end(unsent: u32) -> Option<String> {
    (unsent > 0).then(|| {
        format!(
            "{} n’{} pas pu être envoyé{}\u{a0}: prévenez l’organisation.",
            count(unsent, "pointage", "pointages"),
            if unsent < 2 { "a" } else { "ont" },
            if unsent < 2 { "" } else { "s" },
        )
    })
}

/// The session of a door was called off, or the phone is no longer meant for it.
#[must_use]
pub fn door_is_gone(door: Option<&str>) -> String {
    let door = door
        .map_or_else(|| "Cette porte".to_owned(), |door| format!("La porte «\u{a0}{door}\u{a0}»"));
    format!(
        "{door} n’est plus à tenir ici\u{a0}: sa séance n’a plus lieu, ou ce téléphone est prévu \
         ailleurs. Choisissez une porte. Les pointages déjà faits sont gardés et partent comme \
         les autres."
    )
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

/// What was just taken back is not why someone is in.
#[must_use]
pub fn entry_stays(passage: &Passage, door: &str) -> String {
    let (at, by) = (clock(passage.at), &passage.by);
    format!("Ce passage n’est pas compté. L’entrée de {at}, {door}, par {by}, reste au pointage.")
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
    }

    #[test]
    fn a_phone_that_forgets_says_why_what_is_lost_and_how_to_go_on() {
        assert_eq!(
            wiped(TIME_IS_OVER, 0, true, ""),
            "La durée prévue pour ce téléphone est passée. La liste a été effacée d’ici. Pour \
             continuer, demandez à l’organisation un nouveau code d’appairage."
        );
        let told = wiped(TAKEN_AWAY, 2, false, "02 41 00 00 00");
        for said in [
            "effacez les données de ce site",
            "2\u{a0}pointages n’ont pas pu être envoyés\u{a0}: prévenez l’organisation.",
            "l’organisation (02 41 00 00 00) un nouveau code",
        ] {
            assert!(told.contains(said), "{told}");
        }
    }

    #[test]
    fn a_door_that_is_gone_is_named_where_its_name_is_known() {
        assert!(
            door_is_gone(Some("A01, 11\u{a0}h"))
                .starts_with("La porte «\u{a0}A01, 11\u{a0}h\u{a0}»")
        );
        assert!(door_is_gone(None).starts_with("Cette porte n’est plus"));
    }

    #[test]
    fn a_wrong_clock_is_told_with_its_way_and_its_size() {
        assert!(wrong_clock(300).contains("avance de 5\u{a0}min"));
        assert!(wrong_clock(-86_400).contains("retarde de 24\u{a0}heures"));
        assert!(wrong_clock(3 * 86_400).contains("avance de 3\u{a0}jours"));
    }
}
