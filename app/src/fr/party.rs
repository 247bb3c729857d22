use domain::participant::{Fault, Field};
use domain::party::{PasteFault, Spot, Who, Wrong};

use super::{count, fault};

/// Told in the letter with the new link of someone who manages their own registration from now on.
pub const TAKEN_OVER: &str = "Vous gérez maintenant vous-même votre inscription. Voici votre \
                              nouveau lien\u{a0}: l’ancien ne marche plus.";

/// Why a registration cannot be taken over yet.
pub const NO_MAIL_NO_NEW_LINK: &str = "Le courriel n’est pas encore configuré sur ce site\u{a0}: \
    votre nouveau lien ne pourrait pas vous parvenir. Rien n’a été changé. Demandez à \
    l’organisation.";

/// What is wrong with a field of a group's form, and what to do about it.
#[must_use]
pub fn party_fault(spot: Spot, wrong: Wrong) -> String {
    match (spot.who, wrong) {
        (Some(Who::Contact), Wrong::Fault(Fault::NeitherEmailNorNone)) => {
            "Écrivez votre adresse e-mail\u{a0}: le lien du groupe y est envoyé.".to_owned()
        }
        (None, Wrong::Fault(Fault::ConsentMissing)) => {
            "Cochez cette case\u{a0}: sans l’accord de ces personnes, nous ne pouvons pas garder \
             leur inscription."
                .to_owned()
        }
        (Some(Who::Contact) | None, Wrong::Fault(found)) => fault(spot.field, found),
        (Some(Who::Contact) | None, Wrong::Registered) => {
            "Cette adresse est déjà inscrite. Nous lui avons renvoyé son lien. Décochez «\u{a0}Je \
             viens aussi\u{a0}» pour inscrire les autres."
                .to_owned()
        }
        (_, Wrong::Nobody) => {
            "Écrivez le nom d’une personne au moins, ou cochez «\u{a0}Je viens aussi\u{a0}»."
                .to_owned()
        }
        (_, Wrong::TooMany { most }) => {
            let most = u32::try_from(most).unwrap_or(u32::MAX);
            format!(
                "Il reste de la place pour {} dans ce groupe. Enlevez des lignes.",
                count(most, "personne", "personnes")
            )
        }
        (Some(Who::Contact) | None, Wrong::Twice) => {
            "Votre adresse est aussi celle d’une autre ligne. Une adresse sert à une seule personne."
                .to_owned()
        }
        (Some(Who::Row(row)), wrong) => {
            format!("Personne {}\u{a0}: {}", row.saturating_add(1), colleague_fault(spot, wrong))
        }
    }
}

fn colleague_fault(spot: Spot, wrong: Wrong) -> String {
    match (spot.field, wrong) {
        (Field::FirstName, Wrong::Fault(Fault::Missing)) => "écrivez son prénom.".to_owned(),
        (Field::LastName, Wrong::Fault(Fault::Missing)) => "écrivez son nom.".to_owned(),
        (_, Wrong::Fault(Fault::TooLong { max })) => {
            format!("c’est trop long, gardez {max}\u{a0}caractères au plus.")
        }
        (_, Wrong::Fault(Fault::NeitherEmailNorNone)) => {
            "écrivez son adresse, ou cochez «\u{a0}Pas d’adresse e-mail\u{a0}».".to_owned()
        }
        (_, Wrong::Fault(Fault::BothEmailAndNone)) => {
            "une adresse est écrite et «\u{a0}Pas d’adresse e-mail\u{a0}» est coché. Gardez l’un \
             des deux."
                .to_owned()
        }
        (Field::Email, Wrong::Fault(Fault::Malformed)) => {
            "cette adresse n’est pas complète. Écrivez-la comme prenom.nom@exemple.fr.".to_owned()
        }
        (_, Wrong::Twice) => {
            "cette adresse est écrite deux fois. Une adresse sert à une seule personne.".to_owned()
        }
        (_, Wrong::Registered) => {
            "cette adresse est déjà inscrite. Nous lui avons renvoyé son lien. Enlevez cette ligne \
             pour inscrire les autres."
                .to_owned()
        }
        _ => "vérifiez ce que vous avez écrit.".to_owned(),
    }
}

/// Why a line of a pasted list was not read, and what to do about it.
#[must_use]
pub fn paste_fault(line: &str, fault: PasteFault) -> String {
    let line: String = line.chars().take(60).collect();
    let why = match fault {
        PasteFault::Address => "l’adresse n’est pas complète. Corrigez-la, puis recommencez.",
        PasteFault::Unclear => {
            "nous ne savons pas ce qui est quoi. Écrivez «\u{a0}Prénom Nom, adresse\u{a0}», une \
             personne par ligne."
        }
    };
    format!("«\u{a0}{line}\u{a0}»\u{a0}: {why}")
}

/// Told about a pasted list with more people than a group has room for.
#[must_use]
pub fn pasted_too_many(too_many: u32, most: usize) -> String {
    format!(
        "{} de trop\u{a0}: ce formulaire prend {most}\u{a0}personnes au plus. Les lignes qui \
         restent sont gardées ci-dessous\u{a0}; faites-en un autre groupe.",
        count(too_many, "personne", "personnes"),
    )
}

/// Told when fewer places are left than people want one.
#[must_use]
pub fn places_missing(left: u32, missing: u32) -> String {
    if left == 0 {
        return "Il n’y a plus de place. Tout le groupe peut se mettre en liste d’attente."
            .to_owned();
    }
    let left = if left == 1 {
        "Il ne reste qu’une place".to_owned()
    } else {
        format!("Il ne reste que {left}\u{a0}places")
    };
    let choose = if missing == 1 {
        "cochez la personne qui attend".to_owned()
    } else {
        format!("cochez les {missing}\u{a0}personnes qui attendent")
    };
    format!("{left}\u{a0}: {choose}, ou enlevez des lignes.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_places_are_told_in_words() {
        assert_eq!(
            places_missing(2, 3),
            "Il ne reste que 2\u{a0}places\u{a0}: cochez les 3\u{a0}personnes qui attendent, ou \
             enlevez des lignes."
        );
        assert!(places_missing(1, 1).starts_with("Il ne reste qu’une place\u{a0}: cochez la "));
        assert!(places_missing(0, 4).contains("plus de place"));
    }

    #[test]
    fn each_row_is_called_by_its_number() {
        let told = party_fault(Spot::email(Who::Row(1)), Wrong::Twice);
        assert!(told.starts_with("Personne 2\u{a0}: cette adresse"), "{told}");
    }
}
