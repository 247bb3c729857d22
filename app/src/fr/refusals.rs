use domain::Refusal;
use domain::checkin::Reason;

use super::{clock, count, date_time};

/// Why the conference says no, and what to do next.
#[must_use]
pub fn refusal(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoEvent => {
            "La conférence n’est pas encore annoncée. Revenez dans quelques jours.".to_owned()
        }
        Refusal::RegistrationNotOpen { opens } => {
            format!("Les inscriptions ouvrent le {}. Revenez à ce moment-là.", date_time(*opens))
        }
        Refusal::RegistrationClosed => {
            "Les inscriptions en ligne sont terminées. Écrivez à l’organisation, ou venez à \
             l’accueil le jour même."
                .to_owned()
        }
        Refusal::SignUpNotOpen { opens } => format!(
            "Le choix des ateliers ouvre le {}. Votre place à la conférence est gardée.",
            date_time(*opens)
        ),
        Refusal::SignUpClosed => {
            "Le choix des ateliers est terminé. Pour un changement, demandez à l’accueil."
                .to_owned()
        }
        Refusal::AlreadyRegistered { .. } => {
            "Cette adresse est déjà inscrite. Nous lui avons renvoyé son lien.".to_owned()
        }
        Refusal::GroupFull => {
            "Ce groupe est complet. Les autres personnes s’inscrivent elles-mêmes, ou dans un autre \
             groupe."
                .to_owned()
        }
        Refusal::RegistrationCancelled => {
            "Cette inscription a été annulée. Vous pouvez vous inscrire à nouveau.".to_owned()
        }
        Refusal::StillWaiting => {
            "Vous êtes sur la liste d’attente de la conférence. Vous choisirez vos ateliers dès \
             qu’une place se libère."
                .to_owned()
        }
        Refusal::NotFound => {
            "Nous ne trouvons pas ce que vous demandez. Revenez à la page précédente.".to_owned()
        }
        Refusal::SessionFull { code } => format!(
            "{code} est complet\u{a0}: quelqu’un a pris la dernière place. Voici ce qui reste libre."
        ),
        Refusal::SessionCancelled { code } => {
            format!("{code} n’aura pas lieu. Choisissez autre chose ci-dessous.")
        }
        Refusal::SessionStarted { code, at } => {
            format!(
                "{code} a commencé à {}. Demandez à l’accueil s’il reste une place.",
                clock(*at)
            )
        }
        Refusal::Clash { code, title, at } => format!(
            "Vous êtes déjà à {code} («\u{a0}{title}\u{a0}») à {}. Rendez d’abord cette place, ou \
             choisissez un autre horaire.",
            clock(*at)
        ),
        Refusal::KioskAlreadyVisited { code, at } => format!(
            "Vous visitez déjà {code} à {}. Rendez d’abord cette visite pour changer d’heure.",
            clock(*at)
        ),
        Refusal::LinkExpired => {
            "Ce lien a déjà servi ou il est trop ancien. Demandez-en un nouveau à la personne qui \
             gère l’équipe."
                .to_owned()
        }
        Refusal::WrongPassword => {
            "L’adresse ou le mot de passe ne convient pas. Vérifiez les deux et recommencez."
                .to_owned()
        }
        Refusal::Throttled => {
            "Trop d’essais à la suite. Attendez quelques minutes, puis recommencez.".to_owned()
        }
        Refusal::CapacityUnderTaken { what, taken } => format!(
            "{what}\u{a0}: {} déjà, la capacité ne peut pas être plus petite.",
            count(*taken, "place est prise", "places sont prises")
        ),
        Refusal::WouldLoseSignUps { code, taken } => format!(
            "{code}\u{a0}: {}, cette séance ne peut pas disparaître du programme.",
            count(*taken, "personne y est inscrite", "personnes y sont inscrites")
        ),
    }
}

/// The same, said to the team about someone else.
#[must_use]
pub fn team_refusal(about: &Refusal) -> String {
    match about {
        Refusal::AlreadyRegistered { .. } => "Cette adresse est déjà inscrite.".to_owned(),
        Refusal::RegistrationCancelled => {
            "Cette inscription a été annulée\u{a0}: inscrivez la personne à nouveau.".to_owned()
        }
        Refusal::StillWaiting => {
            "Cette personne est en liste d’attente\u{a0}: elle choisira quand elle aura une place."
                .to_owned()
        }
        Refusal::SessionFull { code } => {
            format!("{code} est complet\u{a0}: la dernière place vient d’être prise.")
        }
        Refusal::SessionCancelled { code } => format!("{code} n’aura pas lieu."),
        Refusal::SessionStarted { code, at } => format!("{code} a commencé à {}.", clock(*at)),
        Refusal::Clash { code, title, at } => format!(
            "Cette personne est déjà à {code} («\u{a0}{title}\u{a0}») à {}. Retirez-la d’abord de là.",
            clock(*at)
        ),
        Refusal::KioskAlreadyVisited { code, at } => format!(
            "Cette personne visite déjà {code} à {}. Retirez-la d’abord de cette visite.",
            clock(*at)
        ),
        other => refusal(other),
    }
}

/// Why someone is not let in, and what to do.
#[must_use]
pub fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::UnknownTicket => {
            "Ce code n’est pas un billet de cette conférence. Cherchez la personne par son nom."
        }
        Reason::Cancelled => {
            "Cette inscription a été annulée. Envoyez la personne vers l’organisation."
        }
        Reason::Waiting => {
            "Cette personne est sur la liste d’attente. Envoyez-la vers l’organisation."
        }
        Reason::NotHere => "Cette personne n’a pas de place dans cette séance.",
        Reason::NothingToUndo => "Ce pointage est déjà annulé.",
    }
}
