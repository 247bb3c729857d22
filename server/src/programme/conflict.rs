//! Faults that only the whole file shows, and their sentences.

use std::fmt;

use domain::programme::Noun;
use domain::time::{Moment, Span};

use super::fault::Section;

/// How many names a sentence lists before it gives up.
const MAX_NAMES: usize = 40;

/// Parts of the file that do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Conflict {
    /// A name that nothing in the file has.
    Unknown {
        /// What was to be named.
        what: Noun,
        /// As typed.
        typed: String,
        /// Those there are.
        known: Vec<String>,
    },
    /// A code or a name that serves twice.
    Duplicate {
        /// Of what.
        what: Noun,
        /// As typed.
        typed: String,
        /// Where it served first.
        first: usize,
    },
    /// A session before the conference opens or after it closes.
    OutsideEvent {
        /// The activity's code.
        code: String,
        /// The conference's hours.
        hours: Span,
    },
    /// A workshop that begins before or ends after its slot.
    OutsideSlot {
        /// The activity's code.
        code: String,
        /// The slot's code.
        slot: String,
        /// The slot's hours.
        hours: Span,
    },
    /// More places than the room has seats.
    OverSeats {
        /// How many places.
        capacity: u32,
        /// The room.
        room: String,
        /// Its seats.
        seats: u32,
    },
    /// Two activities in one room at the same time.
    RoomClash {
        /// The room.
        room: String,
        /// The activity at fault.
        code: String,
        /// The one that was there.
        other: String,
        /// Where that one is in the file.
        other_line: usize,
        /// When that one takes place.
        hours: Span,
    },
    /// One person in two places at the same time.
    HostClash {
        /// The person's code.
        host: String,
        /// The activity at fault.
        code: String,
        /// The other one.
        other: String,
        /// Where that one is in the file.
        other_line: usize,
        /// When that one takes place.
        hours: Span,
    },
    /// Two visits of one kiosk at the same time.
    VisitsOverlap {
        /// The kiosk's code.
        code: String,
        /// The visit that was there.
        hours: Span,
    },
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown { what, typed, known } => {
                write!(f, "{} « {typed} » n'existe pas ; {}.", the(*what), Listed(*what, known))
            }
            Self::Duplicate { what, typed, first } => {
                write!(f, "{} « {typed} » existe déjà, ligne {first}.", the(*what))
            }
            Self::OutsideEvent { code, hours } => {
                write!(f, "« {code} » sort des heures de la conférence ({}).", Hours(*hours))
            }
            Self::OutsideSlot { code, slot, hours } => {
                write!(f, "« {code} » sort du créneau « {slot} » ({}).", Hours(*hours))
            }
            Self::OverSeats { capacity, room, seats } => write!(
                f,
                "{capacity} places sont prévues, mais la salle « {room} » n'en a que {seats}."
            ),
            Self::RoomClash { room, code, other, other_line, hours } => write!(
                f,
                "« {code} » et « {other} » (ligne {other_line}, {}) occupent la salle « {room} » en même temps.",
                Hours(*hours)
            ),
            Self::HostClash { host, code, other, other_line, hours } => write!(
                f,
                "« {host} » ne peut pas animer « {code} » et « {other} » (ligne {other_line}, {}) en même temps.",
                Hours(*hours)
            ),
            Self::VisitsOverlap { code, hours } => write!(
                f,
                "une visite de « {code} » commence avant la fin d'une autre ({}).",
                Hours(*hours)
            ),
        }
    }
}

struct Listed<'a>(Noun, &'a [String]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.1.is_empty() {
            return write!(f, "le fichier n'en donne aucun dans {}", section(self.0));
        }
        let names: Vec<_> = self.1.iter().take(MAX_NAMES).map(String::as_str).collect();
        let more = if self.1.len() > MAX_NAMES { "…" } else { "" };
        write!(f, "{} : {}{more}", known(self.0), names.join(", "))
    }
}

struct Hours(Span);

impl fmt::Display for Hours {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let clock = |moment: Moment| moment.paris().strftime("%H:%M").to_string();
        write!(f, "{}–{}", clock(self.0.start()), clock(self.0.end()))
    }
}

fn the(noun: Noun) -> &'static str {
    match noun {
        Noun::Theme => "le thème",
        Noun::Room => "la salle",
        Noun::Slot => "le créneau",
        Noun::Host => "l'animateur·rice",
        Noun::Activity => "le code d'atelier ou de kiosque",
    }
}

fn known(noun: Noun) -> &'static str {
    match noun {
        Noun::Theme => "thèmes connus",
        Noun::Room => "salles connues",
        Noun::Slot => "créneaux connus",
        Noun::Host => "codes connus",
        Noun::Activity => "ateliers et kiosques connus",
    }
}

fn section(noun: Noun) -> Section {
    match noun {
        Noun::Theme => Section::Theme,
        Noun::Room => Section::Room,
        Noun::Slot => Section::Slot,
        Noun::Host => Section::Host,
        Noun::Activity => Section::Workshop,
    }
}
