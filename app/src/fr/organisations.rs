use domain::organisation::Sector;

/// A kind of organisation.
#[must_use]
pub fn sector(sector: Sector) -> &'static str {
    match sector {
        Sector::State => "Services de l’État",
        Sector::Department => "Départements et région",
        Sector::Commune => "Communes, CCAS, métropole",
        Sector::SocialSecurity => "CAF, MSA, CPAM",
        Sector::Employment => "Emploi et insertion",
        Sector::Association => "Associations",
        Sector::Research => "Recherche et observation",
        Sector::Other => "Autres organisations",
        Sector::Unsaid => "Non précisé",
    }
}
