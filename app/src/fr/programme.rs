use domain::programme::{Conflict, Difference, Move, Noun, Plan, Subject, Trouble, Value};

use super::{NBSP, NNBSP, clock, count, date, date_time, hours, kind};

/// « dans 1 minute 45 secondes », « maintenant ».
#[must_use]
pub fn in_seconds(seconds: i64) -> String {
    let Ok(seconds @ 1..) = u32::try_from(seconds) else { return "maintenant".to_owned() };
    let minutes = (seconds >= 60).then(|| count(seconds / 60, "minute", "minutes"));
    let rest = (!seconds.is_multiple_of(60)).then(|| count(seconds % 60, "seconde", "secondes"));
    let parts: Vec<_> = minutes.into_iter().chain(rest).collect();
    format!("dans {}", parts.join(" "))
}

/// What the programme says by now, beside an answer that says something else.
#[must_use]
pub fn says_now(said: &str) -> String {
    let said = if said.is_empty() { "rien" } else { said };
    format!("Le programme dit maintenant{NBSP}: {said}")
}

/// Beside an answer that named it.
#[must_use]
pub fn no_longer_there(name: &str) -> String {
    format!("Vous aviez choisi «{NBSP}{name}{NBSP}», qui n’est plus dans le programme.")
}

/// « oui », « non ».
#[must_use]
pub fn yes_or_no(yes: bool) -> &'static str {
    if yes { "oui" } else { "non" }
}

/// A part of the programme, as a list of changes names it.
#[must_use]
pub fn programme_part(subject: &Subject) -> String {
    match subject {
        Subject::Event => "La conférence".to_owned(),
        Subject::Timeline(at, title) => format!("Déroulé, {}{NBSP}: {title}", clock(*at)),
        Subject::Theme(code) => format!("Thème {code}"),
        Subject::Room(name) => format!("Salle «{NBSP}{name}{NBSP}»"),
        Subject::Slot(code) => format!("Créneau {code}"),
        Subject::Host(code) => format!("Animation, {code}"),
        Subject::Activity(code) => code.clone(),
    }
}

/// What differs in one part: « ajouté », « salle : Salle Loire → Salle Maine ».
#[must_use]
pub fn difference(difference: &Difference) -> Vec<String> {
    match difference {
        Difference::Added(_) => vec!["nouveau dans le programme".to_owned()],
        Difference::Removed(_) => vec!["retiré du programme".to_owned()],
        Difference::Changed(_, changes) => changes
            .iter()
            .map(|(key, was, is)| {
                format!("{}{NBSP}: {} → {}", programme_key(key), value(was), value(is))
            })
            .collect(),
    }
}

fn value(value: &Value) -> String {
    let said = match value {
        Value::Text(text) if text == "workshop" => "atelier".to_owned(),
        Value::Text(text) if text == "kiosk" => "kiosque".to_owned(),
        Value::Text(text) => text.clone(),
        Value::Lines(lines) => lines.join(" / "),
        Value::Number(number) => number.to_string(),
        Value::Moment(moment) => moment.map(date_time).unwrap_or_default(),
        Value::Hours(span) => hours(*span),
        Value::Sittings(sittings) => sittings
            .iter()
            .map(|(span, seats)| {
                format!(
                    "{}, {}, {}",
                    date(span.start()),
                    hours(*span),
                    count(*seats, "place", "places")
                )
            })
            .collect::<Vec<_>>()
            .join(" / "),
        Value::Flag(yes) => yes_or_no(*yes).to_owned(),
    };
    if said.is_empty() { "rien".to_owned() } else { said }
}

/// What a key of the programme file stands for.
fn programme_key(key: &str) -> &str {
    match key {
        "name" => "nom",
        "short_name" => "nom court",
        "day" => "jour et heure de début",
        "hours" => "heures",
        "end" => "fin",
        "detail" => "détail",
        "place" => "lieu",
        "address" => "adresse",
        "capacity" => "nombre de participants",
        "walk" => "minutes de marche",
        "welcome" => "texte d’accueil",
        "aims" => "buts",
        "practical" => "informations pratiques",
        "notice" => "phrase près du programme",
        "email" => "adresse de contact",
        "phone" => "téléphone",
        "registration_opens" => "ouverture des inscriptions",
        "registration_closes" => "fermeture des inscriptions",
        "sign_up_opens" => "ouverture des choix",
        "sign_up_closes" => "fermeture des choix",
        "freezes" => "arrêt des changements",
        "publisher" => "éditeur du site",
        "director" => "responsable de la publication",
        "hosting" => "hébergeur",
        "controller" => "responsable du traitement",
        "officer" => "protection des données",
        "label" => "étiquette",
        "roadmap" => "nourrit la feuille de route",
        "seats" => "sièges",
        "organisation" => "organisme",
        "to_confirm" => "à confirmer",
        "kind" => "type",
        "title" => "titre",
        "summary" => "présentation",
        "theme" => "thème",
        "hosts" => "animation",
        "slot" => "créneau",
        "room" => "salle",
        "sittings" => "horaires et places",
        "minimum" => "minimum pour ouvrir",
        other => other,
    }
}

