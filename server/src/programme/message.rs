//! Faults in words: one French sentence each, for someone who edits the file by hand.

use std::fmt;

use super::fault::{Fault, FaultKind, Section, ValueKind};
use super::typography::typeset;

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&typeset(&format!("ligne {} : {}", self.line, self.kind)))
    }
}

impl fmt::Display for FaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Syntax { message } if message.contains("duplicate key") => f.write_str(
                "cette clé est déjà donnée plus haut dans la même section ; n'en gardez qu'une.",
            ),
            Self::Syntax { message } => write!(
                f,
                "cette ligne ne se lit pas ; vérifiez les guillemets, les crochets et le signe = (détail : {message})."
            ),
            Self::UnknownKey { section: Section::File, key, nearest } => {
                write!(f, "la section « {key} » n'existe pas{}", Meant(*nearest))
            }
            Self::UnknownKey { section, key, nearest } => {
                write!(f, "« {key} » n'a pas de sens dans {section}{}", Meant(*nearest))
            }
            Self::MissingSection(section) => write!(f, "il manque la section {section}."),
            Self::MissingKey { section, key } => {
                write!(f, "dans {section}, il manque « {key} » ({}).", meaning(key))
            }
            Self::WrongType { key, expected, found } => {
                write!(f, "« {key} » doit être {expected}, pas {found}.")
            }
            Self::Empty { key } => write!(f, "« {key} » ({}) est vide.", meaning(key)),
            Self::TooLong { key, max, found } => {
                write!(f, "« {key} » compte {found} caractères ; le maximum est {max}.")
            }
            Self::TooMany { key, max } => {
                write!(f, "« {key} » compte trop d'éléments ; le maximum est {max}.")
            }
            Self::OutOfRange { key, min, max } => {
                write!(f, "« {key} » ({}) doit être compris entre {min} et {max}.", meaning(key))
            }
            Self::NotATime { key, typed } => {
                write!(
                    f,
                    "« {typed} » n'est pas une heure pour « {key} » ; écrivez par exemple \"9:30\"."
                )
            }
            Self::NotAMoment { key, typed } => write!(
                f,
                "« {typed} » ne se lit pas pour « {key} » ; écrivez par exemple \"J-30 09:00\" (trente jours avant), \"J 14:00\" (le jour même) ou \"2023-10-09 09:00\"."
            ),
            Self::FarMoment { key } => {
                write!(f, "« {key} » ({}) est à plus de dix ans de la conférence.", meaning(key))
            }
            Self::NotADate { typed } => {
                write!(f, "« {typed} » n'est pas une date ; écrivez par exemple 2023-11-07.")
            }
            Self::FarDate => f.write_str("l'année doit être comprise entre 1970 et 2999."),
            Self::BadCode { typed } => write!(
                f,
                "« {typed} » ne convient pas comme code : au plus 16 lettres sans accent, chiffres ou tirets, sans espace."
            ),
            Self::BadEmail { typed } => write!(f, "« {typed} » n'est pas une adresse e-mail."),
            Self::EndsBeforeStart => f.write_str("la fin doit venir après le début."),
            Self::Conflict(conflict) => conflict.fmt(f),
        }
    }
}

struct Meant(Option<&'static str>);

impl fmt::Display for Meant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(key) => write!(f, " ; vouliez-vous dire « {key} » ?"),
            None => f.write_str("."),
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "le fichier",
            Self::Event => "[event]",
            Self::Contact => "[contact]",
            Self::Registration => "[registration]",
            Self::SignUp => "[sign_up]",
            Self::Legal => "[legal]",
            Self::Timeline => "[[timeline]]",
            Self::Theme => "[[theme]]",
            Self::Room => "[[room]]",
            Self::Slot => "[[slot]]",
            Self::Host => "[[host]]",
            Self::Workshop => "[[workshop]]",
            Self::Kiosk => "[[kiosk]]",
        })
    }
}

impl fmt::Display for ValueKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Text => "un texte entre guillemets",
            Self::Number => "un nombre entier sans guillemets",
            Self::Decimal => "un nombre à virgule",
            Self::Flag => "true (oui) ou false (non)",
            Self::Date => "une date comme 2023-11-07",
            Self::List => "une liste entre crochets",
            Self::Table => "une section entre crochets simples",
            Self::Tables => "une section entre doubles crochets",
        })
    }
}

/// What a key stands for.
fn meaning(key: &str) -> &'static str {
    match key {
        "name" => "le nom",
        "short_name" => "le nom court",
        "date" => "la date",
        "start" => "l'heure de début",
        "end" => "l'heure de fin",
        "place" => "le lieu",
        "address" => "l'adresse",
        "capacity" => "le nombre de places",
        "seats" => "le nombre de sièges",
        "welcome" => "le texte d'accueil",
        "aims" => "les objectifs",
        "practical" => "les informations pratiques",
        "email" => "l'adresse e-mail",
        "opens" => "l'ouverture",
        "closes" => "la fermeture",
        "freezes" => "l'arrêt des changements",
        "walk" => "les minutes de marche entre deux salles",
        "minimum" => "le plus petit nombre de personnes",
        "publisher" => "l'éditeur du site",
        "director" => "la personne responsable de la publication",
        "hosting" => "l'hébergeur",
        "controller" => "le responsable du traitement des données",
        "officer" => "le contact pour la protection des données",
        "title" => "le titre",
        "code" => "le code",
        "label" => "l'étiquette",
        "theme" => "le code du thème",
        "hosts" => "les codes des personnes qui animent",
        "slot" => "le code du créneau",
        "room" => "la salle",
        "minutes" => "la durée d'une visite",
        "visits" => "les heures des visites",
        _ => "une valeur",
    }
}
