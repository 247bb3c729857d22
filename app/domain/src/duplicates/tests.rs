use proptest::prelude::*;

use super::close::{address, near};
use super::*;

fn known(number: u128, name: &str, email: &str, phone: &str) -> Known {
    Known {
        id: Uuid::from_u128(number),
        name: name.to_owned(),
        email: email.to_owned(),
        phone: phone.to_owned(),
    }
}

fn signs(one: (&str, &str, &str), other: (&str, &str, &str)) -> Vec<Sign> {
    let people = [known(1, one.0, one.1, one.2), known(2, other.0, other.1, other.2)];
    probable(&people).into_iter().flat_map(|pair| pair.signs).collect()
}

#[test]
fn one_name_written_differently_is_one_name() {
    for other in ["HELENE LE GUEN", "Le Guén Hélène", "hélène le-guen"] {
        assert_eq!(signs(("Hélène Le-Guén", "", ""), (other, "", "")), [Sign::Name], "{other}");
    }
    assert_eq!(signs(("Hélène Le-Guén", "", ""), ("Hélène Leguen", "", "")), []);
}

#[test]
fn a_slip_in_an_address_is_seen_where_the_names_have_something_in_common() {
    let address = "helene.leguen@orange.fr";
    let close = [
        "helene.leguen@ornge.fr",
        "helene.leguen@orange.com",
        "heleneleguen+conf@orange.fr",
        "hleene.leguen@orange.fr",
        "elene.leguen@orange.fr",
    ];
    for other in close {
        let found = signs(("Hélène Le Guen", address, ""), ("Hélène Leguen", other, ""));
        assert_eq!(found, [Sign::Address], "{other}");
    }
    assert_eq!(signs(("Hélène Le Guen", address, ""), ("Paul Roux", close[0], "")), []);
    let martins =
        signs(("Jean Martin", "j.martin@ville.fr", ""), ("Anne Roy", "a.martin@ville.fr", ""));
    assert_eq!(martins, []);
}

#[test]
fn a_number_is_the_same_with_and_without_its_country() {
    let found =
        signs(("Anne Roy", "", "02 41 00 00 00"), ("A. Durand", "", "+33 (0)2.41.00.00.00"));
    assert_eq!(found, [Sign::Phone]);
    assert_eq!(phone_key("12 34"), None);
}

#[test]
fn a_switchboard_makes_nobody_a_duplicate() {
    let people: Vec<_> =
        (1..=9).map(|n| known(n, &format!("Personne N{n}X"), "", "02 41 00 00 00")).collect();
    assert_eq!(probable(&people), []);
}

#[test]
fn whoever_has_more_in_common_comes_first() {
    let people = [
        known(1, "Anne Roy", "", ""),
        known(2, "Roy Anne", "", ""),
        known(3, "Léa Petit", "lea@exemple.fr", "0241000000"),
        known(4, "Lea Petit", "lea@exemple.org", "0241000000"),
    ];
    let pairs = probable(&people);
    assert_eq!(pairs.len(), 2);
    assert_eq!(pairs[0].signs, [Sign::Name, Sign::Address, Sign::Phone]);
    assert_eq!((pairs[1].low, pairs[1].high), (Uuid::from_u128(1), Uuid::from_u128(2)));
}

#[test]
fn addresses_made_by_a_machine_make_nobody_a_duplicate() {
    let people: Vec<_> = (0..20_000_u32)
        .map(|n| known(n.into(), &format!("Camille M{n}"), &format!("mesure-{n}@exemple.fr"), ""))
        .collect();
    assert_eq!(probable(&people), []);
}

#[test]
fn an_address_is_compared_without_what_changes_nothing() {
    assert_eq!(address("A.b-c+x@Gmail.com"), Some("abc@gmail".to_owned()));
    assert_eq!(address(""), None);
    assert_eq!(address("@x.fr"), None);
}

proptest! {
    #[test]
    fn nearness_is_the_same_both_ways_and_one_slip_away(word in "[a-z]{3,9}", at in 0_usize..9, new in "[a-z]") {
        let mut slipped: Vec<char> = word.chars().collect();
        let at = at.min(slipped.len());
        slipped.insert(at, new.chars().next().unwrap());
        let slipped: String = slipped.into_iter().collect();
        prop_assert!(near(&word, &slipped) && near(&slipped, &word) && near(&word, &word));
        let twice = format!("{slipped}zz");
        prop_assert!(!near(&word, &twice));
    }

    #[test]
    fn no_name_breaks_the_comparison(one in ".{0,20}", other in ".{0,20}") {
        let people = [known(1, &one, &other, &one), known(2, &other, &one, &other)];
        for pair in probable(&people) {
            prop_assert!(pair.low < pair.high && !pair.signs.is_empty());
        }
    }
}
