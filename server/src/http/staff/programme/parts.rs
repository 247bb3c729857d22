//! The parts of the programme that have a form: what each asks, and what its answers change.

mod activity;
mod conference;
mod lists;
mod people;
mod places;

use app::fr;
use app::pages::staff::programme::{Ask, Group, Question, Row};
use domain::programme::{Kind, Plan};
use domain::time::Moment;

use super::typed::Typed;
use crate::programme::clock::Day;

/// A part of the programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Name, day, place.
    Conference,
    /// What the first page says.
    Texts,
    /// When people may do what, and whom to ask.
    Windows,
    /// Who answers for the site.
    Legal,
    /// The day as announced.
    Timeline,
    /// The rooms.
    Rooms,
    /// The slots.
    Slots,
    /// The themes.
    Themes,
    /// Those in charge.
    Hosts,
    /// The workshops.
    Workshops,
    /// The kiosks.
    Kiosks,
}

impl Part {
    /// Those that the programme's page lists; workshops and kiosks have a table there.
    pub const SECTIONS: [Self; 9] = [
        Self::Conference,
        Self::Texts,
        Self::Windows,
        Self::Legal,
        Self::Timeline,
        Self::Slots,
        Self::Rooms,
        Self::Themes,
        Self::Hosts,
    ];

    /// Reads the word of an address.
    pub fn parse(slug: &str) -> Option<Self> {
        let all = Self::SECTIONS.into_iter().chain([Self::Workshops, Self::Kiosks]);
        all.into_iter().find(|part| part.slug() == slug)
    }

