//! The conference itself: what it is, what it says, when what is open, who answers for it.

use app::pages::staff::programme::{Ask, Group};
use domain::programme::Plan;
use domain::time::Span;

use super::super::typed::Typed;
use super::{ask, date_time, day, group, hint, may, time};
use crate::programme::clock::Day;
use crate::programme::event::{MAX_CAPACITY, MAX_WALK, NAME, SENTENCES, SHORT_NAME};
use crate::programme::typography::typeset;
use crate::programme::{self, Fault, FaultKind};

pub fn identity(plan: &Plan) -> Vec<Group> {
    let event = &plan.event;
    let date = event.span.start().paris().date().to_string();
    vec![
        Group {
            legend: "Nom",
            questions: vec![
                ask("name", "Nom complet", Ask::Line, &event.name),
                hint(
                    "Sert de titre sur un téléphone\u{a0}: 48 caractères au plus.",
                    ask("short_name", "Nom court", Ask::Line, &event.short_name),
                ),
            ],
        },
        Group {
            legend: "Quand",
            questions: vec![
                hint(
                    "Toutes les heures de la journée suivent ce jour.",
                    ask("date", "Jour", Ask::Date, date),
                ),
                ask("start", "Ouverture", Ask::Time, time(event.span.start())),
                hint(
                    "Aucun atelier ni kiosque ne peut sortir de ces heures.",
                    ask("end", "Clôture", Ask::Time, time(event.span.end())),
                ),
            ],
        },
        Group {
            legend: "Où",
            questions: vec![
                ask("place", "Lieu", Ask::Line, &event.place),
                ask("address", "Adresse", Ask::Line, &event.address),
                hint(
                    "Personne ne peut choisir deux séances plus proches que cela dans deux salles.",
                    ask(
                        "walk",
                        "Minutes de marche entre deux salles",
                        Ask::Number(0, MAX_WALK),
                        event.walk.to_string(),
                    ),
                ),
            ],
        },
        Group {
            legend: "Pour combien de personnes",
            questions: vec![hint(
                "Au-delà, les personnes rejoignent la liste d’attente. Une place de plus va tout de suite à la première.",
                ask(
                    "capacity",
                    "Nombre de participants",
                    Ask::Number(1, MAX_CAPACITY),
                    event.capacity.to_string(),
                ),
            )],
        },
    ]
}

pub fn put_identity(typed: &Typed<'_>, plan: &mut Plan) {
    if let Some(date) = typed.date("date").filter(|date| *date != day(plan).0) {
        match programme::read(&programme::write(plan), Some(date)) {
            Ok(moved) => *plan = moved,
            Err(faults) => typed.tell("date", cannot_follow(&faults)),
        }
    }
    let day = day(plan);
    let event = &mut plan.event;
    event.name = typed.text("name", NAME);
    event.short_name = typed.text("short_name", SHORT_NAME);
    event.span = typed.span(day).unwrap_or(event.span);
    event.place = typed.text("place", NAME);
    event.address = typed.text("address", 2 * NAME);
    event.walk = typed.number("walk", 0..=MAX_WALK);
    event.capacity = typed.number("capacity", 1..=MAX_CAPACITY);
}

/// Why the programme cannot be put on another day; its lines are those of a file that nobody sees.
fn cannot_follow(faults: &[Fault]) -> String {
    match faults.first().map(|fault| &fault.kind) {
        Some(FaultKind::FarMoment { .. }) => "Rien n’a été déplacé\u{a0}: une ouverture ou une fermeture est à plus de dix ans de la conférence. Corrigez-la d’abord sur la page «\u{a0}Inscriptions et contact\u{a0}».".to_owned(),
        first => {
            let first = first.map(|kind| typeset(&kind.to_string())).unwrap_or_default();
            format!("Rien n’a été déplacé\u{a0}: le programme ne peut pas suivre à ce jour, {first}")
        }
    }
}

pub fn texts(plan: &Plan) -> Vec<Group> {
    let event = &plan.event;
    group(vec![
        ask("welcome", "Texte d’accueil", Ask::Text(5), &event.welcome),
        may(hint(
            "Un but par ligne.",
            ask("aims", "Buts de la journée", Ask::Text(6), event.aims.join("\n")),
        )),
        may(hint(
            "Un paragraphe par ligne\u{a0}: transport, accès, repas.",
            ask("practical", "Informations pratiques", Ask::Text(8), event.practical.join("\n")),
        )),
        may(hint(
            "Affichée tant que le programme n’est pas définitif. Videz-la ensuite.",
            ask("notice", "Phrase près du programme", Ask::Text(2), &event.notice),
        )),
    ])
}

