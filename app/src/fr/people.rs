use domain::duplicates::Sign;
use domain::participant::{Department, Field};

use super::{NBSP, field_label};

/// What a button says that keeps a form.
pub const SAVE: &str = "Enregistrer";

/// Told in the letter with the new link of someone whose address the team has changed.
pub const NEW_ADDRESS: &str = "L’équipe a enregistré cette adresse pour vous. Voici votre nouveau \
                               lien\u{a0}: l’ancien ne marche plus.";

const FIELDS: [Field; 8] = [
    Field::FirstName,
    Field::LastName,
    Field::Email,
    Field::Organisation,
    Field::Department,
    Field::RoleTitle,
    Field::Phone,
    Field::AccessNeeds,
];

/// What the name of a field of the database is called on the page.
#[must_use]
pub fn field_name(field: &str) -> String {
    match field {
        "note" => "Note de l’équipe".to_owned(),
        "door_note" => "Note pour l’accueil".to_owned(),
        name => FIELDS
            .into_iter()
            .find(|field| field.name() == name)
            .map_or_else(|| name.to_owned(), |field| field_label(field).to_owned()),
    }
}

/// From which value to which: « Nom : Le Guen → Le Guén ». Access needs are never written down.
#[must_use]
pub fn change(field: &str, old: &str, new: &str) -> String {
    let said = |value: &str| match (field, value) {
        (_, "") => "rien".to_owned(),
        ("department", number) => Department::parse(number)
            .map_or_else(|| number.to_owned(), |known| known.name().to_owned()),
        (_, value) => format!("«{NBSP}{value}{NBSP}»"),
    };
    let name = field_name(field);
    if old.is_empty() && new.is_empty() {
        return name;
    }
    format!("{name}{NBSP}: {} → {}", said(old), said(new))
}

/// Why two registrations look like one person's.
#[must_use]
pub fn sign(sign: Sign) -> &'static str {
    match sign {
        Sign::Name => "même nom",
        Sign::Address => "adresses presque identiques",
        Sign::Phone => "même téléphone",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_says_from_which_value_to_which() {
        assert_eq!(
            change("last_name", "Guen", "Guén"),
            "Nom\u{a0}: «\u{a0}Guen\u{a0}» → «\u{a0}Guén\u{a0}»"
        );
        assert_eq!(change("department", "", "53"), "Département\u{a0}: rien → Mayenne");
        assert_eq!(change("access_needs", "", ""), "Besoins pour participer");
    }
}