    /// Its word in the address.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Conference => "conference",
            Self::Texts => "textes",
            Self::Windows => "inscriptions",
            Self::Legal => "mentions",
            Self::Timeline => "deroule",
            Self::Rooms => "salles",
            Self::Slots => "creneaux",
            Self::Themes => "themes",
            Self::Hosts => "animation",
            Self::Workshops => "ateliers",
            Self::Kiosks => "kiosques",
        }
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        match self {
            Self::Conference => "La conférence",
            Self::Texts => "Textes de la première page",
            Self::Windows => "Inscriptions et contact",
            Self::Legal => "Mentions légales",
            Self::Timeline => "Déroulé de la journée",
            Self::Rooms => "Salles",
            Self::Slots => "Créneaux",
            Self::Themes => "Thèmes",
            Self::Hosts => "Animation",
            Self::Workshops => "Ateliers",
            Self::Kiosks => "Kiosques",
        }
    }

    /// What is in it, in a few words.
    pub fn says(self, plan: &Plan) -> String {
        let names = |names: Vec<&str>| names.join(", ");
        match self {
            Self::Conference => "Nom, jour, heures, lieu, nombre de places".to_owned(),
            Self::Texts => "Accueil, buts, informations pratiques".to_owned(),
            Self::Windows => "Ouvertures, fermetures, à qui écrire".to_owned(),
            Self::Legal => "Qui publie, qui héberge, qui répond des données".to_owned(),
            Self::Timeline => {
                let lines = u32::try_from(plan.timeline.len()).unwrap_or(u32::MAX);
                fr::count(lines, "moment annoncé", "moments annoncés")
            }
            Self::Rooms => names(plan.rooms.iter().map(|room| room.name.as_str()).collect()),
            Self::Slots => names(plan.slots.iter().map(|slot| slot.name.as_str()).collect()),
            Self::Themes => names(plan.themes.iter().map(|theme| theme.label.as_str()).collect()),
            Self::Hosts => names(plan.hosts.iter().map(|host| host.name.as_str()).collect()),
            Self::Workshops | Self::Kiosks => String::new(),
        }
    }

    /// Whether it is a list, in which things are added and taken out.
    pub fn is_list(self) -> bool {
        !matches!(self, Self::Conference | Self::Texts | Self::Windows | Self::Legal)
    }

    /// What adds to the list.
    pub fn adds(self) -> &'static str {
        match self {
            Self::Timeline => "Ajouter un moment",
            Self::Rooms => "Ajouter une salle",
            Self::Slots => "Ajouter un créneau",
            Self::Themes => "Ajouter un thème",
            Self::Hosts => "Ajouter une personne",
            Self::Workshops => "Ajouter un atelier",
            Self::Kiosks => "Ajouter un kiosque",
            _ => "Modifier",
        }
    }

    /// What to know about it.
    pub fn lead(self) -> &'static str {
        match self {
            Self::Conference => {
                "Changer le jour déplace toute la journée. Les personnes inscrites sont prévenues si vous le voulez."
            }
            Self::Texts => "Une ligne par paragraphe.",
            Self::Windows => "Les heures sont celles d’une horloge en France.",
            Self::Legal => {
                "Ce que la loi demande de dire sur le site et sur les données des personnes."
            }
            Self::Timeline => "Le déroulé annoncé sur la première page, dans l’ordre des heures.",
            Self::Rooms => {
                "Une salle ne peut accueillir qu’une activité à la fois. Le nombre de sièges borne le nombre de places."
            }
            Self::Slots => "Un créneau est un moment où chaque personne choisit un atelier.",
            Self::Themes => "Chaque atelier et chaque kiosque a un thème.",
            Self::Hosts => {
                "Les personnes qui animent un atelier ou présentent un kiosque. Une personne ne peut pas être à deux endroits à la fois."
            }
            Self::Workshops => "Un atelier a une séance, dans un créneau.",
            Self::Kiosks => "Un kiosque a plusieurs visites courtes, dans un même lieu.",
        }
    }

    /// What is in the list.
    pub fn rows(self, plan: &Plan) -> Vec<Row> {
        match self {
            Self::Timeline => lists::timeline_rows(plan),
            Self::Rooms => places::room_rows(plan),
            Self::Slots => lists::slot_rows(plan),
            Self::Themes => lists::theme_rows(plan),
            Self::Hosts => people::rows(plan),
            Self::Workshops => activity::rows(plan, Kind::Workshop),
            Self::Kiosks => activity::rows(plan, Kind::Kiosk),
            _ => Vec::new(),
        }
    }

    /// What it calls one thing: « la salle Loire »; nothing when there is no such thing.
    pub fn name(self, plan: &Plan, key: &str) -> Option<String> {
        match self {
            Self::Timeline => lists::timeline_name(plan, key),
            Self::Rooms => places::room_name(plan, key),
            Self::Slots => lists::slot_name(plan, key),
            Self::Themes => lists::theme_name(plan, key),
            Self::Hosts => people::name(plan, key),
            Self::Workshops => activity::name(plan, Kind::Workshop, key),
            Self::Kiosks => activity::name(plan, Kind::Kiosk, key),
            _ => None,
        }
    }

    /// What sentences call one thing that is not there any more: by its key.
    pub fn called(self, key: &str) -> String {
        match self {
            Self::Timeline => format!("le moment «\u{a0}{key}\u{a0}»"),
            Self::Rooms => format!("la salle «\u{a0}{key}\u{a0}»"),
            Self::Slots => format!("le créneau de code {key}"),
            Self::Themes => format!("le thème de code {key}"),
            Self::Hosts => format!("la personne de code {key}"),
            Self::Workshops => format!("l’atelier {key}"),
            Self::Kiosks => format!("le kiosque {key}"),
            _ => key.to_owned(),
        }
    }

    /// What it asks: about the thing with this key, or about a new one.
    pub fn groups(self, plan: &Plan, key: Option<&str>) -> Vec<Group> {
        match self {
            Self::Conference => conference::identity(plan),
            Self::Texts => conference::texts(plan),
            Self::Windows => conference::windows(plan),
            Self::Legal => conference::legal(plan),
            Self::Timeline => lists::timeline(plan, key),
            Self::Rooms => places::room(plan, key),
            Self::Slots => lists::slot(plan, key),
            Self::Themes => lists::theme(plan, key),
            Self::Hosts => people::host(plan, key),
            Self::Workshops => activity::workshop(plan, key),
            Self::Kiosks => activity::kiosk(plan, key),
        }
    }

    /// Puts the answers into a programme.
    pub fn put(self, typed: &Typed<'_>, plan: &mut Plan, key: Option<&str>) {
        match self {
            Self::Conference => conference::put_identity(typed, plan),
            Self::Texts => conference::put_texts(typed, plan),
            Self::Windows => conference::put_windows(typed, plan),
            Self::Legal => conference::put_legal(typed, plan),
            Self::Timeline => lists::put_timeline(typed, plan, key),
            Self::Rooms => places::put_room(typed, plan, key),
            Self::Slots => lists::put_slot(typed, plan, key),
            Self::Themes => lists::put_theme(typed, plan, key),
            Self::Hosts => people::put(typed, plan, key),
            Self::Workshops => activity::put_workshop(typed, plan, key),
            Self::Kiosks => activity::put_kiosk(typed, plan, key),
        }
        plan.tidy();
    }

    /// Takes the thing with this key out of a programme.
    pub fn remove(self, plan: &mut Plan, key: &str) {
        match self {
            Self::Timeline => lists::remove_timeline(plan, key),
            Self::Rooms => plan.rooms.retain(|room| room.name != key),
            Self::Slots => plan.slots.retain(|slot| slot.code != key),
            Self::Themes => plan.themes.retain(|theme| theme.code != key),
            Self::Hosts => plan.hosts.retain(|host| host.code != key),
            Self::Workshops | Self::Kiosks => plan.activities.retain(|it| it.code != key),
            _ => {}
        }
    }
}

/// The day of the conference.
fn day(plan: &Plan) -> Day {
    Day(plan.event.span.start().paris().date())
}

/// One question with one answer.
fn ask(name: &'static str, label: &'static str, ask: Ask, value: impl Into<String>) -> Question {
    let (values, optional, now) = (vec![value.into()], false, None);
    Question { name, label, hint: "", ask, values, optional, now }
}

/// The same, that may be left empty.
fn may(question: Question) -> Question {
    Question { optional: true, ..question }
}

/// The same, with how to answer.
fn hint(hint: &'static str, question: Question) -> Question {
    Question { hint, ..question }
}

/// Questions without a title.
fn group(questions: Vec<Question>) -> Vec<Group> {
    vec![Group { legend: "", questions }]
}

/// « 09:30 », as a field of a form has it.
fn time(moment: Moment) -> String {
    moment.paris().strftime("%H:%M").to_string()
}

/// « 2027-10-09T09:00 », as a field of a form has it.
fn date_time(moment: Moment) -> String {
    moment.paris().strftime("%Y-%m-%dT%H:%M").to_string()
}

fn tick(value: bool) -> &'static str {
    if value { "oui" } else { "" }
}

#[cfg(test)]
mod tests;