/// What a change that people are told of is about: « A03 : salle, horaire ».
#[must_use]
pub fn moves(moves: &[Move]) -> String {
    let mut parts: Vec<String> = Vec::new();
    for one in moves {
        let part = format!("{}{NBSP}: {}", one.code, move_words(one).join(", "));
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    let more = parts.len().saturating_sub(3);
    let shown = parts.iter().take(3).cloned().collect::<Vec<_>>().join(&format!("{NNBSP}; "));
    match u32::try_from(more) {
        Ok(more @ 1..) => format!("{shown}{NNBSP}; et {}", count(more, "autre", "autres")),
        _ => shown,
    }
}

fn move_words(one: &Move) -> Vec<&'static str> {
    move_lines(one).into_iter().map(|(word, ..)| word).map(lower).collect()
}

fn lower(word: &'static str) -> &'static str {
    match word {
        "Horaire" => "horaire",
        "Salle" => "salle",
        _ => "animation",
    }
}

/// What changes for those who hold a session: its name, as it was, as it is to be.
#[must_use]
pub fn move_lines(one: &Move) -> Vec<(&'static str, String, String)> {
    let (was, is) = (&one.was, &one.becomes);
    let with_day = was.span.start().paris().date() != is.span.start().paris().date();
    let time = |span: domain::time::Span| {
        if with_day { format!("{}, {}", date(span.start()), hours(span)) } else { hours(span) }
    };
    let people = |hosts: &[String]| {
        if hosts.is_empty() { "personne".to_owned() } else { hosts.join(", ") }
    };
    let mut lines = vec![
        ("Horaire", time(was.span), time(is.span)),
        ("Salle", was.room.clone(), is.room.clone()),
        ("Animation", people(&was.hosts), people(&is.hosts)),
    ];
    lines.retain(|(_, was, is)| was != is);
    lines
}

/// What does not go together in a programme, as a sentence.
#[must_use]
pub fn conflict(plan: &Plan, conflict: &Conflict) -> String {
    let activity = plan.activities.get(conflict.activity);
    let name = activity.map_or_else(
        || conflict.name.clone(),
        |it| format!("{} {} («{NBSP}{}{NBSP}»)", kind(it.kind), it.code, it.title),
    );
    let other = |at: usize| {
        let code = plan.activities.get(at).map(|other| other.code.clone());
        code.unwrap_or_default()
    };
    match &conflict.trouble {
        Trouble::Unknown { what, typed, .. } => {
            format!("{name} a besoin {} «{NBSP}{typed}{NBSP}», qui n’existe pas.", of(*what))
        }
        Trouble::OutsideEvent { hours: event } => {
            format!("{name} sort des heures de la conférence ({}).", hours(*event))
        }
        Trouble::OutsideSlot { slot, hours: of } => {
            format!("{name} sort du créneau {slot} ({}).", hours(*of))
        }
        Trouble::OverSeats { capacity, room, seats } => format!(
            "{name}{NBSP}: {}, mais «{NBSP}{room}{NBSP}» n’a que {}.",
            count(*capacity, "place est prévue", "places sont prévues"),
            count(*seats, "siège", "sièges")
        ),
        Trouble::RoomClash { room, other: at, hours: when } => format!(
            "{} et {} seraient ensemble dans «{NBSP}{room}{NBSP}» ({}).",
            other(*at),
            conflict.name,
            hours(*when)
        ),
        Trouble::HostClash { host, other: at, hours: when, .. } => {
            let known = plan.hosts.iter().find(|known| known.code == *host);
            let host = known.map_or(host.as_str(), |known| known.name.as_str());
            format!(
                "{host} animerait en même temps {} et {} ({}).",
                other(*at),
                conflict.name,
                hours(*when)
            )
        }
        Trouble::VisitsOverlap { hours: when } => {
            format!(
                "{name}{NBSP}: une visite commence avant la fin d’une autre ({}).",
                hours(*when)
            )
        }
    }
}

fn of(what: Noun) -> &'static str {
    match what {
        Noun::Theme => "du thème",
        Noun::Room => "de la salle",
        Noun::Slot => "du créneau",
        Noun::Host => "de la personne",
        Noun::Activity => "de l’activité",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_told_as_minutes_and_seconds() {
        assert_eq!(in_seconds(105), "dans 1\u{a0}minute 45\u{a0}secondes");
        assert_eq!(in_seconds(120), "dans 2\u{a0}minutes");
        assert_eq!(in_seconds(1), "dans 1\u{a0}seconde");
        assert_eq!(in_seconds(0), "maintenant");
        assert_eq!(in_seconds(-3), "maintenant");
    }

    #[test]
    fn a_difference_says_before_and_after() {
        let changed = Difference::Changed(
            Subject::Activity("A03".to_owned()),
            vec![
                ("room", Value::Text("Salle Loire".to_owned()), Value::Text(String::new())),
                ("minimum", Value::Number(0), Value::Number(6)),
            ],
        );
        assert_eq!(
            difference(&changed),
            ["salle\u{a0}: Salle Loire → rien", "minimum pour ouvrir\u{a0}: 0 → 6"]
        );
        assert_eq!(programme_part(changed.subject()), "A03");
    }
}
