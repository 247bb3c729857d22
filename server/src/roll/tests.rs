use domain::checkin::Standing;

use super::*;

fn someone(n: u128, name: &str) -> Listed {
    Listed {
        entry: Entry {
            id: Uuid::from_u128(n),
            ticket: format!("{n:024x}"),
            code: format!("{n:016x}"),
            name: name.to_owned(),
            organisation: String::new(),
            standing: Standing::Registered,
            sessions: Vec::new(),
            note: None,
            passages: Vec::new(),
            same_as: None,
        },
        needs: Vec::new(),
        door_note: String::new(),
    }
}

fn programme() -> Programme {
    let plan = crate::programme::read(crate::programme::SHIPPED, None).unwrap();
    let places = domain::capacity::Seats { capacity: 200, taken: 0 };
    Programme { plan, places, waiting: 0, sessions: Vec::new(), wished: Default::default() }
}

fn names(news: &News) -> Vec<&str> {
    let mut names: Vec<_> = news.people.iter().map(|entry| entry.name.as_str()).collect();
    names.sort_unstable();
    names
}

#[test]
fn a_phone_is_told_what_has_changed_and_no_more() {
    let (rolls, programme) = (Rolls::default(), programme());
    let first = reading(None, vec![someone(1, "Anne"), someone(2, "Benoît")], vec![], &programme);
    let all = rolls.news(&first, None);
    assert_eq!((names(&all), all.complete), (vec!["Anne", "Benoît"], true));

    let same =
        reading(Some(&first), vec![someone(2, "Benoît"), someone(1, "Anne")], vec![], &programme);
    let nothing = rolls.news(&same, Some(&all.version));
    assert_eq!((names(&nothing), nothing.complete), (vec![], false));
    assert_eq!(nothing.version, all.version, "nothing changed, so the version did not");

    let later = reading(
        Some(&same),
        vec![someone(1, "Anne-Marie"), someone(3, "Chloé")],
        vec![],
        &programme,
    );
    let news = rolls.news(&later, Some(&all.version));
    assert_eq!((names(&news), news.complete), (vec!["Anne-Marie", "Chloé"], false));
    assert_eq!(news.gone, [Uuid::from_u128(2)]);
    let again = rolls.news(&later, Some(&news.version));
    assert!(again.people.is_empty() && again.gone.is_empty() && !again.complete);
}

#[test]
fn whoever_comes_back_is_no_longer_gone() {
    let (rolls, programme) = (Rolls::default(), programme());
    let first = reading(None, vec![someone(1, "Anne")], vec![], &programme);
    let version = rolls.news(&first, None).version;
    let without = reading(Some(&first), vec![], vec![], &programme);
    let back = reading(Some(&without), vec![someone(1, "Anne")], vec![], &programme);
    let news = rolls.news(&back, Some(&version));
    assert_eq!((names(&news), news.gone.len()), (vec!["Anne"], 0));
}

#[test]
fn a_version_that_is_not_ours_is_answered_with_everything() {
    let (rolls, programme) = (Rolls::default(), programme());
    let reading = reading(None, vec![someone(1, "Anne")], vec![], &programme);
    let elsewhere = Rolls::default().news(&reading, None).version;
    let ours = rolls.news(&reading, None).version;
    let ahead = format!("{ours}9");
    for version in ["", "x", "-", "1-1", &elsewhere, &ahead] {
        assert!(rolls.news(&reading, Some(version)).complete, "{version}");
    }
    assert!(!rolls.news(&reading, Some(&ours)).complete);
}
