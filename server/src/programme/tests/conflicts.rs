use super::*;

fn room_of_a02() -> &'static str {
    "room = \"Salle Maine\"\ncapacity = 24\nminimum = 6\n\n[[workshop]]\ncode = \"A03\""
}

#[test]
fn names_refer_to_something() {
    let rural =
        "theme = \"rural\"\nhosts = [\"a-confirmer\"]\nslot = \"A\"\nroom = \"Salle Loire\"";
    one(
        rural,
        &rural.replace("rural", "rurall"),
        0,
        "le thème « rurall » n'existe pas ; thèmes connus : rural, transition, axe-1, axe-2, axe-3, observation.",
    );
    one(
        rural,
        &rural.replace("a-confirmer", "moi"),
        1,
        "l'animateur·rice « moi » n'existe pas ; codes connus : a-confirmer, a-presenter.",
    );
    one(
        rural,
        &rural.replace("\"A\"", "\"C\""),
        2,
        "le créneau « C » n'existe pas ; créneaux connus : A, B.",
    );
    let (text, _) = changed(rural, &rural.replace("slot = \"A\"\n", ""));
    assert!(
        said(&text)
            .concat()
            .ends_with("dans [[workshop]], il manque « slot » (le code du créneau).")
    );
    let (text, line) = changed(rural, &rural.replace("Salle Loire", "Salle Loir"));
    let told = said(&text);
    let expected = format!(
        "ligne {} : la salle « Salle Loir » n'existe pas ; salles connues : Salle Loire, ",
        line + 3
    );
    assert!(told.len() == 1 && told.iter().all(|one| one.starts_with(&expected)), "{told:?}");
}

#[test]
fn codes_serve_once() {
    let first = SHIPPED.lines().position(|line| line == "code = \"A01\"").map_or(0, |at| at + 1);
    one(
        "code = \"K10\"",
        "code = \"a01\"",
        0,
        &format!("le code d'atelier ou de kiosque « a01 » existe déjà, ligne {first}."),
    );
    for section in ["theme", "slot", "host", "room"] {
        let block =
            SHIPPED.split("\n\n").find(|block| block.contains(&format!("\n[[{section}]]\n")));
        let block = block.expect("the section is there");
        let told = said(&format!("{SHIPPED}\n{block}\n"));
        assert!(told.iter().any(|one| one.contains("existe déjà, ligne ")), "{section}: {told:?}");
    }
}

#[test]
fn rooms_and_hours_have_bounds() {
    one(
        room_of_a02(),
        &room_of_a02().replace("24", "25"),
        1,
        "25 places sont prévues, mais la salle « Salle Maine » n'en a que 24.",
    );
    one(
        room_of_a02(),
        &format!("start = \"11:30\"\nend = \"12:30\"\n{}", room_of_a02()),
        0,
        "« A02 » sort du créneau « A » (11:00–12:15).",
    );
    let visits = "visits = [\"12:30\", \"12:55\", \"13:20\"]";
    one(
        visits,
        "visits = [\"12:30\", \"12:55\", \"16:20\"]",
        0,
        "« K01 » sort des heures de la conférence (09:30–16:30).",
    );
    let (text, _) = changed(visits, "visits = [\"12:30\", \"12:45\"]");
    assert_eq!(said(&text).len(), 1);
    assert!(
        said(&text)
            .concat()
            .contains("une visite de « K01 » commence avant la fin d'une autre (12:30–12:50).")
    );
}

#[test]
fn nothing_is_in_two_places() {
    let first =
        SHIPPED.lines().position(|line| line == "room = \"Salle Loire\"").map_or(0, |at| at + 1);
    one(
        room_of_a02(),
        &room_of_a02().replace("Maine", "Loire"),
        0,
        &format!(
            "« A02 » et « A01 » (ligne {first}, 11:00–12:15) occupent la salle « Salle Loire » en même temps."
        ),
    );
    let confirmed = SHIPPED.replacen("to_confirm = true\n\n", "to_confirm = false\n\n", 1);
    let told = said(&confirmed);
    assert_eq!(told.len(), 18);
    assert!(
        told.concat().contains("« a-confirmer » ne peut pas animer « A02 » et « A01 » (ligne ")
    );
}

#[test]
fn every_fault_is_told_at_once() {
    let text = SHIPPED
        .replace("capacity = 200", "capacity = \"deux cents\"")
        .replace("contact@conference.example", "x")
        .replace("slot = \"A\"\nroom = \"Salle Oudon\"", "slot = \"Z\"\nroom = \"Salle Oudon\"")
        .replace("title = \"Garage solidaire\"", "titel = \"Garage solidaire\"")
        .replace(
            "minutes = 20\nvisits = [\"12:30\", \"12:55\", \"13:20\"]",
            "minutes = 20\nvisits = [12, 55]",
        );
    assert_eq!(said(&text).len(), 5 + 20);
}
