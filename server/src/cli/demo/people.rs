//! People who do not exist: first names anybody may have, family names that are rivers of the
//! region, addresses in a domain that can never exist.

use domain::participant::{AccessNeed, AccessNeeds, Department, Email, Registration};
use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

const FIRST_NAMES: &[&str] = &[
    "Alix",
    "Andréa",
    "Ange",
    "Anaël",
    "Camille",
    "Charlie",
    "Claude",
    "Dominique",
    "Éden",
    "Éli",
    "Frédérique",
    "Gaël",
    "Hyacinthe",
    "Jocelyne",
    "Lou",
    "Loïs",
    "Maël",
    "Marie-Ange",
    "Maxence",
    "Morgan",
    "Noa",
    "Noé",
    "Pascale",
    "Sacha",
    "Sasha",
    "Swann",
    "Yaël",
    "Yannick",
    "Zéphyr",
];

const RIVERS: &[&str] = &[
    "Aubance", "Authion", "Brière", "Cens", "Chézine", "Don", "Erdre", "Ernée", "Évre", "Hyrôme",
    "Huisne", "Isac", "Jouanne", "Layon", "Lathan", "Loir", "Louet", "Maine", "Mayenne", "Moine",
    "Oudon", "Sarthe", "Sèvre", "Thouet", "Vaige", "Vègre", "Vendée", "Vie",
];

const ORGANISATIONS: &[&str] = &[
    "",
    "",
    "CCAS d’exemple",
    "Département d’exemple",
    "CAF d’exemple",
    "MSA d’exemple",
    "CPAM d’exemple",
    "Association d’exemple",
    "Épicerie sociale d’exemple",
    "France Travail d’exemple",
    "Mission locale d’exemple",
    "Commune d’exemple",
];

const ROLES: &[&str] = &[
    "",
    "",
    "Assistante sociale",
    "Bénévole",
    "Chargé de mission",
    "Directrice",
    "Élu",
    "Travailleuse pair",
    "Médiateur",
];

/// The person of this number.
pub fn person(number: u32, dice: &mut StdRng) -> Registration {
    let pick = |list: &[&'static str], dice: &mut StdRng| {
        list.choose(dice).copied().unwrap_or_default().to_owned()
    };
    // One in seven has no address, as among the people this is for.
    let email = (!dice.random_ratio(1, 7))
        .then(|| Email::parse(&format!("personne-{number}@exemple.invalid")))
        .flatten();
    Registration {
        first_name: pick(FIRST_NAMES, dice),
        last_name: family_name(dice),
        email,
        organisation: pick(ORGANISATIONS, dice),
        department: Department::ALL.choose(dice).copied(),
        role_title: pick(ROLES, dice),
        phone: String::new(),
        needs: needs(dice),
    }
}

/// One river, or the confluence of two.
fn family_name(dice: &mut StdRng) -> String {
    let mut river = || RIVERS.choose(dice).copied().unwrap_or_default();
    let (one, two) = (river(), river());
    if one == two || dice.random_ratio(2, 3) { one.to_owned() } else { format!("{one}-{two}") }
}

/// One in twelve needs something.
fn needs(dice: &mut StdRng) -> AccessNeeds {
    let choices = if dice.random_ratio(1, 12) {
        AccessNeed::ALL.choose(dice).copied().into_iter().collect()
    } else {
        Vec::new()
    };
    AccessNeeds { choices, other: String::new() }
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng;

    use super::*;

    #[test]
    fn the_same_seed_makes_the_same_person_whom_no_letter_can_reach() {
        let drawn = |seed| person(7, &mut StdRng::seed_from_u64(seed));
        assert_eq!(drawn(1), drawn(1));
        let people: Vec<_> = (0..40).map(drawn).collect();
        assert!(people.iter().any(|person| person != &people[0]));
        let reachable = |person: &Registration| {
            person.email.as_ref().is_some_and(|email| !email.as_str().ends_with(".invalid"))
        };
        assert!(!people.iter().any(reachable));
    }
}
