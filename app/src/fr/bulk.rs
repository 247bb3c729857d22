//! What is done to several people at once, in words.

use super::count;

/// What an act may be, with the word of the form.
pub const ACTS: [(&str, &str); 4] = [
    ("link", "Renvoyer leur lien"),
    ("seat", "Ajouter à une séance…"),
    ("cancel", "Annuler leur inscription"),
    ("restore", "Rétablir leur inscription"),
];

/// What the act does to so many people, as a heading asks it.
#[must_use]
pub fn question(act: &str, people: u32, session: &str) -> String {
    let people = count(people, "personne", "personnes");
    match act {
        "cancel" => format!("Annuler l’inscription de {people}\u{202f}?"),
        "restore" => format!("Rétablir l’inscription de {people}\u{202f}?"),
        "seat" => format!("Ajouter {people} à {session}\u{202f}?"),
        _ => format!("Renvoyer leur lien à {people}\u{202f}?"),
    }
}

/// What the act does to one person, when it does something.
#[must_use]
pub fn does(act: &str) -> &'static str {
    match act {
        "cancel" => "inscription annulée, places rendues",
        "restore" => "de nouveau une place à la conférence",
        "seat" => "une place dans la séance",
        _ => "lien renvoyé",
    }
}

/// What the act finds done already.
#[must_use]
pub fn same(act: &str) -> &'static str {
    match act {
        "cancel" => "déjà annulée",
        "restore" => "n’est pas annulée",
        "seat" => "y a déjà sa place",
        _ => "lien déjà envoyé il y a moins de dix minutes",
    }
}

/// What was done to so many people.
#[must_use]
pub fn did(act: &str, people: u32, session: &str) -> String {
    let (one, many) = match act {
        "cancel" => ("inscription annulée", "inscriptions annulées"),
        "restore" => ("inscription rétablie", "inscriptions rétablies"),
        "seat" => ("personne ajoutée", "personnes ajoutées"),
        _ => ("lien renvoyé", "liens renvoyés"),
    };
    let done = count(people, one, many);
    if act == "seat" { format!("{done} à {session}") } else { done }
}
