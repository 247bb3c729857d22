use leptos::prelude::*;

/// What went wrong, for a whole page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// There is nothing at this address.
    NotFound,
    /// A personal link that no longer opens anything.
    DeadLink,
    /// Not for this role.
    Forbidden,
    /// A phone that may no longer keep doors.
    PhoneEnded,
    /// The form came from elsewhere.
    ForeignForm,
    /// The form is not one of ours, or was cut on its way.
    Misread,
    /// More than we take.
    TooLarge,
    /// Too much at once, or too often.
    Busy,
    /// The conference's rules say no: the sentence.
    Refused(String),
    /// Our fault, under this incident number.
    Fault(String),
}

impl ErrorKind {
    /// The number browsers and machines know it by.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NotFound | Self::DeadLink => 404,
            Self::Forbidden | Self::ForeignForm => 403,
            Self::PhoneEnded => 410,
            Self::Misread => 400,
            Self::TooLarge => 413,
            Self::Busy => 503,
            Self::Refused(_) => 409,
            Self::Fault(_) => 500,
        }
    }

    /// The heading of the page.
    #[must_use]
    pub fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "Cette page n’existe pas",
            Self::DeadLink => "Ce lien n’ouvre plus rien",
            Self::Forbidden => "Cette page n’est pas pour vous",
            Self::PhoneEnded => "Ce téléphone ne garde plus de porte",
            Self::ForeignForm => "Ce formulaire ne vient pas de ce site",
            Self::Misread => "Nous n’avons pas compris ce formulaire",
            Self::TooLarge => "C’est trop gros",
            Self::Busy => "Beaucoup de monde en ce moment",
            Self::Refused(_) => "Ce n’est pas possible",
            Self::Fault(_) => "Quelque chose n’a pas marché",
        }
    }

    fn sentence(&self) -> String {
        match self {
            Self::NotFound => "L’adresse est peut-être incomplète\u{a0}: un lien reçu par e-mail \
                               est parfois coupé en deux lignes."
                .to_owned(),
            Self::DeadLink => "Le lien est incomplet, ou il a été remplacé par un plus récent. \
                               Demandez-le à nouveau avec votre adresse e-mail."
                .to_owned(),
            Self::Forbidden => "Votre compte ne donne pas accès à cette partie. Demandez à la \
                                personne qui gère l’équipe, ou connectez-vous avec un autre compte."
                .to_owned(),
            Self::PhoneEnded => "Il a été retiré par l’organisation, ou sa durée est passée. \
                                 Demandez-lui un nouveau code, ou connectez-vous."
                .to_owned(),
            Self::ForeignForm => "Par sécurité, rien n’a été changé. Revenez à la page et envoyez \
                                  le formulaire à nouveau."
                .to_owned(),
            Self::Misread => {
                "Rien n’a été changé. Revenez à la page, rechargez-la et recommencez.".to_owned()
            }
            Self::TooLarge => {
                "Rien n’a été changé. Raccourcissez vos textes, puis recommencez.".to_owned()
            }
            Self::Busy => "Rien n’a été perdu ni changé. Attendez quelques secondes, puis \
                           rechargez cette page."
                .to_owned(),
            Self::Refused(sentence) => sentence.clone(),
            Self::Fault(incident) => format!(
                "C’est de notre côté, et c’est noté sous le numéro {incident}. Recommencez dans un \
                 moment\u{a0}; si cela continue, donnez ce numéro à l’organisation."
            ),
        }
    }
}

/// A page of the house for what went wrong, with a way on.
#[component]
pub fn ErrorPage(
    /// What went wrong.
    kind: ErrorKind,
) -> impl IntoView {
    view! {
        <p class="error-code">"Erreur "{kind.status()}</p>
        <h1>{kind.title()}</h1>
        <p>{kind.sentence()}</p>
        <p class="actions">
            <a class="button" href="/">"Revenir à l’accueil"</a>
            {match kind {
                ErrorKind::Forbidden | ErrorKind::PhoneEnded => view! { <a href="/connexion">"Me connecter"</a> }.into_any(),
                _ => view! { <a href="/retrouver-mon-billet">"Retrouver mon billet"</a> }.into_any(),
            }}
        </p>
    }
}