pub fn put_texts(typed: &Typed<'_>, plan: &mut Plan) {
    let event = &mut plan.event;
    event.welcome = typed.text("welcome", SENTENCES);
    event.aims = typed.lines("aims", SENTENCES);
    event.practical = typed.lines("practical", SENTENCES);
    event.notice = typed.optional("notice", SENTENCES);
}

pub fn windows(plan: &Plan) -> Vec<Group> {
    let event = &plan.event;
    let moment = |name, label, at| ask(name, label, Ask::Moment, date_time(at));
    vec![
        Group {
            legend: "S’inscrire à la conférence",
            questions: vec![
                moment("registration_opens", "Ouverture", event.registration.start()),
                moment("registration_closes", "Fermeture", event.registration.end()),
            ],
        },
        Group {
            legend: "Choisir ses ateliers et ses visites",
            questions: vec![
                moment("sign_up_opens", "Ouverture", event.sign_up.start()),
                moment("sign_up_closes", "Fermeture", event.sign_up.end()),
                may(hint(
                    "À partir de là, seule l’équipe change encore les choix. Vide\u{a0}: jamais.",
                    ask(
                        "freezes",
                        "Arrêt des changements",
                        Ask::Moment,
                        event.freezes_at.map(date_time).unwrap_or_default(),
                    ),
                )),
            ],
        },
        Group {
            legend: "À qui écrire, qui appeler",
            questions: vec![
                ask("email", "Adresse e-mail", Ask::Line, &event.contact_email),
                may(ask("phone", "Téléphone", Ask::Short, &event.contact_phone)),
            ],
        },
    ]
}

pub fn put_windows(typed: &Typed<'_>, plan: &mut Plan) {
    let day = day(plan);
    let window = |opens, closes| window(typed, day, opens, closes);
    let registration = window("registration_opens", "registration_closes");
    let sign_up = window("sign_up_opens", "sign_up_closes");
    let freezes = typed.optional_moment("freezes", day);
    if let (Some(freezes), Some(sign_up)) = (freezes, sign_up)
        && freezes <= sign_up.start()
    {
        typed.tell("freezes", "L’arrêt doit venir après l’ouverture.");
    }
    let event = &mut plan.event;
    event.registration = registration.unwrap_or(event.registration);
    event.sign_up = sign_up.unwrap_or(event.sign_up);
    event.freezes_at = freezes;
    event.contact_email = typed.email("email");
    event.contact_phone = typed.optional("phone", 40);
}

fn window(typed: &Typed<'_>, day: Day, opens: &'static str, closes: &'static str) -> Option<Span> {
    let (start, end) = (typed.moment(opens, day), typed.moment(closes, day));
    let span = Span::new(start?, end?);
    if span.is_none() {
        typed.tell(closes, "La fermeture doit venir après l’ouverture.");
    }
    span
}

pub fn legal(plan: &Plan) -> Vec<Group> {
    let legal = &plan.event.legal;
    group(vec![
        hint(
            "Raison sociale et adresse.",
            ask("publisher", "Qui publie le site", Ask::Text(2), &legal.publisher),
        ),
        ask("director", "Qui répond de ce qui est publié", Ask::Line, &legal.director),
        hint(
            "Nom, adresse, téléphone.",
            ask("hosting", "Qui héberge le site", Ask::Text(2), &legal.hosting),
        ),
        ask(
            "controller",
            "Qui décide de l’usage des données personnelles",
            Ask::Text(2),
            &legal.controller,
        ),
        ask(
            "officer",
            "Comment joindre le délégué à la protection des données",
            Ask::Text(2),
            &legal.officer,
        ),
    ])
}

pub fn put_legal(typed: &Typed<'_>, plan: &mut Plan) {
    let legal = &mut plan.event.legal;
    legal.publisher = typed.text("publisher", SENTENCES);
    legal.director = typed.text("director", SENTENCES);
    legal.hosting = typed.text("hosting", SENTENCES);
    legal.controller = typed.text("controller", SENTENCES);
    legal.officer = typed.text("officer", SENTENCES);
}
