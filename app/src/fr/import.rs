//! Importing a list of people, in words.

use domain::participant::{Fault, Field};
use domain::people_list::{Column, Wrong};

use super::{count, fault, field_label};

/// Told when something of ours went wrong.
pub const FAILED: &str = "L’import n’a pas abouti et rien n’a été ajouté. Recommencez dans un \
                          instant\u{a0}; si cela continue, prévenez la personne qui gère le site.";

/// Told when rows still stand in the way.
pub const NOT_READY: &str = "Des lignes restent à corriger ou à laisser de côté\u{a0}: tout est \
                             importé, ou rien.";

/// What a column says.
#[must_use]
pub fn column(column: Column) -> &'static str {
    match column {
        Column::Ignored => "(ne pas importer)",
        Column::FirstName => "Prénom",
        Column::LastName => "Nom",
        Column::FullName => "Prénom et nom",
        Column::Email => "Adresse e-mail",
        Column::Organisation => "Organisation",
        Column::RoleTitle => "Fonction",
        Column::Phone => "Téléphone",
        Column::Department => "Département",
    }
}

/// Why a row cannot be used as it is, and what to do.
#[must_use]
pub fn wrong(wrong: &Wrong) -> String {
    match wrong {
        Wrong::Fault(Field::FirstName, Fault::Missing) => "Il manque le prénom.".to_owned(),
        Wrong::Fault(Field::LastName, Fault::Missing) => "Il manque le nom.".to_owned(),
        Wrong::Fault(field, found) => {
            format!("{}\u{a0}: {}", field_label(*field), fault(*field, *found))
        }
        Wrong::Formula(_) => "Une case contient une formule. Écrivez ce qu’elle vaut.".to_owned(),
        Wrong::Twice(row) => format!(
            "Cette personne est déjà à la ligne {row}. Laissez une des deux lignes de côté."
        ),
        Wrong::OtherName(name) => format!(
            "Cette adresse est celle de {name}, déjà inscrit·e. Corrigez le nom ou l’adresse, ou \
             laissez la ligne de côté."
        ),
    }
}

/// What a list has done.
#[must_use]
pub fn applied(added: u32, changed: u32) -> String {
    let added = count(added, "personne ajoutée", "personnes ajoutées");
    let changed = count(changed, "fiche complétée", "fiches complétées");
    format!("{added}, {changed}")
}
