use domain::audience::{Arrival, Audience};
use domain::checkin::Standing;
use domain::letter::Letter;
use domain::wording::{Blank, WordingFault, WordingField};

/// What is wrong with words of the organisers' own, and what to do about it.
#[must_use]
pub fn wording_fault(field: WordingField, fault: &WordingFault) -> String {
    match (field, fault) {
        (WordingField::Subject, WordingFault::Missing) => {
            "Écrivez un objet\u{a0}: c’est ce que l’on lit d’abord.".to_owned()
        }
        (WordingField::Text, WordingFault::Missing) => "Écrivez le texte du courriel.".to_owned(),
        (_, WordingFault::TooLong { max }) => {
            format!("C’est trop long\u{a0}: gardez {max}\u{a0}caractères au plus.")
        }
        (_, WordingFault::Unknown(name)) => format!(
            "Le repère «\u{a0}{{{name}}}\u{a0}» n’existe pas. Reprenez un de ceux de la liste, par \
             exemple {{prenom}}."
        ),
        (_, WordingFault::Brace) => {
            "Une accolade est seule. Les accolades servent aux repères, comme {prenom}\u{a0}: \
             fermez-la ou enlevez-la."
                .to_owned()
        }
        (_, WordingFault::NotInSubject(blank)) => format!(
            "Le repère {{{}}} ne va pas dans l’objet\u{a0}: mettez-le dans le texte.",
            blank.as_str()
        ),
        (_, WordingFault::NotAlone) => {
            "Le repère {programme_du_jour} devient une liste\u{a0}: mettez-le seul sur sa ligne."
                .to_owned()
        }
    }
}

/// What a blank becomes.
#[must_use]
pub fn blank(blank: Blank) -> &'static str {
    match blank {
        Blank::FirstName => "le prénom",
        Blank::LastName => "le nom",
        Blank::Organisation => "l’organisation (rien, si la personne n’en a pas dit)",
        Blank::Conference => "le nom de la conférence",
        Blank::Date => "sa date",
        Blank::Hours => "ses horaires",
        Blank::Place => "le lieu",
        Blank::Contact => "l’adresse e-mail de contact",
        Blank::Code => "le code court du billet",
        Blank::TicketLink => "le lien personnel vers la page et le billet",
        Blank::Day => "le programme de la personne, en liste (seul sur sa ligne)",
    }
}

/// Whom a mailing is for: « Inscrits à A03, pas encore arrivés ».
#[must_use]
pub fn audience(audience: &Audience, session: Option<&str>) -> String {
    let mut words = match audience.standing {
        None => "Inscrits et en attente",
        Some(Standing::Registered) => "Inscrits",
        Some(Standing::Waiting) => "En attente",
        Some(Standing::Cancelled) => "Inscriptions annulées",
    }
    .to_owned();
    if audience.session.is_some() {
        words.push_str(", avec une place dans ");
        words.push_str(session.unwrap_or("une séance qui n’est plus au programme"));
    }
    if let Some(department) = audience.department {
        words.push_str(", ");
        words.push_str(department.name());
    }
    if !audience.organisation.is_empty() {
        words.push_str(", «\u{a0}");
        words.push_str(&audience.organisation);
        words.push_str("\u{a0}»");
    }
    match audience.arrival {
        None => {}
        Some(Arrival::Arrived) => words.push_str(", arrivés"),
        Some(Arrival::Expected) => words.push_str(", pas encore arrivés"),
    }
    words
}

/// When a letter leaves by itself.
#[must_use]
pub fn when_written(letter: Letter) -> &'static str {
    match letter {
        Letter::Confirmation => "Quand une personne s’inscrit et a une place.",
        Letter::Waiting => "Quand une personne s’inscrit et qu’il n’y a plus de place.",
        Letter::Promotion => "Quand une place se libère pour une personne qui attendait.",
        Letter::Change => "Quand la journée d’une personne change.",
        Letter::SeatFreed => "Quand une place se libère dans une séance attendue.",
        Letter::SessionMoved => "Quand une séance change d’horaire, de salle ou d’animation.",
        Letter::SessionCancelled => "Quand une séance est annulée.",
        Letter::Results => "Quand la répartition des vœux est publiée.",
        Letter::Cancellation => "Quand une inscription est annulée.",
        Letter::Link => "Quand une personne demande à nouveau son lien.",
        Letter::Group => "Quand un groupe est inscrit ou change, à la personne de contact.",
        Letter::WeekBefore => "Sept jours avant, aux personnes qui ont une place.",
        Letter::DayBefore => "La veille, aux personnes qui ont une place.",
        Letter::DayAfter => "Le lendemain, aux personnes qui avaient une place.",
        Letter::Invitation => "Quand une personne rejoint l’équipe.",
        Letter::Mailing | Letter::Trial | Letter::Delivery | Letter::HostMessage => {
            "Quand on l’envoie."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::participant::Department;
    use uuid::Uuid;

    #[test]
    fn an_audience_is_told_as_one_would_say_it() {
        let mut of = Audience::default();
        assert_eq!(audience(&of, None), "Inscrits et en attente");
        of.standing = Some(Standing::Registered);
        of.session = Some(Uuid::nil());
        of.arrival = Some(Arrival::Expected);
        assert_eq!(
            audience(&of, Some("A03")),
            "Inscrits, avec une place dans A03, pas encore arrivés"
        );
        of.department = Some(Department::Sarthe);
        of.organisation = "CCAS".to_owned();
        assert!(audience(&of, None).ends_with(", Sarthe, «\u{a0}CCAS\u{a0}», pas encore arrivés"));
    }
}
