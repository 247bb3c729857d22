//! What kind of organisation people come from, read from what they wrote: for figures only, so that a
//! name that is not understood costs nothing.

use crate::text::fold;

/// A kind of organisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sector {
    /// Services of the State.
    State,
    /// A département or the region.
    Department,
    /// A commune, its CCAS, or several communes together.
    Commune,
    /// CAF, MSA, CPAM and the like.
    SocialSecurity,
    /// France Travail, local missions and other actors of employment.
    Employment,
    /// Associations and collectives.
    Association,
    /// Universities, schools, institutes.
    Research,
    /// Said, and none of these.
    Other,
    /// Nothing was said.
    Unsaid,
}

/// Words that tell a kind, the telling ones first: « CCAS » decides before « ville ».
const MARKS: [(Sector, &[&str]); 7] = [
    (
        Sector::Employment,
        &["france travail", "pole emploi", "mission locale", "cap emploi", "plie"],
    ),
    (Sector::SocialSecurity, &["caf", "msa", "cpam", "carsat", "urssaf", "allocations familiales"]),
    (
        Sector::Research,
        &["insee", "universite", "ecole", "institut", "laboratoire", "cnrs", "observatoire"],
    ),
    (
        Sector::State,
        &[
            "etat",
            "prefecture",
            "dreets",
            "ddets",
            "ddetspp",
            "dreal",
            "ars",
            "rectorat",
            "ministere",
            "sgar",
            "drajes",
            "commissaire",
        ],
    ),
    (Sector::Department, &["conseil departemental", "departement", "conseil regional", "region"]),
    (
        Sector::Commune,
        &[
            "ccas",
            "cias",
            "mairie",
            "commune",
            "ville",
            "metropole",
            "agglomeration",
            "communaute de communes",
            "intercommunalite",
        ],
    ),
    (
        Sector::Association,
        &[
            "association",
            "asso",
            "federation",
            "collectif",
            "secours",
            "croix rouge",
            "emmaus",
            "restos",
            "banque alimentaire",
            "udaf",
            "centre social",
            "fondation",
            "atd",
            "aidons",
            "armee du salut",
            "uriopss",
        ],
    ),
];

impl Sector {
    /// The kind that an organisation's name tells.
    #[must_use]
    pub fn of(name: &str) -> Self {
        let name = format!(" {} ", fold(name));
        if name.trim().is_empty() {
            return Self::Unsaid;
        }
        let holds = |mark: &&&str| name.contains(&format!(" {mark} ")) || plural(&name, mark);
        MARKS
            .iter()
            .find(|(_, marks)| marks.iter().any(|mark| holds(&mark)))
            .map_or(Self::Other, |(sector, _)| *sector)
    }
}

fn plural(name: &str, mark: &str) -> bool {
    name.contains(&format!(" {mark}s "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_told_by_whole_words_of_the_name() {
        for (name, sector) in [
            ("DDETS de Maine-et-Loire", Sector::State),
            ("Préfecture de la Mayenne", Sector::State),
            ("Conseil départemental de la Sarthe", Sector::Department),
            ("CCAS de la Ville d’Angers", Sector::Commune),
            ("Nantes Métropole", Sector::Commune),
            ("CAF de Vendée", Sector::SocialSecurity),
            ("Café solidaire", Sector::Other),
            ("France Travail", Sector::Employment),
            ("Missions locales des Pays de la Loire", Sector::Employment),
            ("Secours d’exemple", Sector::Association),
            ("INSEE Pays de la Loire", Sector::Research),
            ("La Boîte à trucs", Sector::Other),
            ("  ", Sector::Unsaid),
        ] {
            assert_eq!(Sector::of(name), sector, "{name}");
        }
    }
}
