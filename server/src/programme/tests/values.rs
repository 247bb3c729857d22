use jiff::civil::time;

use super::*;

#[test]
fn a_file_that_is_not_toml_has_one_fault() {
    let (text, line) = changed("capacity = 200", "capacity = 200 places");
    let told = said(&text);
    assert_eq!(told.len(), 1);
    assert!(
        told.iter()
            .all(|one| one.starts_with(&format!("ligne {line} : cette ligne ne se lit pas")))
    );
    one(
        "capacity = 200",
        "capacity = 200\ncapacity = 300",
        1,
        "cette clé est déjà donnée plus haut dans la même section ; n'en gardez qu'une.",
    );
    assert_eq!(said("").len(), 5);
}

#[test]
fn keys_are_known_and_there() {
    one(
        "capacity = 200",
        "capacity = 200\nplaces = 3",
        1,
        "« places » n'a pas de sens dans [event] ; vouliez-vous dire « place » ?",
    );
    one(
        "capacity = 200",
        "capacity = 200\nzzzzzzzz = 3",
        1,
        "« zzzzzzzz » n'a pas de sens dans [event].",
    );
    one(
        "[[timeline]]",
        "[[workshops]]\n[[timeline]]",
        0,
        "la section « workshops » n'existe pas ; vouliez-vous dire « workshop » ?",
    );
    one(
        "[contact]",
        "[contacts.x]\n[contact]",
        0,
        "la section « contacts » n'existe pas ; vouliez-vous dire « contact » ?",
    );
    one(
        "[[room]]\nname = \"Salle Maine\"\n",
        "[[room]]\n[[room]]\nname = \"Salle Maine\"\n",
        0,
        "dans [[room]], il manque « name » (le nom).",
    );
}

#[test]
fn values_are_of_the_right_kind() {
    one(
        "capacity = 200",
        "capacity = \"200\"",
        0,
        "« capacity » doit être un nombre entier sans guillemets, pas un texte entre guillemets.",
    );
    one(
        "capacity = 200",
        "capacity = 0",
        0,
        "« capacity » (le nombre de places) doit être compris entre 1 et 100000.",
    );
    one(
        "capacity = 200",
        "capacity = -5",
        0,
        "« capacity » (le nombre de places) doit être compris entre 1 et 100000.",
    );
}

#[test]
fn nobody_has_to_say_when_changes_stop_how_far_rooms_are_or_how_few_are_too_few() {
    let (text, _) = changed("freezes = \"J-1 18:00\"\n", "");
    let plan = read(&text, None).expect("it reads");
    assert_eq!(plan.event.freezes_at, None);
    let whole = shipped();
    let frozen = whole.event.freezes_at.map(Moment::paris);
    assert_eq!(frozen, Some(date(2023, 11, 6).at(18, 0, 0, 0)));
    let minimum = |plan: &Plan, at: usize| plan.activities[at].sessions[0].minimum;
    assert_eq!((minimum(&whole, 0), minimum(&whole, 20), whole.event.walk), (6, 0, 0));
    let (text, _) = changed("capacity = 24\nminimum = 6\n", "capacity = 24\n");
    assert_eq!(minimum(&read(&text, None).expect("it reads"), 0), 0);
    let (text, _) = changed("walk = 0", "walk = 10");
    assert_eq!(read(&text, None).expect("it reads").event.walk, 10);
}

#[test]
fn what_is_said_of_them_makes_sense() {
    one(
        "freezes = \"J-1 18:00\"",
        "freezes = \"J-400 00:00\"",
        0,
        "la fin doit venir après le début.",
    );
    one(
        "freezes = \"J-1 18:00\"",
        "freezes = \"la veille\"",
        0,
        "« la veille » ne se lit pas pour « freezes » ; écrivez par exemple \"J-30 09:00\" (trente jours avant), \"J 14:00\" (le jour même) ou \"2023-10-09 09:00\".",
    );
    one(
        "walk = 0",
        "walk = 121",
        0,
        "« walk » (les minutes de marche entre deux salles) doit être compris entre 0 et 120.",
    );
    one(
        "capacity = 24\nminimum = 6",
        "capacity = 24\nminimum = 25",
        1,
        "« minimum » (le plus petit nombre de personnes) doit être compris entre 0 et 24.",
    );
}

#[test]
fn texts_say_something_and_fit() {
    one("title = \"Ouverture\"", "title = \" \u{200b} \"", 0, "« title » (le titre) est vide.");
    let long = format!("title = \"{}\"", "é".repeat(121));
    one("title = \"Ouverture\"", &long, 0, "« title » compte 121 caractères ; le maximum est 120.");
    one(
        "contact@conference.example",
        "contact chez nous",
        0,
        "« contact chez nous » n'est pas une adresse e-mail.",
    );
    one(
        "code = \"K10\"",
        "code = \"K 10\"",
        0,
        "« K 10 » ne convient pas comme code : au plus 16 lettres sans accent, chiffres ou tirets, sans espace.",
    );
}

#[test]
fn hours_and_days_read() {
    one(
        "date = 2023-11-07",
        "date = \"7 novembre\"",
        0,
        "« 7 novembre » n'est pas une date ; écrivez par exemple 2023-11-07.",
    );
    one(
        "date = 2023-11-07",
        "date = 0023-11-07",
        0,
        "l'année doit être comprise entre 1970 et 2999.",
    );
    one(
        "end = \"16:30\"",
        "end = \"25:30\"",
        0,
        "« 25:30 » n'est pas une heure pour « end » ; écrivez par exemple \"9:30\".",
    );
    one("end = \"16:30\"", "end = \"9:30\"", 0, "la fin doit venir après le début.");
    one("closes = \"J 14:00\"", "closes = \"J-401 14:00\"", 0, "la fin doit venir après le début.");
    one(
        "closes = \"J 14:00\"",
        "closes = \"demain\"",
        0,
        "« demain » ne se lit pas pour « closes » ; écrivez par exemple \"J-30 09:00\" (trente jours avant), \"J 14:00\" (le jour même) ou \"2023-10-09 09:00\".",
    );
    for (from, far) in [
        ("opens = \"J-400 00:00\"", "opens = \"2013-10-09 00:00\""),
        ("opens = \"J-400 00:00\"", "opens = \"J-3651 00:00\""),
    ] {
        one(from, far, 0, "« opens » (l'ouverture) est à plus de dix ans de la conférence.");
    }
    assert!(said(&changed("J-400 00:00", "J-9999999 00:00").0)[0].contains("ne se lit pas"));
    let (furthest, _) = changed("J-400 00:00", "J-3650 00:00");
    assert!(read(&furthest, None).is_ok());
    for (typed, hour, minute) in
        [("9:30", 9, 30), ("9h", 9, 0), ("09 h 05", 9, 5), ("11:00:00", 11, 0)]
    {
        assert_eq!(clock::parse_time(typed), Some(time(hour, minute, 0, 0)), "{typed}");
    }
    for typed in ["", ":", "9", "9:", "9:3", "24:00", "9:60", "-1:00", "9h3é", "009:00"] {
        assert_eq!(clock::parse_time(typed), None, "{typed}");
    }
}
