use domain::Refusal;
use domain::checkin::Reason;
use domain::time::Moment;

use super::{clock, count, date_time};

/// Why the conference says no, and what to do next.
#[expect(clippy::too_many_lines, reason = "one arm a refusal, so that none is forgotten")]
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
        Refusal::SelfServiceFrozen { phone, email } => frozen(phone, email),
        Refusal::PageOutOfDate { held } => out_of_date(held.as_deref()),
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
        Refusal::ListOutOfDate => {
            "Quelqu’un de cette liste s’est inscrit ou désinscrit entre-temps\u{a0}: rien n’a été \
             importé. Relisez l’aperçu, puis recommencez."
                .to_owned()
        }
        Refusal::TooLateToUndo => {
            "Il est trop tard pour tout défaire\u{a0}: une lettre est partie, ou quelqu’un a changé \
             quelque chose entre-temps. Rien n’a été touché\u{a0}; corrigez fiche par fiche."
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
        Refusal::Clash { code, title, at, walk } => clash(code, title, *at, *walk),
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
        Refusal::NobodyToWriteTo => "Personne, dans cette séance, n’a d’adresse e-mail\u{a0}: prévenez \
                                     les gens de vive voix."
            .to_owned(),
        Refusal::MailingStopped => {
            "Cet envoi est arrêté\u{a0}: plus rien n’en part. Pour écrire à ces personnes, écrivez un \
             nouvel envoi."
                .to_owned()
        }
        Refusal::LastAdmin => "C’est le dernier compte d’administration. Donnez d’abord ce rôle à \
                               une autre personne, qui choisit son mot de passe."
            .to_owned(),
        Refusal::CapacityUnderTaken { what, taken } => format!(
            "{what}\u{a0}: {} déjà, la capacité ne peut pas être plus petite.",
            count(*taken, "place est prise", "places sont prises")
        ),
        Refusal::MoveFirst { code, taken, people } => format!(
            "{code}\u{a0}: {}. Déplacez d’abord {}, ou gardez au moins {}.",
            count(*taken, "place est prise", "places sont prises"),
            count(*people, "personne", "personnes"),
            count(*taken, "place", "places"),
        ),
        Refusal::RoomTooSmall { room, seats } => format!(
            "{room} compte {}. Choisissez un nombre plus petit, ou changez de salle dans le programme.",
            count(*seats, "siège", "sièges")
        ),
        Refusal::WouldClash { code, other, people } => format!(
            "{code} et {other} se gêneraient, et {} aux deux. Déplacez-les d’abord, ou gardez les \
             horaires.",
            count(*people, "personne est inscrite", "personnes sont inscrites")
        ),
        Refusal::WouldLoseLine { code, waiting } => format!(
            "{code}\u{a0}: {} une place, cette séance ne peut pas disparaître du programme. \
             Annulez-la d’abord\u{a0}: chaque personne recevra une lettre.",
            count(*waiting, "personne attend", "personnes attendent")
        ),
        Refusal::WouldLoseSignUps { code, taken } => format!(
            "{code}\u{a0}: {}, cette séance ne peut pas disparaître du programme.",
            count(*taken, "personne y est inscrite", "personnes y sont inscrites")
        ),
        Refusal::ProgrammeChanged => {
            "Le programme a changé depuis que cette page est ouverte. Rien n’a été touché\u{a0}: \
             relisez, puis recommencez."
                .to_owned()
        }
        Refusal::WouldLoseScans { code, scans } => format!(
            "{code}\u{a0}: {} ici, cette séance ne peut plus disparaître du programme.",
            count(*scans, "pointage a été fait", "pointages ont été faits")
        ),
        Refusal::WouldLoseWishes { code, people } => format!(
            "{code}\u{a0}: {}, cette séance ne peut pas disparaître du programme avant la répartition.",
            count(*people, "personne l’a dans ses vœux", "personnes l’ont dans leurs vœux")
        ),
        Refusal::GivenByWishes { slot, until } => format!(
            "{slot}\u{a0}: les places sont attribuées selon vos vœux. Classez-les ci-dessous avant le {}.",
            date_time(*until)
        ),
        Refusal::WishesClosed { until } => format!(
            "Les vœux sont clos depuis le {}. Les résultats arrivent bientôt\u{a0}: vous n’avez rien à faire.",
            date_time(*until)
        ),
        Refusal::NotByWishes { slot } => format!(
            "{slot}\u{a0}: les places ne sont plus attribuées par vœux. Choisissez directement un atelier ci-dessous."
        ),
        Refusal::SeatInSlot { code } => format!(
            "Vous avez déjà une place à l’atelier {code}. Pour faire des vœux à la place, rendez d’abord celle-ci."
        ),
        Refusal::WishesStillOpen { slot, until } => format!(
            "{slot}\u{a0}: les vœux sont ouverts jusqu’au {}. Attendez, ou fermez-les maintenant sur la page Vœux, puis refaites une répartition.",
            date_time(*until)
        ),
        Refusal::RunOutOfDate => {
            "Des vœux, des places ou le programme ont changé depuis cette répartition. Refaites-la, \
             relisez-la, puis publiez."
                .to_owned()
        }
        Refusal::RunNotReady => {
            "Cette répartition n’est pas terminée. Attendez qu’elle le soit, ou refaites-la.".to_owned()
        }
    }
}

fn clash(code: &str, title: &str, at: Moment, walk: Option<u32>) -> String {
    let near = walk.map_or_else(String::new, |walk| {
        format!(" Il faut {} pour aller d’une salle à l’autre.", count(walk, "minute", "minutes"))
    });
    format!(
        "Vous êtes déjà à {code} («\u{a0}{title}\u{a0}») à {}.{near} Rendez d’abord cette place, ou \
         choisissez un autre horaire.",
        clock(at)
    )
}

/// Whom to ask once people no longer change their choices themselves.
#[must_use]
pub fn frozen(phone: &str, email: &str) -> String {
    let ask = if phone.is_empty() {
        format!("Pour un changement, écrivez à {email}.")
    } else {
        format!("Pour un changement, appelez le {phone} ou écrivez à {email}.")
    };
    format!("Les choix sont arrêtés, les salles se préparent. {ask}")
}

fn out_of_date(held: Option<&str>) -> String {
    let now = held
        .map_or_else(|| "vous n’avez plus rien ici".to_owned(), |code| format!("vous avez {code}"));
    format!(
        "Vos choix ont changé depuis que cette page est ouverte\u{a0}: maintenant, {now}. Rien n’a \
         été touché. Regardez ci-dessous, puis recommencez."
    )
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
        Refusal::Clash { code, title, at, walk } => {
            let near = walk.map_or_else(String::new, |walk| {
                format!(" Il faut {} de marche.", count(walk, "minute", "minutes"))
            });
            format!(
                "Cette personne est déjà à {code} («\u{a0}{title}\u{a0}») à {}.{near} Retirez-la \
                 d’abord de là.",
                clock(*at)
            )
        }
        Refusal::PageOutOfDate { held: Some(code) } => format!(
            "Ses choix ont changé entre-temps\u{a0}: cette personne a maintenant {code}. Vérifiez, \
             puis recommencez."
        ),
        Refusal::PageOutOfDate { held: None } => {
            "Ses choix ont changé entre-temps\u{a0}: cette personne n’a plus rien ici. Vérifiez, puis \
             recommencez."
                .to_owned()
        }
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
        Reason::Full => "Il ne reste pas de place dans cette séance. Proposez-en une autre.",
        Reason::Malformed => {
            "Le nom ou le code n’a pas pu être lu. Inscrivez la personne à nouveau."
        }
    }
}
