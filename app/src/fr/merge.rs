//! What merging two registrations does, a sentence each.

use super::count;

/// Both have a place.
pub const PLACE: &str = "Une des deux places à la conférence est rendue\u{a0}: elle va à la première personne en attente.";

/// Needs are added up.
pub const NEEDS: &str = "Ses besoins pour participer s’ajoutent.";

/// What always happens.
pub const HISTORY: &str = "L’historique et les notes des deux inscriptions sont réunis.";

/// Seats that come along.
#[must_use]
pub fn moved(codes: &str) -> String {
    format!("Ces séances s’ajoutent\u{a0}: {codes}.")
}

/// Seats that are given back.
#[must_use]
pub fn freed(codes: &str) -> String {
    format!(
        "Ces séances tombent en même temps que d’autres de l’inscription gardée, ou y sont déjà\
         \u{a0}: {codes}. Leurs places vont à qui les attend."
    )
}

/// Lines that come along.
#[must_use]
pub fn waited(codes: &str) -> String {
    format!("Ces listes d’attente suivent, avec le meilleur rang des deux\u{a0}: {codes}.")
}

/// Letters that come along.
#[must_use]
pub fn letters(many: u32) -> String {
    format!("{} avec elle.", count(many, "lettre passe", "lettres passent"))
}

/// Passages that come along.
#[must_use]
pub fn passages(many: u32) -> String {
    format!("{} avec elle.", count(many, "pointage passe", "pointages passent"))
}
