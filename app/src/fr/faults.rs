use domain::participant::{Fault, Field};

/// The name of a field, as on its label.
#[must_use]
pub fn field_label(field: Field) -> &'static str {
    match field {
        Field::FirstName => "Prénom",
        Field::LastName => "Nom",
        Field::Email => "Adresse e-mail",
        Field::Organisation => "Organisation",
        Field::Department => "Département",
        Field::RoleTitle => "Fonction",
        Field::Phone => "Téléphone",
        Field::AccessNeeds => "Besoins pour participer",
        Field::AccessConsent => "Accord pour vos besoins",
        Field::Consent => "Accord pour votre inscription",
    }
}

/// What is wrong with a field, and what to do about it.
#[must_use]
pub fn fault(field: Field, fault: Fault) -> String {
    match (field, fault) {
        (Field::FirstName, Fault::Missing) => "Écrivez votre prénom.".to_owned(),
        (Field::LastName, Fault::Missing) => "Écrivez votre nom.".to_owned(),
        (_, Fault::Missing) => "Remplissez ce champ.".to_owned(),
        (_, Fault::TooLong { max }) => {
            format!("C’est trop long\u{a0}: gardez {max}\u{a0}caractères au plus.")
        }
        (Field::Email, Fault::Malformed) => {
            "Cette adresse n’est pas complète. Écrivez-la comme prenom.nom@exemple.fr.".to_owned()
        }
        (Field::Phone, Fault::Malformed) => {
            "Écrivez un numéro avec des chiffres, par exemple 02\u{a0}41\u{a0}00\u{a0}00\u{a0}00, \
             ou laissez vide."
                .to_owned()
        }
        (Field::Department, Fault::Malformed) => {
            "Choisissez un département dans la liste, ou laissez vide.".to_owned()
        }
        (_, Fault::Malformed) => "Vérifiez ce que vous avez écrit.".to_owned(),
        (_, Fault::NeitherEmailNorNone) => {
            "Écrivez votre adresse e-mail, ou cochez «\u{a0}Je n’ai pas d’adresse e-mail\u{a0}»."
                .to_owned()
        }
        (_, Fault::BothEmailAndNone) => {
            "Vous avez écrit une adresse et coché «\u{a0}Je n’ai pas d’adresse e-mail\u{a0}»\
             \u{a0}: gardez l’un des deux."
                .to_owned()
        }
        (_, Fault::ConsentForNeeds) => {
            "Cochez cette case pour que nous puissions noter vos besoins, ou décochez vos besoins."
                .to_owned()
        }
        (_, Fault::ConsentMissing) => {
            "Cochez cette case\u{a0}: sans votre accord, nous ne pouvons pas garder votre \
             inscription."
                .to_owned()
        }
    }
}
