use std::sync::Arc;

use domain::participant::{FilledBy, RegistrationForm};
use domain::programme::Programme;
use domain::retention::needs_until;
use leptos::prelude::*;
use uuid::Uuid;

use crate::components::{ErrorSummary, FormErrors, Notice, RegistrationFields, Tone};
use crate::fr;
use crate::pages::home::Facts;

/// `/inscription`: the form, empty or refused.
#[component]
pub fn RegistrationPage(
    /// The programme as it stands.
    programme: Arc<Programme>,
    /// What was typed before.
    form: RegistrationForm,
    /// What is wrong with it.
    errors: FormErrors,
    /// The form's own identity.
    key: Uuid,
) -> impl IntoView {
    let event = programme.plan.event.clone();
    let needs_until = fr::day_month(needs_until(event.span.end()));
    let full = programme.places.is_full() || programme.waiting > 0;
    view! {
        <h1>"Inscription"</h1>
        <ErrorSummary errors=errors.clone()/>
        <p class="lead">{event.name.clone()}</p>
        <Facts event/>
        {full.then(|| view! {
            <Notice tone=Tone::Attention>
                <p>
                    "Les "{programme.places.capacity}" places sont prises. Votre inscription vous met "
                    "en liste d’attente\u{a0}: dès qu’une place se libère, elle est pour la première "
                    "personne de la liste, et un courriel la prévient."
                </p>
            </Notice>
        })}
        <p><a href="/inscription/groupe">"Vous inscrivez plusieurs personnes\u{202f}?"</a></p>
        <p>"Seuls votre prénom, votre nom et une adresse e-mail sont demandés. Sans adresse, cochez la case\u{a0}: c’est prévu."</p>
        <RegistrationFields
            action="/inscription"
            form
            errors
            key
            by=FilledBy::Themselves
            needs_until
            button=if full { "M’inscrire en liste d’attente" } else { "M’inscrire" }
        />
    }
}

/// After a second attempt with the same address.
#[component]
pub fn AlreadyRegisteredPage(
    /// Whether letters are really sent.
    mail: bool,
) -> impl IntoView {
    view! {
        <h1>"Cette adresse est déjà inscrite"</h1>
        <Notice tone=Tone::Accepted>
            <p>
                <strong>"Rien n’a été changé. "</strong>
                {if mail {
                    "Nous venons de renvoyer à cette adresse le lien de son billet."
                } else {
                    "Le lien de son billet est prêt à partir. Le courriel n’est pas encore configuré \
                     sur ce site\u{a0}: demandez votre lien à l’organisation."
                }}
            </p>
        </Notice>
        <h2>"Que faire maintenant\u{202f}?"</h2>
        <ul>
            <li>"Ouvrez votre boîte e-mail et cherchez «\u{a0}billet\u{a0}». Regardez aussi dans les indésirables."</li>
            <li>"Vous vouliez inscrire quelqu’un d’autre\u{202f}? Donnez son adresse à elle ou à lui, ou cochez «\u{a0}Je n’ai pas d’adresse e-mail\u{a0}»."</li>
        </ul>
        <p class="actions">
            <a class="button" href="/">"Revenir à l’accueil"</a>
            <a href="/inscription">"Inscrire une autre personne"</a>
        </p>
    }
}
